/* What the verbs share that report the five numbers. */
#include <string.h>

#include "report.h"

static int
parse_dimensions(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	const char *canonical;
	int err = kind_dimension.parse(c, f, text, n, &canonical);

	return err != 0 ? err : kind_texts.parse(c, f, text, n, at);
}

const struct kind kind_dimensions = { .name = "dimension",
	.store = STORE_TEXTS,
	.parse = parse_dimensions,
	.accepts = "one axis: cost_centre=K1; repeatable" };

int
report_wish(struct call *c, const struct report_input *in,
    struct numbers_wish *w, struct numbers_view *view)
{
	int err;

	*w = (struct numbers_wish){
		.until = c->clock.now != c->ops->now ? c->clock.now : NONE,
		.known = c->known,
		.under = in->account,
		.dimension = in->dimension.v,
		.dimensions = in->dimension.n,
	};
	*view = (struct numbers_view){ .tree = in->tree,
		.all = in->all,
		.total = in->total,
		.depth = in->depth == NONE ? 0 : in->depth };
	err = with_lines(c, &w->extra, &w->n_extra);

	return err != 0 ? err : in_begin(c, in->in);
}

/* So far, of budgets by months, is with all of the running one. */
static int
is_so_far(const char *period)
{
	return strcmp(period, "mtd") == 0 || strcmp(period, "qtd") == 0 ||
	    strcmp(period, "ytd") == 0;
}

int
report_months(struct call *c, struct months *out, int *said)
{
	struct period p;
	const char *expected;

	*said = c->opt.period != NULL;
	if (!*said && c->since == NONE && c->until == NONE)
		return 0;
	if (!*said)
		return fail(c->ops, OPS_USAGE,
		    "--since and --until: expected --period with whole months");
	expected = period_parse(c->opt.period, strlen(c->opt.period), &c->clock,
	    c->ops->book->fiscal_month, &p);
	if (expected == NULL && is_so_far(c->opt.period))
		p.last = month_end(month_of_day(p.last));
	if (expected == NULL)
		expected = months_of(&p, out);
	if (expected == NULL && out->last - out->first < 1200)
		return 0;
	return fail(c->ops, OPS_USAGE, "--period: '%s' is wrong: expected %s",
	    c->opt.period,
	    expected == NULL ? "less than a hundred years" : expected);
}
