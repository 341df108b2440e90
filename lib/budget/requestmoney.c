/* What a request does to the money of its account. */
#include <string.h>

#include "base/vec.h"
#include "budget/dimension.h"
#include "budget/gate.h"
#include "budget/line.h"
#include "budget/month.h"
#include "budget/numbers.h"
#include "budget/requestown.h"
#include "ledger/book.h"

int
request_check(struct ops *ops, struct request *r)
{
	const struct account *a;
	const char *expected = NULL;
	int64_t month;
	int err = account_by_name(ops, r->account, &a);

	if (err != 0)
		return fail_at(ops, "account");
	if (r->period != NULL)
		expected = month_parse(r->period, strlen(r->period), &month);
	if (expected != NULL)
		return fail(ops, OPS_DATA, "period: '%s' is wrong: expected %s",
		    r->period, expected);
	if (r->foreign.currency != NULL && a->unit != NULL)
		return fail(ops, OPS_DATA, "currency: '%s' counts %s: "
		    "expected none", a->name, a->unit);
	if (r->dimension != NULL && dimension_read(ops, r->dimension,
	    &r->dimension) != 0)
		return fail_at(ops, "dimension");
	return 0;
}

static int
line_of(struct ops *ops, const struct request *r, int64_t at,
    struct budget_line *l)
{
	int err = account_by_name(ops, r->account, &l->account);

	l->at = at;
	l->dimension = r->dimension;
	l->vendor = r->vendor;
	l->item = r->item;
	l->qty = r->qty;
	l->unit_price = r->unit_price;
	l->note = r->reason;
	l->about = r->about;
	if (err == 0 && month_parse(r->period, strlen(r->period), &l->period)
	    != NULL)
		err = fail(ops, OPS_DATA, "period: '%s' is no month",
		    r->period);
	return err;
}

int
request_reserve(struct ops *ops, struct entry *e, const struct request *r,
    int64_t at, int override)
{
	struct budget_line l = { .from = STAGE_AVAILABLE, .to = STAGE_PRE,
		.reason = REASON_REQUEST, .amount = r->amount,
		.document = r->code, .foreign = r->foreign };
	int err = line_of(ops, r, at, &l);

	if (err == 0 && override)
		budget_override(e);
	return err != 0 ? err : budget_post(ops, e, &l, 1);
}

SQL(sql_open,
    "SELECT o.period, o.amount FROM budget_open o "
    "JOIN budget_name n ON n.id = o.document "
    "WHERE n.kind = 1 AND n.name = $1 AND o.stage = 2 AND o.amount > 0 "
    "ORDER BY o.account, o.period, o.dimension");

/* What it still holds; what was used of it is another's by now. */
int
request_release(struct ops *ops, struct entry *e, const struct request *r,
    int64_t at)
{
	VEC(struct budget_line) lines = { NULL, 0, 0 };
	struct budget_line l = { .from = STAGE_PRE, .to = STAGE_AVAILABLE,
		.reason = REASON_RELEASE, .against = r->code };
	struct db_query q;
	int err = line_of(ops, r, at, &l);

	if (err == 0)
		err = db_query(ops, &q, sql_open, V(r->code));
	while (err == 0 && (err = db_next(&q)) == 1) {
		l.period = db_int(&q, 0);
		l.amount = db_int(&q, 1);
		*VEC_ADD(ops->mem, &lines) = l;
		err = 0;
	}
	if (err != 0 || lines.n == 0)
		return err;
	return budget_post(ops, e, lines.v, lines.n);
}

/* The months that are controlled together with the request's. */
static void
months_together(struct ops *ops, enum horizon horizon, int64_t month,
    struct months *m)
{
	int64_t first = fiscal_first(month, ops->book->fiscal_month);

	m->first = horizon == HORIZON_MONTHLY ? month : first;
	m->last = horizon == HORIZON_ANNUAL ? first + 11 : month;
}

int
request_five(struct ops *ops, const struct request *r,
    struct request_numbers *out)
{
	struct numbers_wish wish = { .until = ops->now, .known = NONE,
		.under = r->account };
	const struct number_node *node;
	const struct account *a;
	struct account_policy policy;
	struct numbers *all;
	struct five five;
	char months[PERIOD_SIZE];
	int64_t month = NONE;
	int err = account_by_name(ops, r->account, &a);

	*out = (struct request_numbers){ .budget = NONE };
	month_parse(r->period, strlen(r->period), &month);
	if (err == 0)
		err = account_policy(ops, r->account, &policy);
	if (err != 0 || month == NONE)
		return err;
	months_together(ops, policy.horizon, month, &wish.months);
	months_print(months, &wish.months, ops->book->fiscal_month);
	err = numbers_load(ops, &wish, &all);
	if (err != 0 || (node = numbers_of(all, a)) == NULL)
		return err;
	err = five_sum(ops, node->sum, 0, all->n_months, &five);
	*out = (struct request_numbers){ five.budget, five.pre, five.committed,
		five.actual, five.available,
		arena_strdup(ops->keep, months) };
	return err;
}

/* What the gate would say, if it were approved now. */
int
request_foresee(struct ops *ops, const struct request *r, int *fits,
    const char **why)
{
	struct gate_question q = { .stage = GATE_REQUEST,
		.dimension = r->dimension };
	struct gate_answer answer;
	int second, err = account_by_name(ops, r->account, &q.account);

	*fits = 1;
	if (err != 0 || month_parse(r->period, strlen(r->period), &q.period)
	    != NULL)
		return err;
	zone_from_utc(ops->book->zone, ops->now, &q.day, &second);
	err = gate_foresee(ops, standing_all(ops), &q, r->amount, &answer);
	if (err != 0 || answer.result != GATE_NO)
		return err;
	*fits = 0;
	*why = gate_words(ops, &answer);
	return 0;
}
