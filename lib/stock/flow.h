/* How goods flow through places: throughput, work in progress, dwell time. */
#ifndef STOCK_FLOW_H
#define STOCK_FLOW_H

#include "stock/masters.h"

/*
 * Little's law, L = lambda W (J. D. C. Little, Operations Research 9, 1961):
 * what lies in a place on average (wip) is what leaves it a day (throughput)
 * times the days that it lies there (dwell).  wip is weighted by time over
 * the whole period; so dwell = (sum over the moments of what was there) /
 * (what left), and no piece has to be followed.
 */

/* What is asked; zero it and set known and depth, then what is wanted. */
struct flow_query {
	const struct item *const *item; /* n of them; 0: all */
	size_t n;
	const struct location *const *place; /* with all below; 0: all ours */
	size_t places;
	int64_t depth; /* places this deep, a site is 1, stand for all below */
	int by_item;   /* a row for each item, too, in its unit */
	int64_t since, until; /* seconds, both in; since NONE: all before */
	int64_t known;	      /* last entry that counts, NONE: all */
	int64_t least;	      /* bookings out that a verdict needs */
};

enum flow_verdict {
	FLOW_FINE,
	FLOW_TOO_FEW, /* bookings to tell */
	FLOW_GROWS,   /* the bottleneck: it grew most */
	FLOW_LONGEST  /* the bottleneck: nothing grew, and it lies longest */
};

/*
 * Of a place, or of an item in it.  Amounts are minor units (by item:
 * millionths of its unit).  Moves that stay inside are none, moves that were
 * undone (and what undid them) are no bookings; what is there is as booked.
 */
struct flow_row {
	const struct location *location;
	const struct item *item; /* NULL: all */
	int64_t moves_in, moves_out;
	int64_t in, out;    /* amounts */
	int64_t throughput; /* out a day */
	int64_t wip;	    /* on average */
	int64_t grown;	    /* what is there at the end, less at the begin */
	int64_t dwell;	    /* days, millionths; NONE: nothing left */
	int64_t grown_days; /* grown / throughput, as dwell */
	int64_t used;	    /* millionths: days on which something left */
	enum flow_verdict verdict;
};

/* What the rows do not say. */
struct flow_facts {
	int64_t since, until; /* the period that the book has moves of */
	size_t uncosted;      /* items that moved and have no cost at all */
};

/*
 * Calls row() for each place with bookings or goods, by code (by item: by
 * sku, then code).  The bottleneck is, of those with `least` bookings out,
 * the one whose stock grew most, in days of its own throughput; where none
 * grew, the one with the longest dwell.  Amounts of several items are
 * quantity times the item's cost, or what the latest receipt cost.
 * OPS_DATA where a number is too large.
 */
int flow(struct ops *, const struct flow_query *, struct flow_facts *,
    int (*row)(void *, const struct flow_row *), void *data);

#endif
