/* Lines of demand in the order in which they are served. */
#ifndef STOCK_INTURN_H
#define STOCK_INTURN_H

#include "stock/demand.h"

/* Zero it to begin; the lines live in ops->keep and have no shipments. */
struct in_turn {
	const struct demand **v;
	size_t n, cap;
};

/*
 * Adds a copy.  Codes are those of the masters, and what the line added
 * before has the same is not copied again: that of orders in their order is
 * small.
 */
int in_turn_add(struct ops *, struct in_turn *, const struct demand *);

/* By priority, then the day that counts, then date, order and line. */
void in_turn_sort(struct in_turn *);

#endif
