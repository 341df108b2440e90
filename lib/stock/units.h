/* Units of items: how many of one are in another, exactly. */
#ifndef STOCK_UNITS_H
#define STOCK_UNITS_H

#include "base/ratio.h"
#include "stock/masters.h"

/* One `unit` is `qty` times `of`; of an item, or of all where it is NULL. */
struct unit {
	int64_t id;
	const struct item *item;
	const char *unit, *of;
	struct ratio qty;
};

/* The word in the place of an item that means all. */
extern const char unit_of_all[];

/*
 * A quantity (millionths) as it was said, in the item's own unit.  Its own
 * words go first, then those for all items, then what UNECE knows; they are
 * followed as far as they go: pallet, box, each.  OPS_DATA where the unit
 * has no factor, or the result has more than 6 decimals or is too large.
 */
int unit_qty(struct ops *, const struct item *, int64_t said, const char *unit,
    int64_t *qty);

/* How many of the item's own unit are in one of these. */
int unit_factor(struct ops *, const struct item *, const char *unit,
    struct ratio *);

int unit_post(struct ops *, struct entry *, const struct unit *);

int units_all(struct ops *, const struct unit *const **, size_t *n);

#endif
