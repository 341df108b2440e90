/* ops stock count sheet: the places to be counted, to be filled in. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "count.h"
#include "stock/balance.h"
#include "stock/count.h"
#include "stock/countdue.h"
#include "stock/itemclass.h"

struct sheet_input {
	struct texts item, location, site;
	const char *class, *again, *count;
	int due, book;
};

#define INPUT(how, member) AT_##how(struct sheet_input, member)

static const struct field fields[] = {
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "only these items (repeatable)" },
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "only these places and all below them (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only these sites (repeatable)" },
	{ "class", 0, &kind_item_class, INPUT(TEXT, class), 0,
	    "only items of this class" },
	{ "due", 0, &kind_flag, INPUT(FLAG, due), 0,
	    "only what is due ('ops stock count due')" },
	{ "again", 0, &kind_stock_count, INPUT(TEXT, again), 0,
	    "only what waits for a second count in this one" },
	{ "count", 0, &kind_code, INPUT(TEXT, count), 0,
	    "the code that the rows get (none: a new one when posted)" },
	{ "book", 0, &kind_flag, INPUT(FLAG, book), 0,
	    "with what the book has: who counts is not blind then" },
	{ NULL },
};

static const struct column columns[] = {
	{ "count", TYPE_CODE, 0, "the count" },
	{ "location", TYPE_CODE, 0, "where" },
	{ "item", TYPE_CODE, 0, "what is to be counted" },
	{ "lot", TYPE_CODE, 0, "the lot, or the serial" },
	{ "name", TYPE_TEXT, COL_WIDE, "the item's name" },
	{ "counted", TYPE_QTY, 0, "to be filled in" },
	{ "unit", TYPE_CODE, 0, "the unit of all quantities" },
	{ "book", TYPE_QTY, 0, "what the book has (--book)" },
	{ NULL },
};

enum { BOOK = 7 };

struct sheet_row {
	const struct item *item;
	const struct location *location;
	const char *lot;
	int64_t book;
};

struct sheet {
	struct call *call;
	const struct sheet_input *in;
	const struct location *const *place;
	size_t places;
	const struct item *const *item;
	size_t items;
	const char *const *class; /* by item id, NULL: all */
	VEC(struct sheet_row) v;
};

static int
is_asked(const struct sheet *s, const struct item *item,
    const struct location *at)
{
	if (!place_within(at, s->place, s->places) ||
	    (s->class != NULL &&
		!text_eq(s->class[item->id], s -> in -> class)))
		return 0;
	for (size_t i = 0; i < s->items; i++)
		if (s->item[i] == item)
			return 1;
	return s->items == 0;
}

static void
add_row(struct sheet *s, const struct item *item, const struct location *at,
    const char *lot, int64_t book)
{
	if (is_asked(s, item, at))
		*VEC_ADD(s->call->ops->keep, &s->v) =
		    (struct sheet_row){ item, at, lot, book };
}

static int
take_balance(void *data, const struct balance_row *b)
{
	add_row(data, b->item, b->location, b->lot == NULL ? NULL : b->lot->lot,
	    b->on_hand);
	return 0;
}

/* What waits belongs to its own count. */
static int
take_due(void *data, const struct count_due *d)
{
	if (d->reason != DUE_WAITING)
		add_row(data, d->item, d->location, d->lot, d->on_hand);
	return 0;
}

static int
take_waiting(struct sheet *s)
{
	struct call *c = s->call;
	struct counted_query ask = {
		.count = s->in->again, .as_of = c->clock.now, .known = c->known
	};
	struct counted *x;
	size_t n = 0;
	int err = counted_load(c->ops, &ask, &x, &n);

	if (err == 0 && n == 0)
		return fail(c->ops, OPS_DATA, "--again: there is no count '%s'",
		    s->in->again);
	for (size_t i = 0; err == 0 && i < n; i++) {
		const struct lot *lot = NULL;
		int64_t held = 0;

		if (x[i].state != COUNTED_WAITING)
			continue;
		if (x[i].lot != NULL)
			err = lot_find(c->ops, x[i].item, x[i].lot, &lot);
		if (err == 0 && (x[i].lot == NULL || lot != NULL))
			err = count_held(c->ops, x[i].item, x[i].location, lot,
			    c->clock.now, &held);
		add_row(s, x[i].item, x[i].location, x[i].lot, held);
	}
	if (err == 0 && s->v.n == 0)
		note(c->ops, "nothing of '%s' waits", s->in->again);
	return err;
}

static int
take_rows(struct sheet *s)
{
	struct call *c = s->call;
	struct due_query due = { .place = s->place,
		.n = s->places,
		.item = s->item,
		.items = s->items,
		.as_of = c->clock.now,
		.known = c->known };
	struct balance_query held = { .place = s->place,
		.n = s->places,
		.as_of = c->clock.now,
		.known = c->known,
		.by_location = 1,
		.by_lot = 1 };
	int err = 0;

	if (s->in->class != NULL)
		err = item_classes(c->ops, c->clock.now, c->known, &s->class);
	if (err != 0)
		return err;
	if (s->in->again != NULL)
		return take_waiting(s);
	return s->in->due ? counts_due(c->ops, &due, take_due, s) :
			    balances(c->ops, &held, take_balance, s);
}

/* As somebody walks: place by place. */
static int
by_place(const void *x, const void *y)
{
	const struct sheet_row *a = x, *b = y;
	int order = strcmp(a->location->code, b->location->code);

	if (order == 0)
		order = strcmp(a->item->sku, b->item->sku);
	return order != 0 ? order : text_order(a->lot, b->lot);
}

static int
print(struct sheet *s)
{
	struct call *c = s->call;
	const char *count = s->in->again != NULL ? s->in->again : s->in->count;
	size_t n = BOOK + (s->in->book != 0);
	const struct sheet_row *r;
	int err = call_begin(c, columns, n);

	if (s->v.n > 1)
		qsort(s->v.v, s->v.n, sizeof *s->v.v, by_place);
	VEC_EACH(&s->v, r) {
		struct cell cells[BOOK + 1] = { cell_text(count),
			cell_text(r->location->code), cell_text(r->item->sku),
			cell_text(r->lot), cell_text(r->item->name),
			cell_int(NONE), cell_text(r->item->unit),
			cell_int(r->book) };

		if (err == 0)
			err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

static int
run(struct call *c)
{
	struct sheet_input in = { .due = 0 };
	struct sheet s = { .call = c, .in = &in };
	const struct location **place = NULL;
	const struct item **item = NULL;
	int err = fill_given(c, &in, NULL);

	if (err == 0 && in.again != NULL && (in.due || in.count != NULL))
		return fail(c->ops, OPS_USAGE,
		    "--again goes without --due and --count");
	if (err == 0)
		err = places_named(c->ops, in.location.v, in.location.n,
		    in.site.v, in.site.n, &place, &s.places);
	if (err == 0 && in.item.n > 0)
		err =
		    items_named(c->ops, in.item.v, in.item.n, &item, &s.items);
	s.place = place;
	s.item = item;
	if (err == 0)
		err = take_rows(&s);
	return err != 0 ? err : print(&s);
}

static const struct example examples[] = {
	{ "a sheet to count a warehouse by",
	    "ops stock count sheet --site SOUTH -o count.csv",
	    "inventory stocktake stocktaking cycle count" },
	{ "what is to be counted today",
	    "ops stock count sheet --due --class A", "cycle count" },
	{ NULL },
};

const struct cmd cmd_stock_count_sheet = {
	.path = "stock count sheet",
	.brief = "print the places to be counted",
	.about = "A row for each place that holds something of an item (and "
		 "a lot), in the order of places: fill in counted and give "
		 "the rows to 'ops stock count post -i'. The sheet is "
		 "blind: it does not say what the book has, so that nobody "
		 "writes that down; --book does. --again has only what "
		 "differed too much in a count and waits for the second "
		 "one, which goes to the same count.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct sheet_input),
	.columns = columns,
	.examples = examples,
	.run = run,
};
