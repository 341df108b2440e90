/* How fast stock turns: what was used, against what lay there for it. */
#ifndef STOCK_TURNS_H
#define STOCK_TURNS_H

#include "stock/value.h"

enum turns_key { TURNS_ITEM, TURNS_CATEGORY, TURNS_SITE, TURNS_KEYS };

struct turns_row;

/* What is asked; zero it and set the times, then what is wanted. */
struct turns_query {
	const struct item *const *item; /* n of them; 0: all */
	size_t n;
	const struct location *const *place; /* with all below them; 0: all */
	size_t places;
	int64_t since, until, known; /* seconds, both in */
	unsigned keys;		     /* bit i: by enum turns_key i */
	int (*row)(void *, const struct turns_row *);
};

/*
 * At the period's end, and in it; quantities (millionths) are of one item
 * only, values are minor units.
 */
struct turns_row {
	const char *key[TURNS_KEYS];
	int64_t qty, value;	/* on hand at the end */
	int64_t opening;	/* the value at the beginning */
	int64_t average;	/* the value on the average of all seconds */
	int64_t used, cost;	/* to customers (less returns), production */
};

/*
 * Calls row() for each key of which there was something at any time, in the
 * order of the keys.  Where places or the key of sites are asked for, cost
 * is of what was used from there (siteturns.h).
 */
int turns(struct ops *, const struct turns_query *, void *data);

/* Is it a use of goods: sold, given back or consumed? */
int turns_is_use(const struct value_event *);

#endif
