/* What is to be fetched for open orders, and from where. */
#include <stdlib.h>
#include <string.h>

#include "stock/bins.h"
#include "stock/inturn.h"
#include "stock/pick.h"

struct picking {
	struct ops *ops;
	const struct pick_query *ask;
	struct reserved *reserved;
	struct shelves *shelves;
	struct in_turn lines;
	struct item_bins bins;
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
	return in_turn_add(p->ops, &p->lines, d);
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
	size_t n;
	const struct reservation *const *of =
	    reserved_for(p->reserved, item, d->order, d->line, &n);
	int64_t taken = 0;

	for (size_t k = 0; k < n; k++) {
		const struct reservation *r = of[k];

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
static int
wanted(const struct picking *p, const struct demand *d, const struct item *item,
    int64_t taken, int64_t *left)
{
	int64_t kept;
	int err = reserved_line(p->reserved, item, d->order, d->line, &kept);

	if (err == 0)
		*left = d->open -
		    (p->ask->place != NULL && kept > taken ? kept : taken);
	return err;
}

/* Goods of the line's place, and of the one that was asked for. */
static int
places_of(struct picking *p, const struct demand *d, struct bin_filter *home,
    struct bin_filter *here)
{
	const struct location *place = NULL;
	int err = d->location == NULL ? 0
	    : location_by_code(p->ops, d->location, &place);

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
	struct bin *b;
	int64_t left;
	int err = item_by_sku(p->ops, d->item, &item);

	if (err == 0)
		err = bins_by_item(p->shelves, &p->bins, item, &bins);
	if (err == 0)
		err = places_of(p, d, &home, &here);
	if (err == 0)
		err = wanted(p, d, item, take_reserved(p, d, item, bins, &here),
		    &left);
	if (err != 0)
		return err;
	for (b = bins_first(bins); left > 0 && b < bins->v + bins->n; b++) {
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
	int err = reserved_load(ops, ops->keep, NULL, NONE, NONE, &p.reserved);

	if (err == 0)
		err = shelves_open(ops, NONE, NONE, p.reserved, &p.shelves);
	if (err == 0)
		err = demands(ops, &all, keep_line, &p);
	in_turn_sort(&p.lines);
	for (size_t i = 0; err == 0 && i < p.lines.n; i++)
		err = pick_line(&p, p.lines.v[i]);
	shelves_close(p.shelves);
	if (p.rows.n > 1)
		qsort(p.rows.v, p.rows.n, sizeof *p.rows.v, compare_rows);
	for (size_t i = 0; err == 0 && i < p.rows.n; i++)
		err = row(data, &p.rows.v[i]);
	return err;
}
