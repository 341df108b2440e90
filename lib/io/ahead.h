/* Reads the rows of a long CSV file ahead, in a second thread. */
#ifndef IO_AHEAD_H
#define IO_AHEAD_H

#include "io/csv.h"

/*
 * From here on the csv belongs to the thread until ahead_free(): only
 * csv_header() may still be asked, and notes of lenient reading would come
 * from the thread.  The cells of n columns, whose texts come again and again,
 * are numbered.  `ahead` is NULL where no thread can be had: read on without.
 */
struct ahead;
void ahead_start(struct csv *, const size_t *column, size_t n, struct ahead **);

/* As csv_next(); the row is good until the next call. */
int ahead_next(struct ops *, struct ahead *, struct csv_row *);

/*
 * The number of a cell: of the k-th column above, in the row that comes `rows`
 * after the last one.  Cells with the same text have the same, from 1; 0 where
 * it is not known, or the cell is empty.
 */
uint32_t ahead_number(const struct ahead *, size_t k, size_t rows);

void ahead_free(struct ahead *); /* NULL is fine */

#endif
