/* Dead stock: what nobody has wanted for long. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/vec.h"
#include "stock/area.h"
#include "stock/dead.h"
#include "stock/itemsums.h"
#include "stock/worth.h"

struct burying {
	struct ops *ops;
	const struct dead_query *ask;
	struct areas areas;
	struct dead_row *row; /* of the item at hand, by area */
	VEC(struct dead_row) dead;
};

static void
reset(struct burying *b)
{
	for (size_t i = 0; i < b->areas.n; i++)
		b->row[i] = (struct dead_row){ .first_in = NONE,
			.last_in = NONE,
			.last_out = NONE,
			.last_moved = NONE };
}

static struct dead_row *
row_of(struct burying *b, const struct location *l)
{
	return &b->row[area_of(&b->areas, l)];
}

static void
came(struct dead_row *r, int64_t at)
{
	r->last_in = at;
	if (r->first_in == NONE)
		r->first_in = at;
}

static int
add_event(void *data, const struct value_event *e)
{
	struct burying *b = data;

	if (e->kind == VALUE_ISSUED || e->kind == VALUE_CONSUMED)
		row_of(b, e->from)->last_out = e->at;
	if (e->qty > 0)
		came(row_of(b, e->to), e->at);
	return 0;
}

static int
add_moved(void *data, const struct value_event *e)
{
	struct burying *b = data;
	struct dead_row *from = row_of(b, e->from), *to = row_of(b, e->to);

	if (from != to) {
		from->last_moved = e->at;
		came(to, e->at);
	}
	return 0;
}

static int
add_worth(void *data, const struct worth_row *w)
{
	struct burying *b = data;
	struct dead_row *r = row_of(b, w->location);

	return add_i64(r->qty, w->qty, &r->qty) == 0 &&
		add_i64(r->value, w->value, &r->value) == 0 ? 0
	    : fail(b->ops, OPS_DATA,
	        "the value of '%s' would be too large a number", w->item->sku);
}

static int
is_dead(const struct dead_row *r, int64_t since)
{
	if (r->qty <= 0)
		return 0;
	if (r->last_out == NONE && r->last_moved == NONE)
		return r->first_in < since;
	return r->last_out < since && r->last_moved < since;
}

static int
end_item(void *data, const struct item *item)
{
	struct burying *b = data;

	for (size_t i = 0; i < b->areas.n; i++) {
		struct dead_row *r = &b->row[i];

		if (!b->areas.v[i].wanted || !is_dead(r, b->ask->since))
			continue;
		r->item = item;
		r->site = b->areas.v[i].site;
		*VEC_ADD(b->ops->keep, &b->dead) = *r;
	}
	reset(b);
	return 0;
}

/* Of all places together. */
static int
take_sums(void *data, const struct item_sums *s)
{
	struct burying *b = data;

	b->row[0] = (struct dead_row){ .qty = s->qty,
		.value = s->value,
		.first_in = s->first_in,
		.last_in = s->last_in,
		.last_out = s->last_out,
		.last_moved = NONE };
	return end_item(b, s->item);
}

static int
by_value(const void *a, const void *b)
{
	const struct dead_row *x = a, *y = b;
	int order;

	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	order = strcmp(x->item->sku, y->item->sku);
	if (order != 0 || x->site == y->site)
		return order;
	if (x->site == NULL || y->site == NULL)
		return x->site == NULL ? 1 : -1; /* missing last */
	return strcmp(x->site->code, y->site->code);
}

int
dead_stock(struct ops *ops, const struct dead_query *q, struct dead_row **out,
    size_t *rows)
{
	struct burying b = { .ops = ops, .ask = q };
	struct worth_sum sum[VALUE_KINDS];
	struct worth_query w = { .item = q->item,
		.n = q->n,
		.as_of = q->as_of,
		.known = q->known,
		.by_location = 1,
		.from_start = 1,
		.row = add_worth,
		.event = add_event,
		.moved = add_moved,
		.item_end = end_item };
	struct item_sums_query all = { .item = q->item,
		.n = q->n,
		.as_of = q->as_of,
		.known = q->known,
		.from_start = 1,
		.parts = SUMS_LAST,
		.row = take_sums };
	int64_t on_hand;
	int err = areas_read(ops, q->place, q->places, q->by_site, &b.areas);

	if (err != 0)
		return err;
	b.row = ARENA_ARRAY(ops->keep, struct dead_row, b.areas.n + 1);
	reset(&b);
	err = q->by_site || q->places > 0 ? worths(ops, &w, sum, &on_hand, &b)
	    : item_sums(ops, &all, &b);
	if (b.dead.n > 1)
		qsort(b.dead.v, b.dead.n, sizeof *b.dead.v, by_value);
	*out = b.dead.v;
	*rows = b.dead.n;
	return err;
}
