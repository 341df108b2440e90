/* How old stock is at its sites: what came there, in its order. */
#include "stock/siteage.h"
#include "base/decimal.h"
#include "base/pairs.h"
#include "base/vec.h"
#include "stock/area.h"
#include "stock/worth.h"

struct piece {
	int64_t qty, at;
};

/* What lies in an area of an item or a lot; all above 0, or all below. */
struct queue {
	const struct lot *lot;
	int64_t value;
	VEC(struct piece) pieces; /* as they came */
	size_t head;		  /* those before it are gone */
};

struct siteages {
	struct ops *ops;
	const struct ageing_query *ask;
	struct areas areas;
	int by_lot;	   /* the item at hand has lots or serials */
	struct pairs keys; /* (area, lot id) */
	VEC(struct queue) queues;
	VEC(struct piece) moved; /* on its way from one to another */
	int (*row)(void *, const struct siteage_row *);
	void *data;
};

static struct queue *
queue_of(struct siteages *s, const struct location *l, const struct lot *lot)
{
	uint32_t id = s->by_lot && lot != NULL ? (uint32_t)lot->id : 0;
	size_t i = pairs_number(&s->keys, area_of(&s->areas, l), id);

	if (i == s->queues.n) {
		struct queue *q = s->queues.n < s->queues.cap
		    ? &s->queues.v[s->queues.n++]
		    : VEC_ADD(s->ops->keep, &s->queues);

		q->lot = id == 0 ? NULL : lot;
		q->value = 0;
		q->pieces.n = q->head = 0;
	}
	return &s->queues.v[i];
}

static int
is_empty(const struct queue *q)
{
	return q->head == q->pieces.n;
}

static void
push(struct siteages *s, struct queue *q, int64_t qty, int64_t at)
{
	if (is_empty(q))
		q->pieces.n = q->head = 0;
	*VEC_ADD(s->ops->keep, &q->pieces) = (struct piece){ qty, at };
}

/* What left before it came is filled first. */
static void
put_in(struct siteages *s, struct queue *q, int64_t qty, int64_t at)
{
	while (qty > 0 && !is_empty(q) && q->pieces.v[q->head].qty < 0) {
		struct piece *p = &q->pieces.v[q->head];
		int64_t n = qty < -p->qty ? qty : -p->qty;

		p->qty += n;
		qty -= n;
		q->head += p->qty == 0;
	}
	if (qty > 0)
		push(s, q, qty, at);
}

/* Into s->moved; what is not there has the age of now. */
static void
take_out(struct siteages *s, struct queue *q, int64_t qty, int64_t at)
{
	s->moved.n = 0;
	while (qty > 0 && !is_empty(q) && q->pieces.v[q->head].qty > 0) {
		struct piece *p = &q->pieces.v[q->head];
		int64_t n = qty < p->qty ? qty : p->qty;

		*VEC_ADD(s->ops->keep, &s->moved) = (struct piece){ n, p->at };
		p->qty -= n;
		qty -= n;
		q->head += p->qty == 0;
	}
	if (qty > 0) {
		push(s, q, -qty, at);
		*VEC_ADD(s->ops->keep, &s->moved) = (struct piece){ qty, at };
	}
}

static void
meet_item(struct siteages *s, const struct value_event *e)
{
	if (s->queues.n == 0)
		s->by_lot = item_tracking(e->item) != TRACKING_NONE;
}

static int
add_event(void *data, const struct value_event *e)
{
	struct siteages *s = data;

	meet_item(s, e);
	if (e->qty > 0)
		put_in(s, queue_of(s, e->to, e->lot), e->qty, e->at);
	else if (e->qty < 0)
		take_out(s, queue_of(s, e->from, e->lot), -e->qty, e->at);
	return 0;
}

static int
add_moved(void *data, const struct value_event *e)
{
	struct siteages *s = data;
	struct queue *to;

	meet_item(s, e);
	if (area_of(&s->areas, e->from) == area_of(&s->areas, e->to))
		return 0;
	take_out(s, queue_of(s, e->from, e->lot), e->qty, e->at);
	to = queue_of(s, e->to, e->lot);
	for (size_t i = 0; i < s->moved.n; i++)
		put_in(s, to, s->moved.v[i].qty, s->moved.v[i].at);
	return 0;
}

static int
add_worth(void *data, const struct worth_row *r)
{
	struct siteages *s = data;
	struct queue *q = queue_of(s, r->location, r->lot);

	return add_i64(q->value, r->value, &q->value) == 0 ? 0
	    : fail(s->ops, OPS_DATA,
	        "the value of '%s' would be too large a number", r->item->sku);
}

/*
 * The queue's value by quantity.  Places that make up for each other may
 * leave a value without a quantity: nothing came, nothing has an age.
 */
static int
give(struct siteages *s, const struct item *item, const struct queue *q,
    const struct location *site)
{
	struct ops *ops = s->ops;
	size_t n = q->pieces.n - q->head;
	struct value_layer *layer =
	    ARENA_ARRAY(ops->mem, struct value_layer, n + 1);
	int64_t *qty = ARENA_ARRAY(ops->mem, int64_t, n + 1);
	int64_t *part = ARENA_ARRAY(ops->mem, int64_t, n + 1);
	struct item_pool pool = { .value = q->value };
	int err = 0;

	for (size_t i = 0; err == 0 && i < n; i++) {
		qty[i] = q->pieces.v[q->head + i].qty;
		err = add_i64(pool.qty, qty[i], &pool.qty);
	}
	if (err == 0 && n > 0)
		err = worth_share(&pool, qty, n, part);
	if (err != 0)
		return fail(ops, OPS_DATA,
		    "the value of '%s' would be too large a number", item->sku);
	for (size_t i = 0; i < n; i++)
		layer[i] = (struct value_layer){ .qty = qty[i],
			.value = part[i],
			.at = q->pieces.v[q->head + i].at };
	if (n == 0 && q->value != 0)
		layer[n++] =
		    (struct value_layer){ .value = q->value, .at = NONE };
	return n == 0 ? 0
	    : s->row(
		s->data, &(struct siteage_row){ item, site, q->lot, layer, n });
}

static int
end_item(void *data, const struct item *item)
{
	struct siteages *s = data;
	int err = 0;

	for (size_t i = 0; err == 0 && i < s->queues.n; i++) {
		const struct area *a = &s->areas.v[pairs_a(&s->keys, i)];

		if (a->wanted)
			err = give(s, item, &s->queues.v[i], a->site);
	}
	s->queues.n = 0;
	pairs_reset(&s->keys);
	return err;
}

int
siteages(struct ops *ops, const struct ageing_query *q,
    int (*row)(void *, const struct siteage_row *), void *data)
{
	struct siteages s = { .ops = ops,
		.ask = q,
		.keys.mem = ops->keep,
		.row = row,
		.data = data };
	struct worth_sum sum[VALUE_KINDS];
	struct worth_query w = { .item = q->item,
		.n = q->n,
		.as_of = q->as_of,
		.known = q->known,
		.by_location = 1,
		.by_lot = 1,
		.row = add_worth,
		.event = add_event,
		.moved = add_moved,
		.item_end = end_item };
	int64_t on_hand;
	int err = areas_read(ops, q->place, q->places, 1, &s.areas);

	return err != 0 ? err : worths(ops, &w, sum, &on_hand, &s);
}
