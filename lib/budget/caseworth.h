/* What the alternatives of a case are worth, side by side. */
#ifndef BUDGET_CASEWORTH_H
#define BUDGET_CASEWORTH_H

#include "budget/case.h"
#include "stats/cashflow.h"

/*
 * Of one alternative.  What it gains over the base is reckoned on the
 * difference of the two flows: so alternatives that only cost have a rate
 * and a payback, too.  Amounts are minor units, times millionths of a year,
 * rates and parts millionths; NONE is undefined, and of the base.
 */
struct case_worth {
	const struct case_way *way;
	int64_t paid, received; /* sums, not discounted */
	int64_t npv;
	int64_t annual; /* the equivalent annual amount */
	int64_t gain;	/* npv - npv of the base */
	struct cash_yield yield;
	int64_t payback, discounted;
	/*
	 * Of what it gains over the base, how much may fail to come until
	 * the gain is gone, in percent; NONE where it gains nothing.
	 */
	int64_t may_fail;
};

/* All of them in the order of the case's ways, in ops->mem. */
int case_worths(struct ops *, const struct budget_case *, struct case_worth **);

/* What if: the rate and all amounts that come in or go out are others. */
struct case_scenario {
	const char *name, *about;
	int64_t rate, in, out; /* factors of 1, millionths */
};
extern const struct case_scenario case_scenarios[]; /* ends with name NULL */

/* The net present value of a way then. */
int case_npv_then(struct ops *, const struct budget_case *,
    const struct case_way *, const struct case_scenario *, int64_t *npv);

/* The one with the highest value, the earlier one among equals. */
size_t case_best(const struct case_worth *, size_t n);

#endif
