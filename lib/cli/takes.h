/* The rows an analysis works on: another verb's, or those of any CSV file. */
#ifndef CLI_TAKES_H
#define CLI_TAKES_H

#include "cli/cmd.h"

/*
 * Gives the rows that the call works on to `to`, with exactly the n columns
 * of `cols`: from the file of -i, else from the read verb `line` (as for
 * call_line()).  Columns are found by their names, or by the names that
 * --map gives them; others are not heeded, and one that is missing is empty
 * in each row.  A cell of a file is read as its column's type; a number of
 * the verb comes as it is, so that begin() says what it counts: money has
 * the type that it has there.
 *
 * Errors: OPS_DATA where a column with COL_NEEDED is missing, or cells are
 * wrong, or row() says so (each row is said, as file:line: column: ...);
 * OPS_USAGE for a --map that names no column, and for a needed text that names
 * persons: it would be a key; the line's own.
 */
int call_takes(struct call *, const struct column *cols, size_t n,
    const char *line, struct sink *to);

/*
 * " --as-of ... --since ... --until ..." for the line: the call's clock, and
 * these times (NONE: no limit), in ops->keep.
 */
const char *takes_times(struct call *, int64_t since, int64_t until);

/* run.c: opens the file of -i before the transaction; closes it. */
int takes_open(struct call *);
void takes_close(struct call *);

#endif
