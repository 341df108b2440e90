/* What if: rows as lists print them, and no write verb takes them. */
#include <string.h>

#include "base/str.h"
#include "budget/bind.h"
#include "budget/dimension.h"
#include "budget/month.h"
#include "budget/rates.h"
#include "plan.h"
#include "request.h"
#include "with.h"

/* A request, or an amount of the plan, that waits for its answer. */
static int
waits(const char *state)
{
	return state == NULL || strcmp(state, "asked") == 0 ||
	    strcmp(state, "draft") == 0;
}

struct request_row {
	struct bind_order o;
	int64_t needed_by;
	const char *state, *amount;
};

#define REQUEST(how, member) AT_##how(struct request_row, member)

static const struct field request_fields[] = {
	{ "request", 0, &kind_code, REQUEST(TEXT, o.document), FIELD_REQUIRED,
	    "its code" },
	{ "account", 0, &kind_account, REQUEST(ACCOUNT, o.account),
	    FIELD_REQUIRED, "of which account" },
	{ "amount", 0, &kind_amount, REQUEST(TEXT, amount), 0, "how much" },
	{ "reason", 0, &kind_text, REQUEST(TEXT, o.note), 0, "why" },
	{ "vendor", 0, &kind_code, REQUEST(TEXT, o.what.vendor), 0,
	    "who is paid" },
	{ "item", 0, &kind_code, REQUEST(TEXT, o.what.item), 0, "what for" },
	{ "qty", 0, &kind_qty, REQUEST(INT, o.qty), 0, "how many" },
	{ "unit_price", 0, &kind_price, REQUEST(INT, o.unit_price), 0,
	    "what one costs" },
	{ "needed_by", 0, &kind_day, REQUEST(INT, needed_by), 0,
	    "the day it is needed" },
	{ "period", 0, &kind_month, REQUEST(INT, o.period), 0, "the month" },
	{ "dimension", 0, &kind_dimension, REQUEST(TEXT, o.dimension), 0,
	    "cost centre, project" },
	{ "state", 0, &kind_code, REQUEST(TEXT, state), 0, "asked counts" },
	{ "currency", 0, &kind_currency, REQUEST(TEXT, o.currency), 0,
	    "of the amount" },
	{ NULL },
};

/* What it would reserve, if it were approved now. */
static int
record_request(struct call *c, void *rec)
{
	struct request_row *r = rec;
	struct rehearsal *all = rehearsal_of(c->entry);
	size_t first = all->lines.n;
	int err = 0;

	if (!waits(r->state))
		return 0;
	r->o.amount = NONE;
	if (r->amount != NULL)
		err = amount_read(c->ops, r->amount, r->o.currency,
		    &r->o.amount, &r->o.currency);
	else if (text_eq(r->o.currency, c->ops->book->currency))
		r->o.currency = NULL;
	if (err != 0)
		return err;
	r->o.at = c->ops->now;
	if (r->o.period == NONE && r->needed_by != NONE)
		r->o.period = month_of_day(r->needed_by);
	err = budget_bind(c->ops, c->entry, BIND_RESERVE, &r->o);
	for (size_t i = first; i < all->lines.n; i++)
		all->lines.v[i].reason = REASON_REQUEST;
	return err;
}

const struct cmd with_request = { .path = "budget request",
	.fields = request_fields,
	.size = sizeof(struct request_row),
	.columns = request_columns,
	.record = record_request };

/* An amount of a month, and what it is instead of. */
struct plan_row {
	const struct account *account;
	int64_t period, amount;
	const char *dimension, *state;
};

#define PLAN(how, member) AT_##how(struct plan_row, member)
#define PLAN_KEYS                                                              \
 { "account", 0, &kind_account, PLAN(ACCOUNT, account), FIELD_REQUIRED,        \
	 "the account" },                                                      \
     { "period", 0, &kind_month, PLAN(INT, period), FIELD_REQUIRED,            \
	     "the month" },                                                    \
 {                                                                             \
  "dimension", 0, &kind_text, PLAN(TEXT, dimension), 0, "cost centre, project" \
 }

static const struct field amount_fields[] = {
	PLAN_KEYS,
	{ "amount", 0, &kind_money, PLAN(INT, amount), FIELD_REQUIRED,
	    "its budget" },
	{ "state", 0, &kind_code, PLAN(TEXT, state), 0, "draft, asked count" },
	{ NULL },
};

static const struct field change_fields[] = {
	PLAN_KEYS,
	{ "change", 0, &kind_money, PLAN(INT, amount), FIELD_REQUIRED,
	    "what is added to its budget" },
	{ NULL },
};

/* A dry run of plan set says * for none. */
static int
read_dimension(struct call *c, struct plan_row *r)
{
	if (text_eq(r->dimension, "*"))
		r->dimension = NULL;
	if (r->dimension == NULL ||
	    dimension_read(c->ops, r->dimension, &r->dimension) == 0)
		return 0;
	return fail_at(c->ops, "dimension");
}

static int
record_amount(struct call *c, void *rec)
{
	struct plan_row *r = rec;
	struct planning p = { .kind = PLAN_REVISE };
	int err = read_dimension(c, r);

	if (err != 0 || !waits(r->state))
		return err;
	return plan_amounts(c->ops, c->entry, &p, r->account, r->dimension,
	    r->period, &r->amount, NULL, 1, c->ops->now);
}

static int
record_change(struct call *c, void *rec)
{
	struct plan_row *r = rec;
	int more = r->amount > 0;
	struct budget_line l = { .account = r->account,
		.at = c->ops->now,
		.period = r->period,
		.from = more ? STAGE_SOURCE : STAGE_AVAILABLE,
		.to = more ? STAGE_AVAILABLE : STAGE_SOURCE,
		.reason = REASON_AMENDMENT,
		.qty = NONE,
		.unit_price = NONE };
	int err = read_dimension(c, r);

	l.dimension = r->dimension;
	l.amount = more ? r->amount : -r->amount;
	return err != 0 || l.amount == 0 ? err :
					   budget_post(c->ops, c->entry, &l, 1);
}

static const struct column amount_columns[] = {
	{ "version", TYPE_CODE, 0, "of the plan" },
	{ "on_behalf_of", TYPE_CODE, 0, "who decided on it" },
	{ NULL },
};
static const struct column change_columns[] = {
	{ "from", TYPE_MONEY, 0, "by the earlier version" },
	{ "to", TYPE_MONEY, 0, "by the later one" },
	{ NULL },
};
const struct cmd with_amount = { .path = "budget plan revise",
	.fields = amount_fields,
	.size = sizeof(struct plan_row),
	.columns = amount_columns,
	.record = record_amount };
const struct cmd with_change = { .path = "budget plan revise",
	.fields = change_fields,
	.size = sizeof(struct plan_row),
	.columns = change_columns,
	.record = record_change };

/* A line as it is. */
struct line_row {
	struct budget_line l;
	const char *from, *to, *reason;
};

#define LINE(how, member) AT_##how(struct line_row, member)

static const struct kind kind_stage = { .name = "stage",
	.store = STORE_TEXT,
	.accepts = "source, available, pre, committed or actual",
	.words = stage_words };
static const struct kind kind_reason = { .name = "reason",
	.store = STORE_TEXT,
	.accepts = "original, commit, spend ...",
	.words = reason_words };

static const struct field line_fields[] = {
	{ "date", 0, &kind_time, LINE(INT, l.at), 0, "when it happened (now)" },
	{ "period", 0, &kind_month, LINE(INT, l.period), FIELD_REQUIRED,
	    "the month" },
	{ "account", 0, &kind_account, LINE(ACCOUNT, l.account), FIELD_REQUIRED,
	    "the account" },
	{ "dimension", 0, &kind_dimension, LINE(TEXT, l.dimension), 0,
	    "cost centre, project" },
	{ "from", 0, &kind_stage, LINE(TEXT, from), FIELD_REQUIRED,
	    "the stage it left" },
	{ "to", 0, &kind_stage, LINE(TEXT, to), FIELD_REQUIRED,
	    "the stage it came to" },
	{ "amount", 0, &kind_money, LINE(INT, l.amount), FIELD_REQUIRED,
	    "how much" },
	{ "reason", 0, &kind_reason, LINE(TEXT, reason), FIELD_REQUIRED,
	    "why" },
	{ "document", 0, &kind_code, LINE(TEXT, l.document), 0,
	    "what holds it now" },
	{ "against", 0, &kind_code, LINE(TEXT, l.against), 0, "what held it" },
	{ "vendor", 0, &kind_code, LINE(TEXT, l.vendor), 0, "who is paid" },
	{ "reference", 0, &kind_code, LINE(TEXT, l.reference), 0, "order" },
	{ "item", 0, &kind_code, LINE(TEXT, l.item), 0, "what for" },
	{ "qty", 0, &kind_qty, LINE(INT, l.qty), 0, "how many" },
	{ "unit_price", 0, &kind_price, LINE(INT, l.unit_price), 0,
	    "what one costs" },
	{ "note", 0, &kind_text, LINE(TEXT, l.note), 0, "why" },
	{ "about", 0, &kind_code, LINE(TEXT, l.about), 0,
	    "category, asset, site, kind" },
	{ NULL },
};

static int
word_at(const char *const *words, const char *text)
{
	int i = 0;

	while (words[i] != NULL && strcmp(words[i], text) != 0)
		i++;
	return i;
}

static int
record_line(struct call *c, void *rec)
{
	struct line_row *r = rec;

	r->l.from = (enum stage)word_at(stage_words, r->from);
	r->l.to = (enum stage)word_at(stage_words, r->to);
	r->l.reason = (enum reason)word_at(reason_words, r->reason);
	if (r->l.at == NONE)
		r->l.at = c->ops->now;
	return budget_post(c->ops, c->entry, &r->l, 1);
}

static const struct column line_columns[] = {
	{ "entry", TYPE_INT, 0, "the entry" },
	{ "available", TYPE_MONEY, 0, "what was left" },
	{ "currency", TYPE_CODE, 0, "in which it was said" },
	{ "original", TYPE_INT, 0, "the amount in it" },
	{ "original_currency", TYPE_CODE, 0, "the same" },
	{ "on_behalf_of", TYPE_CODE, 0, "who decided it" },
	{ "rate", TYPE_PRICE, 0, "units of it for one of the book's" },
	{ "rate_date", TYPE_DATE, 0, "the day from which that holds" },
	{ "on_behalf_of", TYPE_CODE, 0, "who decided it" },
	{ NULL },
};
const struct cmd with_line = { .path = "budget ledger",
	.fields = line_fields,
	.size = sizeof(struct line_row),
	.columns = line_columns,
	.record = record_line };
