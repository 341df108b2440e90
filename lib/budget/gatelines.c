/* The gate before lines: what an entry takes as a whole, and does it stand. */
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/budget.h"
#include "budget/gateparts.h"
#include "ledger/book.h"

struct touch {
	int64_t account, period, at;
	int64_t net; /* taken from what is available, less given to it */
	int taken[GATE_STAGES];
	int64_t dimension; /* of a part; 0: the whole, or ... */
	const char *text;  /* ... what has no number yet; else NULL */
};

typedef VEC(struct touch) touches;

struct touched {
	struct arena *mem;
	touches v;	  /* accounts as a whole */
	touches parts;	  /* and their dimensions */
	struct map known; /* the number of a part, by what it is of */
};

struct touched *
gate_touched(struct arena *mem)
{
	struct touched *t = ARENA_NEW(mem, struct touched);

	t->mem = t->known.mem = mem;
	return t;
}

/* They come in the order of account and month, or are few. */
static struct touch *
touch_of(struct touched *t, touches *v, const struct touch *like)
{
	struct touch *p;

	for (size_t i = v->n; i > 0; i--) {
		p = &v->v[i - 1];
		if (p->account != like->account || p->period != like->period)
			break;
		if (p->dimension == like->dimension &&
		    text_eq(p->text, like->text))
			return p;
	}
	p = VEC_ADD(t->mem, v);
	*p = *like;
	return p;
}

/* Many dimensions may share an account and a month. */
static struct touch *
part_of(struct touched *t, const struct touch *like)
{
	const int64_t key[3] = { like->account, like->period,
		like->dimension };
	void **at;

	if (like->text != NULL)
		return touch_of(t, &t->parts, like);
	at = map_putn(&t->known, (const char *)key, sizeof key);
	if (*at == NULL) {
		*VEC_ADD(t->mem, &t->parts) = *like;
		*at = (void *)(uintptr_t)t->parts.n;
	}
	return &t->parts.v[(uintptr_t)*at - 1];
}

static void
take(struct touch *p, enum stage from, enum stage to, int64_t amount)
{
	/* Sums that do not fit are refused where totals are kept. */
	if (from == STAGE_AVAILABLE) {
		(void)add_i64(p->net, amount, &p->net);
		if (to >= STAGE_PRE)
			p->taken[to - STAGE_PRE] = 1;
	} else
		(void)sub_i64(p->net, amount, &p->net);
}

void
gate_touch(struct touched *t, int64_t account, int64_t period, int64_t at,
    enum stage from, enum stage to, int64_t amount, int64_t dimension,
    const char *text)
{
	struct touch like = { .account = account, .period = period, .at = at };

	if (from != STAGE_AVAILABLE && to != STAGE_AVAILABLE)
		return;
	take(touch_of(t, &t->v, &like), from, to, amount);
	if (dimension == 0 && text == NULL)
		return;
	like.dimension = dimension;
	like.text = text;
	take(part_of(t, &like), from, to, amount);
}

enum { WARNINGS = 20, MANY = 50 };

struct judging {
	struct ops *ops;
	const struct numbers *after;	 /* NULL: what stands */
	const struct budget_line *extra; /* what is not posted yet */
	size_t n_extra;
	int64_t warnings;
	struct parts_asker *asker;
};

/* The numbers with the entry in them. */
static int
numbers_after(struct judging *j, const struct gate_question *q,
    const struct numbers **out)
{
	const struct months m = { q->period, q->period };
	struct numbers *now;
	int err;

	*out = j->after;
	if (j->after != NULL)
		return 0;
	err = standing_of(j->ops, standing_all(j->ops), q->account, &m, &now);
	*out = now;
	return err;
}

static int
tell(struct judging *j, const struct gate_answer *a)
{
	if (a->result == GATE_NO)
		return fail(j->ops, OPS_DENIED,
		    "account: %s: 'ops budget check' tells the ways out",
		    gate_words(j->ops, a));
	if (a->result == GATE_WARN && ++j->warnings <= WARNINGS)
		note(j->ops, "account: %s", gate_words(j->ops, a));
	return 0;
}

static int
judge_stage(struct judging *j, const struct touch *t, enum gate_stage stage)
{
	struct gate_question q = { .period = t->period, .stage = stage };
	const struct numbers *after;
	struct gate_answer a;
	int second, err = account_by_id(j->ops, t->account, &q.account);

	zone_from_utc(j->ops->book->zone, t->at, &q.day, &second);
	if (err == 0)
		err = numbers_after(j, &q, &after);
	if (err == 0)
		err = gate_ask(j->ops, after, &q, &a);
	return err != 0 ? err : tell(j, &a);
}

/* The same of the parts of a dimension. */
static int
judge_parts(struct judging *j, const struct touch *t, enum gate_stage stage)
{
	struct gate_question q = {
		.period = t->period, .stage = stage, .dimension = t->text
	};
	struct numbers_wish w = { .until = NONE,
		.known = NONE,
		.months = gate_months(j->ops, t->period, t->period),
		.extra = j->extra,
		.n_extra = j->n_extra };
	struct gate_answer a = { .result = GATE_OK };
	int second, err = account_by_id(j->ops, t->account, &q.account);

	zone_from_utc(j->ops->book->zone, t->at, &q.day, &second);
	if (err == 0 && q.dimension == NULL)
		err = dimension_by_id(j->ops, t->dimension, &q.dimension);
	if (err != 0)
		return err;
	w.under = q.account->name;
	err = gate_ask_parts(j->ops, j->asker, &w, &q, &a);
	return err != 0 ? err : tell(j, &a);
}

/* Credits are never in the way. */
static int
judge_all(struct judging *j, const touches *v,
    int (*one)(struct judging *, const struct touch *, enum gate_stage))
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < v->n; i++) {
		struct arena_mark mark = arena_mark(j->ops->mem);

		for (int s = 0; err == 0 && s < GATE_STAGES; s++)
			if (v->v[i].taken[s] && v->v[i].net > 0)
				err = one(j, &v->v[i], (enum gate_stage)s);
		arena_back(j->ops->mem, mark);
	}
	return err;
}

static int
judge(struct judging *j, const struct touched *t)
{
	int err = judge_all(j, &t->v, judge_stage), some = t->parts.n > 0;
	struct arena *mem;

	if (err == 0 && t->parts.n > MANY)
		err = parts_any(j->ops, &some);
	if (err == 0 && some) {
		mem = arena_new();
		j->asker = parts_asker_new(mem);
		err = judge_all(j, &t->parts, judge_parts);
		arena_free(mem);
	}
	if (err == 0 && j->warnings > WARNINGS)
		note(j->ops, "account: ... and %lld more",
		    (long long)(j->warnings - WARNINGS));
	return err;
}

/* The wish that covers all; its account only where it is one. */
static int
wish_of(struct ops *ops, const struct touched *t, struct numbers_wish *w)
{
	const struct touch *p = t->v.v;
	int64_t first = p->period, last = first;
	const struct account *account;
	int one = 1, err;

	for (size_t i = 1; i < t->v.n; i++) {
		one &= p[i].account == p[0].account;
		first = p[i].period < first ? p[i].period : first;
		last = p[i].period > last ? p[i].period : last;
	}
	*w = (struct numbers_wish){ .until = NONE,
		.known = NONE,
		.months = gate_months(ops, first, last) };
	if (!one)
		return 0;
	err = account_by_id(ops, p->account, &account);
	w->under = err == 0 ? account->name : NULL;
	return err;
}

static int
has_taken(const touches *v)
{
	for (size_t i = 0; i < v->n; i++)
		for (int s = 0; s < GATE_STAGES; s++)
			if (v->v[i].taken[s] && v->v[i].net > 0)
				return 1;
	return 0;
}

int
gate_result(struct ops *ops, const struct touched *t)
{
	struct judging j = { .ops = ops };
	struct arena_mark mark = arena_mark(ops->mem);
	struct numbers_wish w;
	struct numbers *after = NULL;
	int err;

	if (!has_taken(&t->v) && !has_taken(&t->parts))
		return 0;
	err = wish_of(ops, t, &w);
	if (err == 0)
		err = numbers_load(ops, &w, &after);
	j.after = after;
	if (err == 0)
		err = judge(&j, t);
	arena_back(ops->mem, mark);
	return err;
}

/* Do they leave all budgets as they are? */
static int
keeps_budgets(const struct budget_line *l, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (l[i].from == STAGE_SOURCE || l[i].to == STAGE_SOURCE)
			return 0;
	return 1;
}

/* All that is asked of is loaded before anything is put in. */
static int
judge_standing(struct judging *j, const struct touched *t,
    const struct budget_line *l, size_t n)
{
	struct ops *ops = j->ops;
	struct standing *s = standing_all(ops);
	struct numbers *unused;
	size_t put = 0;
	int err = 0;

	for (size_t i = 0; err == 0 && i < n; i++) {
		const struct months m = { l[i].period, l[i].period };

		err = standing_of(ops, s, l[i].account, &m, &unused);
	}
	for (; err == 0 && put < n; put++)
		err = standing_put(ops, s, &l[put], 0);
	if (err == 0)
		err = judge(j, t);
	while (put > 0)
		if (standing_put(ops, s, &l[--put], 1) != 0)
			standing_forget(ops);
	return err;
}

int
gate_lines(struct ops *ops, const struct budget_line *l, size_t n)
{
	struct touched *t = gate_touched(ops->mem);
	struct judging j = { .ops = ops, .extra = l, .n_extra = n };
	struct numbers_wish w;
	struct numbers *after = NULL;
	int err;

	for (size_t i = 0; i < n; i++)
		gate_touch(t, l[i].account->id, l[i].period, l[i].at, l[i].from,
		    l[i].to, l[i].amount, 0, l[i].dimension);
	if (!has_taken(&t->v) && !has_taken(&t->parts))
		return 0;
	if (keeps_budgets(l, n))
		return judge_standing(&j, t, l, n);
	err = wish_of(ops, t, &w);
	w.extra = l;
	w.n_extra = n;
	if (err == 0)
		err = numbers_load(ops, &w, &after);
	j.after = after;
	return err != 0 ? err : judge(&j, t);
}
