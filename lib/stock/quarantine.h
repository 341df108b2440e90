/* Quarantine: places whose goods are ours, but not to be used yet. */
#ifndef STOCK_QUARANTINE_H
#define STOCK_QUARANTINE_H

#include "stock/masters.h"

/* Goods of an item at an instant; without a lot, those that have none. */
struct held_goods {
	const struct item *item;
	const char *lot; /* NULL */
	int64_t at;	 /* seconds */
	int64_t before;	 /* only what was posted before this entry; NONE */
};

/*
 * The one quarantine place in the site of a place.  OPS_DATA where there is
 * none, or more than one: all are named.
 */
int quarantine_of(struct ops *, const struct location *,
    const struct location **);

/* How much of it a place holds then, millionths. */
int quarantine_qty(struct ops *, const struct held_goods *,
    const struct location *, int64_t *qty);

/* The one quarantine place that holds some of it then; OPS_DATA as above. */
int quarantine_where(struct ops *, const struct held_goods *,
    const struct location **);

/* OPS_DATA where a quarantine place holds none of it then: says what is. */
int quarantine_check(struct ops *, const struct held_goods *,
    const struct location *);

/*
 * Where what a quarantine place holds of it came from: the one place of ours
 * from which more came since the place was last empty of it than went back.
 * OPS_DATA where it came from elsewhere, or from several.
 */
int quarantine_origin(struct ops *, const struct held_goods *,
    const struct location *quarantine, const struct location **);

#endif
