/* A plan in the making: what an item has where; inside lib/stock only. */
#ifndef STOCK_PLANNING_H
#define STOCK_PLANNING_H

#include "base/vec.h"
#include "stock/expected.h"
#include "stock/plan.h"
#include "stock/reserve.h"

/* Usable goods of one item, place and lot. */
struct plan_pile {
	const struct location *at;
	const struct lot *lot; /* NULL */
	int64_t qty;
	int64_t taken; /* of it, by the plan */
};

/* What the plan itself brings to a place, or (below 0) takes from it. */
struct plan_flow {
	const struct location *at;
	int64_t qty;
	int wanted; /* asked of a place that does not have it */
};

/* A level that may want something. */
struct plan_need {
	const struct location *at; /* NULL: the item's own */
	struct effective level;
	int asked; /* by a place that it supplies: it has no level itself */
	int done;
};

struct planning {
	struct ops *ops;
	const struct plan_query *ask;
	struct levels *levels;
	struct expected_book *expected;
	struct reserved *reserved;
	const struct location *const *site; /* all, by code */
	size_t sites;
	int64_t today;
	int down, in_time; /* plan.past_max, plan.expected */

	/* Of the item at hand. */
	const struct item *item;
	VEC(struct plan_pile) pile; /* in the order in which to take */
	VEC(struct plan_flow) flow;
	VEC(struct plan_need) need;
	VEC(struct proposal) found;
	int64_t noted; /* what was said about shortages */
};

/* What a place and all below it have to give: not reserved, not promised. */
int plan_spare(struct planning *, const struct location *, int64_t *);

/* Fills a proposal's quantity from its sources, and adds what comes of it. */
int plan_supply(struct planning *, const struct plan_need *, struct proposal *);

#endif
