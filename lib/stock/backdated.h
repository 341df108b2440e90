/* What a fact of the past changes: the cost of what left since. */
#ifndef STOCK_BACKDATED_H
#define STOCK_BACKDATED_H

#include "ledger/entry.h"

struct backdated;

/*
 * An entry is about to store its first move of an item, effective `at`;
 * to be told before it is stored.  *list is NULL at first.
 */
int backdated_item(struct ops *, struct entry *, struct backdated **list,
    int64_t item, int64_t at);

/*
 * When all is stored: values the items that had later moves without and with
 * the entry, and notes what it changed of other entries' moves, by month:
 * "stock receive: COGS of 2026-02 -20.00; 3 items".
 */
int backdated_tell(struct ops *, const struct entry *, struct backdated *);

/*
 * The same of an entry's landed costs on receipts before it, and of its
 * standard costs: the finish() of the ledger that comes last.
 */
int backdated_costs(struct ops *, struct entry *, const struct ledger *);

#endif
