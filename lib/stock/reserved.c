/* What is reserved: all of it, or of an item, in memory. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "stock/balance.h"
#include "stock/reserve.h"

const struct lot reserved_no_lot = { .id = 0 };

struct reserved {
	struct ops *ops;
	struct arena *mem;
	VEC(struct reservation *) first; /* by item id */
	VEC(struct reservation *) last;
	size_t n;
	const struct reservation **of; /* item by item, in their order ... */
	size_t *start; /* ... by item id, one more than there are */
};

SQL(sql_recorded, "SELECT MAX(entry) FROM entry WHERE recorded <= $1");

/* The last entry that counts where a past time is asked for. */
static int
known_then(struct ops *ops, int64_t as_of, int64_t *known)
{
	int64_t then = NONE;
	int err;

	if (as_of == NONE || as_of >= ops->now)
		return 0;
	err = db_get(ops, &then, sql_recorded, V(as_of));
	if (then == NONE)
		then = 0;
	if (*known == NONE || then < *known)
		*known = then;
	return err;
}

/* Behind those of its item. */
static void
link_reservation(struct reserved *all, struct reservation *r)
{
	size_t id = (size_t)r->item->id;

	while (all->first.n <= id) {
		*VEC_ADD(all->mem, &all->first) = NULL;
		*VEC_ADD(all->mem, &all->last) = NULL;
	}
	if (all->first.v[id] == NULL)
		all->first.v[id] = r;
	else
		all->last.v[id]->next = r;
	all->last.v[id] = r;
	all->n++;
}

/* *order is that of the row before: many follow each other. */
static int
take_row(struct ops *ops, struct reserved *all, const struct db_query *q,
    const char **order)
{
	struct reservation *r = ARENA_NEW(all->mem, struct reservation);
	const char *lot = db_text(q, 8);
	int err;

	if (!text_eq(*order, db_text(q, 3)))
		*order = arena_strdup(all->mem, db_text(q, 3));
	r->order = *order;
	r->line = db_int(q, 4);
	r->n = db_int(q, 5);
	r->qty = db_int(q, 9);
	err = item_by_sku(ops, db_text(q, 6), &r->item);
	if (err == 0)
		err = location_by_code(ops, db_text(q, 7), &r->location);
	if (err == 0 && lot != NULL)
		err = lot_find(ops, r->item, lot, &r->lot);
	if (err == 0)
		link_reservation(all, r);
	return err;
}

static void
put_in_order(struct reserved *all)
{
	size_t n = 0;

	all->of = ARENA_ARRAY(all->mem, const struct reservation *, all->n);
	all->start = ARENA_ARRAY(all->mem, size_t, all->first.n + 1);
	for (size_t id = 0; id < all->first.n; id++) {
		all->start[id] = n;
		for (const struct reservation *r = all->first.v[id]; r != NULL;
		     r = r->next)
			all->of[n++] = r;
	}
	all->start[all->first.n] = n;
}

SQL(sql_of_item,
    "SELECT id, entry, line, order_code, order_line, n, item, location, lot, "
    "qty FROM reservation WHERE item = $1 ORDER BY order_code, order_line, n");

int
reserved_load(struct ops *ops, struct arena *mem, const struct item *item,
    int64_t as_of, int64_t known, struct reserved **out)
{
	struct reserved *all = ARENA_NEW(mem, struct reserved);
	const char *order = NULL;
	struct db_query q;
	int err = known_then(ops, as_of, &known);

	*out = all;
	all->ops = ops;
	all->mem = mem;
	if (err == 0 && item != NULL && known == NONE)
		err = db_query(ops, &q, sql_of_item, V(item->sku));
	else if (err == 0)
		err = record_query(ops, &ledger_reservation, known, NULL, &q);
	if (err != 0)
		return err;
	while (err == 0 && (err = db_next(&q)) == 1)
		err = item != NULL && !text_eq(item->sku, db_text(&q, 6)) ? 0
		    : take_row(ops, all, &q, &order);
	db_done(&q);
	put_in_order(all);
	return err;
}

const struct reservation *
reserved_first(const struct reserved *all, const struct item *item)
{
	return (size_t)item->id < all->first.n ? all->first.v[item->id] : NULL;
}

static int
add(const struct reserved *all, const struct reservation *r, int64_t *sum)
{
	return add_i64(*sum, r->qty, sum) == 0 ? 0
	    : fail(all->ops, OPS_DATA, "what is reserved of '%s' is too large "
		"a number", r->item->sku);
}

int
reserved_of(const struct reserved *all, const struct item *item,
    const struct location *const *place, size_t n, const struct location *at,
    const struct lot *lot, int64_t *sum)
{
	const struct reservation *r = reserved_first(all, item);
	int err = 0;

	for (*sum = 0; err == 0 && r != NULL; r = r->next) {
		if (lot == &reserved_no_lot ? r->lot != NULL :
					      lot != NULL && lot != r->lot)
			continue;
		if ((at == NULL || at == r->location) &&
		    place_within(r->location, place, n))
			err = add(all, r, sum);
	}
	return err;
}

/* Is it of a line before this one? */
static int
is_before(const struct reservation *r, const char *order, int64_t line)
{
	int by_order = strcmp(r->order, order);

	return by_order != 0 ? by_order < 0 : r->line < line;
}

const struct reservation *const *
reserved_for(const struct reserved *all, const struct item *item,
    const char *order, int64_t line, size_t *n)
{
	size_t id = (size_t)item->id, low, high, end;

	*n = 0;
	if (id >= all->first.n)
		return NULL;
	low = all->start[id];
	high = end = all->start[id + 1];
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (is_before(all->of[middle], order, line))
			low = middle + 1;
		else
			high = middle;
	}
	while (low + *n < end && all->of[low + *n]->line == line &&
	    strcmp(all->of[low + *n]->order, order) == 0)
		++*n;
	return &all->of[low];
}

int
reserved_line(const struct reserved *all, const struct item *item,
    const char *order, int64_t line, int64_t *sum)
{
	size_t n;
	const struct reservation *const *r =
	    reserved_for(all, item, order, line, &n);
	int err = 0;

	*sum = 0;
	for (size_t i = 0; err == 0 && i < n; i++)
		err = add(all, r[i], sum);
	return err;
}
