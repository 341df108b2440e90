/* Reads the rows of a long CSV file ahead, in a second thread. */
#ifndef IO_AHEAD_H
#define IO_AHEAD_H

#include "io/csv.h"

/*
 * From here on the csv belongs to the thread until ahead_free(): only
 * csv_header() may still be asked, and notes of lenient reading would come
 * from the thread.  `ahead` is NULL where no thread can be had: read on
 * without.
 */
struct ahead;
void ahead_start(struct csv *, struct ahead **);

/* As csv_next(); the row is good until the next call. */
int ahead_next(struct ops *, struct ahead *, struct csv_row *);

/* The row that comes `rows` after the last one, where it is read, or NULL. */
const struct csv_row *ahead_peek(const struct ahead *, size_t rows);

void ahead_free(struct ahead *); /* NULL is fine */

#endif
