/* Which places are to be counted: by class and calendar, or for a reason. */
#ifndef STOCK_COUNTDUE_H
#define STOCK_COUNTDUE_H

#include "stock/masters.h"

/*
 * Why: a count of it waits for a second one; what was booked since behind
 * its instant changed what the count said (drift); it was never counted; or
 * its days are over.
 */
enum count_reason { DUE_WAITING, DUE_DRIFT, DUE_NEVER, DUE_CALENDAR };
extern const char *const due_words[]; /* ends with NULL */

/* A place: what it holds of an item, and of a lot (NULL: of none). */
struct count_due {
	const struct item *item;
	const struct location *location;
	const char *lot, *class;
	int64_t on_hand;
	int64_t last;	 /* the instant it was counted, NONE: never */
	int64_t every;	 /* days from count to count of its class */
	int64_t due;	 /* day */
	int64_t overdue; /* days, below 0: not yet */
	enum count_reason reason;
	int64_t drift;	   /* what the book has more than was counted, NONE */
	const char *count; /* that waits, or drifted; else NULL */
};

/* What is asked; zero it and set as_of and known. */
struct due_query {
	const struct location *const *place; /* n with all below; 0: all */
	size_t n;
	const struct item *const *item; /* items of them; 0: all */
	size_t items;
	int64_t as_of, known; /* as for balances() */
	int all;	      /* what is not due yet, too */
};

/*
 * Calls row() for each place that holds something or whose count waits or
 * drifted, in the order of sku, location code, lot.  Days count from the
 * last count of the place; where there is none, from when the goods first
 * came there: stock.count_days.a, .b and .c (and behind), by item_classes().
 */
int counts_due(struct ops *, const struct due_query *,
    int (*row)(void *, const struct count_due *), void *data);

#endif
