/* The plan: what to buy, bring or make, so that places hold their levels. */
#ifndef STOCK_PLAN_H
#define STOCK_PLAN_H

#include "stock/level.h"

enum plan_kind { PLAN_BUY, PLAN_TRANSFER, PLAN_MAKE };
extern const char *const plan_words[]; /* "buy" "transfer" "make" NULL */

struct plan_query {
	const struct item *const *item; /* n_items of them, 0: all */
	size_t n_items;
	const struct location *const *place; /* n of them with all below */
	size_t n; /* 0: all; of others nothing is told */
	int64_t as_of, known;
};

/*
 * One thing to do.  Quantities are millionths of the item's unit; on_hand to
 * max are of the place whose level it is, or of all places of ours together,
 * where it is the item's own.  Texts live till the next row.
 */
struct proposal {
	enum plan_kind kind;
	const char *source; /* vendor, place or make; NULL: nobody knows */
	const struct item *item;
	const struct location *location; /* where it shall come to */
	const struct lot *lot;		 /* of a transfer, NULL */
	int64_t qty;
	int64_t unit_price;	   /* NONE, and of a transfer */
	int64_t order_by, need_by; /* days; need_by may be NONE */
	int64_t on_hand, reserved, expected, min, max;
	const char *reason;

	/* What is behind it. */
	const char *rule;  /* "level", "surplus", "receipt": why this source */
	int64_t projected; /* on_hand + expected - reserved, and planned */
	int64_t gap;	   /* from there up to max */
	int64_t multiple;  /* NONE */
	int64_t proposed;  /* in all for this gap, in whole packs */
	struct effective level;
	int64_t lead_time; /* days, NONE */
};

/*
 * Calls row() for what the policy min-max proposes, by item, location and
 * kind.  Where usable goods (not in quarantine, not expired) plus what is
 * expected less what is reserved are below a place's minimum, they are
 * filled up to its maximum in whole packs.  A source that is a place gives
 * what it has above its own minimum, and is asked for the rest by its own
 * level; else other sites give what they have above their maximum, and the
 * vendor (or make) the rest.  plan.past_max, plan.expected: ops-config(5).
 */
int plan_minmax(struct ops *, const struct plan_query *,
    int (*row)(void *, const struct proposal *), void *data);

/*
 * A gap in whole packs: rounded up; or, with `down`, rounded down where that
 * reaches the minimum and up would pass the maximum.  `need` is max less what
 * is there, `least` min less what is there; multiple may be NONE.
 */
int plan_packs(int64_t need, int64_t least, int64_t multiple, int down,
    int64_t *qty);

#endif
