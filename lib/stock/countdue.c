/* Which places are to be counted: by class and calendar, or for a reason. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/countdue.h"
#include "stock/counted.h"
#include "stock/itemclass.h"
#include "stock/itemsums.h"

const char *const due_words[] = { "waiting", "drift", "never", "calendar",
	NULL };

/* What the counts have of a place. */
struct history {
	const struct counted *latest, *waiting;
	int met; /* it holds something */
};

struct dues {
	struct ops *ops;
	const struct due_query *ask;
	const char *const *class; /* by item id */
	struct map history;	  /* by place */
	int64_t today;
	const struct counted **counted; /* n of them, by item */
	size_t n, next;
	VEC(struct count_due) v; /* of the item at hand */
	int (*row)(void *, const struct count_due *);
	void *data;
};

static struct history *
history_of(struct dues *d, const struct item *item,
    const struct location *location, const char *lot, int make)
{
	const char *key;
	void **at;

	if (d->n == 0)
		return NULL;
	key = arena_printf(d->ops->mem, "%s\n%s\n%s", item->sku,
	    location->code, lot == NULL ? "" : lot);
	if (!make)
		return map_get(&d->history, key);
	at = map_put(&d->history, key);
	if (*at == NULL)
		*at = ARENA_NEW(d->ops->keep, struct history);
	return *at;
}

static int64_t
days_of(struct dues *d, const char *class)
{
	return conf_int(d->ops->conf,
	    class[0] == 'A'	? "stock.count_days.a" :
		class[0] == 'B' ? "stock.count_days.b" :
				  "stock.count_days.c");
}

static int64_t
day_of(struct dues *d, int64_t at)
{
	struct clock then = { at, d->ops->book->zone };

	return clock_today(&then);
}

/* What waits, or drifted, is due today at the latest. */
static int
add_due(struct dues *d, const struct history *h, int64_t first,
    struct count_due *r)
{
	r->class = d->class[r->item->id];
	r->every = days_of(d, r->class);
	r->last = r->drift = NONE;
	if (h != NULL && h->latest != NULL) {
		r->last = first = h->latest->date;
		if (h->latest->drift != 0) {
			r->drift = h->latest->drift;
			r->count = h->latest->count;
		}
	}
	r->reason = r->drift != NONE ? DUE_DRIFT :
	    r->last != NONE	     ? DUE_CALENDAR :
				       DUE_NEVER;
	r->due = first == NONE ? d->today : day_of(d, first) + r->every;
	if (r->drift != NONE && r->due > d->today)
		r->due = d->today;
	if (h != NULL && h->waiting != NULL) {
		int64_t since = day_of(d, h->waiting->date);

		r->reason = DUE_WAITING;
		r->count = h->waiting->count;
		r->due = since < r->due ? since : r->due;
	}
	r->overdue = d->today - r->due;
	if (r->overdue >= 0 || d->ask->all)
		*VEC_ADD(d->ops->keep, &d->v) = *r;
	return 0;
}

static int
take_held(struct dues *d, const struct item *item, const struct item_held *l)
{
	struct count_due r = { .item = item,
		.location = l->location,
		.lot = l->lot == NULL ? NULL : l->lot->lot,
		.on_hand = l->qty };
	struct history *h;

	if (!place_within(l->location, d->ask->place, d->ask->n))
		return 0;
	h = history_of(d, item, l->location, r.lot, 0);
	if (h != NULL)
		h->met = 1;
	return add_due(d, h, l->came, &r);
}

/* What holds nothing by the book, and was said to hold something else. */
static int
take_empty(struct dues *d, const struct counted *c)
{
	struct history *h = history_of(d, c->item, c->location, c->lot, 0);
	struct count_due r = {
		.item = c->item, .location = c->location, .lot = c->lot
	};

	if (h->met || !place_within(c->location, d->ask->place, d->ask->n))
		return 0;
	h->met = 1;
	if (h->waiting == NULL && (h->latest == NULL || h->latest->drift == 0))
		return 0;
	return add_due(d, h, NONE, &r);
}

static int
by_name(const void *x, const void *y)
{
	const struct count_due *a = x, *b = y;
	int order = strcmp(a->location->code, b->location->code);

	return order != 0 ? order : text_order(a->lot, b->lot);
}

/* All of an item; items and counts both come in the order of sku. */
static int
take_item(void *data, const struct item_sums *s)
{
	struct dues *d = data;
	const struct count_due *due;
	int err = 0;

	d->v.n = 0;
	for (size_t i = 0; err == 0 && i < s->helds; i++)
		err = take_held(d, s->item, &s->held[i]);
	while (d->next < d->n &&
	    strcmp(d->counted[d->next]->item->sku, s->item->sku) < 0)
		d->next++;
	for (; err == 0 && d->next < d->n &&
	     d->counted[d->next]->item == s->item; d->next++)
		err = take_empty(d, d->counted[d->next]);
	if (d->v.n > 1)
		qsort(d->v.v, d->v.n, sizeof *d->v.v, by_name);
	VEC_EACH(&d->v, due)
		if (err == 0)
			err = d->row(d->data, due);
	return err;
}

static int
by_item(const void *x, const void *y)
{
	const struct counted *const *a = x, *const *b = y;

	return strcmp((*a)->item->sku, (*b)->item->sku);
}

static int
read_counts(struct dues *d)
{
	struct counted_query q = { .as_of = d->ask->as_of,
		.known = d->ask->known };
	struct counted *c;
	int err = counted_load(d->ops, &q, &c, &d->n);

	if (err != 0 || d->n == 0)
		return err;
	d->counted = ARENA_ARRAY(d->ops->keep, const struct counted *, d->n);
	for (size_t i = 0; i < d->n; i++) {
		struct history *h = history_of(d, c[i].item, c[i].location,
		    c[i].lot, 1);

		if (c[i].latest)
			h->latest = &c[i];
		if (c[i].state == COUNTED_WAITING)
			h->waiting = &c[i];
		d->counted[i] = &c[i];
	}
	qsort(d->counted, d->n, sizeof *d->counted, by_item);
	return 0;
}

/* Classes are of all items: what lies where is asked of the same fold. */
int
counts_due(struct ops *ops, const struct due_query *ask,
    int (*row)(void *, const struct count_due *), void *data)
{
	struct clock clock = { ask->as_of == NONE ? ops->now : ask->as_of,
		ops->book->zone };
	struct dues d = { .ops = ops,
		.ask = ask,
		.history.mem = ops->keep,
		.today = clock_today(&clock),
		.row = row,
		.data = data };
	struct item_sums_query sums = { .item = ask->item,
		.n = ask->items,
		.as_of = ask->as_of,
		.known = ask->known,
		.from_start = 1,
		.parts = SUMS_HELD,
		.row = take_item };
	int err;

	item_sums_share(ops, SUMS_USED | (ask->items == 0 ? SUMS_HELD : 0));
	err = item_classes(ops, ask->as_of, ask->known, &d.class);
	if (err == 0)
		err = read_counts(&d);
	if (err == 0)
		err = item_sums(ops, &sums, &d);
	item_sums_share_end(ops);
	return err;
}
