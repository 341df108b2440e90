/* Runs of production, as a trace goes through them. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ledger/book.h"
#include "stock/tracing.h"

/* A reference makes a run; what has none is one by its time. */
static int
compare_runs(const struct trace_move *x, const struct trace_move *y)
{
	if (x->reference != NULL || y->reference != NULL)
		return text_order(x->reference, y->reference);
	return x->at < y->at ? -1 : x->at > y->at;
}

static int
by_run(const void *a, const void *b)
{
	const struct run_move *x = a, *y = b;
	int order = compare_runs(&x->move, &y->move);

	return order != 0		? order :
	    x->move.line < y->move.line ? -1 :
					  x->move.line > y->move.line;
}

SQL(sql_run,
    "SELECT m.at, m.entry, m.line, m.src, m.dst, m.party, m.qty, "
    "m.reference, m.item, m.lot FROM move_span s JOIN move m "
    "ON m.item = s.item AND m.at BETWEEN s.first_at AND s.last_at "
    "AND m.entry = s.entry WHERE s.entry = $1 AND m.at <= $2 AND "
    "(m.src IN (SELECT id FROM location WHERE kind = 'production') OR "
    "m.dst IN (SELECT id FROM location WHERE kind = 'production'))");

static int
read_entry(struct tracing *t, int64_t entry, struct run *r)
{
	VEC(struct run_move) all = { 0 };
	struct db_query q;
	int got = 0;
	int err = db_query(t->ops, &q, sql_run, V(entry), V(t->ask->as_of));

	while (err == 0 && (got = db_next(&q)) == 1) {
		struct run_move *m = VEC_ADD(t->ops->keep, &all);

		err = tracing_move(t->ops, &q, &m->move);
		if (err == 0)
			err = tracing_lot(t, db_int(&q, 8), db_int(&q, 9),
			    &m->lot);
	}
	db_done(&q);
	if (all.n > 1)
		qsort(all.v, all.n, sizeof *all.v, by_run);
	*r = (struct run){ all.v, all.n };
	return err != 0 ? err : got;
}

/* The runs of an entry, read once. */
static int
entry_runs(struct tracing *t, int64_t entry, struct entry_runs **out)
{
	size_t i = pairs_number(&t->run_keys, (uint32_t)entry, 0);
	int err = 0;

	if (i == t->runs.n) {
		*VEC_ADD(t->ops->keep, &t->runs) =
		    ARENA_NEW(t->ops->keep, struct entry_runs);
		err = read_entry(t, entry, &t->runs.v[i]->all);
	}
	*out = t->runs.v[i];
	return err;
}

/* What of an entry belongs to the run of a move. */
static int
part_of_entry(struct tracing *t, int64_t entry, const struct trace_move *m,
    struct run *out)
{
	struct entry_runs *e;
	const struct run *r;
	size_t low = 0, high;
	int err = entry_runs(t, entry, &e);

	if (err != 0)
		return err;
	r = &e->all;
	for (high = r->n; low < high;) {
		size_t mid = low + (high - low) / 2;

		if (compare_runs(&r->v[mid].move, m) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	while (high < r->n && compare_runs(&r->v[high].move, m) == 0)
		high++;
	*out = (struct run){ r->v + low, high - low };
	return 0;
}

/* A run that is put together, part by part. */
struct joining {
	struct tracing *t;
	VEC(struct run_move) moves;
	VEC(int64_t) entries;
};

static void
add_part(struct joining *j, const struct run *part)
{
	for (size_t i = 0; i < part->n; i++)
		*VEC_ADD(j->t->ops->keep, &j->moves) = part->v[i];
}

SQL(sql_entries,
    "SELECT entry FROM production WHERE reference = $1 "
    "AND entry <= $2 ORDER BY entry");

/* All that went in and came out under a reference. */
static int
join_reference(struct joining *j, const struct trace_move *m)
{
	const struct trace_query *ask = j->t->ask;
	struct db_query q;
	struct run part;
	int got = 0,
	    err = db_query(j->t->ops, &q, sql_entries, V(m->reference),
		V(ask->known == NONE ? INT64_MAX : ask->known));

	while (err == 0 && (got = db_next(&q)) == 1)
		*VEC_ADD(j->t->ops->keep, &j->entries) = db_int(&q, 0);
	db_done(&q);
	if (err == 0)
		err = got;
	for (size_t i = 0; err == 0 && i < j->entries.n; i++) {
		err = part_of_entry(j->t, j->entries.v[i], m, &part);
		if (err == 0)
			add_part(j, &part);
	}
	return err;
}

/* The run of a reference, put together once. */
static int
order_of(struct tracing *t, const struct trace_move *m, struct order **out)
{
	struct joining j = { .t = t };
	struct order *o;
	void **known;
	int err;

	t->orders.mem = t->ops->keep;
	known = map_put(&t->orders, m->reference);
	*out = *known;
	if (*known != NULL)
		return 0;
	*out = *known = o = ARENA_NEW(t->ops->keep, struct order);
	err = join_reference(&j, m);
	o->run = (struct run){ j.moves.v, j.moves.n };
	return err;
}

enum { WENT_IN = 1, CAME_OUT = 2, BOTH_SIDES = 3 };

/* Which sides of production has a run?  What was undone is of none. */
static int
sides_of(struct tracing *t, const struct run *r, int *sides)
{
	int err = 0, stands;

	*sides = 0;
	for (size_t i = 0; err == 0 && *sides != BOTH_SIDES && i < r->n; i++) {
		const struct run_move *m = &r->v[i];

		err = tracing_stands(t, m, &stands);
		if (err != 0 || !stands)
			continue;
		if (m->move.to->kind == PLACE_PRODUCTION)
			*sides |= WENT_IN;
		if (m->move.from->kind == PLACE_PRODUCTION)
			*sides |= CAME_OUT;
	}
	return err;
}

static int64_t
day_of(const struct tracing *t, const struct trace_move *m)
{
	int64_t day;
	int second;

	zone_from_utc(t->ops->book->zone, m->at, &day, &second);
	return day;
}

static int
by_day(const void *a, const void *b)
{
	const struct day_part *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->run.v < y->run.v ? -1 : x->run.v > y->run.v;
}

/* The runs of an entry by their days, put in order once. */
static void
order_by_day(struct tracing *t, struct entry_runs *e)
{
	VEC(struct day_part) all = { 0 };
	size_t end, n = e->all.n;

	if (e->day != NULL)
		return;
	for (size_t i = 0; i < n; i = end) {
		struct run_move *v = e->all.v + i;
		int64_t last = NONE;

		for (end = i; end < n &&
		     compare_runs(&e->all.v[end].move, &v->move) == 0;)
			end++;
		for (size_t k = 0; k < end - i; k++) {
			int64_t day = day_of(t, &v[k].move);

			if (day != last)
				*VEC_ADD(t->ops->keep, &all) =
				    (struct day_part){ last = day,
					    { v, end - i } };
		}
	}
	if (all.n > 1)
		qsort(all.v, all.n, sizeof *all.v, by_day);
	e->day = all.v;
	e->days = all.n;
}

/*
 * Of two that may belong together one has no reference: on one day, in one
 * entry, each with the side that the other lacks.
 */
static int
add_near(struct joining *j, const struct trace_move *m, int missing)
{
	struct tracing *t = j->t;
	int64_t day = day_of(t, m);
	struct entry_runs *e;
	struct order *order;
	int sides, err = entry_runs(t, m->entry, &e);
	size_t i = 0, high;

	if (err != 0 ||
	    (m->reference != NULL && e->all.n > 0 &&
		e->all.v[e->all.n - 1].move.reference != NULL))
		return err;
	order_by_day(t, e);
	for (high = e->days; i < high;) {
		size_t mid = i + (high - i) / 2;

		if (e->day[mid].day < day)
			i = mid + 1;
		else
			high = mid;
	}
	for (; err == 0 && i < e->days && e->day[i].day == day; i++) {
		const struct trace_move *first = &e->day[i].run.v[0].move;
		const struct run *part = &e->day[i].run;

		if (first->reference != NULL && m->reference != NULL)
			continue;
		if (first->reference != NULL) {
			err = order_of(t, first, &order);
			part = &order->run;
		}
		if (err == 0)
			err = sides_of(t, part, &sides);
		if (err == 0 && sides == missing)
			add_part(j, part);
	}
	return err;
}

/* A run with one side only: what the other side of it may be. */
static int
complete(struct tracing *t, const struct run *run, struct run *out)
{
	struct joining j = { .t = t };
	struct pairs seen = { .mem = t->ops->keep };
	int sides, err = sides_of(t, run, &sides);

	*out = *run;
	if (err != 0 || (sides != WENT_IN && sides != CAME_OUT))
		return err;
	add_part(&j, run);
	for (size_t i = 0; err == 0 && i < run->n; i++) {
		const struct trace_move *m = &run->v[i].move;
		size_t n = seen.n;

		if (pairs_number(
			&seen, (uint32_t)m->entry, (uint32_t)day_of(t, m)) == n)
			err = add_near(&j, m, BOTH_SIDES - sides);
	}
	*out = (struct run){ j.moves.v, j.moves.n };
	return err;
}

int
tracing_run(struct tracing *t, const struct trace_move *m, struct run *out)
{
	struct order *order;
	struct run part;
	int err;

	if (m->reference == NULL) {
		err = part_of_entry(t, m->entry, m, &part);
		return err != 0 ? err : complete(t, &part, out);
	}
	err = order_of(t, m, &order);
	if (err == 0 && !order->completed) {
		order->completed = 1;
		err = complete(t, &order->run, &order->whole);
	}
	*out = order->whole;
	return err;
}
