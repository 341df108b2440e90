/* What a closing keeps of values: written, read in folds, checked. */
#ifndef STOCK_FOLDKEPT_H
#define STOCK_FOLDKEPT_H

#include "stock/fold.h"

/* Which closing's values a valuation starts from, if any. */
int kept_open(struct valuation *);

/* At a closing's last second the item's pools are those that it kept. */
int kept_until(struct fold *, int64_t at);

/*
 * Of an entry that closes or opens again: drops what was kept of days that
 * are open now, keeps what there is on the last closed one.
 */
int kept_finish(struct ops *, struct entry *, const struct ledger *);

/* Compares what was kept with the moves, and layers with their pools. */
int kept_verify(struct ops *, const struct ledger *,
    int (*report)(void *, const char *), void *);

#endif
