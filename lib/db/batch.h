/* Rows of numbers, many at a step of SQLite. */
#ifndef DB_BATCH_H
#define DB_BATCH_H

#include "db/driver.h"

/* The text that gives the rows of `sql` in batches, in ops->mem. */
int batch_text(struct ops *, struct db *, const char *sql, const char **out);

/* As db_batch_next(), without the end. */
int batch_step(struct ops *, struct db_stmt *, int64_t *out, size_t most,
    size_t *n);

#endif
