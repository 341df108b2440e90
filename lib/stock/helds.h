/* What lies where, and since when, added up while moves are folded. */
#ifndef STOCK_HELDS_H
#define STOCK_HELDS_H

#include "stock/fold.h"
#include "stock/itemsums.h"

struct helds;

/* Of one item after the other; it lives in ops->keep. */
int helds_open(struct ops *, int64_t as_of, int64_t known, struct helds **);

/* The next move of the item at hand: OPS_DATA where a sum is too large. */
int helds_move(struct helds *, const struct item *, const struct goods *);

/*
 * What lies there after all its moves, in the order of item_sums; it is
 * valid until the next call, and the next move is of another item.
 */
int helds_end(struct helds *, const struct item *, const struct item_held **,
    size_t *n);

#endif
