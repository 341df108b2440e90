/* The sample's last days: something for a report to tell of. */
#include "base/str.h"
#include "sample/stock.h"

/* A dealer clears the shelf down to `left`. */
static int
clear(struct year *y, const char *sku, int64_t left, int minute)
{
	const struct sample_act act = { "lena", 17, minute, "stock issue",
		"a large order" };
	struct pile *p = pile_of(y, sku);
	struct about about = { .hour = 17,
		.minute = minute,
		.party = "RIVERSIDE",
		.price = p->good->price * 70 / 100 };

	about.reference =
	    arena_printf(y->ops->mem, "SO-%lld", (long long)y->stock->orders++);
	put(y, p, SHELF, CUSTOMER, p->hand[SHELF] - left, &about);
	return post(y, &act);
}

static int
fill_up(struct year *y, const char *sku)
{
	static const struct sample_act act = { "lena", 17, 50, "stock receive",
		NULL };
	struct pile *p = pile_of(y, sku);
	struct about about = { .hour = 16,
		.minute = 50,
		.party = p->good->vendor,
		.unit_cost = p->cost };

	about.reference = arena_printf(y->ops->mem, "GR-%lld",
	    (long long)y->stock->receipts++);
	put(y, p, VENDOR, SHELF, p->max - pile_all(p), &about);
	p->ordered = 0;
	return post(y, &act);
}

/* A delivery note turned up: it came five days ago. */
static int
receive_late(struct year *y)
{
	static const struct sample_act act = { "omar", 17, 55, "stock receive",
		"delivery note was in the lorry" };
	struct pile *p = pile_of(y, "SADDLE-CITY");
	struct about about = { .hour = 9,
		.minute = 20,
		.days_ago = 5,
		.party = "DELTA",
		.reference = "GR-3987",
		.unit_cost = p->cost };

	put(y, p, VENDOR, BINS, 40 * ONE, &about);
	return post(y, &act);
}

/* Somebody typed an order twice, and took it back. */
static int
type_twice(struct year *y)
{
	static const struct sample_act typed = { "lena", 18, 5, "stock issue",
		NULL };
	static const struct sample_act undone = { "lena", 18, 12, "undo",
		"typed twice" };
	struct pile *p = pile_of(y, "BOTTLE-750");
	struct about about = { .hour = 18,
		.party = "STATION",
		.reference = arena_printf(
		    y->ops->mem, "SO-%lld", (long long)y->stock->orders - 1) };
	int64_t qty = p->hand[SHELF] > 5 * ONE ? 5 * ONE : 0, number;
	int err;

	put(y, p, SHELF, CUSTOMER, qty, &about);
	if (qty == 0)
		return 0;
	err = year_entry(y, &typed);
	if (err != 0)
		return err;
	number = y->entry->head.number;
	err =
	    moves_post(y->ops, y->entry, y->stock->order.v, y->stock->order.n);
	y->stock->order.n = 0;
	if (err == 0)
		err = year_end(y);
	p->hand[SHELF] += qty;
	return err != 0 ? err : year_undo(y, &undone, number);
}

static int
new_price(struct year *y, const char *sku, int64_t cents)
{
	static const struct sample_act act = { "noor", 18, 30, "stock item set",
		"prices of the season" };
	struct item item = *pile_of(y, sku)->item;
	int err = year_entry(y, &act);

	item.price = cents * 10000;
	if (err == 0)
		err = item_post(y->ops, y->entry, &item);
	return err != 0 ? err : year_end(y);
}

/* Once a quarter the costs agreed with a vendor rise. */
static int
new_costs(struct year *y)
{
	static const char *const turn[4] = { "ALTA", "BORA", "DELTA", "ECHO" };
	int64_t n = y->day - y->first;
	const char *vendor = n % 91 == 40 ? turn[n / 91 % 4] : NULL;
	struct sample_act act = { "tomas", 18, 20, "stock item set", NULL };
	int err;

	if (vendor == NULL)
		return 0;
	act.message = arena_printf(y->ops->mem, "costs agreed with %s", vendor);
	err = year_entry(y, &act);
	for (size_t i = 0; err == 0 && i < goods_n; i++) {
		struct pile *p = &y->stock->pile[i];
		struct item item = *p->item;

		if (!text_eq(p->good->vendor, vendor))
			continue;
		p->cost = p->cost * 103 / 100;
		item.cost = p->cost * 10000;
		err = item_post(y->ops, y->entry, &item);
	}
	return err != 0 ? err : year_end(y);
}

static int
last_day(struct year *y)
{
	int64_t half = whole(pile_of(y, "LOCK-U")->min / 2);
	int err = clear(y, "LOCK-U", half, 45);

	if (err == 0)
		err = fill_up(y, "HELMET-M");
	if (err == 0)
		err = receive_late(y);
	if (err == 0)
		err = type_twice(y);
	return err != 0 ? err : new_price(y, "BIKE-CITY", 56900);
}

int
tell(struct year *y)
{
	int64_t left = year_left(y);
	int err = new_costs(y);

	/*
	 * The lock is above its minimum until the last day, the helmet below.
	 */
	if (err == 0 && left == 20)
		pile_of(y, "HELMET-M")->no_order = y->day;
	if (err == 0 && left == 4)
		err = fill_up(y, "LOCK-U");
	if (err == 0 && left == 2)
		err = clear(y, "HELMET-M",
		    whole(pile_of(y, "HELMET-M")->min / 3), 48);
	if (err == 0 && left == 0)
		err = last_day(y);
	return err;
}
