/* ops budget carry: what a year leaves, into the next one. */
#include <string.h>

#include "budget/carry.h"
#include "budget/kinds.h"

struct carry_input {
	int64_t date, to;
	const char *period, *note;
	const struct account *account;
	int balance, commitments;
};

#define INPUT(how, member) AT_##how(struct carry_input, member)

static const struct field fields[] = {
	{ "period", 'p', &kind_months, INPUT(TEXT, period),
	    FIELD_REQUIRED | FIELD_ARG,
	    "what is carried from: a year, months" },
	{ "to", 0, &kind_month, INPUT(INT, to), 0,
	    "the month it is carried to (the one behind)" },
	{ "balance", 0, &kind_flag, INPUT(FLAG, balance), FIELD_OPTION,
	    "what is available, or lacking" },
	{ "commitments", 0, &kind_flag, INPUT(FLAG, commitments), FIELD_OPTION,
	    "what is bound and still open, with its budget" },
	{ "account", 0, &kind_account, INPUT(ACCOUNT, account), 0,
	    "of this account and all below it (all)" },
	{ "date", 0, &kind_time, INPUT(INT, date), 0,
	    "when it is decided (now)" },
	{ "note", 0, &kind_text, INPUT(TEXT, note), 0, "why" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct carry_input *in = rec;
	struct carry carry = { .balance = in->balance,
		.commitments = in->commitments,
		.under = in->account == NULL ? NULL : in->account->name,
		.at = in->date == NONE ? c->clock.now : in->date,
		.note = in->note };
	char to[MONTH_SIZE];
	struct period p;

	if (!in->balance && !in->commitments)
		return fail(c->ops, OPS_USAGE,
		    "--balance or --commitments is missing: what is carried");
	if (period_parse(in->period, strlen(in->period), &c->clock,
		c->values.fiscal_month, &p) != NULL ||
	    months_of(&p, &carry.from) != NULL)
		BUG("a period that its kind took");
	carry.to = in->to == NONE ? carry.from.last + 1 : in->to;
	month_print(to, carry.to);
	if (carry.to <= carry.from.last)
		return fail(c->ops, OPS_DATA, "to: '%s' is wrong: expected a "
		    "month behind the period '%s'", to, in->period);
	return carry_post(c->ops, c->entry, &carry);
}

static const struct example examples[] = {
	{ "what the year leaves is for the next one",
	    "ops budget carry 2026 --balance --commitments --dry-run",
	    "year end carry forward roll over encumbrance" },
	{ NULL },
};

const struct cmd cmd_budget_carry = {
	.path = "budget carry",
	.brief = "carry what a year leaves into the next one",
	.about =
	    "--balance carries what accounts with a budget have left, or "
	    "lack, so that nothing is available in these months "
	    "together afterwards, out of the last of them. --commitments "
	    "carries what is asked for and ordered and not spent, with the "
	    "budget it is bound in. Both are lines of reason carry-forward, in "
	    "one entry; a second time there is nothing to carry. Run it before "
	    "'ops close' of its last month; --dry-run shows the lines.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE | TAKES_NO_INPUT,
	.fields = fields,
	.size = sizeof(struct carry_input),
	.posts = &ledger_budget_line,
	.examples = examples,
	.record = record,
};
