/* What making an item costs, rolled up from its parts. */
#ifndef STOCK_KITCOST_H
#define STOCK_KITCOST_H

#include "stock/kit.h"

/*
 * Where the cost of a part comes from: what its stock is worth; else what
 * it cost last; else what the item says it costs; else (of one that has a
 * kit) from its parts, at every level.  What is made is always reckoned
 * from its parts, as far as they are known.
 */
extern const char *const kit_basis_words[]; /* ends with NULL */
enum kit_basis { BASIS_STOCK, BASIS_LAST, BASIS_AGREED, BASIS_PARTS,
	BASIS_INCOMPLETE, BASIS_UNKNOWN };

struct kit_cost {
	int64_t level;
	const struct item *kit; /* in which it stands; NULL: the one asked */
	const struct item *item;
	int64_t qty;  /* millionths */
	int64_t cost; /* minor units, of qty; NONE: unknown */
	enum kit_basis basis;
};

/*
 * The cost of n of an item, then of each part behind the one it is in;
 * as of `as_of` (NONE: all time).  Costs of parts sum to that of their kit.
 */
int kit_costs(struct kits *, const struct item *, int64_t n, int64_t as_of,
    int64_t known, int (*row)(void *, const struct kit_cost *), void *data);

#endif
