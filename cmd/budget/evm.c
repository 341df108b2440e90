/* ops budget evm: earned value, what a project has earned for its costs. */
#include <string.h>

#include "base/decimal.h"
#include "budget/numbers.h"
#include "cli/takes.h"
#include "stats/evm.h"
#include "stats/variance.h"
#include "time/date.h"
#include "with.h"

struct evm_input {
	struct texts done, with;
};

static int
parse_done(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	const char *equals = strrchr(text, '=');
	const struct account *a;
	int64_t percent;
	int err;

	if (equals == NULL || equals == text ||
	    decimal_parse(equals + 1, n - (size_t)(equals + 1 - text),
		RATIO_SCALE, &percent) != NULL || percent < 0 ||
	    percent > 100 * MILLION)
		return fail(c->ops, OPS_DATA, "'%s' is wrong: expected an "
		    "account and percent from 0 to 100, as it:portal=40", text);
	err = account_by_name(c->ops, arena_strndup(c->ops->mem, text,
	    (size_t)(equals - text)), &a);
	return err != 0 ? err : kind_texts.parse(c, f, text, n, at);
}

static const struct kind kind_done = { .name = "account=percent",
	.store = STORE_TEXTS,
	.accepts = "an account, and how many percent are done: it:portal=40",
	.parse = parse_done };

static const struct field fields[] = {
	{ "done", 0, &kind_done, AT_TEXTS(struct evm_input, done), 0,
	    "how much of an account's project is done: account=percent" },
	FIELD_WITH(struct evm_input, with),
	{ NULL },
};

enum { PROJECT, PV, EV, AC, BAC, TAKEN };

static const struct column takes[] = {
	{ "project", TYPE_CODE, COL_NEEDED, "what is judged" },
	{ "pv", TYPE_MONEY, COL_NEEDED, "planned value: what was to be done "
	    "by now, at the plan's cost" },
	{ "ev", TYPE_MONEY, COL_NEEDED, "earned value: what is done, at the "
	    "plan's cost" },
	{ "ac", TYPE_MONEY, COL_NEEDED, "actual cost of what is done" },
	{ "bac", TYPE_MONEY, COL_NEEDED, "budget at completion: of all" },
	{ NULL },
};

static const struct column columns[] = {
	{ "project", TYPE_CODE, COL_FILTER, "what is judged" },
	{ "pv", TYPE_MONEY, 0, "planned value" },
	{ "ev", TYPE_MONEY, 0, "earned value" },
	{ "ac", TYPE_MONEY, 0, "actual cost" },
	{ "bac", TYPE_MONEY, 0, "budget at completion" },
	{ "cv", TYPE_MONEY, 0, "cost variance: ev - ac" },
	{ "sv", TYPE_MONEY, 0, "schedule variance: ev - pv" },
	{ "cpi", TYPE_RATIO, COL_UNDEFINED, "cost performance index: ev / ac" },
	{ "spi", TYPE_RATIO, COL_UNDEFINED,
	    "schedule performance index: ev / pv" },
	{ "eac", TYPE_MONEY, COL_UNDEFINED,
	    "estimate at completion: bac / cpi, as so far" },
	{ "eac_planned", TYPE_MONEY, COL_MINOR, "the same with the rest as "
	    "planned: ac + bac - ev" },
	{ "eac_schedule", TYPE_MONEY, COL_MINOR | COL_UNDEFINED, "the same "
	    "with the rest at cost and pace so far: ac + (bac - ev) / (cpi x "
	    "spi)" },
	{ "etc", TYPE_MONEY, COL_MINOR | COL_UNDEFINED,
	    "estimate to complete: eac - ac" },
	{ "vac", TYPE_MONEY, COL_UNDEFINED,
	    "variance at completion: bac - eac" },
	{ "tcpi", TYPE_RATIO, COL_UNDEFINED, "to-complete index: (bac - ev) / "
	    "(bac - ac)" },
	{ "tcpi_eac", TYPE_RATIO, COL_MINOR | COL_UNDEFINED,
	    "the same for the estimate: (bac - ev) / (eac - ac)" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

/* Each row is answered as it comes. */
struct earning {
	struct sink sink;
	struct call *call;
};

static int
take_begin(struct sink *s, const struct column *cols, size_t n)
{
	(void)cols;
	(void)n;
	return call_begin(((struct earning *)s)->call, columns, COLUMNS);
}

static int
take_row(struct sink *s, const struct cell *in)
{
	struct call *c = ((struct earning *)s)->call;
	struct evm e = { .pv = in[PV].i, .ev = in[EV].i, .ac = in[AC].i,
		.bac = in[BAC].i };

	evm_reckon(&e);
	return call_row(c, (struct cell[COLUMNS]){ in[PROJECT],
	    cell_int(e.pv), cell_int(e.ev), cell_int(e.ac), cell_int(e.bac),
	    cell_int(e.cv), cell_int(e.sv), cell_int(e.cpi), cell_int(e.spi),
	    cell_int(e.eac), cell_int(e.eac_planned),
	    cell_int(e.eac_schedule), cell_int(e.etc), cell_int(e.vac),
	    cell_int(e.tcpi), cell_int(e.tcpi_eac) });
}

static int
take_end(struct sink *s)
{
	return sink_end(((struct earning *)s)->call->out);
}

/* ---- from the book's accounts ---- */

/* The months asked for, the fiscal year of today where none are. */
static int
months_asked(struct call *c, struct months *out)
{
	int64_t today = clock_today(&c->clock), day[2];
	int second;

	out->first = fiscal_first(month_of_day(today), c->values.fiscal_month);
	out->last = out->first + 11;
	if (c->since == NONE && c->until == NONE)
		return 0;
	if (c->since == NONE || c->until == NONE)
		return fail(c->ops, OPS_USAGE, "--period: a project has a "
		    "beginning and an end: expected both");
	zone_from_utc(c->clock.zone, c->since, &day[0], &second);
	zone_from_utc(c->clock.zone, c->until, &day[1], &second);
	*out = (struct months){ month_of_day(day[0]), month_of_day(day[1]) };
	return 0;
}

/* What was planned up to today: the running month by its days. */
static int
planned(struct call *c, const struct numbers *of,
    const struct number_node *node, int64_t *pv)
{
	int64_t today = clock_today(&c->clock), part;

	*pv = 0;
	for (size_t i = 0; i < of->n_months; i++) {
		int64_t month = of->months.first + (int64_t)i;

		if (month > month_of_day(today))
			break;
		if (prorata(node->sum[i].budget, month_start(month),
			month_end(month), DAY_MIN, today, &part) != 0 ||
		    add_i64(*pv, part, pv) != 0)
			return fail(c->ops, OPS_DATA,
			    "'%s': its plan is too large a number", node->name);
	}
	return 0;
}

static int
judge(struct earning *e, const struct numbers *of,
    const struct number_node *node, int64_t percent)
{
	struct call *c = e->call;
	struct cell cells[TAKEN] = { [PROJECT] = cell_text(node->name) };
	struct five sum;
	int64_t pv, ev = NONE;
	int err = five_sum(c->ops, node->sum, 0, of->n_months, &sum);

	if (err == 0)
		err = planned(c, of, node, &pv);
	if (err != 0)
		return err;
	if (percent != NONE)
		mul_div(sum.budget, percent, 100 * MILLION, &ev);
	cells[PV] = cell_int(pv);
	cells[EV] = cell_int(ev);
	cells[AC] = cell_int(sum.actual);
	cells[BAC] = cell_int(sum.budget);
	return take_row(&e->sink, cells);
}

/* The projects of --done, else all accounts at the top. */
static int
judge_all(struct earning *e, const struct numbers *of,
    const struct texts *done)
{
	int err = take_begin(&e->sink, columns, COLUMNS);

	for (size_t i = 0; err == 0 && i < done->n; i++) {
		const char *equals = strrchr(done->v[i], '=');
		const struct number_node *node = numbers_find(of,
		    arena_strndup(e->call->ops->mem, done->v[i],
			(size_t)(equals - done->v[i])), NULL);
		int64_t percent = 0;

		decimal_parse(equals + 1, strlen(equals + 1), RATIO_SCALE,
		    &percent);
		if (node != NULL)
			err = judge(e, of, node, percent);
	}
	if (done->n == 0)
		for (const struct number_node *node = of->top;
		    err == 0 && node != NULL; node = node->next)
			if (node->unit == NULL)
				err = judge(e, of, node, NONE);
	return err < 0 ? err : take_end(&e->sink);
}

static int
run(struct call *c)
{
	struct earning e = { { take_begin, take_row, take_end }, c };
	struct evm_input in = { .done = { 0 } };
	struct numbers_wish wish = {
		.until = c->clock.now != c->ops->now ? c->clock.now : NONE,
		.known = c->known };
	struct numbers *of;
	int err = fill_given(c, &in, NULL);

	if (err == 0 && c->opt.input != NULL && in.with.n > 0)
		err = fail(c->ops, OPS_USAGE, "--with is of the book, --input "
		    "of a file: expected one of them");
	if (err != 0 || c->opt.input != NULL)
		return err != 0 ? err
				: call_takes(c, takes, TAKEN, NULL, &e.sink);
	err = with_lines(c, &wish.extra, &wish.n_extra);
	if (err == 0)
		err = months_asked(c, &wish.months);
	if (err == 0)
		err = numbers_load(c->ops, &wish, &of);
	return err != 0 ? err : judge_all(&e, of, &in.done);
}

static const struct example examples[] = {
	{ "what a project has earned for what it cost",
	    "printf '%s\\n' project,pv,ev,ac,bac DOCK,1000,800,950,4000 | "
	    "ops budget evm -i -", "earned value cpi spi eac" },
	{ NULL },
};

const struct cmd cmd_budget_evm = {
	.path = "budget evm",
	.brief = "earned value: is a project ahead, and what will it cost",
	.about = "Sets what was planned to be done by now against what is "
		 "done and what it cost, and says where the project will "
		 "end. There are three estimates at completion, since the "
		 "rest may go on as so far, as planned, or at the cost and "
		 "the pace so far. What would be a division by 0 is "
		 "undefined: n/a in a table, empty in CSV. Without -i the "
		 "projects are accounts, with what is below them: planned is "
		 "the budget of the period up to today, the running month by "
		 "its days; --done says how much of the work is done. Without "
		 "--done it is not known, and what rests on it stays empty.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct evm_input),
	.columns = columns,
	.takes = takes,
	.examples = examples,
	.run = run,
	.open = with_open,
	.close = with_close,
};
