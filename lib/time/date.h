/* Civil days: the calendar's arithmetic, and how dates and times look. */
#ifndef TIME_DATE_H
#define TIME_DATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/none.h"
#include "base/ops.h"

/*
 * A day is an int64 day number, 0 is 1970-01-01, in the proleptic Gregorian
 * calendar; a time is int64 seconds since 1970-01-01T00:00:00Z, without leap
 * seconds.  Valid are the years 0001 to 9999.
 */
#define DAY_MIN INT64_C(-719162) /* 0001-01-01 */
#define DAY_MAX INT64_C(2932896) /* 9999-12-31 */
#define DAY_SECONDS INT64_C(86400)
#define TIME_MIN (DAY_MIN * DAY_SECONDS)
#define TIME_MAX (DAY_MAX * DAY_SECONDS + DAY_SECONDS - 1)

struct civil {
	int year, month, day, hour, minute, second;
};

/*
 * Month 1 to 12, day 1 to 31: checked by date_exists() where they come from
 * outside.  day_to_civil() sets the time of day to 0; it takes valid days.
 */
int64_t day_from_civil(int year, int month, int day);
void day_to_civil(int64_t day, struct civil *);
int date_exists(int year, int month, int day);

/* 1 is Monday, 7 is Sunday (ISO 8601). */
int weekday(int64_t day);

/*
 * ISO 8601 weeks: week 1 has the year's first Thursday, so that a week's
 * year may be the one before or after its days'.
 */
void day_to_week(int64_t day, int *year, int *week);
int64_t day_from_week(int year, int week); /* its Monday */
int weeks_in_year(int year);		   /* 52 or 53 */

/*
 * The same day of the month `months` later or, below 0, earlier; the month's
 * last day where it has no such day.  A valid day, or NONE outside the years.
 */
int64_t day_add_months(int64_t day, int64_t months);

/* The first and the last day of the month, quarter, year that a day is in. */
int64_t month_first(int64_t day);
int64_t month_last(int64_t day);
int64_t quarter_first(int64_t day);
int64_t quarter_last(int64_t day);
int64_t year_first(int64_t day);
int64_t year_last(int64_t day);
int64_t week_first(int64_t day); /* its Monday */

/*
 * Reads all n bytes as YYYY-MM-DD, a day that exists, and nothing else.
 * NULL and *day; else what was expected, and *day is untouched.
 */
const char *date_parse(const char *s, size_t n, int64_t *day);

/*
 * 2026-11-21 and 2026-11-21T14:05:00Z, NUL-terminated; the length.  NONE is
 * the empty text; a number outside the years is written as 'day 12345678',
 * which no parser takes.
 */
enum { DATE_SIZE = 32 };
size_t date_print(char buf[DATE_SIZE], int64_t day);
/* OPS_DATA: "field: '2026-11-21' is wrong: expected a day from ...". */
int date_wrong(struct ops *, const char *field, int64_t day,
    const char *expected);
size_t time_print_utc(char buf[DATE_SIZE], int64_t t);

/* The quotient that a time's day is: rounded down, also before 1970. */
int64_t floor_div(int64_t a, int64_t b);

#endif
