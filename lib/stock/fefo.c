/* First expired, first out: the lots that a place gives up first. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/pairs.h"
#include "base/str.h"
#include "base/vec.h"
#include "stock/balance.h"
#include "stock/fefo.h"
#include "stock/reserve.h"
#include "stock/rules.h"
#include "time/date.h"

struct fefo {
	struct pairs keys; /* (place, lot) */
	VEC(int64_t) taken;
};

struct gather {
	struct ops *ops;
	const struct location *place;
	const struct location *to; /* what is there is, NULL */
	int below;		   /* what is in the places below, too */
	int64_t day;		   /* of it, they must be good */
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

/* Both looks are in the order of places and lots. */
static int
order(const struct fefo_lot *have, const struct balance_row *row)
{
	int by = strcmp(have->location->code, row->location->code);

	return by != 0 ? by : strcmp(have->lot->lot, row->lot->lot);
}

static int
gather(void *data, const struct balance_row *row)
{
	struct gather *g = data;
	const struct lot *lot = row->lot;

	if (lot == NULL || !from_there(g, row->location) || row->on_hand <= 0 ||
	    (lot->expires != NONE && lot->expires < g->day))
		return 0;
	if (!g->again) {
		*VEC_ADD(g->ops->keep, &g->lots) =
		    (struct fefo_lot){ lot, row->location, row->on_hand };
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

static int
by_expiry(const void *a, const void *b)
{
	const struct fefo_lot *at = a, *other = b;
	const struct lot *x = at->lot, *y = other->lot;

	if (x->expires != y->expires) {
		if (x->expires == NONE || y->expires == NONE)
			return x->expires == NONE ? 1 : -1;
		return x->expires < y->expires ? -1 : 1;
	}
	if (x != y)
		return x->id < y->id ? -1 : 1;
	return strcmp(at->location->code, other->location->code);
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

int
fefo_lots(struct ops *ops, const struct item *item,
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
taken(struct fefo *f, const struct location *place, const struct lot *lot)
{
	size_t i =
	    pairs_number(&f->keys, (uint32_t)place->id, (uint32_t)lot->id);

	if (i == f->taken.n)
		*VEC_ADD(f->keys.mem, &f->taken) = 0;
	return &f->taken.v[i];
}

int
fefo_take(struct ops *ops, struct fefo *f, const struct item *item,
    const struct location *place, const struct location *to, int64_t at,
    int64_t qty, struct fefo_lot **out, size_t *n)
{
	struct gather g = { .ops = ops, .place = place, .to = to, .below = 1 };
	char want[DECIMAL_MAX], there[DECIMAL_MAX];
	struct fefo_lot *lot;
	size_t all = 0, kept = 0;
	int64_t left = qty;
	int err = gather_lots(&g, item, at, &lot, &all);

	for (size_t i = 0; err == 0 && left > 0 && i < all; i++) {
		int64_t free =
		    lot[i].qty - *taken(f, lot[i].location, lot[i].lot);

		if (free <= 0)
			continue;
		lot[kept] = lot[i];
		lot[kept].qty = free < left ? free : left;
		left -= lot[kept++].qty;
	}
	if (err == 0 && left > 0) {
		decimal_print(want, qty, QTY_SCALE, 0);
		decimal_print(there, qty - left, QTY_SCALE, 0);
		return fail(ops, OPS_DATA,
		    "qty: %s of '%s' at %s and below "
		    "is more than its lots that are good hold: %s",
		    want, item->sku, place->code, there);
	}
	for (size_t i = 0; err == 0 && i < kept; i++)
		*taken(f, lot[i].location, lot[i].lot) += lot[i].qty;
	*out = lot;
	*n = kept;
	return err;
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
	int err = fefo_lots(ops, item, place, at, &lot, &n);

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
