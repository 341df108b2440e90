/* The versions of an item: who changed what, and when it was recorded. */
#ifndef STOCK_VERSIONS_H
#define STOCK_VERSIONS_H

#include "stock/masters.h"

/* Texts are valid until row() returns; changes is "min: 5 -> 8, cost: 2". */
struct item_version {
	int64_t entry, recorded;
	const char *actor, *changes;
};

/*
 * Calls row() for each version of the item up to entry `known` (NONE: all),
 * the earliest first.  Stops where row() gives what is not 0, and gives
 * that back.
 */
int item_versions(struct ops *, const struct item *, int64_t known,
    const struct style *, int (*row)(void *, const struct item_version *),
    void *data);

#endif
