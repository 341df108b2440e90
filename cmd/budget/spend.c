/* ops budget spend: money is gone. */
#include "bind.h"

static const struct field fields[] = {
	BIND_DATE,
	BIND_ACCOUNT,
	BIND_AMOUNT("how much (qty x unit_price); below 0: a refund"),
	BIND_PAPERS,
	BIND_AGAINST("the commitment that is used up"),
	BIND_MORE,
	BIND_FINAL,
	{ NULL },
};

static const struct example examples[] = {
	{ "write down what was paid",
	    "ops budget spend --account ops:works:tools --amount 89.50 "
	    "--vendor ECHO --reference INV-551 --dry-run",
	    "invoice bill payment expense actual" },
	{ "write down what was paid in another currency",
	    "ops budget spend --account ops:works:tools --amount '120.00 USD' "
	    "--vendor ECHO --dry-run",
	    "foreign exchange dollar conversion" },
	{ "write down a repair, whose account the book's rules know",
	    "ops budget spend --asset VAN-2 --kind repair --amount 240 "
	    "--dry-run",
	    "account rule coding classify" },
	{ NULL },
};

const struct cmd cmd_budget_spend = {
	.path = "budget spend",
	.brief = "write down what was spent",
	.about = "What a commitment (--against) holds becomes actual; what "
		 "lacks is taken from what is available. Of an order in "
		 "quantities an invoice with a qty uses up the same part as "
		 "of its quantity, else the same amount, but never more than "
		 "is left of it; with --final the rest is free again. Money "
		 "that is gone is a fact: it is written down where there is "
		 "no budget, too, and said, unless the account's control is "
		 "stop. To take an invoice back, undo its entry: the "
		 "commitment holds what it held. A vendor or item that is not "
		 "said is that of against.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.which = BIND_SPEND,
	.size = sizeof(struct bind_said),
	.posts = &ledger_budget_line,
	.examples = examples,
	.record = bind_record,
};
