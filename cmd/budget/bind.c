/* What ops budget reserve, commit, spend, refund and release share. */
#include "bind.h"
#include "base/str.h"
#include "budget/month.h"
#include "conf/conf.h"

/* The amount in minor units of its currency. */
static int
read_amount(struct call *c, struct bind_said *said)
{
	struct bind_order *o = &said->o;

	o->amount = NONE;
	if (said->amount != NULL)
		return amount_read(c->ops, said->amount, o->currency,
		    &o->amount, &o->currency);
	if (text_eq(o->currency, c->ops->book->currency))
		o->currency = NULL;
	return 0;
}

/* What is missing among options is usage, in a row it is data. */
static int
check_given(struct call *c, enum bind how, const struct bind_order *o)
{
	enum ops_err code = c->source == NULL ? OPS_USAGE : OPS_DATA;

	if (how != BIND_RELEASE && o->amount == NONE &&
	    (o->qty == NONE || o->unit_price == NONE))
		return fail(c->ops, code,
		    "amount: is missing: expected it, or qty and unit_price");
	if (o->account == NULL && o->against == NULL &&
	    !account_rules_any(c->ops))
		return fail(c->ops, code, "account: is missing (blank)");
	return 0;
}

/* What is held in another month is freed there, which few expect. */
static int
tell_month(struct call *c, const struct bind_order *o)
{
	struct holding *held;
	int64_t day, month;
	char text[MONTH_SIZE];
	size_t n;
	int second, err;

	zone_from_utc(c->ops->book->zone, o->at, &day, &second);
	month = month_of_day(day);
	err = holdings_of(c->ops, c->entry, o->against, &held, &n);
	for (size_t i = 0; i < n; i++)
		if (held[i].stage == STAGE_PRE && held[i].period == month)
			return err;
	if (err != 0 || n == 0 || held[0].stage != STAGE_PRE)
		return err;
	month_print(text, held[0].period);
	note(c->ops, "what '%s' holds is of %s: --period %s orders there",
	    o->against, text, text);
	return 0;
}

static int
post(struct call *c, enum bind how, struct bind_order *o)
{
	int err = 0;

	if (o->at == NONE)
		o->at = c->ops->now;
	if (how == BIND_COMMIT && o->against != NULL && o->period == NONE &&
	    c->source == NULL)
		err = tell_month(c, o);
	if (err != 0)
		return err;
	if (o->account == NULL)
		err = about_item(c, &o->what);
	return err != 0 ? err : budget_bind(c->ops, c->entry, how, o);
}

/* What holds money has a code. */
static const struct {
	const char *setting, *prefix; /* setting NULL: it holds nothing */
} numbering[] = {
	[BIND_RESERVE] = { "numbering.reservation", "RS-" },
	[BIND_COMMIT] = { "numbering.commitment", "CM-" },
	[BIND_SPEND] = { NULL },
	[BIND_REFUND] = { NULL },
	[BIND_RELEASE] = { NULL },
};

static int
name_document(struct call *c, enum bind how, struct bind_order *o, int *made)
{
	const char *prefix;

	*made = 0;
	if (numbering[how].setting == NULL)
		return 0;
	if (o->document == NULL)
		o->document = o->reference;
	if (o->document != NULL)
		return 0;
	*made = 1;
	prefix = conf_text(c->ops->conf, numbering[how].setting);
	return document_next(c->ops, c->entry,
	    prefix == NULL ? numbering[how].prefix : prefix, &o->document);
}

int
bind_record(struct call *c, void *rec)
{
	enum bind how = (enum bind)c->cmd->which;
	struct bind_said *said = rec;
	struct bind_order *o = &said->o;
	int made = 0, err = read_amount(c, said);

	if (err == 0)
		err = check_given(c, how, o);
	if (err == 0)
		err = name_document(c, how, o, &made);
	if (err == 0)
		err = post(c, how, o);
	if (err == 0 && made && c->source == NULL)
		c->own = arena_strdup(c->ops->keep, o->document);
	return err;
}

/* Not before the gate has let it pass. */
int
bind_tell(struct call *c, int64_t entry)
{
	if (c->own != NULL && entry != NONE)
		note(c->ops, "it is '%s'", (const char *)c->own);
	return 1;
}
