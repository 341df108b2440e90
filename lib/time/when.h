/* Dates and times as people write them, by the clock and zone of a book. */
#ifndef TIME_WHEN_H
#define TIME_WHEN_H

#include <stddef.h>
#include <stdint.h>

#include "time/zone.h"

struct clock {
	int64_t now; /* seconds UTC: --as-of, else $OPS_NOW, else now */
	const struct zone *zone;
};

/* Which second of a bare day is meant: --date FIRST; --as-of, --until LAST. */
enum when_edge { WHEN_FIRST, WHEN_LAST };

/* The day that clocks show now. */
int64_t clock_today(const struct clock *);

/* A day's first second, and its last, on the zone's clocks. */
int64_t day_start(const struct zone *, int64_t day);
int64_t day_end(const struct zone *, int64_t day);

/*
 * Reads all n bytes as a time; NULL and *t (years 0001 to 9999), else what
 * was expected, and *t is untouched:
 *	2026-11-21			the day's first or last second, by edge
 *	2026-11-21T14:05[:09]		in the zone; with Z or +01:00 there
 *	now				the clock
 *	today yesterday tomorrow	days
 *	monday ... sunday, mon ... sun	the next such day, never today
 *	sod sow som soq soy		first second of this day, week (Monday),
 *					month, quarter, year
 *	eod eow eom eoq eoy		its last second
 * and behind it, or alone, any number of offsets: +7d -2w +3mo +1q -1y
 * (civil: the clock time stays, a month's end clamps), +4h -90min +30s
 * (elapsed; a bare day counts from its first second).  Alone, an offset of
 * days or longer counts from today, one of hours or shorter from now.
 * Lower case only.
 */
const char *when_parse(const char *s, size_t n, const struct clock *,
    enum when_edge, int64_t *t);

/*
 * The same for a value that must be a day: no hours, no `now`; eom is the
 * month's last day.
 */
const char *when_day(const char *s, size_t n, const struct clock *,
    int64_t *day);

#endif
