/* Rows kept in memory, and put in order. */
#ifndef IO_SORT_H
#define IO_SORT_H

#include <stddef.h>

#include "io/relation.h"

/* A row kept: as many cells as the relation has columns. */
struct kept_row {
	struct kept_row *next;
	struct cell cell[];
};

/*
 * Copies a row and its texts into the arena: 8 bytes, 16 for each column,
 * and each text with its NUL rounded up to 16.
 */
struct kept_row *row_keep(struct arena *, const struct column *, size_t n,
    const struct cell *);

/*
 * Below, at or above zero as a is less than, equal to or more than b; neither
 * is missing.  Texts by bytes.
 */
int cell_compare(enum type, const struct cell *a, const struct cell *b);

/* By one column, upwards or downwards. */
struct sort_key {
	size_t column;
	enum type type;
	int down;
};

/*
 * Below, at or above zero as row a stands before, beside or behind row b:
 * texts by bytes, missing values last in both directions.
 */
int row_compare(const struct sort_key *, size_t n_keys, const struct cell *a,
    const struct cell *b);

/* The list in order; rows that compare equal keep theirs (merge sort). */
struct kept_row *rows_sort(struct kept_row *, const struct sort_key *,
    size_t n_keys);

#endif
