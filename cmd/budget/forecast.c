/* ops budget forecast: where the fiscal year will end. */
#include <string.h>

#include "base/decimal.h"
#include "budget/forecast.h"
#include "report.h"

struct forecast_input {
	struct report_input report;
};

static const struct field fields[] = {
	REPORT_FIELDS(struct forecast_input),
	{ NULL },
};

static const struct kind kind_method = { .name = "method",
	.words = forecast_words };

static const struct column columns[] = {
	{ "account", TYPE_CODE, 0, "the account, with all below it" },
	{ "unit", TYPE_CODE, COL_MINOR, "of the numbers (missing: money)" },
	{ "budget", TYPE_MONEY, 0, "of the fiscal year" },
	{ "pre", TYPE_MONEY, COL_MINOR, "asked for" },
	{ "committed", TYPE_MONEY, 0, "ordered" },
	{ "actual", TYPE_MONEY, 0, "spent" },
	{ "available", TYPE_MONEY, COL_MINOR, "what is free" },
	{ "run_rate", TYPE_MONEY, 0,
	    "the year's end if spending goes on as in the months so far" },
	{ "plan_profile", TYPE_MONEY, 0,
	    "the year's end if the rest is off its plan as the months so far" },
	{ "method", TYPE_CODE, 0,
	    "which of the two was nearer a year ago (else the plan's)",
	    &kind_method },
	{ "forecast", TYPE_MONEY, 0, "what this one says" },
	{ "left", TYPE_MONEY, 0, "budget less forecast" },
	{ "exhausted", TYPE_CODE, 0,
	    "the month in which the budget is used up" },
	{ "rate", TYPE_MONEY, 0, "a month, to land on the budget" },
	{ "run_rate_error", TYPE_RATIO, COL_MINOR,
	    "percent that it was off a year ago; above 0: too high" },
	{ "plan_error", TYPE_RATIO, COL_MINOR, "the same of plan_profile" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

struct printing {
	struct call *call;
	size_t over; /* months of the year that are over */
	int64_t first;
};

static struct cell
percent(int64_t ratio)
{
	int64_t v;

	if (ratio == NONE || mul_div(ratio, 1, 1000, &v) != 0)
		return CELL_MISSING;
	return cell_int(v * 100000);
}

static int
print_row(void *data, const struct numbers_row *r)
{
	struct printing *p = data;
	struct forecast f;
	char month[MONTH_SIZE] = "";
	int64_t left = NONE;
	int err = forecast(p->call->ops, r->month, p->over, &f);

	if (err != 0)
		return fail_at(p->call->ops, "'%s'", r->account);
	if (five_zero(&f.year))
		return 0;
	if (f.result != NONE && sub_i64(f.year.budget, f.result, &left) != 0)
		left = NONE;
	if (f.exhausted >= 0)
		month_print(month, p->first + f.exhausted);
	return call_row(p->call,
	    (struct cell[COLUMNS]){ cell_text(r->account), cell_text(r->unit),
		cell_int(f.year.budget), cell_int(f.year.pre),
		cell_int(f.year.committed), cell_int(f.year.actual),
		cell_int(f.year.available), cell_int(f.end[FORECAST_RUN_RATE]),
		cell_int(f.end[FORECAST_PLAN]),
		cell_text(f.result == NONE ? NULL : forecast_words[f.method]),
		cell_int(f.result), cell_int(left),
		cell_text(f.exhausted < 0 ? NULL : month), cell_int(f.rate),
		percent(f.error[FORECAST_RUN_RATE]),
		percent(f.error[FORECAST_PLAN]) });
}

static int
run(struct call *c)
{
	struct forecast_input in = { .report = { .depth = NONE } };
	struct printing p = { .call = c };
	struct numbers_wish w;
	struct numbers_view view;
	struct numbers *all;
	int64_t today;
	int second, err = fill_given(c, &in, NULL);

	if (err != 0)
		return err;
	err = report_wish(c, &in.report, &w, &view);
	if (err != 0)
		return err;
	zone_from_utc(c->ops->book->zone, c->clock.now, &today, &second);
	p.first = fiscal_first(month_of_day(today), c->ops->book->fiscal_month);
	p.over = (size_t)(month_of_day(today + 1) - p.first);
	w.months = (struct months){ p.first - 12, p.first + 11 };
	err = call_begin(c, columns, COLUMNS);
	if (err == 0)
		err = numbers_load(c->ops, &w, &all);
	if (err == 0)
		err = numbers_rows(c->ops, all, &view, print_row, &p);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "where will the year end", "ops budget forecast --tree",
	    "forecast year end outturn run rate burn" },
	{ "which budgets will not do",
	    "ops budget forecast --where 'left < 0' --sort left" },
	{ NULL },
};

const struct cmd cmd_budget_forecast = {
	.path = "budget forecast",
	.brief = "say where the fiscal year will end",
	.about = "From the months of the fiscal year that are over: by the "
		 "rate of what was spent in them (run_rate), and by the "
		 "profile of the plan: its rest, times what was spent over "
		 "what was planned so far (plan_profile). Neither is below "
		 "what is spent and bound already. Which of the two counts is "
		 "told by the year before, at the same month: the one that "
		 "was nearer to what that year came to. --as-of says where it "
		 "was forecast to end then.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.own_writer = in_open,
	.size = sizeof(struct forecast_input),
	.columns = columns,
	.examples = examples,
	.run = run,
	.open = with_open,
	.close = with_close,
};
