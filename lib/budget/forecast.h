/* Where an account will be at the end of the fiscal year. */
#ifndef BUDGET_FORECAST_H
#define BUDGET_FORECAST_H

#include "budget/numbers.h"

enum forecast_method { FORECAST_RUN_RATE, FORECAST_PLAN };
extern const char *const forecast_words[]; /* ends with NULL */

/*
 * `of` has two fiscal years, 24 months, of which the first `n` of the second
 * year are over.  With A what was spent in these, C what was spent and is
 * bound (pre, committed) in the other 12 - n:
 *	run-rate    A + max(C, A / n x (12 - n))
 *	plan        A + max(C, rest of the plan x A / plan of the n months);
 *		    where nothing was planned in these: A + max(C, the rest)
 * The error of a method is what it would have said of the year before at the
 * same month, without commitments, less what that year came to, in millionths
 * of that.
 */
struct forecast {
	struct five year;	     /* of the second year, to date */
	int64_t end[2], error[2];    /* by method; NONE: cannot be told */
	enum forecast_method method; /* the smaller error, else the plan where
					there is one */
	int64_t result;		     /* end[method]; NONE */
	int exhausted;		     /* the month of the year, 0 to 11, in which
				     more is spent than budgeted; -1: none */
	int64_t rate; /* a month, for the rest to land on the budget; NONE */
};

enum { FORECAST_MONTHS = 24 };
int forecast(struct ops *, const struct five *of, size_t n, struct forecast *);

#endif
