/* ops budget case show: the alternatives side by side, promised, measured. */
#include "base/decimal.h"
#include "base/str.h"
#include "budget/caseworth.h"
#include "case.h"
#include "time/date.h"
#include "io/document.h"

struct show_input {
	const struct budget_case *which;
};

static const struct field fields[] = {
	{ "case", 0, &kind_case, AT_CASE(struct show_input, which),
	    FIELD_REQUIRED | FIELD_ARG, "the case" },
	{ NULL },
};

struct showing {
	struct call *call;
	const struct budget_case *k;
	struct case_worth *worth;
	struct document *doc;
};

#define N(cols) (sizeof cols / sizeof *cols)

static const struct column compare_columns[] = {
	{ "alternative", TYPE_CODE, 0, "the way to do it" },
	{ "paid", TYPE_MONEY, 0, "all that goes out" },
	{ "received", TYPE_MONEY, 0, "all that comes in" },
	{ "npv", TYPE_MONEY, 0, "what both are worth today" },
	{ "annual", TYPE_MONEY, COL_UNDEFINED,
	    "the same as an amount every year" },
};

static const struct column gain_columns[] = {
	{ "alternative", TYPE_CODE, 0, "the way to do it" },
	{ "gain", TYPE_MONEY, 0, "what it is worth more than the base" },
	{ "irr", TYPE_RATIO, COL_UNDEFINED, "the rate that it yields" },
	{ "payback", TYPE_RATIO, COL_UNDEFINED, "years until it is paid" },
	{ "discounted", TYPE_RATIO, COL_UNDEFINED, "years, with interest" },
	{ "may_fail", TYPE_QTY, COL_UNDEFINED,
	    "percent of what it saves that may fail" },
};

static const struct column scenario_columns[] = {
	{ "scenario", TYPE_TEXT, 0, "what if" },
	{ "best", TYPE_CODE, 0, "the best one then" },
	{ "npv", TYPE_MONEY, 0, "what it is worth" },
	{ "ahead", TYPE_MONEY, 0, "of the next best one" },
};

static const struct column review_columns[] = {
	{ "months", TYPE_INT, 0, "after the start" },
	{ "due", TYPE_DATE, 0, "when it is due" },
	{ "date", TYPE_DATE, 0, "when it was measured" },
	{ "promised", TYPE_QTY, 0, "what it was to be" },
	{ "measured", TYPE_QTY, 0, "what it is" },
	{ "kept", TYPE_QTY, 0, "percent of what was promised" },
	{ "note", TYPE_TEXT, COL_WIDE, "why" },
};

/* ---- the figures ---- */

static int
show_alternatives(struct showing *s)
{
	struct sink *rows;
	int err = document_section(s->doc, "alternatives", compare_columns,
	    N(compare_columns), &rows);

	for (size_t i = 0; err == 0 && i < s->k->ways; i++) {
		const struct case_worth *v = &s->worth[i];

		err = sink_row(rows,
		    (struct cell[N(compare_columns)]){
			cell_text(v->way->name), cell_int(v->paid),
			cell_int(v->received), cell_int(v->npv),
			cell_int(v->annual) });
	}
	return err != 0 ? err : sink_end(rows);
}

/* To the hundredth of a year, a rate to the tenth of a percent. */
static int64_t
rounded(int64_t v, int64_t step)
{
	int64_t steps;

	if (v == NONE || mul_div(v, 1, step, &steps) != 0)
		return NONE;
	return steps * step;
}

/* A rate says something where it is the only one there can be. */
static int64_t
only_rate(const struct cash_yield *y)
{
	return y->sign_changes == 1 && y->n == 1 ? rounded(y->rate[0], 1000)
						 : NONE;
}

static int
show_gains(struct showing *s)
{
	struct sink *rows;
	int err = document_section(s->doc, "over_the_base", gain_columns,
	    N(gain_columns), &rows);

	for (size_t i = 1; err == 0 && i < s->k->ways; i++) {
		const struct case_worth *v = &s->worth[i];

		err = sink_row(rows,
		    (struct cell[N(gain_columns)]){ cell_text(v->way->name),
			cell_int(v->gain), cell_int(only_rate(&v->yield)),
			cell_int(rounded(v->payback, 10000)),
			cell_int(rounded(v->discounted, 10000)),
			cell_int(v->may_fail) });
	}
	return err != 0 ? err : sink_end(rows);
}

/* Rates that cannot be relied on, each said. */
static void
show_rates(struct showing *s)
{
	struct str text = STR_INIT;
	char buf[DECIMAL_MAX];

	for (size_t i = 1; i < s->k->ways; i++) {
		const struct cash_yield *y = &s->worth[i].yield;

		if (y->sign_changes < 2)
			continue;
		str_addf(&text, "%s%s: what it brings over %s changes its sign "
		    "%zu times, so that no rate tells what it yields",
		    text.len > 0 ? "; " : "", s->worth[i].way->name,
		    s->worth[0].way->name, y->sign_changes);
		for (size_t n = 0; n < y->n; n++) {
			decimal_print(buf, rounded(y->rate[n], 1000) / 1000,
			    1, 0);
			str_addf(&text, "%s%s %%", n == 0 ? " (its value is 0 "
			    "at " : n + 1 == y->n ? " and " : ", ", buf);
		}
		str_addf(&text, "%s: compare by npv", y->n > 0 ? ")" : "");
	}
	if (text.len > 0)
		document_para(s->doc, "sign_changes",
		    arena_strdup( s->call->ops->keep, text.p));
	str_free(&text);
}

static int
scenario_row(struct showing *s, const struct case_scenario *what,
    struct sink *rows)
{
	const struct budget_case *k = s->k;
	size_t best = 0;
	int64_t npv, top = NONE, next = NONE, ahead = NONE;
	int err = 0;

	for (size_t i = 0; err == 0 && i < k->ways; i++) {
		err = case_npv_then(s->call->ops, k, &k->way[i], what, &npv);
		if (err != 0)
			break;
		if (top == NONE || npv > top) {
			next = top;
			top = npv;
			best = i;
		} else if (next == NONE || npv > next) {
			next = npv;
		}
	}
	if (err != 0)
		return err;
	if (next != NONE)
		sub_i64(top, next, &ahead);
	return sink_row(rows,
	    (struct cell[N(scenario_columns)]){ cell_text(what->about),
		cell_text(k->way[best].name), cell_int(top),
		cell_int(ahead) });
}

static int
show_scenarios(struct showing *s)
{
	static const struct case_scenario as_said = { "as_said", "as said",
		MILLION, MILLION, MILLION };
	struct sink *rows;
	int err = document_section(s->doc, "what_if", scenario_columns,
	    N(scenario_columns), &rows);

	if (err == 0)
		err = scenario_row(s, &as_said, rows);
	for (const struct case_scenario *what = case_scenarios;
	    err == 0 && what->name != NULL; what++)
		err = scenario_row(s, what, rows);
	return err != 0 ? err : sink_end(rows);
}

/* ---- what became of it ---- */

static int
show_reviews(struct showing *s)
{
	const struct budget_case *k = s->k;
	int64_t day, next = case_next_review(k, &day);
	struct sink *rows;
	int err = document_section(s->doc, "reviews", review_columns,
	    N(review_columns), &rows);

	for (size_t i = 0; err == 0 && i < k->reviews; i++) {
		const struct case_review *r = &k->review[i];

		err = sink_row(rows,
		    (struct cell[N(review_columns)]){ cell_int(r->months),
			cell_int(day_add_months(k->starts, r->months)),
			cell_int(r->date), cell_int(k->promised),
			cell_int(r->measured),
			cell_int(case_kept(k, r->measured)),
			cell_text(r->note) });
	}
	if (err == 0 && next != NONE)
		err = sink_row(rows,
		    (struct cell[N(review_columns)]){ cell_int(next),
			cell_int(day), CELL_MISSING, cell_int(k->promised),
			CELL_MISSING, CELL_MISSING, CELL_MISSING });
	return err != 0 ? err : sink_end(rows);
}

static void
show_fields(struct showing *s)
{
	const struct budget_case *k = s->k;
	size_t best = case_best(s->worth, k->ways);
	const struct {
		const char *name;
		enum type type;
		struct cell cell;
	} field[] = { { "case", TYPE_CODE, cell_text(k->code) },
		{ "owner", TYPE_CODE, cell_text(k->owner) },
		{ "rate", TYPE_RATIO, cell_int(k->rate) },
		{ "every", TYPE_CODE, cell_text(k->every) },
		{ "best", TYPE_CODE, cell_text(s->worth[best].way->name) },
		{ "chosen", TYPE_CODE, cell_text(k->chosen) },
		{ "starts", TYPE_DATE, cell_int(k->starts) },
		{ "account", TYPE_CODE, cell_text(k->account) },
		{ "measure", TYPE_TEXT, cell_text(k->measure) },
		{ "baseline", TYPE_QTY, cell_int(k->baseline) },
		{ "promised", TYPE_QTY, cell_int(k->promised) },
		{ "note", TYPE_TEXT, cell_text(k->note) } };

	for (size_t i = 0; i < N(field); i++)
		document_field(s->doc, field[i].name, field[i].type,
		    field[i].cell);
}

static int
run(struct call *c)
{
	struct show_input in = { NULL };
	struct showing s = { .call = c };
	int err = fill_record(c, &in);

	s.k = in.which;
	if (err == 0)
		err = case_worths(c->ops, s.k, &s.worth);
	if (err == 0)
		err = document_open(c->ops, c->format, c->stream, &c->style,
		    c->opt.output != NULL,
		    s.k->name == NULL ? s.k->code : s.k->name, &s.doc);
	if (err != 0)
		return err;
	show_fields(&s);
	err = show_alternatives(&s);
	if (err == 0 && s.k->ways > 1)
		err = show_gains(&s);
	if (err == 0)
		show_rates(&s);
	if (err == 0)
		err = show_scenarios(&s);
	if (err == 0 && s.k->starts != NONE)
		err = show_reviews(&s);
	if (err == 0)
		document_close(s.doc);
	return err;
}

static const struct example examples[] = {
	{ "which way of an improvement is worth most",
	    "ops budget case show CASE-1", "npv irr payback compare" },
	{ NULL },
};

const struct cmd cmd_budget_case_show = {
	.path = "budget case show",
	.brief = "compare the alternatives of a case, and what came of it",
	.about = "Each alternative with what it is worth today (npv) and the "
		 "same as an amount every year, by which alternatives that "
		 "last differently are compared. Then what each gains over "
		 "the base: the rate it yields, the years until it is paid, "
		 "without and with interest, and how much of what it saves "
		 "may fail to come until the gain is gone. A rate is told "
		 "only where there can be but one. Then what if: does the "
		 "best one stay the best. At the end the reviews: promised "
		 "against measured.",
	.prints = PRINTS_DOCUMENT,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct show_input),
	.examples = examples,
	.run = run,
};
