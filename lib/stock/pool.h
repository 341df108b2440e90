/* A pool of an item's goods that are valued together, as layers. */
#ifndef STOCK_POOL_H
#define STOCK_POOL_H

#include "base/vec.h"
#include "stock/masters.h"

/*
 * What came in one move and is still there.  Or, with qty and value below 0,
 * what left before it came: at a provisional cost, filled by later receipts.
 * Layers of a pool that is not empty are all above 0, or all below.
 */
struct layer {
	int64_t qty;   /* millionths */
	int64_t value; /* minor units; by average above 0 the pool's counts */
	int64_t came;  /* qty of the move, all of it */
	int64_t at, entry, line; /* of the move */
	uint32_t party;		 /* who gave it, where a vendor did; or 0 */
	uint32_t place, out;	 /* the caller's: of the move */
};

/* A part of a layer below 0 that a receipt has filled. */
struct fill {
	struct layer layer; /* qty and value: of the part, below 0 */
	int64_t value; /* by how much the receipt's cost lowers the pool's */
};

struct pool {
	struct arena *mem;
	enum costing costing;
	int decimals;	  /* of the currency */
	int64_t standard; /* STANDARD: the cost of one, millionths */
	uint32_t lot;	  /* 0: of all lots */
	int64_t qty, value; /* of all layers */
	int64_t last_qty, last_value; /* the latest cost; qty 0: unknown */
	VEC(struct layer) layers;     /* the earliest first; qty 0: gone */
	size_t head;		      /* those before it are gone */
	VEC(struct fill) fills;	      /* of the last pool_in() */
};

/* Empty, its memory kept. */
void pool_reset(struct pool *);

/*
 * Each gives 0, or OPS_DATA without a message where a number is too large.
 *
 * Goods come in, in->came of them, worth in->value.  *change is by how much
 * the pool's value rises for them; what they fill stands in ->fills and
 * changes it besides.  `known`: the value is a cost, not a guess.
 */
int pool_in(struct pool *, const struct layer *in, int known, int64_t *change);

/*
 * out->came of goods leave, at *change, which is 0 or below.  out->party (or
 * 0) takes back what it gave, the latest first.  More than there is leaves
 * at the latest cost, else at `cost` (millionths for one, NONE), else at 0:
 * *guessed is set to 1 where there was a layer below 0, 2 where it has no
 * cost.
 */
int pool_out(struct pool *, const struct layer *out, int64_t cost,
    int64_t *change, int *guessed);

/*
 * A cost that comes later for what a move brought: what is left of it takes
 * its share, *change.
 */
int pool_add_cost(struct pool *, int64_t entry, int64_t line, int64_t value,
    int64_t *change);

/* STANDARD: another cost from now on; *change as above. */
int pool_set_standard(struct pool *, int64_t standard, int64_t *change);

/* What so much costs by the pool's latest cost; NONE where that is unknown. */
int pool_last_cost(const struct pool *, int64_t qty, int64_t *value);

/*
 * The layers with their values: of all methods they sum to the pool's.  In
 * `mem`, n of them.
 */
int pool_layers(const struct pool *, struct arena *mem, struct layer **,
    size_t *n);

#endif
