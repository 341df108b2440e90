/* Parts of an amount: how many percent it is, and of how many days. */
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
 * The part of an amount for days [first, last] that falls on [from, until],
 * all days in: amount x days in both / days, rounded once.  A month's plan
 * is spread evenly over its days by it.  OPS_DATA where last is before
 * first.
 */
int prorata(int64_t amount, int64_t first, int64_t last, int64_t from,
    int64_t until, int64_t *part);

#endif
