/* Time zones: summer time's gaps and overlaps, and names that are none. */
#include <stdint.h>
#include <stdlib.h>

#include "tap.h"
#include "time/date.h"
#include "time/when.h"
#include "time/zone.h"

static struct ops ops;

static const struct zone *
zone(const char *name)
{
	struct zone *z = NULL;

	if (zone_open(&ops, name, &z) != 0) {
		printf("# %s\n", ops.why);
		fail_clear(&ops);
		return zone_utc();
	}
	return z;
}

/* A clock's "2026-11-21 14:05" in a zone as UTC, printed. */
static const char *
to_utc(const char *name, const char *local)
{
	static char buf[DATE_SIZE];
	int64_t day = 0;
	int hour, minute;

	date_parse(local, 10, &day);
	sscanf(local + 11, "%d:%d", &hour, &minute);
	time_print_utc(buf,
	    zone_to_utc(zone(name), day, hour * 3600 + minute * 60));
	return buf;
}

static void
test_changes(void)
{
	static const struct {
		const char *zone, *local, *utc, *what;
	} t[] = {
		{ "Europe/Berlin", "2026-03-29 01:59", "2026-03-29T00:59:00Z",
		    "before the gap" },
		{ "Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:30:00Z",
		    "in the gap: 03:30 summer time" },
		{ "Europe/Berlin", "2026-03-29 03:00", "2026-03-29T01:00:00Z",
		    "after the gap" },
		{ "Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00Z",
		    "in the overlap: the first" },
		{ "Europe/Berlin", "2026-10-25 03:00", "2026-10-25T02:00:00Z",
		    "after the overlap" },
		{ "America/New_York", "2024-03-10 02:30",
		    "2024-03-10T07:30:00Z", "in the gap" },
		{ "America/New_York", "2024-11-03 01:30",
		    "2024-11-03T05:30:00Z", "in the overlap" },
		{ "Australia/Lord_Howe", "2026-10-04 02:15",
		    "2026-10-03T15:45:00Z", "in a gap of 30 minutes" },
		{ "Australia/Lord_Howe", "2026-04-05 01:45",
		    "2026-04-04T14:45:00Z", "in an overlap of 30 minutes" },
		{ "Australia/Lord_Howe", "2026-04-05 02:00",
		    "2026-04-04T15:30:00Z", "after it" },
		{ "America/Sao_Paulo", "2018-11-04 00:00",
		    "2018-11-04T03:00:00Z", "midnight is skipped" },
		{ "America/Sao_Paulo", "2018-02-17 23:30",
		    "2018-02-18T01:30:00Z", "the hour before midnight, twice" },
		{ "America/Sao_Paulo", "2018-02-18 00:00",
		    "2018-02-18T03:00:00Z", "midnight after it" },
		{ "Pacific/Apia", "2011-12-30 12:00", "2011-12-30T22:00:00Z",
		    "a whole day is skipped" },
		{ "Asia/Kolkata", "2026-01-01 00:00", "2025-12-31T18:30:00Z",
		    "half an hour off, no summer time" },
		{ "Europe/Berlin", "2075-07-01 12:00", "2075-07-01T10:00:00Z",
		    "far ahead, by the rule" },
		{ "UTC", "2026-03-29 02:30", "2026-03-29T02:30:00Z", "UTC" },
	};

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		char name[200];
		const char *got = to_utc(t[i].zone, t[i].local);

		snprintf(name, sizeof name, "%s %s: %s", t[i].zone, t[i].local,
		    t[i].what);
		is_text(got, t[i].utc, name);
	}
}

/* The first and the last second of days that are not like others. */
static void
test_days(void)
{
	static const struct {
		const char *zone, *day, *first, *last;
	} t[] = {
		{ "Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z",
		    "2026-03-29T21:59:59Z" },
		{ "Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z",
		    "2026-10-25T22:59:59Z" },
		{ "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z",
		    "2018-11-05T01:59:59Z" },
		{ "America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z",
		    "2018-02-18T02:59:59Z" },
		{ "America/Havana", "2024-11-03", "2024-11-03T04:00:00Z",
		    "2024-11-04T04:59:59Z" },
		{ "America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z",
		    "1919-04-01T03:59:59Z" },
		{ "UTC", "1969-12-31", "1969-12-31T00:00:00Z",
		    "1969-12-31T23:59:59Z" },
	};
	char buf[DATE_SIZE], name[100];
	int64_t day = 0;

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		date_parse(t[i].day, 10, &day);
		snprintf(name, sizeof name, "%s %s begins", t[i].zone,
		    t[i].day);
		time_print_utc(buf, day_start(zone(t[i].zone), day));
		is_text(buf, t[i].first, name);
		snprintf(name, sizeof name, "%s %s ends", t[i].zone, t[i].day);
		time_print_utc(buf, day_end(zone(t[i].zone), day));
		is_text(buf, t[i].last, name);
	}
}

/*
 * From the clock back to the instant: it is found again unless it is the
 * second of two, and what is printed is read back even then.
 */
static void
test_round_trip(void)
{
	static const char *const name[] = { "Europe/Berlin",
		"Australia/Lord_Howe", "America/St_Johns", "UTC" };
	struct clock clock = { 0, NULL };
	int bad = 0, second_of_two = 0, bad_text = 0, second;
	char buf[TIME_SIZE];
	int64_t back, day;

	for (int64_t i = 0; i < 40000; i++) {
		int64_t t = i % 10000 * 10799 - INT64_C(50000000);

		if (i % 10000 == 0)
			clock.zone = zone(name[i / 10000]);
		zone_from_utc(clock.zone, t, &day, &second);
		back = zone_to_utc(clock.zone, day, second);
		if (back < t && t - back <= 3600)
			second_of_two++;
		else
			bad += back != t;
		bad_text += when_parse(buf, time_print(buf, t, clock.zone),
				&clock, WHEN_FIRST, &back) != NULL ||
		    back != t;
	}
	is_int(bad, 0, "40000 instants are found again");
	ok(second_of_two > 0, "some were the second of two");
	is_int(bad_text, 0, "and each is read back from what is printed");
}

/* The C library has one zone at a time; ours do not mix. */
static void
test_in_turn(void)
{
	const struct zone *berlin = zone("Europe/Berlin");
	const struct zone *tokyo = zone("Asia/Tokyo");
	int bad = 0;

	for (int64_t day = 20000; day < 20300; day++) {
		int64_t t = day * DAY_SECONDS;
		int ahead = zone_offset(berlin, t);

		bad += ahead != 3600 && ahead != 7200;
		bad += zone_offset(tokyo, t) != 9 * 3600;
		bad += zone_offset(zone_utc(), t) != 0;
	}
	is_int(bad, 0, "two zones and UTC, asked in turn, do not mix");
}

static void
test_printing(void)
{
	const struct zone *berlin = zone("Europe/Berlin");
	char buf[TIME_SIZE];
	int64_t t = INT64_C(1792888200); /* 2026-10-25T00:30:00Z */

	time_print(buf, t, berlin);
	is_text(buf, "2026-10-25T02:30", "the first 02:30 is the clock's");
	time_print(buf, t + 3600, berlin);
	is_text(buf, "2026-10-25T01:30:00Z", "the second is told in UTC");
	time_print(buf, t + 7205, berlin);
	is_text(buf, "2026-10-25T03:30:05", "seconds where there are some");
	time_print(buf, NONE, berlin);
	is_text(buf, "", "a missing time is the empty text");
	time_print(buf, TIME_MAX, berlin);
	is_text(buf, "9999-12-31T23:59:59Z",
	    "where the clock shows the year 10000 it is UTC");
}

static void
test_names(void)
{
	static const char *const wrong[] = { "", "/etc/passwd",
		"../../etc/passwd", "Europe/../../etc/passwd", "Europe/",
		"Europe//Berlin", ".", "Mars/Olympus", "europe berlin",
		"CET-1CEST,M3.5.0,M10.5.0/3", ":UTC", "Europe", "zone.tab",
		"tzdata", "Europe/Berlin\t" };
	char huge[5000];
	struct zone *z = NULL;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		int code = zone_open(&ops, wrong[i], &z);

		ok(code == OPS_CONFIG && z == NULL, "'%.30s' is no zone",
		    wrong[i]);
		fail_clear(&ops);
	}
	memset(huge, 'a', sizeof huge);
	huge[sizeof huge - 1] = '\0';
	ok(zone_open(&ops, huge, &z) == OPS_CONFIG, "a huge name is none");
	fail_clear(&ops);
	zone_open(&ops, "Mars/Olympus", &z);
	is_text(ops.why, "'Mars/Olympus' is not in /usr/share/zoneinfo: "
	    "expected an IANA name of a zone such as Europe/Berlin, or UTC",
	    "the message says where it was looked for");
	fail_clear(&ops);
	setenv("TZDIR", "/nonexistent", 1);
	ok(zone_open(&ops, "Europe/Berlin", &z) == OPS_CONFIG,
	    "without a database no zone is known");
	fail_clear(&ops);
	ok(zone_open(&ops, "UTC", &z) == 0 && zone_to_utc(z, 1, 1) == 86401,
	    "but UTC is");
	is_text(zone_name(z), "UTC", "and knows its name");
	unsetenv("TZDIR");
}

int
main(void)
{
	struct zone *z;

	unsetenv("TZDIR");
	ops.mem = arena_new();
	if (zone_open(&ops, "Europe/Berlin", &z) != 0) {
		ok(1, "zones # SKIP no time zone database");
		return done();
	}
	test_changes();
	test_days();
	test_round_trip();
	test_in_turn();
	test_printing();
	test_names();
	arena_free(ops.mem);
	return done();
}
