/* Differences from a plan: how much, how many percent, and why. */
#include "stats/variance.h"
#include "base/decimal.h"
#include "base/err.h"

__extension__ typedef __int128 int128;

enum { PERCENT = 100 };

/* num / den in percent, as percent_of() says. */
static int64_t
percent(int128 num, int128 den, int decimals)
{
	int128 step = power_of_ten(6 - decimals), scaled, steps, rest;
	int64_t hundred = PERCENT * power_of_ten(decimals);

	if (den < 0) {
		num = -num;
		den = -den;
	}
	/* Both fit 65 bits, so that this product fits as well. */
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

int64_t
percent_of(int64_t part, int64_t whole, int decimals)
{
	if (part == NONE || whole == NONE || whole == 0)
		return NONE;
	return percent(part, whole, decimals);
}

int64_t
percent_change(int64_t value, int64_t base, int decimals)
{
	if (base == NONE || base == 0)
		return NONE;
	if (value == NONE)
		value = 0;
	return percent((int128)value - base, base < 0 ? -(int128)base : base,
	    decimals);
}

/* ---- price, volume, mix ---- */

static int
flex(struct mix_item *p)
{
	if (p->budget_qty == 0)
		p->flexed = p->actual;
	else if (mul_div(p->budget, p->actual_qty, p->budget_qty, &p->flexed) !=
	    0)
		return OPS_DATA;
	return sub_i64(p->actual, p->flexed, &p->price);
}

int
mix_of(struct mix_item *item, size_t n, struct mix *m)
{
	int64_t planned = 0, used = 0, same_mix;

	*m = (struct mix){ 0 };
	for (size_t i = 0; i < n; i++) {
		struct mix_item *p = &item[i];

		if (flex(p) != 0 ||
		    add_i64(m->budget, p->budget, &m->budget) != 0 ||
		    add_i64(m->flexed, p->flexed, &m->flexed) != 0 ||
		    add_i64(m->actual, p->actual, &m->actual) != 0 ||
		    add_i64(planned, p->budget_qty, &planned) != 0 ||
		    add_i64(used, p->actual_qty, &used) != 0)
			return OPS_DATA;
	}
	if (sub_i64(m->flexed, m->budget, &m->activity) != 0 ||
	    sub_i64(m->actual, m->flexed, &m->price) != 0 ||
	    sub_i64(m->actual, m->budget, &m->total) != 0)
		return OPS_DATA;
	m->volume = m->activity;
	if (planned == 0)
		return 0;
	if (mul_div(m->budget, used, planned, &same_mix) != 0 ||
	    sub_i64(same_mix, m->budget, &m->volume) != 0)
		return OPS_DATA;
	return sub_i64(m->activity, m->volume, &m->mix);
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
