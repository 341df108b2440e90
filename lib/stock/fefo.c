/* First expired, first out: the lots that a place gives up first. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/pairs.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "stock/balance.h"
#include "stock/fefo.h"
#include "stock/move.h"
#include "stock/bins.h"
#include "stock/rules.h"
#include "time/date.h"

struct fefo {
	struct pairs keys; /* (place, lot) */
	VEC(int64_t) taken;
	struct reserved *reserved;
};

struct gather {
	struct ops *ops;
	const struct location *place;
	const struct location *to; /* what is there is, NULL */
	int below;		   /* what is in the places below, too */
	int loose;		   /* what has no lot, too */
	const char *lot;	   /* only this one, NULL */
	int64_t day;		   /* of it, they must be good */
	const uint32_t *rank;	   /* of places, by id */
	VEC(struct fefo_lot) lots;
	int again; /* the second look: what was there then, too */
	size_t looked;
};

static int
from_there(const struct gather *g, const struct location *place)
{
	return place == g->place ||
	    (g->below && place != g->to && place_is_pickable(place->kind));
}

/* Both looks are in the order of places and lots, what has none last. */
static int
order(const struct fefo_lot *have, const struct balance_row *row)
{
	int by = strcmp(have->location->code, row->location->code);

	return by != 0 ? by : lot_order(have->lot, row->lot);
}

static int
is_meant(const struct gather *g, const struct lot *lot)
{
	if (lot == NULL)
		return g->loose && g->lot == NULL;
	return (g->lot == NULL || strcmp(lot->lot, g->lot) == 0) &&
	    (lot->expires == NONE || lot->expires >= g->day);
}

static int
gather(void *data, const struct balance_row *row)
{
	struct gather *g = data;

	if (!is_meant(g, row->lot) || !from_there(g, row->location) ||
	    row->on_hand <= 0)
		return 0;
	if (!g->again) {
		*VEC_ADD(g->ops->mem, &g->lots) = (struct fefo_lot){ row->lot,
			row->location, row->on_hand,
			g->rank[row->location->id] };
		return 0;
	}
	while (g->looked < g->lots.n && order(&g->lots.v[g->looked], row) < 0)
		g->lots.v[g->looked++].qty = 0;
	if (g->looked < g->lots.n && order(&g->lots.v[g->looked], row) == 0) {
		if (row->on_hand < g->lots.v[g->looked].qty)
			g->lots.v[g->looked].qty = row->on_hand;
		g->looked++;
	}
	return 0;
}

static int64_t
last_day(const struct lot *lot)
{
	return lot == NULL || lot->expires == NONE ? INT64_MAX : lot->expires;
}

static int
by_expiry(const void *a, const void *b)
{
	const struct fefo_lot *at = a, *other = b;
	const struct lot *x = at->lot, *y = other->lot;

	if (last_day(x) != last_day(y))
		return last_day(x) < last_day(y) ? -1 : 1;
	if (x != y && (x == NULL || y == NULL))
		return x == NULL ? 1 : -1;
	if (x != y)
		return x->id < y->id ? -1 : 1;
	return at->rank < other->rank ? -1 : at->rank > other->rank;
}

static int
gather_lots(struct gather *g, const struct item *item, int64_t at,
    struct fefo_lot **out, size_t *n)
{
	struct ops *ops = g->ops;
	struct balance_query ask = { .item = item,
		.place = &g->place,
		.n = 1,
		.as_of = NONE,
		.known = NONE,
		.by_location = 1,
		.by_lot = 1 };
	size_t kept = 0;
	int err;

	g->day = rules_day(ops, at);
	err = locations_ranks(ops, &g->rank);
	if (err == 0)
		err = balances(ops, &ask, gather, g);
	if (err == 0 && at < ops->now && g->lots.n > 0) {
		g->again = 1;
		ask.as_of = at;
		err = balances(ops, &ask, gather, g);
		while (g->looked < g->lots.n)
			g->lots.v[g->looked++].qty = 0;
	}
	for (size_t i = 0; i < g->lots.n; i++)
		if (g->lots.v[i].qty > 0)
			g->lots.v[kept++] = g->lots.v[i];
	if (kept > 1)
		qsort(g->lots.v, kept, sizeof *g->lots.v, by_expiry);
	*out = g->lots.v;
	*n = kept;
	return err;
}

/*
 * The lots of an item that a place itself holds at an instant and now, what
 * expires first in front; among equals the one that was known first; those
 * without an expiry last; those that are expired by then not at all.  In
 * ops->mem.
 */
static int
lots_of(struct ops *ops, const struct item *item,
    const struct location *place, int64_t at, struct fefo_lot **out, size_t *n)
{
	struct gather g = { .ops = ops, .place = place };

	return gather_lots(&g, item, at, out, n);
}

struct fefo *
fefo_new(struct ops *ops)
{
	struct fefo *f = ARENA_NEW(ops->keep, struct fefo);

	f->keys.mem = ops->keep;
	return f;
}

static int64_t *
taken(struct fefo *f, const struct fefo_lot *at)
{
	size_t i = pairs_number(&f->keys, (uint32_t)at->location->id,
	    at->lot == NULL ? 0 : (uint32_t)at->lot->id);

	if (i == f->taken.n)
		*VEC_ADD(f->keys.mem, &f->taken) = 0;
	return &f->taken.v[i];
}

struct taking {
	struct ops *ops;
	struct fefo *fefo;
	const struct fefo_wish *wish;
	int64_t left;
	VEC(struct fefo_lot) out;
	int64_t reserved; /* what was left alone for that */
};

/* What is taken from there, so far nothing maybe. */
static struct fefo_lot *
part_of(struct taking *t, const struct fefo_lot *from)
{
	struct fefo_lot *part;

	VEC_EACH(&t->out, part)
		if (part->lot == from->lot && part->location == from->location)
			return part;
	part = VEC_ADD(t->ops->mem, &t->out);
	*part = *from;
	part->qty = 0;
	return part;
}

/* Takes what is there, and not taken yet, but for `kept`. */
static int
take(struct taking *t, const struct fefo_lot *from, int64_t kept)
{
	int64_t *gone = taken(t->fefo, from);
	int64_t there = from->qty > *gone ? from->qty - *gone : 0;
	int64_t free = there > kept ? there - kept : 0;
	int64_t qty = free < t->left ? free : t->left;

	if (balance_add(t->ops, t->wish->item, &t->reserved, there - free) != 0)
		return t->ops->code;
	if (qty > 0) {
		part_of(t, from)->qty += qty;
		t->left -= qty;
		*gone += qty;
	}
	return 0;
}

static int
too_little(const struct taking *t)
{
	const struct fefo_wish *w = t->wish;
	char want[DECIMAL_MAX], there[DECIMAL_MAX], kept[DECIMAL_MAX];
	int lots = item_tracking(w->item) != TRACKING_NONE;

	decimal_print(want, w->qty, QTY_SCALE, 0);
	decimal_print(there, w->qty - t->left, QTY_SCALE, 0);
	decimal_print(kept, t->reserved, QTY_SCALE, 0);
	return fail(t->ops, OPS_DATA,
	    "qty: %s of '%s'%s%s at %s and below is more than %s: %s%s%s%s",
	    want, w->item->sku, w->lot == NULL ? "" : " lot ",
	    w->lot == NULL ? "" : w->lot, w->from->code,
	    lots ? "its lots that are good hold" : "is there", there,
	    t->reserved == 0 ? "" : ", besides ", t->reserved == 0 ? "" : kept,
	    t->reserved == 0 ? "" : " that are reserved");
}

/* The rest, which nothing gives: of goods without lots from the place. */
static int
take_rest(struct taking *t)
{
	const struct fefo_wish *w = t->wish;
	struct fefo_lot *part;

	if (item_tracking(w->item) != TRACKING_NONE || w->lot != NULL ||
	    conf_choice(t->ops->conf, "stock.negative") == NEGATIVE_REFUSE)
		return too_little(t);
	part = part_of(t, &(struct fefo_lot){ NULL, w->from, 0, 0 });
	part->qty += t->left;
	*taken(t->fefo, part) += t->left;
	return 0;
}

int
fefo_take(struct ops *ops, struct fefo *f, const struct fefo_wish *w,
    struct fefo_lot **out, size_t *n)
{
	struct gather g = { .ops = ops, .place = w->from, .to = w->to,
		.below = 1, .lot = w->lot,
		.loose = item_tracking(w->item) == TRACKING_NONE };
	struct taking t = { .ops = ops, .fefo = f, .wish = w, .left = w->qty };
	struct fefo_lot *lot;
	int64_t kept;
	size_t all = 0;
	int err = gather_lots(&g, w->item, w->at, &lot, &all);

	if (err == 0 && f->reserved == NULL)
		err = reserved_load(ops, ops->keep, NULL, NONE, NONE,
		    &f->reserved);
	for (size_t i = 0; err == 0 && t.left > 0 && i < all; i++) {
		err = reserved_of(f->reserved, w->item, NULL, 0,
		    lot[i].location,
		    lot[i].lot == NULL ? &reserved_no_lot : lot[i].lot, &kept);
		if (err == 0)
			err = take(&t, &lot[i], kept);
	}
	if (t.reserved > 0 &&
	    conf_choice(ops->conf, "stock.reserved") != RESERVED_REFUSE)
		for (size_t i = 0; err == 0 && t.left > 0 && i < all; i++)
			err = take(&t, &lot[i], 0);
	if (err == 0 && t.left > 0)
		err = take_rest(&t);
	*out = t.out.v;
	*n = t.out.n;
	return err;
}

void
fefo_give_back(struct fefo *f, const struct fefo_lot *lot, size_t n)
{
	for (size_t i = 0; i < n; i++)
		*taken(f, &lot[i]) -= lot[i].qty;
}

/* What places below one hold. */
struct below {
	struct ops *ops;
	const struct location *place;
	const struct lot *lot;
	const uint32_t *rank;
	VEC(struct fefo_lot) lots;
};

static int
add_below(void *data, const struct balance_row *row)
{
	struct below *b = data;
	struct fefo_lot *last = b->lots.n == 0 ? NULL
	    : &b->lots.v[b->lots.n - 1];

	if (row->location == b->place || row->on_hand <= 0 ||
	    (b->lot != NULL && row->lot != b->lot) ||
	    !place_is_pickable(row->location->kind))
		return 0;
	if (last != NULL && last->location == row->location)
		return balance_add(b->ops, row->item, &last->qty,
		    row->on_hand);
	*VEC_ADD(b->ops->mem, &b->lots) = (struct fefo_lot){ NULL,
		row->location, row->on_hand, b->rank[row->location->id] };
	return 0;
}

enum { WORDS = 3 };

int
fefo_words(struct ops *ops, const struct item *item,
    const struct location *place, int64_t at, const char **out)
{
	char qty[DECIMAL_MAX], day[DATE_SIZE];
	struct str s = STR_INIT;
	struct fefo_lot *lot;
	size_t n = 0;
	int err = lots_of(ops, item, place, at, &lot, &n);

	for (size_t i = 0; err == 0 && i < n && i < WORDS; i++) {
		decimal_print(qty, lot[i].qty, QTY_SCALE, 0);
		str_addf(&s, "%s%s (%s", i == 0 ? "; first to expire: " : ", ",
		    lot[i].lot->lot, qty);
		if (lot[i].lot->expires != NONE) {
			date_print(day, lot[i].lot->expires);
			str_addf(&s, " until %s", day);
		}
		str_add(&s, ")");
	}
	if (n > WORDS)
		str_add(&s, " ...");
	*out = arena_strdup(ops->mem, s.p == NULL ? "" : s.p);
	str_free(&s);
	return err;
}

int
fefo_below(struct ops *ops, const struct item *item,
    const struct location *place, const struct lot *lot, const char **out)
{
	struct below b = { .ops = ops, .place = place, .lot = lot };
	struct balance_query ask = { .item = item, .place = &place, .n = 1,
		.as_of = NONE, .known = NONE, .by_location = 1, .by_lot = 1 };
	const char *text = "";
	int err = 0;

	if (place->below > 0)
		err = locations_ranks(ops, &b.rank);
	if (err == 0 && place->below > 0)
		err = balances(ops, &ask, add_below, &b);
	if (b.lots.n > 1)
		qsort(b.lots.v, b.lots.n, sizeof *b.lots.v, by_expiry);
	for (size_t i = 0; err == 0 && i < b.lots.n && i < WORDS; i++) {
		char qty[DECIMAL_MAX];

		decimal_print(qty, b.lots.v[i].qty, QTY_SCALE, 0);
		text = arena_printf(ops->mem, "%s%s%s (%s)", text,
		    i == 0 ? "; in places below: " : ", ",
		    b.lots.v[i].location->code, qty);
	}
	*out = b.lots.n > WORDS ? arena_printf(ops->mem, "%s ...", text)
				: text;
	return err;
}
