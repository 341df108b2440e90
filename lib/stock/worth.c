/* The value of what lies somewhere: pools shared out to places and lots. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/pairs.h"
#include "base/vec.h"
#include "stock/balance.h"
#include "stock/worth.h"

__extension__ typedef __int128 int128;

struct held_lot {
	struct worth_row row;
	size_t pool; /* of pools */
};

struct worths {
	struct ops *ops;
	const struct worth_query *ask;
	void *data;
	struct worth_sum *sum;
	int64_t *on_hand;
	VEC(struct value_pool) pools; /* of the item at hand, no layers */
	struct pairs lots; /* the lot of each, 0: all or none */
	VEC(struct held_lot) held;
};

struct rest {
	int128 rest;
	size_t part;
};

static int
by_rest(const void *a, const void *b)
{
	const struct rest *x = a, *y = b;

	if (x->rest != y->rest)
		return x->rest < y->rest ? 1 : -1;
	return (x->part > y->part) - (x->part < y->part);
}

/* Each share cut down; what is left goes, one each, to the largest rests. */
static int
share(int128 value, int128 of, int64_t total, const int64_t *qty, size_t n,
    int64_t *part, struct rest *rest)
{
	int128 left = total;

	if (of < 0) {
		value = -value;
		of = -of;
	}
	for (size_t i = 0; i < n; i++) {
		int128 product = value * qty[i], down = product / of;

		rest[i] = (struct rest){ product % of, i };
		if (rest[i].rest < 0) {
			rest[i].rest += of;
			down--;
		}
		if (down > INT64_MAX || down <= INT64_MIN)
			return OPS_DATA;
		part[i] = (int64_t)down;
		left -= down;
	}
	if (left < 0 || left > (int128)n)
		return OPS_DATA;
	if (left > 0)
		qsort(rest, n, sizeof *rest, by_rest);
	for (size_t i = 0; i < (size_t)left; i++)
		part[rest[i].part]++;
	return 0;
}

int
worth_share(const struct value_pool *p, const int64_t *qty, size_t n,
    int64_t *part)
{
	struct rest *rest;
	int err;

	if (n == 1) {
		part[0] = p->value;
		return 0;
	}
	if (p->qty == 0 && p->last_qty == 0) {
		for (size_t i = 0; i < n; i++)
			part[i] = 0;
		return 0;
	}
	rest = xmalloc((n + 1) * sizeof *rest);
	err = p->qty != 0
	    ? share(p->value, p->qty, p->value, qty, n, part, rest)
	    : share(p->last_value, p->last_qty, 0, qty, n, part, rest);
	free(rest);
	return err;
}

static int
add_event(void *data, const struct value_event *e)
{
	struct worths *w = data;
	struct worth_sum *s = &w->sum[e->kind];

	s->n++;
	if (add_i64(s->value, e->value, &s->value) != 0)
		return fail(w->ops, OPS_DATA, "the sum of the values is too "
		    "large a number");
	return w->ask->event == NULL ? 0 : w->ask->event(w->data, e);
}

static int
add_moved(void *data, const struct value_event *e)
{
	struct worths *w = data;

	return w->ask->moved(w->data, e);
}

static uint32_t
lot_number(const struct lot *lot)
{
	return lot == NULL ? 0 : (uint32_t)lot->id;
}

static int
add_pool(void *data, const struct value_pool *p)
{
	struct worths *w = data;
	struct value_pool *copy = VEC_ADD(w->ops->keep, &w->pools);

	*copy = *p;
	copy->layer = NULL;
	pairs_number(&w->lots, lot_number(p->by_lot ? p->lot : NULL), 0);
	return add_i64(*w->on_hand, p->value, w->on_hand) == 0 ? 0
	    : fail(w->ops, OPS_DATA, "the sum of the values is too large a "
		  "number");
}

static int
add_held(void *data, const struct balance_row *b)
{
	struct worths *w = data;
	struct held_lot *h = VEC_ADD(w->ops->keep, &w->held);
	int by_lot = w->pools.n > 0 && w->pools.v[0].by_lot;

	h->row = (struct worth_row){ .item = b->item,
		.location = b->location, .lot = b->lot, .qty = b->on_hand,
		.since = NONE };
	h->pool = pairs_number(&w->lots, lot_number(by_lot ? b->lot : NULL),
	    0);
	return 0;
}

/* The shares of all rows of one pool. */
static int
share_pool(struct worths *w, size_t pool)
{
	struct ops *ops = w->ops;
	int64_t *qty = ARENA_ARRAY(ops->mem, int64_t, w->held.n);
	int64_t *part = ARENA_ARRAY(ops->mem, int64_t, w->held.n);
	struct held_lot *h;
	size_t n = 0;

	VEC_EACH(&w->held, h)
		if (h->pool == pool)
			qty[n++] = h->row.qty;
	if (n > 0 && worth_share(&w->pools.v[pool], qty, n, part) != 0)
		return fail(ops, OPS_DATA, "the value of '%s' would be too "
		    "large a number", w->pools.v[pool].item->sku);
	n = 0;
	VEC_EACH(&w->held, h)
		if (h->pool == pool)
			h->row.value = part[n++];
	return 0;
}

SQL(sql_at_place,
    "SELECT at, dst, lot, qty FROM move WHERE item = $1 AND at <= $2 "
    "AND entry <= $3 AND (src = $4 OR dst = $4) "
    "ORDER BY item, at, entry, line");

/* Since when there has been less than nothing at a row's place. */
static int
find_since(struct worths *w, struct worth_row *r)
{
	const struct worth_query *ask = w->ask;
	int64_t place = r->location->id, qty = 0;
	struct db_query q;
	int got = 0, err = db_query(w->ops, &q, sql_at_place, V(r->item->id),
	    V(ask->as_of == NONE ? INT64_MAX : ask->as_of),
	    V(ask->known == NONE ? INT64_MAX : ask->known), V(place));

	while (err == 0 && (got = db_next(&q)) == 1) {
		int64_t n = db_int(&q, 3);
		int was = qty < 0;

		if (ask->by_lot &&
		    db_int(&q, 2) != (r->lot == NULL ? 0 : r->lot->id))
			continue;
		err = balance_add(w->ops, r->item, &qty,
		    db_int(&q, 1) == place ? n : -n);
		if (qty < 0 && !was)
			r->since = db_int(&q, 0);
	}
	db_done(&q);
	return err != 0 ? err : got < 0 ? got : 0;
}

static int
give(struct worths *w, struct worth_row *r)
{
	const struct worth_query *q = w->ask;
	int err;

	if (r->qty == 0 || (q->negative && r->qty > 0))
		return 0;
	if (r->location != NULL && q->places > 0 &&
	    !place_within(r->location, q->place, q->places))
		return 0;
	if (q->negative && r->location != NULL &&
	    (err = find_since(w, r)) != 0)
		return err;
	return q->row(w->data, r);
}

/* By place, and by lot where the item's value does not know them. */
static int
spread(struct worths *w, const struct item *item)
{
	struct balance_query q = { .item = item, .as_of = w->ask->as_of,
		.known = w->ask->known, .by_location = 1, .by_lot = 1 };
	int err = balances(w->ops, &q, add_held, w);

	for (size_t i = 0; err == 0 && i < w->pools.n; i++)
		err = share_pool(w, i);
	return err;
}

/* Rows that differ in nothing that is a key are one. */
static int
give_spread(struct worths *w)
{
	const struct worth_query *q = w->ask;
	struct worth_row sum = { .item = NULL };
	int err = 0;

	for (size_t i = 0; err == 0 && i < w->held.n; i++) {
		struct worth_row *r = &w->held.v[i].row;

		if (q->places > 0 &&
		    !place_within(r->location, q->place, q->places))
			continue;
		if (!q->by_location)
			r->location = NULL;
		if (!q->by_lot)
			r->lot = NULL;
		if (sum.item != NULL && (sum.location != r->location ||
		    sum.lot != r->lot)) {
			err = give(w, &sum);
			sum.item = NULL;
		}
		if (sum.item == NULL)
			sum = *r;
		else if (add_i64(sum.qty, r->qty, &sum.qty) != 0 ||
		    add_i64(sum.value, r->value, &sum.value) != 0)
			return fail(w->ops, OPS_DATA, "the value of '%s' "
			    "would be too large a number", r->item->sku);
	}
	return err == 0 && sum.item != NULL ? give(w, &sum) : err;
}

static int
compare_lots(const void *a, const void *b)
{
	const struct worth_row *x = &((const struct held_lot *)a)->row;
	const struct worth_row *y = &((const struct held_lot *)b)->row;

	if (x->lot == y->lot)
		return 0;
	if (x->lot == NULL || y->lot == NULL)
		return x->lot == NULL ? 1 : -1;
	return strcmp(x->lot->lot, y->lot->lot);
}

/* The pools are all there is to say where no place is asked for. */
static int
give_pools(struct worths *w)
{
	struct worth_row r = { .item = NULL, .since = NONE };
	struct value_pool *p;

	VEC_EACH(&w->pools, p) {
		r.item = p->item;
		if (add_i64(r.qty, p->qty, &r.qty) != 0 ||
		    add_i64(r.value, p->value, &r.value) != 0)
			return fail(w->ops, OPS_DATA, "the value of '%s' "
			    "would be too large a number", p->item->sku);
	}
	if (r.item == NULL || (r.qty == 0 && r.value == 0))
		return 0;
	return w->ask->negative && r.qty >= 0 ? 0 : w->ask->row(w->data, &r);
}

static int
end_item(void *data, const struct item *item)
{
	struct worths *w = data;
	const struct worth_query *q = w->ask;
	int err = 0;

	if (!q->by_location && !q->by_lot && q->places == 0) {
		err = give_pools(w);
	} else {
		err = spread(w, item);
		if (!q->by_location && w->held.n > 1)
			qsort(w->held.v, w->held.n, sizeof *w->held.v,
			    compare_lots);
		if (err == 0)
			err = give_spread(w);
	}
	w->pools.n = w->held.n = 0;
	pairs_reset(&w->lots);
	if (err == 0 && q->item_end != NULL)
		err = q->item_end(w->data, item);
	return err;
}

int
worths(struct ops *ops, const struct worth_query *q, struct worth_sum *sum,
    int64_t *on_hand, void *data)
{
	struct worths w = { .ops = ops, .ask = q, .data = data, .sum = sum,
		.on_hand = on_hand, .lots.mem = ops->keep };
	struct value_query v = { .item = q->item, .n = q->n,
		.as_of = q->as_of, .known = q->known, .event = add_event,
		.moved = q->moved == NULL ? NULL : add_moved,
		.pool = add_pool, .item_end = end_item,
		.from_start = q->from_start };

	*on_hand = 0;
	for (int i = 0; i < VALUE_KINDS; i++)
		sum[i] = (struct worth_sum){ 0, 0 };
	return values(ops, &v, &w);
}
