/* The numbers as they stand, kept while many questions are asked of them. */
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "budget/budget.h"
#include "budget/standing.h"
#include "ledger/book.h"

struct tree {
	struct arena *mem;	 /* of the numbers */
	struct numbers *numbers; /* NULL: not loaded */
	struct months months;	 /* of whole fiscal years */
};

struct standing {
	int64_t known;
	const struct budget_line *extra;
	size_t n_extra;
	struct map trees; /* by the name of the top: struct tree */
};

struct numbers_wish
standing_wish(const struct standing *s)
{
	return (struct numbers_wish){ .until = NONE,
		.known = s->known,
		.extra = s->extra,
		.n_extra = s->n_extra };
}

static void
unload(struct tree *t)
{
	arena_free(t->mem);
	t->mem = NULL;
	t->numbers = NULL;
}

static void
unload_all(struct standing *s)
{
	for (size_t i = 0; i < s->trees.n; i++)
		unload(s->trees.pair[i].value);
}

static void
drop(void *standing)
{
	unload_all(standing);
}

struct standing *
standing_new(struct ops *ops, int64_t known, const struct budget_line *extra,
    size_t n)
{
	struct standing *s = ARENA_NEW(ops->keep, struct standing);

	s->known = known;
	s->extra = extra;
	s->n_extra = n;
	s->trees.mem = ops->keep;
	arena_defer(ops->keep, drop, s);
	return s;
}

static int
load(struct ops *ops, struct standing *s, struct tree *t,
    const struct account *a, const struct months *months)
{
	const struct numbers_wish w = { .until = NONE,
		.known = s->known,
		.months = *months,
		.under = a->name,
		.extra = s->extra,
		.n_extra = s->n_extra };
	struct arena *mem = ops->mem;
	int err;

	unload(t);
	t->months = *months;
	ops->mem = t->mem = arena_new();
	err = numbers_load(ops, &w, &t->numbers);
	ops->mem = mem;
	if (err != 0)
		unload(t);
	return err;
}

static struct tree *
tree_of(struct standing *s, const struct account *a)
{
	return map_getn(&s->trees, a->name, strcspn(a->name, ":"));
}

int
standing_of(struct ops *ops, struct standing *s, const struct account *a,
    const struct months *wanted, struct numbers **out)
{
	int fiscal = ops->book->fiscal_month;
	struct months m = { fiscal_first(wanted->first, fiscal),
		fiscal_first(wanted->last, fiscal) + 11 };
	struct tree *t = tree_of(s, a);
	int err = 0;

	if (t == NULL) {
		t = ARENA_NEW(ops->keep, struct tree);
		*map_putn(&s->trees, a->name, strcspn(a->name, ":")) = t;
	}
	if (t->numbers != NULL) {
		m.first = m.first < t->months.first ? m.first : t->months.first;
		m.last = m.last > t->months.last ? m.last : t->months.last;
	}
	if (t->numbers == NULL || m.first != t->months.first ||
	    m.last != t->months.last)
		err = load(ops, s, t, a, &m);
	*out = t->numbers;
	return err;
}

static int
change(struct ops *ops, struct standing *s, const struct account *a,
    int64_t period, const int64_t of[STAGES])
{
	struct tree *t = tree_of(s, a);
	int err;

	if (t == NULL || t->numbers == NULL)
		return 0;
	err = numbers_change(ops, t->numbers, a, period, of);
	if (err != 0)
		unload(t);
	return err;
}

int
standing_put(struct ops *ops, struct standing *s, const struct budget_line *l,
    int back)
{
	int64_t of[STAGES] = { 0 };

	of[l->from] -= back ? -l->amount : l->amount;
	of[l->to] += back ? -l->amount : l->amount;
	return change(ops, s, l->account, l->period, of);
}

struct standing *
standing_all(struct ops *ops)
{
	struct budget *b = budget_of(ops);

	if (b->standing == NULL)
		b->standing = standing_new(ops, NONE, NULL, 0);
	return b->standing;
}

int
standing_follow(struct ops *ops, int64_t account, int64_t period,
    const int64_t of[STAGES])
{
	struct standing *s = budget_of(ops)->standing;
	const struct account *a;
	int err;

	if (s == NULL)
		return 0;
	err = account_by_id(ops, account, &a);
	if (err == 0 && of[STAGE_SOURCE] != 0)
		standing_forget(ops);
	else if (err == 0)
		err = change(ops, s, a, period, of);
	return err;
}

void
standing_forget(struct ops *ops)
{
	struct standing *s = budget_of(ops)->standing;

	if (s != NULL)
		unload_all(s);
}
