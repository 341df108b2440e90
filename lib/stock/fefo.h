/* First expired, first out: the lots that a place gives up first. */
#ifndef STOCK_FEFO_H
#define STOCK_FEFO_H

#include "stock/masters.h"

struct fefo_lot {
	const struct lot *lot;		 /* NULL: goods of none */
	const struct location *location; /* where it is */
	int64_t qty;   /* millionths */
	uint32_t rank; /* the place in the order of the tree */
};

/* What is taken, from where. */
struct fefo_wish {
	const struct item *item;
	const struct location *from; /* and the places below ... */
	const struct location *to;   /* ... but the one it goes to */
	const char *lot;	     /* NULL: any */
	int64_t at, qty;
};

/*
 * Takes goods as they expire, in the order of the tree of places, but for
 * quarantine, transit, and what is reserved: what each place and lot gives,
 * in ops->mem.  Where stock.reserved lets it, what is reserved goes last.
 * What was taken with the same `fefo` before is gone.  OPS_DATA where there
 * is not enough; of goods without lots, where stock.negative lets it, the
 * rest is taken from the place itself.
 */
struct fefo;
struct fefo *fefo_new(struct ops *);
int fefo_take(struct ops *, struct fefo *, const struct fefo_wish *,
    struct fefo_lot **, size_t *n);

/* What was taken was not posted: it is there again. */
void fefo_give_back(struct fefo *, const struct fefo_lot *, size_t n);

/* "; in places below: MAIN/A (4), MAIN/B (3)", or "" */
int fefo_below(struct ops *, const struct item *, const struct location *,
    const struct lot *, const char **);

/* "; first to expire: L-1 (4, 2026-06-30), L-2 (3)", or "" */
int fefo_words(struct ops *, const struct item *, const struct location *,
    int64_t at, const char **);

#endif
