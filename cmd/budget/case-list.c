/* ops budget case list: the cases, and which reviews are due. */
#include <string.h>

#include "base/str.h"
#include "budget/caseworth.h"
#include "case.h"

static int
parse_case(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	(void)f;
	(void)n;
	return case_by_code(c->ops, c->known, text, at);
}

static int
complete_case(struct call *c, const char *prefix)
{
	struct budget_case *all;
	size_t n = 0;
	int err = cases_all(c->ops, NONE, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if (text_starts(all[i].code, prefix))
			call_candidate(c, all[i].code, all[i].name);
	return err;
}

static int
parse_known(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	const struct budget_case *k;
	int err = case_by_code(c->ops, c->known, text, &k);

	(void)f;
	(void)n;
	if (err == 0)
		*(const char **)at = k->code;
	return err;
}

const struct kind kind_case = { .name = "case", .store = STORE_POINT,
	.accepts = "the code of a case",
	.parse = parse_case,
	.complete = complete_case };
static const struct kind kind_known_case = { .name = "case",
	.store = STORE_TEXT,
	.parse = parse_known,
	.complete = complete_case };
const struct kind kind_every = { .name = "period", .store = STORE_TEXT,
	.accepts = "year, quarter or month",
	.words = case_every_words };

struct list_input {
	int due, lines;
};

static const struct field fields[] = {
	{ "due", 0, &kind_flag, AT_FLAG(struct list_input, due), 0,
	    "only those whose next review is due" },
	{ "lines", 0, &kind_flag, AT_FLAG(struct list_input, lines), 0,
	    "a row for each cash flow, as 'case add' takes it" },
	{ NULL },
};

enum { CASE, NAME, OWNER, RATE, EVERY, BASE, ACCOUNT, MEASURE, BASELINE,
	PROMISED, CHOSEN, STARTS, NOTE, ALTERNATIVE, AFTER, AMOUNT, REMARK,
	BEST, NPV, REVIEW, REVIEW_DUE, MEASURED, KEPT, COLUMNS };

const struct column case_columns[] = {
	{ "case", TYPE_CODE, COL_FILTER, "the case", &kind_known_case },
	{ "name", TYPE_TEXT, COL_WIDE, "what people call it" },
	{ "owner", TYPE_CODE, COL_FILTER, "who answers for it" },
	{ "rate", TYPE_RATIO, COL_MINOR, "what money costs in a year" },
	{ "every", TYPE_CODE, COL_MINOR, "how long a period is" },
	{ "base", TYPE_CODE, COL_MINOR,
	    "the alternative that others are compared with" },
	{ "account", TYPE_CODE, COL_FILTER,
	    "the account that will show the saving", &kind_known_account },
	{ "measure", TYPE_TEXT, COL_WIDE | COL_MINOR,
	    "or the measure that will" },
	{ "baseline", TYPE_QTY, COL_MINOR, "what it is in a month before" },
	{ "promised", TYPE_QTY, COL_MINOR,
	    "what it will be in a month after" },
	{ "chosen", TYPE_CODE, 0, "the alternative that is done" },
	{ "starts", TYPE_DATE, 0, "the day on which it begins to count" },
	{ "note", TYPE_TEXT, COL_WIDE | COL_DETAIL, "more" },
	{ "alternative", TYPE_CODE, COL_DETAIL, "the way to do it (--lines)" },
	{ "after", TYPE_INT, COL_DETAIL, "in how many periods (--lines)" },
	{ "amount", TYPE_MONEY, COL_DETAIL,
	    "what comes in then; below 0 what goes out (--lines)" },
	{ "remark", TYPE_TEXT, COL_WIDE | COL_DETAIL, "what for (--lines)" },
	{ "best", TYPE_CODE, 0, "the alternative that is worth most" },
	{ "npv", TYPE_MONEY, 0, "its net present value" },
	{ "review", TYPE_INT, 0, "the next review: months after the start" },
	{ "review_due", TYPE_DATE, 0, "and its day" },
	{ "measured", TYPE_QTY, COL_MINOR, "what the last review measured" },
	{ "kept", TYPE_QTY, 0, "of what was promised, so many percent" },
	{ NULL },
};

static void
head_cells(struct call *c, const struct budget_case *k, struct cell *cells)
{
	const struct case_review *last = k->reviews == 0
	    ? NULL : &k->review[k->reviews - 1];
	int64_t day, months = case_next_review(k, &day);
	const char *best = NULL;
	struct case_worth *worth;
	int64_t npv = NONE;

	/* One that comes to too large a number does not hide the others. */
	if (case_worths(c->ops, k, &worth) == 0) {
		best = worth[case_best(worth, k->ways)].way->name;
		npv = worth[case_best(worth, k->ways)].npv;
	}
	fail_clear(c->ops);
	memcpy(cells,
	    (struct cell[COLUMNS]){ cell_text(k->code), cell_text(k->name),
		cell_text(k->owner), cell_int(k->rate), cell_text(k->every),
		cell_text(k->base), cell_text(k->account),
		cell_text(k->measure), cell_int(k->baseline),
		cell_int(k->promised), cell_text(k->chosen),
		cell_int(k->starts), cell_text(k->note), CELL_MISSING,
		CELL_MISSING, CELL_MISSING, CELL_MISSING, cell_text(best),
		cell_int(npv), cell_int(months), cell_int(day),
		cell_int(last == NULL ? NONE : last->measured),
		cell_int(last == NULL ? NONE : case_kept(k, last->measured)) },
	    COLUMNS * sizeof *cells);
}

static int
print_flows(struct call *c, const struct budget_case *k, struct cell *cells)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < k->flows; i++) {
		const struct case_flow *f = &k->flow[i];

		cells[ALTERNATIVE] = cell_text(f->alternative);
		cells[AFTER] = cell_int(f->after);
		cells[AMOUNT] = cell_int(f->amount);
		cells[REMARK] = cell_text(f->remark);
		err = call_row(c, cells);
	}
	return err;
}

static int
run(struct call *c)
{
	struct list_input in = { 0, 0 };
	struct budget_case *all;
	struct cell cells[COLUMNS];
	size_t n = 0;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = call_begin(c, case_columns, COLUMNS);
	if (err == 0)
		err = cases_all(c->ops, c->known, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		head_cells(c, &all[i], cells);
		if (in.due && (cells[REVIEW_DUE].i == NONE ||
			cells[REVIEW_DUE].i > clock_today(&c->clock)))
			continue;
		err = in.lines ? print_flows(c, &all[i], cells)
			       : call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "which improvements were to pay by now",
	    "ops budget case list --due", "review promised measured" },
	{ NULL },
};

const struct cmd cmd_budget_case_list = {
	.path = "budget case list",
	.brief = "list cases, what they promise, and what is due",
	.about = "One row for each case; --lines has one for each cash flow, "
		 "in the shape that 'budget case add' takes. A review is due "
		 "3 and 12 months after the start.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct list_input),
	.columns = case_columns,
	.examples = examples,
	.run = run,
};
