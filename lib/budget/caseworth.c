/* What the alternatives of a case are worth, side by side. */
#include "base/decimal.h"
#include "budget/caseworth.h"
#include "stats/variance.h"

const struct case_scenario case_scenarios[] = {
	{ "rate_half", "money costs half as much", MILLION / 2, MILLION,
	    MILLION },
	{ "rate_double", "money costs twice as much", 2 * MILLION, MILLION,
	    MILLION },
	{ "in_less", "20 % less comes in", MILLION, 800000, MILLION },
	{ "out_more", "20 % more goes out", MILLION, MILLION, 1200000 },
	{ NULL },
};

static int
too_large(struct ops *ops, const struct case_way *w)
{
	return fail(ops, OPS_DATA,
	    "alternative: '%s' comes to too large a number", w->name);
}

static int
sums(struct case_worth *v)
{
	v->paid = v->received = 0;
	for (size_t t = 0; t < v->way->n; t++) {
		int64_t flow = v->way->flow[t];
		int64_t *sum = flow > 0 ? &v->received : &v->paid;

		if (add_i64(*sum, flow, sum) != 0)
			return OPS_DATA;
	}
	return 0;
}

/* What it brings more than the base, period by period. */
static int
difference(struct ops *ops, const struct case_way *w,
    const struct case_way *base, struct cash *out)
{
	int64_t *flow;

	out->n = w->n > base->n ? w->n : base->n;
	flow = ARENA_ARRAY(ops->mem, int64_t, out->n);
	for (size_t t = 0; t < out->n; t++)
		if (sub_i64(t < w->n ? w->flow[t] : 0,
			t < base->n ? base->flow[t] : 0, &flow[t]) != 0)
			return too_large(ops, w);
	out->flow = flow;
	return 0;
}

/* From millionths of a period to those of a year. */
static int64_t
in_years(int64_t periods, int per_year)
{
	int64_t years = NONE;

	if (periods != NONE)
		mul_div(periods, 1, per_year, &years);
	return years;
}

static int
compare(struct ops *ops, const struct budget_case *k, struct case_worth *v,
    int64_t base_npv)
{
	struct cash c = { .per_year = case_per_year(k) };
	int64_t in, out;
	int err = difference(ops, v->way, &k->way[0], &c);

	if (err != 0)
		return err;
	if (sub_i64(v->npv, base_npv, &v->gain) != 0 ||
	    cash_parts(&c, k->rate, &in, &out) != 0 ||
	    cash_payback(&c, NONE, &v->payback) != 0 ||
	    cash_payback(&c, k->rate, &v->discounted) != 0)
		return too_large(ops, v->way);
	cash_irr(&c, &v->yield);
	v->payback = in_years(v->payback, c.per_year);
	v->discounted = in_years(v->discounted, c.per_year);
	if (v->gain > 0 && in > 0)
		v->may_fail = percent_of(v->gain, in, 1);
	return 0;
}

int
case_worths(struct ops *ops, const struct budget_case *k,
    struct case_worth **out)
{
	struct case_worth *all =
	    ARENA_ARRAY(ops->mem, struct case_worth, k->ways);

	*out = all;
	for (size_t i = 0; i < k->ways; i++) {
		struct case_worth *v = &all[i];
		struct cash c = { k->way[i].flow, k->way[i].n,
			case_per_year(k) };
		int err;

		v->way = &k->way[i];
		v->gain = v->payback = v->discounted = v->may_fail = NONE;
		if (sums(v) != 0 || cash_npv(&c, k->rate, &v->npv) != 0 ||
		    cash_annual(&c, k->rate, &v->annual) != 0)
			return too_large(ops, v->way);
		err = i == 0 ? 0 : compare(ops, k, v, all[0].npv);
		if (err != 0)
			return err;
	}
	return 0;
}

int
case_npv_then(struct ops *ops, const struct budget_case *k,
    const struct case_way *w, const struct case_scenario *s, int64_t *npv)
{
	int64_t *flow = ARENA_ARRAY(ops->mem, int64_t, w->n), rate;
	struct cash c = { flow, w->n, case_per_year(k) };

	for (size_t t = 0; t < w->n; t++)
		if (mul_div(w->flow[t], w->flow[t] > 0 ? s->in : s->out,
			MILLION, &flow[t]) != 0)
			return too_large(ops, w);
	if (mul_div(k->rate, s->rate, MILLION, &rate) != 0 ||
	    cash_npv(&c, rate, npv) != 0)
		return too_large(ops, w);
	return 0;
}

size_t
case_best(const struct case_worth *v, size_t n)
{
	size_t best = 0;

	for (size_t i = 1; i < n; i++)
		if (v[i].npv > v[best].npv)
			best = i;
	return best;
}
