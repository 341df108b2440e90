/* Months as numbers, and what budgets say in periods of them. */
#ifndef BUDGET_MONTH_H
#define BUDGET_MONTH_H

#include "time/period.h"

/*
 * A budget's period is a month: year x 12 + month (0 to 11), so that the
 * next one is one more.
 */
enum { MONTH_SIZE = 16 };

int64_t month_of_day(int64_t day);
int64_t month_start(int64_t month); /* its first day */
int64_t month_end(int64_t month);   /* its last day */

/* "2026-11", NUL-terminated; NONE is the empty text; the length. */
size_t month_print(char buf[MONTH_SIZE], int64_t month);

/* Reads all n bytes as 2026-11; NULL, or what was expected. */
const char *month_parse(const char *s, size_t n, int64_t *month);

/* From a month to a later one, both in. */
struct months {
	int64_t first, last;
};

/* The months of a period; NULL, or why they are not whole ones. */
const char *months_of(const struct period *, struct months *);

/*
 * The shortest of 2026-11, 2026-Q4, 2026, FY2026 (where fiscal years do not
 * begin in January), 2026-01..2026-11 that means them; the length.
 */
size_t months_print(char buf[PERIOD_SIZE], const struct months *,
    int fiscal_month);

/* The first month of the fiscal year that a month is in. */
int64_t fiscal_first(int64_t month, int fiscal_month);

#endif
