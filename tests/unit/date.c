/* The calendar: days, weeks, months, and how dates look. */
#include <stdint.h>
#include <time.h>

#include "tap.h"
#include "time/date.h"

static int64_t
parsed(const char *text)
{
	int64_t day = NONE;

	date_parse(text, strlen(text), &day);
	return day;
}

/* Every day of 9999 years against the C library's gmtime and strftime. */
static void
test_against_libc(void)
{
	int bad = 0, bad_week = 0, bad_text = 0;
	char buf[DATE_SIZE], want[40];
	struct civil c;

	for (int64_t day = DAY_MIN; day <= DAY_MAX; day++) {
		time_t t = (time_t)(day * DAY_SECONDS);
		struct tm tm;

		gmtime_r(&t, &tm);
		day_to_civil(day, &c);
		bad += c.year != tm.tm_year + 1900 ||
		    c.month != tm.tm_mon + 1 || c.day != tm.tm_mday ||
		    weekday(day) % 7 != tm.tm_wday ||
		    day_from_civil(c.year, c.month, c.day) != day;
		/* weeks are slow to print: every 13th day meets them all */
		if (day % 13 == 0) {
			int year, week;

			strftime(want, sizeof want, "%G %V", &tm);
			day_to_week(day, &year, &week);
			snprintf(buf, sizeof buf, "%d %02d", year, week);
			bad_week += strcmp(buf, want) != 0 ||
			    day_from_week(year, week) != week_first(day);
			bad_text +=
			    date_print(buf, day) != 10 || parsed(buf) != day;
		}
	}
	is_int(bad, 0, "every day of the years 1 to 9999 is gmtime's");
	is_int(bad_week, 0, "ISO weeks are strftime's");
	is_int(bad_text, 0, "what date_print() writes, date_parse() reads");
}

static void
test_reading(void)
{
	static const char *const wrong[] = { "", "2026", "2026-11", "2026-11-2",
		"2026-11-211", "2026-02-29", "2026-13-01", "2026-00-01",
		"2026-01-00", "2026-04-31", "0000-01-01", "1900-02-29",
		"2026/11/21", "21.11.2026", "2026-1-021", " 2026-11-2",
		"2026-11-2 ", "+026-11-21", "-026-11-21", "20261-1-21",
		"2026-11-2x", "2026-11-21T", "2026\xe2\x80\x90" };
	int64_t day = 7;

	is_int(parsed("1970-01-01"), 0, "day 0 is 1970-01-01");
	is_int(parsed("2000-02-29"), 11016, "2000 was a leap year");
	is_int(parsed("0001-01-01"), DAY_MIN, "the first day");
	is_int(parsed("9999-12-31"), DAY_MAX, "the last day");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ok(parsed(wrong[i]) == NONE, "'%s' is no date", wrong[i]);
	is_text(date_parse("2026-02-30", 10, &day),
	    "a day that exists, as 2026-11-21",
	    "a day that is not in the calendar is said to be so");
	is_text(date_parse("tomorrow", 8, &day), "a date as 2026-11-21",
	    "and what is no date at all too");
	is_int(day, 7, "the result is untouched");
	ok(date_parse("2026-11-\0"
		      "1",
	       10, &day) != NULL,
	    "a NUL inside is no digit");
}

static void
test_writing(void)
{
	char buf[DATE_SIZE];

	date_print(buf, NONE);
	is_text(buf, "", "a missing day is the empty text");
	is_int((int64_t)date_print(buf, INT64_MAX), 23,
	    "a day of no year is written");
	is_text(buf, "day 9223372036854775807", "so that nobody takes it");
	time_print_utc(buf, 0);
	is_text(buf, "1970-01-01T00:00:00Z", "second 0");
	time_print_utc(buf, -1);
	is_text(buf, "1969-12-31T23:59:59Z", "the second before");
	time_print_utc(buf, TIME_MAX);
	is_text(buf, "9999-12-31T23:59:59Z", "the last second");
	time_print_utc(buf, TIME_MIN);
	is_text(buf, "0001-01-01T00:00:00Z", "the first second");
	time_print_utc(buf, NONE);
	is_text(buf, "", "a missing time is the empty text");
	time_print_utc(buf, TIME_MAX + 1);
	is_text(buf, "second 253402300800", "a time of no year");
}

static void
test_months(void)
{
	int64_t day = parsed("2024-01-31");

	is_int(day_add_months(day, 1), parsed("2024-02-29"),
	    "a month after 31 January 2024 is 29 February");
	is_int(day_add_months(day, 13), parsed("2025-02-28"),
	    "a year later it is the 28th");
	is_int(day_add_months(day, -2), parsed("2023-11-30"),
	    "two months before it is 30 November");
	is_int(day_add_months(day, -1), parsed("2023-12-31"),
	    "one month before it is 31 December");
	is_int(day_add_months(DAY_MAX, 1), NONE, "there is no year 10000");
	is_int(day_add_months(DAY_MIN, -1), NONE, "and no year 0");
	is_int(day_add_months(day, INT64_MAX), NONE, "no month is too far");
	is_int(quarter_first(parsed("2026-11-21")), parsed("2026-10-01"),
	    "the fourth quarter begins in October");
	is_int(quarter_last(parsed("2026-02-01")), parsed("2026-03-31"),
	    "the first ends in March");
	is_int(year_last(parsed("2026-02-01")), parsed("2026-12-31"),
	    "the year ends in December");
	is_int(month_last(parsed("2028-02-01")), parsed("2028-02-29"),
	    "February 2028 ends on the 29th");
	is_int(week_first(parsed("2026-11-22")), parsed("2026-11-16"),
	    "Sunday belongs to the week before");
	is_int(weeks_in_year(2026), 53, "2026 has 53 weeks");
	is_int(weeks_in_year(2027), 52, "2027 has 52");
}

int
main(void)
{
	test_against_libc();
	test_reading();
	test_writing();
	test_months();
	return done();
}
