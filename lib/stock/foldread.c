/* Reading the moves that are valued: what was undone falls out in pairs. */
#include <string.h>

#include "db/db.h"
#include "stock/fold.h"

enum { CHUNK = 512 };
enum {
	AT,
	ENTRY,
	LINE,
	FROM,
	TO,
	LOT,
	PARTY,
	QTY,
	GOODS_VALUE,
	PRICE,
	PRICED,
	REFERENCE,
	REASON
};

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
	return low < v->undos && v->undo[low].entry == entry ? &v->undo[low] :
							       NULL;
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
		if (end > from + 1)
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

/* One that counts, or NULL where all that count are read. */
static struct goods *
add_move(struct fold *f, int64_t at, int64_t entry, int64_t line)
{
	const struct value_query *ask = f->all->ask;

	f->at = at;
	f->entry = entry;
	f->line = line;
	if (ask->as_of != NONE && at > ask->as_of) {
		f->ended = 1;
		return NULL;
	}
	if (ask->known != NONE && entry > ask->known)
		return NULL;
	return VEC_ADD(f->mem, &f->moves);
}

static void
read_row(struct fold *f, const int64_t *row, int prices)
{
	struct goods *m = add_move(f, row[AT], row[ENTRY], row[LINE]);

	if (m == NULL)
		return;
	*m = (struct goods){ .at = row[AT],
		.entry = row[ENTRY],
		.line = row[LINE],
		.qty = row[QTY],
		.value = row[GOODS_VALUE],
		.price = NONE,
		.priced = NONE,
		.from = (uint32_t)row[FROM],
		.to = (uint32_t)row[TO],
		.lot = (uint32_t)row[LOT],
		.party = (uint32_t)row[PARTY] };
	if (prices) {
		m->price = row[PRICE];
		m->priced = row[PRICED] == NONE ? m->qty : row[PRICED];
	}
}

#define GOODS "SELECT at, entry, line, src, dst, lot, party, qty, value"
#define OF_ITEM " FROM move WHERE item = $1"
#define IN_ORDER " ORDER BY item, at, entry, line"

SQL(sql_goods, GOODS OF_ITEM IN_ORDER);
SQL(sql_prices, GOODS ", price, said_qty" OF_ITEM IN_ORDER);
SQL(sql_texts, GOODS ", price, said_qty, reference, reason" OF_ITEM IN_ORDER);
SQL(sql_after, GOODS OF_ITEM " AND (at, entry, line) > ($2, $3, $4)" IN_ORDER);

/*
 * A query for each item costs more than its few moves do: where there are
 * not many, those of all items are read at once.
 */
enum { AHEAD_MAX = 1 << 18, PART = 4096 };
struct packed_goods {
	int64_t at, qty, value;
	uint32_t item, entry, line, from, to, lot, party;
};
struct goods_ahead {
	VEC(struct packed_goods *) part; /* PART rows each */
	VEC(int64_t *) prices; /* price and said quantity of each, or none */
	size_t rows;
	uint32_t *first; /* its first row, by item id; one more ends the last */
	size_t items;
};

static struct packed_goods *
row_ahead(const struct goods_ahead *a, size_t i)
{
	return a->part.v[i / PART] + i % PART;
}

static void
number_items(struct valuation *v, struct goods_ahead *a)
{
	uint32_t item = 0;

	a->items = (size_t)row_ahead(a, a->rows - 1)->item + 1;
	a->first = ARENA_ARRAY(v->mem, uint32_t, a->items + 1);
	for (size_t i = 0; i < a->rows; i++)
		while (item <= row_ahead(a, i)->item)
			a->first[item++] = (uint32_t)i;
	a->first[item] = (uint32_t)a->rows;
}

SQL(sql_some, "SELECT COUNT(*) FROM move WHERE item <= 64");

/* Judged by the first items, so that what is too much is not begun. */
static int
are_few(struct valuation *v, size_t items, int *few)
{
	int64_t some = 0;
	int err = db_get_values(v->ops, &some, sql_some, NULL, 0);

	*few = some / 64 * (int64_t)items < AHEAD_MAX;
	return err;
}

SQL(sql_all, GOODS ", item FROM move" IN_ORDER);
SQL(sql_all_prices, GOODS ", price, said_qty, item FROM move" IN_ORDER);

static void
add_ahead(struct valuation *v, struct goods_ahead *a, const int64_t *row,
    size_t width)
{
	size_t i = a->rows++ % PART;

	if (i == 0) {
		*VEC_ADD(v->mem, &a->part) =
		    ARENA_ARRAY(v->mem, struct packed_goods, PART);
		if (v->ask->prices)
			*VEC_ADD(v->mem, &a->prices) =
			    ARENA_ARRAY(v->mem, int64_t, 2 * PART);
	}
	a->part.v[a->part.n - 1][i] = (struct packed_goods){ row[AT], row[QTY],
		row[GOODS_VALUE], (uint32_t)row[width - 1],
		(uint32_t)row[ENTRY], (uint32_t)row[LINE], (uint32_t)row[FROM],
		(uint32_t)row[TO], (uint32_t)row[LOT], (uint32_t)row[PARTY] };
	if (v->ask->prices)
		memcpy(&a->prices.v[a->prices.n - 1][2 * i], row + PRICE,
		    2 * sizeof *row);
}

int
fold_read_ahead(struct valuation *v, size_t items)
{
	struct goods_ahead *a = ARENA_NEW(v->mem, struct goods_ahead);
	int64_t row[CHUNK * (REFERENCE + 1)];
	size_t n, width = (v->ask->prices ? REFERENCE : PRICE) + 1;
	struct db_query q;
	int few, got = 1, err = are_few(v, items, &few);

	if (err != 0 || !few)
		return err;
	err = db_batch_values(v->ops, &q,
	    v->ask->prices ? sql_all_prices : sql_all, NULL, 0);
	while (err == 0 && got == 1 && a->rows < AHEAD_MAX) {
		got = db_batch_next(&q, row, CHUNK, &n);
		for (size_t i = 0; i < n; i++)
			add_ahead(v, a, row + i * width, width);
	}
	if (err != 0 || got < 0)
		return err != 0 ? err : got;
	db_done(&q);
	if (got == 1 || a->rows == 0) /* too many, or none */
		return 0;
	number_items(v, a);
	v->ahead = a;
	return 0;
}

static void
take_ahead(struct fold *f)
{
	const struct goods_ahead *a = f->all->ahead;
	size_t item = (size_t)f->item->id;
	int prices = f->all->ask->prices && !f->quiet;

	f->ended = item >= a->items;
	for (size_t i = f->ended ? 0 : a->first[item];
	     !f->ended && i < a->first[item + 1]; i++) {
		const struct packed_goods *p = row_ahead(a, i);
		int64_t row[REFERENCE] = { p->at, p->entry, p->line, p->from,
			p->to, p->lot, p->party, p->qty, p->value };

		if (prices)
			memcpy(row + PRICE,
			    &a->prices.v[i / PART][i % PART * 2],
			    2 * sizeof *row);
		read_row(f, row, prices);
	}
	f->ended = 1;
}

static int
read_numbers(struct fold *f, int prices)
{
	int64_t row[CHUNK * REFERENCE];
	size_t n, width = prices ? REFERENCE : PRICE;
	int got = db_batch_next(&f->query, row, CHUNK, &n);

	for (size_t i = 0; got >= 0 && !f->ended && i < n; i++)
		read_row(f, row + i * width, prices);
	if (got == 0)
		f->ended = 1;
	return got < 0 ? got : 0;
}

static int
read_texts(struct fold *f)
{
	int64_t row[REFERENCE];
	int got = 1;

	for (int n = 0; !f->ended && n < CHUNK; n++) {
		size_t before = f->moves.n;

		got = db_next(&f->query);
		if (got != 1)
			break;
		for (int i = 0; i < REFERENCE; i++)
			row[i] = db_int(&f->query, i);
		read_row(f, row, f->all->ask->prices);
		if (f->moves.n > before) {
			struct goods *m = &f->moves.v[before];

			m->reference = arena_strdup(f->text[0],
			    db_text(&f->query, REFERENCE));
			m->reason = arena_strdup(f->text[0],
			    db_text(&f->query, REASON));
		}
	}
	if (got == 0)
		f->ended = 1;
	return got < 0 ? got : 0;
}

/*
 * Reads a chunk: those that count, and where it stood.  There are many quiet
 * folds at once, so that each looks for its place again.
 */
static int
read_chunk(struct fold *f)
{
	const struct value_query *ask = f->all->ask;
	struct ops *ops = f->all->ops;
	int64_t item = f->item->id;
	int err = 0;

	if (f->all->ahead != NULL) {
		take_ahead(f);
		return 0;
	}
	if (f->quiet)
		err = db_batch(ops, &f->query, sql_after, V(item), V(f->at),
		    V(f->entry), V(f->line));
	else if (f->query.stmt == NULL)
		err = ask->texts ? db_query(ops, &f->query, sql_texts, V(item))
		    : db_batch(ops, &f->query,
			ask->prices ? sql_prices : sql_goods, V(item));
	if (err == 0)
		err = ask->texts && !f->quiet ? read_texts(f)
		    : read_numbers(f, ask->prices && !f->quiet);
	if (f->quiet || f->ended)
		fold_done(f);
	return err;
}

void
fold_done(struct fold *f)
{
	db_done(&f->query);
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
		while (!f->ended && n > from && f->moves.v[n - 1].at == f->at)
			n--;
		f->ready = n;
		if (f->all->undos > 0)
			cancel_all(f, from, n);
	}
	return 1;
}
