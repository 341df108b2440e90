/* ops budget transfer: budget of one account for another one. */
#include "budget/transfer.h"
#include "base/vec.h"
#include "budget/kinds.h"
#include "budget/month.h"
#include "budget/rates.h"

struct transfer_input {
	int64_t date;
	const char *amount, *currency;
	struct transfer transfer;
};

#define INPUT(how, member) AT_##how(struct transfer_input, member)
#define MOVED(how, member) AT_##how(struct transfer_input, transfer.member)

static const struct field fields[] = {
	{ "date", 0, &kind_time, INPUT(INT, date), 0,
	    "when it is decided (now)" },
	{ "from", 0, &kind_account, MOVED(ACCOUNT, from), FIELD_REQUIRED,
	    "the account that gives" },
	{ "to", 0, &kind_account, MOVED(ACCOUNT, to), FIELD_REQUIRED,
	    "the account that gets it" },
	{ "amount", 0, &kind_amount, INPUT(TEXT, amount), FIELD_REQUIRED,
	    "how much" },
	{ "period", 'p', &kind_month, MOVED(INT, period), 0,
	    "the month it is taken from (that of the date)" },
	{ "to_period", 0, &kind_month, MOVED(INT, to_period), 0,
	    "the month it goes to (the same)" },
	{ "dimension", 0, &kind_dimension, MOVED(TEXT, dimension), 0,
	    "of the giver: cost_centre=K1" },
	{ "to_dimension", 0, &kind_dimension, MOVED(TEXT, to_dimension), 0,
	    "of who gets it" },
	{ "reference", 0, &kind_code, MOVED(TEXT, reference), 0,
	    "the decision, the document" },
	{ "note", 0, &kind_text, MOVED(TEXT, note), 0, "why" },
	{ "currency", 0, &kind_currency, INPUT(TEXT, currency), 0,
	    "of the amount (the book's)" },
	{ NULL },
};

/* Those that are checked together, when all are read. */
struct waiting {
	VEC(struct transfer) all;
};

static int
begin(struct call *c)
{
	c->own = ARENA_NEW(c->ops->keep, struct waiting);
	return 0;
}

static const char *
kept(struct call *c, const char *text)
{
	return text == NULL ? NULL : arena_strdup(c->ops->keep, text);
}

/* The amount in the book's currency. */
static int
read_amount(struct call *c, const struct transfer_input *in,
    struct transfer *t)
{
	const char *currency;
	int err = amount_read(c->ops, in->amount, in->currency, &t->amount,
	    &currency);

	if (err != 0 || currency == NULL || t->amount <= 0)
		return err;
	if (t->from->unit != NULL)
		return fail(c->ops, OPS_DATA,
		    "currency: '%s' counts %s: expected none", t->from->name,
		    t->from->unit);
	return amount_to_base(c->ops, currency, t->at, t->amount, &t->amount,
	    &t->said);
}

static int
record(struct call *c, void *rec)
{
	const struct transfer_input *in = rec;
	struct waiting *w = c->own;
	struct transfer t = in->transfer;
	int64_t day;
	int second, err;

	t.at = in->date == NONE ? c->clock.now : in->date;
	zone_from_utc(c->ops->book->zone, t.at, &day, &second);
	if (t.period == NONE)
		t.period = month_of_day(day);
	if (t.to_period == NONE)
		t.to_period = t.period;
	err = read_amount(c, in, &t);
	if (err == 0)
		err = transfer_check(c->ops, &t);
	if (err != 0 || c->entry->immediate)
		return err != 0 ? err : transfers_post(c->ops, c->entry, &t, 1);
	t.dimension = kept(c, t.dimension);
	t.to_dimension = kept(c, t.to_dimension);
	t.reference = kept(c, t.reference);
	t.note = kept(c, t.note);
	t.source = c->source;
	t.line = c->line;
	*VEC_ADD(c->ops->keep, &w->all) = t;
	return 0;
}

static int
finish(struct call *c)
{
	const struct waiting *w = c->own;

	if (c->ops->problems > 0 || w->all.n == 0)
		return 0;
	return transfers_post(c->ops, c->entry, w->all.v, w->all.n);
}

static const struct example examples[] = {
	{ "give budget of one account to another",
	    "ops budget transfer --from ops:works:tools "
	    "--to ops:works:maintenance --amount 10 --dry-run",
	    "virement reallocate move budget shift" },
	{ NULL },
};

const struct cmd cmd_budget_transfer = {
	.path = "budget transfer",
	.brief = "give budget of one account to another",
	.about = "Virement: the giver must have it free, in its month, or in "
		 "the months that its horizon counts together. The rules "
		 "budget.transfers of ops.yaml say who may give to whom, and "
		 "how much (77 otherwise). A budget above only one of the two "
		 "moves with it, so that the whole stays the same. 'ops undo' "
		 "gives it back. Several rows of -i are checked together.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct transfer_input),
	.posts = &ledger_budget_line,
	.examples = examples,
	.begin = begin,
	.record = record,
	.finish = finish,
};
