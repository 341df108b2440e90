/* The five numbers of accounts and months: loaded, summed up the tree. */
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/budget.h"
#include "budget/dimension.h"
#include "budget/line.h"
#include "budget/numbers.h"
#include "budget/totals.h"
#include "ledger/book.h"

int
five_zero(const struct five *f)
{
	return f->budget == 0 && f->pre == 0 && f->committed == 0 &&
	    f->actual == 0 && f->available == 0;
}

int
five_add(struct ops *ops, struct five *f, const struct five *more)
{
	if (add_i64(f->budget, more->budget, &f->budget) == 0 &&
	    add_i64(f->pre, more->pre, &f->pre) == 0 &&
	    add_i64(f->committed, more->committed, &f->committed) == 0 &&
	    add_i64(f->actual, more->actual, &f->actual) == 0 &&
	    add_i64(f->available, more->available, &f->available) == 0)
		return 0;
	return fail(ops, OPS_DATA,
	    "amount: a sum of budgets is too large a number");
}

int
five_sum(struct ops *ops, const struct five *of, size_t from, size_t to,
    struct five *out)
{
	int err = 0;

	*out = (struct five){ 0 };
	for (size_t i = from; err == 0 && i < to; i++)
		err = five_add(ops, out, &of[i]);
	return err;
}

/* ---- the tree ---- */

/* While it is loaded: whole fiscal years, since a cap holds for one. */
struct loading {
	struct ops *ops;
	const struct numbers_wish *wish;
	const char *root; /* of the tree that is wanted, NULL: of all */
	struct months wide;
	size_t n;
	struct number_node **of; /* by account id */
	size_t ids;
	struct number_node *top, **last;
	struct map dimensions; /* by id: does it match? */
};

static struct number_node *
new_node(struct loading *l, const char *name, const char *unit, int depth)
{
	struct arena *m = l->ops->mem;
	struct number_node *node = ARENA_NEW(m, struct number_node);

	node->name = name;
	node->unit = unit;
	node->depth = depth;
	node->own = ARENA_ARRAY(m, struct five, l->n);
	node->sum = ARENA_ARRAY(m, struct five, l->n);
	node->caps = ARENA_ARRAY(m, int, l->n);
	return node;
}

/* Accounts come in order, so that the last child is the one at hand. */
static struct number_node *
child(struct loading *l, struct number_node *up, const char *name, size_t n,
    const char *unit)
{
	struct number_node *last = up->last, *node;

	if (last != NULL && strlen(last->name) == n &&
	    memcmp(last->name, name, n) == 0)
		return last;
	node = new_node(l, arena_strndup(l->ops->mem, name, n), unit,
	    up->depth + 1);
	node->up = up->depth == 0 ? NULL : up;
	if (last == NULL)
		up->below = node;
	else
		last->next = node;
	up->last = node;
	return node;
}

static void
add_account(struct loading *l, struct number_node *above,
    const struct account *a)
{
	struct number_node *node = above;
	const char *end = a->name;

	do {
		end += strcspn(end, ":");
		node = child(l, node, a->name, (size_t)(end - a->name),
		    a->unit);
	} while (*end++ == ':');
	node->account = a;
	l->of[a->id] = node;
}

/* Money first, then each unit by itself, in the order of first use. */
static int
build(struct loading *l)
{
	const struct account *const *all;
	size_t n, done = 0;
	int err = accounts_all(l->ops, &all, &n), *taken;

	if (err != 0)
		return err;
	for (size_t i = 0; i < n; i++)
		if ((size_t)all[i]->id >= l->ids)
			l->ids = (size_t)all[i]->id + 1;
	l->of = ARENA_ARRAY(l->ops->mem, struct number_node *, l->ids + 1);
	taken = ARENA_ARRAY(l->ops->mem, int, n + 1);
	for (size_t pass = 0; done < n; pass++) {
		struct number_node above = { .depth = 0 };
		const char *unit = NULL;
		int some = pass == 0;

		for (size_t i = 0; !some && i < n; i++)
			if (!taken[i]) {
				unit = all[i]->unit;
				some = 1;
			}
		for (size_t i = 0; i < n; i++) {
			if (taken[i] || !text_eq(all[i]->unit, unit))
				continue;
			taken[i] = 1;
			done++;
			if (l->root == NULL ||
			    account_within(all[i]->name, l->root))
				add_account(l, &above, all[i]);
		}
		*l->last = above.below;
		while (*l->last != NULL)
			l->last = &(*l->last)->next;
	}
	return 0;
}

/* ---- what was moved ---- */

/* Does a line with this dimension match all that is asked? */
static int
text_matches(const struct loading *l, const char *text)
{
	const struct numbers_wish *w = l->wish;

	for (size_t i = 0; i < w->dimensions; i++)
		if (!dimension_has(text, w->dimension[i]))
			return 0;
	return 1;
}

static int
matches(struct loading *l, int64_t dimension, int *yes)
{
	static char no, is;
	const char *text = NULL;
	void **known;
	int err = 0;

	*yes = 1;
	if (l->wish->dimensions == 0)
		return 0;
	l->dimensions.mem = l->ops->mem;
	known = map_putn(&l->dimensions, (const char *)&dimension,
	    sizeof dimension);
	if (*known == NULL) {
		err = dimension_by_id(l->ops, dimension, &text);
		*known = err == 0 && text_matches(l, text) ? &is : &no;
	}
	*yes = *known == &is;
	return err;
}

static int
add_to(struct loading *l, int64_t account, int64_t period, enum stage stage,
    int64_t amount)
{
	struct number_node *node = l->of[account];
	struct five *f;
	int64_t *at[STAGES];

	if (node == NULL || stage == STAGE_SOURCE)
		return 0;
	f = &node->own[period - l->wide.first];
	at[STAGE_AVAILABLE] = &f->available;
	at[STAGE_PRE] = &f->pre;
	at[STAGE_COMMITTED] = &f->committed;
	at[STAGE_ACTUAL] = &f->actual;
	if (add_i64(*at[stage], amount, at[stage]) == 0 &&
	    add_i64(f->budget, amount, &f->budget) == 0)
		return 0;
	return fail(l->ops, OPS_DATA,
	    "amount: a sum of budgets is too large a number");
}

/* Few accounts are read one after the other. */
enum { FEW = 64 };

static size_t
wanted(const struct loading *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->ids; i++)
		n += l->of[i] != NULL;
	return n;
}

static int
take_part(void *data, const struct totals_part *p)
{
	struct loading *l = data;
	int yes, err;

	if ((size_t)p->account >= l->ids)
		return 0;
	err = matches(l, p->dimension, &yes);
	for (int i = STAGE_AVAILABLE; err == 0 && yes && i < STAGES; i++)
		err = add_to(l, p->account, p->period, (enum stage)i, p->of[i]);
	return err;
}

static int
load_totals(struct loading *l)
{
	struct totals_wish w = { l->wide.first, l->wide.last, l->wish->until,
		l->wish->known, NONE };
	int err = 0;

	if (wanted(l) > FEW)
		return totals(l->ops, &w, take_part, l);
	for (size_t i = 0; err == 0 && i < l->ids; i++) {
		if (l->of[i] == NULL)
			continue;
		w.account = (int64_t)i;
		err = totals(l->ops, &w, take_part, l);
	}
	return err;
}

/* What is not posted, as if it were. */
static int
add_extra(struct loading *l)
{
	const struct budget_line *x = l->wish->extra;
	int err = 0;

	for (size_t i = 0; err == 0 && i < l->wish->n_extra; i++, x++) {
		if (x->period < l->wide.first || x->period > l->wide.last ||
		    !text_matches(l, x->dimension))
			continue;
		err = add_to(l, x->account->id, x->period, x->from, -x->amount);
		if (err == 0)
			err = add_to(l, x->account->id, x->period, x->to,
			    x->amount);
	}
	return err;
}

/* ---- up the tree ---- */

/* A budget anywhere in a fiscal year makes it the cap of all that year. */
static void
find_caps(struct number_node *node, size_t n)
{
	for (size_t year = 0; year < n; year += 12) {
		int own = 0;

		for (size_t i = year; i < year + 12 && i < n; i++)
			own |= node->own[i].budget != 0;
		for (size_t i = year; i < year + 12 && i < n; i++)
			node->caps[i] = own;
	}
}

static int
sum_up(struct loading *l, struct number_node *node)
{
	int err = 0;

	find_caps(node, l->n);
	memcpy(node->sum, node->own, l->n * sizeof *node->sum);
	for (struct number_node *c = node->below; err == 0 && c != NULL;
	     c = c->next) {
		err = sum_up(l, c);
		for (size_t i = 0; err == 0 && i < l->n; i++) {
			int64_t cap = node->sum[i].budget;

			err = five_add(l->ops, &node->sum[i], &c->sum[i]);
			if (node->caps[i])
				node->sum[i].budget = cap;
		}
	}
	for (size_t i = 0; err == 0 && i < l->n; i++) {
		struct five *f = &node->sum[i];

		if (sub_i64(f->budget, f->pre, &f->available) != 0 ||
		    sub_i64(f->available, f->committed, &f->available) != 0 ||
		    sub_i64(f->available, f->actual, &f->available) != 0)
			err = fail(l->ops, OPS_DATA,
			    "amount: a sum of budgets is too large a number");
	}
	return err;
}

/* From whole fiscal years to the months that were asked for. */
static void
narrow(struct number_node *node, size_t skip)
{
	for (; node != NULL; node = node->next) {
		node->own += skip;
		node->sum += skip;
		node->caps += skip;
		narrow(node->below, skip);
	}
}

int
numbers_load(struct ops *ops, const struct numbers_wish *w,
    struct numbers **out)
{
	int fiscal = ops->book->fiscal_month;
	struct loading l = { .ops = ops, .wish = w };
	struct numbers *got = ARENA_NEW(ops->mem, struct numbers);
	int err;

	l.last = &l.top;
	if (w->under != NULL)
		l.root =
		    arena_strndup(ops->mem, w->under, strcspn(w->under, ":"));
	l.wide.first = fiscal_first(w->months.first, fiscal);
	l.wide.last = fiscal_first(w->months.last, fiscal) + 11;
	l.n = (size_t)(l.wide.last - l.wide.first + 1);
	err = build(&l);
	if (err == 0)
		err = load_totals(&l);
	if (err == 0)
		err = add_extra(&l);
	for (struct number_node *t = l.top; err == 0 && t != NULL; t = t->next)
		err = sum_up(&l, t);
	if (err != 0)
		return err;
	narrow(l.top, (size_t)(w->months.first - l.wide.first));
	got->months = w->months;
	got->n_months = (size_t)(w->months.last - w->months.first + 1);
	got->top = l.top;
	got->under = w->under;
	got->of = l.of;
	got->ids = l.ids;
	*out = got;
	return 0;
}

int
numbers_change(struct ops *ops, struct numbers *all, const struct account *a,
    int64_t period, const int64_t of[STAGES])
{
	const struct five more = { 0, of[STAGE_PRE], of[STAGE_COMMITTED],
		of[STAGE_ACTUAL], of[STAGE_AVAILABLE] };
	struct number_node *node =
	    (size_t)a->id < all->ids ? all->of[a->id] : NULL;
	size_t i = (size_t)(period - all->months.first);
	int err;

	if (of[STAGE_SOURCE] != 0)
		BUG("a budget changes under what stands");
	if (node == NULL || period < all->months.first ||
	    period > all->months.last)
		return 0;
	err = five_add(ops, &node->own[i], &more);
	for (; err == 0 && node != NULL; node = node->up)
		err = five_add(ops, &node->sum[i], &more);
	return err;
}

const struct number_node *
numbers_of(const struct numbers *all, const struct account *a)
{
	return (size_t)a->id < all->ids ? all->of[a->id] : NULL;
}

const struct number_node *
numbers_find(const struct numbers *all, const char *name, const char *unit)
{
	const struct number_node *node = all->top;

	while (node != NULL) {
		if (text_eq(node->unit, unit) && strcmp(node->name, name) == 0)
			return node;
		node = text_eq(node->unit, unit) &&
			account_within(name, node->name) ? node->below
		    : node->next;
	}
	return NULL;
}
