/* What one fold over an item's moves says of it, for all who ask for it. */
#include "stock/itemsums.h"
#include "base/decimal.h"
#include "base/str.h"
#include "ledger/book.h"
#include "stock/cache.h"
#include "stock/helds.h"
#include "time/date.h"

struct summing {
	struct ops *ops;
	const struct item_sums_query *ask;
	void *data;
	int64_t used_since;
	struct helds *helds;
	struct item_sums sums; /* of the item at hand */
	VEC(struct item_pool) pools;
};

static void
reset(struct summing *s)
{
	s->sums = (struct item_sums){
		.first_in = NONE, .last_in = NONE, .last_out = NONE
	};
	s->pools.n = 0;
}

static int
add_move(void *data, const struct item *item, const struct goods *m)
{
	struct summing *s = data;

	return helds_move(s->helds, item, m);
}

static int
add_used(struct summing *s, const struct value_event *e)
{
	if (e->at <= s->used_since ||
	    (e->kind != VALUE_ISSUED && e->kind != VALUE_CONSUMED &&
		e->kind != VALUE_RETURNED))
		return 0;
	return sub_i64(s->sums.used, e->value, &s->sums.used) == 0 ? 0
	    : fail(s->ops, OPS_DATA,
	        "what was used of '%s' is too large a number", e->item->sku);
}

static int
add_last(struct summing *s, const struct value_event *e)
{
	struct item_sums *i = &s->sums;

	if (e->kind == VALUE_ISSUED || e->kind == VALUE_CONSUMED)
		i->last_out = e->at;
	if (e->qty > 0) {
		i->last_in = e->at;
		if (i->first_in == NONE)
			i->first_in = e->at;
	}
	return add_i64(i->qty, e->qty, &i->qty) == 0 &&
		add_i64(i->value, e->value, &i->value) == 0 ? 0
	    : value_too_large(s->ops, e->item);
}

static int
add_kind(struct summing *s, const struct value_event *e)
{
	struct worth_sum *sum = &s->ask->kinds[e->kind];

	sum->n++;
	return add_i64(sum->value, e->value, &sum->value) == 0 ? 0
	    : fail(s->ops, OPS_DATA,
	        "the sum of the values is too large a number");
}

static int
add_event(void *data, const struct value_event *e)
{
	struct summing *s = data;
	unsigned parts = s->ask->parts;
	int err = 0;

	if (parts & SUMS_USED)
		err = add_used(s, e);
	if (err == 0 && (parts & SUMS_LAST))
		err = add_last(s, e);
	if (err == 0 && (parts & SUMS_POOLS) && s->ask->kinds != NULL)
		err = add_kind(s, e);
	if (err == 0 && s->ask->event != NULL)
		err = s->ask->event(s->data, e);
	return err;
}

static int
add_moved(void *data, const struct value_event *e)
{
	struct summing *s = data;

	return s->ask->moved(s->data, e);
}

static int
add_pool(void *data, const struct value_pool *p)
{
	struct summing *s = data;

	s->sums.by_lot = p->by_lot;
	*VEC_ADD(s->ops->keep, &s->pools) =
	    (struct item_pool){ p->by_lot ? p->lot : NULL, p->qty, p->value,
		    p->last_qty, p->last_value };
	return 0;
}

static int
end_item(void *data, const struct item *item)
{
	struct summing *s = data;
	int err = 0;

	s->sums.item = item;
	s->sums.pool = s->pools.v;
	s->sums.pools = s->pools.n;
	if (s->helds != NULL)
		err = helds_end(s->helds, item, &s->sums.held, &s->sums.helds);
	if (err == 0)
		err = s->ask->row(s->data, &s->sums);
	reset(s);
	return err;
}

/* The fold itself. */
static int
sum_up(struct ops *ops, const struct item_sums_query *ask, void *data)
{
	int64_t now = ask->as_of == NONE ? ops->now : ask->as_of;
	struct summing s = { .ops = ops,
		.ask = ask,
		.data = data,
		.used_since = now - USED_DAYS * DAY_SECONDS };
	struct value_query q = { .item = ask->item,
		.n = ask->n,
		.as_of = ask->as_of,
		.known = ask->known,
		.from_start = ask->from_start,
		.item_end = end_item };
	int err = 0;

	if ((ask->parts & (SUMS_USED | SUMS_LAST | SUMS_POOLS)) ||
	    ask->event != NULL)
		q.event = add_event;
	if (ask->moved != NULL)
		q.moved = add_moved;
	if (ask->parts & SUMS_POOLS)
		q.pool = add_pool;
	if (ask->parts & SUMS_HELD) {
		q.move = add_move;
		err = helds_open(ops, ask->as_of, ask->known, &s.helds);
	}
	reset(&s);
	return err != 0 ? err : values(ops, &q, &s);
}

/* ---- sharing ---- */

/* What was kept of all items, in memory of its own. */
struct kept_sums {
	struct arena *mem;	   /* NULL: nothing */
	struct item_sums_query of; /* what it answers */
	const char *rules;
	VEC(struct item_sums) items;
	struct worth_sum kinds[VALUE_KINDS];
};

struct shared_sums {
	unsigned parts;
	int depth;
	struct kept_sums kept[2]; /* with what a closing kept; from_start */
};

static void
drop(struct kept_sums *k)
{
	arena_free(k->mem);
	*k = (struct kept_sums){ .mem = NULL };
}

static int
keep_row(void *data, const struct item_sums *from)
{
	struct kept_sums *k = data;
	struct item_sums *to = VEC_ADD(k->mem, &k->items);
	struct item_pool *pool =
	    ARENA_ARRAY(k->mem, struct item_pool, from->pools);
	struct item_held *held =
	    ARENA_ARRAY(k->mem, struct item_held, from->helds);

	for (size_t i = 0; i < from->pools; i++)
		pool[i] = from->pool[i];
	for (size_t i = 0; i < from->helds; i++)
		held[i] = from->held[i];
	*to = *from;
	to->pool = pool;
	to->held = held;
	return 0;
}

static int
answers(struct ops *ops, const struct kept_sums *k,
    const struct item_sums_query *ask)
{
	return k->mem != NULL && (ask->parts & ~k->of.parts) == 0 &&
	    k->of.as_of == ask->as_of && k->of.known == ask->known &&
	    text_eq(k->rules, ops->book->rules);
}

static int
keep(struct ops *ops, struct kept_sums *k, const struct item_sums_query *ask,
    unsigned parts)
{
	int err;

	drop(k);
	k->mem = arena_new();
	k->of = *ask;
	k->of.parts |= parts;
	k->of.kinds = k->kinds;
	k->of.row = keep_row;
	k->rules = arena_strdup(k->mem, ops->book->rules);
	err = sum_up(ops, &k->of, k);
	if (err != 0)
		drop(k);
	return err;
}

/*
 * What fails may be a part that others want: who asks then has what he
 * wants folded alone, as without the sharing.
 */
static int
tell_kept(struct ops *ops, struct shared_sums *s,
    const struct item_sums_query *ask, void *data)
{
	struct item_sums_query q = *ask;
	struct kept_sums *k;
	int closing = 0, err = 0;

	if (!q.from_start)
		err = values_from_closing(ops, q.as_of, q.known, &closing);
	if (err != 0)
		return err;
	q.from_start = !closing;
	k = &s->kept[q.from_start];
	if (!answers(ops, k, &q) &&
	    keep(ops, k, &q, closing ? 0 : s->parts) != 0) {
		fail_clear(ops);
		return sum_up(ops, ask, data);
	}
	for (int i = 0; ask->kinds != NULL && i < VALUE_KINDS; i++)
		ask->kinds[i] = k->kinds[i];
	for (size_t i = 0; err == 0 && i < k->items.n; i++) {
		struct arena_mark mark = arena_mark(ops->mem);

		err = ask->row(data, &k->items.v[i]);
		arena_back(ops->mem, mark);
	}
	return err;
}

int
item_sums(struct ops *ops, const struct item_sums_query *ask, void *data)
{
	struct shared_sums *s = *shared_sums_of(ops);

	for (int i = 0; ask->kinds != NULL && i < VALUE_KINDS; i++)
		ask->kinds[i] = (struct worth_sum){ 0, 0 };
	if (s == NULL || ask->n > 0 || ask->event != NULL || ask->moved != NULL)
		return sum_up(ops, ask, data);
	return tell_kept(ops, s, ask, data);
}

void
item_sums_share(struct ops *ops, unsigned parts)
{
	struct shared_sums **s = shared_sums_of(ops);

	if (*s == NULL)
		*s = ARENA_NEW(ops->keep, struct shared_sums);
	(*s)->parts |= parts;
	(*s)->depth++;
}

void
item_sums_share_end(struct ops *ops)
{
	struct shared_sums **s = shared_sums_of(ops);

	if (--(*s)->depth > 0)
		return;
	drop(&(*s)->kept[0]);
	drop(&(*s)->kept[1]);
	*s = NULL;
}
