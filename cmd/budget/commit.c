/* ops budget commit: money is bound by an order. */
#include "bind.h"

static const struct field fields[] = {
	BIND_DATE,
	BIND_ACCOUNT,
	BIND_AMOUNT("how much (qty x unit_price)"),
	BIND_PAPERS,
	BIND_AGAINST("the request or reservation that is used up"),
	{ "document", 0, &kind_code, BIND_AT(TEXT, o.document), 0,
	    "its code (the reference; else the next CM-)" },
	BIND_MORE,
	BIND_FINAL,
	{ NULL },
};

static const struct example examples[] = {
	{ "bind money by an order",
	    "ops budget commit --account ops:works:tools --reference PO-7712 "
	    "--vendor ECHO --qty 3 --unit-price 10 --dry-run",
	    "encumbrance obligation purchase order" },
	{ NULL },
};

const struct cmd cmd_budget_commit = {
	.path = "budget commit",
	.brief = "bind money by an order",
	.about = "What a request or reservation (--against) holds becomes "
		 "committed; what lacks is taken from what is available, and "
		 "refused where there is not so much, unless the account's "
		 "control says otherwise. With --final the rest of the "
		 "reservation is free again. The period may be a later month "
		 "than the date's: an order of today may bind January.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.which = BIND_COMMIT,
	.size = sizeof(struct bind_said),
	.posts = &ledger_budget_line,
	.examples = examples,
	.record = bind_record,
	.print = bind_tell,
};
