/* The sample's NORTH: parts are bought, bicycles built, goods carried SOUTH. */
#include "base/str.h"
#include "sample/stock.h"
#include "stock/expected.h"
#include "time/date.h"

enum { LATE = 26 /* days before the end: CADENZ delivers no more */ };

static int
works(const struct year *y)
{
	return weekday(y->day) <= 5;
}

static int
is_late(const struct year *y, const struct pile *p)
{
	return year_left(y) < LATE && text_eq(p->good->vendor, "CADENZ");
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Thursdays a lorry takes bicycles and spare parts to SOUTH. */
int
carry(struct year *y)
{
	static const struct sample_act act = { "omar", 8, 10, "stock transfer",
		"the Thursday lorry" };
	struct about about = { .hour = 7, .minute = 30 };

	if (weekday(y->day) != 4)
		return 0;
	about.reference = arena_printf(y->ops->mem, "TR-%lld",
	    (long long)(y->day - y->first) / 7 + 1);
	for (size_t i = 0; i < goods_n; i++) {
		struct pile *p = &y->stock->pile[i];
		enum spot home = p->good->home;
		int64_t want = nice(p->daily > 0 ? p->good->sold * 25000 : 0) -
		    p->hand[SHELF];

		if (home == BUILT)
			put(y, p, BUILT, HALL, p->hand[BUILT], &about);
		else if (home != SHELF && p->good->sold > 0 &&
		    want >= p->good->sold * 14000)
			put(y, p, home, SHELF,
			    whole(least(want, p->hand[home] / 2)), &about);
	}
	return post(y, &act);
}

/* Unit costs drift upwards over the year, and a little by chance. */
static int64_t
cost_now(struct year *y, const struct pile *p)
{
	int64_t mille =
	    970 + (y->day - y->first) / 8 + dice_between(&y->dice, -12, 12);
	int64_t cost = p->good->cost * mille / 1000;

	return cost > 0 ? cost : 1;
}

static void
order_more(struct year *y, struct pile *p)
{
	int64_t ahead = p->daily * year_season(y->day + p->good->lead) / 100 *
	    p->good->lead;
	int64_t have = pile_all(p);

	if (p->good->vendor == NULL || p->ordered > 0 ||
	    (p->no_order != NONE && y->day >= p->no_order) ||
	    have > p->min + ahead * 12 / 10)
		return;
	p->ordered = nice(p->max - have + ahead);
	p->due = y->day + p->good->lead + dice_throw(&y->dice, 4);
	while (weekday(p->due) > 5)
		p->due++;
}

/*
 * What is on order at the end of the year, an order each; late ones, too.
 * Earlier than this month it cannot have been: the book is closed.
 */
static int
tell_orders(struct year *y)
{
	static const struct sample_act act = { "omar", 16, 40,
		"stock expected add", "open orders" };
	int64_t number = 2201;
	int err = year_entry(y, &act);

	for (size_t g = 0; err == 0 && g < goods_n; g++) {
		const struct pile *p = &y->stock->pile[g];
		int64_t since = p->due - p->good->lead;
		struct expected x = { .line = 1, .item = p->item,
			.location = y->stock->spot[p->good->home],
			.party = p->good->vendor, .kind = EXPECTED_BUY,
			.qty = p->ordered, .due = p->due,
			.cancelled = NONE };

		if (p->ordered == 0)
			continue;
		x.ordered = since > y->day ? y->day
		    : since < month_first(y->day) ? month_first(y->day)
						   : since;
		x.reference = arena_printf(y->ops->mem, "PO-%lld",
		    (long long)number++);
		err = expected_post(y->ops, y->entry, &x);
	}
	return err != 0 ? err : year_end(y);
}

/* Goods in come in the morning, one delivery of each vendor. */
int
buy(struct year *y)
{
	static const struct sample_act act = { "omar", 10, 30, "stock receive",
		NULL };
	struct about about = { .hour = 9 };

	if (!works(y))
		return 0;
	for (size_t i = 0; i < parties_n; i++) {
		const char *vendor = parties[i].code;
		int first = 1;

		about.minute = (int)dice_throw(&y->dice, 60);
		for (size_t g = 0; g < goods_n; g++) {
			struct pile *p = &y->stock->pile[g];

			if (!text_eq(p->good->vendor, vendor) ||
			    p->ordered == 0 || p->due > y->day || is_late(y, p))
				continue;
			if (first)
				about.reference = arena_printf(y->ops->mem,
				    "GR-%lld", (long long)y->stock->receipts++);
			first = 0;
			about.party = vendor;
			about.unit_cost = cost_now(y, p);
			put(y, p, VENDOR, p->good->home, p->ordered, &about);
			p->ordered = 0;
		}
	}
	for (size_t g = 0; g < goods_n; g++)
		if (weekday(y->day) == 1 || weekday(y->day) == 4)
			order_more(y, &y->stock->pile[g]);
	return post(y, &act);
}

/* The last thing of the year: what will come in the next one. */
int
look_ahead(struct year *y)
{
	return year_left(y) == 0 ? tell_orders(y) : 0;
}

/* How many of a model the parts in the store are enough for. */
static int64_t
enough_for(struct year *y, const struct model *m)
{
	int64_t n = m->batch;

	for (size_t i = 0; m->part[i] != NULL; i++) {
		struct pile *p = pile_of(y, m->part[i]);

		n = least(n, p->hand[p->good->home] / use_of(m->part[i]));
	}
	for (size_t i = 0; i < shared_n; i++) {
		struct pile *p = pile_of(y, shared[i].part);

		n = least(n, p->hand[p->good->home] / shared[i].qty);
	}
	return n;
}

static void
build_batch(struct year *y, const struct model *m, int64_t n, int hour)
{
	struct pile *bike = pile_of(y, m->bike), *p;
	struct about about = { .hour = hour };

	about.reference = arena_printf(y->ops->mem, "MO-%04lld",
	    (long long)y->stock->builds++);
	for (size_t i = 0; m->part[i] != NULL; i++) {
		p = pile_of(y, m->part[i]);
		put(y, p, p->good->home, PRODUCTION, n * use_of(m->part[i]),
		    &about);
	}
	for (size_t i = 0; i < shared_n; i++) {
		p = pile_of(y, shared[i].part);
		put(y, p, p->good->home, PRODUCTION, n * shared[i].qty, &about);
	}
	about.hour = hour + 4;
	about.unit_cost = bike->cost;
	put(y, bike, PRODUCTION, BUILT, n * ONE, &about);
}

/* Mondays to Wednesdays: the models that would not last four weeks. */
int
build(struct year *y)
{
	struct sample_act act = { "ida", 15, 30, "stock move", NULL };
	int batches = 0;

	if (weekday(y->day) > 3)
		return 0;
	for (size_t i = 0; i < models_n && batches < 2; i++) {
		const struct model *m = &models[i];
		struct pile *bike = pile_of(y, m->bike);
		int64_t need =
		    bike->daily * 28 / 100 * year_season(y->day + 14);
		int64_t n = enough_for(y, m);

		if (pile_all(bike) >= need || n < m->batch / 3 || n < 2)
			continue;
		build_batch(y, m, n, 10 + batches++);
		act.message = arena_printf(y->ops->mem, "%s%s%lld %s",
		    act.message == NULL ? "built " : act.message,
		    act.message == NULL ? "" : ", ", (long long)n, m->bike);
	}
	return post(y, &act);
}
