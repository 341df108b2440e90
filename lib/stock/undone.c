/* Which moves do not count: what was undone, and what undid it. */
#include <stdlib.h>

#include "db/db.h"
#include "stock/undone.h"

static int
by_entry(const void *a, const void *b)
{
	const struct undone_line *x = a, *y = b;

	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

int
undone_is(const struct undone *u, int64_t entry, int64_t line)
{
	size_t low = 0, high = u->gone.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (u->gone.v[mid].entry < entry)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < u->gone.n && u->gone.v[low].entry == entry; low++)
		if (u->gone.v[low].line == NONE || u->gone.v[low].line == line)
			return 1;
	return 0;
}

SQL(sql_undos,
    "SELECT entry, undoes, undoes_line FROM entry WHERE undoes IS NOT NULL "
    "AND entry <= $1 ORDER BY entry DESC");

/* The latest undo first: one that was undone itself has undone nothing. */
int
undone_read(struct ops *ops, int64_t last, struct undone *u)
{
	VEC(int64_t) dead = { 0 };
	struct db_query q;
	int got = 0, err = db_query(ops, &q, sql_undos, V(last));

	while (err == 0 && (got = db_next(&q)) == 1) {
		int64_t entry = db_int(&q, 0), of = db_int(&q, 1);
		size_t i = 0;

		*VEC_ADD(ops->keep, &u->gone) =
		    (struct undone_line){ entry, NONE };
		while (i < dead.n && dead.v[i] != entry)
			i++;
		if (i < dead.n)
			continue;
		if (db_int(&q, 2) == NONE)
			*VEC_ADD(ops->keep, &dead) = of;
		*VEC_ADD(ops->keep, &u->gone) =
		    (struct undone_line){ of, db_int(&q, 2) };
	}
	db_done(&q);
	if (u->gone.n > 1)
		qsort(u->gone.v, u->gone.n, sizeof *u->gone.v, by_entry);
	return err != 0 ? err : got;
}
