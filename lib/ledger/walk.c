/* All lines of an entry, or of the book, in order, whatever their ledger. */
#include "base/vec.h"
#include "ledger/entry.h"

struct cursor {
	const struct ledger *ledger;
	struct db_query q;
	int64_t entry, line;
};

struct walk {
	VEC(struct cursor) open;
	size_t at; /* the cursor whose line was given last */
	int started;
	int back; /* the last line comes first */
};

static int
advance(struct walk *w, size_t i)
{
	struct cursor *c = &w->open.v[i];
	int got = db_next(&c->q);

	if (got == 1) {
		c->entry = db_int(&c->q, 0);
		c->line = db_int(&c->q, 1);
	} else if (got == 0) {
		c->ledger = NULL;
	}
	return got;
}

static int
begin(struct ops *ops, int64_t entry, int back, struct walk **out)
{
	struct walk *w = ARENA_NEW(ops->mem, struct walk);

	*out = w;
	w->back = back;
	for (size_t i = 0; all_ledgers[i] != NULL; i++) {
		struct cursor *c = VEC_ADD(ops->mem, &w->open);
		int err;

		c->ledger = all_ledgers[i];
		err = back ? ledger_lines_back(ops, c->ledger, entry, &c->q)
			   : ledger_lines(ops, c->ledger, entry, &c->q);
		if (err == 0)
			err = advance(w, i);
		if (err < 0) {
			walk_close(w);
			return err;
		}
	}
	return 0;
}

int
walk_open(struct ops *ops, int64_t entry, struct walk **out)
{
	return begin(ops, entry, 0, out);
}

int
walk_back(struct ops *ops, int64_t entry, struct walk **out)
{
	return begin(ops, entry, 1, out);
}

static int
comes_before(const struct walk *w, const struct cursor *a,
    const struct cursor *b)
{
	if (w->back)
		return a->line > b->line;
	return a->entry < b->entry ||
	    (a->entry == b->entry && a->line < b->line);
}

int
walk_next(struct walk *w, struct walk_line *out)
{
	struct cursor *first = NULL, *c;

	if (w->started && w->open.v[w->at].ledger != NULL) {
		int got = advance(w, w->at);

		if (got < 0)
			return got;
	}
	w->started = 1;
	VEC_EACH(&w->open, c) {
		if (c->ledger == NULL)
			continue;
		if (first == NULL || comes_before(w, c, first))
			first = c;
	}
	if (first == NULL)
		return 0;
	w->at = (size_t)(first - w->open.v);
	out->ledger = first->ledger;
	out->entry = first->entry;
	out->line = first->line;
	ledger_row(first->ledger, &first->q, 2, out->cols);
	return 1;
}

void
walk_close(struct walk *w)
{
	struct cursor *c;

	VEC_EACH(&w->open, c)
		db_done(&c->q);
}
