/* ops budget plan set: what accounts may spend, for the first time. */
#include <string.h>

#include "budget/rates.h"
#include "plan.h"

#define INPUT(how, member) AT_##how(struct plan_input, member)

const struct field plan_fields[] = {
	{ "account", 0, &kind_account, INPUT(ACCOUNT, account),
	    FIELD_REQUIRED | FIELD_ARG, "the account" },
	{ "period", 0, &kind_months, INPUT(TEXT, period),
	    FIELD_REQUIRED | FIELD_MELT_NAME,
	    "the months: 2026-11, 2026-Q4, 2026, FY2026" },
	{ "amount", 0, &kind_amount, INPUT(TEXT, amount),
	    FIELD_REQUIRED | FIELD_MELT_VALUE, "its budget in them" },
	{ "dimension", 0, &kind_dimension, INPUT(TEXT, dimension), 0,
	    "cost centre, project: name=value,..." },
	{ "weights", 0, &kind_text, INPUT(TEXT, weights), 0,
	    "spread by these instead of evenly, one a month: 3,1,2.5" },
	{ "like", 0, &kind_months, INPUT(TEXT, like), 0,
	    "spread as the account's actuals of these months" },
	{ "currency", 0, &kind_currency, INPUT(TEXT, currency), 0,
	    "of the amount (the book's)" },
	{ NULL },
};

int
plan_begin_call(struct call *c)
{
	struct planning *p = ARENA_NEW(c->ops->keep, struct planning);

	c->own = p;
	plan_begin(c->ops, (enum plan_kind)c->cmd->which, p);
	return 0;
}

static int
read_months(struct call *c, const char *text, struct months *m)
{
	struct period p;

	if (period_parse(text, strlen(text), &c->clock,
		c->ops->book->fiscal_month, &p) != NULL ||
	    months_of(&p, m) != NULL)
		BUG("a period that was read: %s", text);
	return 0;
}

/* A revision keeps the profile that the months have by now. */
static int
profile(struct call *c, const struct plan_input *in, const struct months *m,
    int64_t *shares, int *some)
{
	int err = 0;

	*some = 0;
	for (int64_t i = m->first; err == 0 && i <= m->last; i++) {
		int64_t *share = &shares[i - m->first];

		err = plan_amount(c->ops, in->account, i, in->dimension, share);
		if (*share == NONE)
			*share = 0;
		*some |= *share > 0;
	}
	return err;
}

static int
shares_of(struct call *c, const struct plan_input *in, const struct months *m,
    int64_t *shares, int *some)
{
	const struct planning *p = c->own;
	size_t n = (size_t)(m->last - m->first + 1);
	struct months like;

	*some = 1;
	if (in->weights != NULL && in->like != NULL)
		return fail(c->ops, OPS_DATA,
		    "weights: it does not go with like: expected one of them");
	if (in->weights != NULL)
		return plan_weights(c->ops, in->weights, n, shares);
	if (in->like != NULL) {
		read_months(c, in->like, &like);
		return plan_like(c->ops, in->account, &like, n, shares);
	}
	*some = 0;
	return p->kind == PLAN_REVISE ? profile(c, in, m, shares, some) : 0;
}

/* What is said in another currency is spread there, too. */
static int
spread(struct call *c, const struct plan_input *in, const int64_t *shares,
    size_t n, int64_t *part, struct foreign **said)
{
	struct ops *ops = c->ops;
	const char *currency;
	struct foreign all;
	int64_t amount, *original;
	int err = amount_read(ops, in->amount, in->currency, &amount,
	    &currency);

	*said = NULL;
	if (err != 0 || currency == NULL)
		return err != 0 ? err
				: plan_spread(ops, amount, shares, n, part);
	if (in->account->unit != NULL)
		return fail(ops, OPS_DATA, "currency: '%s' counts %s: "
		    "expected none", in->account->name, in->account->unit);
	err = amount_to_base(ops, currency, ops->now, amount, &amount, &all);
	if (err == 0)
		err = plan_spread(ops, amount, shares, n, part);
	original = ARENA_ARRAY(ops->mem, int64_t, n);
	if (err == 0)
		err = plan_spread(ops, all.original, shares, n, original);
	*said = ARENA_ARRAY(ops->mem, struct foreign, n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		(*said)[i] = all;
		(*said)[i].original = original[i];
	}
	return err;
}

int
plan_record(struct call *c, void *rec)
{
	const struct plan_input *in = rec;
	struct ops *ops = c->ops;
	struct months m;
	int64_t *shares, *part;
	struct foreign *said = NULL;
	size_t n;
	int some, err;

	read_months(c, in->period, &m);
	n = (size_t)(m.last - m.first + 1);
	if (n > 1200)
		return fail(ops, OPS_DATA,
		    "period: '%s' is longer than a hundred years", in->period);
	shares = ARENA_ARRAY(ops->mem, int64_t, n);
	part = ARENA_ARRAY(ops->mem, int64_t, n);
	err = shares_of(c, in, &m, shares, &some);
	if (err == 0)
		err = spread(c, in, some ? shares : NULL, n, part, &said);
	return err != 0 ? err :
			  plan_amounts(ops, c->entry, c->own, in->account,
			      in->dimension, m.first, part, said, n, ops->now);
}

static const struct example examples[] = {
	{ "give an account money for a year",
	    "ops budget plan set sales:fairs --period 2031 --amount 12000 "
	    "--dry-run",
	    "budget allocate allocation" },
	{ "by weights, one a month",
	    "ops budget plan set sales:fairs --period 2031-Q1 --amount 1000 "
	    "--weights 1,0,3 --dry-run",
	    "seasonal profile phasing spread" },
	{ NULL },
};

const struct cmd cmd_budget_plan_set = {
	.path = "budget plan set",
	.brief = "say what accounts may spend",
	.about = "An amount for more than one month is spread over them "
		 "evenly, by weights, or as the actuals of other months are "
		 "(--like 2025); the parts sum to it exactly, what is left "
		 "over goes to the largest remainders.\n\nA CSV file may be "
		 "a grid: columns called 2026-01, 2026-Q2 or 2026 instead of "
		 "period and amount; an empty cell plans nothing.\n\nEach "
		 "call makes a version: v1, v2 ... It counts at once, or, "
		 "where the setting budget.approval is required, when it is "
		 "approved. What is planned already is changed with revise.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = plan_fields,
	.which = PLAN_SET,
	.size = sizeof(struct plan_input),
	.columns = plan_list_columns,
	.posts = &ledger_budget_plan_line,
	.examples = examples,
	.begin = plan_begin_call,
	.record = plan_record,
};
