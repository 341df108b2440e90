/* What lines have moved, by account, month and dimension: kept, or as of. */
#ifndef BUDGET_TOTALS_H
#define BUDGET_TOTALS_H

#include "budget/line.h"

/*
 * Kept totals are by slices of time as well, so that those of a day long ago
 * need only the lines of the one slice it is in, where there are some before
 * it and some after.  A slice is 30 days, of no calendar.
 */
#define SLICE_SECONDS "2592000"
enum { TOTALS_SLICE = 2592000 };

/*
 * Lines of months, effective up to a second and known up to an entry (NONE:
 * all), of one account (NONE: of all).
 */
struct totals_wish {
	int64_t first, last; /* months */
	int64_t until, known;
	int64_t account; /* its id */
};

/* A part: what came to each stage less what left it.  Parts of one add up. */
struct totals_part {
	int64_t account, period, dimension; /* ids; dimension 0: none */
	int64_t of[STAGES];		    /* the source's is 0 */
};

int totals(struct ops *, const struct totals_wish *,
    int (*part)(void *, const struct totals_part *), void *data);

#endif
