/* Parts of an amount: how many percent it is, and of how many days. */
#include "stats/variance.h"
#include "base/decimal.h"
#include "base/err.h"

__extension__ typedef __int128 int128;

enum { PERCENT = 100 };

int64_t
percent_of(int64_t part, int64_t whole, int decimals)
{
	int128 num = part, den = whole, step, scaled, steps, rest;
	int64_t hundred = PERCENT * power_of_ten(decimals);

	if (part == NONE || whole == NONE || whole == 0)
		return NONE;
	if (den < 0) {
		num = -num;
		den = -den;
	}
	step = power_of_ten(6 - decimals);
	scaled = num * hundred;
	steps = scaled / den;
	rest = scaled % den;
	if (2 * rest >= den)
		steps++;
	else if (-2 * rest >= den)
		steps--;
	if (steps == 0 && num != 0)
		steps = num > 0 ? 1 : -1;
	if (steps == hundred && num != den)
		steps += num > den ? 1 : -1;
	if (steps == -hundred && num != -den)
		steps += num > -den ? 1 : -1;
	steps *= step;
	return steps > INT64_MAX || steps <= INT64_MIN ? NONE : (int64_t)steps;
}

int
prorata(int64_t amount, int64_t first, int64_t last, int64_t from,
    int64_t until, int64_t *part)
{
	if (last < first)
		return OPS_DATA;
	if (from < first)
		from = first;
	if (until > last)
		until = last;
	return mul_div(amount, until < from ? 0 : until - from + 1,
	    last - first + 1, part);
}
