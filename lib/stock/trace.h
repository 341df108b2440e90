/* Where a lot came from and where it went: through production, both ways. */
#ifndef STOCK_TRACE_H
#define STOCK_TRACE_H

#include "base/vec.h"
#include "stock/masters.h"

/*
 * What an entry moved into production and out of it under one reference,
 * or, where the moves have none, at one time, is one run: what came out was
 * made of what went in.  A move that was undone and what undid it are left
 * out.  Only lots and serials are followed; what has none ends the way.
 */

/* What is asked; zero it and set as_of and known, then what is wanted. */
struct trace_query {
	const struct lot *const *lot; /* n of them: where it begins */
	size_t n;
	int forward, back;
	int64_t as_of; /* last second that counts */
	int64_t known; /* last entry that counts, NONE: all */
};

/* What a move was to our stock. */
enum trace_kind {
	TRACE_RECEIVED, /* from a vendor */
	TRACE_MADE,	/* from production */
	TRACE_FOUND,	/* from an adjustment */
	TRACE_MOVED,	/* between places of ours */
	TRACE_CONSUMED, /* into production */
	TRACE_SHIPPED,	/* to a customer */
	TRACE_RETURNED, /* from a customer, or to a vendor */
	TRACE_SCRAPPED,
	TRACE_SAVED, /* from scrap */
	TRACE_LOST   /* to an adjustment */
};
extern const char *const trace_words[]; /* of rows; ends with NULL */

struct trace_move {
	int64_t at, entry, line, qty;
	const struct location *from, *to;
	const struct party *party;
	const char *reference; /* NULL */
	int undone;	       /* it, or it undid another */
};

/* A lot on the way, or (lot NULL) what was made or used without one. */
struct trace_lot {
	const struct item *item;
	const struct lot *lot;
	int64_t step; /* productions from the lot asked for; back: below 0 */
	int forward, back; /* which ways came by */
	int read;
	VEC(struct trace_move) moves; /* by time, entry, line */
};

struct trace_row {
	const struct trace_lot *lot;
	const struct trace_move *move;
	enum trace_kind kind;
};

/*
 * The recall's sum of an item, over all its lots on the way forward:
 *	received + made = on hand + consumed + shipped + returned + scrapped
 *	    + adjusted + untraced + difference
 * shipped is less what customers gave back, scrapped less what was saved,
 * adjusted less what was found; untraced was made without a lot.  What is
 * on hand is the kept balance; so the difference is 0 in a sound book.
 */
enum trace_sum {
	SUM_RECEIVED,
	SUM_MADE,
	SUM_ON_HAND,
	SUM_CONSUMED,
	SUM_SHIPPED,
	SUM_RETURNED,
	SUM_SCRAPPED,
	SUM_ADJUSTED,
	SUM_UNTRACED,
	SUM_DIFFERENCE,
	TRACE_SUMS
};
extern const char *const trace_sum_words[]; /* "sum received" ... */

struct trace_item {
	const struct item *item;
	const struct lot *lot; /* where there is only one */
	size_t lots;
	int64_t qty[TRACE_SUMS];
};

/* Of what is ours still: one lot in one place. */
struct trace_left {
	const struct lot *lot;
	const struct location *location;
	int64_t qty;
};

/* All of it lives in ops->keep. */
struct trace {
	VEC(struct trace_row) rows;   /* by step, item, lot, time */
	VEC(struct trace_item) items; /* forward, in the order of the rows */
	VEC(struct trace_left) left;  /* forward, by item, place, lot */
	size_t ends; /* moves into production out of which nothing came */
	const struct trace_move *end; /* the first of them, NULL */
};

/*
 * Follows the lots.  A lot is on it once, at the first step that comes by.
 * OPS_DATA where a sum is too large a number.
 */
int trace(struct ops *, const struct trace_query *, struct trace **);

/* The items that have a lot of this number, by sku; known as in the query. */
int trace_lots(struct ops *, const char *number, int64_t known,
    const struct lot ***, size_t *n);

#endif
