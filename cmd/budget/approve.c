/* ops budget approve: approve requests. */
#include "request.h"

static const struct field fields[] = {
	DECIDE_REQUEST,
	DECIDE_REASON,
	{ "override", 0, &kind_flag, DECIDE_AT(FLAG, override),
	    FIELD_OPTION,
	    "though the gate, or splitting, refuses it; says why" },
	DECIDE_ON_BEHALF,
	{ NULL },
};

static const struct example examples[] = {
	{ "approve a request for money",
	    "ops budget approve BR-2 --on-behalf-of noor --evidence "
	    "minutes.txt --dry-run",
	    "sign off release budget yes" },
	{ NULL },
};

const struct cmd cmd_budget_approve = {
	.path = "budget approve",
	.brief = "approve requests",
	.about = "Gives the step that is open; the last one reserves the "
		 "money: from then on it is not available for others. Who may "
		 "is in the table authority of ops.yaml (ops-config(5)); "
		 "nobody approves what they asked for or entered. Approvals of "
		 "one call, and of several people at once, are taken one after "
		 "the other, each against what the ones before have left.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.which = DECISION_APPROVE,
	.size = sizeof(struct decide_input),
	.columns = request_columns,
	.posts = &ledger_decision,
	.examples = examples,
	.record = decide_request,
	.open = decide_open,
};
