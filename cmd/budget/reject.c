/* ops budget reject: say no to requests. */
#include "request.h"

static const struct example examples[] = {
	{ "say no to a request, and why",
	    "ops budget reject BR-2 -m 'next year' --on-behalf-of noor "
	    "--evidence minutes.txt --dry-run",
	    "refuse decline turn down" },
	{ NULL },
};

const struct cmd cmd_budget_reject = {
	.path = "budget reject",
	.brief = "say no to requests",
	.about = "A reason is needed: --reason, else -m. Whoever has a rule of "
		 "authority for the step that is open may, whatever its "
		 "limit.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = decide_fields,
	.which = DECISION_REJECT,
	.size = sizeof(struct decide_input),
	.columns = request_columns,
	.posts = &ledger_decision,
	.examples = examples,
	.record = decide_request,
	.open = decide_open,
};
