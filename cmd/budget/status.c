/* ops budget status: the five numbers of accounts and periods. */
#include <string.h>

#include "base/decimal.h"
#include "budget/numbers.h"
#include "cli/by.h"
#include "report.h"

struct status_input {
	struct report_input report;
	const char *by;
};

#define INPUT(how, member) AT_##how(struct status_input, member)

static const char *const key_words[] = { "month", "quarter", "year", NULL };
enum { BY_NOTHING = -1, BY_MONTH, BY_QUARTER };

static const struct field fields[] = {
	REPORT_FIELDS(struct status_input),
	{ "by", 0, &kind_text, INPUT(TEXT, by), 0,
	    "a row for each month, quarter or year; or all (all)" },
	{ NULL },
};

static const struct column columns[] = {
	{ "account", TYPE_CODE, 0, "the account" },
	{ "period", TYPE_CODE, 0, "the months" },
	{ "budget", TYPE_MONEY, 0, "the sum of the four others" },
	{ "pre", TYPE_MONEY, 0, "asked for" },
	{ "committed", TYPE_MONEY, 0, "ordered" },
	{ "actual", TYPE_MONEY, 0, "spent" },
	{ "available", TYPE_MONEY, 0, "what is left; below 0: over" },
	{ "used", TYPE_QTY, 0,
	    "percent of the budget; 100 where it is exactly that" },
	{ "unit", TYPE_CODE, COL_FILTER | COL_MINOR,
	    "what is counted (missing: money)" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

struct status {
	struct call *call;
	const struct numbers *numbers;
	int by; /* which key */
	int fiscal;
};

/* How many months from `at` on are one row. */
static size_t
step(const struct status *s, size_t at)
{
	int64_t month = s->numbers->months.first + (int64_t)at;
	int64_t left = (int64_t)(s->numbers->n_months - at), n;

	if (s->by == BY_NOTHING)
		return (size_t)left;
	n = s->by == BY_MONTH	? 1 :
	    s->by == BY_QUARTER ? 3 - month % 3 :
				  fiscal_first(month, s->fiscal) + 12 - month;
	return (size_t)(n < left ? n : left);
}

/*
 * Percent with one decimal, cut so that it does not lie: what is not all is
 * not 100, what is over is more.
 */
static int64_t
used(const struct five *f)
{
	int64_t spent, tenths;

	if (f->budget <= 0 || sub_i64(f->budget, f->available, &spent) != 0 ||
	    mul_div(spent, 1000, f->budget, &tenths) != 0)
		return NONE;
	if (tenths == 1000 && spent != f->budget)
		tenths += spent > f->budget ? 1 : -1;
	return tenths * (MILLION / 10);
}

static int
print(void *data, const struct numbers_row *r)
{
	struct status *s = data;
	size_t n;
	int err = 0;

	for (size_t at = 0; err == 0 && at < s->numbers->n_months; at += n) {
		char period[PERIOD_SIZE];
		struct months m = { s->numbers->months.first + (int64_t)at };
		struct five f;
		struct cell cells[COLUMNS] = { cell_text(r->account) };

		n = step(s, at);
		m.last = m.first + (int64_t)n - 1;
		err = five_sum(s->call->ops, r->month, at, at + n, &f);
		if (err != 0)
			return err;
		months_print(period, &m, s->fiscal);
		cells[1] = cell_text(period);
		cells[2] = cell_int(f.budget);
		cells[3] = cell_int(f.pre);
		cells[4] = cell_int(f.committed);
		cells[5] = cell_int(f.actual);
		cells[6] = cell_int(f.available);
		cells[7] = cell_int(used(&f));
		cells[8] = cell_text(r->unit);
		err = call_row(s->call, cells);
	}
	return err;
}

/* Without a period: the fiscal year that today is in. */
static int
find_months(struct call *c, struct months *out)
{
	int said, err = report_months(c, out, &said);

	if (err != 0 || said)
		return err;
	out->first = fiscal_first(month_of_day(clock_today(&c->clock)),
	    c->ops->book->fiscal_month);
	out->last = out->first + 11;
	return 0;
}

static int
run(struct call *c)
{
	struct status_input in = { .report = { .depth = NONE } };
	struct numbers_view view;
	struct numbers_wish w;
	struct status s = { c, NULL, BY_NOTHING, c->ops->book->fiscal_month };
	struct months months;
	struct numbers *all;
	unsigned by;
	int err = fill_record(c, &in);

	if (err == 0)
		err = by_read(c, in.by == NULL ? "all" : in.by, &by);
	if (err == 0)
		err = by_one(c, by, 0, &s.by);
	if (err == 0)
		err = find_months(c, &months);
	if (err == 0)
		err = report_wish(c, &in.report, &w, &view);
	if (err != 0)
		return err;
	w.months = months;
	err = numbers_load(c->ops, &w, &all);
	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	s.numbers = all;
	if (err == 0)
		err = numbers_rows(c->ops, all, &view, print, &s);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "how much of each budget is left", "ops budget status",
	    "remaining available overspent overrun" },
	{ "month by month, summed up the tree",
	    "ops budget status --by month --tree --depth 2" },
	{ "what would be left if all that is asked for were approved",
	    "ops budget request list -F csv | ops budget status --with -",
	    "what if scenario simulate pending" },
	{ NULL },
};

const struct cmd cmd_budget_status = {
	.path = "budget status",
	.brief = "show budget, bound, spent and left",
	.about = "Of the fiscal year that today is in, or of --period. Rows "
		 "sum to the total: what is of an account's own budget and "
		 "of no account below it is in a row (unallocated), what was "
		 "spent where no budget is, in a row (unbudgeted). With "
		 "--tree, rows of accounts that others are below stand "
		 "before them, and sum them.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.own_writer = in_open,
	.size = sizeof(struct status_input),
	.columns = columns,
	.keys = key_words,
	.examples = examples,
	.run = run,
	.open = with_open,
	.close = with_close,
};
