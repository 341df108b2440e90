/* ops budget release: what was bound is free again. */
#include "bind.h"

static const struct field fields[] = {
	{ "against", 0, &kind_code, BIND_AT(TEXT, against),
	    FIELD_REQUIRED | FIELD_ARG, "the reservation or commitment" },
	{ "date", 0, &kind_time, BIND_AT(INT, at), 0,
	    "when it happened (now)" },
	{ "period", 0, &kind_month, BIND_AT(INT, period), 0,
	    "this month first (that of the date)" },
	BIND_ACCOUNT,
	BIND_AMOUNT("how much (all that it holds)"),
	{ "note", 0, &kind_text, BIND_AT(TEXT, note), 0, "why" },
	{ "restore", 0, &kind_flag, BIND_AT(FLAG, restore), FIELD_OPTION,
	    "what came from a reservation goes back to it" },
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct bind_order *in = rec,
			  o = { .account = in->account,
				  .at = in->at,
				  .period = in->period,
				  .amount = in->amount,
				  .note = in->note,
				  .against = in->against,
				  .restore = in->restore,
				  .qty = NONE,
				  .unit_price = NONE };

	(void)lines;
	(void)n;
	return bind_record(c, BIND_RELEASE, &o);
}

static const struct example examples[] = {
	{ "see what a reservation would give back",
	    "ops budget release RS-1 --dry-run",
	    "close cancel free unreserve decommit" },
	{ NULL },
};

const struct cmd cmd_budget_release = {
	.path = "budget release",
	.brief = "free what was bound",
	.about = "What a reservation or commitment holds is available again: "
		 "all of it, or an amount. With --restore what was committed "
		 "against a reservation is held by that again.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct bind_order),
	.posts = &ledger_budget_line,
	.examples = examples,
	.record = record,
};
