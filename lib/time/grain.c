/* Grains of time: the days, weeks, months ... that periods are cut into. */
#include "time/date.h"
#include "time/grain.h"

const char *const grain_words[] = { "day", "week", "month", "quarter", "year",
	NULL };

struct period
grain_of(enum grain grain, int64_t day)
{
	switch (grain) {
	case GRAIN_WEEK:
		return (struct period){ week_first(day), week_first(day) + 6 };
	case GRAIN_MONTH:
		return (struct period){ month_first(day), month_last(day) };
	case GRAIN_QUARTER:
		return (struct period){ quarter_first(day),
			quarter_last(day) };
	case GRAIN_YEAR:
		return (struct period){ year_first(day), year_last(day) };
	case GRAIN_DAY:
		break;
	}
	return (struct period){ day, day };
}

int
grain_is(const struct period *p)
{
	for (int g = GRAIN_DAY; g <= GRAIN_YEAR; g++) {
		struct period own = grain_of((enum grain)g, p->first);

		if (own.first == p->first && own.last == p->last)
			return g;
	}
	return -1;
}
