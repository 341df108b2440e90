/* Durations: a whole number and a unit, and how to add them to a time. */
#ifndef TIME_DURATION_H
#define TIME_DURATION_H

#include <stddef.h>
#include <stdint.h>

#include "time/zone.h"

enum duration_unit {
	UNIT_SECOND,	    /* s */
	UNIT_MINUTE,	    /* min, never m */
	UNIT_HOUR,	    /* h */
	UNIT_DAY,	    /* d */
	UNIT_WEEK,	    /* w */
	UNIT_MONTH,	    /* mo, never m */
	UNIT_QUARTER,	    /* q */
	UNIT_YEAR,	    /* y */
	UNIT_BUSINESS_HOUR, /* bh, of a calendar */
	UNIT_BUSINESS_DAY   /* bd, of a calendar */
};

struct duration {
	int64_t n; /* 0 or more */
	enum duration_unit unit;
};

/* At most this many of any unit, so that adding cannot overflow. */
#define DURATION_LIMIT INT64_C(1000000000000)

/*
 * Reads all n bytes as digits and a unit (90s 45min 4h 3d 2w 6mo 1q 2y 8bh
 * 3bd).  NULL and *out; else what was expected.
 */
const char *duration_parse(const char *s, size_t n, struct duration *out);

/* Reads digits and a unit at s, stops where the unit ends; bytes or 0. */
size_t duration_scan(const char *s, size_t n, struct duration *out);

/* Whether the unit counts civil days (d w mo q y), and not hours. */
int unit_is_days(enum duration_unit);

/*
 * The length in seconds of a duration that has one (s min h), else NONE: a
 * day has 23 to 25 hours.
 */
int64_t duration_seconds(const struct duration *);

/*
 * Civil arithmetic on days: +1 or -1 times a duration of d w mo q y; a
 * month's end clamps (01-31 + 1mo is 02-28).  NONE outside the years 0001
 * to 9999 and for other units.
 */
int64_t day_add(int64_t day, int sign, const struct duration *);

/*
 * The same for times: s min h are elapsed time, days and longer keep the
 * clock time in the zone.  NONE outside the years and for bh, bd: those
 * need a calendar.
 */
int64_t time_add(const struct zone *, int64_t t, int sign,
    const struct duration *);

#endif
