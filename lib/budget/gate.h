/* The gate: is there money for this, and if not, why not. */
#ifndef BUDGET_GATE_H
#define BUDGET_GATE_H

#include "budget/line.h"

/*
 * What an entry takes from the available money of accounts and months, on
 * its way into the store; the arena is the caller's.
 */
struct touched;
struct touched *gate_touched(struct arena *);
int gate_touch(struct ops *, struct touched *, int64_t account, int64_t period,
    enum stage to, int64_t amount);

/* When it is stored: does it stand?  OPS_DENIED, or a note where it warns. */
int gate_result(struct ops *, const struct entry *, const struct touched *);

/* Checks lines that are not posted yet, together with the entry's so far. */
int gate_lines(
    struct ops *, struct entry *, const struct budget_line *, size_t n);

#endif
