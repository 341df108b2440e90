/* What is where: balances now, and as of any past time. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/pairs.h"
#include "base/vec.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/expected.h"

/* How the sums as of a time are reached. */
enum way {
	WAY_KEPT,   /* the kept sums are the answer */
	WAY_BACK,   /* the kept sums, less the moves that do not count */
	WAY_FORWARD /* the moves that count */
};

/* Between which times an item has moves of entries not yet known. */
struct later {
	int64_t first, last;
};

/* One sum, ready to be put in order. */
struct line {
	const struct location *location; /* NULL: in no site, or no key */
	const struct lot *lot;
	int64_t sum, expected, usable;
};

struct balancing {
	struct ops *ops;
	struct balance_query ask;
	struct arena *mem; /* of all that follows: kept from item to item */
	enum way way;
	struct later *later; /* by later_at(); none: all is known */
	size_t laters;
	const struct location **place; /* by id: what it counts as; NULL: not
					  asked yet */
	size_t places;
	struct pairs keys; /* (id of what the place counts as, lot id) */
	VEC(int64_t) sum;
	VEC(int64_t) usable;
	int expires;	       /* some lot does */
	int64_t today;	       /* of as_of */
	VEC(int64_t) expected; /* of the same keys */
	VEC(struct line) lines;
	const struct item *item; /* the one at hand */
	int (*row)(void *, const struct balance_row *);
	void *data;
};

int
balance_add(struct ops *ops, const struct item *item, int64_t *sum, int64_t qty)
{
	if (add_i64(*sum, qty, sum) == 0)
		return 0;
	return fail(ops, OPS_DATA, "the balance of '%s' is too large",
	    item->sku);
}

int64_t *
balance_numbers(struct ops *ops, const struct item *const *item, size_t n)
{
	int64_t last = 0;

	for (size_t i = 0; i < n; i++)
		last = item[i]->id > last ? item[i]->id : last;
	return ARENA_ARRAY(ops->mem, int64_t, last + 1);
}

/* What places count as that are in no site, or do not count: no ids. */
static const struct location nowhere = { .id = 0 }, nothing = { .id = 0 };

static int
number_places(struct balancing *f)
{
	const struct location *const *all;
	size_t n = 0;
	int err = locations_all(f->ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if ((size_t)all[i]->id >= f->places)
			f->places = (size_t)all[i]->id + 1;
	f->place = ARENA_ARRAY(f->mem, const struct location *, f->places);
	return err;
}

/* What a place counts as: itself, its site, or nothing. */
static int
counts_as(struct balancing *f, int64_t id, const struct location **out)
{
	const struct balance_query *q = &f->ask;
	const struct location *l;
	int err = 0;

	*out = (size_t)id < f->places ? f->place[id] : &nothing;
	if (*out != NULL)
		return 0;
	err = location_by_id(f->ops, id, &l);
	if (err == 0)
		*out = f->place[id] = l == NULL ||
			(!q->everywhere && !place_is_stock(l->kind)) ||
			!place_within(l, q->place, q->n) ? &nothing
		    : !q->by_site	    ? l :
		    l->site != NULL ? l->site :
				      &nowhere;
	return err;
}

/* The number of the key that a place and a lot count for, or -1. */
static int
key_of(struct balancing *f, int64_t location, int64_t lot, int64_t *key)
{
	const struct balance_query *q = &f->ask;
	const struct location *l;
	int err = counts_as(f, location, &l);
	size_t i;

	*key = -1;
	if (err != 0 || l == &nothing)
		return err;
	i = pairs_number(&f->keys,
	    q->by_location || q->by_site ? (uint32_t)l->id : 0,
	    q->by_lot ? (uint32_t)lot : 0);
	if (i == f->sum.n) {
		*VEC_ADD(f->mem, &f->sum) = 0;
		*VEC_ADD(f->mem, &f->expected) = 0;
		*VEC_ADD(f->mem, &f->usable) = 0;
	}
	*key = (int64_t)i;
	return 0;
}

SQL(sql_expires, "SELECT 1 FROM lot WHERE expires IS NOT NULL LIMIT 1");

static int
prepare_usable(struct balancing *f)
{
	int64_t as_of = f->ask.as_of, any = 0;
	int second, err = 0;

	zone_from_utc(f->ops->book->zone, as_of == NONE ? f->ops->now : as_of,
	    &f->today, &second);
	if (f->ask.usable)
		err = db_get_values(f->ops, &any, sql_expires, NULL, 0);
	f->expires = any != 0;
	return err;
}

/* Goods of ours that are good, and where they can be taken from. */
static int
fold_usable(struct balancing *f, size_t i, int64_t location, int64_t lot,
    int64_t qty)
{
	const struct location *l;
	const struct lot *of = NULL;
	int err = location_by_id(f->ops, location, &l);

	if (err == 0 && f->expires && lot != 0)
		err = lot_by_id(f->ops, lot, &of);
	if (err != 0 || !place_is_stock(l->kind) ||
	    l->kind == PLACE_QUARANTINE ||
	    (of != NULL && of->expires != NONE && of->expires < f->today))
		return err;
	return balance_add(f->ops, f->item, &f->usable.v[i], qty);
}

static int
fold_in(struct balancing *f, int64_t location, int64_t lot, int64_t qty)
{
	int64_t i;
	int err = key_of(f, location, lot, &i);

	if (err == 0 && i >= 0)
		err = balance_add(f->ops, f->item, &f->sum.v[i], qty);
	return err != 0 || i < 0 || !f->ask.usable ? err
	    : fold_usable(f, (size_t)i, location, lot, qty);
}

static int
expect(struct balancing *f, const struct location *l, int64_t qty)
{
	int64_t i = -1;
	int err = l == NULL ? 0 : key_of(f, l->id, 0, &i);

	return err != 0 || i < 0 ? err
	    : balance_add(f->ops, f->item, &f->expected.v[i], qty);
}

/* What a transfer on order brings to a place, it takes from another. */
static int
fold_expected(struct balancing *f)
{
	const struct expected *x = f->ask.expected == NULL ? NULL
	    : expected_of(f->ask.expected, f->item);
	int err = 0;

	for (; err == 0 && x != NULL; x = x->next) {
		if (x->open == 0)
			continue;
		err = expect(f, x->location, x->open);
		if (err == 0)
			err = expect(f, x->from, -x->open);
	}
	return err;
}

SQL(sql_kept, "SELECT location, lot, qty FROM on_hand WHERE item = $1");
SQL(sql_after,
    "SELECT src, dst, lot, qty FROM move "
    "WHERE item = $1 AND at > $2");
SQL(sql_later,
    "SELECT src, dst, lot, qty FROM move WHERE item = $1 "
    "AND at >= $2 AND at <= $3 AND entry > $4");
SQL(sql_up_to,
    "SELECT src, dst, lot, qty FROM move "
    "WHERE item = $1 AND at <= $2");
SQL(sql_known,
    "SELECT src, dst, lot, qty FROM move "
    "WHERE item = $1 AND at <= $2 AND entry <= $3");

static int
fold_kept(struct balancing *f)
{
	struct db_query q;
	int err = db_query(f->ops, &q, sql_kept, V(f->item->id));

	while (err == 0 && (err = db_next(&q)) == 1)
		err = fold_in(f, db_int(&q, 0), db_int(&q, 1), db_int(&q, 2));
	db_done(&q);
	return err;
}

enum { SRC, DST, LOT_ID, QTY, MOVED, CHUNK = 512 };

/* The moves of a batch that has begun; sign -1: taken back. */
static int
fold_moves(struct balancing *f, struct db_query *q, int64_t sign)
{
	int64_t row[CHUNK][MOVED];
	int err = 0, got = 1;
	size_t n;

	while (err == 0 && got == 1) {
		got = db_batch_next(q, row[0], CHUNK, &n);
		for (size_t i = 0; err == 0 && i < n; i++) {
			int64_t qty = sign * row[i][QTY];

			err = fold_in(f, row[i][SRC], row[i][LOT_ID], -qty);
			if (err == 0)
				err = fold_in(f, row[i][DST], row[i][LOT_ID],
				    qty);
		}
	}
	db_done(q);
	return err != 0 ? err : got;
}

static int
fold_forward(struct balancing *f)
{
	int64_t item = f->item->id, known = f->ask.known;
	int64_t as_of = f->ask.as_of == NONE ? INT64_MAX : f->ask.as_of;
	struct db_query q;
	int err = known == NONE
	    ? db_batch(f->ops, &q, sql_up_to, V(item), V(as_of))
	    : db_batch(f->ops, &q, sql_known, V(item), V(as_of), V(known));

	return err != 0 ? err : fold_moves(f, &q, 1);
}

/* Where an item's stands: that of the only one first. */
static size_t
later_at(const struct balancing *f, int64_t item)
{
	return f->ask.item == NULL ? (size_t)item : 0;
}

static int
fold_back(struct balancing *f)
{
	int64_t item = f->item->id;
	int64_t as_of = f->ask.as_of == NONE ? INT64_MAX : f->ask.as_of;
	const struct later *l = NULL;
	struct db_query q;
	int err = db_batch(f->ops, &q, sql_after, V(item), V(as_of));

	if (err == 0)
		err = fold_moves(f, &q, -1);
	if (later_at(f, item) < f->laters)
		l = &f->later[later_at(f, item)];
	if (err != 0 || l == NULL || l->first > l->last)
		return err;
	err = db_batch(f->ops, &q, sql_later, V(item), V(l->first),
	    V(l->last < as_of ? l->last : as_of), V(f->ask.known));
	return err != 0 ? err : fold_moves(f, &q, -1);
}

static int
compare_lines(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->location != y->location) {
		if (x->location == NULL || y->location == NULL)
			return x->location == NULL ? 1 : -1; /* missing last */
		return strcmp(x->location->code, y->location->code);
	}
	return lot_order(x->lot, y->lot);
}

static int
make_lines(struct balancing *f)
{
	int err = 0;

	f->lines.n = 0;
	for (size_t i = 0; err == 0 && i < f->sum.n; i++) {
		struct line *line;

		if (f->sum.v[i] == 0 && f->expected.v[i] == 0)
			continue;
		line = VEC_ADD(f->mem, &f->lines);
		*line = (struct line){ .sum = f->sum.v[i],
			.expected = f->expected.v[i],
			.usable = f->usable.v[i] };
		if (pairs_a(&f->keys, i) != 0)
			err = location_by_id(f->ops,
			    pairs_a(&f->keys, i), &line->location);
		if (err == 0)
			err =
			    lot_by_id(f->ops, pairs_b(&f->keys, i), &line->lot);
	}
	if (f->lines.n > 1)
		qsort(f->lines.v, f->lines.n, sizeof *f->lines.v,
		    compare_lines);
	return err;
}

static int
give_rows(struct balancing *f)
{
	int err = make_lines(f);
	const struct line *line;

	VEC_EACH(&f->lines, line) {
		struct balance_row row = { .item = f->item,
			.location = line->location,
			.lot = line->lot,
			.on_hand = line->sum,
			.expected = line->expected,
			.usable = line->usable };

		if (err == 0)
			err = f->row(f->data, &row);
	}
	return err;
}

int
balances_item(struct balancing *f, const struct item *item,
    int (*row)(void *, const struct balance_row *), void *data)
{
	int err = 0;

	f->item = item;
	f->row = row;
	f->data = data;
	pairs_reset(&f->keys);
	f->sum.n = f->expected.n = f->usable.n = 0;
	if (f->way != WAY_FORWARD)
		err = fold_kept(f);
	if (err == 0 && f->way == WAY_BACK)
		err = fold_back(f);
	if (err == 0 && f->way == WAY_FORWARD)
		err = fold_forward(f);
	if (err == 0)
		err = fold_expected(f);
	if (err != 0)
		return err;
	if (f->ask.zeros &&
	    (f->sum.n == 0 || (f->sum.v[0] == 0 && f->expected.v[0] == 0)))
		return f->row(f->data, &(struct balance_row){ .item = item });
	return give_rows(f);
}

SQL(sql_spans,
    "SELECT item, MIN(first_at), MAX(last_at) FROM move_span "
    "WHERE entry > $1 GROUP BY item");
SQL(sql_one_span,
    "SELECT item, MIN(first_at), MAX(last_at) FROM move_span "
    "WHERE entry > $1 AND item = $2 GROUP BY item");

static int
read_later(struct balancing *f)
{
	const struct item *const *all = &f->ask.item;
	struct db_query q;
	size_t n = 1;
	int got = 0, err = *all != NULL ? 0 : items_all(f->ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if (later_at(f, all[i]->id) >= f->laters)
			f->laters = later_at(f, all[i]->id) + 1;
	f->later = ARENA_ARRAY(f->mem, struct later, f->laters);
	for (size_t i = 0; i < f->laters; i++)
		f->later[i].first = 1; /* and last is 0: none */
	if (err == 0)
		err = f->ask.item == NULL
		    ? db_query(f->ops, &q, sql_spans, V(f->ask.known))
		    : db_query(f->ops, &q, sql_one_span, V(f->ask.known),
			V(f->ask.item->id));
	while (err == 0 && (got = db_next(&q)) == 1) {
		size_t i = later_at(f, db_int(&q, 0));

		if (i < f->laters)
			f->later[i] =
			    (struct later){ db_int(&q, 1), db_int(&q, 2) };
	}
	return err != 0 ? err : got;
}

SQL(sql_span, "SELECT last_at FROM ledger_span WHERE ledger = 'stock move'");
SQL(sql_first, "SELECT MIN(first_at) FROM move_span");
SQL(sql_entries, "SELECT MAX(entry) FROM move_span");

/* Nearer to the end than to the beginning: take moves back. */
static int
choose_way(struct balancing *f)
{
	int64_t as_of = f->ask.as_of, known = f->ask.known;
	int64_t first = NONE, last = NONE, entries = NONE;
	int err = db_get_values(f->ops, &last, sql_span, NULL, 0);

	f->way = WAY_KEPT;
	if (err == 0 && known != NONE)
		err = db_get_values(f->ops, &entries, sql_entries, NULL, 0);
	if (err != 0 || last == NONE)
		return err;
	if (known != NONE && known < entries)
		f->way = known < entries / 2 ? WAY_FORWARD : WAY_BACK;
	if (f->way == WAY_FORWARD || as_of == NONE || as_of >= last)
		return 0;
	err = db_get_values(f->ops, &first, sql_first, NULL, 0);
	f->way =
	    err == 0 && first != NONE && as_of > first + (last - first) / 2
	    ? WAY_BACK
	    : WAY_FORWARD;
	return err;
}

int
balances_open(struct ops *ops, const struct balance_query *ask,
    struct balancing **out)
{
	struct arena *mem = arena_new();
	struct balancing *f = *out = ARENA_NEW(mem, struct balancing);
	int err;

	*f = (struct balancing){
		.ops = ops, .ask = *ask, .mem = mem, .keys.mem = mem
	};
	err = choose_way(f);
	if (err == 0 && f->way == WAY_BACK && ask->known != NONE)
		err = read_later(f);
	if (err == 0)
		err = prepare_usable(f);
	return err != 0 ? err : number_places(f);
}

void
balances_close(struct balancing *f)
{
	if (f != NULL)
		arena_free(f->mem);
}

int
balances(struct ops *ops, const struct balance_query *ask,
    int (*row)(void *, const struct balance_row *), void *data)
{
	struct balancing *f = NULL;
	const struct item *const *all;
	size_t n = 0;
	int err = balances_open(ops, ask, &f);

	if (err == 0 && ask->item != NULL)
		err = balances_item(f, ask->item, row, data);
	else if (err == 0)
		err = items_all(ops, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct arena_mark mark = arena_mark(ops->mem);

		err = balances_item(f, all[i], row, data);
		arena_back(ops->mem, mark);
	}
	balances_close(f);
	return err;
}
