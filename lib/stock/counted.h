/* What was counted: the records of counts, and what the book says to them. */
#ifndef STOCK_COUNTED_H
#define STOCK_COUNTED_H

#include "stock/masters.h"

/*
 * What became of a line: its place held what was counted; the difference was
 * posted; it waits for another round; another round decided; or a later
 * count of the place did.
 */
enum counted_state {
	COUNTED_AGREES,
	COUNTED_POSTED,
	COUNTED_WAITING,
	COUNTED_RECOUNTED,
	COUNTED_SUPERSEDED
};
extern const char *const counted_words[]; /* ends with NULL */

/* A line of a count; texts and lot may be NULL, quantities are millionths. */
struct counted {
	/* The facts. */
	const char *count;
	int64_t n, round; /* the line's number in the count; 1, 2 ... */
	const struct item *item;
	const struct location *location;
	const char *lot;
	int64_t counted, date; /* the instant it is said of */
	int held;	       /* over the tolerance: not posted */
	int64_t entry, line;
	const char *by; /* who counted */

	/* What is reckoned. */
	int64_t book;	    /* what it had at the instant, before the count */
	int64_t difference; /* counted less that */
	int64_t drift; /* what it has at the instant now, less what was said */
	int64_t value; /* of what was posted, minor units; 0 where nothing */
	enum counted_state state;
	int final;  /* the last line of its place in its count */
	int latest; /* the last of its place that is no held one, by time */
};

/* What is asked; zero it and set as_of and known. */
struct counted_query {
	const char *count;	 /* NULL: all */
	const struct item *item; /* NULL: all */
	int64_t as_of;		 /* last second that counts, NONE: all time */
	int64_t known;		 /* last entry that counts, NONE: all */
	int values;		 /* value is wanted */
};

/*
 * All lines, in the order of (count, n), in ops->keep.  Asked for one count
 * or item, the states are told from what is read: those of a count need all
 * counts of its places, so all are read and the others left out.  OPS_DATA
 * where a number is too large.
 */
int counted_load(struct ops *, const struct counted_query *, struct counted **,
    size_t *n);

/*
 * Is a difference over the tolerance that the settings give?  `value` is
 * what it is worth, of either sign.  Where both are set, one is enough; where
 * none is, `strict` says whether any difference is over.
 */
int counted_over(struct ops *, int64_t book, int64_t difference, int64_t value,
    int strict);

#endif
