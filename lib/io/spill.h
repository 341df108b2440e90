/* Rows of a relation put in order, in little memory: through a file. */
#ifndef IO_SPILL_H
#define IO_SPILL_H

#include "io/sort.h"

/*
 * Rows come back as row_compare() orders them, equal ones in the order they
 * came.  A row's sort columns are a sequence of numbers (a text seven bytes
 * at a time), of which the sorter (sorter.h) takes two; rows that these do
 * not tell apart are sorted by the next two, and so on.
 */
struct spill;

/* The columns and keys must live as long as it does. */
int spill_open(struct ops *, const struct column *, size_t n_cols,
    const struct sort_key *, size_t n_keys, struct spill **);
int spill_row(struct spill *, const struct cell *);

/* Hands all rows on, once; what is not 0 ends that and is given back. */
int spill_rows(struct spill *, int (*row)(void *, const struct cell *),
    void *data);

void spill_close(struct spill *); /* NULL is fine */

#endif
