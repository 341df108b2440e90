/* Grains of time: the days, weeks, months ... that periods are cut into. */
#ifndef TIME_GRAIN_H
#define TIME_GRAIN_H

#include "time/period.h"

enum grain { GRAIN_DAY, GRAIN_WEEK, GRAIN_MONTH, GRAIN_QUARTER, GRAIN_YEAR };
extern const char *const grain_words[]; /* "day" ...; ends with NULL */

/* The one that a day is in; weeks begin on Monday. */
struct period grain_of(enum grain, int64_t day);

/*
 * Which grain a period is, or -1: a run of several, or of other days.  (A
 * day, a week, a month, a quarter and a year never have the same days.)
 */
int grain_is(const struct period *);

#endif
