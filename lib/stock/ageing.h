/* How old stock is: its layers, by the days since they came. */
#ifndef STOCK_AGEING_H
#define STOCK_AGEING_H

#include "stock/value.h"
#include "time/zone.h"

enum ageing_key { AGEING_ITEM, AGEING_CATEGORY, AGEING_SITE,
	AGEING_LOT, AGEING_KEYS };
enum { AGES_MAX = 12 };

struct ageing_row;

/* What is asked; zero it and set the times, then what is wanted. */
struct ageing_query {
	const struct item *const *item; /* n of them; 0: all */
	size_t n;
	const struct location *const *place; /* with all below them; 0: all */
	size_t places;
	int64_t as_of, known;
	const struct zone *zone;
	int64_t age[AGES_MAX]; /* days, rising: up to and with this one */
	size_t ages;
	unsigned keys;	       /* bit i: by enum ageing_key i */
	int (*row)(void *, const struct ageing_row *);
};

/* part[ages] is what is older; what is below 0 is in no part. */
struct ageing_part {
	int64_t qty, value;
};
struct ageing_row {
	const char *key[AGEING_KEYS];
	struct ageing_part all, negative, part[AGES_MAX + 1];
	int64_t age; /* days on the average, by value; NONE: undefined */
};

/*
 * Calls row() for each key of which there is something, in their order.  All
 * our places are one; where places or the key of sites are asked for, each
 * site is one of its own (siteage.h).
 */
int ageing(struct ops *, const struct ageing_query *, void *data);

#endif
