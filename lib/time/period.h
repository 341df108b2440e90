/* Periods: a run of days, as people write it. */
#ifndef TIME_PERIOD_H
#define TIME_PERIOD_H

#include <stddef.h>
#include <stdint.h>

#include "time/when.h"

struct period {
	int64_t first, last; /* day numbers, both in */
};

/*
 * Reads all n bytes as a period; NULL and *out, else what was expected:
 *	2026 2026-Q4 2026-11 2026-W47	calendar; weeks of ISO 8601
 *	2026-11-21			one day, also today, yesterday, som ...
 *	FY2026				the fiscal year that ENDS in 2026: with
 *					fiscal_month 7, 2025-07-01..2026-06-30
 *	mtd qtd ytd			this month, quarter, year up to today
 *	this-week last-week		the whole week (Monday to Sunday), also
 *					-month, -quarter, -year; last is the one
 *					before this
 *	-4w				the 28 days that end today; d w mo q y
 *	a..b				from a's first to b's last day, each of
 *					them any of the above
 * fiscal_month (1 to 12) is the month in which fiscal years begin.
 */
const char *period_parse(const char *s, size_t n, const struct clock *,
    int fiscal_month, struct period *out);

/*
 * The shortest of 2026, 2026-Q4, 2026-11, 2026-W47, 2026-11-21, a..b that
 * means exactly this; the length.
 */
enum { PERIOD_SIZE = 64 };
size_t period_print(char buf[PERIOD_SIZE], const struct period *);

/*
 * The fiscal year that a day is in: they are named by the year in which they
 * end.
 */
int fiscal_year(int64_t day, int fiscal_month);

#endif
