/* Lots that expire: what of them is left, where, and what it is worth. */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "stock/expiring.h"

struct watching {
	struct ops *ops;
	int64_t last;
	VEC(struct worth_row) rows;
};

static int
add_row(void *data, const struct worth_row *r)
{
	struct watching *w = data;

	if (r->lot != NULL && r->lot->expires != NONE &&
	    r->lot->expires <= w->last && r->qty > 0)
		*VEC_ADD(w->ops->keep, &w->rows) = *r;
	return 0;
}

static int
by_expiry(const void *a, const void *b)
{
	const struct worth_row *x = a, *y = b;
	int order;

	if (x->lot->expires != y->lot->expires)
		return x->lot->expires < y->lot->expires ? -1 : 1;
	order = strcmp(x->item->sku, y->item->sku);
	if (order == 0)
		order = strcmp(x->lot->lot, y->lot->lot);
	return order != 0 ? order : strcmp(x->location->code,
	    y->location->code);
}

static int
by_sku(const void *a, const void *b)
{
	const struct item *const *x = a, *const *y = b;

	return strcmp((*x)->sku, (*y)->sku);
}

static int
is_asked(const struct expiring_query *q, const struct item *item)
{
	for (size_t i = 0; i < q->n; i++)
		if (q->item[i] == item)
			return 1;
	return q->n == 0;
}

/* The items that have such lots: only these are worth reckoning. */
static int
find_items(struct ops *ops, const struct expiring_query *q,
    const struct item *const **out, size_t *n)
{
	const struct lot *const *lot;
	const struct item **item;
	size_t lots, found = 0;
	int err = lots_all(ops, &lot, &lots);

	*n = 0;
	if (err != 0)
		return err;
	item = ARENA_ARRAY(ops->keep, const struct item *, lots);
	for (size_t i = 0; i < lots; i++)
		if (lot[i]->expires != NONE && lot[i]->expires <= q->last &&
		    is_asked(q, lot[i]->item))
			item[found++] = lot[i]->item;
	if (found > 1)
		qsort(item, found, sizeof *item, by_sku);
	for (size_t i = 0; i < found; i++)
		if (*n == 0 || item[*n - 1] != item[i])
			item[(*n)++] = item[i];
	*out = (const struct item *const *)item;
	return 0;
}

int
expiring(struct ops *ops, const struct expiring_query *q,
    struct worth_row **out, size_t *n)
{
	struct watching w = { .ops = ops, .last = q->last };
	struct worth_query ask = { .place = q->place, .places = q->places,
		.as_of = q->as_of, .known = q->known, .by_location = 1,
		.by_lot = 1, .row = add_row };
	struct worth_sum sum[VALUE_KINDS];
	int64_t on_hand;
	int err = find_items(ops, q, &ask.item, &ask.n);

	if (err == 0 && ask.n > 0)
		err = worths(ops, &ask, sum, &on_hand, &w);
	if (w.rows.n > 1)
		qsort(w.rows.v, w.rows.n, sizeof *w.rows.v, by_expiry);
	*out = w.rows.v;
	*n = w.rows.n;
	return err;
}
