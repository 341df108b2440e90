/* ops budget refund: money comes back. */
#include "bind.h"

static const struct field fields[] = {
	BIND_DATE,
	BIND_ACCOUNT,
	BIND_AMOUNT("how much (qty x unit_price)"),
	BIND_PAPERS,
	BIND_AGAINST("the commitment that holds it again"),
	BIND_MORE,
	{ NULL },
};

static const struct example examples[] = {
	{ "a credit note came",
	    "ops budget refund --account ops:works:tools --amount 12 "
	    "--reference CR-9 --dry-run",
	    "credit note money back" },
	{ NULL },
};

const struct cmd cmd_budget_refund = {
	.path = "budget refund",
	.brief = "write down money that came back",
	.about = "What was actual is available again; with --against the "
		 "commitment holds it again. No gate is in its way.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.which = BIND_REFUND,
	.size = sizeof(struct bind_said),
	.posts = &ledger_budget_line,
	.examples = examples,
	.record = bind_record,
};
