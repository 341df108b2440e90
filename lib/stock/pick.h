/* What is to be fetched for open orders, and from where. */
#ifndef STOCK_PICK_H
#define STOCK_PICK_H

#include "stock/reserve.h"

/* Which open lines: NULL and NONE are all. */
struct pick_query {
	const char *order;
	const struct location *place; /* goods of it, with all below it */
	int64_t until; /* lines whose day has come by then; NONE: all */
};

/* Location is NULL where there is nothing: qty is then what is missing. */
struct pick_row {
	const struct demand *demand;
	const struct item *item;
	const struct location *location;
	const struct lot *lot;
	int64_t qty;
	uint32_t rank;
};

/*
 * Calls row() in walking order: by the order of the tree of places, then
 * item, lot, order and line; what is missing first.  Each line gets what is
 * reserved for it, then what is free, in the order in which reserve_all()
 * serves them; nothing is posted.
 */
int pick(struct ops *, const struct pick_query *,
    int (*row)(void *, const struct pick_row *), void *data);

#endif
