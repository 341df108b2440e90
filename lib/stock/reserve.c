/* What is reserved, what is free to be taken, and who gets it. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/reserve.h"

const struct lot reserved_no_lot = { .id = 0 };

/* ---- what is reserved ---- */

struct reserved {
	VEC(struct reservation *) first; /* by item id */
	VEC(struct reservation *) last;
};

SQL(sql_recorded, "SELECT MAX(entry) FROM entry WHERE recorded <= $1");

/* The last entry that counts where a past time is asked for. */
static int
known_then(struct ops *ops, int64_t as_of, int64_t *known)
{
	int64_t then = NONE;
	int err;

	if (as_of == NONE || as_of >= ops->now)
		return 0;
	err = db_get(ops, &then, sql_recorded, V(as_of));
	if (then == NONE)
		then = 0;
	if (*known == NONE || then < *known)
		*known = then;
	return err;
}

/* Behind those of its item. */
static void
link_reservation(struct ops *ops, struct reserved *all, struct reservation *r)
{
	size_t id = (size_t)r->item->id;

	while (all->first.n <= id) {
		*VEC_ADD(ops->keep, &all->first) = NULL;
		*VEC_ADD(ops->keep, &all->last) = NULL;
	}
	if (all->first.v[id] == NULL)
		all->first.v[id] = r;
	else
		all->last.v[id]->next = r;
	all->last.v[id] = r;
}

static int
take_row(struct ops *ops, struct reserved *all, const struct db_query *q)
{
	struct reservation *r = ARENA_NEW(ops->keep, struct reservation);
	const char *lot = db_text(q, 8);
	int err;

	r->order = arena_strdup(ops->keep, db_text(q, 3));
	r->line = db_int(q, 4);
	r->n = db_int(q, 5);
	r->qty = db_int(q, 9);
	err = item_by_sku(ops, db_text(q, 6), &r->item);
	if (err == 0)
		err = location_by_code(ops, db_text(q, 7), &r->location);
	if (err == 0 && lot != NULL)
		err = lot_find(ops, r->item, lot, &r->lot);
	if (err == 0)
		link_reservation(ops, all, r);
	return err;
}

SQL(sql_of_item,
    "SELECT id, entry, line, order_code, order_line, n, item, location, lot, "
    "qty FROM reservation WHERE item = $1 ORDER BY order_code, order_line, n");

int
reserved_load(struct ops *ops, const struct item *item, int64_t as_of,
    int64_t known, struct reserved **out)
{
	struct reserved *all = ARENA_NEW(ops->keep, struct reserved);
	struct db_query q;
	int err = known_then(ops, as_of, &known);

	*out = all;
	if (err == 0 && item != NULL && known == NONE)
		err = db_query(ops, &q, sql_of_item, V(item->sku));
	else if (err == 0)
		err = record_query(ops, &ledger_reservation, known, NULL, &q);
	if (err != 0)
		return err;
	while (err == 0 && (err = db_next(&q)) == 1)
		err = item != NULL && !text_eq(item->sku, db_text(&q, 6)) ?
		    0 :
		    take_row(ops, all, &q);
	db_done(&q);
	return err;
}

const struct reservation *
reserved_first(const struct reserved *all, const struct item *item)
{
	return (size_t)item->id < all->first.n ? all->first.v[item->id] : NULL;
}

int64_t
reserved_of(const struct reserved *all, const struct item *item,
    const struct location *const *place, size_t n, const struct location *at,
    const struct lot *lot)
{
	const struct reservation *r = reserved_first(all, item);
	int64_t sum = 0;

	for (; r != NULL; r = r->next) {
		if (lot == &reserved_no_lot ? r->lot != NULL :
					      lot != NULL && lot != r->lot)
			continue;
		if ((at == NULL || at == r->location) &&
		    place_within(r->location, place, n))
			sum += r->qty;
	}
	return sum;
}

int64_t
reserved_line(const struct reserved *all, const struct item *item,
    const char *order, int64_t line)
{
	const struct reservation *r = reserved_first(all, item);
	int64_t sum = 0;

	for (; r != NULL; r = r->next)
		if (r->line == line && strcmp(r->order, order) == 0)
			sum += r->qty;
	return sum;
}

/* ---- what is free ---- */

int
place_is_pickable(enum place kind)
{
	return kind == PLACE_SITE || kind == PLACE_INTERNAL;
}

struct filling {
	struct ops *ops;
	const struct reserved *reserved;
	struct bins *bins;
	const uint32_t *rank; /* by location id */
	int64_t today;
};

static int
add_bin(void *data, const struct balance_row *b)
{
	struct filling *f = data;
	struct bin *bin;
	int64_t kept;

	if (b->on_hand <= 0 || !place_is_pickable(b->location->kind) ||
	    (b->lot != NULL && b->lot->expires != NONE &&
		b->lot->expires < f->today))
		return 0;
	kept = reserved_of(f->reserved, b->item, NULL, 0, b->location,
	    b->lot == NULL ? &reserved_no_lot : b->lot);
	bin = VEC_ADD(f->ops->keep, f->bins);
	*bin = (struct bin){ b->location, b->lot, b->on_hand,
		b->on_hand > kept ? b->on_hand - kept : 0,
		f->rank[b->location->id] };
	return 0;
}

static int
compare_bins(const void *a, const void *b)
{
	const struct bin *x = a, *y = b;

	int64_t a_last = x->lot == NULL || x->lot->expires == NONE ?
	    INT64_MAX :
	    x->lot->expires;
	int64_t b_last = y->lot == NULL || y->lot->expires == NONE ?
	    INT64_MAX :
	    y->lot->expires;

	if (a_last != b_last)
		return a_last < b_last ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->lot == NULL || y->lot == NULL)
		return (x->lot == NULL) - (y->lot == NULL);
	return strcmp(x->lot->lot, y->lot->lot);
}

int
bins_of(struct ops *ops, const struct item *item, int64_t as_of, int64_t known,
    const struct reserved *reserved, struct bins *bins)
{
	struct balance_query q = { .item = item,
		.as_of = as_of,
		.known = known,
		.by_location = 1,
		.by_lot = 1 };
	struct filling f = { ops, reserved, bins, NULL, 0 };
	int second, err = locations_ranks(ops, &f.rank);

	zone_from_utc(ops->book->zone, as_of == NONE ? ops->now : as_of,
	    &f.today, &second);
	*bins = (struct bins){ NULL, 0, 0 };
	if (err == 0)
		err = balances(ops, &q, add_bin, &f);
	if (bins->n > 1)
		qsort(bins->v, bins->n, sizeof *bins->v, compare_bins);
	return err;
}

int
bin_fits(const struct bin *bin, const struct bin_filter *f)
{
	if (f->place != NULL && !place_within(bin->location, &f->place, 1))
		return 0;
	return f->lot == NULL ||
	    (bin->lot != NULL && strcmp(bin->lot->lot, f->lot) == 0);
}

/* ---- who gets it ---- */

/* Where a line's goods are given to: posted, or only told. */
struct giving {
	struct ops *ops;
	struct entry *entry;
	int (*row)(void *, const struct reservation *);
	void *data;
};

static int
give(const struct giving *g, const struct demand *d, const struct item *item,
    struct bins *bins, const struct bin_filter *f, int64_t qty, int64_t *taken)
{
	int err = 0;

	*taken = 0;
	for (size_t i = 0; err == 0 && *taken < qty && i < bins->n; i++) {
		struct bin *bin = &bins->v[i];
		struct reservation r = { .order = d->order,
			.line = d->line,
			.item = item,
			.location = bin->location,
			.lot = bin->lot };

		if (bin->free <= 0 || !bin_fits(bin, f))
			continue;
		r.qty = qty - *taken < bin->free ? qty - *taken : bin->free;
		err = g->row != NULL ? g->row(g->data, &r) :
				       reserve_post(g->ops, g->entry, &r);
		bin->free -= r.qty;
		*taken += r.qty;
	}
	return err;
}

int
reserve_from(struct ops *ops, struct entry *e, const struct demand *d,
    const struct item *item, struct bins *bins, const struct bin_filter *f,
    int64_t qty, int64_t *taken)
{
	struct giving g = { ops, e, NULL, NULL };

	return give(&g, d, item, bins, f, qty, taken);
}

static int
too_little(struct ops *ops, const struct item *item, const struct bin_filter *f,
    int64_t there)
{
	char text[DECIMAL_MAX];

	decimal_print(text, there, QTY_SCALE, 0);
	return fail(ops, OPS_DATA, "qty: only %s of '%s'%s%s%s%s %s free", text,
	    item->sku, f->lot == NULL ? "" : " lot ",
	    f->lot == NULL ? "" : f->lot, f->place == NULL ? "" : " at ",
	    f->place == NULL ? "" : f->place->code,
	    there == MILLION ? "is" : "are");
}

/* The lines of an order that are meant: one, or all that are open. */
static int
find_lines(struct ops *ops, const char *order, int64_t line,
    struct demand **out, size_t *n)
{
	size_t kept = 0;
	struct demand *d;
	int err = demand_by_order(ops, order, &d, n);

	if (err != 0)
		return fail_at(ops, "order");
	for (size_t i = 0; i < *n; i++)
		if (line == NONE ? d[i].open > 0 : d[i].line == line)
			d[kept++] = d[i];
	*out = d;
	*n = kept;
	if (kept == 0 && line != NONE)
		return fail(ops, OPS_DATA, "line: order '%s' has no line %lld",
		    order, (long long)line);
	if (kept == 0 || (line != NONE && d->open == 0))
		return fail(
		    ops, OPS_DATA, "order: nothing of '%s' is open", order);
	return 0;
}

/* One line: what it may get, of what is free where it may come from. */
static int
serve(struct ops *ops, struct entry *e, const struct demand *d,
    const struct bin_filter *asked, int64_t qty, int64_t *taken)
{
	const struct item *item;
	const struct location *home = NULL;
	struct bin_filter f = *asked;
	struct reserved *reserved;
	struct bins bins;
	int64_t room, there = 0;
	int err = item_by_sku(ops, d->item, &item);

	if (err == 0 && f.place == NULL && d->location != NULL)
		err = location_by_code(ops, d->location, &home);
	if (home != NULL)
		f.place = home;
	if (err == 0)
		err = reserved_load(ops, item, NONE, NONE, &reserved);
	if (err == 0)
		err = bins_of(ops, item, NONE, NONE, reserved, &bins);
	if (err != 0)
		return err;
	room = d->open - reserved_line(reserved, item, d->order, d->line);
	if (qty != NONE && qty > room)
		return fail(ops, OPS_DATA,
		    "qty: it is more than order '%s' "
		    "line %lld waits for without a reservation",
		    d->order, (long long)d->line);
	for (size_t i = 0; i < bins.n; i++)
		if (bin_fits(&bins.v[i], &f))
			there += bins.v[i].free;
	if (qty != NONE && there < qty)
		return too_little(ops, item, &f, there);
	return reserve_from(
	    ops, e, d, item, &bins, &f, qty == NONE ? room : qty, taken);
}

int
reserve_line(struct ops *ops, struct entry *e, const char *order, int64_t line,
    const struct bin_filter *f, int64_t qty)
{
	struct demand *d = NULL;
	int64_t taken = 0, all = 0;
	size_t n = 0;
	int err = find_lines(ops, order, line, &d, &n);

	if (err == 0 && qty != NONE && n > 1)
		return fail(ops, OPS_DATA,
		    "line: order '%s' has %zu open "
		    "lines: which of them is meant",
		    order, n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		err = serve(ops, e, &d[i], f, qty, &taken);
		all += taken;
	}
	if (err == 0 && all == 0)
		e->unchanged++;
	return err;
}

/* ---- all of them ---- */

struct serving {
	struct ops *ops;
	const struct reserve_filter *filter;
	const struct reserved *reserved;
	VEC(struct demand) lines;
	VEC(struct bins *) bins; /* by item id */
};

static int
is_wanted(const struct serving *s, const char *sku)
{
	for (size_t i = 0; i < s->filter->n; i++)
		if (strcmp(s->filter->item[i]->sku, sku) == 0)
			return 1;
	return s->filter->n == 0;
}

static int
keep_open(void *data, const struct demand *d)
{
	struct serving *s = data;

	if (d->open == 0 || !is_wanted(s, d->item))
		return 0;
	*VEC_ADD(s->ops->keep, &s->lines) = *demand_copy(s->ops->keep, d);
	return 0;
}

static int
item_bins(struct serving *s, const struct item *item, struct bins **out)
{
	struct ops *ops = s->ops;

	while (s->bins.n <= (size_t)item->id)
		*VEC_ADD(ops->keep, &s->bins) = NULL;
	*out = s->bins.v[item->id];
	if (*out != NULL)
		return 0;
	*out = s->bins.v[item->id] = ARENA_NEW(ops->keep, struct bins);
	return bins_of(ops, item, NONE, NONE, s->reserved, *out);
}

/* Goods of the place that was asked for, and of the line's own. */
static int
one_place(struct ops *ops, const struct reserve_filter *filter,
    const struct demand *d, struct bin_filter *f, int *none)
{
	const struct location *home = NULL;
	int err =
	    d->location == NULL ? 0 : location_by_code(ops, d->location, &home);

	f->place = home == NULL ? filter->place : home;
	f->lot = NULL;
	*none = 0;
	if (err != 0 || home == NULL || filter->place == NULL)
		return err;
	if (place_within(filter->place, &home, 1))
		f->place = filter->place;
	else
		*none = !place_within(home, &filter->place, 1);
	return 0;
}

static int
serve_in_turn(struct serving *s, const struct giving *g, const struct demand *d)
{
	const struct item *item;
	struct bin_filter f;
	struct bins *bins;
	int64_t room, taken;
	int none, err = item_by_sku(s->ops, d->item, &item);

	if (err == 0)
		err = one_place(s->ops, s->filter, d, &f, &none);
	if (err == 0)
		err = item_bins(s, item, &bins);
	if (err != 0 || none)
		return err;
	room = d->open - reserved_line(s->reserved, item, d->order, d->line);
	return give(g, d, item, bins, &f, room, &taken);
}

int
reserve_all(struct ops *ops, struct entry *e, const struct reserve_filter *f,
    int (*row)(void *, const struct reservation *), void *data)
{
	struct demand_query ask = { f->order, INT64_MAX, NONE };
	struct giving g = { ops, e, row, data };
	struct serving s = { .ops = ops, .filter = f };
	struct reserved *reserved;
	int err = reserved_load(ops, NULL, NONE, NONE, &reserved);

	s.reserved = reserved;
	if (err == 0)
		err = demands(ops, &ask, keep_open, &s);
	if (s.lines.n > 1)
		qsort(s.lines.v, s.lines.n, sizeof *s.lines.v, demand_before);
	for (size_t i = 0; err == 0 && i < s.lines.n; i++)
		err = serve_in_turn(&s, &g, &s.lines.v[i]);
	if (err == 0 && e != NULL && e->lines == 0)
		e->unchanged++;
	return err;
}
