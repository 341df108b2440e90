/* ops budget variance: plan against actual, and why they differ. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "budget/effects.h"
#include "budget/month.h"
#include "cli/by.h"
#include "report.h"

struct variance_input {
	struct report_input report;
	const char *by, *base;
	int64_t percent;
};

#define INPUT(how, member) AT_##how(struct variance_input, member)

static const char *const key_words[] = { "month", "quarter", "year", "item",
	NULL };
enum { BY_NOTHING = -1, BY_MONTH, BY_QUARTER, BY_YEAR, BY_ITEM };

static const struct field fields[] = {
	REPORT_FIELDS(struct variance_input),
	{ "by", 0, &kind_text, INPUT(TEXT, by), 0,
	    "a row for each month, quarter, year; item: why they differ" },
	{ "percent", 0, &kind_percent, INPUT(INT, percent), 0,
	    "beyond is yes from more than so many percent on (10)" },
	{ "base", 0, &kind_months, INPUT(TEXT, base), 0,
	    "--by item: as many months to compare with (a year before)" },
	{ NULL },
};

static const struct column columns[] = {
	{ "account", TYPE_CODE, 0, "the account" },
	{ "period", TYPE_CODE, 0, "the months" },
	{ "budget", TYPE_MONEY, 0, "what was planned, as it stands now" },
	{ "actual", TYPE_MONEY, 0, "what was spent" },
	{ "variance", TYPE_MONEY, 0, "actual less budget; above 0: over" },
	{ "percent", TYPE_QTY, 0, "the same of the budget" },
	{ "beyond", TYPE_BOOL, 0, "it is more than --percent, either way" },
	{ "unit", TYPE_CODE, COL_FILTER | COL_MINOR,
	    "what is counted (missing: money)" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static const struct column effect_columns[] = {
	{ "account", TYPE_CODE, 0, "the account" },
	{ "period", TYPE_CODE, 0, "the months" },
	{ "item", TYPE_CODE, 0, "what was bought" },
	{ "base_qty", TYPE_QTY, 0, "how many were bought in the base" },
	{ "qty", TYPE_QTY, 0, "how many were bought" },
	{ "base", TYPE_MONEY, 0, "what they cost there" },
	{ "actual", TYPE_MONEY, 0, "what they cost" },
	{ "price", TYPE_MONEY, 0, "of the variance: other prices" },
	{ "volume", TYPE_MONEY, 0, "more or less of all items" },
	{ "mix", TYPE_MONEY, 0, "another share of this item" },
	{ "variance", TYPE_MONEY, 0, "actual less base: the three together" },
	{ NULL },
};

enum { EFFECTS = sizeof effect_columns / sizeof *effect_columns - 1 };

struct printing {
	struct call *call;
	const struct numbers *numbers;
	struct months months;
	int by; /* which key */
	int64_t percent;
	int fiscal;
};

/* How many months from `at` on are one row. */
static size_t
step(const struct printing *p, size_t at)
{
	int64_t month = p->months.first + (int64_t)at;
	int64_t left = p->months.last - month + 1, n = left;

	if (p->by == BY_MONTH)
		n = 1;
	else if (p->by == BY_QUARTER)
		n = 3 - month % 3;
	else if (p->by == BY_YEAR)
		n = fiscal_first(month, p->fiscal) + 12 - month;
	return (size_t)(n < left ? n : left);
}

/*
 * Percent with one decimal, of the budget without its sign; what is not 0 is
 * not 0.0, and 100.0 is exactly that.
 */
static int64_t
percent_of(int64_t variance, int64_t budget)
{
	int64_t size = budget < 0 ? -budget : budget, tenths;

	if (budget == 0 || mul_div(variance, 1000, size, &tenths) != 0)
		return NONE;
	if (tenths == 0 && variance != 0)
		tenths = variance > 0 ? 1 : -1;
	if ((tenths == 1000 && variance != size) ||
	    (tenths == -1000 && variance != -size))
		tenths += variance > (tenths > 0 ? size : -size) ? 1 : -1;
	return tenths * (MILLION / 10);
}

static int64_t
is_beyond(const struct printing *p, int64_t variance, int64_t budget)
{
	int64_t allowed;

	if (mul_div(budget, p->percent, 100 * MILLION, &allowed) != 0)
		return NONE;
	allowed = allowed < 0 ? -allowed : allowed;
	return (variance < 0 ? -variance : variance) > allowed;
}

static int
print_period(struct printing *p, const struct numbers_row *r,
    const struct five *f, const char *period)
{
	int64_t variance;

	if (sub_i64(f->actual, f->budget, &variance) != 0)
		return fail(p->call->ops, OPS_DATA,
		    "amount: a variance is too large a number");
	return call_row(p->call,
	    (struct cell[COLUMNS]){ cell_text(r->account), cell_text(period),
		cell_int(f->budget), cell_int(f->actual), cell_int(variance),
		cell_int(percent_of(variance, f->budget)),
		cell_int(is_beyond(p, variance, f->budget)),
		cell_text(r->unit) });
}

static int
print_row(void *data, const struct numbers_row *r)
{
	struct printing *p = data;
	size_t n, all = p->numbers->n_months;
	int err = 0;

	for (size_t at = 0; err == 0 && at < all; at += n) {
		char period[PERIOD_SIZE];
		struct months m = { p->months.first + (int64_t)at, 0 };
		struct five f;

		n = step(p, at);
		m.last = m.first + (int64_t)n - 1;
		months_print(period, &m, p->fiscal);
		err = five_sum(p->call->ops, r->month, at, at + n, &f);
		if (err == 0)
			err = print_period(p, r, &f, period);
	}
	return err;
}

static int
print_effect(void *data, const struct effect_row *r)
{
	struct printing *p = data;
	char period[PERIOD_SIZE];

	months_print(period, &p->months, p->fiscal);
	return call_row(p->call,
	    (struct cell[EFFECTS]){ cell_text(r->account->name),
		cell_text(period), cell_text(r->item), cell_int(r->base_qty),
		cell_int(r->qty), cell_int(r->base), cell_int(r->actual),
		cell_int(r->price), cell_int(r->volume), cell_int(r->mix),
		cell_int(r->actual - r->base) });
}

static int
read_base(struct printing *p, const struct variance_input *in,
    struct effects_wish *w)
{
	struct call *c = p->call;
	struct period period;
	struct months base;

	w->base = p->months.first - 12;
	if (in->base == NULL)
		return 0;
	if (period_parse(in->base, strlen(in->base), &c->clock, p->fiscal,
		&period) != NULL ||
	    months_of(&period, &base) != NULL)
		BUG("a period that its kind took");
	if (base.last - base.first != p->months.last - p->months.first)
		return fail(c->ops, OPS_USAGE, "--base: '%s' is wrong: "
		    "expected as many months as the period has: %lld", in->base,
		    (long long)(p->months.last - p->months.first + 1));
	w->base = base.first;
	return 0;
}

static int
run_effects(struct printing *p, const struct variance_input *in)
{
	struct call *c = p->call;
	struct effects_wish w = { .months = p->months,
		.until = c->clock.now != c->ops->now ? c->clock.now : NONE,
		.known = c->known,
		.under = in->report.account };
	int err = read_base(p, in, &w);

	if (err == 0)
		err = with_lines(c, &w.extra, &w.n_extra);
	if (err == 0)
		err = in_begin(c, in->report.in);
	if (err == 0)
		err = call_begin(c, effect_columns, EFFECTS);
	if (err == 0)
		err = effects(c->ops, &w, print_effect, p);
	return err < 0 ? err : sink_end(c->out);
}

static int
run_numbers(struct printing *p, const struct variance_input *in)
{
	struct call *c = p->call;
	struct numbers_wish w;
	struct numbers_view view;
	struct numbers *all;
	int err = report_wish(c, &in->report, &w, &view);

	w.months = p->months;
	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	if (err == 0)
		err = numbers_load(c->ops, &w, &all);
	if (err == 0) {
		p->numbers = all;
		err = numbers_rows(c->ops, all, &view, print_row, p);
	}
	return err < 0 ? err : sink_end(c->out);
}

static int
run(struct call *c)
{
	struct variance_input in = { .report = { .depth = NONE },
		.percent = NONE };
	struct printing p = { .call = c,
		.by = BY_NOTHING,
		.fiscal = c->ops->book->fiscal_month };
	unsigned by;
	int said, err = fill_given(c, &in, NULL);

	if (err == 0)
		err = by_read(c, in.by == NULL ? "all" : in.by, &by);
	if (err == 0)
		err = by_one(c, by, 0, &p.by);
	if (err == 0)
		err = report_months(c, &p.months, &said);
	if (err == 0 && in.base != NULL && p.by != BY_ITEM)
		err = fail(c->ops, OPS_USAGE, "--base goes with --by item");
	if (err != 0)
		return err;
	if (!said) {
		p.months.last = month_of_day(clock_today(&c->clock));
		p.months.first = fiscal_first(p.months.last, p.fiscal);
	}
	p.percent = in.percent == NONE ? 10 * MILLION : in.percent;
	return p.by == BY_ITEM ? run_effects(&p, &in) : run_numbers(&p, &in);
}

static const struct example examples[] = {
	{ "plan against actual, this year so far", "ops budget variance --tree",
	    "deviation plan actual difference" },
	{ "which accounts are off by more than a tenth",
	    "ops budget variance --where 'beyond = yes' --sort -variance" },
	{ "is it the price, or do we buy more",
	    "ops budget variance --by item -p mtd --base last-month",
	    "price volume mix effect" },
	{ NULL },
};

const struct cmd cmd_budget_variance = {
	.path = "budget variance",
	.brief = "show plan against actual, and why they differ",
	.about = "Of the fiscal year so far, this month included, or of "
		 "--period. --by item takes the lines that have a quantity "
		 "apart, against the same months of the year before, or "
		 "others (--base): price is what other prices cost, "
		 "volume what more or less of all items cost, mix what "
		 "another share of the item cost. They add up to the "
		 "variance, to the cent.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.own_writer = in_open,
	.size = sizeof(struct variance_input),
	.columns = columns,
	.keys = key_words,
	.examples = examples,
	.run = run,
	.open = with_open,
	.close = with_close,
};
