/* ops stock demand set: change what a customer wants, or what is promised. */
#include "demand.h"

struct set_input {
	struct demand_head head;
	struct demand_line line;
	int create;
};

#define HEAD(how, member) AT_##how(struct set_input, head.member)
#define LINE(how, member) AT_##how(struct set_input, line.member)

static const struct field fields[] = {
	{ "order", 0, &kind_order, HEAD(TEXT, order),
	    FIELD_REQUIRED | FIELD_ARG, "the order's code" },
	{ "line", 0, &kind_count, LINE(INT, line), 0,
	    "only this line of it (all that are open)" },
	{ "party", 0, &kind_party, HEAD(TEXT, party), 0, "who wants it" },
	{ "item", 0, &kind_item, LINE(ITEM, item), 0, "what" },
	{ "qty", 0, &kind_said, LINE(SAID, qty), 0, "how much" },
	{ "due", 0, &kind_day, LINE(INT, due), 0,
	    "the day on which it is wanted" },
	{ "promised", 0, &kind_day, LINE(INT, promised), 0,
	    "the day that is promised" },
	{ "location", 0, &kind_location, LINE(LOCATION, location), 0,
	    "a site or place it shall come from" },
	{ "priority", 0, &kind_count, LINE(INT, priority), 0,
	    "1 is served first, none last" },
	{ "reference", 0, &kind_code, HEAD(TEXT, reference), 0,
	    "the customer's own number" },
	{ "date", 0, &kind_time, HEAD(INT, date), 0, "when it was ordered" },
	{ "price", 0, &kind_price, LINE(INT, price), 0,
	    "what one is sold for" },
	{ "create", 0, &kind_flag, AT_FLAG(struct set_input, create),
	    FIELD_OPTION, "make the line, or the order, where there is none" },
	{ NULL },
};

enum { ITEM = 3, QTY = 4, PRICE = 11, DATE = 10 };

static int
given(const struct call *c, int field)
{
	return (c->fields_given >> field) & 1;
}

/* What the line is now, with what was given in place of it. */
static int
change(struct call *c, const struct set_input *in, struct demand *was)
{
	struct set_input now = *in;
	struct demand d = *was, said;
	int err = item_find(c->ops, was->item, &now.line.item);

	now.head = (struct demand_head){ was->order, was->party, was->reference,
		was->date };
	now.line.line = was->line;
	now.line.qty = (struct said){ was->qty, NULL };
	now.line.due = was->due;
	now.line.promised = was->promised;
	now.line.priority = was->priority;
	now.line.price = was->price;
	now.line.location = NULL;
	if (err == 0 && was->location != NULL)
		err = location_find(c->ops, was->location, &now.line.location);
	if (err != 0)
		return err;
	fill_changed(c, in, &now);
	if (given(c, DATE) && in->head.date == NONE)
		now.head.date = was->date;
	if (now.line.item == NULL || now.line.qty.qty == NONE)
		return fail(c->ops, OPS_DATA, "%s: a line cannot be without it",
		    now.line.item == NULL ? "item" : "qty");
	err = demand_said(c->ops, &now.line, &said);
	d.party = now.head.party;
	d.reference = now.head.reference;
	d.date = now.head.date;
	d.item = now.line.item->sku;
	d.qty = said.qty;
	d.price = given(c, PRICE) ? said.price : was->price;
	d.due = now.line.due;
	d.promised = now.line.promised;
	d.priority = now.line.priority;
	d.location = now.line.location == NULL ? NULL : now.line.location->code;
	*was = d;
	return err != 0 ? err : demand_check(c->ops, c->entry, was);
}

/* A line that there is not yet, of an order there may be. */
static int
create(struct call *c, const struct set_input *in, const struct demand *all,
    size_t n)
{
	struct demand d = { .order = in->head.order,
		.line = in->line.line,
		.party = in->head.party,
		.due = in->line.due,
		.promised = in->line.promised,
		.priority = in->line.priority,
		.reference = in->head.reference,
		.date = in->head.date == NONE ? c->ops->now : in->head.date,
		.first_promised = NONE,
		.cancelled = NONE };
	int err;

	if (in->line.item == NULL || in->line.qty.qty == NONE)
		return fail(c->ops, OPS_DATA, "%s: is missing for a new line",
		    in->line.item == NULL ? "item" : "qty");
	if (n > 0 && d.party == NULL)
		d.party = all->party;
	if (n > 0 && d.reference == NULL)
		d.reference = all->reference;
	d.item = in->line.item->sku;
	if (in->line.location != NULL)
		d.location = in->line.location->code;
	if (d.line == NONE)
		d.line = n == 0 ? 1 : all[n - 1].line + 1;
	err = demand_said(c->ops, &in->line, &d);
	return err != 0 ? err : demand_post(c->ops, c->entry, &d);
}

static int
record(struct call *c, void *rec)
{
	const struct set_input *in = rec;
	struct demand_query now = { in->head.order, INT64_MAX, NONE };
	struct demand *d;
	size_t all = 0, changed = 0;
	int err = in->create ? demand_lines(c->ops, &now, &d, &all) :
	    demand_by_order(c->ops, in->head.order, &d, &all);

	if (err != 0)
		return fail_at(c->ops, "order");
	for (size_t i = 0; err == 0 && i < all; i++) {
		if (in->line.line != NONE ? d[i].line != in->line.line :
					    d[i].open == 0)
			continue;
		if (d[i].state == DEMAND_CANCELLED)
			err = fail(c->ops, OPS_DATA, "line: '%lld' of order "
			    "'%s' is cancelled: 'ops undo' brings it back",
			    (long long)d[i].line, d[i].order);
		else
			err = change(c, in, &d[i]);
		d[changed++] = d[i];
	}
	for (size_t i = 0; err == 0 && i < changed; i++)
		err = demand_post(c->ops, c->entry, &d[i]);
	if (err != 0 || changed > 0)
		return err;
	if (in->create)
		return create(c, in, d, all);
	if (in->line.line == NONE)
		return fail(c->ops, OPS_DATA, "order: nothing of '%s' is open",
		    in->head.order);
	return fail(c->ops, OPS_DATA, "line: order '%s' has no line %lld",
	    in->head.order, (long long)in->line.line);
}

static const struct example examples[] = {
	{ "promise another day",
	    "ops stock demand set SO-8004 --promised +10d --dry-run",
	    "delay reschedule" },
	{ "a customer orders one line more",
	    "ops stock demand set SO-8004 --create --line 9 --item LOCK-U "
	    "--qty 2 --dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_demand_set = {
	.path = "stock demand set",
	.brief = "change orders of customers, and promises",
	.about = "What is not given stays as it is; an empty value clears. "
		 "Without --line all open lines of the order change. A line "
		 "of which something was shipped keeps its item, and its "
		 "quantity is not below what was shipped. The first promise "
		 "stays when the promise moves: service is measured by it. "
		 "What is reserved beyond the new quantity is released.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct set_input),
	.columns = demand_columns,
	.posts = &ledger_demand,
	.examples = examples,
	.record = record,
};
