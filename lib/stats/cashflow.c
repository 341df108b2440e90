/*
 * Cash flows: what they are worth today, what they yield, when they are back.
 */
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/err.h"
#include "stats/cashflow.h"

/* Beyond this a double does not hold every minor unit's neighbourhood. */
#define AMOUNT_MAX 9.0e18
#define RATE_MAX 1.0e6

static int
to_amount(double v, int64_t *out)
{
	if (!(v > -AMOUNT_MAX && v < AMOUNT_MAX))
		return OPS_DATA;
	*out = (int64_t)round(v);
	return 0;
}

/* What one unit at the end of the first period is worth today. */
static int
factor_of(const struct cash *c, int64_t rate, double *factor)
{
	if (rate == NONE || rate <= -MILLION || c->per_year < 1)
		return OPS_DATA;
	*factor = pow(1 + (double)rate / MILLION, -1.0 / c->per_year);
	return 0;
}

int
cash_parts(const struct cash *c, int64_t rate, int64_t *in, int64_t *out)
{
	double factor, power = 1, plus = 0, minus = 0;

	if (factor_of(c, rate, &factor) != 0)
		return OPS_DATA;
	for (size_t t = 0; t < c->n; t++, power *= factor) {
		if (c->flow[t] > 0)
			plus += (double)c->flow[t] * power;
		else
			minus += (double)c->flow[t] * power;
	}
	return to_amount(plus, in) != 0 || to_amount(minus, out) != 0 ? OPS_DATA
	    : 0;
}

static int
present(const struct cash *c, int64_t rate, double *value)
{
	double factor;

	if (factor_of(c, rate, &factor) != 0)
		return OPS_DATA;
	*value = 0;
	for (size_t t = c->n; t-- > 0;)
		*value = *value * factor + (double)c->flow[t];
	return 0;
}

int
cash_npv(const struct cash *c, int64_t rate, int64_t *npv)
{
	double value;

	return present(c, rate, &value) != 0 ? OPS_DATA : to_amount(value, npv);
}

int
cash_annual(const struct cash *c, int64_t rate, int64_t *annual)
{
	double value, years, yearly = (double)rate / MILLION;

	*annual = NONE;
	if (present(c, rate, &value) != 0)
		return OPS_DATA;
	if (c->n < 2)
		return 0;
	years = (double)(c->n - 1) / c->per_year;
	if (rate == 0)
		return to_amount(value / years, annual);
	return to_amount(value * yearly / -expm1(-years * log1p(yearly)),
	    annual);
}

int
cash_payback(const struct cash *c, int64_t rate, int64_t *when)
{
	double factor = 1, power = 1, sum = 0, back = -1;

	*when = NONE;
	if (rate != NONE && factor_of(c, rate, &factor) != 0)
		return OPS_DATA;
	for (size_t t = 0; t < c->n; t++, power *= factor) {
		double before = sum, flow = (double)c->flow[t] * power;

		sum += flow;
		if (sum < 0)
			back = -1;
		else if (back < 0)
			back = t == 0 ? 0 : (double)t - 1 - before / flow;
	}
	return back < 0 ? 0 : to_amount(back * MILLION, when);
}

/* ---- the rates at which a flow is worth nothing ---- */

/*
 * The flow is a polynomial in the factor x = 1 / (1 + rate of a period).
 * Its roots above 0 lie between those of x^(1+t) (x^-t p(x))', whose
 * coefficients are those of p times (their power - t): with t at a change
 * of sign that one has a change less (the usual proof of Descartes' rule).
 */
struct poly {
	const double *coef;
	size_t n;
};

/* The first of the powers at which the sign has changed; n: none has. */
static size_t
first_change(const struct poly *p)
{
	double last = 0;

	for (size_t t = 0; t < p->n; t++) {
		if (p->coef[t] != 0 && last * p->coef[t] < 0)
			return t;
		if (p->coef[t] != 0)
			last = p->coef[t] > 0 ? 1 : -1;
	}
	return p->n;
}

/* -1, 0, 1: the sign at x, 0 where rounding hides it. */
static int
sign_at(const struct poly *p, double x)
{
	double v = 0, size = 0;
	size_t n = p->n;

	/* From the large powers down, with 1/x where they would overflow. */
	for (size_t t = n; t-- > 0;) {
		double coef = x <= 1 ? p->coef[t] : p->coef[n - 1 - t];
		double by = x <= 1 ? x : 1 / x;

		v = v * by + coef;
		size = size * by + fabs(coef);
	}
	return fabs(v) <= size * 1e-14 ? 0 : v > 0 ? 1 : -1;
}

/* No root is outside (Cauchy's bound, both ways). */
static void
bounds(const struct poly *p, double *low, double *high)
{
	double most = 0, first = 0, last = 0;

	for (size_t t = 0; t < p->n; t++) {
		double size = fabs(p->coef[t]);

		most = size > most ? size : most;
		first = first == 0 ? size : first;
		last = size != 0 ? size : last;
	}
	*low = 1 / (1 + most / first);
	*high = 1 + most / last;
}

/* The root between two places of different signs; x is halved as a power. */
static double
bisect(const struct poly *p, double low, double high)
{
	int from = sign_at(p, low);

	for (int i = 0; i < 200; i++) {
		double middle = sqrt(low) * sqrt(high);
		int at = sign_at(p, middle);

		if (at == 0 || middle <= low || middle >= high)
			return middle;
		if (at == from)
			low = middle;
		else
			high = middle;
	}
	return sqrt(low) * sqrt(high);
}

enum { FLOWS_MAX = 1200 };

static size_t roots(const struct poly *, double *root);

/* Those of the polynomial with a change less are where this one may turn. */
static size_t
turns(const struct poly *p, size_t change, double *at)
{
	double coef[FLOWS_MAX], most = 0;
	struct poly next = { coef, p->n };

	for (size_t t = 0; t < p->n; t++) {
		coef[t] = p->coef[t] * ((double)t - (double)change + 0.5);
		most = fabs(coef[t]) > most ? fabs(coef[t]) : most;
	}
	for (size_t t = 0; t < p->n; t++)
		coef[t] /= most;
	return roots(&next, at);
}

/* All roots above 0, rising; at most as many as there are changes of sign. */
static size_t
roots(const struct poly *p, double *root)
{
	double at[CASH_RATES + 2], low, high;
	size_t n = 0, places, change = first_change(p);

	if (change == p->n)
		return 0;
	bounds(p, &low, &high);
	at[0] = low;
	places = 1 + turns(p, change, at + 1);
	at[places++] = high;
	for (size_t i = 1; i < places; i++) {
		int before = sign_at(p, at[i - 1]), here = sign_at(p, at[i]);

		if (here == 0 && i + 1 < places)
			root[n++] = at[i];
		else if (before * here < 0)
			root[n++] = bisect(p, at[i - 1], at[i]);
	}
	return n;
}

static size_t
sign_changes(const struct cash *c)
{
	size_t n = 0;
	int last = 0;

	for (size_t t = 0; t < c->n; t++) {
		int sign = (c->flow[t] > 0) - (c->flow[t] < 0);

		n += sign != 0 && last != 0 && sign != last;
		last = sign != 0 ? sign : last;
	}
	return n;
}

void
cash_irr(const struct cash *c, struct cash_yield *out)
{
	double coef[FLOWS_MAX], x[CASH_RATES];
	struct poly p = { coef, c->n };
	size_t n;

	memset(out, 0, sizeof *out);
	out->sign_changes = sign_changes(c);
	out->unsolved = out->sign_changes > CASH_RATES || c->n > FLOWS_MAX;
	if (out->unsolved || out->sign_changes == 0)
		return;
	for (size_t t = 0; t < c->n; t++)
		coef[t] = (double)c->flow[t];
	n = roots(&p, x);
	while (n-- > 0) { /* the largest factor is the lowest rate */
		double rate = pow(x[n], -(double)c->per_year) - 1;

		if (rate < RATE_MAX)
			out->rate[out->n++] = (int64_t)round(rate * MILLION);
	}
}
