/* Periods: a run of days, as people write it. */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "time/date.h"
#include "time/duration.h"
#include "time/period.h"

static const char expected[] =
    "a period as 2026, 2026-Q4, 2026-11, 2026-W47, FY2026, mtd, last-month, "
    "-4w or 2026-01-01..2026-03-31";
static const char reversed[] = "a period that ends after it begins";
static const char outside[] = "a period in the years 0001 to 9999";

/* A number of exactly n digits, or -1. */
static int
number(const char *s, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = 10 * v + (s[i] - '0');
	}
	return v;
}

/* `months` whole months from the first of `month`; month may be below 1. */
static void
set_months(struct period *p, int year, int month, int months)
{
	if (month < 1) {
		year--;
		month += 12;
	}
	p->first = day_from_civil(year, month, 1);
	month += months;
	if (month > 12) {
		year++;
		month -= 12;
	}
	p->last = day_from_civil(year, month, 1) - 1;
}

int
fiscal_year(int64_t day, int fiscal_month)
{
	struct civil c;

	day_to_civil(day, &c);
	return c.year + (fiscal_month > 1 && c.month >= fiscal_month);
}

static void
period_fiscal(int year, int fiscal_month, struct period *out)
{
	if (fiscal_month < 1 || fiscal_month > 12)
		BUG("fiscal years begin with month %d", fiscal_month);
	if (fiscal_month > 1)
		year--;
	set_months(out, year, fiscal_month, 12);
}

/* 2026 2026-Q4 2026-11 2026-W47; 0 where it is none of them. */
static int
read_calendar(const char *s, size_t n, struct period *p)
{
	int year, k;

	if (n < 4 || n > 8 || (year = number(s, 4)) < 1)
		return 0;
	if (n == 4) {
		set_months(p, year, 1, 12);
		return 1;
	}
	if (n < 7 || s[4] != '-')
		return 0;
	if (n == 7 && s[5] == 'Q') {
		if ((k = number(s + 6, 1)) < 1 || k > 4)
			return 0;
		set_months(p, year, 3 * k - 2, 3);
		return 1;
	}
	if (n == 8 && s[5] == 'W') {
		if ((k = number(s + 6, 2)) < 1 || k > weeks_in_year(year))
			return 0;
		p->first = day_from_week(year, k);
		p->last = p->first + 6;
		return 1;
	}
	if (n != 7 || (k = number(s + 5, 2)) < 1 || k > 12)
		return 0;
	set_months(p, year, k, 1);
	return 1;
}

static int
word_is(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(s, word, n) == 0;
}

/* mtd qtd ytd, this-week ... last-year; 0 where it is none of them. */
static int
read_word(const char *s, size_t n, int64_t today, struct period *p)
{
	int last;

	p->last = today;
	if (word_is(s, n, "mtd"))
		return p->first = month_first(today), 1;
	if (word_is(s, n, "qtd"))
		return p->first = quarter_first(today), 1;
	if (word_is(s, n, "ytd"))
		return p->first = year_first(today), 1;
	if (n < 9 || (memcmp(s, "this-", 5) != 0 && memcmp(s, "last-", 5) != 0))
		return 0;
	last = s[0] == 'l';
	s += 5;
	n -= 5;
	if (word_is(s, n, "week")) {
		p->first = week_first(today) - (last ? 7 : 0);
		p->last = p->first + 6;
	} else if (word_is(s, n, "month")) {
		today = month_first(today) - last;
		p->first = month_first(today);
		p->last = month_last(today);
	} else if (word_is(s, n, "quarter")) {
		today = quarter_first(today) - last;
		p->first = quarter_first(today);
		p->last = quarter_last(today);
	} else if (word_is(s, n, "year")) {
		today = year_first(today) - last;
		p->first = year_first(today);
		p->last = year_last(today);
	} else
		return 0;
	return 1;
}

/* -4w: as many days, weeks, months ... as end today. */
static const char *
read_trailing(const char *s, size_t n, int64_t today, struct period *p)
{
	struct duration d;

	if (duration_parse(s + 1, n - 1, &d) != NULL || !unit_is_days(d.unit) ||
	    d.n == 0)
		return expected;
	if ((p->first = day_add(today, -1, &d)) == NONE)
		return outside;
	p->first++;
	p->last = today;
	return NULL;
}

/* One period that is no range. */
static const char *
read_one(const char *s, size_t n, const struct clock *clock, int fiscal_month,
    struct period *p)
{
	const char *why;
	int year;

	if (n == 0 || s[0] == '+')
		return expected;
	if (n == 6 && memcmp(s, "FY", 2) == 0 &&
	    (year = number(s + 2, 4)) > 0) {
		period_fiscal(year, fiscal_month, p);
		return NULL;
	}
	if (s[0] == '-')
		return read_trailing(s, n, clock_today(clock), p);
	if (s[0] >= '0' && s[0] <= '9') {
		if (read_calendar(s, n, p))
			return NULL;
		if (n < 10)
			return expected;
	} else if (read_word(s, n, clock_today(clock), p))
		return NULL;
	if ((why = when_day(s, n, clock, &p->first)) != NULL)
		return s[0] >= '0' && s[0] <= '9' ? why : expected;
	p->last = p->first;
	return NULL;
}

/* The first ".." in a text, or NULL. */
static const char *
find_dots(const char *s, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++) {
		if (s[i] == '.' && s[i + 1] == '.')
			return s + i;
	}
	return NULL;
}

const char *
period_parse(const char *s, size_t n, const struct clock *clock,
    int fiscal_month, struct period *out)
{
	const char *dots = find_dots(s, n), *why;
	struct period p, end;
	size_t k;

	k = dots == NULL ? n : (size_t)(dots - s);
	if ((why = read_one(s, k, clock, fiscal_month, &p)) != NULL)
		return why;
	if (dots != NULL) {
		why = read_one(dots + 2, n - k - 2, clock, fiscal_month, &end);
		if (why != NULL)
			return why;
		p.last = end.last;
	}
	if (p.first > p.last)
		return reversed;
	if (p.first < DAY_MIN || p.last > DAY_MAX)
		return outside;
	*out = p;
	return NULL;
}

size_t
period_print(char buf[PERIOD_SIZE], const struct period *p)
{
	struct civil c;
	int year, week;
	size_t n;

	if (p->first >= DAY_MIN && p->last <= DAY_MAX && p->first < p->last) {
		day_to_civil(p->first, &c);
		n = 0;
		if (p->first == year_first(p->first) &&
		    p->last == year_last(p->first))
			n = (size_t)snprintf(buf, PERIOD_SIZE, "%04d", c.year);
		else if (p->first == quarter_first(p->first) &&
		    p->last == quarter_last(p->first))
			n = (size_t)snprintf(buf, PERIOD_SIZE, "%04d-Q%d",
			    c.year, (c.month + 2) / 3);
		else if (p->first == month_first(p->first) &&
		    p->last == month_last(p->first))
			n = (size_t)snprintf(
			    buf, PERIOD_SIZE, "%04d-%02d", c.year, c.month);
		else if (p->last == p->first + 6 && weekday(p->first) == 1) {
			day_to_week(p->first, &year, &week);
			n = (size_t)snprintf(
			    buf, PERIOD_SIZE, "%04d-W%02d", year, week);
		}
		if (n > 0)
			return n;
	}
	n = date_print(buf, p->first);
	if (p->first == p->last)
		return n;
	memcpy(buf + n, "..", 2);
	return n + 2 + date_print(buf + n + 2, p->last);
}
