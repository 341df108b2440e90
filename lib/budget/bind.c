/* Money is asked for, ordered, spent, and let go: each uses up the one before. */
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/bind.h"
#include "budget/budget.h"
#include "budget/linestore.h"
#include "budget/month.h"
#include "budget/rates.h"
#include "budget/request.h"
#include "ledger/book.h"
#include "ledger/number.h"

/* ---- what documents hold ---- */

SQL(sql_open,
    "SELECT o.account, o.period, m.name, o.stage, o.amount "
    "FROM budget_name n JOIN budget_open o ON o.document = n.id "
    "LEFT JOIN budget_name m ON m.id = o.dimension "
    "WHERE n.kind = 1 AND n.name = $1 AND o.amount <> 0 "
    "ORDER BY o.account, o.period, o.dimension, o.stage");

typedef VEC(struct holding) holdings;

static struct holding *
place_of(struct ops *ops, holdings *v, const struct holding *like)
{
	struct holding *h;

	VEC_EACH(v, h)
		if (h->account == like->account && h->period == like->period &&
		    h->stage == like->stage &&
		    text_eq(h->dimension, like->dimension))
			return h;
	h = VEC_ADD(ops->mem, v);
	*h = *like;
	h->amount = 0;
	return h;
}

/* What this entry has posted of it, and not yet stored. */
static void
add_pending(struct ops *ops, struct entry *e, const char *document, holdings *v)
{
	const struct pending *p = NULL;

	while ((p = line_pending(ops, e, document, p)) != NULL) {
		struct holding like = { p->account, p->period, 0, p->stage,
			p->dimension };

		place_of(ops, v, &like)->amount += p->amount;
	}
}

int
holdings_of(struct ops *ops, struct entry *e, const char *document,
    struct holding **out, size_t *n)
{
	holdings v = { 0 };
	struct db_query q;
	size_t k = 0;
	int err = db_query(ops, &q, sql_open, V(document));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct holding h = { .period = db_int(&q, 1),
			.dimension = arena_strdup(ops->mem, db_text(&q, 2)),
			.stage = (enum stage)db_int(&q, 3) };
		int64_t amount = db_int(&q, 4);

		err = account_by_id(ops, db_int(&q, 0), &h.account);
		if (err == 0)
			place_of(ops, &v, &h)->amount += amount;
	}
	db_done(&q);
	if (err == 0)
		add_pending(ops, e, document, &v);
	for (size_t i = 0; i < v.n; i++)
		if (v.v[i].amount > 0)
			v.v[k++] = v.v[i];
	*out = v.v;
	*n = k;
	return err;
}

/* Codes of an entry that goes nowhere are in no table. */
static int64_t
last_rehearsed(struct entry *e, const char *prefix, int64_t last)
{
	const struct rehearsal *r = rehearsal_of(e);
	const struct budget_line *l;

	if (r == NULL)
		return last;
	VEC_EACH(&r->lines, l) {
		int64_t n =
		    l->document == NULL ? NONE : number_of(prefix, l->document);

		if (n != NONE && n > last)
			last = n;
	}
	return last;
}

int
document_next(
    struct ops *ops, struct entry *e, const char *prefix, const char **code)
{
	int64_t last;
	int err = budget_name_last(ops, prefix, &last);

	last = last_rehearsed(e, prefix, last);
	*code = arena_printf(ops->keep, "%s%lld", prefix, (long long)last + 1);
	return err;
}

/* ---- one order ---- */

struct binding {
	struct ops *ops;
	struct entry *entry;
	enum bind how;
	struct bind_order o;
	struct holding *held;
	size_t n;
	const char *about;
	struct foreign said; /* the amount, as it was */
	VEC(struct budget_line) lines;
};

static const char *const expected_amount =
    "amount: is missing: expected it, or qty and unit_price";

static struct budget_line *
line(struct binding *b, enum stage from, enum stage to, int64_t amount,
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
	int err;

	if (o->amount == NONE && o->qty != NONE && o->unit_price != NONE &&
	    money_of(o->qty, o->unit_price,
		o->currency == NULL ? ops->book->decimals :
				      currency_decimals(o->currency),
		&o->amount) != 0)
		return fail(ops, OPS_DATA,
		    "unit_price: the amount is too "
		    "large");
	if (o->amount == NONE && b->how != BIND_RELEASE)
		return fail(ops, OPS_DATA, "%s", expected_amount);
	if (b->how == BIND_SPEND && o->amount < 0) {
		b->how = BIND_REFUND;
		o->amount = -o->amount;
	}
	if (o->amount != NONE && o->amount <= 0)
		return fail(ops, OPS_DATA, "amount: it must be above 0");
	if (o->currency == NULL || o->amount == NONE)
		return 0;
	err = amount_to_base(
	    ops, o->currency, o->at, o->amount, &o->amount, &b->said);
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
			return fail(
			    b->ops, OPS_DATA, "amount: too large a number");
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
		return fail(ops, OPS_DATA,
		    "against: the request '%s' is not approved (%s): "
		    "expected one that is",
		    b->o.against, request_state_words[r.state]);
	fail_clear(ops);
	return fail(ops, OPS_DATA,
	    known == NULL ?
		"against: '%s' is no request, reservation or commitment" :
		"against: '%s' holds nothing any more",
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
		return fail(ops, OPS_DATA,
		    "against: '%s' is a commitment: "
		    "expected a request or a reservation",
		    o->against);
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
			return fail(ops, OPS_DATA,
			    "account: is missing: '%s' "
			    "holds money of '%s' and '%s'",
			    o->against, b->held[0].account->name,
			    b->held[i].account->name);
	if (o->account == NULL && b->how != BIND_RELEASE)
		o->account = b->held[0].account;
	return 0;
}

/* First what is of the same month and dimension, then the oldest. */
static struct holding *
best(const struct binding *b, int64_t period)
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
static void
free_held(struct binding *b, struct holding *h, int64_t amount, enum reason why)
{
	struct budget_line *l = line(b, h->stage, STAGE_AVAILABLE, amount, why);

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
	struct holding *h;

	while (use > 0 && (h = best(b, o->period)) != NULL) {
		int64_t part = use < h->amount ? use : h->amount;
		int direct = h->period == o->period &&
		    text_eq(h->dimension, o->dimension);
		int64_t paid = direct ? (part < pay ? part : pay) : 0;

		use -= part;
		if (paid > 0) {
			line(b, h->stage, target(b), paid, reason(b))->against =
			    o->against;
			h->amount -= paid;
			pay -= paid;
		}
		if (part > paid)
			free_held(b, h, part - paid, reason(b));
	}
	return pay;
}

SQL(sql_qty,
    "SELECT SUM(q) FROM (SELECT l.qty AS q FROM budget_name n "
    "JOIN budget_line l ON l.document = n.id "
    "WHERE n.kind = 1 AND n.name = $1 AND l.qty IS NOT NULL UNION ALL "
    "SELECT -l.qty FROM budget_name n JOIN budget_line l "
    "ON l.against = n.id "
    "WHERE n.kind = 1 AND n.name = $1 AND l.qty IS NOT NULL) x");

/* So much of its quantity a document still holds; NONE: it has none. */
static int
open_qty(struct binding *b, int64_t *open)
{
	const struct pending *p = NULL;
	int err = db_get(b->ops, open, sql_qty, V(b->o.against));

	while (err == 0 &&
	    (p = line_pending(b->ops, b->entry, b->o.against, p)) != NULL)
		if (p->qty != NONE &&
		    add_i64(*open == NONE ? 0 : *open, p->qty, open) != 0)
			err = fail(b->ops, OPS_DATA, "qty: too large a number");
	return err;
}

/* What a document was bound by in a currency, and how often it was used. */
struct bound {
	int64_t original, amount, uses;
	int64_t rate, rate_date; /* 0: not one, but several */
};

/* What came back is not what it was bound by: it has another day's rate. */
SQL(sql_bound,
    "SELECT SUM(CASE WHEN l.document = n.id AND l.currency = $2 "
    "AND l.src < l.dst THEN l.original END), "
    "SUM(CASE WHEN l.document = n.id AND l.currency = $2 "
    "AND l.src < l.dst THEN l.amount END), "
    "SUM(CASE WHEN l.against = n.id THEN 1 ELSE 0 END), "
    "MIN(CASE WHEN l.document = n.id AND l.currency = $2 "
    "AND l.src < l.dst THEN l.rate END), "
    "MAX(CASE WHEN l.document = n.id AND l.currency = $2 "
    "AND l.src < l.dst THEN l.rate END), "
    "MIN(CASE WHEN l.document = n.id AND l.currency = $2 "
    "AND l.src < l.dst THEN l.rate_date END) "
    "FROM budget_name n JOIN budget_line l "
    "ON l.document = n.id OR l.against = n.id "
    "WHERE n.kind = 1 AND n.name = $1");

static int
find_bound(struct binding *b, struct bound *out)
{
	const char *currency = b->said.currency;
	const struct rehearsal *r = rehearsal_of(b->entry);
	const struct pending *p = NULL;
	struct db_query q;
	int err = db_query(b->ops, &q, sql_bound, V(b->o.against), V(currency));

	*out = (struct bound){ 0 };
	if (err == 0 && (err = db_next(&q)) == 1) {
		int64_t *to[] = { &out->original, &out->amount, &out->uses };

		for (int i = 0; i < 3; i++)
			*to[i] = db_int(&q, i) == NONE ? 0 : db_int(&q, i);
		if (out->original > 0 && db_int(&q, 3) == db_int(&q, 4)) {
			out->rate = db_int(&q, 3);
			out->rate_date = db_int(&q, 5);
		}
		err = 0;
	}
	db_done(&q);
	for (size_t i = 0; err == 0 && r != NULL && i < r->lines.n; i++) {
		const struct budget_line *l = &r->lines.v[i];

		if (l->from < l->to && text_eq(l->document, b->o.against) &&
		    text_eq(l->foreign.currency, currency) &&
		    (add_i64(out->original, l->foreign.original,
			 &out->original) != 0 ||
			add_i64(out->amount, l->amount, &out->amount) != 0))
			err = fail(
			    b->ops, OPS_DATA, "amount: too large a number");
	}
	while (err == 0 &&
	    (p = line_pending(b->ops, b->entry, b->o.against, p)) != NULL)
		out->uses += p->amount < 0;
	return err;
}

/*
 * By the rate that it was bound by.  What is left then and is not more than
 * half a minor unit for each use was lost in rounding: it is used, too.
 */
static int
part_said(struct binding *b, int64_t held, int64_t *use)
{
	struct bound bound;
	int64_t part;
	int err = find_bound(b, &bound);

	if (err != 0 || bound.original <= 0)
		return err;
	if (mul_div(b->said.original, bound.amount, bound.original, &part) != 0)
		return fail(b->ops, OPS_DATA, "amount: too large a number");
	*use = part >= held - (bound.uses + 1) / 2 ? held : part;
	return 0;
}

static int64_t
all_held(const struct binding *b)
{
	int64_t held = 0;

	for (size_t i = 0; i < b->n; i++)
		if (b->o.account == NULL || b->held[i].account == b->o.account)
			held += b->held[i].amount;
	return held;
}

/*
 * Of a document in quantities: as large a part of it as of its quantity; of
 * one in the currency of the order, as of what was said, whatever the rates.
 */
static int
find_part(struct binding *b, int64_t *use)
{
	int64_t open = NONE, held = all_held(b), part = b->o.qty;
	int err = part == NONE ? 0 : open_qty(b, &open);

	*use = b->o.amount < held ? b->o.amount : held;
	if (err == 0 && open == NONE && b->said.currency != NULL)
		return part_said(b, held, use);
	if (err != 0 || open == NONE || open <= 0)
		return err;
	if (part >= open)
		*use = held;
	else if (mul_div(held, part, open, use) != 0)
		return fail(b->ops, OPS_DATA, "qty: too large a number");
	return 0;
}

static void
close_rest(struct binding *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->held[i].amount > 0)
			free_held(
			    b, &b->held[i], b->held[i].amount, REASON_CLOSE);
}

/* reserve, commit, spend */
static int
bind(struct binding *b)
{
	int64_t use = 0, pay = b->o.amount;
	int err = 0;

	if (b->o.against != NULL)
		err = find_part(b, &use);
	if (err == 0 && b->o.against != NULL)
		pay = use_up(b, use, pay);
	if (err == 0 && pay > 0)
		line(b, STAGE_AVAILABLE, target(b), pay, reason(b));
	if (err == 0 && b->o.final && b->o.against != NULL)
		close_rest(b);
	return err;
}

static int
refund(struct binding *b)
{
	struct budget_line *l = line(b, STAGE_ACTUAL,
	    b->o.against == NULL ? STAGE_AVAILABLE : STAGE_COMMITTED,
	    b->o.amount, REASON_REFUND);
	if (b->o.against != NULL)
		l->document = b->o.against;
	return 0;
}

/* From which document a commitment was made, and how much of it. */
SQL(sql_drawn,
    "SELECT f.name, l.account, l.period, m.name, "
    "SUM(CASE l.dst WHEN 3 THEN l.amount ELSE -l.amount END) "
    "FROM budget_name n JOIN budget_line l "
    "ON (l.document = n.id AND l.src = 2 AND l.dst = 3) "
    "OR (l.against = n.id AND l.src = 3 AND l.dst = 2) "
    "JOIN budget_name f ON f.id = CASE l.dst WHEN 3 THEN l.against "
    "ELSE l.document END LEFT JOIN budget_name m ON m.id = l.dimension "
    "WHERE n.kind = 1 AND n.name = $1 "
    "GROUP BY f.name, l.account, l.period, m.name "
    "ORDER BY f.name, l.account, l.period");

/* Back to the request or reservation it came from; *left: NONE is all. */
static int
restore(struct binding *b, int64_t *left)
{
	struct ops *ops = b->ops;
	struct db_query q;
	int err = db_query(ops, &q, sql_drawn, V(b->o.against));

	while (err == 0 && (err = db_next(&q)) == 1) {
		const char *from = arena_strdup(ops->mem, db_text(&q, 0));
		int64_t id = db_int(&q, 1), month = db_int(&q, 2);
		const char *dimension = arena_strdup(ops->mem, db_text(&q, 3));
		int64_t drawn = db_int(&q, 4);

		err = 0;
		for (size_t i = 0; i < b->n && drawn > 0; i++) {
			struct holding *h = &b->held[i];
			int64_t part = drawn < h->amount ? drawn : h->amount;
			struct budget_line *l;

			if (*left != NONE && *left < part)
				part = *left;
			if (h->account->id != id || h->period != month ||
			    !text_eq(h->dimension, dimension) || part <= 0 ||
			    h->stage != STAGE_COMMITTED)
				continue;
			free_held(b, h, part, REASON_CANCEL);
			l = &b->lines.v[b->lines.n - 1];
			l->to = STAGE_PRE;
			l->document = from;
			drawn -= part;
			if (*left != NONE)
				*left -= part;
		}
	}
	db_done(&q);
	return err;
}

/*
 * What was bound in the currency is freed by the rate it was bound by; but
 * for what was lost in rounding that is as much as it holds, or not.
 */
static int
release_said(struct binding *b, int64_t held)
{
	struct bound bound;
	int64_t part, lost;
	int err = find_bound(b, &bound);

	if (err != 0 || bound.original <= 0)
		return err;
	if (mul_div(b->said.original, bound.amount, bound.original, &part) != 0)
		return fail(b->ops, OPS_DATA, "amount: too large a number");
	lost = (bound.uses + 1) / 2;
	b->o.amount = part < held - lost || part > held + lost ? part : held;
	b->said.rate = bound.rate;
	b->said.rate_date = bound.rate_date;
	if (bound.rate == 0)
		b->said.currency = NULL;
	return 0;
}

static int
release(struct binding *b)
{
	int64_t left;
	struct holding *h;
	int err = 0;

	if (b->said.currency != NULL)
		err = release_said(b, all_held(b));
	left = b->o.amount;
	if (err == 0 && b->o.restore)
		err = restore(b, &left);
	if (err != 0)
		return err;
	while (
	    (left == NONE || left > 0) && (h = best(b, b->o.period)) != NULL) {
		int64_t part =
		    left == NONE || h->amount < left ? h->amount : left;

		free_held(b, h, part,
		    b->o.restore     ? REASON_CANCEL :
			left == NONE ? REASON_CLOSE :
				       REASON_RELEASE);
		if (left != NONE)
			left -= part;
	}
	if (left != NONE && left > 0)
		return fail(b->ops, OPS_DATA,
		    "amount: '%s' does not hold so much",
		    b->o.against);
	if (b->lines.n == 0)
		return fail(b->ops, OPS_DATA,
		    "account: '%s' holds nothing of "
		    "it",
		    b->o.against);
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
	b.about = subject_about(ops, &order->what);
	if (err == 0)
		err = b.how == BIND_REFUND ? refund(&b) :
		    b.how == BIND_RELEASE  ? release(&b) :
					     bind(&b);
	if (err == 0) {
		share_qty(&b);
		err = share_said(&b);
	}
	return err != 0 ? err : budget_post(ops, e, b.lines.v, b.lines.n);
}
