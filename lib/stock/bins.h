/* What is free to be taken, and where. */
#ifndef STOCK_BINS_H
#define STOCK_BINS_H

#include "stock/reserve.h"

/* Goods that can be taken: what a place holds of an item and a lot. */
struct bin {
	const struct location *location;
	const struct lot *lot;
	int64_t on_hand;
	int64_t free;  /* on hand less what is reserved, not below 0 */
	uint32_t rank; /* the place in the order of the tree */
};
struct bins {
	struct bin *v;
	size_t n;
	size_t gone; /* nothing is free in those before; bins_first() */
};

/* May goods be taken from there: ours, neither quarantine nor transit? */
int place_is_pickable(enum place);

/*
 * All shelves at a time, less what is reserved, which has to live as long;
 * closed by shelves_close(), whose argument is one (or NULL).
 */
struct shelves;
int shelves_open(struct ops *, int64_t as_of, int64_t known,
    const struct reserved *, struct shelves **);
void shelves_close(void *shelves);

/*
 * Where an item can be taken from, in the order in which to take it: what
 * expires first, then in the order of the tree of places, then of lots.
 * In `mem`.
 */
int bins_of(struct shelves *, const struct item *, struct arena *mem,
    struct bins *);

/* The same once for each item, in ops->keep: zero it to begin. */
struct item_bins {
	struct bins **v; /* by item id */
	size_t n, cap;
};
int bins_by_item(struct shelves *, struct item_bins *, const struct item *,
    struct bins **);

/* The first bin in which something may be free, or the end. */
struct bin *bins_first(struct bins *);

int bin_fits(const struct bin *, const struct bin_filter *);

#endif
