/* First expired, first out: the lots that a place gives up first. */
#ifndef STOCK_FEFO_H
#define STOCK_FEFO_H

#include "stock/masters.h"

struct fefo_lot {
	const struct lot *lot;
	const struct location *location; /* where it is */
	int64_t qty; /* millionths */
};

/*
 * The lots of an item that a place itself holds at an instant and now, what
 * expires first in front; among equals the one that was known first; those
 * without an expiry last; those that are expired by then not at all.  In
 * ops->mem.
 */
int fefo_lots(struct ops *, const struct item *, const struct location *,
    int64_t at, struct fefo_lot **, size_t *n);

/*
 * Takes a quantity from them and, as they expire, from those of the places
 * below, but for quarantine, transit and `to`, where they are to go: what
 * each gives, in ops->mem.  What was taken with the same `fefo` before is
 * gone.  OPS_DATA where there is not enough.
 */
struct fefo;
struct fefo *fefo_new(struct ops *);
int fefo_take(struct ops *, struct fefo *, const struct item *,
    const struct location *, const struct location *to, int64_t at,
    int64_t qty, struct fefo_lot **, size_t *n);

/* "; first to expire: L-1 (4, 2026-06-30), L-2 (3)", or "" */
int fefo_words(struct ops *, const struct item *, const struct location *,
    int64_t at, const char **);

#endif
