/* Months as numbers, and what budgets say in periods of them. */
#include <stdio.h>
#include <string.h>

#include "budget/month.h"
#include "time/date.h"

int64_t
month_of_day(int64_t day)
{
	struct civil c;

	day_to_civil(day, &c);
	return (int64_t)c.year * 12 + c.month - 1;
}

int64_t
month_start(int64_t month)
{
	return day_from_civil((int)(month / 12), (int)(month % 12) + 1, 1);
}

int64_t
month_end(int64_t month)
{
	return month_last(month_start(month));
}

size_t
month_print(char buf[MONTH_SIZE], int64_t month)
{
	buf[0] = '\0';
	if (month == NONE)
		return 0;
	for (int i = 3, year = (int)(month / 12); i >= 0; i--, year /= 10)
		buf[i] = (char)('0' + year % 10);
	buf[4] = '-';
	buf[5] = (char)('0' + (month % 12 + 1) / 10);
	buf[6] = (char)('0' + (month % 12 + 1) % 10);
	buf[7] = '\0';
	return 7;
}

const char *
month_parse(const char *s, size_t n, int64_t *month)
{
	static const char expected[] = "a month as 2026-11";
	int year = 0, m;

	if (n != 7 || s[4] != '-')
		return expected;
	for (int i = 0; i < 7; i++)
		if (i != 4 && (s[i] < '0' || s[i] > '9'))
			return expected;
	for (int i = 0; i < 4; i++)
		year = year * 10 + (s[i] - '0');
	m = (s[5] - '0') * 10 + (s[6] - '0');
	if (year < 1 || m < 1 || m > 12)
		return expected;
	*month = (int64_t)year * 12 + m - 1;
	return NULL;
}

const char *
months_of(const struct period *p, struct months *out)
{
	if (p->first != month_first(p->first) || p->last != month_last(p->last))
		return "whole months: 2026-11, 2026-Q4, 2026, FY2026, "
		       "2026-01..2026-06";
	out->first = month_of_day(p->first);
	out->last = month_of_day(p->last);
	return NULL;
}

int64_t
fiscal_first(int64_t month, int fiscal_month)
{
	int64_t start = fiscal_month - 1;

	return month - (month - start + 12) % 12;
}

size_t
months_print(char buf[PERIOD_SIZE], const struct months *m, int fiscal_month)
{
	struct period p = { month_start(m->first), month_end(m->last) };
	char last[MONTH_SIZE];
	size_t n;

	if (fiscal_month != 1 && m->last == m->first + 11 &&
	    m->first == fiscal_first(m->first, fiscal_month))
		return (size_t)snprintf(buf, PERIOD_SIZE, "FY%04d",
		    fiscal_year(p.last, fiscal_month));
	n = period_print(buf, &p);
	if (strchr(buf, '.') == NULL)
		return n;
	n = month_print(buf, m->first);
	month_print(last, m->last);
	return n + (size_t)snprintf(buf + n, PERIOD_SIZE - n, "..%s", last);
}
