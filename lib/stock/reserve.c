/* Who gets what is free: by hand, or all lines in turn. */
#include <string.h>

#include "base/decimal.h"
#include "stock/balance.h"
#include "stock/bins.h"
#include "stock/inturn.h"

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
	struct bin *end = bins->v + bins->n;
	int err = 0;

	*taken = 0;
	for (struct bin *bin = bins_first(bins);
	     err == 0 && *taken < qty && bin < end; bin++) {
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
		return fail(ops, OPS_DATA, "order: nothing of '%s' is open",
		    order);
	return 0;
}

/* What is reserved of an item, and where more of it can be taken from. */
static int
look_up(struct ops *ops, const struct item *item, struct reserved **reserved,
    struct bins *bins)
{
	struct shelves *shelves = NULL;
	int err = reserved_load(ops, ops->mem, item, NONE, NONE, reserved);

	if (err == 0)
		err = shelves_open(ops, NONE, NONE, *reserved, &shelves);
	if (err == 0)
		err = bins_of(shelves, item, ops->mem, bins);
	shelves_close(shelves);
	return err;
}

/* One line: what it may get, of what is free where it may come from. */
static int
serve(struct ops *ops, struct entry *e, const struct demand *d,
    const struct bin_filter *asked, int64_t qty, int64_t *taken)
{
	const struct item *item;
	const struct location *home = NULL;
	struct giving g = { ops, e, NULL, NULL };
	struct bin_filter f = *asked;
	struct reserved *reserved;
	struct bins bins;
	int64_t room, kept, there = 0;
	int err = item_by_sku(ops, d->item, &item);

	if (err == 0 && f.place == NULL && d->location != NULL)
		err = location_by_code(ops, d->location, &home);
	if (home != NULL)
		f.place = home;
	if (err == 0)
		err = look_up(ops, item, &reserved, &bins);
	if (err == 0)
		err = reserved_line(reserved, item, d->order, d->line, &kept);
	if (err != 0)
		return err;
	room = d->open - kept;
	if (qty != NONE && qty > room)
		return decimal_wrong(ops, "qty", qty, QTY_SCALE,
		    arena_printf(ops->mem, "no more than order '%s' line %lld "
		    "waits for without a reservation", d->order,
		    (long long)d->line));
	for (size_t i = 0; err == 0 && qty != NONE && i < bins.n; i++)
		if (bin_fits(&bins.v[i], &f))
			err = add_i64(there, bins.v[i].free, &there);
	if (err != 0)
		return fail(ops, OPS_DATA,
		    "what is free of '%s' is too large a number", item->sku);
	if (qty != NONE && there < qty)
		return too_little(ops, item, &f, there);
	return give(&g, d, item, &bins, &f, qty == NONE ? room : qty, taken);
}

int
reserve_line(struct ops *ops, struct entry *e, const char *order, int64_t line,
    const struct bin_filter *f, int64_t qty)
{
	struct demand *d = NULL;
	int64_t taken = 0;
	size_t n = 0;
	int any = 0, err = find_lines(ops, order, line, &d, &n);

	if (err == 0 && qty != NONE && n > 1)
		return fail(ops, OPS_DATA, "line: order '%s' has %zu open "
		    "lines: which of them is meant", order, n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		err = serve(ops, e, &d[i], f, qty, &taken);
		any |= taken > 0;
	}
	if (err == 0 && !any)
		e->unchanged++;
	return err;
}

/* ---- all of them ---- */

struct serving {
	struct ops *ops;
	const struct reserve_filter *filter;
	const struct reserved *reserved;
	struct shelves *shelves;
	struct in_turn lines;
	struct item_bins bins;
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
	return in_turn_add(s->ops, &s->lines, d);
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
	int64_t kept, taken;
	int none, err = item_by_sku(s->ops, d->item, &item);

	if (err == 0)
		err = one_place(s->ops, s->filter, d, &f, &none);
	if (err == 0)
		err = bins_by_item(s->shelves, &s->bins, item, &bins);
	if (err == 0 && !none)
		err = reserved_line(s->reserved, item, d->order, d->line,
		    &kept);
	return err != 0 || none ? err
	    : give(g, d, item, bins, &f, d->open - kept, &taken);
}

int
reserve_all(struct ops *ops, struct entry *e, const struct reserve_filter *f,
    int (*row)(void *, const struct reservation *), void *data)
{
	struct demand_query ask = { f->order, INT64_MAX, NONE };
	struct giving g = { ops, e, row, data };
	struct serving s = { .ops = ops, .filter = f };
	struct reserved *reserved;
	int err = reserved_load(ops, ops->keep, NULL, NONE, NONE, &reserved);

	s.reserved = reserved;
	if (err == 0)
		err = shelves_open(ops, NONE, NONE, reserved, &s.shelves);
	if (err == 0)
		err = demands(ops, &ask, keep_open, &s);
	in_turn_sort(&s.lines);
	for (size_t i = 0; err == 0 && i < s.lines.n; i++) {
		struct arena_mark mark = arena_mark(ops->mem);

		err = serve_in_turn(&s, &g, s.lines.v[i]);
		arena_back(ops->mem, mark);
	}
	shelves_close(s.shelves);
	if (err == 0 && e != NULL && e->lines == 0)
		e->unchanged++;
	return err;
}
