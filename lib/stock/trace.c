/* Where a lot came from and where it went: through production, both ways. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "stock/tracing.h"

const char *const trace_words[] = { "received", "made", "found", "moved",
	"consumed", "shipped", "returned", "scrapped", "saved", "lost", NULL };
const char *const trace_sum_words[] = { "sum received", "sum made",
	"sum on hand", "sum consumed", "sum shipped", "sum returned",
	"sum scrapped", "sum adjusted", "sum untraced", "sum difference",
	NULL };

static enum trace_kind
kind_of(const struct trace_move *m)
{
	switch (m->to->kind) {
	case PLACE_PRODUCTION:
		return TRACE_CONSUMED;
	case PLACE_CUSTOMER:
		return TRACE_SHIPPED;
	case PLACE_VENDOR:
		return TRACE_RETURNED;
	case PLACE_SCRAP:
		return TRACE_SCRAPPED;
	case PLACE_ADJUSTMENT:
		return TRACE_LOST;
	default:
		break;
	}
	switch (m->from->kind) {
	case PLACE_PRODUCTION:
		return TRACE_MADE;
	case PLACE_CUSTOMER:
		return TRACE_RETURNED;
	case PLACE_VENDOR:
		return TRACE_RECEIVED;
	case PLACE_SCRAP:
		return TRACE_SAVED;
	case PLACE_ADJUSTMENT:
		return TRACE_FOUND;
	default:
		return TRACE_MOVED;
	}
}

/* Where a lot comes from; all else is what became of it. */
static int
is_source(const struct trace_move *m)
{
	return m->from->kind == PLACE_VENDOR ||
	    m->from->kind == PLACE_PRODUCTION ||
	    m->from->kind == PLACE_ADJUSTMENT;
}

/* Lot: which one its move is a row of.  1 where it was not there yet. */
static int
add_row(struct tracing *t, const struct trace_lot *l,
    const struct trace_move *m)
{
	size_t n = t->trace->rows.n;

	if (pairs_number(&t->rows, (uint32_t)m->entry, (uint32_t)m->line) != n)
		return 0;
	*VEC_ADD(t->ops->keep, &t->trace->rows) =
	    (struct trace_row){ l, m, kind_of(m) };
	return 1;
}

/* One direction: forward 1, back -1, and the lots whose turn comes. */
struct way {
	int sign;
	VEC(struct trace_lot *) next;
};

/* A lot that the way comes by for the first time waits for its turn. */
static void
go_to(struct tracing *t, struct way *w, struct trace_lot *l, int64_t step)
{
	int *seen = w->sign > 0 ? &l->forward : &l->back;

	if (*seen)
		return;
	if (!l->forward && !l->back)
		l->step = step;
	*seen = 1;
	if (l->lot != NULL)
		*VEC_ADD(t->ops->keep, &w->next) = l;
}

/* Was it on the other side of production than the move that led here? */
static int
is_other_side(const struct way *w, const struct trace_move *m)
{
	const struct location *end = w->sign > 0 ? m->from : m->to;

	return end->kind == PLACE_PRODUCTION;
}

/* Through a run of production, from a lot's move into it or out of it. */
static int
go_through(struct tracing *t, struct way *w, const struct trace_lot *l,
    const struct trace_move *m)
{
	struct run run;
	int stands, any = 0, err = tracing_run(t, m, &run);

	for (size_t i = 0; err == 0 && i < run.n; i++) {
		struct run_move *r = &run.v[i];

		if (r->lot == l || !is_other_side(w, &r->move))
			continue;
		err = tracing_stands(t, r, &stands);
		if (err != 0 || !stands)
			continue;
		any = 1;
		go_to(t, w, r->lot, l->step + w->sign);
		if ((w->sign < 0 || r->lot->lot == NULL) &&
		    add_row(t, r->lot, &r->move) && w->sign > 0)
			*VEC_ADD(t->ops->keep, &t->untraced) = r;
	}
	if (w->sign > 0 && !any && t->trace->ends++ == 0)
		t->trace->end = m;
	return err;
}

static int
go(struct tracing *t, int sign)
{
	struct way w = { .sign = sign };
	const struct trace_move *m;
	struct trace_lot *l;
	int err = 0;

	for (size_t i = 0; err == 0 && i < t->ask->n; i++) {
		const struct lot *lot = t->ask->lot[i];

		err = tracing_lot(t, lot->item->id, lot->id, &l);
		if (err == 0)
			go_to(t, &w, l, 0);
	}
	for (size_t i = 0; err == 0 && i < w.next.n; i++) {
		l = w.next.v[i];
		err = tracing_read(t, l);
		VEC_EACH(&l->moves, m) {
			const struct location *end = sign > 0 ? m->to : m->from;

			if (err != 0 || m->undone)
				continue;
			if (sign > 0 || is_source(m))
				add_row(t, l, m);
			if (end->kind == PLACE_PRODUCTION)
				err = go_through(t, &w, l, m);
		}
	}
	return err;
}

static int
compare_numbers(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static int
compare_lots(const struct trace_lot *x, const struct trace_lot *y)
{
	int order = compare_numbers(x->step, y->step);

	if (order == 0)
		order = strcmp(x->item->sku, y->item->sku);
	return order != 0 ? order : lot_order(x->lot, y->lot);
}

static int
by_step(const void *a, const void *b)
{
	const struct trace_row *x = a, *y = b;
	int order = compare_lots(x->lot, y->lot);

	if (order == 0)
		order = compare_numbers(x->move->at, y->move->at);
	if (order == 0)
		order = compare_numbers(x->move->entry, y->move->entry);
	return order != 0 ? order :
			    compare_numbers(x->move->line, y->move->line);
}

static int
by_lot(const void *a, const void *b)
{
	const struct trace_lot *const *x = a, *const *y = b;

	return compare_lots(*x, *y);
}

static int
by_place(const void *a, const void *b)
{
	const struct trace_left *x = a, *y = b;
	int order = strcmp(x->lot->item->sku, y->lot->item->sku);

	if (order == 0)
		order = strcmp(x->location->code, y->location->code);
	return order != 0 ? order : strcmp(x->lot->lot, y->lot->lot);
}

static struct trace_item *
item_of(struct tracing *t, const struct trace_lot *l)
{
	struct trace_item *i;

	VEC_EACH(&t->trace->items, i)
		if (i->item == l->item)
			return i;
	i = VEC_ADD(t->ops->keep, &t->trace->items);
	i->item = l->item;
	return i;
}

/* Each end of a move counts on its own: some have none of ours. */
static int
add_ends(struct tracing *t, struct trace_item *i, const struct trace_move *m)
{
	static const struct {
		enum trace_sum sum;
		int sign;
	} out[] = { [PLACE_VENDOR] = { SUM_RECEIVED, 1 },
		[PLACE_PRODUCTION] = { SUM_MADE, 1 },
		[PLACE_CUSTOMER] = { SUM_SHIPPED, -1 },
		[PLACE_SCRAP] = { SUM_SCRAPPED, -1 },
		[PLACE_ADJUSTMENT] = { SUM_ADJUSTED, -1 } };
	static const enum trace_sum in[] = { [PLACE_VENDOR] = SUM_RETURNED,
		[PLACE_PRODUCTION] = SUM_CONSUMED,
		[PLACE_CUSTOMER] = SUM_SHIPPED,
		[PLACE_SCRAP] = SUM_SCRAPPED,
		[PLACE_ADJUSTMENT] = SUM_ADJUSTED };
	enum place from = m->from->kind, to = m->to->kind;
	int64_t *sum;

	if (!place_is_stock(from)) {
		sum = &i->qty[out[from].sum];
		if (add_i64(*sum, out[from].sign * m->qty, sum) != 0)
			return tracing_too_large(t);
	}
	if (!place_is_stock(to)) {
		sum = &i->qty[in[to]];
		if (add_i64(*sum, m->qty, sum) != 0)
			return tracing_too_large(t);
	}
	return 0;
}

static int
add_left(struct tracing *t, struct trace_item *i, const struct trace_lot *l,
    struct trace_places *p)
{
	int64_t *sum = &i->qty[SUM_ON_HAND];
	int err = tracing_places(t, l, p);

	for (size_t k = 0; err == 0 && k < p->sum.n; k++) {
		if (p->sum.v[k] == 0 || !place_is_stock(p->place.v[k]->kind))
			continue;
		*VEC_ADD(t->ops->keep, &t->trace->left) =
		    (struct trace_left){ l->lot, p->place.v[k], p->sum.v[k] };
		if (add_i64(*sum, p->sum.v[k], sum) != 0)
			err = tracing_too_large(t);
	}
	return err;
}

static int
find_difference(struct tracing *t, struct trace_item *i)
{
	int64_t *rest = &i->qty[SUM_DIFFERENCE];

	if (add_i64(i->qty[SUM_RECEIVED], i->qty[SUM_MADE], rest) != 0)
		return tracing_too_large(t);
	for (int k = SUM_ON_HAND; k < SUM_DIFFERENCE; k++)
		if (sub_i64(*rest, i->qty[k], rest) != 0)
			return tracing_too_large(t);
	return 0;
}

static int
sum_up(struct tracing *t)
{
	struct trace_places places = { .keys = { .mem = t->ops->keep } };
	const struct trace_move *m;
	struct trace_item *i;
	int err = 0;

	for (size_t k = 0; err == 0 && k < t->lots.n; k++) {
		const struct trace_lot *l = t->lots.v[k];

		if (!l->forward)
			continue;
		i = item_of(t, l);
		if (l->lot == NULL)
			continue;
		i->lot = i->lots++ == 0 ? l->lot : NULL;
		VEC_EACH(&l->moves, m)
			if (err == 0 && !m->undone)
				err = add_ends(t, i, m);
		if (err == 0)
			err = add_left(t, i, l, &places);
	}
	for (size_t k = 0; err == 0 && k < t->untraced.n; k++) {
		const struct run_move *r = t->untraced.v[k];

		i = item_of(t, r->lot);
		if (add_i64(i->qty[SUM_MADE], r->move.qty, &i->qty[SUM_MADE]) !=
			0 ||
		    add_i64(i->qty[SUM_UNTRACED], r->move.qty,
			&i->qty[SUM_UNTRACED]) != 0)
			err = tracing_too_large(t);
	}
	VEC_EACH(&t->trace->items, i)
		if (err == 0)
			err = find_difference(t, i);
	return err;
}

int
trace(struct ops *ops, const struct trace_query *ask, struct trace **out)
{
	struct tracing t = { .ops = ops,
		.ask = ask,
		.lot_keys = { .mem = ops->keep },
		.run_keys = { .mem = ops->keep },
		.rows = { .mem = ops->keep } };
	int err;

	*out = t.trace = ARENA_NEW(ops->keep, struct trace);
	err = tracing_begin(&t);
	if (err == 0 && ask->forward)
		err = go(&t, 1);
	if (err == 0 && ask->back)
		err = go(&t, -1);
	if (t.lots.n > 1)
		qsort(t.lots.v, t.lots.n, sizeof *t.lots.v, by_lot);
	if (err == 0)
		err = sum_up(&t);
	if (t.trace->rows.n > 1)
		qsort(t.trace->rows.v, t.trace->rows.n, sizeof *t.trace->rows.v,
		    by_step);
	if (t.trace->left.n > 1)
		qsort(t.trace->left.v, t.trace->left.n, sizeof *t.trace->left.v,
		    by_place);
	return err;
}
