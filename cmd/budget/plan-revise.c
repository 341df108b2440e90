/* ops budget plan revise: what accounts may spend, anew. */
#include "plan.h"

static const struct example examples[] = {
	{ "change the budget of some months",
	    "ops budget plan revise sales:fairs --period 2031-Q4 "
	    "--amount 1500 --dry-run",
	    "amend amendment reforecast supplementary" },
	{ NULL },
};

const struct cmd cmd_budget_plan_revise = {
	.path = "budget plan revise",
	.brief = "change what accounts may spend",
	.about = "The amount is what the months have from now on, not the "
		 "difference. Where it is for more than one, it keeps the "
		 "profile that they have. Each call makes a version, as plan "
		 "set does; plan diff compares them.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = plan_fields,
	.which = PLAN_REVISE,
	.size = sizeof(struct plan_input),
	.columns = plan_list_columns,
	.posts = &ledger_budget_plan_line,
	.examples = examples,
	.begin = plan_begin_call,
	.record = plan_record,
};
