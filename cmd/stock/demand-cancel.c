/* ops stock demand cancel: what is open is not wanted any more. */
#include "demand.h"

struct cancel_input {
	const char *order, *reason;
	int64_t line, date;
};

#define INPUT(how, member) AT_##how(struct cancel_input, member)

static const struct field fields[] = {
	{ "order", 0, &kind_order, INPUT(TEXT, order),
	    FIELD_REQUIRED | FIELD_ARG, "the order's code" },
	{ "line", 0, &kind_count, INPUT(INT, line), 0,
	    "only this line of it (all that are open)" },
	{ "reason", 0, &kind_text, INPUT(TEXT, reason), FIELD_REQUIRED, "why" },
	{ "date", 0, &kind_time, INPUT(INT, date), 0,
	    "when it was given up (now)" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct cancel_input *in = rec;
	struct demand *d;
	size_t all = 0, cancelled = 0;
	int err = demand_by_order(c->ops, in->order, &d, &all);

	if (err != 0)
		return fail_at(c->ops, "order");
	for (size_t i = 0; err == 0 && i < all; i++) {
		if ((in->line != NONE && d[i].line != in->line) ||
		    d[i].open == 0)
			continue;
		d[i].cancelled = in->date == NONE ? c->ops->now : in->date;
		d[i].reason = in->reason;
		err = demand_check(c->ops, c->entry, &d[i]);
		d[cancelled++] = d[i];
	}
	for (size_t i = 0; err == 0 && i < cancelled; i++)
		err = demand_post(c->ops, c->entry, &d[i]);
	if (err != 0 || cancelled > 0)
		return err;
	if (in->line == NONE)
		return fail(c->ops, OPS_DATA, "order: nothing of '%s' is open",
		    in->order);
	return fail(c->ops, OPS_DATA, "line: '%lld' of order '%s' is not open",
	    (long long)in->line, in->order);
}

static const struct example examples[] = {
	{ "a customer cancels",
	    "ops stock demand cancel SO-8004 --reason 'no longer wanted' "
	    "--dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_demand_cancel = {
	.path = "stock demand cancel",
	.brief = "give up what is open of orders",
	.about = "What was shipped stays shipped; the rest is not waited for "
		 "any more, and what was reserved for it is released.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct cancel_input),
	.columns = demand_columns,
	.posts = &ledger_demand,
	.examples = examples,
	.record = record,
};
