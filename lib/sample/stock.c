/* The sample's stock: what is there before the year, and how moves post. */
#include <string.h>

#include "base/str.h"
#include "sample/stock.h"
#include "stock/kit.h"
#include "stock/level.h"

struct pile *
pile_of(struct year *y, const char *sku)
{
	for (size_t i = 0; i < goods_n; i++)
		if (strcmp(goods[i].sku, sku) == 0)
			return &y->stock->pile[i];
	BUG("the sample has no '%s'", sku);
}

int64_t
pile_all(const struct pile *p)
{
	int64_t sum = 0;

	for (int s = 0; s < SPOTS; s++)
		sum += p->hand[s];
	return sum;
}

int64_t
whole(int64_t qty)
{
	return qty / ONE * ONE;
}

int64_t
nice(int64_t qty)
{
	int64_t n = (qty + ONE - 1) / ONE;
	int64_t step = n < 20 ? 2 : n < 100 ? 5 : n < 500 ? 10 : 50;

	return (n + step - 1) / step * step * ONE;
}

void
put(struct year *y, struct pile *p, enum spot from, enum spot to, int64_t qty,
    const struct about *a)
{
	struct stock_year *s = y->stock;
	struct move_order *o;

	if (qty <= 0)
		return;
	o = VEC_ADD(y->mem, &s->order);
	*o = (struct move_order){ .party = a->party, .expires = NONE,
		.releases = from == CHECK,
		.move = { .item = p->item,
		    .at = year_at(y, y->day - a->days_ago, a->hour, a->minute),
		    .from = s->spot[from],
		    .to = s->spot[to],
		    .qty = qty,
		    .said_qty = NONE,
		    .source_line = NONE,
		    .unit_cost = a->unit_cost > 0 ? a->unit_cost * 10000 : NONE,
		    .price = a->price > 0 ? a->price * 10000 : NONE,
		    .reference = a->reference,
		    .reason = a->reason } };
	if (from < SPOTS)
		p->hand[from] -= qty;
	if (to < SPOTS)
		p->hand[to] += qty;
}

int
post(struct year *y, const struct sample_act *act)
{
	struct stock_year *s = y->stock;
	int err;

	if (s->order.n == 0)
		return 0;
	err = year_entry(y, act);
	if (err == 0)
		err = moves_post(y->ops, y->entry, s->order.v, s->order.n);
	s->order.n = 0;
	return err != 0 ? err : year_end(y);
}

int64_t
use_of(const char *part)
{
	for (size_t i = 0; i < uses_n; i++)
		if (text_starts(part, uses[i].part))
			return uses[i].qty;
	return ONE;
}

/* How much of each good a mean day takes: by itself, and in bicycles. */
static void
reckon_daily(struct year *y)
{
	struct stock_year *s = y->stock;

	for (size_t i = 0; i < goods_n; i++)
		s->pile[i].daily = goods[i].sold * 1000;
	for (size_t m = 0; m < models_n; m++) {
		int64_t bikes = pile_of(y, models[m].bike)->good->sold;

		for (size_t i = 0; models[m].part[i] != NULL; i++)
			pile_of(y, models[m].part[i])->daily +=
			    use_of(models[m].part[i]) * bikes / 1000;
		for (size_t i = 0; i < shared_n; i++)
			pile_of(y, shared[i].part)->daily +=
			    shared[i].qty * bikes / 1000;
	}
}

/* A week of it is the least; a delivery lasts a month beyond its way. */
static void
plan(struct pile *p)
{
	p->min = nice(p->daily * 7);
	p->max = nice(p->min + p->daily * (28 + p->good->lead * 13 / 10));
	p->cost = p->good->cost;
	p->due = p->no_order = NONE;
}

/* What a bicycle is made of: its own parts, and those of all. */
static int
post_kit(struct year *y, const struct model *m)
{
	struct kit_part part[MODEL_PARTS + SHARED_PARTS];
	struct kit kit = { .makes = ONE, .status = "released", .part = part };

	kit.item = pile_of(y, m->bike)->item;
	for (size_t i = 0; m->part[i] != NULL; i++)
		part[kit.parts++] = (struct kit_part){
			pile_of(y, m->part[i])->item, use_of(m->part[i]),
			NONE };
	for (size_t i = 0; i < shared_n; i++)
		part[kit.parts++] = (struct kit_part){
			pile_of(y, shared[i].part)->item, shared[i].qty,
			NONE };
	return kit_post(y->ops, y->entry, &kit);
}

static int
post_kits(struct year *y)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < models_n; i++)
		err = post_kit(y, &models[i]);
	return err;
}

static int
post_items(struct year *y)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < goods_n; i++) {
		const struct good *g = &goods[i];
		struct pile *p = &y->stock->pile[i];
		struct item item = { .sku = g->sku,
			.name = g->name,
			.unit = g->unit,
			.category = g->category,
			.min = p->min,
			.max = p->max,
			.cost = g->cost * 10000,
			.price = g->price == 0 ? NONE : g->price * 10000,
			.lead_time = g->lead > 0 ? g->lead : NONE,
			.shelf_life = NONE,
			.weight = NONE };

		err = item_post(y->ops, y->entry, &item);
		if (err == 0)
			err = item_find(y->ops, g->sku, &p->item);
	}
	return err != 0 ? err : post_kits(y);
}

static int
post_places(struct year *y)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < places_n; i++) {
		struct location l = { .code = places[i].code,
			.name = places[i].name,
			.kind = place_kind(places[i].kind, places[i].parent),
			.parent = places[i].parent };

		err = location_post(y->ops, y->entry, &l);
	}
	for (int i = 0; err == 0 && i < ALL_SPOTS; i++)
		err = location_find(y->ops, spot_code[i], &y->stock->spot[i]);
	return err;
}

static int
post_parties(struct year *y)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < parties_n; i++) {
		struct party p = { .code = parties[i].code,
			.name = parties[i].name,
			.kind = parties[i].kind };

		err = party_post(y->ops, y->entry, &p);
	}
	return err;
}

/* What SOUTH holds of parts is carried there: refilled for 25 days. */
static int
post_levels(struct year *y)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < goods_n; i++) {
		const struct good *g = &goods[i];
		struct level l = { .item = y->stock->pile[i].item,
			.min = nice(g->sold * 11000),
			.max = nice(g->sold * 25000),
			.multiple = NONE,
			.source = "NORTH" };

		if (g->home == SHELF || g->home == BUILT || g->sold == 0)
			continue;
		l.location = y->stock->spot[SHELF];
		err = level_post(y->ops, y->entry, &l);
	}
	return err;
}

static int
post_masters(struct year *y)
{
	static const struct {
		struct sample_act act;
		int (*post)(struct year *);
	} list[] = {
		{ { "noor", 8, 0, "stock location add", "our places" },
		    post_places },
		{ { "noor", 8, 20, "stock item add", "our items" },
		    post_items },
		{ { "noor", 8, 40, "stock party add",
		      "whom we buy from and sell to" },
		    post_parties },
		{ { "noor", 8, 50, "stock level set",
		      "what SOUTH holds of parts" },
		    post_levels },
	};
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof list / sizeof *list; i++) {
		err = year_entry(y, &list[i].act);
		if (err == 0)
			err = list[i].post(y);
		if (err == 0)
			err = year_end(y);
	}
	return err;
}

/* The opening count: everything at its most, spares and bicycles SOUTH. */
static int
open_stock(struct year *y)
{
	const struct sample_act act = { "noor", 18, 0, "stock adjust",
		"opening count" };
	struct about about = { .hour = 17, .reason = "opening count" };

	for (size_t i = 0; i < goods_n; i++) {
		struct pile *p = &y->stock->pile[i];
		enum spot home = p->good->home == BUILT ? HALL : p->good->home;
		int64_t spare = home == HALL || home == SHELF ? 0 :
		    p->good->sold == 0			      ? 0 :
					 nice(p->good->sold * 25000);

		about.unit_cost = p->cost;
		put(y, p, ADJUSTMENT, home, p->max, &about);
		put(y, p, ADJUSTMENT, SHELF, spare, &about);
	}
	return post(y, &act);
}

static int
begin(struct year *y)
{
	int err;

	y->stock = ARENA_NEW(y->mem, struct stock_year);
	y->stock->pile = ARENA_ARRAY(y->mem, struct pile, goods_n);
	y->stock->orders = 20481;
	y->stock->builds = 316;
	y->stock->receipts = 4102;
	for (size_t i = 0; i < goods_n; i++)
		y->stock->pile[i].good = &goods[i];
	reckon_daily(y);
	for (size_t i = 0; i < goods_n; i++)
		plan(&y->stock->pile[i]);
	err = post_masters(y);
	return err != 0 ? err : open_stock(y);
}

static int
day(struct year *y)
{
	static int (*const part[])(
	    struct year *) = { carry, buy, build, sell, look, tell,
		look_ahead };
	int err = 0;

	for (size_t i = 0; err == 0 && i < sizeof part / sizeof *part; i++)
		err = part[i](y);
	return err;
}

const struct sample_domain sample_stock = { begin, day };
