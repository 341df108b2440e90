/* A number over time: as one that adds everything up each time says. */
#include <string.h>

#include "stock/timeline.h"
#include "tap.h"

enum { CHANGES = 3000, TIMES = 2000 };

static int64_t plain[TIMES];
static uint64_t seed = 7;

static int64_t
dice(int64_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (int64_t)((seed >> 33) % (uint64_t)n);
}

/* The same question, by adding up; a time without a change is no point. */
static int
plain_below(const char *is_point, int64_t from, int64_t until, int64_t *at,
    int64_t *number)
{
	int64_t now = 0;

	for (int64_t i = 0; i < TIMES && i < until; i++) {
		now += plain[i];
		if (i >= from && is_point[i] && now < 0) {
			*at = i;
			*number = now;
			return 1;
		}
	}
	return 0;
}

int
main(void)
{
	static char is_point[TIMES];
	struct arena *mem = arena_new();
	struct timeline t;
	int64_t at = 0, number = 0, at2 = 0, number2 = 0;
	int wrong = 0, news = 1, both = 0;

	memset(&t, 0, sizeof t);
	ok(!timeline_below(&t, INT64_MIN, INT64_MAX, &at, &number),
	    "without a change it is never below 0");
	for (int i = 0; i < CHANGES; i++) {
		int64_t when = dice(TIMES), qty = dice(21) - 9;
		int64_t from = dice(TIMES), until = from + dice(TIMES);
		int is, was;

		news &= timeline_add(mem, &t, when, qty) == !is_point[when];
		plain[when] += qty;
		is_point[when] = 1;
		is = timeline_below(&t, from, until, &at, &number);
		was = plain_below(is_point, from, until, &at2, &number2);
		both |= 1 << is;
		wrong += is != was ||
		    (is && (at != at2 || number != number2));
	}
	ok(wrong == 0, "it is below 0 when the sum is");
	ok(both == 3, "which it is now and then");
	ok(news, "a change says whether its time is a new one");
	ok(t.blocks.n >= 3, "in several blocks");
	ok(!timeline_below(&t, 5, 5, &at, &number), "nothing is in no time");
	arena_free(mem);
	return done();
}
