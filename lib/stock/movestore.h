/* Where moves are stored; only the files of the move ledger include it. */
#ifndef STOCK_MOVESTORE_H
#define STOCK_MOVESTORE_H

#include "stock/move.h"

/*
 * Adds a line of the entry to what finish() will store: as its worker.
 * Before each, move_open() makes ready for it.
 */
int move_open(struct ops *, struct entry *, const struct move *);
int move_add(struct ops *, struct entry *, int64_t line, const struct move *,
    const char *texts, size_t n);

/* The check of stock.negative for moves that are not posted yet. */
int move_check_now(struct ops *, struct entry *,
    const struct move_order *, size_t n);

extern const struct flow_ledger move_flow;
int move_finish(struct ops *, struct entry *, const struct ledger *);

#endif
