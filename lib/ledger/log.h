/* The journal as people read it: entries, the newest first, and lines. */
#ifndef LEDGER_LOG_H
#define LEDGER_LOG_H

#include "ledger/entry.h"

/* What is missing (NONE, NULL) does not count. */
struct log_query {
	int64_t known;	      /* the last entry */
	int64_t since, until; /* recorded, seconds */
	const char *actor, *command, *key;
};

/*
 * Calls row() for each entry, the newest first, until it gives other than 0,
 * and gives that.  `undone_by` is the first entry (up to `known`) that undid
 * it or a line of it, or NONE.
 */
int log_entries(struct ops *, const struct log_query *,
    int (*row)(void *, const struct entry_head *, int64_t undone_by),
    void *data);

/* "12", "12.3", or NULL: what an entry undoes, in ops->mem. */
const char *log_undoes(struct ops *, const struct entry_head *);

/*
 * What stands in a column of a line, as a cell: personal texts in plain, or
 * "(redacted)".  Texts live as long as the line, or in ops->mem.
 */
int log_cell(struct ops *, const struct ledger *, const struct db_value *cols,
    size_t column, struct cell *);

#endif
