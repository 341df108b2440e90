/* ops budget plan approve, reject: does a version of the plan count? */
#include "request.h"

static const struct field fields[] = {
	{ "version", 0, &kind_code, DECIDE_AT(TEXT, request),
	    FIELD_REQUIRED | FIELD_ARG, "the version: v2" },
	DECIDE_REASON,
	DECIDE_ON_BEHALF,
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct decide_input *in = rec;
	struct decide how;
	int err = decide_how(c, in, &how);

	return err != 0 ? err
	    : plan_decide(c->ops, c->entry, in->request, &how);
}

static const struct example approve_examples[] = {
	{ "make a draft of the plan count",
	    "ops budget plan approve v2 --on-behalf-of noor "
	    "--evidence minutes.txt --dry-run",
	    "sign off adopt version" },
	{ NULL },
};

static const struct example reject_examples[] = {
	{ "say no to a draft of the plan, and why",
	    "ops budget plan reject v2 -m 'too much for fairs' "
	    "--on-behalf-of noor --evidence minutes.txt --dry-run",
	    "refuse decline turn down" },
	{ NULL },
};

const struct cmd cmd_budget_plan_approve = {
	.path = "budget plan approve",
	.brief = "make a version of the plan count",
	.about = "For books with the setting budget.approval: required, where "
		 "a plan is a draft until it is approved. Who may is in the "
		 "table authority of ops.yaml (ops-config(5)), subject plan: "
		 "of the account that all accounts of the version are below, "
		 "for the sum of its amounts. Nobody approves a version they "
		 "made.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.which = DECISION_APPROVE,
	.size = sizeof(struct decide_input),
	.posts = &ledger_decision,
	.examples = approve_examples,
	.record = record,
	.open = decide_open,
};

const struct cmd cmd_budget_plan_reject = {
	.path = "budget plan reject",
	.brief = "say no to a version of the plan",
	.about = "A draft never counts then. A reason is needed: --reason, "
		 "else -m. Who made it may take it back so, too.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.which = DECISION_REJECT,
	.size = sizeof(struct decide_input),
	.posts = &ledger_decision,
	.examples = reject_examples,
	.record = record,
	.open = decide_open,
};
