/* ops stock count due: which places are to be counted. */
#include "count.h"
#include "stock/countdue.h"
#include "stock/itemclass.h"

struct due_input {
	struct texts item, location, site;
	int all;
};

#define INPUT(how, member) AT_##how(struct due_input, member)

static const struct field fields[] = {
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "only these items (repeatable)" },
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "only these places and all below them (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only these sites (repeatable)" },
	{ "all", 0, &kind_flag, INPUT(FLAG, all), 0,
	    "what is not due yet, too" },
	{ NULL },
};

const struct kind kind_item_class = { .name = "class",
	.store = STORE_TEXT,
	.accepts = "a class: A, B or C, or the further ones of stock.abc",
	.words = class_words };
static const struct kind kind_reason = { .name = "reason", .words = due_words };

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "location", TYPE_CODE, 0, "the place" },
	{ "lot", TYPE_CODE, 0, "the lot, or the serial" },
	{ "class", TYPE_CODE, COL_FILTER, "A, B, C ...", &kind_item_class },
	{ "on_hand", TYPE_QTY, 0, "what the book has there" },
	{ "unit", TYPE_CODE, 0, "the unit of all quantities" },
	{ "last", TYPE_TIME, 0, "when it was counted (missing: never)" },
	{ "every", TYPE_INT, COL_MINOR, "days from count to count" },
	{ "due", TYPE_DATE, 0, "when it is to be counted" },
	{ "overdue", TYPE_INT, 0, "days since then" },
	{ "reason", TYPE_CODE, COL_FILTER, "waiting, drift, never, calendar",
	    &kind_reason },
	{ "drift", TYPE_QTY, COL_MINOR,
	    "what the book has more at the last count's instant" },
	{ "count", TYPE_CODE, COL_MINOR, "that waits, or drifted" },
	{ "name", TYPE_TEXT, COL_WIDE, "the item's name" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static int
print_row(void *data, const struct count_due *d)
{
	struct cell cells[COLUMNS] = { cell_text(d->item->sku),
		cell_text(d->location->code), cell_text(d->lot),
		cell_text(d->class), cell_int(d->on_hand),
		cell_text(d->item->unit), cell_int(d->last), cell_int(d->every),
		cell_int(d->due), cell_int(d->overdue),
		cell_text(due_words[d->reason]), cell_int(d->drift),
		cell_text(d->count), cell_text(d->item->name) };

	return call_row(data, cells);
}

static int
run(struct call *c)
{
	struct due_input in = { .all = 0 };
	struct due_query ask = { .as_of = c->clock.now, .known = c->known };
	const struct location **place = NULL;
	const struct item **item = NULL;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = places_named(c->ops, in.location.v, in.location.n,
		    in.site.v, in.site.n, &place, &ask.n);
	if (err == 0 && in.item.n > 0)
		err = items_named(c->ops, in.item.v, in.item.n, &item,
		    &ask.items);
	ask.place = place;
	ask.item = item;
	ask.all = in.all;
	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	if (err == 0)
		err = counts_due(c->ops, &ask, print_row, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what is to be counted, the longest overdue first",
	    "ops stock count due --sort -overdue,class --limit 10",
	    "cycle count schedule stocktake" },
	{ "counts that the book no longer agrees with",
	    "ops stock count due --reason drift", "back-dated" },
	{ NULL },
};

const struct cmd cmd_stock_count_due = {
	.path = "stock count due",
	.brief = "show which places are to be counted",
	.about = "A row for each place (and lot) that holds something and is "
		 "due by the days of its item's class: stock.count_days.a, "
		 ".b and .c after its last count, or after the goods first "
		 "came there. A place is due, too, when a count of it waits "
		 "for a second one, and when moves that were booked later, "
		 "behind the count's instant, changed what it had said "
		 "(drift).\n\nThe class is by the value of what was issued and "
		 "consumed in 365 days, cut as stock.abc and stock.crossing "
		 "say; what was not used is of the last one.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct due_input),
	.columns = columns,
	.examples = examples,
	.run = run,
};
