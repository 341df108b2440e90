/* The step before a table: what people need not see is left out. */
#include <string.h>

#include "io/steps.h"

struct step_table {
	struct sink sink;
	struct sink *next;
	struct ops *ops;
	struct column *cols; /* those that are shown */
	size_t *from;	     /* where each comes from */
	struct cell *cells;
	int *beside;	     /* is the next column put behind it? */
	size_t n;
};

static int
table_begin(struct sink *sink, const struct column *cols, size_t n)
{
	struct step_table *t = (struct step_table *)sink;
	struct arena *mem = t->ops->keep;

	t->cols = ARENA_ARRAY(mem, struct column, n);
	t->from = ARENA_ARRAY(mem, size_t, n);
	t->cells = ARENA_ARRAY(mem, struct cell, n);
	t->beside = ARENA_ARRAY(mem, int, n);
	t->n = 0;
	for (size_t i = 0; i < n; i++) {
		if (cols[i].flags & (COL_DETAIL | COL_BESIDE))
			continue;
		t->cols[t->n] = cols[i];
		t->beside[t->n] = i + 1 < n &&
		    (cols[i + 1].flags & COL_BESIDE) != 0;
		t->from[t->n++] = i;
	}
	return sink_begin(t->next, t->cols, t->n);
}

/* "anna (root)" */
static struct cell
with_beside(struct ops *ops, const struct cell *a, const struct cell *b)
{
	if (a->s == NULL || b->s == NULL || strcmp(a->s, b->s) == 0)
		return *a;
	return cell_text(arena_printf(ops->mem, "%s (%s)", a->s, b->s));
}

static int
table_row(struct sink *sink, const struct cell *cells)
{
	struct step_table *t = (struct step_table *)sink;
	struct arena_mark mark = arena_mark(t->ops->mem);
	int err;

	for (size_t i = 0; i < t->n; i++) {
		const struct cell *cell = &cells[t->from[i]];

		t->cells[i] = t->beside[i]
		    ? with_beside(t->ops, cell, cell + 1) : *cell;
	}
	err = sink_row(t->next, t->cells);
	arena_back(t->ops->mem, mark);
	return err;
}

static int
table_end(struct sink *sink)
{
	return sink_end(((struct step_table *)sink)->next);
}

struct sink *
step_table(struct ops *ops, struct sink *next)
{
	struct step_table *t = ARENA_NEW(ops->keep, struct step_table);

	t->sink = (struct sink){ table_begin, table_row, table_end };
	t->next = next;
	t->ops = ops;
	return &t->sink;
}
