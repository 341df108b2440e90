/* What is wrong with the stock: too little, less than none, too old. */
#include <string.h>

#include "base/decimal.h"
#include "base/vec.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/check.h"
#include "stock/countdue.h"
#include "stock/level.h"

const char *const finding_words[] = { "negative", "below-min", "expired",
	"count-due", NULL };

/* A minimum at a place, or (NULL) of an item in all places together. */
struct minimum {
	const struct location *at;
	int64_t min, max, held;
	struct minimum *next;
};

struct check {
	struct ops *ops;
	const struct location *const *place;
	size_t n;
	const struct item *const *item;
	size_t items;
	struct minimum **minimum; /* by item id */
	struct levels *levels;
	VEC(struct finding_row) expired;
	int64_t today;
	int (*row)(void *, const struct finding_row *);
	void *data;
};

/* ---- what is compared ---- */

static void
add_minimum(struct check *k, const struct item *item, const struct location *at,
    int64_t min, int64_t max)
{
	struct minimum **p = &k->minimum[item->id], *m;

	for (; *p != NULL; p = &(*p)->next)
		if ((*p)->at == at)
			return;
	*p = m = ARENA_NEW(k->ops->keep, struct minimum);
	*m = (struct minimum){ .at = at, .min = min, .max = max };
}

static void
add_effective(struct check *k, const struct item *item,
    const struct location *at)
{
	struct effective e;

	level_effective(k->levels, item, at, &e);
	if (e.from != NULL)
		add_minimum(k, item, at, e.min, e.max);
}

/* The item's own first, where no place that counts has a level. */
static void
find_minimums(struct check *k, const struct item *item)
{
	const struct level *l = levels_of(k->levels, item);

	if (k->n == 0 && item->min != NONE)
		add_minimum(k, item, NULL, item->min, item->max);
	for (; l != NULL; l = l->next)
		if (l->min != NONE && place_within(l->location, k->place, k->n))
			add_effective(k, item, l->location);
	for (size_t i = 0; i < k->n; i++)
		add_effective(k, item, k->place[i]);
	if (k->minimum[item->id] == NULL && item->min != NONE)
		add_minimum(k, item, NULL, item->min, item->max);
}

static int
prepare(struct check *k, int64_t known)
{
	int64_t last = 0;
	int err = items_all(k->ops, &k->item, &k->items);

	if (err == 0)
		err = levels_load(k->ops, known, &k->levels);
	if (err != 0)
		return err;
	for (size_t i = 0; i < k->items; i++)
		last = k->item[i]->id > last ? k->item[i]->id : last;
	k->minimum = ARENA_ARRAY(k->ops->keep, struct minimum *, last + 1);
	for (size_t i = 0; i < k->items; i++)
		find_minimums(k, k->item[i]);
	return 0;
}

/* ---- what is there ---- */

static int
add_balance(void *data, const struct balance_row *b)
{
	struct check *k = data;
	struct finding_row f = { .kind = FOUND_NEGATIVE,
		.item = b->item,
		.location = b->location,
		.lot = b->lot,
		.on_hand = b->on_hand,
		.min = b->item->min,
		.max = b->item->max,
		.short_by = -b->on_hand,
		.date = NONE };
	int err = 0;

	for (struct minimum *m = k->minimum[b->item->id]; err == 0 && m != NULL;
	     m = m->next)
		if (m->at == NULL ? k->n == 0
				  : place_within(b->location, &m->at, 1))
			err =
			    balance_add(k->ops, b->item, &m->held, b->on_hand);
	if (err == 0 && b->on_hand < 0)
		err = k->row(k->data, &f);
	if (b->on_hand <= 0 || b->lot == NULL || b->lot->expires == NONE ||
	    b->lot->expires >= k->today ||
	    b->location->kind == PLACE_QUARANTINE)
		return err;
	f.kind = FOUND_EXPIRED;
	f.short_by = NONE;
	f.date = b->lot->expires;
	*VEC_ADD(k->ops->keep, &k->expired) = f;
	return err;
}

/* Where some places are asked for, an item's own minimum is of all still. */
static int
add_whole(void *data, const struct balance_row *b)
{
	struct check *k = data;

	for (struct minimum *m = k->minimum[b->item->id]; m != NULL;
	     m = m->next)
		if (m->at == NULL)
			m->held = b->on_hand;
	return 0;
}

/* ---- what is told behind it, in this order ---- */

static int
tell_minimum(struct check *k, const struct item *item, const struct minimum *m)
{
	struct finding_row f = { .kind = FOUND_BELOW_MIN,
		.item = item,
		.location = m->at,
		.on_hand = m->held,
		.min = m->min,
		.max = m->max,
		.date = NONE };

	if (f.on_hand >= f.min)
		return 0;
	if (sub_i64(f.min, f.on_hand, &f.short_by) != 0)
		return fail(k->ops, OPS_DATA, "the balance of '%s' is too low",
		    item->sku);
	return k->row(k->data, &f);
}

static int
tell_minimums(struct check *k)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < k->items; i++)
		for (const struct minimum *m = k->minimum[k->item[i]->id];
		     err == 0 && m != NULL; m = m->next)
			err = tell_minimum(k, k->item[i], m);
	return err;
}

static int
tell_expired(struct check *k)
{
	const struct finding_row *f;
	int err = 0;

	VEC_EACH(&k->expired, f)
		if (err == 0)
			err = k->row(k->data, f);
	return err;
}

int
stock_check(struct ops *ops, const struct location *const *place, size_t n,
    int64_t as_of, int64_t known,
    int (*row)(void *, const struct finding_row *), void *data)
{
	static int (*const part[])(
	    struct check *) = { tell_minimums, tell_expired };
	struct clock clock = { as_of, ops->book->zone };
	struct check k = { .ops = ops,
		.place = place,
		.n = n,
		.row = row,
		.data = data,
		.today = clock_today(&clock) };
	struct balance_query q = { .place = place,
		.n = n,
		.as_of = as_of,
		.known = known,
		.by_location = 1,
		.by_lot = 1 };
	struct balance_query whole = { .as_of = as_of, .known = known };
	int err = prepare(&k, known);

	if (err == 0)
		err = balances(ops, &q, add_balance, &k);
	if (err == 0 && n > 0)
		err = balances(ops, &whole, add_whole, &k);
	for (size_t i = 0; err == 0 && i < sizeof part / sizeof *part; i++)
		err = part[i](&k);
	return err;
}

/* ---- counts ---- */

struct handing_on {
	struct ops *ops;
	int (*row)(void *, const struct finding_row *);
	void *data;
};

static int
tell_due(void *data, const struct count_due *d)
{
	struct handing_on *h = data;
	struct finding_row f = { .kind = FOUND_COUNT_DUE,
		.item = d->item,
		.location = d->location,
		.on_hand = d->on_hand,
		.min = NONE,
		.max = NONE,
		.short_by = NONE,
		.date = d->due };
	int err =
	    d->lot == NULL ? 0 : lot_find(h->ops, d->item, d->lot, &f.lot);

	return err != 0 ? err : h->row(h->data, &f);
}

int
stock_check_counts(struct ops *ops, const struct location *const *place,
    size_t n, int64_t as_of, int64_t known,
    int (*row)(void *, const struct finding_row *), void *data)
{
	struct handing_on h = { ops, row, data };
	struct due_query ask = {
		.place = place, .n = n, .as_of = as_of, .known = known
	};

	return counts_due(ops, &ask, tell_due, &h);
}
