/* Reading the moves that are valued: what was undone falls out in pairs. */
#include "base/str.h"
#include "db/db.h"
#include "stock/fold.h"

enum { CHUNK = 512 };

SQL(sql_moves,
    "SELECT at, entry, line, src, dst, lot, party, qty, value, price, "
    "said_qty, reference, reason FROM move WHERE item = $1 AND "
    "(at, entry, line) > ($2, $3, $4) "
    "ORDER BY item, at, entry, line LIMIT 512");

static const struct undo *
undo_of(const struct valuation *v, int64_t entry)
{
	size_t low = 0, high = v->undos;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (v->undo[mid].entry < entry)
			low = mid + 1;
		else
			high = mid;
	}
	return low < v->undos && v->undo[low].entry == entry ? &v->undo[low]
							     : NULL;
}

static int
mirrors(const struct goods *a, const struct goods *b)
{
	return a->from == b->to && a->to == b->from && a->lot == b->lot &&
	    a->party == b->party && a->qty == b->qty && a->value == b->value;
}

/* The moves [from, to) of one instant: the latest undo first. */
static void
cancel(const struct valuation *v, struct goods *m, size_t from, size_t to)
{
	for (size_t i = to; i-- > from + 1;) {
		const struct undo *u = undo_of(v, m[i].entry);
		size_t j = i;

		if (u == NULL || m[i].cancelled || m[from].entry == u->entry)
			continue;
		while (j-- > from)
			if (!m[j].cancelled && m[j].entry < u->entry &&
			    (u->undoes == NONE || u->undoes == m[j].entry) &&
			    mirrors(&m[i], &m[j])) {
				m[i].cancelled = m[j].cancelled = 1;
				break;
			}
	}
}

static void
cancel_all(struct fold *f, size_t from, size_t to)
{
	struct goods *m = f->moves.v;

	while (from < to) {
		size_t end = from + 1;

		while (end < to && m[end].at == m[from].at)
			end++;
		if (end > from + 1 && f->all->undos > 0)
			cancel(f->all, m, from, end);
		from = end;
	}
}

/* What is not folded yet goes to the front; its texts move over. */
static void
drop_folded(struct fold *f)
{
	struct arena *old = f->text[0];
	struct arena_mark start = f->text_start[0];
	size_t n = f->moves.n - f->next;

	f->text[0] = f->text[1];
	f->text_start[0] = f->text_start[1];
	f->text[1] = old;
	f->text_start[1] = start;
	for (size_t i = 0; i < n; i++) {
		struct goods *m = &f->moves.v[i];

		*m = f->moves.v[f->next + i];
		m->reference = arena_strdup(f->text[0], m->reference);
		m->reason = arena_strdup(f->text[0], m->reason);
	}
	arena_back(old, f->text_start[1]);
	f->moves.n = n;
	f->ready -= f->next;
	f->next = 0;
}

static int
is_production(const struct valuation *v, const struct goods *m)
{
	return v->place[m->from]->kind == PLACE_PRODUCTION ||
	    v->place[m->to]->kind == PLACE_PRODUCTION;
}

static void
read_move(struct fold *f, const struct db_query *q)
{
	struct goods *m = VEC_ADD(f->mem, &f->moves);

	m->at = db_int(q, 0);
	m->entry = db_int(q, 1);
	m->line = db_int(q, 2);
	m->from = (uint32_t)db_int(q, 3);
	m->to = (uint32_t)db_int(q, 4);
	m->lot = (uint32_t)db_int(q, 5);
	m->party = (uint32_t)db_int(q, 6);
	m->qty = db_int(q, 7);
	m->value = db_int(q, 8);
	m->price = m->priced = NONE;
	if (f->all->ask->prices) {
		m->price = db_int(q, 9);
		m->priced = db_int(q, 10);
		if (m->priced == NONE)
			m->priced = m->qty;
	}
	m->cancelled = 0;
	m->reference = m->reason = NULL;
	if (f->all->ask->texts || is_production(f->all, m))
		m->reference = arena_strdup(f->text[0], db_text(q, 11));
	if (f->all->ask->texts)
		m->reason = arena_strdup(f->text[0], db_text(q, 12));
}

/* Reads a chunk: those that count, and where it stood. */
static int
read_chunk(struct fold *f)
{
	const struct value_query *ask = f->all->ask;
	struct db_query q;
	int got = 0, n = 0;
	int err = db_query(f->all->ops, &q, sql_moves, V(f->item->id),
	    V(f->at), V(f->entry), V(f->line));

	while (err == 0 && (got = db_next(&q)) == 1) {
		n++;
		f->at = db_int(&q, 0);
		f->entry = db_int(&q, 1);
		f->line = db_int(&q, 2);
		if (ask->as_of != NONE && f->at > ask->as_of) {
			n = 0;
			break;
		}
		if (ask->known == NONE || f->entry <= ask->known)
			read_move(f, &q);
	}
	db_done(&q);
	f->ended = n < CHUNK;
	return err != 0 ? err : got < 0 ? got : 0;
}

/* An instant is complete when a later one has begun. */
int
fold_read(struct fold *f)
{
	while (f->next == f->ready) {
		size_t n, from = f->ready;
		int err;

		if (f->ended)
			return 0;
		drop_folded(f);
		from = f->ready;
		err = read_chunk(f);
		if (err != 0)
			return err;
		n = f->moves.n;
		while (!f->ended && n > from &&
		    f->moves.v[n - 1].at == f->at)
			n--;
		f->ready = n;
		cancel_all(f, from, n);
	}
	return 1;
}
