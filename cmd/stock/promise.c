/* ops stock promise: what can be promised when. */
#include "stock/promise.h"
#include "cli/takes.h"
#include "demand.h"
#include "stock/units.h"

struct promise_input {
	const struct item *item;
	struct said qty;
	int64_t due;
	const struct location *location;
	const char *order;
};

#define INPUT(how, member) AT_##how(struct promise_input, member)

static const struct field fields[] = {
	{ "item", 0, &kind_item, INPUT(ITEM, item), 0, "what" },
	{ "qty", 0, &kind_said, INPUT(SAID, qty), 0, "how much" },
	{ "due", 0, &kind_day, INPUT(INT, due), 0, "when it is wanted" },
	{ "location", 0, &kind_location, INPUT(LOCATION, location), 0,
	    "out of this site, or place and all below it (any)" },
	{ "order", 0, &kind_order, INPUT(TEXT, order), 0,
	    "what is open of this order" },
	{ NULL },
};

static const struct column columns[] = {
	{ "order", TYPE_CODE, 0, "the order (--order)" },
	{ "line", TYPE_INT, 0, "its line" },
	{ "item", TYPE_CODE, 0, "what" },
	{ "qty", TYPE_QTY, 0, "how much of it can be promised" },
	{ "date", TYPE_DATE, 0, "from which day on" },
	{ "source", TYPE_CODE, 0,
	    "reserved, stock, or the reference of what brings it" },
	{ "short", TYPE_QTY, 0, "how much nothing will cover" },
	{ "due", TYPE_DATE, 0, "when it is wanted" },
	{ "in_time", TYPE_BOOL, 0, "is it there by then" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

struct asking {
	struct sink sink; /* of the rows of a file */
	struct call *call;
	struct promises *promises;
	struct promise_ask ask;
	int64_t due;
	int short_of; /* does nothing cover some of it? */
};

static int
print_row(void *data, const struct promise_row *r)
{
	struct asking *a = data;
	int covered = r->day != NONE;
	struct cell cells[COLUMNS] = { cell_text(a->ask.order),
		cell_int(a->ask.order == NULL ? NONE : a->ask.line),
		cell_text(a->ask.item->sku), cell_int(covered ? r->qty : NONE),
		cell_int(r->day), cell_text(r->source),
		cell_int(covered ? NONE : r->qty), cell_int(a->due),
		cell_int(a->due == NONE ? NONE : covered && r->day <= a->due) };

	a->short_of |= !covered;
	return call_row(a->call, cells);
}

static int
one(struct asking *a)
{
	return promise(a->promises, &a->ask, print_row, a);
}

static int
of_line(struct asking *a, const struct demand *d, int in_turn)
{
	struct ops *ops = a->call->ops;
	int err;

	a->ask = (struct promise_ask){ .qty = d->open,
		.order = d->order,
		.line = d->line,
		.in_turn = in_turn };
	a->due = demand_day(d);
	err = item_by_sku(ops, d->item, &a->ask.item);
	if (err == 0 && d->location != NULL)
		err = location_by_code(ops, d->location, &a->ask.place);
	return err != 0 ? err : one(a);
}

static int
of_order(struct asking *a, const char *order)
{
	struct ops *ops = a->call->ops;
	struct demand_query then = { order, a->call->clock.now,
		a->call->known };
	struct demand *d;
	size_t n, asked = 0;
	int err = demand_by_order(ops, order, &d, &n);

	if (err != 0)
		return fail_at(ops, "order");
	err = demand_lines(ops, &then, &d, &n);
	for (size_t i = 0; err == 0 && i < n; i++)
		if (d[i].open > 0) {
			err = of_line(a, &d[i], 0);
			asked++;
		}
	if (err == 0 && asked == 0)
		return fail(ops, OPS_DATA, "order: nothing of '%s' is open",
		    order);
	return err;
}

static int
of_all(struct asking *a)
{
	size_t n;
	const struct demand *const *d = promises_lines(a->promises, &n);
	int err = 0;

	for (size_t i = 0; err == 0 && i < n; i++)
		err = of_line(a, d[i], 1);
	return err;
}

static const struct column asked_columns[] = {
	{ "item", TYPE_CODE, COL_NEEDED, "what" },
	{ "qty", TYPE_QTY, COL_NEEDED, "how much" },
	{ "due", TYPE_DATE, 0, "when it is wanted" },
	{ "location", TYPE_CODE, 0, "out of this place" },
	{ NULL },
};

static int
take_row(struct sink *s, const struct cell *cells)
{
	struct asking *a = (struct asking *)s;
	struct ops *ops = a->call->ops;
	int err;

	a->ask = (struct promise_ask){ .qty = cells[1].i };
	a->due = cells[2].i;
	if (cells[0].s == NULL || cells[1].i == NONE || cells[1].i <= 0)
		return fail(ops, OPS_DATA, "%s: is missing, or not above 0",
		    cells[0].s == NULL ? "item" : "qty");
	err = item_by_sku(ops, cells[0].s, &a->ask.item);
	if (err != 0)
		return fail_at(ops, "item");
	if (cells[3].s != NULL)
		err = location_by_code(ops, cells[3].s, &a->ask.place);
	return err != 0 ? fail_at(ops, "location") : one(a);
}

static int
by_options(struct asking *a, const struct promise_input *in)
{
	struct ops *ops = a->call->ops;
	int err;

	if (in->item == NULL || in->qty.qty == NONE)
		return fail(ops, OPS_USAGE,
		    "--item and --qty go together");
	a->ask = (struct promise_ask){
		.item = in->item, .place = in->location, .qty = in->qty.qty
	};
	a->due = in->due;
	err = in->qty.unit == NULL ? 0
	    : unit_qty(ops, in->item, in->qty.qty, in->qty.unit, &a->ask.qty);
	return err != 0 ? err : one(a);
}

static int
read_input(struct call *c, struct promise_input *in)
{
	int err;

	fill_clear(fields, 0, 0, in);
	err = fill_given(c, in, NULL);
	if (err == 0 && in->order != NULL &&
	    (in->item != NULL || in->qty.qty != NONE || c->opt.input != NULL))
		return fail(c->ops, OPS_USAGE, "--order goes without --item, "
		    "--qty and -i: it says what is wanted");
	if (err == 0 && in->location != NULL &&
	    location_check_stock(c->ops, in->location) != 0)
		return fail_at(c->ops, "location");
	return err;
}

static int
answer(struct asking *a, const struct promise_input *in)
{
	struct call *c = a->call;

	if (in->order != NULL)
		return of_order(a, in->order);
	if (c->opt.input != NULL)
		return call_takes(c, asked_columns, 4, NULL, &a->sink);
	if (in->item == NULL && in->qty.qty == NONE && in->due == NONE &&
	    in->location == NULL)
		return of_all(a);
	return by_options(a, in);
}

static int
run(struct call *c)
{
	struct promise_input in;
	struct asking a = { { .row = take_row }, .call = c };
	int err = read_input(c, &in);

	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	if (err == 0)
		err =
		    promises_load(c->ops, c->clock.now, c->known, &a.promises);
	if (err == 0)
		err = answer(&a, &in);
	if (err >= 0 && a.short_of && c->format == FORMAT_TABLE &&
	    c->stream != NULL)
		note(c->ops, "nothing covers what has no date: open orders "
		    "want what is there and what is expected; what is overdue "
		    "does not count");
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "when can it be there",
	    "ops stock promise --item BIKE-CITY --qty 50 --due +2w",
	    "available to promise atp delivery date" },
	{ "what to promise for an order", "ops stock promise --order SO-8004" },
	{ NULL },
};

const struct cmd cmd_stock_promise = {
	.path = "stock promise",
	.brief = "tell what can be promised when",
	.about = "On each day so much can be promised as is free then and on "
		 "every later day: what can be used, less what is reserved, "
		 "plus what is expected by then, less what open orders want "
		 "by then. So no promise is kept by breaking another. What "
		 "is expected without a day, or is overdue, counts for "
		 "nothing: nobody knows when it comes. Of several questions "
		 "(-i, or the lines of an order) the first is served first; "
		 "where nothing is asked, all open lines are, in the turn of "
		 "'ops stock reserve --auto'. "
		 "Nothing is posted: 'ops stock demand set --promised' "
		 "promises, 'ops stock reserve' keeps goods.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct promise_input),
	.columns = columns,
	.takes = asked_columns,
	.examples = examples,
	.run = run,
};
