/* How old stock is at its sites: what came there, in its order. */
#ifndef STOCK_SITEAGE_H
#define STOCK_SITEAGE_H

#include "stock/ageing.h"

/* What lies in a site of an item (or of its lot), the earliest first. */
struct siteage_row {
	const struct item *item;
	const struct location *site;	 /* NULL: in none */
	const struct lot *lot;		 /* NULL: of all lots, or without one */
	const struct value_layer *layer; /* n of them: at, qty and value */
	size_t n;
};

/*
 * Calls row() for what lies in the query's places, item by item; what is
 * not 0 ends it and is given back.  Each site is a queue: what came to it
 * first leaves it first, and what is moved takes its age along.  Their
 * values are those of worths(), spread over the layers by quantity.
 */
int siteages(struct ops *, const struct ageing_query *,
    int (*row)(void *, const struct siteage_row *), void *data);

#endif
