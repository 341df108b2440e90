/* The value of what lies somewhere: pools shared out to places and lots. */
#ifndef STOCK_WORTH_H
#define STOCK_WORTH_H

#include "stock/itemsums.h"

struct worth_row;

/* What is asked; zero it and set as_of and known, then what is wanted. */
struct worth_query {
	const struct item *const *item; /* n of them; 0: all */
	size_t n;
	const struct location *const *place; /* with all below them; 0: all */
	size_t places;
	int64_t as_of, known;	     /* as in struct value_query */
	int by_location, by_lot; /* keys beside the item */
	int negative; /* only what is below 0 */
	int from_start;	     /* as in struct value_query */
	int (*row)(void *, const struct worth_row *);

	/* What the fold tells, too, before the rows of an item; or NULL. */
	int (*event)(void *, const struct value_event *);
	int (*moved)(void *, const struct value_event *);
	int (*item_end)(void *, const struct item *); /* after its rows */
};

/* Location and lot are NULL where they are no key, or missing. */
struct worth_row {
	const struct item *item;
	const struct location *location;
	const struct lot *lot;
	int64_t qty, value; /* millionths; minor units */
	int64_t since;	    /* negative: since when, else NONE */
};

/*
 * Calls row() for each key whose quantity is not 0, in the order of sku,
 * location code, lot.  A place has its share of the pool's value by
 * quantity, largest remainders first, so that the places sum to the pool.
 * `sum`, of VALUE_KINDS, adds up all changes of the items (of all places),
 * `on_hand` what they are worth in the end: the two agree to the cent.
 */
int worths(struct ops *, const struct worth_query *, struct worth_sum *sum,
    int64_t *on_hand, void *data);

/*
 * Shares a pool of `qty` worth `value` out to n quantities that sum to it,
 * some below 0 maybe: of a pool of 0, at what `last_qty` cost.  OPS_DATA
 * where a share is too large a number.
 */
int worth_share(const struct item_pool *, const int64_t *qty, size_t n,
    int64_t *part);

#endif
