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
	size_t pool; /* its number */
};

struct worths {
	struct ops *ops;
	const struct worth_query *ask;
	void *data;
	int64_t *on_hand;
	const struct item_sums *sums; /* of the item at hand */
	struct pairs lots; /* of each pool, 0: all or none */
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
worth_share(const struct item_pool *p, const int64_t *qty, size_t n,
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

static uint32_t
lot_number(const struct lot *lot)
{
	return lot == NULL ? 0 : (uint32_t)lot->id;
}

/* What lies where, each with the number of its pool. */
static void
add_held(struct worths *w)
{
	const struct item_sums *s = w->sums;

	for (size_t i = 0; i < s->pools; i++)
		pairs_number(&w->lots, lot_number(s->pool[i].lot), 0);
	for (size_t i = 0; i < s->helds; i++) {
		const struct item_held *held = &s->held[i];
		int by_lot = s->pools > 0 && s->by_lot;

		*VEC_ADD(w->ops->keep, &w->held) = (struct held_lot){
			.row = { .item = s->item, .location = held->location,
			    .lot = held->lot, .qty = held->qty,
			    .since = NONE },
			.pool = pairs_number(&w->lots,
			    lot_number(by_lot ? held->lot : NULL), 0) };
	}
}

/* The shares of n rows of one pool. */
static int
share_pool(struct worths *w, const struct item_pool *p,
    struct held_lot *const *row, size_t n)
{
	struct ops *ops = w->ops;
	int64_t *qty = ARENA_ARRAY(ops->mem, int64_t, n);
	int64_t *part = ARENA_ARRAY(ops->mem, int64_t, n);

	for (size_t i = 0; i < n; i++)
		qty[i] = row[i]->row.qty;
	if (n > 0 && worth_share(p, qty, n, part) != 0)
		return value_too_large(ops, w->sums->item);
	for (size_t i = 0; i < n; i++)
		row[i]->row.value = part[i];
	return 0;
}

/* The rows, those of a pool together; those of pool i end before end[i]. */
static struct held_lot **
by_pool(struct worths *w, size_t *end)
{
	struct held_lot **row = ARENA_ARRAY(w->ops->mem, struct held_lot *,
	    w->held.n);
	size_t *next = ARENA_ARRAY(w->ops->mem, size_t, w->lots.n + 1);
	struct held_lot *h;

	VEC_EACH(&w->held, h)
		next[h->pool + 1]++;
	for (size_t i = 0; i < w->lots.n; i++)
		next[i + 1] += next[i];
	VEC_EACH(&w->held, h)
		row[next[h->pool]++] = h;
	for (size_t i = 0; i < w->lots.n; i++)
		end[i] = next[i];
	return row;
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
spread(struct worths *w)
{
	struct held_lot **row;
	size_t *end, from = 0;
	int err = 0;

	add_held(w);
	end = ARENA_ARRAY(w->ops->mem, size_t, w->lots.n);
	row = by_pool(w, end);
	for (size_t i = 0; err == 0 && i < w->sums->pools; i++) {
		err = share_pool(w, &w->sums->pool[i], row + from,
		    end[i] - from);
		from = end[i];
	}
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

	return lot_order(x->lot, y->lot);
}

/* The pools are all there is to say where no place is asked for. */
static int
give_pools(struct worths *w)
{
	const struct item_sums *s = w->sums;
	struct worth_row r = { .item = s->item, .since = NONE };

	for (size_t i = 0; i < s->pools; i++)
		if (add_i64(r.qty, s->pool[i].qty, &r.qty) != 0 ||
		    add_i64(r.value, s->pool[i].value, &r.value) != 0)
			return fail(w->ops, OPS_DATA, "the value of '%s' "
			    "would be too large a number", s->item->sku);
	if (r.qty == 0 && r.value == 0)
		return 0;
	return w->ask->negative && r.qty >= 0 ? 0 : w->ask->row(w->data, &r);
}

static int
add_on_hand(struct worths *w)
{
	for (size_t i = 0; i < w->sums->pools; i++)
		if (add_i64(*w->on_hand, w->sums->pool[i].value,
			w->on_hand) != 0)
			return fail(w->ops, OPS_DATA,
			    "the sum of the values is too large a number");
	return 0;
}

static int
add_event(void *data, const struct value_event *e)
{
	struct worths *w = data;

	return w->ask->event(w->data, e);
}

static int
add_moved(void *data, const struct value_event *e)
{
	struct worths *w = data;

	return w->ask->moved(w->data, e);
}

static int
is_spread(const struct worth_query *q)
{
	return q->by_location || q->by_lot || q->places > 0;
}

static int
end_item(void *data, const struct item_sums *sums)
{
	struct worths *w = data;
	const struct worth_query *q = w->ask;
	int err;

	w->sums = sums;
	err = add_on_hand(w);
	if (err == 0 && !is_spread(q)) {
		err = give_pools(w);
	} else if (err == 0) {
		err = spread(w);
		if (!q->by_location && w->held.n > 1)
			qsort(w->held.v, w->held.n, sizeof *w->held.v,
			    compare_lots);
		if (err == 0)
			err = give_spread(w);
	}
	w->held.n = 0;
	pairs_reset(&w->lots);
	if (err == 0 && q->item_end != NULL)
		err = q->item_end(w->data, sums->item);
	return err;
}

int
worths(struct ops *ops, const struct worth_query *q, struct worth_sum *sum,
    int64_t *on_hand, void *data)
{
	struct worths w = { .ops = ops, .ask = q, .data = data,
		.on_hand = on_hand, .lots.mem = ops->keep };
	struct item_sums_query sums = { .item = q->item, .n = q->n,
		.as_of = q->as_of, .known = q->known, .kinds = sum,
		.parts = SUMS_POOLS | (is_spread(q) ? SUMS_HELD : 0),
		.from_start = q->from_start,
		.event = q->event == NULL ? NULL : add_event,
		.moved = q->moved == NULL ? NULL : add_moved,
		.row = end_item };

	*on_hand = 0;
	return item_sums(ops, &sums, &w);
}
