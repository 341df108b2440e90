/* Waste: what was scrapped, lost, reworked, written down or came back. */
#ifndef STOCK_WASTE_H
#define STOCK_WASTE_H

#include "stock/value.h"
#include "time/zone.h"

enum waste_key { WASTE_KIND, WASTE_REASON, WASTE_ITEM, WASTE_CATEGORY,
	WASTE_SITE, WASTE_KEYS };

struct waste_row;

/* What is asked; zero it and set the times, then what is wanted. */
struct waste_query {
	const struct item *const *item; /* n of them; 0: all */
	size_t n;
	const struct location *const *place; /* with all below; 0: all */
	size_t places;
	int64_t since, until, known; /* seconds, both in; NONE: no limit */
	const struct zone *zone;
	unsigned keys; /* bit i: by enum waste_key i */
	int (*row)(void *, const struct waste_row *);
};

/* The largest value first; ratios are millionths, NONE: undefined. */
struct waste_row {
	const char *key[WASTE_KEYS];
	int64_t lines, qty, value; /* qty of one item only */
	int64_t share, cumulated;  /* of all waste */
	int64_t of_throughput;	   /* value / what was sold and consumed */
	int64_t throughput;
};
int waste(struct ops *, const struct waste_query *, void *data);

#endif
