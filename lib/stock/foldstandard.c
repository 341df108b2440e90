/* Standard costs in a fold: what is there is revalued on their days. */
#include <stdlib.h>

#include "ledger/book.h"
#include "stock/fold.h"

/* Where the standard costs of an item stand, if they value it. */
void
standards_begin(struct fold *f)
{
	const struct valuation *v = f->all;
	size_t low = 0, high = v->n_standards;

	f->cost = f->item->cost;
	f->n_standards = f->standard = 0;
	if (f->costing != COSTING_STANDARD)
		return;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (v->standards[mid].item->id < f->item->id)
			low = mid + 1;
		else
			high = mid;
	}
	f->standards = v->standards + low;
	while (low < v->n_standards && v->standards[low++].item == f->item)
		f->n_standards++;
}

static int
revalue(struct fold *f, const struct standard *s, int64_t at)
{
	struct value_event e = { .item = f->item, .kind = VALUE_REVALUED,
		.at = at, .entry = s->entry, .price = NONE, .of_entry = NONE,
		.of_line = NONE };
	struct valuation *v = f->all;
	struct pool *p;
	int err = 0;

	f->cost = s->cost;
	VEC_EACH(&f->pools, p) {
		if (pool_set_standard(p, s->cost, &e.value) != 0)
			return value_too_large(v->ops, f->item);
		if (f->quiet || v->ask->event == NULL || e.value == 0)
			continue;
		e.lot = NULL;
		if (p->lot != 0)
			err = lot_by_id(v->ops, p->lot, &e.lot);
		if (err == 0)
			err = v->ask->event(v->data, &e);
		if (err != 0)
			return err;
	}
	return 0;
}

/* The standard costs that have begun by then. */
int
standards_until(struct fold *f, int64_t at)
{
	while (f->standard < f->n_standards) {
		const struct standard *s = &f->standards[f->standard];
		int64_t begins = zone_to_utc(f->all->ops->book->zone, s->day,
		    0);
		int err;

		if (begins > at)
			break;
		f->standard++;
		err = revalue(f, s, begins);
		if (err != 0)
			return err;
	}
	return 0;
}

static int
by_item(const void *a, const void *b)
{
	const struct standard *x = a, *y = b;

	if (x->item != y->item)
		return x->item->id < y->item->id ? -1 : 1;
	return x->day < y->day ? -1 : x->day > y->day;
}

int
standards_read(struct valuation *v)
{
	int err = standards_all(v->ops, v->ask->known, &v->standards,
	    &v->n_standards);

	if (err == 0 && v->n_standards > 1)
		qsort(v->standards, v->n_standards, sizeof *v->standards,
		    by_item);
	return err;
}
