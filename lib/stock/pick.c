/* What is to be fetched for open orders, and from where. */
#include <stdlib.h>
#include <string.h>

#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/pick.h"

struct picking {
	struct ops *ops;
	const struct pick_query *ask;
	struct reserved *reserved;
	VEC(struct demand) lines;
	VEC(struct bins *) bins; /* by item id */
	VEC(struct pick_row) rows;
};

static int
keep_line(void *data, const struct demand *d)
{
	struct picking *p = data;
	int64_t day = demand_day(d);

	if (d->open == 0 ||
	    (p->ask->until != NONE && (day == NONE || day > p->ask->until)))
		return 0;
	*VEC_ADD(p->ops->keep, &p->lines) = *demand_copy(p->ops->keep, d);
	return 0;
}

static int
item_bins(struct picking *p, const struct item *item, struct bins **out)
{
	struct ops *ops = p->ops;

	while (p->bins.n <= (size_t)item->id)
		*VEC_ADD(ops->keep, &p->bins) = NULL;
	*out = p->bins.v[item->id];
	if (*out != NULL)
		return 0;
	*out = p->bins.v[item->id] = ARENA_NEW(ops->keep, struct bins);
	return bins_of(ops, item, NONE, NONE, p->reserved, *out);
}

static void
add_row(struct picking *p, const struct demand *d, const struct item *item,
    const struct bin *bin, int64_t qty)
{
	struct pick_row *row = NULL;

	if (qty <= 0)
		return;
	for (size_t i = p->rows.n; bin != NULL && i > 0; i--)
		if (p->rows.v[i - 1].demand == d &&
		    p->rows.v[i - 1].location == bin->location &&
		    p->rows.v[i - 1].lot == bin->lot)
			row = &p->rows.v[i - 1];
		else if (p->rows.v[i - 1].demand != d)
			break;
	if (row != NULL) {
		row->qty += qty;
		return;
	}
	*VEC_ADD(p->ops->keep, &p->rows) =
	    (struct pick_row){ d, item, bin == NULL ? NULL : bin->location,
		    bin == NULL ? NULL : bin->lot, qty,
		    bin == NULL ? 0 : bin->rank };
}

/* What is reserved for the line, where it can be taken from. */
static int64_t
take_reserved(struct picking *p, const struct demand *d,
    const struct item *item, const struct bins *bins,
    const struct bin_filter *f)
{
	const struct reservation *r = reserved_first(p->reserved, item);
	int64_t taken = 0;

	for (; r != NULL; r = r->next) {
		if (r->line != d->line || strcmp(r->order, d->order) != 0)
			continue;
		for (size_t i = 0; i < bins->n; i++) {
			struct bin *b = &bins->v[i];
			int64_t part =
			    r->qty < d->open - taken ? r->qty : d->open - taken;

			if (b->location != r->location || b->lot != r->lot ||
			    !bin_fits(b, f))
				continue;
			part = part < b->on_hand ? part : b->on_hand;
			add_row(p, d, item, b, part);
			b->on_hand -= part;
			taken += part;
		}
	}
	return taken;
}

/* What is reserved elsewhere stays there: it is not missing here. */
static int64_t
wanted(const struct picking *p, const struct demand *d, const struct item *item,
    int64_t taken)
{
	int64_t kept = reserved_line(p->reserved, item, d->order, d->line);

	if (p->ask->place != NULL && kept > taken)
		return d->open - kept;
	return d->open - taken;
}

/* Goods of the line's place, and of the one that was asked for. */
static int
places_of(struct picking *p, const struct demand *d, struct bin_filter *home,
    struct bin_filter *here)
{
	const struct location *place = NULL;
	int err = d->location == NULL ?
	    0 :
	    location_by_code(p->ops, d->location, &place);

	*home = (struct bin_filter){ place, NULL };
	*here = (struct bin_filter){ p->ask->place, NULL };
	return err;
}

static int
pick_line(struct picking *p, const struct demand *d)
{
	struct bin_filter home, here;
	const struct item *item;
	struct bins *bins;
	int64_t left;
	int err = item_by_sku(p->ops, d->item, &item);

	if (err == 0)
		err = item_bins(p, item, &bins);
	if (err == 0)
		err = places_of(p, d, &home, &here);
	if (err != 0)
		return err;
	left = wanted(p, d, item, take_reserved(p, d, item, bins, &here));
	for (size_t i = 0; left > 0 && i < bins->n; i++) {
		struct bin *b = &bins->v[i];
		int64_t part = left < b->free ? left : b->free;

		if (part <= 0 || !bin_fits(b, &home) || !bin_fits(b, &here))
			continue;
		add_row(p, d, item, b, part);
		b->free -= part;
		left -= part;
	}
	if (p->ask->place == NULL)
		add_row(p, d, item, NULL, left);
	return 0;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct pick_row *x = a, *y = b;
	int order;

	if ((x->location == NULL) != (y->location == NULL))
		return x->location == NULL ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	order = strcmp(x->item->sku, y->item->sku);
	if (order == 0 && x->lot != y->lot)
		order = x->lot == NULL ? 1 :
		    y->lot == NULL     ? -1 :
					 strcmp(x->lot->lot, y->lot->lot);
	if (order == 0)
		order = strcmp(x->demand->order, y->demand->order);
	if (order == 0 && x->demand->line != y->demand->line)
		order = x->demand->line < y->demand->line ? -1 : 1;
	return order;
}

int
pick(struct ops *ops, const struct pick_query *ask,
    int (*row)(void *, const struct pick_row *), void *data)
{
	struct demand_query all = { ask->order, INT64_MAX, NONE };
	struct picking p = { .ops = ops, .ask = ask };
	int err = reserved_load(ops, NULL, NONE, NONE, &p.reserved);

	if (err == 0)
		err = demands(ops, &all, keep_line, &p);
	if (p.lines.n > 1)
		qsort(p.lines.v, p.lines.n, sizeof *p.lines.v, demand_before);
	for (size_t i = 0; err == 0 && i < p.lines.n; i++)
		err = pick_line(&p, &p.lines.v[i]);
	if (p.rows.n > 1)
		qsort(p.rows.v, p.rows.n, sizeof *p.rows.v, compare_rows);
	for (size_t i = 0; err == 0 && i < p.rows.n; i++)
		err = row(data, &p.rows.v[i]);
	return err;
}
