/* The sample's orders: what dealers asked for in the last weeks. */
#include <string.h>

#include "base/str.h"
#include "sample/stock.h"
#include "stock/reserve.h"

/* A line of an order; days count from the end of the year. */
struct wanted {
	int left; /* when it was ordered */
	const char *order, *party;
	int64_t line;
	const char *sku;
	int64_t qty;
	int due;	 /* days behind the order */
	int shipped_in;	 /* days behind it, -1: not yet */
	int64_t shipped; /* how much then */
	int64_t priority;
};

static const struct wanted wanted[] = {
	{ 40, "SO-8001", "RIVERSIDE", 1, "BELL-BRASS", 10, 7, 5, 10, NONE },
	{ 40, "SO-8001", "RIVERSIDE", 2, "BOTTLE-750", 6, 7, 5, 6, NONE },
	{ 31, "SO-8002", "STATION", 1, "BELL-MINI", 8, 5, 9, 8, NONE },
	{ 16, "SO-8003", "HARBOUR", 1, "BELL-MINI", 12, 9, 6, 5, NONE },
	{ 16, "SO-8003", "HARBOUR", 2, "BOTTLE-750", 4, 9, 6, 4, NONE },
	{ 9, "SO-8004", "RIVERSIDE", 1, "BELL-BRASS", 6, 14, -1, 0, 2 },
	{ 9, "SO-8004", "RIVERSIDE", 2, "LOCK-U", 4, 14, -1, 0, 2 },
	{ 8, "SO-8005", "STATION", 1, "TYRE-700", 5, 5, -1, 0, NONE },
	{ 3, "SO-8006", "HARBOUR", 1, "BIKE-CITY", 60, 12, -1, 0, 1 },
	{ 2, "SO-8007", "STATION", 1, "BELL-BRASS", 3, 20, -1, 0, NONE },
};

enum { LINES = sizeof wanted / sizeof *wanted };

static int
is_first(size_t i)
{
	return i == 0 || !text_eq(wanted[i].order, wanted[i - 1].order);
}

/* The lines of an order, from its first. */
static int
take_order(struct year *y, size_t i)
{
	const struct sample_act act = { "lena", 9, 15, "stock demand add",
		NULL };
	const char *order = wanted[i].order;
	int err = year_entry(y, &act);

	for (; err == 0 && i < LINES && text_eq(wanted[i].order, order); i++) {
		const struct wanted *w = &wanted[i];
		const struct good *good = pile_of(y, w->sku)->good;
		struct demand d = { .order = order,
			.line = w->line,
			.party = w->party,
			.item = w->sku,
			.qty = w->qty * ONE,
			.due = y->day + w->due,
			.promised = y->day + w->due,
			.location = "SOUTH",
			.priority = w->priority,
			.date = year_at(y, y->day, 9, 10),
			.price = good->price * 10000,
			.first_promised = NONE,
			.cancelled = NONE };

		err = demand_post(y->ops, y->entry, &d);
	}
	return err != 0 ? err : year_end(y);
}

/* One line leaves: where less is there, that. */
static int
ship(struct year *y, const struct wanted *w)
{
	const struct sample_act act = { "lena", 19, 10, "stock issue", NULL };
	struct pile *p = pile_of(y, w->sku);
	struct about about = { .hour = 19,
		.minute = 5,
		.party = w->party,
		.reference = w->order,
		.price = p->good->price };
	int64_t at = year_at(y, y->day, 19, 5), qty = w->shipped * ONE;
	struct shipping s = { .order = w->order, .line = w->line };
	int err;

	if (qty > whole(p->hand[SHELF]))
		qty = whole(p->hand[SHELF]);
	if (qty == 0)
		return 0;
	s.qty = qty;
	put(y, p, SHELF, CUSTOMER, qty, &about);
	err = year_entry(y, &act);
	if (err == 0)
		err = moves_post(y->ops, y->entry, y->stock->order.v,
		    y->stock->order.n);
	y->stock->order.n = 0;
	if (err == 0)
		err = shipping_post(y->ops, y->entry, &s, p->item,
		    y->stock->spot[SHELF], NULL, at, y->entry->lines);
	return err != 0 ? err : year_end(y);
}

/* On the last evening what is there is kept for one of them. */
static int
keep(struct year *y)
{
	static const struct sample_act act = { "lena", 19, 30, "stock reserve",
		NULL };
	const struct bin_filter any = { NULL, NULL };
	int err = year_entry(y, &act);

	if (err == 0)
		err = reserve_line(y->ops, y->entry, "SO-8004", 1, &any, NONE);
	if (err == 0 && y->entry->lines > 0)
		return year_end(y);
	entry_drop(y->entry);
	y->entry = NULL;
	return err;
}

static int
day(struct year *y)
{
	int64_t left = year_left(y);
	int err = 0;

	for (size_t i = 0; err == 0 && i < LINES; i++) {
		if (is_first(i) && wanted[i].left == left)
			err = take_order(y, i);
		if (err == 0 && wanted[i].shipped_in >= 0 &&
		    wanted[i].left - wanted[i].shipped_in == left)
			err = ship(y, &wanted[i]);
	}
	return err == 0 && left == 0 ? keep(y) : err;
}

static int
begin(struct year *y)
{
	(void)y;
	return 0;
}

const struct sample_domain sample_orders = { begin, day };
