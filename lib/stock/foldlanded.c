/* Landed costs in a fold: at their receipts, or at their own dates. */
#include <stdlib.h>

#include "base/decimal.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "stock/fold.h"
#include "stock/landed.h"

enum { LATE_RESTATE, LATE_FORWARD };

/* The end of the closed time after an entry; n of them in order. */
struct closed {
	int64_t entry, last;
};

static int
by_receipt(const void *a, const void *b)
{
	const struct landed_row *x = a, *y = b;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	if (x->receipt != y->receipt)
		return x->receipt < y->receipt ? -1 : 1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->entry < y->entry ? -1 : x->entry > y->entry;
}

SQL(sql_closings, "SELECT entry, through FROM closing_version "
		  "ORDER BY entry, line");

static int
read_closings(struct valuation *v, struct closed **out, size_t *n)
{
	VEC(struct closed) all = { 0 };
	struct db_query q;
	int got = 0, err = db_query0(v->ops, &q, sql_closings);

	while (err == 0 && (got = db_next(&q)) == 1) {
		struct closed *c = VEC_ADD(v->mem, &all);

		c->entry = db_int(&q, 0);
		c->last = db_int(&q, 1) == NONE ? NONE
		    : zone_to_utc(v->ops->book->zone, db_int(&q, 1) + 1, 0) - 1;
	}
	*out = all.v;
	*n = all.n;
	return err != 0 ? err : got;
}

enum { RECEIPT = 3, OF_LINE, NUMBER, ITEM, AMOUNT, DATE };

int
landed_read(struct valuation *v)
{
	VEC(struct landed_row) all = { 0 };
	struct closed *closed;
	size_t n;
	struct db_query q;
	int got = 0, err = read_closings(v, &closed, &n);

	if (err == 0)
		err = record_query(v->ops, &ledger_landed, v->ask->known, NULL,
		    &q);
	if (err != 0)
		return err;
	while (err == 0 && (got = db_next(&q)) == 1) {
		struct landed_row *r = VEC_ADD(v->mem, &all);
		const struct item *item;

		err = item_by_sku(v->ops, db_text(&q, ITEM), &item);
		if (err != 0)
			break;
		*r = (struct landed_row){ item->id, db_int(&q, RECEIPT),
			db_int(&q, OF_LINE), db_int(&q, AMOUNT),
			db_int(&q, DATE), db_int(&q, 1), NONE };
		for (size_t i = 0; i < n && closed[i].entry < r->entry; i++)
			r->closed = closed[i].last;
	}
	db_done(&q);
	if (all.n > 1)
		qsort(all.v, all.n, sizeof *all.v, by_receipt);
	v->landed = all.v;
	v->n_landed = all.n;
	v->landed_forward = conf_choice(v->ops->conf, "stock.landed_late") ==
	    LATE_FORWARD;
	return err != 0 ? err : got < 0 ? got : 0;
}

/* The first of a line of a receipt, or of what comes behind. */
static size_t
find(const struct valuation *v, const struct landed_row *key)
{
	size_t low = 0, high = v->n_landed;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (by_receipt(&v->landed[mid], key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* What counts at its own date, in the order of dates. */
static void
put_off(struct fold *f, const struct landed_row *r)
{
	size_t i;

	VEC_ADD(f->mem, &f->late);
	for (i = f->late.n - 1; i > f->next_late &&
	     f->late.v[i - 1]->date > r->date; i--)
		f->late.v[i] = f->late.v[i - 1];
	f->late.v[i] = r;
}

int
landed_at_receipt(struct fold *f, const struct goods *m,
    const struct landed_row **first, size_t *n, int64_t *sum)
{
	const struct valuation *v = f->all;
	struct landed_row key = { .item = f->item->id, .receipt = m->entry,
		.line = m->line, .entry = 0 };
	size_t from = find(v, &key), i;

	*first = v->landed + from;
	*sum = 0;
	for (i = from; i < v->n_landed && v->landed[i].item == f->item->id &&
	     v->landed[i].receipt == m->entry && v->landed[i].line == m->line;
	     i++) {
		const struct landed_row *r = &v->landed[i];

		if (landed_is_late(f, r, m->at))
			put_off(f, r);
		else if (add_i64(*sum, r->amount, sum) != 0)
			return value_too_large(v->ops, f->item);
	}
	*n = i - from;
	return 0;
}

int
landed_is_late(const struct fold *f, const struct landed_row *r, int64_t at)
{
	return f->all->landed_forward || (r->closed != NONE && at <= r->closed);
}

static int
tell(const struct fold *f, const struct landed_row *r, const struct pool *p,
    enum value_kind kind, int64_t value)
{
	struct valuation *v = f->all;
	struct value_event e = { .item = f->item, .kind = kind, .at = r->date,
		.entry = r->entry, .value = value, .price = NONE,
		.of_entry = r->receipt, .of_line = r->line };
	int err = 0;

	if (f->quiet || v->ask->event == NULL || value == 0)
		return 0;
	if (p != NULL && p->lot != 0)
		err = lot_by_id(v->ops, p->lot, &e.lot);
	return err != 0 ? err : v->ask->event(v->data, &e);
}

/* What of its receipt is there takes its share, the rest is expense. */
static int
add_late(struct fold *f, const struct landed_row *r)
{
	struct pool *p, *of = NULL;
	int64_t kept = 0, gone;
	int err;

	VEC_EACH(&f->pools, p) {
		if (pool_add_cost(p, r->receipt, r->line, r->amount,
			&kept) != 0)
			return value_too_large(f->all->ops, f->item);
		of = p;
		if (kept != 0)
			break;
	}
	if (sub_i64(kept, r->amount, &gone) != 0)
		return value_too_large(f->all->ops, f->item);
	err = tell(f, r, of, VALUE_LANDED, r->amount);
	return err != 0 ? err : tell(f, r, of, VALUE_EXPENSED, gone);
}

int
landed_until(struct fold *f, int64_t at)
{
	int err = 0;

	while (err == 0 && f->next_late < f->late.n &&
	    f->late.v[f->next_late]->date <= at)
		err = add_late(f, f->late.v[f->next_late++]);
	return err;
}
