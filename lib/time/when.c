/* Dates and times as people write them, by the clock and zone of a book. */
#include <string.h>

#include "time/date.h"
#include "time/duration.h"
#include "time/when.h"

static const char expected[] = "a date or time as 2026-11-21, "
			       "2026-11-21T14:05, today, som or now-90min";
static const char expected_day[] = "a day as 2026-11-21, today, eom or +7d";
static const char outside[] = "a time in the years 0001 to 9999";

/* What has been read so far: a day until something needs a time of day. */
struct value {
	int64_t day; /* while t is NONE */
	int64_t t;
	int fixed; /* the word said which edge of the day is meant */
	enum when_edge edge;
};

/* The day that clocks show at an instant. */
static int64_t
day_at(const struct zone *zone, int64_t t)
{
	int64_t day;
	int second;

	zone_from_utc(zone, t, &day, &second);
	return day;
}

int64_t
clock_today(const struct clock *clock)
{
	return day_at(clock->zone, clock->now);
}

/*
 * Clocks may skip midnight.  Where they skip it from 23:30 to 00:30, the
 * day begins before the instant that 00:00 stands for.
 */
int64_t
day_start(const struct zone *zone, int64_t day)
{
	int64_t high = zone_to_utc(zone, day, 0), low, middle;

	if (zone == zone_utc() || day_at(zone, high - 1) < day)
		return high;
	for (low = high - DAY_SECONDS; high - low > 1;) {
		middle = low + (high - low) / 2;
		if (day_at(zone, middle) < day)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/* Clocks may show 23:59:59 twice: the last one counts. */
int64_t
day_end(const struct zone *zone, int64_t day)
{
	return day_start(zone, day + 1) - 1;
}

/* A number of exactly two digits below `limit`, or -1. */
static int
two_digits(const char *s, int limit)
{
	int v;

	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return -1;
	v = 10 * (s[0] - '0') + (s[1] - '0');
	return v < limit ? v : -1;
}

/* Reads Z or +01:00 behind a time of day; bytes, 0 where there is none. */
static size_t
read_offset(const char *s, size_t n, int *seconds)
{
	int hour, minute;

	*seconds = 0;
	if (n >= 1 && s[0] == 'Z')
		return 1;
	if (n < 6 || (s[0] != '+' && s[0] != '-') || s[3] != ':' ||
	    (hour = two_digits(s + 1, 24)) < 0 ||
	    (minute = two_digits(s + 4, 60)) < 0)
		return 0;
	*seconds = (hour * 3600 + minute * 60) * (s[0] == '-' ? -1 : 1);
	return 6;
}

/* Reads THH:MM[:SS][Z or offset] behind a date; bytes, 0 where it is wrong. */
static size_t
read_time(const char *s, size_t n, const struct zone *zone, struct value *v)
{
	int hour, minute, second = 0, ahead;
	size_t i = 6, k;

	if (n < 6 || s[0] != 'T' || s[3] != ':' ||
	    (hour = two_digits(s + 1, 24)) < 0 ||
	    (minute = two_digits(s + 4, 60)) < 0)
		return 0;
	if (n > 6 && s[6] == ':') {
		if (n < 9 || (second = two_digits(s + 7, 60)) < 0)
			return 0;
		i = 9;
	}
	second += hour * 3600 + minute * 60;
	k = read_offset(s + i, n - i, &ahead);
	if (k > 0)
		v->t = v->day * DAY_SECONDS + second - ahead;
	else
		v->t = zone_to_utc(zone, v->day, second);
	return i + k;
}

/* A weekday's name, whole or its first three letters: 1 to 7, else 0. */
static int
read_weekday(const char *s, size_t n)
{
	static const char *const name[] = { "monday", "tuesday", "wednesday",
		"thursday", "friday", "saturday", "sunday" };

	for (int i = 0; i < 7; i++) {
		if ((n == 3 || n == strlen(name[i])) &&
		    memcmp(name[i], s, n) == 0)
			return i + 1;
	}
	return 0;
}

/* sod ... eoy: moves the day and fixes the edge. */
static int
read_edge(const char *s, size_t n, struct value *v)
{
	int last;

	if (n != 3 || s[1] != 'o' || (s[0] != 's' && s[0] != 'e'))
		return 0;
	last = s[0] == 'e';
	switch (s[2]) {
	case 'd':
		break;
	case 'w':
		v->day = week_first(v->day) + (last ? 6 : 0);
		break;
	case 'm':
		v->day = last ? month_last(v->day) : month_first(v->day);
		break;
	case 'q':
		v->day = last ? quarter_last(v->day) : quarter_first(v->day);
		break;
	case 'y':
		v->day = last ? year_last(v->day) : year_first(v->day);
		break;
	default:
		return 0;
	}
	v->edge = last ? WHEN_LAST : WHEN_FIRST;
	v->fixed = 1;
	return 1;
}

static int
word_is(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(s, word, n) == 0;
}

/* Reads a word that names a day or now; v->day is today. */
static size_t
read_word(const char *s, size_t n, const struct clock *clock, struct value *v)
{
	size_t len = 0;
	int day;

	while (len < n && s[len] >= 'a' && s[len] <= 'z')
		len++;
	if (word_is(s, len, "now"))
		v->t = clock->now;
	else if (word_is(s, len, "yesterday"))
		v->day--;
	else if (word_is(s, len, "tomorrow"))
		v->day++;
	else if ((day = read_weekday(s, len)) > 0)
		v->day += (day - weekday(v->day) + 6) % 7 + 1;
	else if (!word_is(s, len, "today") && !read_edge(s, len, v))
		return 0;
	return len;
}

/* Adds one offset; 0, or -1 where the result is outside the years. */
static int
apply(const struct zone *zone, struct value *v, int sign,
    const struct duration *d)
{
	if (v->t == NONE && unit_is_days(d->unit))
		return (v->day = day_add(v->day, sign, d)) == NONE ? -1 : 0;
	if (v->t == NONE)
		v->t = v->fixed && v->edge == WHEN_LAST ? day_end(zone, v->day)
		    : day_start(zone, v->day);
	return (v->t = time_add(zone, v->t, sign, d)) == NONE ? -1 : 0;
}

/* Reads what stands before the offsets; NULL and its length in *used. */
static const char *
read_anchor(const char *s, size_t n, const struct clock *clock, struct value *v,
    size_t *used)
{
	const char *why;
	size_t k;

	*used = 0;
	if (n == 0)
		return expected;
	if (s[0] < '0' || s[0] > '9') {
		v->day = clock_today(clock);
		if (s[0] != '+' && s[0] != '-')
			*used = read_word(s, n, clock, v);
		return *used > 0 || s[0] == '+' || s[0] == '-' ? NULL :
								 expected;
	}
	if (n < 10 || s[4] != '-')
		return expected;
	if ((why = date_parse(s, 10, &v->day)) != NULL)
		return why;
	*used = 10;
	if (n > 10 && s[10] == 'T') {
		if ((k = read_time(s + 10, n - 10, clock->zone, v)) == 0)
			return expected;
		*used += k;
	}
	return NULL;
}

/* Reads a whole value: an anchor and offsets, or offsets alone. */
static const char *
read_value(const char *s, size_t n, const struct clock *clock, struct value *v)
{
	struct duration d;
	const char *why;
	size_t i, k;

	v->t = NONE;
	v->fixed = 0;
	if ((why = read_anchor(s, n, clock, v, &i)) != NULL)
		return why;
	while (i < n) {
		if (s[i] != '+' && s[i] != '-')
			return expected;
		k = duration_scan(s + i + 1, n - i - 1, &d);
		if (k == 0 || d.unit > UNIT_YEAR)
			return expected;
		if (i == 0 && !unit_is_days(d.unit))
			v->t = clock->now;
		if (apply(clock->zone, v, s[i] == '-' ? -1 : 1, &d) < 0)
			return outside;
		i += k + 1;
	}
	return NULL;
}

const char *
when_parse(const char *s, size_t n, const struct clock *clock,
    enum when_edge edge, int64_t *t)
{
	struct value v;
	const char *why;

	if ((why = read_value(s, n, clock, &v)) != NULL)
		return why;
	if (v.t == NONE) {
		if (v.fixed)
			edge = v.edge;
		v.t = edge == WHEN_LAST ? day_end(clock->zone, v.day) :
					  day_start(clock->zone, v.day);
	}
	if (v.t < TIME_MIN || v.t > TIME_MAX)
		return outside;
	*t = v.t;
	return NULL;
}

const char *
when_day(const char *s, size_t n, const struct clock *clock, int64_t *day)
{
	struct value v;
	const char *why;

	if ((why = read_value(s, n, clock, &v)) != NULL)
		return why == expected ? expected_day : why;
	if (v.t != NONE)
		return expected_day;
	if (v.day < DAY_MIN || v.day > DAY_MAX)
		return outside;
	*day = v.day;
	return NULL;
}
