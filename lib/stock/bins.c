/* What is free to be taken, and where. */
#include "stock/bins.h"
#include <stdlib.h>
#include <string.h>

#include "base/pairs.h"
#include "ledger/book.h"
#include "stock/balance.h"

int
place_is_pickable(enum place kind)
{
	return kind == PLACE_SITE || kind == PLACE_INTERNAL;
}

struct shelves {
	struct ops *ops;
	struct arena *mem; /* of all that follows: kept from item to item */
	struct balancing *balances;
	const struct reserved *reserved;
	const uint32_t *rank; /* by location id */
	int64_t today;
	struct pairs keys; /* (location id, lot id) of the bins at hand */
	VEC(struct bin) bins;
};

static size_t
bin_number(struct shelves *s, const struct location *l, const struct lot *lot)
{
	return pairs_number(&s->keys, (uint32_t)l->id,
	    lot == NULL ? 0 : (uint32_t)lot->id);
}

static int
add_bin(void *data, const struct balance_row *b)
{
	struct shelves *s = data;

	if (b->on_hand <= 0 || !place_is_pickable(b->location->kind) ||
	    (b->lot != NULL && b->lot->expires != NONE &&
		b->lot->expires < s->today))
		return 0;
	bin_number(s, b->location, b->lot);
	*VEC_ADD(s->mem, &s->bins) = (struct bin){ b->location, b->lot,
		b->on_hand, b->on_hand, s->rank[b->location->id] };
	return 0;
}

/* What is reserved of an item is not free. */
static void
take_off(struct shelves *s, const struct item *item)
{
	const struct reservation *r = reserved_first(s->reserved, item);

	for (; r != NULL; r = r->next) {
		size_t i = bin_number(s, r->location, r->lot);

		if (i < s->bins.n)
			s->bins.v[i].free = s->bins.v[i].free > r->qty
			    ? s->bins.v[i].free - r->qty
			    : 0;
	}
}

static int
compare_bins(const void *a, const void *b)
{
	const struct bin *x = a, *y = b;

	int64_t a_last = x->lot == NULL || x->lot->expires == NONE ? INT64_MAX
	    : x->lot->expires;
	int64_t b_last = y->lot == NULL || y->lot->expires == NONE ? INT64_MAX
	    : y->lot->expires;

	if (a_last != b_last)
		return a_last < b_last ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return lot_order(x->lot, y->lot);
}

int
shelves_open(struct ops *ops, int64_t as_of, int64_t known,
    const struct reserved *reserved, struct shelves **out)
{
	struct arena *mem = arena_new();
	struct shelves *s = *out = ARENA_NEW(mem, struct shelves);
	struct balance_query q = {
		.as_of = as_of, .known = known, .by_location = 1, .by_lot = 1
	};
	int second, err;

	*s = (struct shelves){
		.ops = ops, .mem = mem, .reserved = reserved, .keys.mem = mem
	};
	zone_from_utc(ops->book->zone, as_of == NONE ? ops->now : as_of,
	    &s->today, &second);
	err = locations_ranks(ops, &s->rank);
	return err != 0 ? err : balances_open(ops, &q, &s->balances);
}

void
shelves_close(void *shelves)
{
	struct shelves *s = shelves;

	if (s == NULL)
		return;
	balances_close(s->balances);
	arena_free(s->mem);
}

int
bins_of(struct shelves *s, const struct item *item, struct arena *mem,
    struct bins *out)
{
	int err;

	s->bins.n = 0;
	pairs_reset(&s->keys);
	err = balances_item(s->balances, item, add_bin, s);
	if (err == 0)
		take_off(s, item);
	*out = (struct bins){ .v = ARENA_ARRAY(mem, struct bin, s->bins.n),
		.n = s->bins.n };
	if (out->n > 0)
		memcpy(out->v, s->bins.v, out->n * sizeof *out->v);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, compare_bins);
	return err;
}

int
bins_by_item(struct shelves *s, struct item_bins *all, const struct item *item,
    struct bins **out)
{
	struct arena *keep = s->ops->keep;

	while (all->n <= (size_t)item->id)
		*VEC_ADD(keep, all) = NULL;
	*out = all->v[item->id];
	if (*out != NULL)
		return 0;
	*out = all->v[item->id] = ARENA_NEW(keep, struct bins);
	return bins_of(s, item, keep, *out);
}

struct bin *
bins_first(struct bins *b)
{
	while (b->gone < b->n && b->v[b->gone].free <= 0)
		b->gone++;
	return b->v + b->gone;
}

int
bin_fits(const struct bin *bin, const struct bin_filter *f)
{
	if (f->place != NULL && !place_within(bin->location, &f->place, 1))
		return 0;
	return f->lot == NULL ||
	    (bin->lot != NULL && strcmp(bin->lot->lot, f->lot) == 0);
}
