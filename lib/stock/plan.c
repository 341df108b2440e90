/* The plan: what to buy, bring or make, so that places hold their levels. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/planning.h"

const char *const plan_words[] = { "buy", "transfer", "make", NULL };

int
plan_packs(int64_t need, int64_t least, int64_t multiple, int down,
    int64_t *qty)
{
	int64_t less;

	*qty = need;
	if (multiple == NONE || need % multiple == 0)
		return 0;
	less = need - need % multiple;
	if (down && less >= least && less > 0) {
		*qty = less;
		return 0;
	}
	return add_i64(less, multiple, qty);
}

/* ---- sums of the item at hand ---- */

static int
within(const struct location *l, const struct location *place)
{
	return place == NULL || place_within(l, &place, 1);
}

/* The sums are those below a place (NULL: all that is ours). */
static int
sum_on_hand(struct planning *p, const struct location *at, int64_t *sum)
{
	const struct plan_pile *pile;
	int err = 0;

	*sum = 0;
	VEC_EACH(&p->pile, pile)
		if (err == 0 && within(pile->at, at))
			err = balance_add(p->ops, p->item, sum, pile->qty);
	return err;
}

/* Is it due before an order of today would be there? */
static int
is_in_time(const struct planning *p, const struct expected *x)
{
	return !p->in_time || x->due == NONE || p->item->lead_time == NONE ||
	    x->due <= p->today + p->item->lead_time;
}

/* What transfers on order take away from the place is less. */
static int
sum_expected(struct planning *p, const struct location *at, int64_t *sum)
{
	int err = 0;

	*sum = 0;
	for (const struct expected *x = expected_of(p->expected, p->item);
	     err == 0 && x != NULL; x = x->next) {
		if (x->open == 0 || !is_in_time(p, x))
			continue;
		if (within(x->location, at))
			err = balance_add(p->ops, p->item, sum, x->open);
		if (err == 0 && x->from != NULL && within(x->from, at))
			err = balance_add(p->ops, p->item, sum, -x->open);
	}
	return err;
}

static int
sum_reserved(struct planning *p, const struct location *at, int64_t *sum)
{
	return reserved_of(p->reserved, p->item, &at, at != NULL, NULL, NULL,
	    sum);
}

/* What is asked of a place is no loss of all places together. */
static int
sum_flows(struct planning *p, const struct location *at, int64_t *sum)
{
	const struct plan_flow *f;
	int err = 0;

	*sum = 0;
	VEC_EACH(&p->flow, f)
		if (err == 0 && within(f->at, at) && !(f->wanted && at == NULL))
			err = balance_add(p->ops, p->item, sum, f->qty);
	return err;
}

int
plan_spare(struct planning *p, const struct location *at, int64_t *spare)
{
	int64_t reserved, taken = 0, flows;
	int err = sum_on_hand(p, at, spare);

	if (err == 0)
		err = sum_reserved(p, at, &reserved);
	if (err == 0)
		err = sum_flows(p, at, &flows);
	for (const struct expected *x = expected_of(p->expected, p->item);
	     err == 0 && x != NULL; x = x->next)
		if (x->from != NULL && within(x->from, at))
			err = balance_add(p->ops, p->item, &taken, x->open);
	if (err == 0)
		err = balance_add(p->ops, p->item, spare, -reserved);
	if (err == 0)
		err = balance_add(p->ops, p->item, spare, -taken);
	/* What the plan will bring is not there yet. */
	if (err == 0 && flows < 0)
		err = balance_add(p->ops, p->item, spare, flows);
	return err;
}

/* ---- the needs of an item ---- */

static int
has_need(const struct planning *p, const struct location *at)
{
	const struct plan_need *n;

	VEC_EACH(&p->need, n)
		if (n->at == at)
			return 1;
	return 0;
}

/* The item's own minimum is for all places together, not for each. */
static void
add_need(struct planning *p, const struct location *at)
{
	struct effective e;

	if (has_need(p, at))
		return;
	level_effective(p->levels, p->item, at, &e);
	if (e.min != NONE && (at == NULL || e.from != NULL))
		*VEC_ADD(p->ops->mem, &p->need) =
		    (struct plan_need){ .at = at, .level = e };
}

/* Each place with a minimum, those that were asked for, and the item's own. */
static void
find_needs(struct planning *p)
{
	const struct plan_query *q = p->ask;

	p->need.n = 0;
	for (const struct level *l = levels_of(p->levels, p->item); l != NULL;
	     l = l->next)
		if (l->min != NONE)
			add_need(p, l->location);
	for (size_t i = 0; i < q->n; i++)
		add_need(p, q->place[i]);
	add_need(p, NULL);
}

static int
depth(const struct location *l)
{
	int n = 0;

	for (; l != NULL; l = l->up)
		n++;
	return n;
}

/*
 * Is another one to be looked at before: inside it, or supplied by it?  What
 * is bought for all places may have what was asked of one.
 */
static int
waits(struct planning *p, const struct plan_need *n)
{
	const struct plan_need *other;

	VEC_EACH(&p->need, other) {
		const struct location *from;
		enum supply kind;

		if (other == n || other->done || other->asked > n->asked)
			continue;
		if (n->at == NULL || n->asked > other->asked ||
		    (other->at != NULL && depth(other->at) > depth(n->at) &&
			within(other->at, n->at)))
			return 1;
		if (other->at != NULL &&
		    level_source(p->ops, other->level.source, &kind, &from) ==
			0 &&
		    from != NULL && within(from, n->at))
			return 1;
	}
	return 0;
}

/* The next need: in a circle of places the first. */
static struct plan_need *
next_need(struct planning *p)
{
	struct plan_need *n, *first = NULL;

	VEC_EACH(&p->need, n) {
		if (n->done)
			continue;
		if (!waits(p, n))
			return n;
		if (first == NULL)
			first = n;
	}
	return first;
}

static int
reckon(struct planning *p, const struct plan_need *n, struct proposal *r)
{
	int64_t flows;
	int err = sum_on_hand(p, n->at, &r->on_hand);

	if (err == 0)
		err = sum_expected(p, n->at, &r->expected);
	if (err == 0)
		err = sum_reserved(p, n->at, &r->reserved);
	if (err == 0)
		err = sum_flows(p, n->at, &flows);
	r->projected = r->on_hand;
	if (err == 0)
		err = balance_add(p->ops, p->item, &r->projected, r->expected);
	if (err == 0)
		err = balance_add(p->ops, p->item, &r->projected, -r->reserved);
	if (err == 0)
		err = balance_add(p->ops, p->item, &r->projected, flows);
	return err;
}

static int
look_at(struct planning *p, struct plan_need need)
{
	struct proposal r = { .item = p->item,
		.location = need.at,
		.level = need.level,
		.min = need.level.min,
		.max = need.level.max,
		.multiple = need.level.multiple,
		.unit_price = NONE,
		.order_by = p->today,
		.need_by = NONE,
		.lead_time = p->item->lead_time };
	int64_t least;
	int err = reckon(p, &need, &r);

	if (err != 0 || r.projected >= r.min)
		return err;
	if (sub_i64(r.max, r.projected, &r.gap) != 0 ||
	    sub_i64(r.min, r.projected, &least) != 0 ||
	    plan_packs(r.gap, least, r.multiple, p->down, &r.proposed) != 0)
		return fail(p->ops, OPS_DATA, "the level of '%s' is too large",
		    p->item->sku);
	return plan_supply(p, &need, &r);
}

/* By place, then as they were found; only those that were asked for. */
static int
by_place(const void *a, const void *b)
{
	const struct proposal *const *x = a, *const *y = b;
	int order = strcmp((*x)->location->code, (*y)->location->code);

	if (order == 0 && (*x)->kind != (*y)->kind)
		order = (*x)->kind == PLAN_TRANSFER ? -1 :
		    (*y)->kind == PLAN_TRANSFER	    ? 1 :
						      0;
	return order != 0 ? order : *x < *y ? -1 : *x > *y;
}

static int
give_rows(struct planning *p, int (*row)(void *, const struct proposal *),
    void *data)
{
	const struct proposal **v =
	    ARENA_ARRAY(p->ops->mem, const struct proposal *, p->found.n + 1);
	size_t n = 0;
	int err = 0;

	for (size_t i = 0; i < p->found.n; i++)
		if (place_within(
			p->found.v[i].location, p->ask->place, p->ask->n))
			v[n++] = &p->found.v[i];
	if (n > 1)
		qsort(v, n, sizeof *v, by_place);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = row(data, v[i]);
	return err;
}

static int
one_item(struct planning *p, int (*row)(void *, const struct proposal *),
    void *data)
{
	struct plan_need *n;
	int err = 0;

	if (item_status(p->item) != STATUS_ACTIVE)
		return 0;
	memset(&p->flow, 0, sizeof p->flow);
	memset(&p->need, 0, sizeof p->need);
	memset(&p->found, 0, sizeof p->found);
	find_needs(p);
	while (err == 0 && (n = next_need(p)) != NULL) {
		n->done = 1;
		err = look_at(p, *n);
	}
	return err != 0 ? err : give_rows(p, row, data);
}

/* ---- the goods of all items ---- */

struct goods {
	struct planning *p;
	int (*row)(void *, const struct proposal *);
	void *data;
	const struct item *const *item; /* in order */
	size_t n, next;
};

/* What expires first, then by place and lot. */
static int
first_out(const void *a, const void *b)
{
	const struct plan_pile *x = a, *y = b;
	int64_t x_day = x->lot == NULL ? NONE : x->lot->expires;
	int64_t y_day = y->lot == NULL ? NONE : y->lot->expires;
	int order;

	if (x_day != y_day)
		return y_day == NONE || (x_day != NONE && x_day < y_day) ? -1 :
									   1;
	order = strcmp(x->at->code, y->at->code);
	return order != 0 ? order : lot_order(x->lot, y->lot);
}

/* Plans all items up to one, whose piles come now; NULL: to the end. */
static int
catch_up(struct goods *g, const struct item *until)
{
	struct planning *p = g->p;
	int err = 0;

	while (err == 0 && g->next < g->n && g->item[g->next] != until) {
		struct arena_mark mark = arena_mark(p->ops->mem);

		p->item = g->item[g->next++];
		if (p->pile.n > 1)
			qsort(p->pile.v, p->pile.n, sizeof *p->pile.v,
			    first_out);
		err = one_item(p, g->row, g->data);
		p->pile.n = 0;
		arena_back(p->ops->mem, mark);
	}
	return err;
}

static int
take_pile(void *data, const struct balance_row *b)
{
	struct goods *g = data;
	struct planning *p = g->p;
	int err = catch_up(g, b->item);

	if (err != 0 || b->location->kind == PLACE_QUARANTINE ||
	    (b->lot != NULL && b->lot->expires != NONE &&
		b->lot->expires < p->today))
		return err;
	*VEC_ADD(p->ops->keep, &p->pile) =
	    (struct plan_pile){ b->location, b->lot, b->on_hand, 0 };
	return 0;
}

static int
find_sites(struct planning *p)
{
	const struct location *const *all;
	const struct location **site;
	size_t n = 0;
	int err = locations_all(p->ops, &all, &n);

	if (err != 0)
		return err;
	p->site = site =
	    ARENA_ARRAY(p->ops->keep, const struct location *, n + 1);
	for (size_t i = 0; i < n; i++)
		if (all[i]->kind == PLACE_SITE)
			site[p->sites++] = all[i];
	return 0;
}

int
plan_minmax(struct ops *ops, const struct plan_query *ask,
    int (*row)(void *, const struct proposal *), void *data)
{
	struct clock clock = { ask->as_of, ops->book->zone };
	struct planning p = { .ops = ops,
		.ask = ask,
		.today = clock_today(&clock),
		.down = conf_choice(ops->conf, "plan.past_max") == 1,
		.in_time = conf_choice(ops->conf, "plan.expected") == 1 };
	struct goods g = { .p = &p,
		.row = row,
		.data = data,
		.item = ask->item,
		.n = ask->n_items };
	struct balance_query q = { .as_of = ask->as_of,
		.known = ask->known,
		.by_location = 1,
		.by_lot = 1 };
	int err = find_sites(&p);

	if (err == 0)
		err = levels_load(ops, ask->known, &p.levels);
	if (err == 0)
		err = expected_load(ops, ask->as_of, ask->known, &p.expected);
	if (err == 0)
		err = reserved_load(ops, ops->keep, NULL, ask->as_of,
		    ask->known, &p.reserved);
	if (err == 0 && ask->n_items == 0) {
		err = items_all(ops, &g.item, &g.n);
		if (err == 0)
			err = balances(ops, &q, take_pile, &g);
	}
	for (size_t i = 0; err == 0 && i < ask->n_items; i++) {
		q.item = ask->item[i];
		err = balances(ops, &q, take_pile, &g);
	}
	if (err == 0)
		err = catch_up(&g, NULL);
	if (err == 0 && p.noted > PROBLEMS_SHOWN)
		note(ops, "... and %lld more",
		    (long long)(p.noted - PROBLEMS_SHOWN));
	return err;
}
