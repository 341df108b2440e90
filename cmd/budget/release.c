/* ops budget release: what was bound is free again. */
#include "bind.h"

static const struct field fields[] = {
	{ "against", 0, &kind_code, BIND_AT(TEXT, o.against),
	    FIELD_REQUIRED | FIELD_ARG, "the reservation or commitment" },
	{ "date", 0, &kind_time, BIND_AT(INT, o.at), 0,
	    "when it happened (now)" },
	{ "period", 0, &kind_month, BIND_AT(INT, o.period), 0,
	    "this month first (that of the date)" },
	BIND_ACCOUNT,
	BIND_AMOUNT("how much (all that it holds)"),
	{ "note", 0, &kind_text, BIND_AT(TEXT, o.note), 0, "why" },
	{ "restore", 0, &kind_flag, BIND_AT(FLAG, o.restore), FIELD_OPTION,
	    "what came from a reservation goes back to it" },
	BIND_CURRENCY("of the amount (the book's)"),
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	struct bind_said *said = rec;

	said->o.qty = said->o.unit_price = NONE;
	return bind_record(c, rec);
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
		 "all of it, or an amount; one in the currency that it was "
		 "bound in frees as large a part of it. With --restore what "
		 "was committed against a reservation is held by that again.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.which = BIND_RELEASE,
	.size = sizeof(struct bind_said),
	.posts = &ledger_budget_line,
	.examples = examples,
	.record = record,
};
