/* ops stock reserve: goods are kept for lines of orders. */
#include "reserve.h"
#include "demand.h"
#include "stock/units.h"

struct reserve_input {
	const char *order, *lot;
	int64_t line;
	const struct location *location;
	const struct item *item;
	struct said qty;
	int automatic;
};

#define INPUT(how, member) AT_##how(struct reserve_input, member)

static const struct field fields[] = {
	{ "order", 0, &kind_order, INPUT(TEXT, order), FIELD_ARG,
	    "the order (--auto: only this one)" },
	{ "line", 0, &kind_count, INPUT(INT, line), 0,
	    "its line (all that are open)" },
	{ "item", 0, &kind_item, INPUT(ITEM, item), 0,
	    "what (--auto: only this item)" },
	{ "location", 0, &kind_location, INPUT(LOCATION, location), 0,
	    "out of this place and all below it (that of the line)" },
	{ "lot", 0, &kind_code, INPUT(TEXT, lot), 0, "out of this lot" },
	{ "qty", 0, &kind_said, INPUT(SAID, qty), 0,
	    "how much (as much of what is open as there is)" },
	{ "auto", 0, &kind_flag, INPUT(FLAG, automatic), FIELD_OPTION,
	    "for all open lines in turn" },
	{ NULL },
};

const struct column reserve_columns[] = {
	{ "order", TYPE_CODE, 0, "the order" },
	{ "line", TYPE_INT, 0, "its line" },
	{ "item", TYPE_CODE, 0, "what" },
	{ "location", TYPE_CODE, 0, "where it lies" },
	{ "lot", TYPE_CODE, 0, "the lot" },
	{ "qty", TYPE_QTY, 0, "how much" },
	{ NULL },
};

int
reserve_row(void *call, const struct reservation *r)
{
	struct cell cells[6] = { cell_text(r->order), cell_int(r->line),
		cell_text(r->item->sku), cell_text(r->location->code),
		cell_text(r->lot == NULL ? NULL : r->lot->lot),
		cell_int(r->qty) };

	return call_row(call, cells);
}

static int
in_turn(struct call *c, const struct reserve_input *in, struct entry *e,
    int (*row)(void *, const struct reservation *))
{
	struct reserve_filter f = { .order = in->order,
		.item = &in->item,
		.n = in->item != NULL,
		.place = in->location };

	if (in->line != NONE || in->lot != NULL || in->qty.qty != NONE)
		return fail(c->ops, OPS_USAGE, "--line, --lot and --qty do not "
		    "go with --auto or --sheet: which lines are served is told "
		    "by their priority and day");
	return reserve_all(c->ops, e, &f, row, c);
}

/* The line is of the item that was named; qty in the item's unit. */
static int
check_item(struct call *c, const struct reserve_input *in, int64_t *qty)
{
	struct demand *d;
	size_t n;
	int err = demand_by_order(c->ops, in->order, &d, &n);

	*qty = in->qty.qty;
	if (err != 0)
		return fail_at(c->ops, "order");
	for (size_t i = 0; err == 0 && i < n; i++) {
		const struct item *item;

		if (in->line != NONE && d[i].line != in->line)
			continue;
		err = item_by_sku(c->ops, d[i].item, &item);
		if (err == 0 && in->item != NULL && item != in->item)
			return fail(c->ops, OPS_DATA,
			    "item: order '%s' line %lld is of '%s'", d[i].order,
			    (long long)d[i].line, d[i].item);
		if (err == 0 && in->qty.unit != NULL)
			err = unit_qty(c->ops, item, in->qty.qty, in->qty.unit,
			    qty);
	}
	return err;
}

static int
record(struct call *c, void *rec)
{
	const struct reserve_input *in = rec;
	struct bin_filter f = { in->location, in->lot };
	int64_t qty;
	int err;

	if (in->automatic)
		return in_turn(c, in, c->entry, NULL);
	if (in->order == NULL)
		return c->source == NULL
		    ? fail(c->ops, OPS_USAGE, "<order> or --auto is missing")
		    : fail(c->ops, OPS_DATA, "order: is missing");
	err = check_item(c, in, &qty);
	if (err == 0 && in->location != NULL)
		err = location_check_stock(c->ops, in->location);
	return err != 0 ? err
	    : reserve_line(c->ops, c->entry, in->order, in->line, &f, qty);
}

static int
sheet(struct call *c)
{
	struct reserve_input in;
	int err = 0;

	fill_clear(fields, 0, 0, &in);
	err = fill_given(c, &in, NULL);
	if (err == 0)
		err = call_begin(c, reserve_columns, 6);
	if (err == 0)
		err = in_turn(c, &in, NULL, reserve_row);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "keep goods for an order", "ops stock reserve SO-8004 --dry-run",
	    "allocate allocation hold" },
	{ "give what is there to those who come first",
	    "ops stock reserve --auto", "allocate allocation" },
	{ "look first who would get what", "ops stock reserve --sheet" },
	{ NULL },
};

const struct cmd cmd_stock_reserve = {
	.path = "stock reserve",
	.brief = "keep goods for lines of orders",
	.about = "By hand: so much for a line, out of a place and a lot, or "
		 "what is there. With --auto all open lines are served in "
		 "turn: by priority (1 first, none last), then by the day "
		 "that counts, promised or due, then by the order's date. "
		 "Goods are taken where the lot expires first, then in the "
		 "order of the tree of places; not out of quarantine, not "
		 "what has expired, and never more than is free. Shipping "
		 "uses a reservation up, cancelling releases it. --sheet "
		 "prints what --auto would reserve.\n\nA reservation has one "
		 "time, the recorded one: --as-of shows those of then.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct reserve_input),
	.columns = reserve_columns,
	.posts = &ledger_reservation,
	.examples = examples,
	.record = record,
	.sheet = sheet,
};
