/* The gate: is there money for this, and if not, why not. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/gate.h"
#include "budget/gateparts.h"
#include "conf/conf.h"
#include "io/value.h"
#include "ledger/book.h"

const char *const gate_code_words[] = { "ok", "threshold", "over", "no-budget",
	"closed", "on-hold", "out-of-dates", "authority", "unknown-account",
	"blank", NULL };
const char *const gate_result_words[] = { "ok", "warn", "no", NULL };

struct months
gate_months(struct ops *ops, int64_t first, int64_t last)
{
	int fiscal = ops->book->fiscal_month;

	return (struct months){ fiscal_first(first, fiscal),
		fiscal_first(last, fiscal) + 11 };
}

/* ---- one account ---- */

struct asking {
	struct ops *ops;
	const struct numbers *after;
	const struct gate_question *q;
	struct gate_answer *out;
	size_t year; /* of the months, where the fiscal year begins */
	size_t at;   /* and the month that is asked for */
	int decided; /* an answer stands */
	const char *part; /* a dimension; NULL: the whole */
};

/* The worst stands; among equals the first. */
static void
answer(struct asking *a, enum gate_result result, enum gate_code code,
    const char *account, const struct months *m, const struct five *f)
{
	if (a->decided && result <= a->out->result)
		return;
	a->decided = 1;
	a->out->result = result;
	a->out->code = result == GATE_OK ? GATE_FINE : code;
	a->out->account = account;
	a->out->dimension = a->part;
	a->out->months = *m;
	a->out->five = *f;
}

static enum gate_result
by_control(enum control control)
{
	return control == CONTROL_STOP ? GATE_NO :
	    control == CONTROL_WARN    ? GATE_WARN :
					 GATE_OK;
}

/* It may be over by the smaller of what is said. */
static int
allowance(struct asking *a, const struct account_policy *p, int64_t budget,
    int64_t *out)
{
	int64_t part;

	*out = p->tolerance == NONE ? 0 : p->tolerance;
	if (p->tolerance_percent == NONE)
		return 0;
	if (mul_div(budget, p->tolerance_percent, 100 * MILLION, &part) != 0)
		return fail(a->ops, OPS_DATA,
		    "tolerance_percent: too large a "
		    "number");
	if (p->tolerance == NONE || part < *out)
		*out = part;
	return 0;
}

/* Are so many percent used, or more? */
static int
past_threshold(const struct account_policy *p, const struct five *f)
{
	__extension__ typedef __int128 wide;

	return p->warn_at != NONE && f->budget > 0 &&
	    (wide)(f->budget - f->available) * 100 * MILLION >=
	    (wide)f->budget * p->warn_at;
}

/* The months [from, to) of the fiscal year that are controlled together. */
static int
window(struct asking *a, const struct number_node *node,
    const struct account_policy *p, size_t from, size_t to,
    const struct five *f)
{
	struct months m = { a->after->months.first + (int64_t)from,
		a->after->months.first + (int64_t)to - 1 };
	int64_t more;
	int err = allowance(a, p, f->budget, &more);

	if (err != 0)
		return err;
	if (f->available < -more)
		answer(a, by_control(p->control[a->q->stage]), GATE_OVER,
		    node->name, &m, f);
	else if (past_threshold(p, f))
		answer(a, GATE_WARN, GATE_THRESHOLD, node->name, &m, f);
	else
		answer(a, GATE_OK, GATE_FINE, node->name, &m, f);
	return 0;
}

/*
 * The year so far: an order of today must not take what later months have
 * bound already, so that all of them are looked at.
 */
static int
money(struct asking *a, const struct number_node *node,
    const struct account_policy *p)
{
	const size_t end = a->year + 12;
	size_t to = p->horizon == HORIZON_ANNUAL ? end : a->at + 1;
	struct five f;
	int err;

	if (p->horizon == HORIZON_MONTHLY)
		return window(a, node, p, a->at, to, &node->sum[a->at]);
	err = five_sum(a->ops, node->sum, a->year, to, &f);
	if (err == 0)
		err = window(a, node, p, a->year, to, &f);
	for (; err == 0 && to < end; to++) {
		err = five_add(a->ops, &f, &node->sum[to]);
		if (err == 0)
			err = window(a, node, p, a->year, to + 1, &f);
	}
	return err;
}

static int
has_budget(const struct asking *a, const struct number_node *node)
{
	for (size_t i = a->year; i < a->year + 12; i++)
		if (node->sum[i].budget != 0)
			return 1;
	return 0;
}

/* The account where it has a budget, and each one above that caps it. */
static int
all_money(struct asking *a, const struct account_policy *own)
{
	const struct account *account = a->q->account;
	const struct number_node *node = numbers_of(a->after, account),
				 *start = node;
	struct account_policy p;
	int some = 0, err = 0;

	if (node == NULL)
		BUG("an account without numbers: %s", account->name);
	while (own->subtree != NULL && start != NULL &&
	    strcmp(start->name, own->subtree->name) != 0)
		start = start->up;
	for (node = start == NULL ? node : start; err == 0 && node != NULL;
	     node = node->up) {
		int first = node == start;

		/* A subtree as a whole has what all below it have. */
		if (!node->caps[a->at] &&
		    !(first && own->subtree != NULL && has_budget(a, node)))
			continue;
		some = 1;
		err = account_policy(a->ops, node->name, &p);
		if (err == 0)
			err = money(a, node, &p);
	}
	if (err == 0 && !some && a->part == NULL) {
		struct months m = { a->q->period, a->q->period };

		node = numbers_of(a->after, account);
		answer(a, by_control(own->control[a->q->stage]), GATE_NO_BUDGET,
		    account->name, &m, &node->sum[a->at]);
	}
	return err;
}

/* What has nothing to do with money. */
static void
rules(struct asking *a, const struct account_policy *p)
{
	const struct gate_question *q = a->q;
	const struct number_node *node =
	    numbers_of(a->after, q->account);
	enum gate_result no = by_control(p->control[q->stage]);
	struct months m = { q->period, q->period };
	const struct five *f = &node->sum[a->at];

	if (p->closed != NONE && q->period <= p->closed)
		answer(a, GATE_NO, GATE_CLOSED, node->name, &m, f);
	else if (p->hold && no != GATE_OK)
		answer(a, no, GATE_ON_HOLD, node->name, &m, f);
	else if (no != GATE_OK &&
	    ((p->valid_from != NONE && q->day < p->valid_from) ||
		(p->valid_until != NONE && q->day > p->valid_until)))
		answer(a, no, GATE_OUT_OF_DATES, node->name, &m, f);
}

int
gate_ask(struct ops *ops, const struct numbers *after,
    const struct gate_question *q, struct gate_answer *out)
{
	struct asking a = { .ops = ops, .after = after, .q = q, .out = out };
	struct account_policy p;
	int64_t first = fiscal_first(q->period, ops->book->fiscal_month);
	int err = account_policy(ops, q->account->name, &p);

	*out = (struct gate_answer){ .account = q->account->name };
	a.year = (size_t)(first - after->months.first);
	a.at = (size_t)(q->period - after->months.first);
	if (err != 0)
		return err;
	rules(&a, &p);
	return all_money(&a, &p);
}

int
gate_ask_part(struct ops *ops, const struct numbers *after,
    const struct gate_question *q, const char *part, struct gate_answer *out)
{
	int64_t first = fiscal_first(q->period, ops->book->fiscal_month);
	struct asking a = { .ops = ops,
		.after = after,
		.q = q,
		.out = out,
		.year = (size_t)(first - after->months.first),
		.at = (size_t)(q->period - after->months.first),
		.decided = 1,
		.part = part };
	struct account_policy p;
	int err = account_policy(ops, q->account->name, &p);

	return err != 0 ? err : all_money(&a, &p);
}

const char *
gate_words(struct ops *ops, const struct gate_answer *a)
{
	const struct style style = { ops->book->decimals, ops->book->zone };
	char left[VALUE_MAX + 1], all[VALUE_MAX + 1], period[PERIOD_SIZE];
	size_t n = value_put(left, &style, TYPE_MONEY, a->five.available);
	size_t m = value_put(all, &style, TYPE_MONEY, a->five.budget);

	left[n] = all[m] = '\0';
	months_print(period, &a->months, ops->book->fiscal_month);
	switch (a->code) {
	case GATE_NO_BUDGET:
		return arena_printf(ops->mem,
		    "'%s' has no budget in %s "
		    "(no-budget)",
		    a->account, period);
	case GATE_CLOSED:
		return arena_printf(ops->mem, "'%s' is closed in %s (closed)",
		    a->account, period);
	case GATE_ON_HOLD:
		return arena_printf(
		    ops->mem, "'%s' is on hold (on-hold)", a->account);
	case GATE_OUT_OF_DATES:
		return arena_printf(ops->mem,
		    "'%s' is not valid on that day "
		    "(out-of-dates)",
		    a->account);
	default:
		return arena_printf(ops->mem,
		    "'%s'%s%s would have %s left of %s "
		    "in %s (%s)",
		    a->account, a->dimension == NULL ? "" : " of ",
		    a->dimension == NULL ? "" : a->dimension, left, all, period,
		    gate_code_words[a->code]);
	}
}

/* ---- what an entry takes ---- */

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
	touches v;     /* accounts as a whole */
	touches parts; /* and their dimensions */
};

struct touched *
gate_touched(struct arena *mem)
{
	struct touched *t = ARENA_NEW(mem, struct touched);

	t->mem = mem;
	return t;
}

/*
 * They come in the order of account and month, or are few; few dimensions
 * share both.
 */
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
	take(touch_of(t, &t->parts, &like), from, to, amount);
}

enum { WARNINGS = 20 };

struct judging {
	struct ops *ops;
	const struct numbers *after; /* NULL: what stands */
	const struct budget_line *extra; /* what is not posted yet */
	size_t n_extra;
	int64_t warnings;
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
	err = standing_of(
	    j->ops, standing_all(j->ops), q->account, &m, &now);
	*out = now;
	return err;
}

static int
tell(struct judging *j, const struct gate_answer *a)
{
	if (a->result == GATE_NO)
		return fail(j->ops, OPS_DENIED,
		    "account: %s: 'ops budget "
		    "check' tells the ways out",
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
	struct gate_question q = { .period = t->period,
		.stage = stage,
		.dimension = t->text };
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
	err = gate_ask_parts(j->ops, &w, &q, &a);
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
	int err = judge_all(j, &t->v, judge_stage);

	if (err == 0)
		err = judge_all(j, &t->parts, judge_parts);
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

static int
foresee_parts(struct ops *ops, const struct standing *s,
    const struct gate_question *q, const struct budget_line *line,
    struct gate_answer *out)
{
	struct numbers_wish w = standing_wish(s);
	struct budget_line *extra =
	    ARENA_ARRAY(ops->mem, struct budget_line, w.n_extra + 1);

	if (w.n_extra > 0)
		memcpy(extra, w.extra, w.n_extra * sizeof *extra);
	extra[w.n_extra++] = *line;
	w.extra = extra;
	w.under = q->account->name;
	w.months = gate_months(ops, q->period, q->period);
	return gate_ask_parts(ops, &w, q, out);
}

int
gate_foresee(struct ops *ops, struct standing *s, const struct gate_question *q,
    int64_t amount, struct gate_answer *out)
{
	const struct months m = { q->period, q->period };
	const struct budget_line line = { .account = q->account,
		.period = q->period,
		.from = STAGE_AVAILABLE,
		.to = (enum stage)(STAGE_PRE + (int)q->stage),
		.amount = amount,
		.dimension = q->dimension };
	struct numbers *after;
	int back, err = standing_of(ops, s, q->account, &m, &after);

	if (err == 0)
		err = standing_put(ops, s, &line, 0);
	if (err != 0)
		return err;
	err = gate_ask(ops, after, q, out);
	back = standing_put(ops, s, &line, 1);
	if (err != 0 || back != 0 || q->dimension == NULL)
		return err != 0 ? err : back;
	return foresee_parts(ops, s, q, &line, out);
}
