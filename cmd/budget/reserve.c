/* ops budget reserve: keep money free for what is going to be ordered. */
#include "bind.h"

static const struct field fields[] = {
	BIND_DATE,
	BIND_ACCOUNT,
	BIND_AMOUNT("how much (qty x unit_price)"),
	BIND_PAPERS,
	{ "document", 0, &kind_code, BIND_AT(TEXT, o.document), 0,
	    "its code (the reference; else the next RS-)" },
	BIND_MORE,
	{ NULL },
};

static const struct example examples[] = {
	{ "keep money for an order to come",
	    "ops budget reserve --account ops:works:tools --amount 250 "
	    "--document RS-9 --dry-run",
	    "earmark pre-encumbrance requisition" },
	{ NULL },
};

const struct cmd cmd_budget_reserve = {
	.path = "budget reserve",
	.brief = "keep money for what will be ordered",
	.about = "Money that is available becomes pre: it is there for the "
		 "commitment that names the reservation (--against), and for "
		 "nothing else. It is refused where there is not so much, "
		 "unless the account's control says otherwise.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.which = BIND_RESERVE,
	.size = sizeof(struct bind_said),
	.posts = &ledger_budget_line,
	.examples = examples,
	.record = bind_record,
	.print = bind_tell,
};
