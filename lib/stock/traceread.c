/* What a trace reads: the moves of a lot, runs of production, what stands. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "db/db.h"
#include "stock/tracing.h"

SQL(sql_backs,
    "SELECT e.entry, e.undoes, e.undoes_line FROM entry e "
    "WHERE e.undoes IS NOT NULL "
    "UNION SELECT r.entry, e.undoes, e.undoes_line FROM import_run r "
    "JOIN entry e ON e.entry = r.entry ORDER BY 1");

int
tracing_begin(struct tracing *t)
{
	struct db_query q;
	int got = 0, err = db_query0(t->ops, &q, sql_backs);

	while (err == 0 && (got = db_next(&q)) == 1)
		if (t->ask->known == NONE || db_int(&q, 0) <= t->ask->known)
			*VEC_ADD(t->ops->keep, &t->backs) =
			    (struct taking_back){ db_int(&q, 0), db_int(&q, 1),
				    db_int(&q, 2) };
	db_done(&q);
	return err != 0 ? err : got;
}

/* The first that was posted after an entry. */
static const struct taking_back *
back_after(const struct tracing *t, int64_t entry)
{
	size_t low = 0, high = t->backs.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (t->backs.v[mid].entry <= entry)
			low = mid + 1;
		else
			high = mid;
	}
	return t->backs.v + low;
}

static const struct taking_back *
back_of(const struct tracing *t, int64_t entry)
{
	const struct taking_back *b = back_after(t, entry - 1);

	return t->backs.n > 0 && b < t->backs.v + t->backs.n &&
		b->entry == entry ? b : NULL;
}

SQL(sql_sku, "SELECT sku FROM item WHERE id = $1");
SQL(sql_number, "SELECT lot FROM lot WHERE id = $1");

/* By their codes: to ask by id is to read all there are. */
static int
name(struct ops *ops, int64_t item, int64_t lot, struct trace_lot *l)
{
	const char *code = NULL;
	int err = db_get_text(ops, &code, sql_sku, V(item));

	if (err == 0)
		err = item_by_sku(ops, code, &l->item);
	if (err == 0 && lot != 0)
		err = db_get_text(ops, &code, sql_number, V(lot));
	return err != 0 || lot == 0 ? err :
				      lot_find(ops, l->item, code, &l->lot);
}

int
tracing_lot(struct tracing *t, int64_t item, int64_t lot,
    struct trace_lot **out)
{
	size_t i = pairs_number(&t->lot_keys, (uint32_t)item, (uint32_t)lot);

	if (i < t->lots.n) {
		*out = t->lots.v[i];
		return 0;
	}
	*out = *VEC_ADD(t->ops->keep, &t->lots) =
	    ARENA_NEW(t->ops->keep, struct trace_lot);
	return name(t->ops, item, lot, *out);
}

SQL(sql_party, "SELECT code FROM party WHERE id = $1");

static int
read_party(struct ops *ops, int64_t id, const struct party **out)
{
	const char *code = NULL;
	int err = id == 0 ? 0 : db_get_text(ops, &code, sql_party, V(id));

	*out = NULL;
	return err != 0 || code == NULL ? err : party_find(ops, code, out);
}

int
tracing_move(struct ops *ops, const struct db_query *q, struct trace_move *m)
{
	int err = location_by_id(ops, db_int(q, 3), &m->from);

	if (err == 0)
		err = location_by_id(ops, db_int(q, 4), &m->to);
	if (err == 0)
		err = read_party(ops, db_int(q, 5), &m->party);
	m->at = db_int(q, 0);
	m->entry = db_int(q, 1);
	m->line = db_int(q, 2);
	m->qty = db_int(q, 6);
	m->reference = arena_strdup(ops->keep, db_text(q, 7));
	m->undone = 0;
	return err;
}

/*
 * An undo may have another time, where the old one was closed; a correction
 * by an import says only that it is one, so it has to be at the same time.
 */
static int
took_back(const struct taking_back *b, const struct trace_move *m,
    const struct trace_move *earlier)
{
	return !earlier->undone && earlier->entry < m->entry &&
	    (b->undoes == NONE ? earlier->at == m->at :
				 earlier->entry == b->undoes) &&
	    (b->line == NONE || earlier->line == b->line) &&
	    earlier->from == m->to && earlier->to == m->from &&
	    earlier->party == m->party && earlier->qty == m->qty;
}

static int
latest_first(const void *a, const void *b)
{
	const struct trace_move *const *x = a, *const *y = b;

	if ((*x)->entry != (*y)->entry)
		return (*x)->entry > (*y)->entry ? -1 : 1;
	return (*x)->line > (*y)->line ? -1 : (*x)->line < (*y)->line;
}

/* The latest undo first: what it took back takes nothing back any more. */
static void
leave_out_undone(struct tracing *t, struct trace_lot *l)
{
	size_t n = l->moves.n;
	struct trace_move **m =
	    ARENA_ARRAY(t->ops->keep, struct trace_move *, n);

	for (size_t i = 0; i < n; i++)
		m[i] = &l->moves.v[i];
	if (n > 1)
		qsort(m, n, sizeof *m, latest_first);
	for (size_t i = 0; i < n; i++) {
		const struct taking_back *b =
		    m[i]->undone ? NULL : back_of(t, m[i]->entry);

		for (size_t j = i + 1; b != NULL && j < n; j++)
			if (took_back(b, m[i], m[j])) {
				m[i]->undone = m[j]->undone = 1;
				break;
			}
	}
}

SQL(sql_moves,
    "SELECT at, entry, line, src, dst, party, qty, reference FROM move "
    "WHERE item = $1 AND at <= $2 AND lot = $3 AND entry <= $4 "
    "ORDER BY item, at, entry, line");

static int64_t
known_last(const struct tracing *t)
{
	return t->ask->known == NONE ? INT64_MAX : t->ask->known;
}

int
tracing_read(struct tracing *t, struct trace_lot *l)
{
	struct db_query q;
	int got = 0, err = 0;

	if (l->read)
		return 0;
	l->read = 1;
	err = db_query(t->ops, &q, sql_moves, V(l->item->id), V(t->ask->as_of),
	    V(l->lot == NULL ? 0 : l->lot->id), V(known_last(t)));
	while (err == 0 && (got = db_next(&q)) == 1)
		err = tracing_move(t->ops, &q,
		    VEC_ADD(t->ops->keep, &l->moves));
	db_done(&q);
	if (err != 0 || got < 0)
		return err != 0 ? err : got;
	if (t->backs.n > 0)
		leave_out_undone(t, l);
	return 0;
}

/* Most were never touched, which is seen without their item's moves. */
int
tracing_stands(struct tracing *t, const struct run_move *r, int *stands)
{
	const struct taking_back *b = back_after(t, r->move.entry);
	const struct trace_move *m;
	int err, touched = 0;

	for (; t->backs.n > 0 && b < t->backs.v + t->backs.n; b++)
		touched |= b->undoes == NONE || b->undoes == r->move.entry;
	*stands = 1;
	if (!touched && back_of(t, r->move.entry) == NULL)
		return 0;
	err = tracing_read(t, r->lot);
	VEC_EACH(&r->lot->moves, m)
		if (m->entry == r->move.entry && m->line == r->move.line)
			*stands = !m->undone;
	return err;
}

SQL(sql_kept, "SELECT location, qty FROM on_hand WHERE item = $1 AND lot = $2");
SQL(sql_last, "SELECT last_at FROM ledger_span WHERE ledger = 'stock move'");

/* Is what is asked for all that the book knows? */
static int
is_now(const struct tracing *t, int *now)
{
	int64_t last = NONE;
	int err = db_get_values(t->ops, &last, sql_last, NULL, 0);

	*now = t->ask->known == NONE && (last == NONE || last <= t->ask->as_of);
	return err;
}

static int
fold_in(struct tracing *t, struct trace_places *p, const struct location *l,
    int64_t qty)
{
	size_t i = pairs_number(&p->keys, (uint32_t)l->id, 0);

	if (i == p->sum.n) {
		*VEC_ADD(t->ops->keep, &p->sum) = 0;
		*VEC_ADD(t->ops->keep, &p->place) = l;
	}
	return add_i64(p->sum.v[i], qty, &p->sum.v[i]) == 0 ? 0
	    : tracing_too_large(t);
}

static int
fold_kept(struct tracing *t, const struct trace_lot *l, struct trace_places *p)
{
	const struct location *place;
	struct db_query q;
	int got = 0,
	    err = db_query(t->ops, &q, sql_kept, V(l->item->id), V(l->lot->id));

	while (err == 0 && (got = db_next(&q)) == 1) {
		err = location_by_id(t->ops, db_int(&q, 0), &place);
		if (err == 0)
			err = fold_in(t, p, place, db_int(&q, 1));
	}
	db_done(&q);
	return err != 0 ? err : got;
}

int
tracing_places(struct tracing *t, const struct trace_lot *l,
    struct trace_places *p)
{
	const struct trace_move *m;
	int now, err = is_now(t, &now);

	pairs_reset(&p->keys);
	p->keys.mem = t->ops->keep;
	p->sum.n = p->place.n = 0;
	if (err == 0 && now)
		return fold_kept(t, l, p);
	VEC_EACH(&l->moves, m) {
		if (err == 0)
			err = fold_in(t, p, m->from, -m->qty);
		if (err == 0)
			err = fold_in(t, p, m->to, m->qty);
	}
	return err;
}

int
tracing_too_large(const struct tracing *t)
{
	return fail(t->ops, OPS_DATA,
	    "the sum of the quantities is too large a number");
}

SQL(sql_items,
    "SELECT l.item FROM lot l WHERE l.lot = $1 AND EXISTS (SELECT 1 FROM "
    "lot_version v WHERE v.id = l.id AND v.entry <= $2) ORDER BY l.item");

int
trace_lots(struct ops *ops, const char *number, int64_t known,
    const struct lot ***out, size_t *n)
{
	VEC(const char *) sku = { 0 };
	const struct item *item;
	struct db_query q;
	int got = 0,
	    err = db_query(ops, &q, sql_items, V(number),
		V(known == NONE ? INT64_MAX : known));

	while (err == 0 && (got = db_next(&q)) == 1)
		*VEC_ADD(ops->mem, &sku) =
		    arena_strdup(ops->mem, db_text(&q, 0));
	db_done(&q);
	*n = sku.n;
	*out = ARENA_ARRAY(ops->keep, const struct lot *, sku.n);
	if (err == 0)
		err = got;
	for (size_t i = 0; err == 0 && i < sku.n; i++) {
		err = item_by_sku(ops, sku.v[i], &item);
		if (err == 0)
			err = lot_find(ops, item, number, &(*out)[i]);
	}
	return err;
}
