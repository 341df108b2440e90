/* Items by what they cost and how their demand varies: ABC, XYZ, patterns. */
#include <string.h>

#include "base/decimal.h"
#include "stock/classify.h"

enum { PERIODS_MAX = 10000 };

void
demands_begin(struct ops *ops, struct demands *d)
{
	*d = (struct demands){ .items.mem = ops->keep,
		.abc.keys.mem = ops->keep, .grain = -1, .first = NONE,
		.last = NONE };
}

static int
read_period(struct ops *ops, struct demands *d, const struct clock *clock,
    const char *text, int64_t *first)
{
	struct period p;
	int grain = -1;

	if (text != NULL &&
	    period_parse(text, strlen(text), clock, 1, &p) == NULL)
		grain = grain_is(&p);
	if (grain < 0)
		return fail(ops, OPS_DATA, "period: '%s' is wrong: expected a "
		    "day, week, month, quarter or year: 2026-03",
		    text == NULL ? "" : text);
	if (d->grain < 0)
		d->grain = grain;
	if (d->grain != grain)
		return fail(ops, OPS_DATA, "period: '%s' is wrong: expected a "
		    "%s, as in the rows before", text, grain_words[d->grain]);
	*first = p.first;
	return 0;
}

int
demands_add(struct ops *ops, struct demands *d, const struct clock *clock,
    const char *item, const char *name, const char *period, int64_t qty,
    int64_t cost)
{
	void **place = map_put(&d->items, item);
	struct demand_of *of = *place;
	int64_t first = NONE;
	int err = read_period(ops, d, clock, period, &first);

	if (err != 0)
		return err;
	if (of == NULL) {
		*place = of = ARENA_NEW(ops->keep, struct demand_of);
		of->item = map_key(place);
		of->name = arena_strdup(ops->keep, name);
	}
	if (d->first == NONE || first < d->first)
		d->first = first;
	if (d->last == NONE || first > d->last)
		d->last = first;
	if (qty != NONE)
		*VEC_ADD(ops->keep, of) = (struct demand_period){ first, qty };
	return abc_add(ops, &d->abc, item, of, cost);
}

int
demands_end(struct ops *ops, struct demands *d)
{
	int64_t day = d->first;

	while (d->grain >= 0 && day <= d->last) {
		struct period p = grain_of((enum grain)d->grain, day);

		if (d->begins.n == PERIODS_MAX)
			return fail(ops, OPS_DATA,
			    "there are more than %d periods", PERIODS_MAX);
		*VEC_ADD(ops->keep, &d->begins) = p.first;
		day = p.last + 1;
	}
	return abc_rank(ops, &d->abc);
}

/* The number of the period that begins then: it is one of them. */
static size_t
number_of(const struct demands *d, int64_t first)
{
	size_t low = 0, high = d->begins.n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (d->begins.v[middle] <= first)
			low = middle;
		else
			high = middle;
	}
	return low;
}

int
demands_shape(struct ops *ops, const struct demands *d,
    const struct demand_of *of, struct demand_shape *out)
{
	struct arena_mark mark = arena_mark(ops->mem);
	int64_t *x = ARENA_ARRAY(ops->mem, int64_t, d->begins.n);
	int err = 0;

	for (size_t i = 0; err == 0 && i < of->n; i++) {
		int64_t *sum = &x[number_of(d, of->v[i].first)];

		err = add_i64(*sum, of->v[i].qty, sum);
	}
	if (err == 0)
		demand_shape(x, d->begins.n, out);
	arena_back(ops->mem, mark);
	return err == 0 ? 0 : fail(ops, OPS_DATA, "the demand of '%s' is too "
	    "large a number", of->item);
}
