/* Counts: what a place holds is said, and the difference is what moves. */
#ifndef STOCK_COUNT_H
#define STOCK_COUNT_H

#include "stock/masters.h"

/*
 * What a place held of an item at the instant `at`, of a lot, or (NULL) of
 * what has none; all that is in the book by now counts.
 */
int count_held(struct ops *, const struct item *, const struct location *,
    const struct lot *, int64_t at, int64_t *held);

/* What one call has counted or adjusted, 100 bytes for each item and place. */
struct count;
struct count *count_new(struct ops *);

/*
 * How much more than the book says is there: `counted` less what the place
 * held of the item (and lot, or NULL) at the instant `at`, both millionths.
 * OPS_DATA where the call has counted or adjusted the same before: what is
 * in the entry already is not known to the book.
 */
int count_difference(struct ops *, struct count *, const struct item *,
    const struct location *, const char *lot, int64_t at, int64_t counted,
    int64_t *difference);

/* Notes that the call adjusts this by hand: it cannot be counted, too. */
int count_adjusted(struct ops *, struct count *, const struct item *,
    const struct location *, const char *lot);

/* Says what the counted places hold by the book, and no line has named. */
int count_missing(struct ops *, const struct count *);

#endif
