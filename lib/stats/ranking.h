/* Ranks by size: shares, sums from the top, and classes cut from them. */
#ifndef STATS_RANKING_H
#define STATS_RANKING_H

#include <stddef.h>
#include <stdint.h>

/* What is ranked; the caller sets the first three. */
struct ranked {
	const char *key; /* decides between equal values */
	const void *data;
	int64_t value;	   /* NONE: unknown */
	int64_t share;	   /* of the total, millionths; NONE: undefined */
	int64_t before, cumulated; /* the sum above it, and with it */
};

/*
 * Sorts by value, the largest first, equal ones by key, unknown ones last,
 * and fills in the rest.  Only values above 0 count in the total: others
 * have no share, and the sum stays as it is.  OPS_DATA where the total does
 * not fit.
 */
int rank(struct ranked *, size_t n, int64_t *total);

/* The sum up to and with this one as a part of the total: millionths, NONE. */
int64_t ranked_cumulated(const struct ranked *, int64_t total);

/*
 * Classes A, B, C ... cut at shares of the total.  The item that crosses a
 * cut is of the higher class (the textbook's rule) or of the lower one.
 */
enum crossing { CROSSING_HIGHER, CROSSING_LOWER };
enum { CUTS_MAX = 9 };
struct cuts {
	int64_t at[CUTS_MAX]; /* millionths, rising */
	size_t n;
};

/*
 * "0.80,0.95": numbers above 0 that rise, up to `most` of them, none above
 * `max` millionths (0: any); NULL, or what was expected.  A share of a whole
 * is at most SHARES: 80 for 80 % would make all of one class.
 */
enum { SHARES = 1000000 };
const char *cuts_parse(const char *text, size_t most, int64_t max,
    struct cuts *);

/* 0 for A, 1 for B ...; -1 of an unknown value. */
int ranked_class(const struct ranked *, int64_t total, const struct cuts *,
    enum crossing);

#endif
