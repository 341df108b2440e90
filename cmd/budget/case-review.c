/* ops budget case review: what was measured, against what was promised. */
#include "base/decimal.h"
#include "budget/month.h"
#include "budget/numbers.h"
#include "case.h"

struct review_input {
	const struct budget_case *which;
	int64_t months, measured;
	const char *note;
};

#define INPUT(how, member) AT_##how(struct review_input, member)

static const struct field fields[] = {
	{ "case", 0, &kind_case, INPUT(CASE, which),
	    FIELD_REQUIRED | FIELD_ARG, "the case" },
	{ "months", 0, &kind_count, INPUT(INT, months), 0,
	    "how many after the start (the next one that is not made)" },
	{ "measured", 0, &kind_number, INPUT(INT, measured), 0,
	    "what it is in a month (of an account: what the book says)" },
	{ "note", 0, &kind_text, INPUT(TEXT, note), 0, "why it differs" },
	{ NULL },
};

/* What the account cost in a month: of the whole months since the start. */
static int
from_account(struct call *c, const struct budget_case *k, int64_t months,
    int64_t *measured)
{
	int64_t first = month_of_day(k->starts);
	struct numbers_wish wish = { .until = c->ops->now, .known = NONE,
		.under = k->account };
	const struct number_node *node;
	struct numbers *of;
	struct five sum;
	int err;

	if (k->starts != month_start(first))
		first++;
	wish.months = (struct months){ first, first + months - 1 };
	if (month_end(wish.months.last) >= clock_today(&c->clock))
		return fail(c->ops, OPS_DATA, "measured: the %lld months since "
		    "the start are not over yet: say what it is",
		    (long long)months);
	err = numbers_load(c->ops, &wish, &of);
	if (err != 0)
		return err;
	node = numbers_find(of, k->account, NULL);
	if (node == NULL)
		return fail(c->ops, OPS_DATA, "measured: is missing: account "
		    "'%s' is not one of money", k->account);
	err = five_sum(c->ops, node->sum, 0, of->n_months, &sum);
	if (err == 0 && mul_div(sum.actual, MILLION,
		months * power_of_ten(c->values.decimals), measured) != 0)
		err = fail(c->ops, OPS_DATA, "measured: it is too large");
	return err;
}

static int
record(struct call *c, void *rec)
{
	const struct review_input *in = rec;
	int64_t day, today = clock_today(&c->clock);
	struct case_review r = { in->months, today, in->measured, in->note };
	int64_t next = case_next_review(in->which, &day);
	int err = 0;

	if (in->which->starts == NONE)
		return fail(c->ops, OPS_DATA, "case: '%s' has not started: "
		    "'ops budget case set --starts' says when it does",
		    in->which->code);
	if (r.months == NONE)
		r.months = next;
	if (r.months == NONE || r.months == 0)
		return fail(c->ops, OPS_DATA, "months: all reviews of '%s' are "
		    "made: say how many months after the start",
		    in->which->code);
	if (r.measured == NONE && in->which->account == NULL)
		return fail(c->ops, OPS_DATA, "measured: is missing: '%s' "
		    "has no account that says it", in->which->code);
	if (r.measured == NONE)
		err = from_account(c, in->which, r.months, &r.measured);
	return err != 0 ? err
			: case_measured(c->ops, c->entry, in->which, &r);
}

static const struct example examples[] = {
	{ "what an improvement was to save, and what it saved",
	    "ops budget case review CASE-1 --measured 310 --note 'one tyre "
	    "more'", "benefit realisation promised" },
	{ NULL },
};

const struct cmd cmd_budget_case_review = {
	.path = "budget case review",
	.brief = "set what was measured against what was promised",
	.about = "Made 3 and 12 months after the start; 'ops budget case "
		 "list --due' has those that are due. Where the case names "
		 "an account, what it cost in a month is measured in the "
		 "book: the average of so many whole months since the "
		 "start. 'ops budget case show' sets it against the "
		 "baseline and the promise.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct review_input),
	.columns = case_columns,
	.posts = &ledger_case_review,
	.examples = examples,
	.record = record,
};
