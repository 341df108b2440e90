/* ops stock demand add: what a customer wants. */
#include "base/decimal.h"
#include "demand.h"
#include "stock/units.h"

#define HEAD(how, member) AT_##how(struct demand_head, member)
#define LINE(how, member) AT_##how(struct demand_line, member)

static const struct field fields[] = {
	{ "order", 0, &kind_new_order, HEAD(TEXT, order),
	    FIELD_REQUIRED | FIELD_ARG | FIELD_KEY | FIELD_NEW,
	    "the order's code" },
	{ "line", 0, &kind_count, LINE(INT, line), FIELD_LINE | FIELD_COLUMN,
	    "its line (1, 2, 3 ...)" },
	{ "party", 0, &kind_party, HEAD(TEXT, party), 0, "who wants it" },
	{ "item", 0, &kind_item, LINE(ITEM, item), FIELD_REQUIRED | FIELD_LINE,
	    "what" },
	{ "qty", 0, &kind_said, LINE(SAID, qty), FIELD_REQUIRED | FIELD_LINE,
	    "how much" },
	{ "due", 0, &kind_day, LINE(INT, due), FIELD_LINE,
	    "the day on which it is wanted" },
	{ "promised", 0, &kind_day, LINE(INT, promised), FIELD_LINE,
	    "the day that is promised" },
	{ "location", 0, &kind_location, LINE(LOCATION, location), FIELD_LINE,
	    "a site or place it shall come from (any)" },
	{ "priority", 0, &kind_count, LINE(INT, priority), FIELD_LINE,
	    "1 is served first, none last" },
	{ "reference", 0, &kind_code, HEAD(TEXT, reference), 0,
	    "the customer's own number" },
	{ "date", 0, &kind_time, HEAD(INT, date), 0,
	    "when it was ordered (now)" },
	{ "price", 0, &kind_price, LINE(INT, price), FIELD_LINE,
	    "what one is sold for" },
	{ "first_promised", 0, &kind_day, LINE(INT, first_promised), FIELD_LINE,
	    "the first promise (promised)" },
	{ "cancelled", 0, &kind_time, LINE(INT, cancelled),
	    FIELD_LINE | FIELD_COLUMN, "when the rest was given up" },
	{ "reason", 0, &kind_text, LINE(TEXT, reason),
	    FIELD_LINE | FIELD_COLUMN, "why" },
	{ NULL },
};

int
demand_said(struct ops *ops, const struct demand_line *in, struct demand *d)
{
	int err = 0;

	d->qty = in->qty.qty;
	d->price = in->price;
	if (in->qty.unit == NULL)
		return 0;
	err = unit_qty(ops, in->item, in->qty.qty, in->qty.unit, &d->qty);
	if (err != 0 || in->price == NONE)
		return err;
	if (mul_div(in->price, in->qty.qty, d->qty, &d->price) != 0)
		return fail(ops, OPS_DATA, "price: it is too large");
	return 0;
}

SQL(sql_there, "SELECT entry FROM demand WHERE order_code = $1 LIMIT 1");

static int
check_new(struct ops *ops, const char *order)
{
	int64_t entry = NONE;
	int err = db_get(ops, &entry, sql_there, V(order));

	if (err != 0 || entry == NONE)
		return err;
	return fail(ops, OPS_DATA,
	    "order: '%s' is there already: 'ops stock demand set' changes it",
	    order);
}

/* A number that was said, else the one behind the largest so far. */
static int
number_line(struct ops *ops, const struct demand_line *line, size_t at,
    int64_t *last, int64_t *number)
{
	*number = line[at].line == NONE ? *last + 1 : line[at].line;
	for (size_t i = 0; i < at; i++)
		if (line[i].line == *number)
			return fail(ops, OPS_DATA,
			    "line: '%lld' is there twice", (long long)*number);
	if (*number > *last)
		*last = *number;
	return 0;
}

static int
read_line(struct call *c, const struct demand_head *h,
    const struct demand_line *line, struct demand *d)
{
	*d = (struct demand){ .order = h->order,
		.line = line->line,
		.party = h->party,
		.item = line->item->sku,
		.due = line->due,
		.promised = line->promised,
		.location =
		    line->location == NULL ? NULL : line->location->code,
		.priority = line->priority,
		.reference = h->reference,
		.date = h->date == NONE ? c->ops->now : h->date,
		.first_promised = line->first_promised,
		.cancelled = line->cancelled,
		.reason = line->reason };
	return demand_said(c->ops, line, d);
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct demand *d = ARENA_ARRAY(c->ops->mem, struct demand, n);
	const struct demand_head *h = rec;
	struct demand_line *line = lines;
	int64_t last = 0;
	int err = check_new(c->ops, h->order);

	for (size_t i = 0; err == 0 && i < n; i++) {
		err = number_line(c->ops, line, i, &last, &line[i].line);
		if (err == 0)
			err = read_line(c, h, &line[i], &d[i]);
		if (err == 0)
			err = demand_check(c->ops, c->entry, &d[i]);
	}
	for (size_t i = 0; err == 0 && i < n; i++)
		err = demand_post(c->ops, c->entry, &d[i]);
	return err;
}

static const struct example examples[] = {
	{ "a customer orders",
	    "ops stock demand add SO-9001 --party RIVERSIDE --due +7d "
	    "--line item=BELL-BRASS,qty=20,price=6.90 "
	    "--line item=LOCK-U,qty=5,price=39.90",
	    "sales order customer order" },
	{ "the orders of a file", "ops stock demand add -i orders.csv" },
	{ NULL },
};

const struct cmd cmd_stock_demand_add = {
	.path = "stock demand add",
	.brief = "take in orders of customers",
	.about = "An order has as many lines as it needs: --line, repeated, "
		 "or rows of a CSV file with the same order. Lines are "
		 "numbered 1, 2, 3; a file or --line may say other numbers "
		 "(line). numbering.demand gives codes where none is said. "
		 "The first promise is kept when a promise moves.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct demand_head),
	.line_size = sizeof(struct demand_line),
	.columns = demand_columns,
	.posts = &ledger_demand,
	.examples = examples,
	.document = record,
};
