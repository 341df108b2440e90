/* Rows of a query whose columns have no types until all rows are there. */
#ifndef DB_SPOOL_H
#define DB_SPOOL_H

#include "base/ops.h"
#include "io/relation.h"

struct spool;

/* Of n columns; rows go to memory first, then to a temporary file. */
int spool_open(struct ops *, size_t n, struct spool **);

/* The column's name; one that is empty or there already gets another. */
void spool_name(struct spool *, size_t column, const char *name);

/* The values of a row in order, and its end.  Errors of sorter_add(). */
void spool_null(struct spool *);
void spool_int(struct spool *, int64_t);
void spool_float(struct spool *, int64_t millionths);
void spool_text(struct spool *, const char *, size_t n);
int spool_row(struct spool *);

/*
 * Prints all rows.  A column is INT where all values are whole numbers,
 * RATIO where all are numbers that fit one, else TEXT.
 */
int spool_print(struct spool *, struct sink *);

void spool_close(struct spool *); /* NULL is fine */

#endif
