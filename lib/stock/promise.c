/* What can be promised when, and what will not be there in time. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/bins.h"
#include "stock/inturn.h"
#include "stock/promise.h"

/* What was granted to a question before. */
struct granted {
	const struct location *place;
	int64_t qty, day;
};

/* Who asks for an item: open lines, in turn, and questions. */
struct asks {
	VEC(const struct demand *) lines;
	VEC(struct granted) granted;
};

/* What is left of a receipt, while lines are served in turn. */
struct left_over {
	const struct expected *receipt;
	int64_t qty;
};

struct supply {
	struct bins bins;
	struct left_over *receipt;
	size_t n;
};

struct promises {
	struct ops *ops;
	int64_t as_of, known, today;
	struct reserved *reserved;
	struct expected_book *expected;
	struct shelves *shelves;
	struct item_bins stock; /* of which promise() takes nothing */
	struct in_turn lines;
	VEC(struct asks *) asks;     /* by item id; NULL: none */
	VEC(struct supply *) supply; /* the same */
};

static int
keep_open(void *data, const struct demand *d)
{
	struct promises *p = data;

	return d->open > 0 ? in_turn_add(p->ops, &p->lines, d) : 0;
}

static struct asks *
asks_of(struct promises *p, const struct item *item)
{
	struct arena *keep = p->ops->keep;

	while (p->asks.n <= (size_t)item->id)
		*VEC_ADD(keep, &p->asks) = NULL;
	if (p->asks.v[item->id] == NULL)
		p->asks.v[item->id] = ARENA_NEW(keep, struct asks);
	return p->asks.v[item->id];
}

static int
sort_lines(struct promises *p)
{
	int err = 0;

	in_turn_sort(&p->lines);
	for (size_t i = 0; err == 0 && i < p->lines.n; i++) {
		const struct demand *d = p->lines.v[i];
		const struct item *item;

		err = item_by_sku(p->ops, d->item, &item);
		if (err == 0)
			*VEC_ADD(p->ops->keep, &asks_of(p, item)->lines) = d;
	}
	return err;
}

int
promises_load(struct ops *ops, int64_t as_of, int64_t known,
    struct promises **out)
{
	struct promises *p = *out = ARENA_NEW(ops->keep, struct promises);
	struct demand_query all = { NULL, as_of, known };
	int second, err;

	p->ops = ops;
	p->as_of = as_of;
	p->known = known;
	zone_from_utc(ops->book->zone, as_of, &p->today, &second);
	err = reserved_load(ops, ops->keep, NULL, as_of, known, &p->reserved);
	if (err == 0)
		err = shelves_open(ops, as_of, known, p->reserved, &p->shelves);
	arena_defer(ops->keep, shelves_close, p->shelves);
	if (err == 0)
		err = expected_load(ops, as_of, known, &p->expected);
	if (err == 0)
		err = demands(ops, &all, keep_open, p);
	return err != 0 ? err : sort_lines(p);
}

const struct demand *const *
promises_lines(const struct promises *p, size_t *n)
{
	*n = p->lines.n;
	return p->lines.v;
}

/* ---- what is free from a day on ---- */

/* A change of what is free. */
struct event {
	int64_t day, qty;
	const char *source; /* of what comes, NULL */
};

struct events {
	struct event *v;
	size_t n, cap;
};

static void
add_event(struct promises *p, struct events *all, int64_t day, int64_t qty,
    const char *source)
{
	*VEC_ADD(p->ops->mem, all) =
	    (struct event){ day < p->today ? p->today : day, qty, source };
}

/* Could goods of the one place be taken for the other? */
static int
overlap(const struct location *a, const struct location *b)
{
	return a == NULL || b == NULL || place_within(a, &b, 1) ||
	    place_within(b, &a, 1);
}

static int
within(const struct location *l, const struct location *place)
{
	return place == NULL || place_within(l, &place, 1);
}

/* The lines of the asking order are served in turn, and so are all. */
static int
is_asker(const struct promise_ask *ask, const struct demand *d)
{
	return ask->in_turn ||
	    (ask->order != NULL && strcmp(d->order, ask->order) == 0);
}

static int
add_stock(struct promises *p, const struct promise_ask *ask, struct events *all)
{
	struct bins *bins;
	int err = bins_by_item(p->shelves, &p->stock, ask->item, &bins);

	for (size_t i = 0; err == 0 && i < bins->n; i++)
		if (within(bins->v[i].location, ask->place))
			add_event(p, all, p->today, bins->v[i].free, NULL);
	for (const struct expected *x = expected_of(p->expected, ask->item);
	     err == 0 && x != NULL; x = x->next)
		if (x->open > 0 && x->due != NONE && x->due >= p->today &&
		    within(x->location, ask->place))
			add_event(p, all, x->due, x->open, x->reference);
	return err;
}

/* What others wait for, and what was granted. */
static int
add_wishes(struct promises *p, const struct promise_ask *ask,
    struct events *all)
{
	const struct asks *asks = asks_of(p, ask->item);
	const struct location *place = NULL;
	const struct granted *g;
	int err = 0;

	for (size_t i = 0; err == 0 && i < asks->lines.n; i++) {
		const struct demand *d = asks->lines.v[i];
		int64_t day = demand_day(d), kept;

		if (is_asker(ask, d))
			continue;
		place = NULL;
		if (d->location != NULL)
			err = location_by_code(p->ops, d->location, &place);
		if (err == 0)
			err = reserved_line(p->reserved, ask->item, d->order,
			    d->line, &kept);
		if (err == 0 && d->open > kept && overlap(place, ask->place))
			add_event(p, all, day == NONE ? p->today : day,
			    kept - d->open, NULL);
	}
	VEC_EACH(&asks->granted, g)
		if (overlap(g->place, ask->place))
			add_event(p, all, g->day, -g->qty, NULL);
	return err;
}

static int
compare_events(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->qty != y->qty)
		return x->qty > y->qty ? -1 : 1;
	return text_order(x->source, y->source);
}

/* Events of a day become one, its qty what is free from then on for ever. */
static int
fold_events(struct promises *p, const struct item *item, struct events *all)
{
	size_t n = 0;
	int64_t free = 0, least;

	if (all->n > 1)
		qsort(all->v, all->n, sizeof *all->v, compare_events);
	for (size_t i = 0; i < all->n; i++) {
		if (add_i64(free, all->v[i].qty, &free) != 0)
			return fail(p->ops, OPS_DATA, "what is free of '%s' is "
			    "too large a number", item->sku);
		if (n > 0 && all->v[n - 1].day == all->v[i].day) {
			all->v[n - 1].qty = free;
			continue;
		}
		all->v[n] = all->v[i];
		all->v[n++].qty = free;
	}
	least = n > 0 ? all->v[n - 1].qty : 0;
	for (size_t i = n; i-- > 0;) {
		least = all->v[i].qty < least ? all->v[i].qty : least;
		all->v[i].qty = least;
	}
	all->n = n;
	return 0;
}

static int
tell(struct promises *p, const struct promise_ask *ask, int64_t qty,
    int64_t day, const char *source,
    int (*row)(void *, const struct promise_row *), void *data)
{
	struct promise_row r = { qty, day, source };

	if (day != NONE)
		*VEC_ADD(p->ops->keep, &asks_of(p, ask->item)->granted) =
		    (struct granted){ ask->place, qty, day };
	return row(data, &r);
}

int
promise(struct promises *p, const struct promise_ask *ask,
    int (*row)(void *, const struct promise_row *), void *data)
{
	struct events all = { NULL, 0, 0 };
	int64_t given = 0, kept = 0;
	int err = add_stock(p, ask, &all);

	if (err == 0)
		err = add_wishes(p, ask, &all);
	if (err == 0)
		err = fold_events(p, ask->item, &all);
	if (err == 0 && ask->order != NULL)
		err = reserved_line(p->reserved, ask->item, ask->order,
		    ask->line, &kept);
	if (err != 0)
		return err;
	kept = kept < ask->qty ? kept : ask->qty;
	if (kept > 0) {
		struct promise_row r = { kept, p->today, "reserved" };

		err = row(data, &r);
	}
	for (size_t i = 0; err == 0 && kept + given < ask->qty && i < all.n;
	     i++) {
		const struct event *e = &all.v[i];
		int64_t part;

		if (e->qty <= given)
			continue;
		part = e->qty - given;
		if (part > ask->qty - kept - given)
			part = ask->qty - kept - given;
		err = tell(p, ask, part, e->day,
		    e->source == NULL ? "stock" : e->source, row, data);
		given += part;
	}
	return err != 0 || kept + given >= ask->qty ?
	    err :
	    tell(p, ask, ask->qty - kept - given, NONE, NULL, row, data);
}

/* ---- lines served in turn ---- */

static int
supply_of(struct promises *p, const struct item *item, struct supply **out)
{
	struct ops *ops = p->ops;
	struct supply *s;
	size_t n = 0;

	while (p->supply.n <= (size_t)item->id)
		*VEC_ADD(ops->keep, &p->supply) = NULL;
	*out = p->supply.v[item->id];
	if (*out != NULL)
		return 0;
	*out = s = p->supply.v[item->id] = ARENA_NEW(ops->keep, struct supply);
	for (const struct expected *x = expected_of(p->expected, item);
	     x != NULL; x = x->next)
		n++;
	s->receipt = ARENA_ARRAY(ops->keep, struct left_over, n);
	for (const struct expected *x = expected_of(p->expected, item);
	     x != NULL; x = x->next)
		s->receipt[s->n++] = (struct left_over){ x, x->open };
	return bins_of(p->shelves, item, ops->keep, &s->bins);
}

static int64_t
take(int64_t *from, int64_t wanted)
{
	int64_t part = *from < wanted ? *from : wanted;

	*from -= part > 0 ? part : 0;
	return part > 0 ? part : 0;
}

/* A receipt that is overdue comes nobody knows when: it is taken last. */
static void
wait_for(struct promises *p, struct supply *s, const struct location *place,
    int64_t *left, struct cover_row *r)
{
	for (int overdue = 0; overdue < 2; overdue++)
		for (size_t i = 0; *left > 0 && i < s->n; i++) {
			const struct expected *x = s->receipt[i].receipt;
			int known = x->due != NONE && x->due >= p->today;
			int64_t part;

			if (known == overdue || !within(x->location, place))
				continue;
			part = take(&s->receipt[i].qty, *left);
			if (part == 0)
				continue;
			*left -= part;
			r->waits_for = x->reference;
			r->expected = x->due;
			r->day = known ? x->due : NONE;
		}
}

static int
cover_line(struct promises *p, const struct demand *d, struct cover_row *r)
{
	const struct location *place = NULL;
	const struct item *item;
	struct supply *s;
	int64_t left, kept;
	int err = item_by_sku(p->ops, d->item, &item);

	*r = (struct cover_row){
		.demand = d, .day = p->today, .expected = NONE
	};
	if (err == 0 && d->location != NULL)
		err = location_by_code(p->ops, d->location, &place);
	if (err == 0)
		err = supply_of(p, item, &s);
	if (err == 0)
		err = reserved_line(p->reserved, item, d->order, d->line,
		    &kept);
	if (err != 0)
		return err;
	left = d->open - kept;
	for (struct bin *b = bins_first(&s->bins);
	     left > 0 && b < s->bins.v + s->bins.n; b++)
		if (within(b->location, place))
			left -= take(&b->free, left);
	if (left > 0)
		wait_for(p, s, place, &left, r);
	r->short_by = left > 0 ? left : 0;
	if (left > 0)
		r->day = NONE;
	return 0;
}

int
cover(struct promises *p, int (*row)(void *, const struct cover_row *),
    void *data)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < p->lines.n; i++) {
		struct cover_row r;

		err = cover_line(p, p->lines.v[i], &r);
		if (err == 0)
			err = row(data, &r);
	}
	return err;
}
