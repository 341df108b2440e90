/* The gate: is there money for this, and if not, why not. */
#include <string.h>

#include "base/decimal.h"
#include "budget/gate.h"
#include "budget/gateparts.h"
#include "budget/month.h"
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
		    "tolerance_percent: too large a number");
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
	    ((wide)f->budget - f->available) * 100 * MILLION >=
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
		    "'%s' has no budget in %s (no-budget)", a->account, period);
	case GATE_CLOSED:
		return arena_printf(ops->mem, "'%s' is closed in %s (closed)",
		    a->account, period);
	case GATE_ON_HOLD:
		return arena_printf(ops->mem, "'%s' is on hold (on-hold)",
		    a->account);
	case GATE_OUT_OF_DATES:
		return arena_printf(ops->mem,
		    "'%s' is not valid on that day (out-of-dates)", a->account);
	default:
		return arena_printf(ops->mem,
		    "'%s'%s%s would have %s left of %s in %s (%s)", a->account,
		    a->dimension == NULL ? "" : " of ",
		    a->dimension == NULL ? "" : a->dimension, left, all, period,
		    gate_code_words[a->code]);
	}
}

/* ---- what is not posted ---- */

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
	return gate_ask_parts(ops, NULL, &w, q, out);
}

/* What is dated in the closed time of the book, or of a month in it. */
static int
closed_time(struct ops *ops, const struct gate_question *q,
    struct gate_answer *out)
{
	int64_t last, day;
	int second, err = book_closed(ops, &last);

	if (err != 0 || last == NONE)
		return err;
	zone_from_utc(ops->book->zone, last, &day, &second);
	if (q->day > day && month_end(q->period) > day)
		return 0;
	out->result = GATE_NO;
	out->code = GATE_CLOSED;
	out->account = q->account->name;
	out->dimension = NULL;
	out->months = (struct months){ q->period, q->period };
	return 0;
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
	if (err == 0)
		err = back;
	if (err == 0 && q->dimension != NULL)
		err = foresee_parts(ops, s, q, &line, out);
	return err != 0 ? err : closed_time(ops, q, out);
}
