/* ops budget withdraw: take requests back. */
#include "request.h"

static const struct example examples[] = {
	{ "a request is not needed any more",
	    "ops budget withdraw BR-1 --on-behalf-of lena "
	    "--evidence minutes.txt --dry-run", "cancel" },
	{ NULL },
};

const struct cmd cmd_budget_withdraw = {
	.path = "budget withdraw",
	.brief = "take requests back",
	.about = "Who asked for it, or entered it, takes it back; what an "
		 "approval has reserved and nothing has used is free again.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = decide_fields,
	.which = DECISION_WITHDRAW,
	.size = sizeof(struct decide_input),
	.columns = request_columns,
	.posts = &ledger_decision,
	.examples = examples,
	.record = decide_request,
	.open = decide_open,
};
