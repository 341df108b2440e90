/*
 * Cash flows: what they are worth today, what they yield, when they are back.
 */
#ifndef STATS_CASHFLOW_H
#define STATS_CASHFLOW_H

#include <stddef.h>
#include <stdint.h>

#include "base/none.h"

/*
 * What comes in (above 0) and goes out (below 0) in minor units: flow[0] is
 * today, flow[t] at the end of period t.  Rates are of a year, in millionths
 * (80000 is 8 %), above -1, compounded once a year: a month's factor is the
 * twelfth root of the year's (the effective annual rate).
 * Sources: Brealey, Myers, Allen, Principles of Corporate Finance, chapters
 * 2, 5 and 6.
 */
struct cash {
	const int64_t *flow;
	size_t n;
	int per_year; /* periods: 1, 4 or 12 */
};

/*
 * Net present value: the sum of flow[t] / (1 + rate)^(t / per_year), rounded
 * once, half away from zero.  OPS_DATA where the rate is -1 or less, or the
 * result too large.
 */
int cash_npv(const struct cash *, int64_t rate, int64_t *npv);

/* The same of what comes in, and of what goes out (0 or below). */
int cash_parts(const struct cash *, int64_t rate, int64_t *in, int64_t *out);

/*
 * Internal rates of return: the rates at which the net present value is 0.
 * There are at most as many as the flow changes its sign (Descartes' rule,
 * 1637): none of them tells anything where it changes more than once, and
 * all that there are are found.  They rise; a rate beyond 1,000,000 (a
 * hundred million percent) is left out.
 */
enum { CASH_RATES = 16 };
struct cash_yield {
	size_t sign_changes;
	size_t n; /* of rates */
	int64_t rate[CASH_RATES];
	int unsolved; /* more sign changes than CASH_RATES: not looked for */
};
void cash_irr(const struct cash *, struct cash_yield *);

/*
 * The moment from which on the sum of all flows so far is never below 0
 * again, in millionths of a period; what a period brings comes evenly within
 * it.  NONE where it is below 0 at the end.  With a rate, the flows are
 * discounted first; pass NONE for the plain payback.
 */
int cash_payback(const struct cash *, int64_t rate, int64_t *when);

/*
 * Equivalent annual amount: what, paid at the end of each year that the
 * flow lasts, has the same net present value: alternatives that live for
 * different times are compared by it.  NONE where the flow is one payment.
 */
int cash_annual(const struct cash *, int64_t rate, int64_t *annual);

#endif
