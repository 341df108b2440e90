/* The sample's SOUTH: what is sold, comes back, is counted and thrown away. */
#include "base/str.h"
#include "sample/stock.h"
#include "stock/counting.h"
#include "time/date.h"

enum {
	ORDERS = 3,	  /* customers a day */
	ROLL = 8,	  /* per cent of days on which an item is wanted */
	BACK_PERCENT = 2, /* of the lines come back */
	DEAD_SINCE = 200  /* days: nobody asks for the dynamo light */
};

/* The share of a day of the week, per cent of the mean. */
static int64_t
busy(int64_t day)
{
	static const int64_t share[7] = { 115, 110, 105, 110, 130, 90, 40 };

	return share[weekday(day) - 1];
}

/* How many are wanted today: bicycles one by one, the rest by the dozen. */
static int64_t
wanted(struct year *y, const struct pile *p)
{
	int64_t mille = p->good->sold * year_season(y->day) / 100 *
	    busy(y->day) / 100 * dice_between(&y->dice, 60, 140) / 100;
	int64_t roll = dice_throw(&y->dice, 100);

	if (p->good->home != BUILT) {
		if (roll >= ROLL)
			return 0;
		mille = mille * 100 / ROLL + 500;
	}
	return (mille / 1000 + (dice_throw(&y->dice, 1000) < mille % 1000)) *
	    ONE;
}

static int
is_dead(const struct year *y, const struct pile *p)
{
	return year_left(y) < DEAD_SINCE &&
	    text_eq(p->good->sku, "LIGHT-DYNAMO");
}

static void
maybe_back(struct year *y, struct pile *p, const struct about *a)
{
	struct come_back *b;

	if (dice_throw(&y->dice, 100) >= BACK_PERCENT)
		return;
	b = VEC_ADD(y->mem, &y->stock->back);
	*b = (struct come_back){ p, y->day + dice_between(&y->dice, 5, 15), ONE,
		a->party,
		arena_printf(
		    y->mem, "RMA-%lld", (long long)(500 + y->stock->back.n)),
		0 };
}

/* Of the three orders of a day each line goes to one. */
int
sell(struct year *y)
{
	static const struct sample_act act = { "lena", 15, 50, "stock issue",
		NULL };
	struct about order[ORDERS];
	int discount[ORDERS];

	for (int i = 0; i < ORDERS; i++) {
		size_t who = parties_n - 1 - (size_t)dice_throw(&y->dice, 7);

		order[i] = (struct about){ .hour = 11 + i,
			.minute = (int)dice_throw(&y->dice, 60),
			.party = parties[who].code,
			.reference = arena_printf(y->ops->mem, "SO-%lld",
			    (long long)y->stock->orders++) };
		discount[i] = parties[who].discount;
	}
	for (size_t g = 0; g < goods_n; g++) {
		struct pile *p = &y->stock->pile[g];
		enum spot from = p->good->home == BUILT ? HALL : SHELF;
		int64_t qty =
		    p->good->sold == 0 || is_dead(y, p) ? 0 : wanted(y, p);
		int64_t i = dice_throw(&y->dice, ORDERS);

		if (qty > whole(p->hand[from]))
			qty = whole(p->hand[from]);
		if (qty == 0)
			continue;
		order[i].price = p->good->price * (100 - discount[i]) / 100;
		put(y, p, from, CUSTOMER, qty, &order[i]);
		maybe_back(y, p, &order[i]);
	}
	return post(y, &act);
}

/* What lay a week is sold again, or, of four one, thrown away. */
static int
look_at(struct year *y)
{
	static const struct sample_act free = { "lena", 16, 20,
		"stock release", "returns looked at" };
	static const struct sample_act gone = { "lena", 16, 25, "stock scrap",
		"returns looked at" };
	struct about about = { .hour = 16, .minute = 10 };
	int err = 0;

	for (int broken = 0; err == 0 && broken < 2; broken++) {
		struct come_back *b;

		VEC_EACH(&y->stock->back, b) {
			if (b->day + 7 != y->day)
				continue;
			if (!broken)
				b->broken = dice_throw(&y->dice, 4) == 0;
			if (b->broken != broken)
				continue;
			about.reference = b->reference;
			about.reason = broken ? "beyond repair" : "as new";
			put(y, b->pile, CHECK,
			    broken			     ? SCRAP :
				b->pile->good->home == BUILT ? HALL :
							       SHELF,
			    b->qty, &about);
		}
		err = post(y, broken ? &gone : &free);
	}
	return err;
}

/* What came back is put aside. */
static int
take_back(struct year *y)
{
	static const struct sample_act came = { "lena", 16, 5, "stock move",
		"returns" };
	struct about about = { .hour = 16 };
	struct come_back *b;
	int err;

	VEC_EACH(&y->stock->back, b)
		if (b->day == y->day) {
			about.party = b->party;
			about.reference = b->reference;
			about.reason = "returned by the customer";
			put(y, b->pile, CUSTOMER, CHECK, b->qty, &about);
		}
	err = post(y, &came);
	return err != 0 ? err : look_at(y);
}

static void
add_count(struct year *y, struct counting_line *line, struct pile *p,
    int64_t counted)
{
	enum spot at = p->good->home;

	*line = (struct counting_line){ .item = p->item,
		.location = y->stock->spot[at],
		.counted = counted,
		.date = year_at(y, y->day, 16, 25) };
	p->hand[at] = counted;
}

/* On the last Friday of a month some shelves are counted; most agree. */
static int
count(struct year *y)
{
	static const struct sample_act act = { "lena", 16, 40,
		"stock count post", "monthly count" };
	struct counting_line *line =
	    ARENA_ARRAY(y->mem, struct counting_line, goods_n);
	size_t n = 0;
	int err;

	if (weekday(y->day) != 5 || month_last(y->day) - y->day >= 7)
		return 0;
	for (size_t g = 0; g < goods_n; g++) {
		struct pile *p = &y->stock->pile[g];
		int64_t held = p->hand[p->good->home];
		int64_t off = dice_between(&y->dice, 1, 3) * ONE;

		if (p->good->home == BUILT)
			continue;
		if (dice_throw(&y->dice, 9) != 0) {
			if ((int64_t)g % 4 == year_left(y) / 28 % 4)
				add_count(y, &line[n++], p, held);
		} else if (dice_throw(&y->dice, 3) == 0) {
			add_count(y, &line[n++], p, held + off);
		} else if (held > off) {
			add_count(y, &line[n++], p, held - off);
		}
	}
	if (n == 0)
		return 0;
	err = year_entry(y, &act);
	if (err == 0)
		err = counting_post(y->ops, y->entry, counting_new(y->ops),
		    NULL, NULL, NONE, line, n);
	return err != 0 ? err : year_end(y);
}

static int
scrap(struct year *y)
{
	static const struct sample_act act = { "omar", 16, 50, "stock move",
		"spoilt in assembly" };
	static const char *const fragile[] = { "TUBE-700", "PAINT-RED",
		"GUARD-700", "CARTON-BIKE", "LIGHT-FRONT" };
	struct about about = { .hour = 16, .minute = 45 };
	struct pile *p = pile_of(y, fragile[dice_throw(&y->dice, 5)]);
	int64_t qty = dice_between(&y->dice, 1, 3) * ONE;

	if (weekday(y->day) > 5 || dice_throw(&y->dice, 14) != 0)
		return 0;
	about.reason = "damaged";
	if (p->hand[p->good->home] > qty)
		put(y, p, p->good->home, SCRAP, qty, &about);
	return post(y, &act);
}

int
look(struct year *y)
{
	int err = take_back(y);

	if (err == 0)
		err = count(y);
	return err != 0 ? err : scrap(y);
}
