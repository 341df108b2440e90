/* ops budget case add: what an improvement costs and brings, in what way. */
#include "case.h"
#include "conf/conf.h"

#define H(how, member) AT_##how(struct budget_case, member)
#define LINE(how, member) AT_##how(struct case_flow, member)

static const struct field fields[] = {
	{ "case", 0, &kind_code, H(TEXT, code),
	    FIELD_REQUIRED | FIELD_ARG | FIELD_KEY | FIELD_NEW,
	    "the case's code" },
	CASE_FIELDS,
	{ "alternative", 0, &kind_code, LINE(TEXT, alternative),
	    FIELD_REQUIRED | FIELD_LINE, "the way to do it: nothing, repair" },
	{ "after", 0, &kind_count, LINE(INT, after), FIELD_LINE,
	    "in how many periods (0: at once)" },
	{ "amount", 0, &kind_money, LINE(INT, amount),
	    FIELD_REQUIRED | FIELD_LINE,
	    "what comes in then; below 0 what goes out" },
	{ "remark", 0, &kind_text, LINE(TEXT, remark), FIELD_LINE,
	    "what for" },
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct budget_case k = *(const struct budget_case *)rec;
	struct case_flow *flow = lines;

	for (size_t i = 0; i < n; i++)
		if (flow[i].after == NONE)
			flow[i].after = 0;
	k.flow = flow;
	k.flows = n;
	if (k.base == NULL)
		k.base = flow[0].alternative;
	if (k.every == NULL)
		k.every = case_every_words[0];
	if (k.rate == NONE)
		k.rate = conf_number(c->ops->conf, "budget.rate");
	if (k.rate == NONE)
		return fail(c->ops, OPS_DATA, "rate: is missing: what money "
		    "costs in a year, here or as budget.rate in ops.yaml");
	return case_add(c->ops, c->entry, &k);
}

static const struct example examples[] = {
	{ "does a new van pay, or the repair of the old one",
	    "ops budget case add CASE-VAN --name 'The old van' --rate 0.08 "
	    "--line alternative=keep,after=1,amount=-6200 "
	    "--line alternative=keep,after=2,amount=-7400 "
	    "--line alternative=rent,after=1,amount=-6900 "
	    "--line alternative=rent,after=2,amount=-6900 "
	    "--line alternative=buy,after=0,amount=-18000 "
	    "--line alternative=buy,after=1,amount=-1500 "
	    "--line alternative=buy,after=2,amount=7500 --dry-run",
	    "investment cost benefit business case npv irr payback" },
	{ NULL },
};

const struct cmd cmd_budget_case_add = {
	.path = "budget case add",
	.brief = "set up a case: alternatives and their cash flows",
	.about = "A case says what an improvement costs and brings, each way "
		 "of it side by side: do nothing, repair, replace, rent. Each "
		 "line is what one alternative brings (above 0) or takes "
		 "(below 0) so many periods from now. An alternative that "
		 "neither costs nor brings anything has one line of 0. 'ops "
		 "budget case show' compares them.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct budget_case),
	.line_size = sizeof(struct case_flow),
	.columns = case_columns,
	.posts = &ledger_case,
	.examples = examples,
	.document = record,
};
