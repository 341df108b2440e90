/* Earned value: is a project ahead, what will it cost, what must it earn. */
#include "stats/evm.h"
#include "base/decimal.h"

static int64_t
minus(int64_t a, int64_t b)
{
	int64_t v = NONE;

	return sub_i64(a, b, &v) == 0 ? v : NONE;
}

static int64_t
plus(int64_t a, int64_t b)
{
	int64_t v = NONE;

	return add_i64(a, b, &v) == 0 ? v : NONE;
}

/* a * b / c; undefined where c is 0. */
static int64_t
times(int64_t a, int64_t b, int64_t c)
{
	int64_t v = NONE;

	return mul_div(a, b, c, &v) == 0 ? v : NONE;
}

/* The work that is left at the cost and the pace so far. */
static int64_t
left_at_pace(const struct evm *e, int64_t left)
{
	double v;

	if (left == NONE || e->ac == NONE || e->pv == NONE || e->ev == NONE ||
	    e->ev == 0 || e->ac == 0 || e->pv == 0)
		return NONE;
	v = (double)left * (double)e->ac / (double)e->ev * (double)e->pv /
	    (double)e->ev;
	if (!(v > -9e18 && v < 9e18))
		return NONE;
	return (int64_t)(v < 0 ? v - 0.5 : v + 0.5);
}

void
evm_reckon(struct evm *e)
{
	int64_t left = minus(e->bac, e->ev);

	e->cv = minus(e->ev, e->ac);
	e->sv = minus(e->ev, e->pv);
	e->cpi = times(e->ev, MILLION, e->ac);
	e->spi = times(e->ev, MILLION, e->pv);
	/* Without costs there is no index, and so nothing that rests on it. */
	e->eac = e->cpi == NONE ? NONE : times(e->bac, e->ac, e->ev);
	e->eac_planned = plus(e->ac, left);
	e->eac_schedule = plus(e->ac, left_at_pace(e, left));
	e->etc = minus(e->eac, e->ac);
	e->vac = minus(e->bac, e->eac);
	e->tcpi = times(left, MILLION, minus(e->bac, e->ac));
	e->tcpi_eac = times(left, MILLION, e->etc);
}
