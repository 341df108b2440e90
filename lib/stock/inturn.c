/* Lines of demand in the order in which they are served. */
#include "stock/inturn.h"
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* The text that stands for it: the one before, if it is the same. */
static const char *
shared(struct ops *ops, const char *text, const char *before)
{
	return text_eq(text, before) ? before : arena_strdup(ops->keep, text);
}

static int
place_text(struct ops *ops, const char **code)
{
	const struct location *l = NULL;
	int err = *code == NULL ? 0 : location_find(ops, *code, &l);

	if (err == 0 && *code != NULL)
		*code = l != NULL ? l->code : arena_strdup(ops->keep, *code);
	return err;
}

int
in_turn_add(struct ops *ops, struct in_turn *all, const struct demand *d)
{
	static const struct demand nothing = { .order = NULL };
	const struct demand *before =
	    all->n > 0 ? all->v[all->n - 1] : &nothing;
	struct demand *copy = ARENA_NEW(ops->keep, struct demand);
	const struct item *item;
	int err;

	*copy = *d;
	copy->shipment = NULL;
	copy->shipments = 0;
	copy->order = shared(ops, d->order, before->order);
	copy->party = shared(ops, d->party, before->party);
	copy->reference = shared(ops, d->reference, before->reference);
	copy->reason = shared(ops, d->reason, before->reason);
	*VEC_ADD(ops->keep, all) = copy;
	err = item_find(ops, d->item, &item);
	if (err == 0)
		copy->item =
		    item != NULL ? item->sku : arena_strdup(ops->keep, d->item);
	if (err == 0)
		err = place_text(ops, &copy->location);
	if (err == 0)
		err = place_text(ops, &copy->from);
	return err;
}

/* What is missing is last. */
static int
compare(int64_t a, int64_t b)
{
	if (a == b)
		return 0;
	if (a == NONE || b == NONE)
		return a == NONE ? 1 : -1;
	return a < b ? -1 : 1;
}

static int
by_turn(const void *a, const void *b)
{
	const struct demand *x = *(const struct demand *const *)a;
	const struct demand *y = *(const struct demand *const *)b;
	int order = compare(x->priority, y->priority);

	if (order == 0)
		order = compare(demand_day(x), demand_day(y));
	if (order == 0)
		order = compare(x->date, y->date);
	if (order == 0)
		order = strcmp(x->order, y->order);
	return order != 0 ? order : compare(x->line, y->line);
}

void
in_turn_sort(struct in_turn *all)
{
	if (all->n > 1)
		qsort(all->v, all->n, sizeof *all->v, by_turn);
}
