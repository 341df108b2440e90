/* What lies where, and since when, added up while moves are folded. */
#include <stdlib.h>
#include <string.h>

#include "ledger/entry.h"
#include "stock/balance.h"
#include "stock/helds.h"

/* A place and a lot, numbered by helds->keys. */
struct spot {
	int64_t qty;
	int64_t came, entry, line; /* of the first that came, and no undo */
};

struct undo_line {
	int64_t entry, undoes, line; /* line NONE: all of the entry */
};

struct helds {
	struct ops *ops;
	int64_t as_of, known;
	const struct location **place; /* by id: ours, or NULL */
	struct undo_line *undo;	       /* by entry */
	struct undo_line *undone;      /* by undoes and line */
	size_t undos;
	struct pairs keys;
	VEC(struct spot) spots;
	VEC(struct item_held) rows;
};

static int
number_places(struct helds *h)
{
	const struct location *const *all;
	size_t n = 0, max = 0;
	int err = locations_all(h->ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if ((size_t)all[i]->id > max)
			max = (size_t)all[i]->id;
	h->place = ARENA_ARRAY(h->ops->keep, const struct location *, max + 1);
	for (size_t i = 0; err == 0 && i < n; i++)
		if (place_is_stock(all[i]->kind))
			h->place[all[i]->id] = all[i];
	return err;
}

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
by_undone(const void *a, const void *b)
{
	const struct undo_line *x = a, *y = b;
	int order = compare(x->undoes, y->undoes);

	return order != 0 ? order : compare(x->line, y->line);
}

static int
by_entry(const void *a, const void *b)
{
	return compare(((const struct undo_line *)a)->entry,
	    ((const struct undo_line *)b)->entry);
}

SQL(sql_undos,
    "SELECT entry, undoes, undoes_line FROM entry "
    "WHERE undoes IS NOT NULL ORDER BY entry");

static int
read_undos(struct helds *h)
{
	VEC(struct undo_line) all = { 0 };
	struct db_query q;
	int got = 0, err = db_query0(h->ops, &q, sql_undos);

	while (err == 0 && (got = db_next(&q)) == 1)
		*VEC_ADD(h->ops->keep, &all) =
		    (struct undo_line){ db_int(&q, 0), db_int(&q, 1),
			    db_int(&q, 2) };
	h->undo = all.v;
	h->undos = all.n;
	h->undone = ARENA_ARRAY(h->ops->keep, struct undo_line, all.n);
	if (all.n > 0) {
		memcpy(h->undone, all.v, all.n * sizeof *all.v);
		qsort(h->undone, all.n, sizeof *all.v, by_undone);
	}
	return err != 0 ? err : got;
}

int
helds_open(struct ops *ops, int64_t as_of, int64_t known, struct helds **out)
{
	struct helds *h = ARENA_NEW(ops->keep, struct helds);
	int err;

	*h = (struct helds){ .ops = ops,
		.as_of = as_of,
		.known = known,
		.keys.mem = ops->keep };
	*out = h;
	err = number_places(h);
	return err != 0 ? err : read_undos(h);
}

static int
is_undo(const struct helds *h, int64_t entry)
{
	struct undo_line key = { .entry = entry };

	return h->undos > 0 &&
	    bsearch(&key, h->undo, h->undos, sizeof *h->undo, by_entry) != NULL;
}

/* Somebody undid the entry, or the line of it, at some time. */
static int
was_undone(const struct helds *h, int64_t entry, int64_t line)
{
	struct undo_line all = { .undoes = entry, .line = NONE };
	struct undo_line one = { .undoes = entry, .line = line };

	return h->undos > 0 &&
	    (bsearch(&all, h->undone, h->undos, sizeof all, by_undone) ||
		bsearch(&one, h->undone, h->undos, sizeof one, by_undone));
}

static struct spot *
spot_of(struct helds *h, uint32_t place, uint32_t lot)
{
	size_t i = pairs_number(&h->keys, place, lot);

	if (i == h->spots.n)
		*VEC_ADD(h->ops->keep, &h->spots) =
		    (struct spot){ 0, NONE, NONE, NONE };
	return &h->spots.v[i];
}

int
helds_move(struct helds *h, const struct item *item, const struct goods *m)
{
	struct spot *s;
	int err = 0;

	if (h->place[m->from] != NULL)
		err = balance_add(h->ops, item,
		    &spot_of(h, m->from, m->lot)->qty, -m->qty);
	if (err != 0 || h->place[m->to] == NULL)
		return err;
	s = spot_of(h, m->to, m->lot);
	if (s->came == NONE && !is_undo(h, m->entry)) {
		s->came = m->at;
		s->entry = m->entry;
		s->line = m->line;
	}
	return balance_add(h->ops, item, &s->qty, m->qty);
}

SQL(sql_came,
    "SELECT m.at, m.entry, m.line FROM move m WHERE m.item = $1 AND "
    "m.dst = $2 AND m.lot = $3 AND m.at <= $4 AND m.entry <= $5 "
    "AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.entry = m.entry "
    "AND e.undoes IS NOT NULL) ORDER BY m.at");

/* What was undone never came, and an undo brings nothing new. */
static int
first_that_stands(struct helds *h, const struct item *item, uint32_t place,
    uint32_t lot, int64_t *came)
{
	struct db_query q;
	int stands = 0, got = 0;
	int err = db_query(h->ops, &q, sql_came, V(item->id), V((int64_t)place),
	    V((int64_t)lot), V(h->as_of == NONE ? INT64_MAX : h->as_of),
	    V(h->known == NONE ? INT64_MAX : h->known));

	*came = NONE;
	while (err == 0 && !stands && (got = db_next(&q)) == 1) {
		int64_t at = db_int(&q, 0);

		err = entry_line_stood(h->ops, db_int(&q, 1), db_int(&q, 2),
		    h->known, &stands);
		if (stands)
			*came = at;
	}
	db_done(&q);
	return err != 0 ? err : got < 0 ? got : 0;
}

/* The row of a spot that holds something. */
static int
add_row(struct helds *h, const struct item *item, size_t i)
{
	uint32_t place = pairs_a(&h->keys, i), lot = pairs_b(&h->keys, i);
	const struct spot *s = &h->spots.v[i];
	struct item_held *row = VEC_ADD(h->ops->keep, &h->rows);
	int err = 0;

	*row = (struct item_held){
		.location = h->place[place], .qty = s->qty, .came = s->came
	};
	if (lot != 0)
		err = lot_by_id(h->ops, lot, &row->lot);
	if (err == 0 && s->came != NONE && was_undone(h, s->entry, s->line))
		err = first_that_stands(h, item, place, lot, &row->came);
	return err;
}

static int
by_place(const void *a, const void *b)
{
	const struct item_held *x = a, *y = b;

	if (x->location != y->location)
		return strcmp(x->location->code, y->location->code);
	return lot_order(x->lot, y->lot);
}

int
helds_end(struct helds *h, const struct item *item,
    const struct item_held **out, size_t *n)
{
	int err = 0;

	h->rows.n = 0;
	for (size_t i = 0; err == 0 && i < h->spots.n; i++)
		if (h->spots.v[i].qty != 0)
			err = add_row(h, item, i);
	if (h->rows.n > 1)
		qsort(h->rows.v, h->rows.n, sizeof *h->rows.v, by_place);
	h->spots.n = 0;
	pairs_reset(&h->keys);
	*out = h->rows.v;
	*n = h->rows.n;
	return err;
}
