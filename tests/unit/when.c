/* Dates, times, periods and durations as people write them. */
#include <stdint.h>

#include "tap.h"
#include "time/date.h"
#include "time/duration.h"
#include "time/period.h"
#include "time/when.h"
#include "tsv.h"

static struct ops ops;

/* A time in UTC as text, for tables of tests; "" where it was refused. */
static const char *
when_text(const char *text, const struct clock *clock, enum when_edge edge)
{
	static char buf[DATE_SIZE];
	int64_t t = NONE;

	when_parse(text, strlen(text), clock, edge, &t);
	time_print_utc(buf, t);
	return buf;
}

static const char *
period_text(const char *text, const struct clock *clock, int fiscal_month)
{
	static char buf[2 * DATE_SIZE];
	struct period p = { NONE, NONE };
	size_t n;

	period_parse(text, strlen(text), clock, fiscal_month, &p);
	n = date_print(buf, p.first);
	if (n > 0) {
		memcpy(buf + n, "..", 2);
		date_print(buf + n + 2, p.last);
	}
	return buf;
}

static const char *
duration_text(const char *text)
{
	static const char *const unit[] = { "s", "min", "h", "d", "w", "mo",
		"q", "y", "bh", "bd" };
	static char buf[32];
	struct duration d;

	if (duration_parse(text, strlen(text), &d) != NULL)
		return "";
	snprintf(buf, sizeof buf, "%lld%s", (long long)d.n, unit[d.unit]);
	return buf;
}

/* What the wall clock of a zone shows, to the second. */
static const char *
local_text(const char *text, const struct clock *clock)
{
	static char buf[DATE_SIZE];
	int64_t t = NONE, day;
	int second;

	when_parse(text, strlen(text), clock, WHEN_FIRST, &t);
	if (t == NONE)
		return "";
	zone_from_utc(clock->zone, t, &day, &second);
	time_print_utc(buf, day * DAY_SECONDS + second);
	buf[strlen(buf) - 1] = '\0';
	return buf;
}

/* Sets a clock by "2024-03-08T14:30:00" in a zone; 0 where it is unknown. */
static int
set_clock(struct clock *clock, const char *now, const char *name)
{
	struct zone *zone;

	fail_clear(&ops);
	if (clock->zone == NULL || strcmp(zone_name(clock->zone), name) != 0) {
		if (zone_open(&ops, name, &zone) != 0)
			return 0;
		clock->zone = zone;
	}
	return when_parse(now, strlen(now), clock, WHEN_FIRST, &clock->now) ==
	    NULL;
}

/* 231 texts that taskwarrior was asked to read, in three zones. */
static void
test_peer(void)
{
	enum { ID, NOW, ZONE, TEXT, PEER, CIVIL, HOW, OURS, REASON };
	struct tsv t = { .file = fopen("tests/vectors/when.tsv", "r") };
	struct clock clock = { 0, NULL };
	int same = 0, otherwise = 0;

	if (!ok(t.file != NULL, "tests/vectors/when.tsv is there"))
		return;
	while (tsv_row(&t)) {
		char **c = t.cell, name[300];
		const char *got;

		if (!set_clock(&clock, c[NOW], c[ZONE])) {
			ok(1, "%s # SKIP no zone %s", c[ID], c[ZONE]);
			continue;
		}
		if (strcmp(c[HOW], "duration") == 0)
			got = duration_text(c[TEXT]);
		else if (strcmp(c[HOW], "period") == 0)
			got = period_text(c[TEXT], &clock, 1);
		else
			got = local_text(c[TEXT], &clock);
		snprintf(name, sizeof name, "%s %s: %s%s%s", c[ID], c[TEXT],
		    *c[OURS] ? c[OURS] : "refused", *c[REASON] ? ": " : "",
		    c[REASON]);
		is_text(got, c[OURS], name);
		if (strcmp(c[HOW], "when") == 0 &&
		    strcmp(c[OURS], *c[CIVIL] ? c[CIVIL] : c[PEER]) == 0)
			same++;
		else if (*c[REASON] != '\0')
			otherwise++;
		else
			ok(0, "%s differs without a reason", c[ID]);
	}
	is_int(same, 120, "120 are the wall clock's answer");
	is_int(otherwise, 111, "111 are decided otherwise, with a reason");
}

static void
test_when(void)
{
	static const struct {
		const char *text, *first, *last; /* NULL: as first */
	} t[] = {
		{ "2026-11-21", "2026-11-20T23:00:00Z",
		    "2026-11-21T22:59:59Z" },
		{ "2026-07-01", "2026-06-30T22:00:00Z",
		    "2026-07-01T21:59:59Z" },
		{ "2026-11-21T14:05", "2026-11-21T13:05:00Z", NULL },
		{ "2026-11-21T14:05:09", "2026-11-21T13:05:09Z", NULL },
		{ "2026-11-21T13:05:00Z", "2026-11-21T13:05:00Z", NULL },
		{ "2026-11-21T13:05Z", "2026-11-21T13:05:00Z", NULL },
		{ "2026-11-21T14:05+01:00", "2026-11-21T13:05:00Z", NULL },
		{ "2026-11-21T00:00:00-09:30", "2026-11-21T09:30:00Z", NULL },
		{ "2026-11-21T14:05+7d", "2026-11-28T13:05:00Z", NULL },
		{ "2026-11-21T14:05+01:00-2h", "2026-11-21T11:05:00Z", NULL },
		{ "2026-11-21-2w", "2026-11-06T23:00:00Z",
		    "2026-11-07T22:59:59Z" },
		{ "now", "2026-11-21T13:05:00Z", NULL },
		{ "now-90min", "2026-11-21T11:35:00Z", NULL },
		{ "-90min", "2026-11-21T11:35:00Z", NULL },
		{ "+30s", "2026-11-21T13:05:30Z", NULL },
		{ "now+3mo", "2027-02-21T13:05:00Z", NULL },
		{ "now-5mo", "2026-06-21T12:05:00Z", NULL },
		{ "today", "2026-11-20T23:00:00Z", "2026-11-21T22:59:59Z" },
		{ "+7d", "2026-11-27T23:00:00Z", "2026-11-28T22:59:59Z" },
		{ "today-2w", "2026-11-06T23:00:00Z", "2026-11-07T22:59:59Z" },
		{ "+3mo", "2027-02-20T23:00:00Z", "2027-02-21T22:59:59Z" },
		{ "+1y-1d", "2027-11-19T23:00:00Z", "2027-11-20T22:59:59Z" },
		{ "today+9h", "2026-11-21T08:00:00Z", NULL },
		{ "saturday", "2026-11-27T23:00:00Z", "2026-11-28T22:59:59Z" },
		{ "sun", "2026-11-21T23:00:00Z", "2026-11-22T22:59:59Z" },
		{ "som", "2026-10-31T23:00:00Z", NULL },
		{ "eom", "2026-11-30T22:59:59Z", NULL },
		{ "eom-1d", "2026-11-29T22:59:59Z", NULL },
		{ "eom+1h", "2026-11-30T23:59:59Z", NULL },
		{ "soy", "2025-12-31T23:00:00Z", NULL },
		{ "0001-01-01T12:00Z", "0001-01-01T12:00:00Z", NULL },
		{ "9999-12-31", "9999-12-30T23:00:00Z",
		    "9999-12-31T22:59:59Z" },
		{ "2026-03-28T02:30+1d", "2026-03-29T01:30:00Z", NULL },
		{ "2026-03-28T02:30+24h", "2026-03-29T01:30:00Z", NULL },
		{ "2026-03-29+1d", "2026-03-29T22:00:00Z",
		    "2026-03-30T21:59:59Z" },
		{ "2024-01-31+1mo", "2024-02-28T23:00:00Z",
		    "2024-02-29T22:59:59Z" },
		{ "2024-02-29+1y", "2025-02-27T23:00:00Z",
		    "2025-02-28T22:59:59Z" },
	};
	struct clock clock = { 0, NULL };

	if (!set_clock(&clock, "2026-11-21T14:05", "Europe/Berlin")) {
		ok(1, "dates and times # SKIP no zone Europe/Berlin");
		return;
	}
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		is_text(when_text(t[i].text, &clock, WHEN_FIRST), t[i].first,
		    t[i].text);
		is_text(when_text(t[i].text, &clock, WHEN_LAST),
		    t[i].last == NULL ? t[i].first : t[i].last,
		    "and its last second");
	}
}

static void
test_when_refused(void)
{
	static const char *const wrong[] = { "", "+", "-", "+7", "+7m", "7d",
		"+d", "+-7d", "now+", "now7d", "now +7d", " now", "now ", "Now",
		"TODAY", "Monday", "mo", "m", "so", "sox", "eom2", "noww",
		"tomorrow2", "2026-11-21 14:05", "2026-11-21T", "2026-11-21T14",
		"2026-11-21T14:5", "2026-11-21T24:00", "2026-11-21T14:60",
		"2026-11-21T14:05:60",
		"2026-11-21T14:05:", "2026-11-21T14:05:09.5",
		"2026-11-21T14:05z", "2026-11-21T14:05Z+01:00",
		"2026-11-21T14:05+0100", "2026-11-21T14:05+24:00",
		"2026-11-21T14:05+1:00", "2026-02-30", "2026-02-30T10:00",
		"20261121", "21.11.2026", "2026", "2026-11", "+3bd", "now+2bh",
		"+1000000000000d", "+1000000000001s", "now+1000000000000h",
		"+99999999999999999999999999d", "+8100y", "-2026y",
		"0001-01-01-1d", "9999-12-31+1d", "0001-01-01T00:00+01:00",
		"9999-12-31T23:59:59Z+1s", "\xff\xfe" };
	struct clock clock = { 0, zone_utc() };
	int64_t t = 7;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		is_text(when_text(wrong[i], &clock, WHEN_LAST), "", wrong[i]);
	ok(when_parse("now\0x", 5, &clock, WHEN_FIRST, &t) != NULL && t == 7,
	    "a NUL inside is refused, and the result is untouched");
	ok(when_parse("nowx", 3, &clock, WHEN_FIRST, &t) == NULL && t == 0,
	    "no byte behind the length is read");
	is_text(when_parse("soon", 4, &clock, WHEN_FIRST, &t), "a date or time "
	    "as 2026-11-21, 2026-11-21T14:05, today, som or now-90min",
	    "what was expected is said");
}

static void
test_when_day(void)
{
	static const struct {
		const char *text, *want;
	} t[] = { { "2026-11-21", "2026-11-21" }, { "today", "2026-11-21" },
		{ "+7d", "2026-11-28" }, { "eom", "2026-11-30" },
		{ "soq+1mo", "2026-11-01" }, { "friday", "2026-11-27" },
		{ "now", "" }, { "today+1h", "" }, { "+1h", "" },
		{ "2026-11-21T10:00", "" }, { "0001-01-01-1d", "" },
		{ "", "" } };
	struct clock clock = { 0, NULL };
	char buf[DATE_SIZE];

	set_clock(&clock, "2026-11-21T23:30:00Z", "UTC");
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		int64_t day = NONE;

		when_day(t[i].text, strlen(t[i].text), &clock, &day);
		date_print(buf, day);
		is_text(buf, t[i].want, t[i].text);
	}
}

static void
test_period(void)
{
	static const struct {
		const char *text, *want;
	} t[] = { { "2026", "2026-01-01..2026-12-31" },
		{ "2026-Q4", "2026-10-01..2026-12-31" },
		{ "2026-11", "2026-11-01..2026-11-30" },
		{ "2024-02", "2024-02-01..2024-02-29" },
		{ "2026-W47", "2026-11-16..2026-11-22" },
		{ "2026-W01", "2025-12-29..2026-01-04" },
		{ "2026-W53", "2026-12-28..2027-01-03" },
		{ "FY2026", "2025-07-01..2026-06-30" },
		{ "2026-11-21", "2026-11-21..2026-11-21" },
		{ "yesterday", "2026-11-20..2026-11-20" },
		{ "mtd", "2026-11-01..2026-11-21" },
		{ "qtd", "2026-10-01..2026-11-21" },
		{ "ytd", "2026-01-01..2026-11-21" },
		{ "last-month", "2026-10-01..2026-10-31" },
		{ "last-week", "2026-11-09..2026-11-15" },
		{ "last-quarter", "2026-07-01..2026-09-30" },
		{ "last-year", "2025-01-01..2025-12-31" },
		{ "this-week", "2026-11-16..2026-11-22" },
		{ "this-month", "2026-11-01..2026-11-30" },
		{ "this-quarter", "2026-10-01..2026-12-31" },
		{ "this-year", "2026-01-01..2026-12-31" },
		{ "-4w", "2026-10-25..2026-11-21" },
		{ "-1d", "2026-11-21..2026-11-21" },
		{ "-3mo", "2026-08-22..2026-11-21" },
		{ "-1y", "2025-11-22..2026-11-21" },
		{ "2026-01-01..2026-03-31", "2026-01-01..2026-03-31" },
		{ "2026-01..2026-Q3", "2026-01-01..2026-09-30" },
		{ "som..today", "2026-11-01..2026-11-21" },
		{ "today..today+2w", "2026-11-21..2026-12-05" },
		{ "FY2025..FY2026", "2024-07-01..2026-06-30" },
		{ "9999", "9999-01-01..9999-12-31" },
		{ "0001", "0001-01-01..0001-12-31" }, { "", "" },
		{ "0000", "" }, { "26", "" }, { "20261", "" },
		{ "2026-Q0", "" }, { "2026-Q5", "" }, { "2026-q4", "" },
		{ "2026-13", "" }, { "2026-00", "" }, { "2026-1", "" },
		{ "2027-W53", "" }, { "2026-W00", "" }, { "2026-W5", "" },
		{ "9999-W52", "" }, { "FY26", "" }, { "fy2026", "" },
		{ "FY0001", "" }, { "2026-02-30", "" }, { "-", "" },
		{ "-4", "" }, { "-0w", "" }, { "-4h", "" }, { "-3bd", "" },
		{ "+4w", "" }, { "-9999999w", "" }, { "last-decade", "" },
		{ "last-", "" }, { "next-month", "" }, { "now", "" },
		{ "..", "" }, { "2026..", "" }, { "..2026", "" },
		{ "2026..2025", "" }, { "2026..2027..2028", "" },
		{ "2026...2027", "" }, { "2026 ", "" }, { "\xff", "" } };
	struct clock clock = { 0, NULL };
	struct period p;

	set_clock(&clock, "2026-11-21T12:00:00Z", "UTC");
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		is_text(period_text(t[i].text, &clock, 7), t[i].want,
		    t[i].text);
	is_text(period_text("FY2026", &clock, 1), "2026-01-01..2026-12-31",
	    "a fiscal year that begins in January is the calendar's");
	is_text(period_parse("2026..2025", 10, &clock, 1, &p),
	    "a period that ends after it begins", "the wrong way round");
	is_int(fiscal_year(20454, 1), 2026, "2026-01-01 is in FY2026");
	is_int(fiscal_year(20454, 7), 2026, "and from July too");
	is_int(fiscal_year(20635, 7), 2027, "2026-07-01 is in FY2027");
	is_int(fiscal_year(20634, 7), 2026, "the day before is not");
}

/* Months and years at their ends, reckoned back from 31 March. */
static void
test_period_month_ends(void)
{
	struct clock clock = { 0, NULL };

	set_clock(&clock, "2027-03-31T12:00:00Z", "UTC");
	is_text(period_text("last-month", &clock, 1), "2027-02-01..2027-02-28",
	    "last-month on 31 March is February");
	is_text(period_text("-1mo", &clock, 1), "2027-03-01..2027-03-31",
	    "the month that ends on 31 March is March");
	is_text(period_text("last-quarter", &clock, 1),
	    "2026-10-01..2026-12-31", "last-quarter is last year's fourth");
}

static void
test_period_round_trip(void)
{
	struct clock clock = { 0, zone_utc() };
	char buf[PERIOD_SIZE];
	size_t shortest = PERIOD_SIZE;
	int bad = 0;

	for (int64_t first = 20089; first < 20089 + 800; first++) {
		for (int64_t days = 1; days < 370; days += 1 + days / 40) {
			struct period p = { first, first + days - 1 }, q;
			size_t n = period_print(buf, &p);

			if (n < shortest)
				shortest = n;
			bad += n != strlen(buf) ||
			    period_parse(buf, n, &clock, 1, &q) != NULL ||
			    q.first != p.first || q.last != p.last;
		}
	}
	is_int(bad, 0, "a period that is printed is read back");
	period_print(buf, &(struct period){ 20454, 20818 });
	is_text(buf, "2026", "a year is printed as such");
	period_print(buf, &(struct period){ 20454, 20543 });
	is_text(buf, "2026-Q1", "a quarter");
	period_print(buf, &(struct period){ 20454, 20484 });
	is_text(buf, "2026-01", "a month");
	period_print(buf, &(struct period){ 20451, 20457 });
	is_text(buf, "2026-W01", "a week");
	period_print(buf, &(struct period){ 20454, 20454 });
	is_text(buf, "2026-01-01", "a day");
	period_print(buf, &(struct period){ 20454, 20455 });
	is_text(buf, "2026-01-01..2026-01-02", "and all else by its ends");
}

static void
test_duration(void)
{
	static const char *const good[] = { "90s", "45min", "4h", "3d", "2w",
		"6mo", "1q", "2y", "8bh", "3bd", "0d", "1000000000000s" };
	static const char *const wrong[] = { "", "3", "d", "3m", "3 d", "3D",
		"3days", "-3d", "+3d", "1.5h", "3d4h", "1000000000001s",
		"99999999999999999999s", "3bm", "3mi", "3mins", "0x3d" };
	struct duration d = { 90, UNIT_MINUTE };

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		is_text(duration_text(good[i]), good[i], good[i]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		is_text(duration_text(wrong[i]), "", wrong[i]);
	is_text(duration_text("007d"), "7d", "leading zeros are dropped");
	is_int(duration_seconds(&d), 5400, "90min are 5400 seconds");
	d.unit = UNIT_DAY;
	is_int(duration_seconds(&d), NONE, "days have no fixed seconds");
	d.unit = UNIT_BUSINESS_DAY;
	is_int(time_add(zone_utc(), 0, 1, &d), NONE,
	    "business days cannot be added without a calendar");
	is_int(day_add(0, 1, &d), NONE, "nor to a day");
	d.unit = UNIT_HOUR;
	is_int(day_add(0, 1, &d), NONE, "hours cannot be added to a day");
	d.n = DURATION_LIMIT;
	is_int(time_add(zone_utc(), 0, -1, &d), NONE, "there is no year 0");
	d.unit = UNIT_YEAR;
	is_int(day_add(0, 1, &d), NONE, "nor a year so far ahead");
}

int
main(void)
{
	ops.mem = arena_new();
	test_peer();
	test_when();
	test_when_refused();
	test_when_day();
	test_period();
	test_period_month_ends();
	test_period_round_trip();
	test_duration();
	arena_free(ops.mem);
	return done();
}
