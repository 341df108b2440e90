/* How right the book is: what counts say about it. */
#ifndef STOCK_ACCURACY_H
#define STOCK_ACCURACY_H

#include "stock/counted.h"

enum { BY_SITE = 1 << 0, BY_CLASS = 1 << 1, BY_MONTH = 1 << 2 };

/* What is asked; zero it and set the times. */
struct accuracy_query {
	const struct location *const *place; /* n with all below; 0: all */
	size_t n;
	int64_t since, until; /* of the counts' instants, NONE */
	int64_t as_of, known;
	unsigned by; /* BY_... */
};

/*
 * The last line of each place in each count is one place counted; one that
 * still waits is none yet.  Keys that were not asked for are NULL, or NONE.
 */
struct accuracy_row {
	const char *site, *class; /* site NULL: the place is in none */
	int64_t month;		  /* its first day */
	int64_t places;		  /* counted */
	int64_t within;	 /* of them within the tolerance; without one: equal */
	int64_t waiting; /* not counted among them */
	int64_t gain, loss; /* minor units, both from 0 up */
};

/*
 * Calls row() for each group, in the order of site, class, month; missing
 * sites last.  Without keys there is one row, if anything was counted.
 */
int accuracies(struct ops *, const struct accuracy_query *,
    int (*row)(void *, const struct accuracy_row *), void *data);

#endif
