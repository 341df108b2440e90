/* What stands between a read verb and its writer: --where, --sort ... */
#ifndef IO_STEPS_H
#define IO_STEPS_H

#include <stddef.h>
#include <stdint.h>

#include "io/literal.h"
#include "io/relation.h"
#include "io/where.h"

/*
 * Each step hands on to `next` and lives in ops->mem; nothing needs closing.
 * Texts handed in must live until end().  Unknown columns are found at
 * begin(), when the columns are known: OPS_USAGE, with did-you-mean.
 */

/*
 * Rows that meet the expression (where.h; NULL is none) and each of the
 * filters: or between the values of one filter, and between filters.
 */
int step_where(struct ops *, const char *expr, const struct filter *,
    size_t n_filters, const struct value_context *, struct sink *next,
    struct sink **);

/*
 * Rows in the order of "[-]a,b": a minus before a name turns that column
 * round.  Texts by bytes, missing values last in both directions, rows that
 * are equal in the order they came; all at end().  Of `limit` rows (NONE:
 * all) no more than twice as many are kept.  Above SORT_MEMORY bytes (as
 * sort.h says) they go through a file: spill.h.
 */
enum { SORT_MEMORY = 16 << 20 };
int step_sort(struct ops *, const char *spec, int64_t limit,
    struct sink *next, struct sink **);

/* The first n rows; then row() says SINK_FULL. */
int step_limit(struct ops *, int64_t n, struct sink *next, struct sink **);

/*
 * For tables whose columns nobody chose: leaves out COL_DETAIL, puts
 * COL_BESIDE in brackets.
 */
struct sink *step_table(struct ops *, struct sink *next);

/* A relation kept whole. */
struct collected {
	const struct column *cols; /* copied, their texts are not */
	size_t n_cols;
	size_t n;
	struct cell **rows;
};

/*
 * The last of a chain: keeps all rows in `mem`, which the verb that makes
 * them must not take back meanwhile.  *out is filled from begin() on, .rows
 * and .n at end().
 */
struct sink *step_collect(struct arena *mem, struct collected *out);

/* The options that every read verb takes; zero is none of them. */
struct steps_options {
	const char *where;
	const struct filter *filters;
	size_t n_filters;
	const char *sort;
	const char *columns;
	int has_limit;
	int64_t limit;
	size_t *all; /* NULL, or how many rows there are without the limit */
	int table; /* the writer's format is FORMAT_TABLE */
};

/*
 * The chain of what was asked for: where and filters, sort, limit, columns,
 * then the writer.  *first is the writer itself where nothing was (and it
 * writes no table).
 */
int steps_build(struct ops *, const struct steps_options *,
    const struct value_context *, struct sink *writer, struct sink **first);

/* The place of a name among columns, -1 where there is none. */
int column_find(const struct column *, size_t n, const char *name);

/* The column's name that `name` was probably meant to be, or NULL. */
const char *column_nearest(const struct column *, size_t n, const char *name);

/* OPS_USAGE: "column 'itm' is not known (did you mean 'item'?)". */
int column_unknown(struct ops *, const struct column *, size_t n,
    const char *name);

#endif
