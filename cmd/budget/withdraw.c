/* ops budget withdraw: take requests back. */
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

	return err != 0 ? err : request_withdraw(c->ops, c->entry, &r, &how);
}

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
	.fields = fields,
	.size = sizeof(struct decide_input),
	.columns = request_columns,
	.posts = &ledger_decision,
	.examples = examples,
	.record = record,
	.open = decide_open,
};
