/* Carry-forward: what a period leaves, into a month behind it. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/carry.h"
#include "budget/numbers.h"
#include "budget/transfer.h"
#include "ledger/book.h"

/* An amount of a row that is kept; stage and document of what is open. */
struct held {
	int64_t account, period, amount, stage;
	const char *dimension, *document;
};

struct work {
	struct ops *ops;
	struct entry *entry;
	const struct carry *carry;
	struct numbers *old, *new;
	VEC(struct held) held;
};

static struct budget_line
line_of(const struct work *w, const struct account *a, int64_t period,
    int64_t amount)
{
	return (struct budget_line){ .account = a,
		.at = w->carry->at,
		.period = period,
		.amount = amount < 0 ? -amount : amount,
		.from = amount < 0 ? STAGE_AVAILABLE : STAGE_SOURCE,
		.to = amount < 0 ? STAGE_SOURCE : STAGE_AVAILABLE,
		.reason = REASON_CARRY,
		.note = w->carry->note,
		.qty = NONE,
		.unit_price = NONE };
}

/* Budget of an account and month, by so much more (or, below 0, less). */
static int
post_budget(struct work *w, const struct account *a, int64_t period,
    const char *dimension, int64_t amount)
{
	struct budget_line l = line_of(w, a, period, amount);

	if (amount == 0)
		return 0;
	l.dimension = dimension;
	return budget_post(w->ops, w->entry, &l, 1);
}

/* From the last month of the old ones: those before may be closed. */
static int
post_both(struct work *w, const struct account *a, const char *dimension,
    int64_t amount)
{
	int err = post_budget(w, a, w->carry->from.last, dimension, -amount);

	return err != 0 ? err :
			  post_budget(w, a, w->carry->to, dimension, amount);
}

static int
too_large(const struct work *w)
{
	return fail(w->ops, OPS_DATA,
	    "amount: a sum of budgets is too large a number");
}

static int
wanted(const struct work *w, const struct account *a)
{
	return w->carry->under == NULL ||
	    account_within(a->name, w->carry->under);
}

/* ---- what is bound ---- */

SQL(sql_open,
    "SELECT o.account, o.period, o.stage, o.amount, d.name, m.name "
    "FROM budget_open o JOIN budget_name d ON d.id = o.document "
    "LEFT JOIN budget_name m ON m.id = o.dimension "
    "WHERE o.period BETWEEN $1 AND $2 AND o.amount > 0 "
    "ORDER BY o.account, o.period, o.document, o.dimension, o.stage");

static int
read_open(struct work *w)
{
	struct arena *mem = w->ops->mem;
	struct db_query q;
	int err = db_query(w->ops, &q, sql_open, V(w->carry->from.first),
	    V(w->carry->from.last));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct held *h = VEC_ADD(mem, &w->held);

		*h = (struct held){ db_int(&q, 0), db_int(&q, 1), db_int(&q, 3),
			db_int(&q, 2), NULL,
			arena_strdup(mem, db_text(&q, 4)) };
		if (db_text(&q, 5) != NULL)
			h->dimension = arena_strdup(mem, db_text(&q, 5));
		err = 0;
	}
	return err;
}

static int
post_caps(struct work *w, const struct numbers *in, const struct account *a,
    const struct budget_line *l)
{
	size_t i = (size_t)(l->period - in->months.first);
	const struct number_node *node = numbers_of(in, a);

	return node == NULL ? 0 : caps_move(w->ops, w->entry, node, i, NULL, l);
}

/* Freed in its month, its budget to the other month, and bound there. */
static int
carry_open(struct work *w, const struct held *h)
{
	const struct account *a;
	struct budget_line l;
	int err = account_by_id(w->ops, h->account, &a);

	if (err != 0 || !wanted(w, a))
		return err;
	l = line_of(w, a, h->period, h->amount);
	l.dimension = h->dimension;
	l.from = (enum stage)h->stage;
	l.to = STAGE_AVAILABLE;
	l.against = h->document;
	err = budget_post(w->ops, w->entry, &l, 1);
	if (err == 0)
		err = post_budget(w, a, w->carry->from.last, h->dimension,
		    -h->amount);
	l = line_of(w, a, w->carry->from.last, -h->amount);
	if (err == 0)
		err = post_caps(w, w->old, a, &l);
	if (err == 0)
		err = post_budget(w, a, w->carry->to, h->dimension, h->amount);
	l = line_of(w, a, w->carry->to, h->amount);
	if (err == 0)
		err = post_caps(w, w->new, a, &l);
	l.dimension = h->dimension;
	l.from = STAGE_AVAILABLE;
	l.to = (enum stage)h->stage;
	l.document = h->document;
	return err != 0 ? err : budget_post(w->ops, w->entry, &l, 1);
}

/* ---- what is left ---- */

SQL(sql_left,
    "SELECT t.period, t.available, m.name FROM budget_total t "
    "LEFT JOIN budget_name m ON m.id = t.dimension "
    "WHERE t.account = $1 AND t.period BETWEEN $2 AND $3 "
    "AND t.available <> 0 ORDER BY t.dimension, t.period");

/* An account with nothing below it: dimension by dimension. */
static int
carry_leaf(struct work *w, const struct account *a)
{
	VEC(struct held) left = { NULL, 0, 0 };
	const struct held *h;
	struct db_query q;
	int64_t sum = 0;
	int err = db_query(w->ops, &q, sql_left, V(a->id),
	    V(w->carry->from.first), V(w->carry->from.last));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct held *new = VEC_ADD(w->ops->mem, &left);

		*new = (struct held){ .account = a->id,
			.period = db_int(&q, 0),
			.amount = db_int(&q, 1) };
		if (db_text(&q, 2) != NULL)
			new->dimension =
			    arena_strdup(w->ops->mem, db_text(&q, 2));
		err = 0;
	}
	for (size_t i = 0; err == 0 && i < left.n; i++) {
		h = &left.v[i];
		if (add_i64(sum, h->amount, &sum) != 0)
			return too_large(w);
		if (i + 1 < left.n &&
		    text_eq(left.v[i + 1].dimension, h->dimension))
			continue;
		err = post_both(w, a, h->dimension, sum);
		sum = 0;
	}
	return err;
}

/* A cap: what all below it have left of it. */
static int
sum_left(struct work *w, const struct number_node *node, int64_t *out)
{
	struct five sum;
	int err = five_sum(w->ops, node->sum, 0, w->old->n_months, &sum);

	*out = sum.available;
	return err;
}

static int
carry_cap(struct work *w, const struct number_node *node)
{
	int64_t left;
	int err = sum_left(w, node, &left);

	return err != 0 ? err : post_both(w, node->account, NULL, left);
}

static int
has_budget(const struct work *w, const struct number_node *node)
{
	for (size_t i = 0; i < w->old->n_months; i++)
		if (node->caps[i])
			return 1;
	return 0;
}

static struct number_node *
then(const struct work *w, const struct number_node *node)
{
	return (struct number_node *)(uintptr_t)numbers_find(
	    w->new, node->name, node->unit);
}

/* Where nothing is planned yet, what was a cap is going to be one again. */
static void
begin_caps(struct work *w, const struct number_node *node)
{
	for (; node != NULL; node = node->next) {
		struct number_node *new = then(w, node);
		int planned = 0;

		for (size_t i = 0; i < w->new->n_months; i++)
			planned |= new->sum[i].budget != 0;
		for (size_t i = 0;
		     !planned && has_budget(w, node) && i < w->new->n_months;
		     i++)
			new->caps[i] = 1;
		begin_caps(w, node->below);
	}
}

/* The cap that ends leaves nothing where its parts alone are planned. */
static int
carry_node(struct work *w, const struct number_node *node)
{
	if (node->below == NULL)
		return carry_leaf(w, node->account);
	if (then(w, node)->caps[0])
		return carry_cap(w, node);
	note(w->ops, "'%s' has no budget of its own in the year it would be "
	    "carried to: what it leaves beside those below it stays",
	    node->name);
	return 0;
}

static int
carry_left(struct work *w, const struct number_node *node)
{
	int err = 0;

	for (; err == 0 && node != NULL; node = node->next) {
		if (node->account != NULL && wanted(w, node->account) &&
		    has_budget(w, node))
			err = carry_node(w, node);
		if (err == 0)
			err = carry_left(w, node->below);
	}
	return err;
}

/* With an account, the caps above it go with what it carries. */
static int
carry_caps_above(struct work *w)
{
	const struct number_node *node;
	const struct account *a;
	struct budget_line l;
	int64_t sum = 0;
	int err = account_by_name(w->ops, w->carry->under, &a);

	if (err != 0)
		return err;
	node = numbers_of(w->old, a);
	if (node == NULL)
		return 0;
	err = sum_left(w, node, &sum);
	l = line_of(w, a, w->carry->from.last, -sum);
	if (err == 0 && sum != 0)
		err = post_caps(w, w->old, a, &l);
	l = line_of(w, a, w->carry->to, sum);
	return err != 0 || sum == 0 ? err : post_caps(w, w->new, a, &l);
}

int
carry_post(struct ops *ops, struct entry *e, const struct carry *c)
{
	struct work w = { .ops = ops, .entry = e, .carry = c };
	struct numbers_wish old = {
		.months = c->from, .until = NONE, .known = NONE
	};
	struct numbers_wish new = old;
	int64_t before = e->lines;
	int err;

	new.months.first = fiscal_first(c->to, ops->book->fiscal_month);
	new.months.last = new.months.first + 11;
	err = numbers_load(ops, &old, &w.old);
	if (err == 0)
		err = numbers_load(ops, &new, &w.new);
	if (err == 0)
		begin_caps(&w, w.old->top);
	if (err == 0 && c->commitments)
		err = read_open(&w);
	for (size_t i = 0; err == 0 && i < w.held.n; i++)
		err = carry_open(&w, &w.held.v[i]);
	if (err == 0 && c->balance)
		err = carry_left(&w, w.old->top);
	if (err == 0 && c->balance && c->under != NULL)
		err = carry_caps_above(&w);
	if (err == 0 && e->lines == before)
		e->unchanged++;
	return err;
}
