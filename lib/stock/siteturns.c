/* What of an item turned at each site: values by share, over time. */
#include "stock/siteturns.h"
#include "base/decimal.h"
#include "base/pairs.h"
#include "base/vec.h"
#include "stock/area.h"
#include "stock/worth.h"

__extension__ typedef __int128 int128;

enum { FINE = 1000 }; /* parts of a minor unit, in averages */

/* An item, or a lot of it, in all places. */
struct whole {
	int64_t qty, value;
	int64_t last_qty, last_value; /* while there was some */
	int64_t at;		      /* its value is as it is since then */
	uint32_t parts; /* the number of its last part + 1; 0: none */
};

/* What of it an area holds. */
struct part {
	int64_t qty;
	uint32_t next; /* as whole.parts */
};

struct area_sum {
	struct turns_row row;
	int128 area; /* value (in FINE) times seconds, within the period */
	int any;
};

/* What an area's goods were worth when the period began. */
struct opening {
	int64_t value;
};

struct siteturns {
	struct ops *ops;
	const struct turns_query *ask;
	struct areas areas;
	int by_lot;
	struct pairs lots; /* (lot id, 0): of wholes */
	VEC(struct whole) wholes;
	struct pairs keys; /* (whole, area): of parts */
	VEC(struct part) parts;
	struct area_sum *sum;  /* of the item at hand, by area */
	struct pairs openings; /* (item id, area) ... */
	VEC(struct opening) opening;
	int (*row)(void *, const struct item *, const struct location *,
	    const struct turns_row *);
	void *data;
};

static int
too_large(const struct siteturns *t, const struct item *item)
{
	return fail(t->ops, OPS_DATA,
	    "the value of '%s' would be too large a number", item->sku);
}

static size_t
whole_of(struct siteturns *t, const struct value_event *e)
{
	uint32_t lot;
	size_t i;

	if (t->wholes.n == 0)
		t->by_lot = item_tracking(e->item) != TRACKING_NONE;
	lot = t->by_lot && e->lot != NULL ? (uint32_t)e->lot->id : 0;
	i = pairs_number(&t->lots, lot, 0);
	if (i == t->wholes.n)
		*VEC_ADD(t->ops->keep, &t->wholes) =
		    (struct whole){ .at = t->ask->since };
	return i;
}

static struct part *
part_of(struct siteturns *t, size_t whole, const struct location *l)
{
	uint32_t area = area_of(&t->areas, l);
	size_t i = pairs_number(&t->keys, (uint32_t)whole, area);

	if (i == t->parts.n) {
		*VEC_ADD(t->ops->keep, &t->parts) =
		    (struct part){ .next = t->wholes.v[whole].parts };
		t->wholes.v[whole].parts = (uint32_t)i + 1;
	}
	t->sum[area].any = 1;
	return &t->parts.v[i];
}

/* Each area's share, from when the whole last changed until then. */
static int
spend(struct siteturns *t, size_t whole, int64_t until)
{
	struct whole *w = &t->wholes.v[whole];
	int64_t of = w->qty != 0 ? w->qty : w->last_qty;
	int64_t value = w->qty != 0 ? w->value : w->last_value;

	if (until <= w->at)
		return 0;
	for (uint32_t i = w->parts; of != 0 && i != 0;) {
		const struct part *p = &t->parts.v[i - 1];
		struct area_sum *s = &t->sum[pairs_b(&t->keys, i - 1)];
		int128 fine;

		if (__builtin_mul_overflow(
			(int128)value * FINE, (int128)p->qty, &fine) ||
		    __builtin_mul_overflow(
			fine / of, (int128)(until - w->at), &fine) ||
		    __builtin_add_overflow(s->area, fine, &s->area))
			return OPS_DATA;
		i = p->next;
	}
	w->at = until;
	return 0;
}

static int
use(struct siteturns *t, const struct value_event *e)
{
	const struct location *l = e->kind == VALUE_RETURNED ? e->to : e->from;
	struct turns_row *r = &t->sum[area_of(&t->areas, l)].row;

	return sub_i64(r->used, e->qty, &r->used) != 0 ||
		sub_i64(r->cost, e->value, &r->cost) != 0 ? OPS_DATA : 0;
}

static int
add_event(void *data, const struct value_event *e)
{
	struct siteturns *t = data;
	size_t i = whole_of(t, e);
	struct whole *w;
	struct part *p;
	int err = spend(t, i, e->at);

	w = &t->wholes.v[i];
	if (err == 0 &&
	    (add_i64(w->qty, e->qty, &w->qty) != 0 ||
		add_i64(w->value, e->value, &w->value) != 0))
		err = OPS_DATA;
	if (err == 0 && e->qty != 0) {
		p = part_of(t, i, e->qty > 0 ? e->to : e->from);
		err = add_i64(p->qty, e->qty, &p->qty);
	}
	if (w->qty != 0) {
		w->last_qty = w->qty;
		w->last_value = w->value;
	}
	if (err == 0 && e->at >= t->ask->since && turns_is_use(e))
		err = use(t, e);
	return err == 0 ? 0 : too_large(t, e->item);
}

static int
add_moved(void *data, const struct value_event *e)
{
	struct siteturns *t = data;
	size_t i;
	struct part *p;
	int err;

	if (area_of(&t->areas, e->from) == area_of(&t->areas, e->to))
		return 0;
	i = whole_of(t, e);
	err = spend(t, i, e->at);
	p = part_of(t, i, e->from);
	if (err == 0)
		err = add_i64(p->qty, -e->qty, &p->qty);
	p = part_of(t, i, e->to);
	if (err == 0)
		err = add_i64(p->qty, e->qty, &p->qty);
	return err == 0 ? 0 : too_large(t, e->item);
}

static int
add_worth(void *data, const struct worth_row *r)
{
	struct siteturns *t = data;
	struct area_sum *s = &t->sum[area_of(&t->areas, r->location)];

	s->any = 1;
	return add_i64(s->row.qty, r->qty, &s->row.qty) == 0 &&
		add_i64(s->row.value, r->value, &s->row.value) == 0 ? 0
	    : too_large(t, r->item);
}

static struct opening *
opening_of(struct siteturns *t, const struct item *item, uint32_t area)
{
	size_t i = pairs_number(&t->openings, (uint32_t)item->id, area);

	if (i == t->opening.n)
		*VEC_ADD(t->ops->keep, &t->opening) = (struct opening){ 0 };
	return &t->opening.v[i];
}

static int
add_opening(void *data, const struct worth_row *r)
{
	struct siteturns *t = data;
	struct opening *o =
	    opening_of(t, r->item, area_of(&t->areas, r->location));

	return add_i64(o->value, r->value, &o->value) == 0 ? 0
	    : too_large(t, r->item);
}

/* Rounded half away from zero, as all values are. */
static int64_t
average(const struct siteturns *t, int128 area)
{
	int128 parts = (t->ask->until - t->ask->since + 1) * (int128)FINE;
	int128 half = area < 0 ? -parts / 2 : parts / 2;

	return (int64_t)((area + half) / parts);
}

static int
end_item(void *data, const struct item *item)
{
	struct siteturns *t = data;
	int err = 0;

	for (size_t i = 0; err == 0 && i < t->wholes.n; i++)
		if (spend(t, i, t->ask->until + 1) != 0)
			err = too_large(t, item);
	for (uint32_t i = 0; err == 0 && i < t->areas.n; i++) {
		struct area_sum *s = &t->sum[i];
		const struct area *a = &t->areas.v[i];

		if (s->any && a->wanted) {
			s->row.average = average(t, s->area);
			s->row.opening = opening_of(t, item, i)->value;
			err = t->row(t->data, item, a->site, &s->row);
		}
		*s = (struct area_sum){ .any = 0 };
	}
	t->wholes.n = t->parts.n = 0;
	pairs_reset(&t->lots);
	pairs_reset(&t->keys);
	return err;
}

int
siteturns(struct ops *ops, const struct turns_query *q,
    int (*row)(void *, const struct item *, const struct location *,
	const struct turns_row *),
    void *data)
{
	struct siteturns t = { .ops = ops,
		.ask = q,
		.lots.mem = ops->keep,
		.keys.mem = ops->keep,
		.openings.mem = ops->keep,
		.row = row,
		.data = data };
	struct worth_sum sum[VALUE_KINDS];
	struct worth_query w = { .item = q->item,
		.n = q->n,
		.known = q->known,
		.by_location = 1,
		.from_start = 1,
		.as_of = q->since - 1,
		.row = add_opening };
	int64_t on_hand;
	int err = areas_read(ops, q->place, q->places,
	    (int)(q->keys >> TURNS_SITE & 1), &t.areas);

	if (err != 0)
		return err;
	t.sum = ARENA_ARRAY(ops->keep, struct area_sum, t.areas.n + 1);
	err = worths(ops, &w, sum, &on_hand, &t);
	w.as_of = q->until;
	w.row = add_worth;
	w.event = add_event;
	w.moved = add_moved;
	w.item_end = end_item;
	return err != 0 ? err : worths(ops, &w, sum, &on_hand, &t);
}
