/* The moves of items in their order, with the balance after each. */
#ifndef STOCK_HISTORY_H
#define STOCK_HISTORY_H

#include "stock/masters.h"

/*
 * What is asked.  The balance is what the places hold, or all of ours; with
 * a lot, of that lot.  Where places or a lot are named, only moves count
 * that change it.
 */
struct history_query {
	const struct item *item;	     /* NULL: all, in order of sku */
	const struct location *const *place; /* n with all below them */
	size_t n;			     /* 0: all of ours */
	const char *lot;		     /* NULL: all */
	int64_t since, until;		     /* seconds; NONE: no limit */
	int64_t known; /* last entry that counts, NONE: all */
	int values;    /* reckon value and worth, too */
	int balances;  /* reckon the balance, else it is 0 */
};

/* Numbers that are missing are NONE, all else is NULL. */
struct history_row {
	int64_t entry, line, at;
	const struct item *item;
	const struct location *from, *to;
	const struct lot *lot;
	const struct party *party;
	int64_t qty, unit_cost; /* millionths */
	int64_t balance;	/* millionths, after this move */
	const char *reference, *reason;
	int64_t value; /* what our stock's value gained by it, NONE */
	int64_t worth; /* what all of ours is worth after it, NONE */
};

/*
 * Calls row() for each move by item, then by (time, entry, line); its texts
 * are valid until it returns.  Stops where row() gives what is not 0, and
 * gives that back.  The balance starts from what was there before `since`.
 * OPS_DATA where a balance does not fit a number.
 */
int history(struct ops *, const struct history_query *,
    int (*row)(void *, const struct history_row *), void *data);

/*
 * The last moves of q->item (which is not NULL), the latest last: at most
 * *n of them into `row`, and *n is how many there were.  `since` is not
 * heeded; all of it lives in ops->mem.
 */
int history_last(struct ops *, const struct history_query *,
    struct history_row *row, size_t *n);

#endif
