/* Forecasts: reckoned by hand, and what must hold of any year. */
#include <stdint.h>

#include "base/arena.h"
#include "base/none.h"
#include "base/ops.h"
#include "budget/forecast.h"
#include "ledger/ledger.h"
#include "tap.h"

/* What posts nothing has no ledgers. */
const struct ledger *const all_ledgers[] = { NULL };

static struct ops ops;
static struct five years[FORECAST_MONTHS];
static struct forecast f;

static void
clear(void)
{
	for (size_t i = 0; i < FORECAST_MONTHS; i++)
		years[i] = (struct five){ 0 };
}

/* 0 to 23: the year before, and this one. */
static void
put(size_t month, int64_t budget, int64_t actual, int64_t committed)
{
	years[month] = (struct five){ .budget = budget,
		.committed = committed,
		.actual = actual,
		.available = budget - actual - committed };
}

static int
say(size_t n)
{
	fail_clear(&ops);
	return forecast(&ops, years, n, &f);
}

static void
even_year(void)
{
	clear();
	for (size_t i = 12; i < 24; i++)
		put(i, 1000, i < 15 ? 1200 : 0, 0);
	ok(say(3) == 0, "three months are over, 20 percent above the plan");
	ok(f.end[FORECAST_RUN_RATE] == 14400, "run-rate: 3600 / 3 x 12");
	ok(f.end[FORECAST_PLAN] == 14400, "an even plan says the same");
	ok(f.method == FORECAST_PLAN, "no year before: the plan's");
	ok(f.exhausted == 10, "12000 are passed in the eleventh month");
	ok(f.rate == 933, "8400 are left for 9 months, rounded down");
	ok(f.error[0] == NONE && f.error[1] == NONE, "no error is known");
}

/* A trade with its season at the end, on its plan. */
static void
season(void)
{
	clear();
	for (size_t i = 0; i < 24; i++)
		put(i, i % 12 < 9 ? 100 : 1000,
		    i < 18 ? (i % 12 < 9 ? 100 : 1000) : 0, 0);
	ok(say(6) == 0, "half a year before the season");
	ok(f.end[FORECAST_PLAN] == 3900, "the plan knows the season");
	ok(f.end[FORECAST_RUN_RATE] == 1200, "the run-rate does not");
	ok(f.error[FORECAST_PLAN] == 0, "a year ago the plan was right");
	ok(f.error[FORECAST_RUN_RATE] == -692308,
	    "the run-rate said 1200 of 3900");
	ok(f.method == FORECAST_PLAN && f.result == 3900 && f.exhausted == -1,
	    "so the plan counts, and the budget will do");
}

/* The plan was wrong a year ago, spending is even. */
static void
wrong_plan(void)
{
	clear();
	for (size_t i = 0; i < 24; i++)
		put(i, i % 12 < 6 ? 100 : 900, i < 18 ? 100 : 0, 0);
	ok(say(6) == 0 && f.method == FORECAST_RUN_RATE && f.result == 1200,
	    "the run-rate was nearer a year ago: it counts");
}

static void
bound(void)
{
	clear();
	put(12, 1000, 100, 0);
	put(20, 0, 0, 5000);
	ok(say(1) == 0 && f.end[FORECAST_RUN_RATE] == 5100,
	    "what is ordered is more than the rate says: it counts");
	ok(f.exhausted >= 0, "and the budget will not do");
	clear();
	put(12, 1000, 100, 700);
	ok(say(1) == 0 && f.end[FORECAST_RUN_RATE] == 1200,
	    "less than the rate says: it is within that");
	clear();
	put(12, 1000, 100, 300);
	put(13, 0, 900, 0);
	ok(say(1) == 0 && f.end[FORECAST_RUN_RATE] == 1300,
	    "an order of a month that is over is still to be paid");
}

static void
edges(void)
{
	clear();
	ok(say(0) == 0 && f.result == NONE && f.exhausted == -1,
	    "nothing at all: no forecast");
	put(15, 1200, 0, 0);
	ok(say(0) == 0 && f.end[FORECAST_RUN_RATE] == NONE && f.result == 1200,
	    "the year begins: the plan");
	clear();
	put(12, 100, 500, 0);
	ok(say(2) == 0 && f.exhausted == 0 && f.rate == 0,
	    "over in the first month: nothing more, a month");
	clear();
	put(12, 100, 500, 0);
	ok(say(12) == 0 && f.result == 500 && f.rate == NONE,
	    "a year that is over is what it is");
	clear();
	put(12, 0, INT64_MAX / 2, 0);
	ok(say(1) == OPS_DATA, "too large a number is an error");
	clear();
	put(12, 1000, -100, 0);
	ok(say(1) == 0 && f.end[FORECAST_RUN_RATE] == -100,
	    "refunds alone do not go on");
}

int
main(void)
{
	ops.mem = arena_new();
	even_year();
	season();
	wrong_plan();
	bound();
	edges();
	arena_free(ops.mem);
	return done();
}
