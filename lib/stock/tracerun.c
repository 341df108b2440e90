/* Runs of production, as a trace goes through them. */
#include <stdlib.h>
#include <string.h>

#include "stock/tracing.h"

/* A reference makes a run; what has none is one by its time. */
static int
compare_runs(const struct trace_move *x, const struct trace_move *y)
{
	if (x->reference != NULL && y->reference != NULL)
		return strcmp(x->reference, y->reference);
	if (x->reference != NULL || y->reference != NULL)
		return x->reference == NULL ? 1 : -1;
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
			err = tracing_lot(
			    t, db_int(&q, 8), db_int(&q, 9), &m->lot);
	}
	db_done(&q);
	if (all.n > 1)
		qsort(all.v, all.n, sizeof *all.v, by_run);
	*r = (struct run){ all.v, all.n };
	return err != 0 ? err : got;
}

/* The runs of an entry, read once. */
static int
entry_runs(struct tracing *t, int64_t entry, const struct run **out)
{
	size_t i = pairs_number(&t->run_keys, (uint32_t)entry, 0);
	int err = 0;

	if (i == t->runs.n)
		err = read_entry(t, entry, VEC_ADD(t->ops->keep, &t->runs));
	*out = &t->runs.v[i];
	return err;
}

/* What of an entry belongs to the run of a move. */
static int
part_of_entry(struct tracing *t, int64_t entry, const struct trace_move *m,
    struct run *out)
{
	const struct run *r;
	size_t low = 0, high;
	int err = entry_runs(t, entry, &r);

	if (err != 0)
		return err;
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

/* An order that is put together, entry by entry. */
struct joining {
	struct tracing *t;
	const struct trace_move *move;
	VEC(struct run_move) moves;
	VEC(int64_t) entries;
	VEC(const struct item *) items; /* that may tie others to it */
	int in, out; /* did goods go in, and come out? */
};

static void
add_item(struct joining *j, const struct item *item)
{
	for (size_t i = 0; i < j->items.n; i++)
		if (j->items.v[i] == item)
			return;
	*VEC_ADD(j->t->ops->keep, &j->items) = item;
}

static int
add_entry(struct joining *j, int64_t entry)
{
	struct arena *keep = j->t->ops->keep;
	struct run part;
	int err;

	for (size_t i = 0; i < j->entries.n; i++)
		if (j->entries.v[i] == entry)
			return 0;
	*VEC_ADD(keep, &j->entries) = entry;
	err = part_of_entry(j->t, entry, j->move, &part);
	for (size_t i = 0; err == 0 && i < part.n; i++) {
		*VEC_ADD(keep, &j->moves) = part.v[i];
		if (part.v[i].move.to->kind == PLACE_PRODUCTION)
			j->in = 1;
		else
			j->out = 1;
		add_item(j, part.v[i].lot->item);
	}
	return err;
}

SQL(sql_others,
    "SELECT DISTINCT entry FROM move WHERE item = $1 AND at <= $2 "
    "AND entry <= $3 AND reference = $4 "
    "AND (src IN (SELECT id FROM location WHERE kind = 'production') OR "
    "dst IN (SELECT id FROM location WHERE kind = 'production')) "
    "ORDER BY entry");

/* The other entries under the reference that have the item. */
static int
join_item(struct joining *j, const struct item *item)
{
	const struct trace_query *ask = j->t->ask;
	VEC(int64_t) found = { 0 };
	struct db_query q;
	int got = 0, err = db_query(j->t->ops, &q, sql_others, V(item->id),
	    V(ask->as_of), V(ask->known == NONE ? INT64_MAX : ask->known),
	    V(j->move->reference));

	while (err == 0 && (got = db_next(&q)) == 1)
		*VEC_ADD(j->t->ops->keep, &found) = db_int(&q, 0);
	db_done(&q);
	if (err == 0)
		err = got;
	for (size_t i = 0; err == 0 && i < found.n; i++)
		err = add_entry(j, found.v[i]);
	return err;
}

SQL(sql_parts, "SELECT part FROM kit_part WHERE item = $1 ORDER BY part");
SQL(sql_kits, "SELECT item FROM kit_part WHERE part = $1 ORDER BY item");

/* What an item that came out is made of; what one that went in is for. */
static int
add_kits(struct joining *j, const struct item *item)
{
	struct db_query q;
	int got = 0, err = db_query(j->t->ops, &q, j->in ? sql_kits
							 : sql_parts,
	    V(item->sku));

	while (err == 0 && (got = db_next(&q)) == 1) {
		const struct item *other;

		err = item_find(j->t->ops, db_text(&q, 0), &other);
		if (err == 0 && other != NULL)
			add_item(j, other);
	}
	db_done(&q);
	return err != 0 ? err : got;
}

/* All items are looked at in turn, and those that come while it goes on. */
static int
join(struct joining *j)
{
	size_t i = 0, n;
	int err = add_entry(j, j->move->entry);

	for (; err == 0 && i < j->items.n; i++)
		err = join_item(j, j->items.v[i]);
	n = j->items.n;
	for (size_t k = 0; err == 0 && j->in != j->out && k < n; k++)
		err = add_kits(j, j->items.v[k]);
	for (; err == 0 && i < j->items.n; i++)
		err = join_item(j, j->items.v[i]);
	return err;
}

static void **
order_of(struct tracing *t, int64_t entry, const char *reference)
{
	t->orders.mem = t->ops->keep;
	return map_put(&t->orders, arena_printf(t->ops->mem, "%lld\n%s",
	    (long long)entry, reference));
}

int
tracing_run(struct tracing *t, const struct trace_move *m, struct run *out)
{
	struct joining j = { .t = t, .move = m };
	struct run *run;
	void **known;
	int err;

	if (m->reference == NULL)
		return part_of_entry(t, m->entry, m, out);
	known = order_of(t, m->entry, m->reference);
	if (*known != NULL) {
		*out = *(struct run *)*known;
		return 0;
	}
	err = join(&j);
	run = ARENA_NEW(t->ops->keep, struct run);
	*run = *out = (struct run){ j.moves.v, j.moves.n };
	for (size_t i = 0; err == 0 && i < j.entries.n; i++)
		*order_of(t, j.entries.v[i], m->reference) = run;
	return err;
}
