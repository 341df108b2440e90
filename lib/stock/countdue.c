/* Which places are to be counted: by class and calendar, or for a reason. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "ledger/entry.h"
#include "stock/balance.h"
#include "stock/countdue.h"
#include "stock/counted.h"
#include "stock/itemclass.h"
#include "time/date.h"

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
	VEC(struct count_due) v;
};

static struct history *
history_of(struct dues *d, const struct item *item,
    const struct location *location, const char *lot, int make)
{
	const char *key = arena_printf(d->ops->mem, "%s\n%s\n%s", item->sku,
	    location->code, lot == NULL ? "" : lot);
	void **at;

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

SQL(sql_came,
    "SELECT m.at, m.entry, m.line FROM move m WHERE m.item = $1 AND "
    "m.dst = $2 AND m.lot = $3 AND m.entry <= $4 AND NOT EXISTS (SELECT 1 "
    "FROM entry e WHERE e.entry = m.entry AND e.undoes IS NOT NULL) "
    "ORDER BY m.at");

/* What was undone never came, and an undo brings nothing new. */
static int
first_came(struct dues *d, const struct balance_row *b, int64_t *at)
{
	struct db_query q;
	int stands = 0, err = db_query(d->ops, &q, sql_came, V(b->item->id),
	    V(b->location->id), V(b->lot == NULL ? INT64_C(0) : b->lot->id),
	    V(d->ask->known == NONE ? INT64_MAX : d->ask->known));

	*at = NONE;
	while (err == 0 && !stands && (err = db_next(&q)) == 1) {
		*at = db_int(&q, 0);
		err = entry_line_stood(d->ops, db_int(&q, 1), db_int(&q, 2),
		    d->ask->known, &stands);
	}
	db_done(&q);
	if (!stands)
		*at = NONE;
	return err;
}

/* What waits, or drifted, is due today at the latest. */
static int
add_due(
    struct dues *d, const struct history *h, int64_t first, struct count_due *r)
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
is_asked(const struct dues *d, const struct item *item)
{
	for (size_t i = 0; i < d->ask->items; i++)
		if (d->ask->item[i] == item)
			return 1;
	return d->ask->items == 0;
}

static int
take_balance(void *data, const struct balance_row *b)
{
	struct dues *d = data;
	struct count_due r = { .item = b->item,
		.location = b->location,
		.lot = b->lot == NULL ? NULL : b->lot->lot,
		.on_hand = b->on_hand };
	struct history *h;
	int64_t first = NONE;
	int err = 0;

	if (!is_asked(d, b->item))
		return 0;
	h = history_of(d, b->item, b->location, r.lot, 0);
	if (h != NULL)
		h->met = 1;
	if (h == NULL || h->latest == NULL)
		err = first_came(d, b, &first);
	return err != 0 ? err : add_due(d, h, first, &r);
}

/* What holds nothing by the book, and was said to hold something else. */
static int
take_empty(struct dues *d, const struct counted *c)
{
	struct history *h = history_of(d, c->item, c->location, c->lot, 0);
	struct count_due r = {
		.item = c->item, .location = c->location, .lot = c->lot
	};

	if (h->met || !is_asked(d, c->item) ||
	    !place_within(c->location, d->ask->place, d->ask->n))
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
	int order = strcmp(a->item->sku, b->item->sku);

	if (order == 0)
		order = strcmp(a->location->code, b->location->code);
	if (order != 0 || a->lot == NULL || b->lot == NULL)
		return order != 0 ? order : (a->lot == NULL) - (b->lot == NULL);
	return strcmp(a->lot, b->lot);
}

int
counts_due(struct ops *ops, const struct due_query *ask,
    int (*row)(void *, const struct count_due *), void *data)
{
	struct clock clock = { ask->as_of == NONE ? ops->now : ask->as_of,
		ops->book->zone };
	struct dues d = { .ops = ops,
		.ask = ask,
		.history.mem = ops->keep,
		.today = clock_today(&clock) };
	struct counted_query counts = { .as_of = ask->as_of,
		.known = ask->known };
	struct balance_query held = { .place = ask->place,
		.n = ask->n,
		.as_of = ask->as_of,
		.known = ask->known,
		.by_location = 1,
		.by_lot = 1 };
	struct counted *c;
	size_t n = 0;
	int err = item_classes(ops, ask->as_of, ask->known, &d.class);

	if (err == 0)
		err = counted_load(ops, &counts, &c, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct history *h =
		    history_of(&d, c[i].item, c[i].location, c[i].lot, 1);

		if (c[i].latest)
			h->latest = &c[i];
		if (c[i].state == COUNTED_WAITING)
			h->waiting = &c[i];
	}
	if (err == 0)
		err = balances(ops, &held, take_balance, &d);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = take_empty(&d, &c[i]);
	if (d.v.n > 1)
		qsort(d.v.v, d.v.n, sizeof *d.v.v, by_name);
	for (size_t i = 0; err == 0 && i < d.v.n; i++)
		err = row(data, &d.v.v[i]);
	return err;
}
