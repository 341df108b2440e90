/* The lines of rows that have changed since they were imported: reversed. */
#include <stdlib.h>

#include "import/reverse.h"

int
reversals_add(struct ops *ops, struct reversals *r, const struct mark *mark)
{
	if (mark->last >= mark->line)
		*VEC_ADD(ops->keep, &r->marks) = *mark;
	return 0;
}

static int
by_place(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* A line that was undone by itself is taken back already. */
static int
reverse_line(struct ops *ops, struct entry *e, struct reversal *r,
    const struct walk_line *line)
{
	int stands, err = entry_line_stands(ops, r->entry, line->line, &stands);

	if (err != 0 || !stands)
		return err;
	r->line = line->line;
	r->cols = line->cols;
	return line->ledger->reverse(ops, e, line->ledger, r);
}

/* The marks [i, n) of one entry: all its lines are walked once. */
static int
reverse_entry(struct ops *ops, struct entry *e, const struct mark *mark,
    size_t n)
{
	struct walk *w;
	struct walk_line line;
	struct reversal r = { .entry = mark[0].entry, .date = NONE };
	size_t i = 0;
	int got = 0, err = walk_open(ops, mark[0].entry, &w);

	if (err != 0)
		return err;
	while (err == 0 && i < n && (got = walk_next(w, &line)) == 1) {
		while (i < n && line.line > mark[i].last)
			i++;
		if (i == n || line.line < mark[i].line ||
		    line.ledger->sort != LEDGER_FLOW)
			continue;
		err = reverse_line(ops, e, &r, &line);
	}
	walk_close(w);
	return err != 0 ? err : got < 0 ? got : 0;
}

int
reversals_post(struct ops *ops, struct entry *e, struct reversals *r)
{
	size_t n = r->marks.n, end;
	struct mark *mark = r->marks.v;
	int err = 0;

	e->corrects = n > 0;
	if (n > 0)
		qsort(mark, n, sizeof *mark, by_place);
	for (size_t i = 0; err == 0 && i < n; i = end) {
		for (end = i; end < n && mark[end].entry == mark[i].entry;)
			end++;
		err = reverse_entry(ops, e, mark + i, end - i);
	}
	return err;
}
