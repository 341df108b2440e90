/* Time zones: between wall clocks and seconds UTC. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "time/date.h"
#include "time/zone.h"

_Static_assert(sizeof(time_t) >= 8, "time_t must hold years up to 9999");

/*
 * The C library is asked twice for each UTC day, and the answer is kept:
 * five million dates of a few years cost a few thousand questions.
 */
struct day {
	int64_t key;	   /* 2 * UTC day + 1; 0 is an empty place */
	int64_t change;	   /* the first second at which `after` holds */
	int before, after; /* offsets from UTC, in seconds */
};

enum { DAYS = 2048 }; /* a power of two; 64 kB a zone */

struct zone {
	const char *name;
	struct day *day; /* NULL is UTC */
};

static const struct zone utc = { "UTC", NULL };

/* What tzset() last heard from us. */
static char current[64];

const struct zone *
zone_utc(void)
{
	return &utc;
}

const char *
zone_name(const struct zone *zone)
{
	return zone->name;
}

/* Letters, digits and "+-_/" only, no part empty or of dots. */
static int
name_is_sane(const char *name)
{
	size_t n = strlen(name);

	if (n == 0 || n >= sizeof current || name[0] == '/' ||
	    name[n - 1] == '/' || strstr(name, "//") != NULL)
		return 0;
	return strspn(name,
		   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		   "0123456789+-_/") == n;
}

/* Whether the database has a zone's file of this name. */
static int
database_has(const char *folder, const char *name)
{
	char path[4096], magic[4] = "";
	FILE *f;
	int n;

	n = snprintf(path, sizeof path, "%s/%s", folder, name);
	if (n < 0 || (size_t)n >= sizeof path)
		return 0;
	if ((f = fopen(path, "rb")) == NULL)
		return 0;
	n = fread(magic, sizeof magic, 1, f) == 1 &&
	    memcmp(magic, "TZif", sizeof magic) == 0;
	fclose(f);
	return n;
}

int
zone_open(struct ops *ops, const char *name, struct zone **out)
{
	const char *folder = getenv("TZDIR");
	struct zone *zone;

	if (folder == NULL || *folder == '\0')
		folder = "/usr/share/zoneinfo";
	if (!name_is_sane(name))
		return fail(ops, OPS_CONFIG, "'%s' is wrong: expected an IANA "
		    "name of a zone such as Europe/Berlin", name);
	zone = ARENA_NEW(ops->mem, struct zone);
	zone->name = arena_strdup(ops->mem, name);
	if (strcmp(name, "UTC") != 0) {
		if (!database_has(folder, name))
			return fail(ops, OPS_CONFIG, "'%s' is not in %s: "
			    "expected an IANA name of a zone such as "
			    "Europe/Berlin, or UTC", name, folder);
		zone->day = ARENA_ARRAY(ops->mem, struct day, DAYS);
	}
	*out = zone;
	return 0;
}

/* Makes the C library's zone this one. */
static void
switch_to(const struct zone *zone)
{
	char text[sizeof current + 1];

	if (strcmp(current, zone->name) == 0)
		return;
	snprintf(text, sizeof text, ":%s", zone->name);
	if (setenv("TZ", text, 1) != 0)
		no_memory();
	tzset();
	snprintf(current, sizeof current, "%s", zone->name);
}

/* The C library's answer, for a zone that is switched to. */
static int
ask(int64_t t)
{
	time_t when = (time_t)t;
	struct tm tm;

	if (localtime_r(&when, &tm) == NULL)
		return 0;
	return (
	    int)(day_from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) *
		DAY_SECONDS +
	    tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec - t);
}

/* Finds a day's offsets, and by halving the second where they change. */
static void
learn(const struct zone *zone, int64_t utc_day, struct day *d)
{
	int64_t low = utc_day * DAY_SECONDS, high = low + DAY_SECONDS, middle;

	switch_to(zone);
	d->key = 2 * utc_day + 1;
	d->before = ask(low);
	d->after = ask(high - 1);
	d->change = high;
	if (d->before == d->after)
		return;
	for (high--; high - low > 1;) {
		middle = low + (high - low) / 2;
		if (ask(middle) == d->before)
			low = middle;
		else
			high = middle;
	}
	d->change = high;
}

int
zone_offset(const struct zone *zone, int64_t t)
{
	int64_t utc_day;
	struct day *d;

	if (zone->day == NULL)
		return 0;
	utc_day = floor_div(t, DAY_SECONDS);
	d = &zone->day[(uint64_t)utc_day % DAYS];
	if (d->key != 2 * utc_day + 1)
		learn(zone, utc_day, d);
	return t < d->change ? d->before : d->after;
}

int64_t
zone_to_utc(const struct zone *zone, int64_t day, int second)
{
	int64_t local = day * DAY_SECONDS + second, t;
	int before, after;

	if (zone->day == NULL)
		return local;
	/* no zone is a day away from UTC, so this is before the instant */
	before = zone_offset(zone, local - DAY_SECONDS);
	t = local - before;
	if (zone_offset(zone, t) == before)
		return t;
	after = zone_offset(zone, local + DAY_SECONDS);
	if (zone_offset(zone, local - after) == after)
		return local - after;
	return t; /* skipped */
}

void
zone_from_utc(const struct zone *zone, int64_t t, int64_t *day, int *second)
{
	int64_t local = t + zone_offset(zone, t);

	*day = floor_div(local, DAY_SECONDS);
	*second = (int)(local - *day * DAY_SECONDS);
}

size_t
time_print(char buf[TIME_SIZE], int64_t t, const struct zone *zone)
{
	int64_t day;
	int second, n;

	if (t < TIME_MIN || t > TIME_MAX)
		return time_print_utc(buf, t);
	zone_from_utc(zone, t, &day, &second);
	if (day < DAY_MIN || day > DAY_MAX ||
	    zone_to_utc(zone, day, second) != t)
		return time_print_utc(buf, t);
	n = (int)date_print(buf, day);
	n += snprintf(buf + n, TIME_SIZE - (size_t)n, "T%02d:%02d",
	    second / 3600, second / 60 % 60);
	if (second % 60 != 0)
		n += snprintf(buf + n, TIME_SIZE - (size_t)n, ":%02d",
		    second % 60);
	return (size_t)n;
}
