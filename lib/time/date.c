/* Civil days: the calendar's arithmetic, and how dates and times look. */
#include <stdio.h>
#include <string.h>

#include "time/date.h"

/* Days in 400, 100 and 4 years, and from 0000-03-01 to 1970-01-01. */
enum { CENTURIES4 = 146097, CENTURY = 36524, YEARS4 = 1461, EPOCH = 719468 };

int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static int
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

int
date_exists(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 &&
	    day >= 1 && day <= days_in_month(year, month);
}

/*
 * Counted from March, so that the leap day is a year's last day and the
 * months repeat as 31 30 31 30 31: 153 days in five months.
 */
int64_t
day_from_civil(int year, int month, int day)
{
	int64_t y = year - (month <= 2);
	int m = month > 2 ? month - 3 : month + 9;

	return 365 * y + floor_div(y, 4) - floor_div(y, 100) +
	    floor_div(y, 400) + (153 * m + 2) / 5 + day - 1 - EPOCH;
}

void
day_to_civil(int64_t day, struct civil *c)
{
	int64_t from = day + EPOCH, era = floor_div(from, CENTURIES4);
	int rest = (int)(from - era * CENTURIES4), year, month;

	/* a cycle's last day ends a leap year, it does not begin the next */
	year = rest / CENTURY - rest / (CENTURIES4 - 1);
	rest -= year * CENTURY;
	year = 100 * year + 4 * (rest / YEARS4);
	rest %= YEARS4;
	year += rest / 365 - rest / (YEARS4 - 1);
	rest -= (rest / 365 - rest / (YEARS4 - 1)) * 365;
	month = (5 * rest + 2) / 153;
	c->day = rest - (153 * month + 2) / 5 + 1;
	c->month = month < 10 ? month + 3 : month - 9;
	c->year = (int)(400 * era) + year + (month >= 10);
	c->hour = c->minute = c->second = 0;
}

int
weekday(int64_t day)
{
	return (int)(day + 3 - floor_div(day + 3, 7) * 7) + 1;
}

int64_t
week_first(int64_t day)
{
	return day - (weekday(day) - 1);
}

int64_t
day_from_week(int year, int week)
{
	/* 4 January is always in week 1 */
	return week_first(day_from_civil(year, 1, 4)) + 7 * (week - 1);
}

void
day_to_week(int64_t day, int *year, int *week)
{
	int64_t thursday = week_first(day) + 3;
	struct civil c;

	day_to_civil(thursday, &c);
	*year = c.year;
	*week = (int)(thursday - day_from_civil(c.year, 1, 1)) / 7 + 1;
}

int
weeks_in_year(int year)
{
	return (int)(day_from_week(year + 1, 1) - day_from_week(year, 1)) / 7;
}

int64_t
day_add_months(int64_t day, int64_t months)
{
	struct civil c;
	int64_t month, year;
	int last;

	if (months < -120000 || months > 120000)
		return NONE;
	day_to_civil(day, &c);
	month = 12 * (int64_t)c.year + c.month - 1 + months;
	year = floor_div(month, 12);
	if (year < 1 || year > 9999)
		return NONE;
	month -= 12 * year;
	last = days_in_month((int)year, (int)month + 1);
	return day_from_civil((int)year, (int)month + 1,
	    c.day < last ? c.day : last);
}

/* The first day of the run of `months` months that the day is in. */
static int64_t
months_first(int64_t day, int months)
{
	struct civil c;

	day_to_civil(day, &c);
	return day_from_civil(c.year, (c.month - 1) / months * months + 1, 1);
}

static int64_t
months_last(int64_t day, int months)
{
	struct civil c;
	int month;

	day_to_civil(day, &c);
	month = (c.month - 1) / months * months + months;
	return day_from_civil(c.year, month, days_in_month(c.year, month));
}

int64_t
month_first(int64_t day)
{
	return months_first(day, 1);
}

int64_t
month_last(int64_t day)
{
	return months_last(day, 1);
}

int64_t
quarter_first(int64_t day)
{
	return months_first(day, 3);
}

int64_t
quarter_last(int64_t day)
{
	return months_last(day, 3);
}

int64_t
year_first(int64_t day)
{
	return months_first(day, 12);
}

int64_t
year_last(int64_t day)
{
	return months_last(day, 12);
}

/* A number of exactly `width` digits, or -1. */
static int
digits(const char *s, int width)
{
	int v = 0;

	for (int i = 0; i < width; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = 10 * v + (s[i] - '0');
	}
	return v;
}

const char *
date_parse(const char *s, size_t n, int64_t *day)
{
	int y, m, d;

	if (n != 10 || s[4] != '-' || s[7] != '-' || (y = digits(s, 4)) < 0 ||
	    (m = digits(s + 5, 2)) < 0 || (d = digits(s + 8, 2)) < 0)
		return "a date as 2026-11-21";
	if (!date_exists(y, m, d))
		return "a day that exists, as 2026-11-21";
	*day = day_from_civil(y, m, d);
	return NULL;
}

static char *
put_digits(char *p, int v, int width)
{
	for (int i = width; i-- > 0; v /= 10)
		p[i] = (char)('0' + v % 10);
	return p + width;
}

size_t
date_print(char buf[DATE_SIZE], int64_t day)
{
	struct civil c;
	char *p = buf;

	if (day == NONE) {
		*p = '\0';
		return 0;
	}
	if (day < DAY_MIN || day > DAY_MAX)
		return (size_t)snprintf(
		    buf, DATE_SIZE, "day %lld", (long long)day);
	day_to_civil(day, &c);
	p = put_digits(p, c.year, 4);
	*p++ = '-';
	p = put_digits(p, c.month, 2);
	*p++ = '-';
	p = put_digits(p, c.day, 2);
	*p = '\0';
	return (size_t)(p - buf);
}

int
date_wrong(struct ops *ops, const char *field, int64_t day,
    const char *expected)
{
	char text[DATE_SIZE];

	date_print(text, day);
	return fail(ops, OPS_DATA, "%s: '%s' is wrong: expected %s", field,
	    text, expected);
}

size_t
time_print_utc(char buf[DATE_SIZE], int64_t t)
{
	int64_t day;
	int second;
	char *p;

	if (t == NONE) {
		buf[0] = '\0';
		return 0;
	}
	if (t < TIME_MIN || t > TIME_MAX)
		return (size_t)snprintf(
		    buf, DATE_SIZE, "second %lld", (long long)t);
	day = floor_div(t, DAY_SECONDS);
	second = (int)(t - day * DAY_SECONDS);
	p = buf + date_print(buf, day);
	*p++ = 'T';
	p = put_digits(p, second / 3600, 2);
	*p++ = ':';
	p = put_digits(p, second / 60 % 60, 2);
	*p++ = ':';
	p = put_digits(p, second % 60, 2);
	*p++ = 'Z';
	*p = '\0';
	return (size_t)(p - buf);
}
