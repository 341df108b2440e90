/* Standard costs: what one of an item is worth from a day on. */
#ifndef STOCK_STANDARD_H
#define STOCK_STANDARD_H

#include "stock/masters.h"

struct standard {
	const struct item *item;
	int64_t day;   /* from its first second on */
	int64_t cost;  /* millionths of a currency unit for one */
	int64_t entry; /* that set it */
};

/*
 * Posts one: what there was for that item and day gets a new version.
 * OPS_DENIED where the day is in a closed period; it may be in the future.
 */
int standard_post(struct ops *, struct entry *, const struct standard *);

/*
 * All as known after entry `known` (NONE: now), by item and day; they and
 * the array live in ops->keep.
 */
int standards_all(struct ops *, int64_t known, struct standard **, size_t *n);

#endif
