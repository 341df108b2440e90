/* All lines of an entry, or of the book, in order, whatever their ledger. */
#include "base/vec.h"
#include "ledger/readback.h"

struct cursor {
	struct readback *lines;
	struct walk_line at;
	int more; /* there is one at hand */
};

struct walk {
	VEC(struct cursor) open;
	struct cursor *given; /* whose line was given last, NULL */
	int back;	      /* the last line comes first */
};

static int
advance(struct cursor *c)
{
	int got = readback_next(c->lines, &c->at);

	c->more = got == 1;
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

		err = readback_open(ops, all_ledgers[i], entry, back,
		    &c->lines);
		if (err == 0)
			err = advance(c);
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
comes_before(const struct walk *w, const struct walk_line *a,
    const struct walk_line *b)
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
	int got = w->given == NULL ? 0 : advance(w->given);

	if (got < 0)
		return got;
	VEC_EACH(&w->open, c)
		if (c->more &&
		    (first == NULL || comes_before(w, &c->at, &first->at)))
			first = c;
	w->given = first;
	if (first == NULL)
		return 0;
	*out = first->at;
	return 1;
}

void
walk_close(struct walk *w)
{
	struct cursor *c;

	VEC_EACH(&w->open, c)
		readback_close(c->lines);
}
