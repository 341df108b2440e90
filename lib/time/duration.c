/* Durations: a whole number and a unit, and how to add them to a time. */
#include <string.h>

#include "time/date.h"
#include "time/duration.h"

static const char expected[] =
    "a duration as 90s, 45min, 4h, 3d, 2w, 6mo, 1q, 2y, 8bh or 3bd";

/* In the order of enum duration_unit. */
static const struct {
	const char *name;
	int seconds; /* of s min h */
	int days;    /* of d w */
	int months;  /* of mo q y */
} units[] = {
	{ "s", 1, 0, 0 },
	{ "min", 60, 0, 0 },
	{ "h", 3600, 0, 0 },
	{ "d", 0, 1, 0 },
	{ "w", 0, 7, 0 },
	{ "mo", 0, 0, 1 },
	{ "q", 0, 0, 3 },
	{ "y", 0, 0, 12 },
	{ "bh", 0, 0, 0 },
	{ "bd", 0, 0, 0 },
};

size_t
duration_scan(const char *s, size_t n, struct duration *out)
{
	size_t i = 0, word;
	int64_t v = 0;

	for (; i < n && s[i] >= '0' && s[i] <= '9'; i++) {
		v = 10 * v + (s[i] - '0');
		if (v > DURATION_LIMIT)
			return 0;
	}
	for (word = i; i < n && s[i] >= 'a' && s[i] <= 'z';)
		i++;
	if (word == 0)
		return 0;
	for (int u = UNIT_SECOND; u <= UNIT_BUSINESS_DAY; u++) {
		if (strlen(units[u].name) == i - word &&
		    memcmp(units[u].name, s + word, i - word) == 0) {
			out->n = v;
			out->unit = (enum duration_unit)u;
			return i;
		}
	}
	return 0;
}

const char *
duration_parse(const char *s, size_t n, struct duration *out)
{
	struct duration d;

	if (n == 0 || duration_scan(s, n, &d) != n)
		return expected;
	*out = d;
	return NULL;
}

int
unit_is_days(enum duration_unit unit)
{
	return units[unit].days > 0 || units[unit].months > 0;
}

int64_t
duration_seconds(const struct duration *d)
{
	int seconds = units[d->unit].seconds;

	return d->n == NONE || seconds == 0 ? NONE : d->n * seconds;
}

int64_t
day_add(int64_t day, int sign, const struct duration *d)
{
	if (units[d->unit].months > 0)
		return day_add_months(day, sign * d->n * units[d->unit].months);
	if (units[d->unit].days == 0)
		return NONE;
	day += sign * d->n * units[d->unit].days;
	return day < DAY_MIN || day > DAY_MAX ? NONE : day;
}

int64_t
time_add(const struct zone *zone, int64_t t, int sign, const struct duration *d)
{
	int64_t day;
	int second;

	if (!unit_is_days(d->unit)) {
		if (units[d->unit].seconds == 0)
			return NONE;
		t += sign * d->n * units[d->unit].seconds;
	} else if (d->n != 0) {
		zone_from_utc(zone, t, &day, &second);
		if (day < DAY_MIN || day > DAY_MAX ||
		    (day = day_add(day, sign, d)) == NONE)
			return NONE;
		t = zone_to_utc(zone, day, second);
	}
	return t < TIME_MIN || t > TIME_MAX ? NONE : t;
}
