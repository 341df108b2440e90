/* Lots that expire: what of them is left, where, and what it is worth. */
#ifndef STOCK_EXPIRING_H
#define STOCK_EXPIRING_H

#include "stock/worth.h"

/* What is asked, and what is wanted; items and places 0: all. */
struct expiring_query {
	const struct item *const *item;
	size_t n;
	const struct location *const *place; /* with all below */
	size_t places;
	int64_t as_of, known;
	int64_t last; /* lots whose last good day is this one or earlier */
};

/*
 * Gives, in ops->keep, what lies there of such lots, by lot and place, the
 * first to expire first.
 */
int expiring(struct ops *, const struct expiring_query *, struct worth_row **,
    size_t *n);

#endif
