/* How right the book is: what counts say about it. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "ledger/book.h"
#include "stock/accuracy.h"
#include "stock/balance.h"
#include "stock/itemclass.h"
#include "time/date.h"

struct grouping {
	struct ops *ops;
	const struct accuracy_query *ask;
	const char *const *class; /* by item id, NULL: nobody asks */
	struct map group;
};

static int
is_asked(const struct grouping *g, const struct counted *c)
{
	const struct accuracy_query *q = g->ask;

	return c->final && c->state != COUNTED_SUPERSEDED &&
	    place_within(c->location, q->place, q->n) &&
	    (q->since == NONE || c->date >= q->since) &&
	    (q->until == NONE || c->date <= q->until);
}

static struct accuracy_row *
group_of(struct grouping *g, const struct counted *c)
{
	struct clock then = { c->date, g->ops->book->zone };
	struct accuracy_row key = { .month = NONE }, *r;
	void **at;

	if ((g->ask->by & BY_SITE) && c->location->site != NULL)
		key.site = c->location->site->code;
	if (g->ask->by & BY_CLASS)
		key.class = g->class[c->item->id];
	if (g->ask->by & BY_MONTH)
		key.month = month_first(clock_today(&then));
	at = map_put(&g->group,
	    arena_printf(g->ops->mem, "%s\n%s\n%lld",
		key.site == NULL ? "" : key.site,
		key.class == NULL ? "" : key.class, (long long)key.month));
	if (*at != NULL)
		return *at;
	*at = r = ARENA_NEW(g->ops->keep, struct accuracy_row);
	*r = key;
	return r;
}

static int
add_line(struct grouping *g, const struct counted *c)
{
	struct accuracy_row *r;
	int err;

	if (!is_asked(g, c))
		return 0;
	r = group_of(g, c);
	if (c->state == COUNTED_WAITING) {
		r->waiting++;
		return 0;
	}
	r->places++;
	r->within += !counted_over(g->ops, c->book, c->difference, c->value, 1);
	err = c->value > 0 ? add_i64(r->gain, c->value, &r->gain) :
			     sub_i64(r->loss, c->value, &r->loss);
	return err == 0 ? 0 :
			  fail(g->ops, OPS_DATA,
			      "the sum of the "
			      "differences is too large a number");
}

static int
by_keys(const void *x, const void *y)
{
	const struct accuracy_row *a = *(const struct accuracy_row *const *)x;
	const struct accuracy_row *b = *(const struct accuracy_row *const *)y;
	int order = text_order(a->site, b->site);

	if (order == 0)
		order = text_order(a->class, b->class);
	return order != 0 ? order :
			    (a->month > b->month) - (a->month < b->month);
}

int
accuracies(struct ops *ops, const struct accuracy_query *ask,
    int (*row)(void *, const struct accuracy_row *), void *data)
{
	struct counted_query counts = {
		.as_of = ask->as_of, .known = ask->known, .values = 1
	};
	struct grouping g = { .ops = ops, .ask = ask, .group.mem = ops->keep };
	struct accuracy_row **all;
	struct counted *c;
	size_t n = 0;
	int err = counted_load(ops, &counts, &c, &n);

	if (err == 0 && (ask->by & BY_CLASS))
		err = item_classes(ops, ask->as_of, ask->known, &g.class);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = add_line(&g, &c[i]);
	all = ARENA_ARRAY(ops->keep, struct accuracy_row *, g.group.n + 1);
	for (size_t i = 0; i < g.group.n; i++)
		all[i] = g.group.pair[i].value;
	if (g.group.n > 1)
		qsort(all, g.group.n, sizeof *all, by_keys);
	for (size_t i = 0; err == 0 && i < g.group.n; i++)
		err = row(data, all[i]);
	return err;
}
