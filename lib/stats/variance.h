/* Differences from a plan: how much, how many percent, and why. */
#ifndef STATS_VARIANCE_H
#define STATS_VARIANCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/none.h"

/*
 * part / whole in percent, millionths of a percent, rounded to `decimals` (0
 * to 6) of them, half away from zero; but never to what is said of equals:
 * 100 and 0 are told only of what is exactly that, the nearest step on the
 * true side of what is not.  So a budget that is over never reads 100 %.
 * NONE where the whole is 0 or either is missing.
 */
int64_t percent_of(int64_t part, int64_t whole, int decimals);

/*
 * (value - base) / |base| in the same way: above 0 is more than the base,
 * also where the base is below 0.  A missing value counts as 0.
 */
int64_t percent_change(int64_t value, int64_t base, int decimals);

/*
 * What was planned and what came of it, of one thing bought or used; amounts
 * in minor units, quantities in millionths.  Fill in the first four.
 */
struct mix_item {
	int64_t budget_qty, budget;
	int64_t actual_qty, actual;
	int64_t flexed; /* the actual quantity at the budget's price */
	int64_t price;	/* actual - flexed */
};

/*
 * The difference between two sums, in three parts that make it up exactly:
 *	volume	(all actual - all budgeted quantity) at the average price
 *		of the budget
 *	mix	the actual quantities at the budget's prices - the same
 *		quantity in the budget's mix: more of what is dear
 *	price	(actual price - budgeted price) x actual quantity
 * There is no joint term: it is in the price.  A thing that was not budgeted
 * has no budgeted price: what it cost is mix.  Above 0 is more than planned,
 * which is bad for costs.  Source: the usual analysis of textbooks of cost
 * accounting (flexible budgets, sales mix and quantity variances).
 */
struct mix {
	int64_t budget, flexed, actual;
	int64_t activity; /* volume + mix: flexed - budget */
	int64_t volume, mix, price;
	int64_t total; /* actual - budget */
};

/*
 * OPS_DATA where a sum does not fit.  Without a budgeted quantity volume and
 * mix are not told apart: volume is the activity.
 */
int mix_of(struct mix_item *, size_t n, struct mix *);

/*
 * The part of an amount for days [first, last] that falls on [from, until],
 * all days in: amount x days in both / days, rounded once.  A month's plan
 * is spread evenly over its days by it.  OPS_DATA where last is before
 * first.
 */
int prorata(int64_t amount, int64_t first, int64_t last, int64_t from,
    int64_t until, int64_t *part);

#endif
