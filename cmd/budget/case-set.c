/* ops budget case set: what was decided on a case, and what it will show. */
#include "case.h"

struct set_input {
	const struct budget_case *which;
	struct budget_case head;
};

#define H(how, member) AT_##how(struct set_input, head.member)

static const struct field fields[] = {
	{ "case", 0, &kind_case, AT_CASE(struct set_input, which),
	    FIELD_REQUIRED | FIELD_ARG, "the case" },
	CASE_FIELDS,
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct set_input *in = rec;
	struct set_input now = { in->which, *in->which };

	fill_changed(c, in, &now);
	if (now.head.rate == NONE)
		return fail(c->ops, OPS_DATA, "rate: a case has one");
	if (now.head.every == NULL)
		now.head.every = in->which->every;
	if (now.head.base == NULL)
		now.head.base = in->which->base;
	return case_change(c->ops, c->entry, &now.head);
}

static const struct example examples[] = {
	{ "say which alternative is done, and from when on it counts",
	    "ops budget case set CASE-1 --chosen buy --starts som", "decide" },
	{ NULL },
};

const struct cmd cmd_budget_case_set = {
	.path = "budget case set",
	.brief = "change a case: what was chosen, and when it starts",
	.about = "What is not given stays as it is; an empty value clears. "
		 "The cash flows stay: what is reckoned anew is a new case. "
		 "Reviews are due 3 and 12 months after --starts.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct set_input),
	.columns = case_columns,
	.posts = &ledger_case,
	.examples = examples,
	.record = record,
};
