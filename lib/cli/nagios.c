/* What an answer verb tells a monitoring system (--nagios). */
#include "cli/nagios.h"
#include "io/out.h"

static int
state_of(const struct nagios_count *k)
{
	if (k->critical != NONE && k->n > k->critical)
		return 2;
	return k->warning != NONE && k->n > k->warning;
}

static void
print_limit(struct out *o, int64_t limit)
{
	out_char(o, ';');
	if (limit != NONE)
		out_printf(o, "%lld", (long long)limit);
}

void
nagios_print(struct call *c, const char *service,
    const struct nagios_count *k, size_t n)
{
	static const char *const words[] = { "OK", "WARNING", "CRITICAL" };
	struct out *o = c->stream;
	int state = 0;

	for (size_t i = 0; i < n; i++)
		if (state_of(&k[i]) > state)
			state = state_of(&k[i]);
	c->answer = -state;
	if (c->opt.quiet)
		return;
	out_printf(o, "%s %s - ", service, words[state]);
	for (size_t i = 0; i < n; i++)
		out_printf(o, "%s%lld %s", i == 0 ? "" : ", ",
		    (long long)k[i].n, k[i].says);
	out_text(o, " |");
	for (size_t i = 0; i < n; i++) {
		out_printf(o, " %s=%lld", k[i].label, (long long)k[i].n);
		print_limit(o, k[i].warning);
		print_limit(o, k[i].critical);
		out_text(o, ";0");
	}
	out_char(o, '\n');
}
