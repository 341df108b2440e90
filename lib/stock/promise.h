/* What can be promised when, and what will not be there in time. */
#ifndef STOCK_PROMISE_H
#define STOCK_PROMISE_H

#include "stock/expected.h"
#include "stock/reserve.h"

/*
 * Stock, reservations, expected receipts and open demand as of a time.  What
 * is granted to one question is gone for the next.
 */
struct promises;
int promises_load(struct ops *, int64_t as_of, int64_t known,
    struct promises **);

/* The open lines, in the order in which they are served. */
const struct demand *const *promises_lines(const struct promises *, size_t *n);

struct promise_ask {
	const struct item *item;
	int64_t qty;
	const struct location *place; /* with all below it; NULL: any */
	const char *order;	      /* a line of demand asks; NULL */
	int64_t line;
	int in_turn; /* all open lines ask, one by one */
};

/* A part of what was asked for; day NONE: nothing will cover it. */
struct promise_row {
	int64_t qty, day;
	const char *source; /* reserved, stock, or what brings it */
};

/*
 * Calls row() for each part, by day.  At a day so much can be promised as is
 * free then and on every later day: what can be used, less what is reserved,
 * plus what is expected by then, less what open lines want by then (on their
 * day; today where it is over, or they have none).  What is expected without
 * a day, or is overdue, is not promised.
 */
int promise(struct promises *, const struct promise_ask *,
    int (*row)(void *, const struct promise_row *), void *data);

/*
 * How an open line is covered where lines are served in turn, as by
 * reserve_all(): its reservation, what is free, what is expected.
 */
struct cover_row {
	const struct demand *demand;
	int64_t day;	       /* all is there; NONE: never, or nobody knows */
	const char *waits_for; /* what brings the last of it; NULL: stock */
	int64_t expected;      /* the day that it is due, NONE */
	int64_t short_by;      /* what nothing brings */
};
int cover(struct promises *, int (*row)(void *, const struct cover_row *),
    void *data);

#endif
