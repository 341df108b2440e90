/* What ops budget reserve, commit, spend, refund and release share. */
#include "bind.h"
#include "base/str.h"
#include "conf/conf.h"

int
bind_record(struct call *c, enum bind how, struct bind_order *o)
{
	if (o->at == NONE)
		o->at = c->ops->now;
	return budget_bind(c->ops, c->entry, how, o);
}

int
bind_document(struct call *c, enum bind how, struct bind_order *o,
    const char *noun, const char *prefix)
{
	const char *set = conf_text(
	    c->ops->conf, arena_printf(c->ops->mem, "numbering.%s", noun));
	int made = 0, err = 0;

	if (o->document == NULL)
		o->document = o->reference;
	if (o->document == NULL) {
		err = document_next(
		    c->ops, set == NULL ? prefix : set, &o->document);
		made = 1;
	}
	if (err == 0)
		err = bind_record(c, how, o);
	if (err == 0 && made && c->source == NULL)
		note(c->ops, "%s: it is '%s'", c->as, o->document);
	return err;
}
