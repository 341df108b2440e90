/* ops budget request: money is asked for, of an account. */
#include <string.h>

#include "about.h"
#include "ask.h"
#include "base/str.h"
#include "budget/kinds.h"
#include "budget/month.h"
#include "budget/rates.h"

struct request_input {
	struct request r;
	struct subject what;
	const char *amount; /* it may name its currency */
	struct texts quote;
};

#define INPUT(how, member) AT_##how(struct request_input, member)

/* Accounts stand in a request by their names. */
static int
parse_account(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	const struct account *a;
	int err = account_by_name(c->ops, text, &a);

	return err != 0 ? err : kind_parse_code(c, f, text, n, at);
}

static int
complete_account(struct call *c, const char *prefix)
{
	return kind_account.complete(c, prefix);
}

static const struct kind kind_account_code = { .name = "account",
	.store = STORE_TEXT,
	.accepts = "an account: ops:freight",
	.parse = parse_account,
	.complete = complete_account };

static int
parse_month(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	char month[MONTH_SIZE];
	int64_t m;
	int err = kind_month.parse(c, f, text, n, &m);

	if (err != 0)
		return err;
	return kind_parse_code(c, f, month, month_print(month, m), at);
}

static const struct kind kind_month_code = { .name = "month",
	.store = STORE_TEXT,
	.accepts = "a month: 2026-11",
	.parse = parse_month };

static const struct field fields[] = {
	{ "request", 0, &kind_code, INPUT(TEXT, r.code),
	    FIELD_REQUIRED | FIELD_NEW | FIELD_ARG, "its code, for ever" },
	{ "account", 0, &kind_account_code, INPUT(TEXT, r.account), 0,
	    "of which account (by budget.accounts)" },
	{ "amount", 0, &kind_amount, INPUT(TEXT, amount), 0,
	    "how much (missing: qty x unit_price)" },
	{ "reason", 0, &kind_text, INPUT(TEXT, r.reason), 0,
	    "why (missing: the message, -m)" },
	{ "vendor", 0, &kind_code, INPUT(TEXT, r.vendor), 0,
	    "who would be paid" },
	{ "item", 0, &kind_code, INPUT(TEXT, r.item), 0, "what for" },
	{ "qty", 0, &kind_qty, INPUT(INT, r.qty), 0, "how many" },
	{ "unit_price", 0, &kind_price, INPUT(INT, r.unit_price), 0,
	    "what one costs" },
	{ "needed_by", 0, &kind_day, INPUT(INT, r.needed_by), 0,
	    "the day it is needed" },
	{ "requester", 0, &kind_text, INPUT(TEXT, r.requester), 0,
	    "who asks (you)" },
	{ "period", 0, &kind_month_code, INPUT(TEXT, r.period), 0,
	    "the month whose money it is (that of needed_by, or this one)" },
	{ "dimension", 0, &kind_code, INPUT(TEXT, r.dimension), 0,
	    "cost_centre=K1,project=P2: of budget.dimensions" },
	FIELDS_ABOUT(struct request_input, what),
	{ "currency", 0, &kind_currency, INPUT(TEXT, r.foreign.currency), 0,
	    "of amount and unit_price (the book's)" },
	{ "quote", 0, &kind_texts, INPUT(TEXTS, quote), FIELD_OPTION,
	    "with -F mime: a file that goes with it (repeatable)" },
	{ NULL },
};

/* Who asks is told at once what an approval would meet. */
static int
foresee(struct call *c, const struct request *r)
{
	const char *why = NULL;
	int fits, err = request_foresee(c->ops, r, &fits, &why);

	if (err == 0 && !fits)
		note(c->ops, "the gate would refuse '%s' by now: %s", r->code,
		    why);
	return err;
}

static int
read_amount(struct call *c, struct request_input *in)
{
	const char **currency = &in->r.foreign.currency;

	in->r.amount = NONE;
	if (in->amount != NULL)
		return amount_read(c->ops, in->amount, *currency, &in->r.amount,
		    currency);
	if (text_eq(*currency, c->ops->book->currency))
		*currency = NULL;
	return 0;
}

/* What it is about; its account, where none is said. */
static int
find_account(struct call *c, struct request_input *in)
{
	struct request *r = &in->r;
	const struct account *account;
	const char *dimension = NULL;
	int err;

	in->what.item = r->item;
	in->what.vendor = r->vendor;
	if (r->account != NULL) {
		r->about = subject_about(c->ops, &in->what);
		return 0;
	}
	if (!account_rules_any(c->ops))
		return fail(c->ops, c->source == NULL ? OPS_USAGE : OPS_DATA,
		    "account: is missing (blank)");
	err = about_item(c, &in->what);
	if (err == 0)
		err = account_by_rule(c->ops, &in->what, &account, &dimension);
	if (err != 0)
		return err;
	r->account = account->name;
	r->about = subject_about(c->ops, &in->what);
	if (r->dimension == NULL)
		r->dimension = dimension;
	return 0;
}

static int
record(struct call *c, void *rec)
{
	struct request_input *in = rec;
	int err;

	if (in->r.reason == NULL)
		in->r.reason = c->opt.message;
	if (text_is_blank(in->r.reason))
		return fail(c->ops, c->source == NULL ? OPS_USAGE : OPS_DATA,
		    "reason: is missing: expected --reason or -m");
	in->r.date = c->ops->now;
	err = read_amount(c, in);
	if (err == 0)
		err = find_account(c, in);
	if (err == 0)
		err = request_post(c->ops, c->entry, &in->r);
	if (err == 0)
		err = foresee(c, &in->r);
	if (err != 0 || !c->own_format)
		return err;
	err = ask(c, &in->r, NULL, 0);
	return err == 0 ? 0 : fail_at(c->ops, "-F mime");
}

static int
print(struct call *c, int64_t entry)
{
	(void)entry;
	return c->own_format ? ask_mail(c) : 1;
}

static const struct example examples[] = {
	{ "ask for money",
	    "ops budget request BR-9 --account ops:logistics:freight "
	    "--amount 480 --vendor ECHO -m 'pallets for the fair' "
	    "--dry-run",
	    "requisition purchase requirement approval" },
	{ NULL },
};

const struct cmd cmd_budget_request = {
	.path = "budget request",
	.brief = "ask for money of an account",
	.about = "A request waits for approval (ops budget approve); only "
		 "then is money reserved for it. Who may approve it is asked "
		 "by mail where an account with the role mailer runs 'ops "
		 "budget request ask'. A form that enters requests of others "
		 "(--requester) under that account has the messages at once, "
		 "with -F mime; with --dry-run anybody sees how they would "
		 "look.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct request_input),
	.columns = request_columns,
	.posts = &ledger_request,
	.examples = examples,
	.record = record,
	.open = ask_open,
	.own_formats = (const char *const[]){ "mime", NULL },
	.print = print,
};
