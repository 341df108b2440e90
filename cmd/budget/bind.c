/* What ops budget reserve, commit, spend, refund and release share. */
#include "bind.h"
#include "base/str.h"
#include "conf/conf.h"

/* What is missing among options is usage, in a row it is data. */
static int
check_given(struct call *c, enum bind how, const struct bind_order *o)
{
	enum ops_err code = c->source == NULL ? OPS_USAGE : OPS_DATA;

	if (how != BIND_RELEASE && o->amount == NONE &&
	    (o->qty == NONE || o->unit_price == NONE))
		return fail(c->ops, code,
		    "amount: is missing: expected it, "
		    "or qty and unit_price");
	if (o->account == NULL && o->against == NULL &&
	    !account_rules_any(c->ops))
		return fail(c->ops, code, "account: is missing (blank)");
	return 0;
}

int
bind_record(struct call *c, enum bind how, struct bind_order *o)
{
	int err = check_given(c, how, o);

	if (err != 0)
		return err;
	if (o->at == NONE)
		o->at = c->ops->now;
	if (o->account == NULL)
		err = about_item(c, &o->what);
	return err != 0 ? err : budget_bind(c->ops, c->entry, how, o);
}

int
bind_document(struct call *c, enum bind how, struct bind_order *o,
    const char *noun, const char *prefix)
{
	const char *set = conf_text(
	    c->ops->conf, arena_printf(c->ops->mem, "numbering.%s", noun));
	int made = 0, err = check_given(c, how, o);

	if (err != 0)
		return err;
	if (o->document == NULL)
		o->document = o->reference;
	if (o->document == NULL) {
		err = document_next(c->ops, c->entry,
		    set == NULL ? prefix : set, &o->document);
		made = 1;
	}
	if (err == 0)
		err = bind_record(c, how, o);
	if (err == 0 && made && c->source == NULL)
		note(c->ops, "%s: it is '%s'", c->as, o->document);
	return err;
}
