/* ops budget reject: say no to requests. */
#include "request.h"

static const struct field fields[] = {
	DECIDE_REQUEST,
	DECIDE_REASON,
	DECIDE_ON_BEHALF,
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	struct request r;
	struct decide how;
	int err = decide_begin(c, rec, &r, &how);

	return err != 0 ? err : request_reject(c->ops, c->entry, &r, &how);
}

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
	.fields = fields,
	.size = sizeof(struct decide_input),
	.columns = request_columns,
	.posts = &ledger_decision,
	.examples = examples,
	.record = record,
	.open = decide_open,
};
