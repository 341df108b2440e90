/* Where moves are stored; only the files of the move ledger include it. */
#ifndef STOCK_MOVESTORE_H
#define STOCK_MOVESTORE_H

#include "stock/move.h"

/*
 * Adds a line of the entry to what finish() will store: as its worker, or
 * through it.  Before each, move_open() makes ready for it.
 */
int move_open(struct ops *, struct entry *, const struct move *);
int move_add(struct ops *, struct entry *, int64_t line, const struct move *);
int move_give(struct ops *, struct entry *, int64_t line, const struct move *);

/* The check of stock.negative for moves that are not posted yet. */
int move_check_now(struct ops *, struct entry *,
    const struct move_order *, size_t n);

int move_finish(struct ops *, struct entry *, const struct ledger *);
int move_lines(struct ops *, const struct ledger *, int64_t entry,
    struct db_query *);
int move_lines_back(struct ops *, const struct ledger *, int64_t entry,
    struct db_query *);
int move_verify(struct ops *, const struct ledger *,
    int (*report)(void *, const char *), void *);

#endif
