/* A read verb inside another command, in its one snapshot. */
#ifndef CLI_WITHIN_H
#define CLI_WITHIN_H

#include "cli/cmd.h"
#include "io/steps.h"

/*
 * Runs a read or answer verb as somebody would type it behind "ops ":
 * words with blanks between, as the shell takes them: '...' and \ quote.
 * Its rows go through its --where, --sort, --limit and
 * --columns to `sink`.  What it does not say of --known-at is the caller's;
 * --as-of it must say itself.  Errors: OPS_USAGE for words that make no such
 * command, and the verb's own, both with their message.
 */
int call_line(struct call *, const char *line, struct sink *);

/* The same into rows that live in `mem`, which must not be ops->mem. */
int call_collect(struct call *, const char *line, struct arena *mem,
    struct collected *);

/* The first `most` of them; how many there are of all into *all. */
int call_collect_first(struct call *, const char *line, struct arena *mem,
    int64_t most, struct collected *, size_t *all);

#endif
