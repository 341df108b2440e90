/* Items by what they cost and how their demand varies: ABC, XYZ, patterns. */
#ifndef STOCK_CLASSIFY_H
#define STOCK_CLASSIFY_H

#include "stats/shape.h"
#include "stock/abc.h"
#include "time/grain.h"

/* The demand of an item: what was used in the periods that it has rows of. */
struct demand_of {
	const char *item, *name;
	struct demand_period {
		int64_t first; /* day of the period */
		int64_t qty;
	} *v;
	size_t n, cap;
};

/* All of them. */
struct demands {
	struct map items; /* to a struct demand_of */
	struct abc abc;	  /* by cost; data is the struct demand_of */
	int grain;	  /* of all periods; -1: none was met yet */
	int64_t first, last; /* days of the first and the last period */
	VEC(int64_t) begins; /* the first day of each period */
};
void demands_begin(struct ops *, struct demands *);

/*
 * Adds a row; period is a text (2026-03), qty and cost may be NONE.
 * OPS_DATA for a period that is none, or has not the grain of the others.
 */
int demands_add(struct ops *, struct demands *, const struct clock *,
    const char *item, const char *name, const char *period, int64_t qty,
    int64_t cost);

/* When all are there: the periods are numbered, the costs are ranked. */
int demands_end(struct ops *, struct demands *);

/*
 * The shape of one item's demand over all periods (begins.n of them), those
 * without a row being 0.
 */
int demands_shape(struct ops *, const struct demands *,
    const struct demand_of *, struct demand_shape *);

#endif
