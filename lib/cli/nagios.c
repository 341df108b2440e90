/* What an answer verb tells a monitoring system (--nagios). */
#include <string.h>

#include "cli/nagios.h"
#include "io/out.h"
#include "io/width.h"

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

/* One line, whatever is in it; behind a | would be numbers. */
static void
print_which(struct out *o, const char *which)
{
	struct str safe = STR_INIT;

	text_safe(&safe, which, strlen(which));
	for (size_t i = 0; i < safe.len; i++)
		if (safe.p[i] == '|')
			safe.p[i] = '/';
	out_printf(o, " (%s)", safe.p);
	str_free(&safe);
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
	for (size_t i = 0; i < n; i++) {
		out_printf(o, "%s%lld %s", i == 0 ? "" : ", ",
		    (long long)k[i].n, k[i].says);
		if (k[i].which != NULL)
			print_which(o, k[i].which);
	}
	out_text(o, " |");
	for (size_t i = 0; i < n; i++) {
		out_printf(o, " %s=%lld", k[i].label, (long long)k[i].n);
		print_limit(o, k[i].warning);
		print_limit(o, k[i].critical);
		out_text(o, ";0");
	}
	out_char(o, '\n');
}
