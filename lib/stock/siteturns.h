/* What of an item turned at each site: values by share, over time. */
#ifndef STOCK_SITETURNS_H
#define STOCK_SITETURNS_H

#include "stock/turns.h"

/*
 * Calls row() for each item and each site (or all places that are wanted
 * together, where sites are no key) where there was something at any time;
 * its key[] is empty.  At each time a site's value is its share by quantity
 * of the item's (the lot's), as in worths().
 */
int siteturns(struct ops *, const struct turns_query *,
    int (*row)(void *, const struct item *, const struct location *site,
	const struct turns_row *),
    void *data);

#endif
