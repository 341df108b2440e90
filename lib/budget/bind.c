/* Money asked for, ordered, spent and let go: each uses up the one before. */
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/binding.h"
#include "budget/budget.h"
#include "budget/month.h"
#include "budget/rates.h"
#include "budget/request.h"
#include "ledger/book.h"

/* ---- one order ---- */

static const char *const expected_amount =
    "amount: is missing: expected it, or qty and unit_price";

/* A new line of the order. */
static struct budget_line *
add_line(struct binding *b, enum stage from, enum stage to, int64_t amount,
    enum reason reason)
{
	const struct bind_order *o = &b->o;
	struct budget_line *l = VEC_ADD(b->ops->mem, &b->lines);

	*l = (struct budget_line){ .account = o->account,
		.at = o->at,
		.period = o->period,
		.from = from,
		.to = to,
		.amount = amount,
		.reason = reason,
		.dimension = o->dimension,
		.vendor = o->what.vendor,
		.reference = o->reference,
		.item = o->what.item,
		.about = b->about,
		.note = o->note,
		.qty = NONE,
		.unit_price = NONE };
	if (to == STAGE_PRE || to == STAGE_COMMITTED)
		l->document = o->document;
	return l;
}

static enum stage
target(const struct binding *b)
{
	return b->how == BIND_RESERVE ? STAGE_PRE :
	    b->how == BIND_COMMIT     ? STAGE_COMMITTED :
					STAGE_ACTUAL;
}

/* The amount, where it is not said. */
static int
find_amount(struct binding *b)
{
	struct ops *ops = b->ops;
	struct bind_order *o = &b->o;
	int decimals = o->currency == NULL ? ops->book->decimals
	    : currency_decimals(o->currency), err;

	if (o->amount == NONE && o->qty != NONE && o->unit_price != NONE &&
	    money_of(o->qty, o->unit_price, decimals, &o->amount) != 0)
		return fail(ops, OPS_DATA,
		    "unit_price: the amount is too large");
	if (o->amount == NONE && b->how != BIND_RELEASE)
		return fail(ops, OPS_DATA, "%s", expected_amount);
	if (b->how == BIND_SPEND && o->amount < 0) {
		b->how = BIND_REFUND;
		o->amount = -o->amount;
	}
	if (o->amount == NONE)
		return 0;
	err = amount_above_0(ops, o->amount, decimals);
	if (err != 0 || o->currency == NULL)
		return err;
	err = amount_to_base(ops, o->currency, o->at, o->amount, &o->amount,
	    &b->said);
	if (err == 0 && o->amount == 0)
		err = fail(ops, OPS_DATA,
		    "amount: '%s %s' is not one minor unit of %s",
		    foreign_text(ops, &b->said), o->currency,
		    ops->book->currency);
	return err;
}

/*
 * Lines of an order share what was said, as they share what it is: the sum
 * of both is exact.
 */
static int
share_said(struct binding *b)
{
	enum stage to = b->how == BIND_REFUND ? b->lines.v[0].to : target(b);
	int64_t done = 0, given = 0, until;
	struct budget_line *l;

	if (b->said.currency == NULL)
		return 0;
	VEC_EACH(&b->lines, l) {
		if (l->to != to && b->how != BIND_RELEASE)
			continue;
		if (l->account->unit != NULL)
			return fail(b->ops, OPS_DATA,
			    "currency: '%s' counts %s: expected none",
			    l->account->name, l->account->unit);
		done += l->amount;
		if (mul_div(b->said.original, done, b->o.amount, &until) != 0)
			return fail(b->ops, OPS_DATA,
			    "amount: too large a number");
		l->foreign = b->said;
		l->foreign.original = until - given;
		given = until;
	}
	return 0;
}

/*
 * What was bought is counted where it comes to, what a document no longer
 * holds where it leaves: one line that does both is counted once in each.
 * Other lines of the same goods have 0, so that their amount counts as well.
 */
static void
share_qty(struct binding *b)
{
	enum stage to = b->how == BIND_REFUND ? b->lines.v[0].to : target(b);
	int come = 0, left = 0;
	struct budget_line *l;

	if (b->o.qty == NONE)
		return;
	VEC_EACH(&b->lines, l) {
		int comes = l->to == to, leaves = l->against != NULL;

		if ((comes && !come) || (leaves && !comes && !left)) {
			l->qty = b->o.qty;
			l->unit_price = b->o.unit_price;
		} else if (comes)
			l->qty = 0;
		come |= comes;
		left |= leaves;
	}
}

static void
find_period(struct binding *b)
{
	int64_t day;
	int second;

	if (b->o.period != NONE)
		return;
	zone_from_utc(b->ops->book->zone, b->o.at, &day, &second);
	b->o.period = month_of_day(day);
}

static int
holds_nothing(struct binding *b)
{
	const struct budget_name *known;
	struct ops *ops = b->ops;
	struct request r;
	int err = budget_name(ops, NAME_DOCUMENT, b->o.against, 0, &known);

	if (err != 0)
		return err;
	if (known == NULL && request_by_code(ops, b->o.against, &r) == 0)
		return fail(ops, OPS_DATA, "against: the request '%s' is not "
		    "approved (%s): expected one that is", b->o.against,
		    request_state_words[r.state]);
	fail_clear(ops);
	return fail(ops, OPS_DATA,
	    known == NULL
		? "against: '%s' is no request, reservation or commitment"
		: "against: '%s' holds nothing any more",
	    b->o.against);
}

/* What a commitment holds is spent; what is asked for is ordered, too. */
static int
usable(const struct binding *b, const struct holding *h)
{
	return b->how != BIND_COMMIT || h->stage == STAGE_PRE;
}

/* The holdings that may be used; the account, where only one is in them. */
static int
find_held(struct binding *b)
{
	struct ops *ops = b->ops;
	struct bind_order *o = &b->o;
	size_t k = 0;
	int err = holdings_of(ops, b->entry, o->against, &b->held, &b->n);

	for (size_t i = 0; err == 0 && i < b->n; i++)
		if (usable(b, &b->held[i]))
			b->held[k++] = b->held[i];
	if (err == 0 && b->n > 0 && k == 0)
		return fail(ops, OPS_DATA, "against: '%s' is a commitment: "
		    "expected a request or a reservation", o->against);
	b->n = k;
	if (err != 0 || (k == 0 && b->how == BIND_REFUND))
		return err;
	if (k == 0)
		return holds_nothing(b);
	/* All of it is free, whosever it is. */
	if (b->how == BIND_RELEASE && o->amount == NONE)
		return 0;
	for (size_t i = 0; o->account == NULL && i < k; i++)
		if (b->held[i].account != b->held[0].account)
			return fail(ops, OPS_DATA, "account: is missing: '%s' "
			    "holds money of '%s' and '%s'", o->against,
			    b->held[0].account->name, b->held[i].account->name);
	if (o->account == NULL && b->how != BIND_RELEASE)
		o->account = b->held[0].account;
	return 0;
}

/* First what is of the same month and dimension, then the oldest. */
struct holding *
binding_best(const struct binding *b, int64_t period)
{
	struct holding *found = NULL;

	for (size_t i = 0; i < b->n; i++) {
		struct holding *h = &b->held[i];
		int same = h->period == period &&
		    text_eq(h->dimension, b->o.dimension);

		if (h->amount == 0 ||
		    (b->o.account != NULL && h->account != b->o.account))
			continue;
		if (same)
			return h;
		if (found == NULL || h->period < found->period)
			found = h;
	}
	return found;
}

/* Where nothing that it is against says whose money it is. */
static int
find_account(struct binding *b)
{
	struct bind_order *o = &b->o;
	const char *dimension = NULL;
	int err;

	if (o->account != NULL || b->how == BIND_RELEASE)
		return 0;
	err = account_by_rule(b->ops, &o->what, &o->account, &dimension);
	if (o->dimension == NULL)
		o->dimension = dimension;
	return err;
}

static enum reason
reason(const struct binding *b)
{
	return b->how == BIND_RESERVE ? REASON_RESERVE :
	    b->how == BIND_COMMIT     ? REASON_COMMIT :
	    b->how == BIND_SPEND      ? REASON_SPEND :
	    b->how == BIND_REFUND     ? REASON_REFUND :
					REASON_RELEASE;
}

/* Frees what is held where it is held. */
void
binding_free(struct binding *b, struct holding *h, int64_t amount,
    enum reason why)
{
	struct budget_line *l = add_line(b, h->stage, STAGE_AVAILABLE,
	    amount, why);

	l->account = h->account;
	l->period = h->period;
	l->dimension = h->dimension;
	l->against = b->o.against;
	h->amount -= amount;
}

/*
 * Uses up `use` of what is held, on the way to the target as far as `pay`
 * reaches; gives what is left to pay.
 */
static int64_t
use_up(struct binding *b, int64_t use, int64_t pay)
{
	const struct bind_order *o = &b->o;
	struct budget_line *l;
	struct holding *h;

	while (use > 0 && (h = binding_best(b, o->period)) != NULL) {
		int64_t part = use < h->amount ? use : h->amount;
		int direct = h->period == o->period &&
		    text_eq(h->dimension, o->dimension);
		int64_t paid = direct ? (part < pay ? part : pay) : 0;

		use -= part;
		if (paid > 0) {
			l = add_line(b, h->stage, target(b), paid,
			    reason(b));
			l->against = o->against;
			h->amount -= paid;
			pay -= paid;
		}
		if (part > paid)
			binding_free(b, h, part - paid, reason(b));
	}
	return pay;
}

static void
close_rest(struct binding *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->held[i].amount > 0)
			binding_free(b, &b->held[i], b->held[i].amount,
			    REASON_CLOSE);
}

/* reserve, commit, spend */
static int
bind(struct binding *b)
{
	int64_t use = 0, pay = b->o.amount;
	int err = 0;

	if (b->o.against != NULL)
		err = binding_part(b, &use);
	if (err == 0 && b->o.against != NULL)
		pay = use_up(b, use, pay);
	if (err == 0 && pay > 0)
		add_line(b, STAGE_AVAILABLE, target(b), pay, reason(b));
	if (err == 0 && b->o.final && b->o.against != NULL)
		close_rest(b);
	return err;
}

static int
refund(struct binding *b)
{
	struct budget_line *l = add_line(b, STAGE_ACTUAL,
	    b->o.against == NULL ? STAGE_AVAILABLE : STAGE_COMMITTED,
	    b->o.amount, REASON_REFUND);
	if (b->o.against != NULL)
		l->document = b->o.against;
	return 0;
}

int
budget_bind(struct ops *ops, struct entry *e, enum bind how,
    const struct bind_order *order)
{
	struct budget_line few[4]; /* most orders need no more */
	struct binding b = { .ops = ops,
		.entry = e,
		.how = how,
		.o = *order,
		.lines = { few, 0, 4 } };
	int err = find_amount(&b);

	if (err == 0)
		find_period(&b);
	if (err == 0 && b.o.against != NULL)
		err = find_held(&b);
	if (err == 0)
		err = find_account(&b);
	if (err == 0)
		err = binding_said(&b);
	b.about = subject_about(ops, &order->what);
	if (err == 0)
		err = b.how == BIND_REFUND ? refund(&b) :
		    b.how == BIND_RELEASE  ? binding_release(&b) :
					     bind(&b);
	if (err == 0) {
		share_qty(&b);
		err = share_said(&b);
	}
	return err != 0 ? err : budget_post(ops, e, b.lines.v, b.lines.n);
}
