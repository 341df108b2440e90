/* Sales: what went to customers, what it brought and what it had cost. */
#ifndef STOCK_SALES_H
#define STOCK_SALES_H

#include "stock/value.h"
#include "time/grain.h"
#include "time/zone.h"

/* The keys of sales, in the order in which they are sorted. */
enum sales_key {
	SALES_ITEM,
	SALES_CATEGORY,
	SALES_CUSTOMER,
	SALES_SITE,
	SALES_PERIOD,
	SALES_KEYS
};

struct sales_row;

/* What is asked; zero it and set the times, then what is wanted. */
struct sales_query {
	const struct item *const *item; /* n of them; 0: all */
	size_t n;
	const struct location *const *place; /* with all below; 0: all */
	size_t places;
	const struct party *const *customer; /* 0: all */
	size_t customers;
	int64_t since, until, known; /* seconds, both in; NONE: no limit */
	unsigned keys;		     /* bit i: by enum sales_key i */
	enum grain grain;	     /* of SALES_PERIOD */
	const struct zone *zone;
	int consumed; /* what production took counts, too */
	int (*row)(void *, const struct sales_row *);
};

/* Keys that were not asked for are NULL, as are those that are missing. */
struct sales_row {
	const char *key[SALES_KEYS];
	int64_t lines;	  /* moves to customers, and back */
	int64_t unpriced; /* of them, those of which no price is known */
	int64_t qty;	  /* millionths; of one item only */
	int64_t revenue;  /* minor units; NONE: no line has a price */
	int64_t cost;
};

/*
 * Calls row() for each key, in the order of the keys.  Revenue is quantity
 * times price, each line rounded once; what came back counts below 0, at
 * the latest price that the party (else anybody) paid for the item where it
 * has none itself; cost is what the value of our stock lost, true-ups of it
 * at their own time.
 */
int sales(struct ops *, const struct sales_query *, void *data);

#endif
