/* What one fold over an item's moves says of it, for all who ask for it. */
#ifndef STOCK_ITEMSUMS_H
#define STOCK_ITEMSUMS_H

#include "stock/value.h"

/* What is wanted of each item. */
enum item_sums_parts {
	SUMS_USED = 1 << 0,  /* used */
	SUMS_LAST = 1 << 1,  /* qty, value, and when something last moved */
	SUMS_POOLS = 1 << 2, /* pools; and the changes of all items */
	SUMS_HELD = 1 << 3   /* held */
};

/* What is used counts so many days back. */
enum { USED_DAYS = 365 };

/* A pool without its layers: of a lot, or (NULL) of all there is. */
struct item_pool {
	const struct lot *lot;
	int64_t qty, value;
	int64_t last_qty, last_value; /* its latest cost; qty 0: unknown */
};

/* What lies at a place of ours, of a lot or (NULL) of none; never 0. */
struct item_held {
	const struct location *location;
	const struct lot *lot;
	int64_t qty;
	int64_t came; /* when some that stands first came there, NONE */
};

/* All valid until the call ends; numbers of parts nobody wanted are 0. */
struct item_sums {
	const struct item *item;
	/*
	 * Minor units: what customers got less what came back, and what
	 * production consumed, in the USED_DAYS days before as_of.
	 */
	int64_t used;
	int64_t qty, value;
	int64_t first_in, last_in;    /* when something came, seconds; NONE */
	int64_t last_out;	      /* to a customer or to production; NONE */
	int by_lot;		      /* each lot is a pool */
	const struct item_pool *pool; /* in the order their lots came */
	size_t pools;
	const struct item_held *held; /* by location code, and lot */
	size_t helds;
};

/* One kind of change and what it came to; value_words[kind] names it. */
struct worth_sum {
	int64_t n, value;
};

/* What is asked; zero it and set as_of, known and parts. */
struct item_sums_query {
	const struct item *const *item; /* n of them; 0: all, by sku */
	size_t n;
	int64_t as_of, known; /* as in struct value_query */
	int from_start;	      /* the same */
	unsigned parts;
	struct worth_sum *kinds; /* VALUE_KINDS of them, or NULL; SUMS_POOLS */
	int (*row)(void *, const struct item_sums *);

	/* As in struct value_query; who wants them has a fold of his own. */
	int (*event)(void *, const struct value_event *);
	int (*moved)(void *, const struct value_event *);
};

/*
 * Calls row() for each item, moved or not; what it gives that is not 0 ends
 * it and is given back.  OPS_DATA where a number is too large.
 */
int item_sums(struct ops *, const struct item_sums_query *, void *data);

/*
 * From here to the end of the sharing, which may stand in another one, the
 * first who asks for all items has all these parts folded and kept, and the
 * others get what was kept.  Nothing may be posted meanwhile.
 */
void item_sums_share(struct ops *, unsigned parts);
void item_sums_share_end(struct ops *);

#endif
