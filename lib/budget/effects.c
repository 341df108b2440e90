/* Why actual is not the base: price, volume and mix of what was bought. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/effects.h"

/* What comes to actual is spent; what leaves it was a refund. */
#define COUNTED                                                         \
 "FROM (SELECT DISTINCT account, period FROM budget_slice "             \
 "WHERE period BETWEEN $1 AND $2 AND counted > 0) t "                   \
 "JOIN budget_line l ON l.account = t.account AND l.period = t.period " \
 "WHERE l.qty IS NOT NULL AND l.at <= $3 AND l.entry <= $4 "
SQL(sql_spent,
    "SELECT l.account, item, "
    "SUM(CASE WHEN dst = 4 THEN qty ELSE -qty END), "
    "SUM(CASE WHEN dst = 4 THEN amount ELSE -amount END) "
    COUNTED "AND (src = 4 OR dst = 4) "
    "GROUP BY l.account, item ORDER BY l.account, item");

struct work {
	struct ops *ops;
	const struct effects_wish *wish;
	VEC(struct effect_row) rows; /* of both sides */
	struct map numbers;	     /* from 1, by account and item */
};

/* Until the next one. */
static struct effect_row *
row_of(struct work *w, const struct account *a, const char *item)
{
	const char *key = arena_printf(w->ops->mem, "%lld %s%s",
	    (long long)a->id, item == NULL ? "" : "=",
	    item == NULL ? "" : item);
	void **at = map_put(&w->numbers, key);
	struct effect_row *r;

	if (*at != NULL)
		return &w->rows.v[(uintptr_t)*at - 1];
	r = VEC_ADD(w->ops->mem, &w->rows);
	r->account = a;
	r->item = item == NULL ? NULL : arena_strdup(w->ops->mem, item);
	*at = (void *)(uintptr_t)w->rows.n;
	return r;
}

static int
read_side(struct work *w, int64_t first, int now)
{
	const struct effects_wish *wish = w->wish;
	int64_t last = first + wish->months.last - wish->months.first;
	const struct account *a;
	struct db_query q;
	int err = db_query_values(w->ops, &q, sql_spent,
	    DB_VALUES(V(first), V(last),
		V(wish->until == NONE ? INT64_MAX : wish->until),
		V(wish->known == NONE ? INT64_MAX : wish->known)),
	    4);

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct effect_row *r;

		err = account_by_id(w->ops, db_int(&q, 0), &a);
		if (err != 0 ||
		    (wish->under != NULL &&
			!account_within(a->name, wish->under)))
			continue;
		r = row_of(w, a, db_text(&q, 1));
		*(now ? &r->qty : &r->base_qty) = db_int(&q, 2);
		*(now ? &r->actual : &r->base) = db_int(&q, 3);
	}
	db_done(&q);
	return err;
}

static int
too_large(struct ops *ops)
{
	return fail(ops, OPS_DATA, "amount: an effect is too large a number");
}

/* What is not posted, of the months from the first on. */
static int
add_extra(struct work *w, int64_t first, int now)
{
	const struct effects_wish *wish = w->wish;
	int64_t last = first + wish->months.last - wish->months.first;

	for (size_t i = 0; i < wish->n_extra; i++) {
		const struct budget_line *l = &wish->extra[i];
		int more = l->to == STAGE_ACTUAL;
		struct effect_row *r;
		int64_t *qty, *amount;

		if (l->qty == NONE || l->period < first || l->period > last ||
		    (l->from != STAGE_ACTUAL && !more) ||
		    (wish->under != NULL &&
			!account_within(l->account->name, wish->under)))
			continue;
		r = row_of(w, l->account, l->item);
		qty = now ? &r->qty : &r->base_qty;
		amount = now ? &r->actual : &r->base;
		if (add_i64(*qty, more ? l->qty : -l->qty, qty) != 0 ||
		    add_i64(*amount, more ? l->amount : -l->amount, amount) !=
			0)
			return too_large(w->ops);
	}
	return 0;
}

/* `all` has the quantities of the account. */
static int
split(struct work *w, struct effect_row *r, const struct effect_row *all)
{
	int64_t same = 0, scaled = 0, change;
	int err = 0;

	if (r->base_qty != 0)
		err = mul_div(r->base, r->qty, r->base_qty, &same);
	if (err == 0 && all->base_qty != 0)
		err = mul_div(r->base, all->qty, all->base_qty, &scaled);
	if (r->base_qty == 0 || r->qty == 0)
		same = r->actual;
	if (err != 0 || sub_i64(scaled, r->base, &r->volume) != 0 ||
	    sub_i64(r->actual, r->base, &change) != 0 ||
	    sub_i64(r->actual, same, &r->price) != 0)
		return too_large(w->ops);
	if (sub_i64(change, r->price, &r->mix) != 0 ||
	    sub_i64(r->mix, r->volume, &r->mix) != 0)
		return too_large(w->ops);
	return 0;
}

static int
compare(const void *a, const void *b)
{
	const struct effect_row *x = a, *y = b;
	int order = account_compare(x->account->name, y->account->name);

	return order != 0 ? order : text_order(x->item, y->item);
}

/* The rows of an account stand together. */
static int
split_all(struct work *w)
{
	struct effect_row *r = w->rows.v, *end = r + w->rows.n;
	int err = 0;

	while (err == 0 && r < end) {
		struct effect_row all = { .account = r->account };
		struct effect_row *next = r;

		for (; next < end && next->account == all.account; next++)
			if (add_i64(all.qty, next->qty, &all.qty) != 0 ||
			    add_i64(all.base_qty, next->base_qty,
				&all.base_qty) != 0)
				return too_large(w->ops);
		for (; err == 0 && r < next; r++)
			err = split(w, r, &all);
	}
	return err;
}

int
effects(struct ops *ops, const struct effects_wish *wish,
    int (*row)(void *, const struct effect_row *), void *data)
{
	struct work w = { .ops = ops,
		.wish = wish,
		.numbers = { .mem = ops->mem } };
	int err = read_side(&w, wish->base, 0);

	if (err == 0)
		err = read_side(&w, wish->months.first, 1);
	if (err == 0)
		err = add_extra(&w, wish->base, 0);
	if (err == 0)
		err = add_extra(&w, wish->months.first, 1);
	if (err == 0 && w.rows.n > 1)
		qsort(w.rows.v, w.rows.n, sizeof *w.rows.v, compare);
	if (err == 0 && w.rows.n > 0)
		err = split_all(&w);
	for (size_t i = 0; err == 0 && i < w.rows.n; i++)
		err = row(data, &w.rows.v[i]);
	return err;
}
