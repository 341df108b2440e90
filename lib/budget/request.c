/* Requests for money: who needs how much of which account, and why. */
#include <string.h>

#include "base/money.h"
#include "base/str.h"
#include "budget/rates.h"
#include "budget/request.h"
#include "budget/requestown.h"
#include "ledger/book.h"
#include "time/date.h"

const char *const request_state_words[] = { "asked", "approved", "rejected",
	"withdrawn", NULL };

static const struct column cols[] = {
	{ "request", TYPE_CODE, LEDGER_KEY, "the request" },
	{ "date", TYPE_TIME, LEDGER_WHEN, "when it was asked" },
	{ "period", TYPE_CODE, 0, "the month whose money it is" },
	{ "account", TYPE_CODE, 0, "the account" },
	{ "dimension", TYPE_CODE, 0, "cost centre, project: name=value" },
	{ "amount", TYPE_MONEY, 0, "how much" },
	{ "reason", TYPE_TEXT, COL_WIDE, "why" },
	{ "vendor", TYPE_CODE, 0, "who would be paid" },
	{ "item", TYPE_CODE, 0, "what for" },
	{ "qty", TYPE_QTY, 0, "how many" },
	{ "unit_price", TYPE_PRICE, 0, "what one costs" },
	{ "needed_by", TYPE_DATE, 0, "the day it is needed" },
	{ "requester", TYPE_CODE, COL_PERSON, "who asks" },
	{ "entered_by", TYPE_CODE, COL_PERSON, "who entered it" },
	{ "currency", TYPE_CODE, 0, "in which it was said" },
	{ "original", TYPE_INT, 0, "the amount in it, in its minor units" },
	{ "rate", TYPE_PRICE, 0, "units of it for one of the book's" },
	{ "rate_date", TYPE_DATE, 0, "the day from which that holds" },
	{ "about", TYPE_CODE, 0, "category, asset, site, kind: name=value" },
	{ "state", TYPE_CODE, 0, "asked, approved, rejected, withdrawn" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

enum { STATE = sizeof cols / sizeof *cols - 2 };

static int request_reverse(struct ops *, struct entry *,
    const struct ledger *, const struct reversal *);

const struct ledger ledger_request = { .name = "budget request",
	RECORD_LEDGER(cols, "budget_request"),
	.reverse = request_reverse,
	.verify = record_verify };

SQL(sql_before,
    "SELECT COUNT(*) FROM budget_request_version v "
    "WHERE v.request = $1 AND v.entry < $2");

/* A state is that of a decision: it is not undone without it. */
static int
request_reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	int64_t before = 0;
	int err = 0;

	if (!r->whole && !e->restoring && r->cols[l->n - 1].i != 0)
		err = db_get(ops, &before, sql_before,
		    V((const char *)r->cols[0].p), V(r->entry));
	if (err == 0 && before > 0)
		return fail(ops, OPS_DENIED, "the state of '%s' is undone with "
		    "its decision: 'ops undo %lld'", (const char *)r->cols[0].p,
		    (long long)r->entry);
	return err != 0 ? err : record_reverse(ops, e, l, r);
}

int
request_word(const char *const *words, const char *text)
{
	int i = 0;

	while (words[i] != NULL && !text_eq(words[i], text))
		i++;
	return words[i] == NULL ? 0 : i;
}

/* From a row of record_query(). */
static void
read_row(struct arena *mem, const struct db_query *q, struct request *r)
{
	r->entry = db_int(q, 1);
	r->code = arena_strdup(mem, db_text(q, 3));
	r->date = db_int(q, 4);
	r->period = arena_strdup(mem, db_text(q, 5));
	r->account = arena_strdup(mem, db_text(q, 6));
	r->dimension = arena_strdup(mem, db_text(q, 7));
	r->amount = db_int(q, 8);
	r->reason = arena_strdup(mem, db_text(q, 9));
	r->vendor = arena_strdup(mem, db_text(q, 10));
	r->item = arena_strdup(mem, db_text(q, 11));
	r->qty = db_int(q, 12);
	r->unit_price = db_int(q, 13);
	r->needed_by = db_int(q, 14);
	r->requester = arena_strdup(mem, db_text(q, 15));
	r->entered_by = arena_strdup(mem, db_text(q, 16));
	r->foreign = (struct foreign){ arena_strdup(mem, db_text(q, 17)),
		db_int(q, 18), db_int(q, 19), db_int(q, 20) };
	r->about = arena_strdup(mem, db_text(q, 21));
	r->state = (enum request_state)request_word(
	    request_state_words, db_text(q, 3 + STATE));
}

int
request_by_code(struct ops *ops, const char *code, struct request *r)
{
	struct db_value key = V(code);
	struct db_query q;
	int err = record_query(ops, &ledger_request, NONE, &key, &q);

	if (err != 0 || (err = db_next(&q)) < 0)
		return err;
	if (err == 0)
		return fail(ops, OPS_DATA, "'%s' is not a known request",
		    code);
	read_row(ops->mem, &q, r);
	db_done(&q);
	return 0;
}

int
requests(struct ops *ops, int64_t known, const char *code,
    int (*row)(void *, const struct request *), void *data)
{
	const struct db_value key = V(code);
	struct db_query q;
	int err = record_query(ops, &ledger_request, known,
	    code == NULL ? NULL : &key, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct arena_mark mark = arena_mark(ops->mem);
		struct request r;

		read_row(ops->mem, &q, &r);
		err = row(data, &r);
		arena_back(ops->mem, mark);
	}
	db_done(&q);
	return err;
}

int
request_keep(struct ops *ops, struct entry *e, const struct request *r)
{
	const struct foreign *f = &r->foreign;
	struct db_value v[LEDGER_COLUMNS] = { V(r->code), V(r->date),
		V(r->period), V(r->account), V(r->dimension), V(r->amount),
		V(r->reason), V(r->vendor), V(r->item), V(r->qty),
		V(r->unit_price), V(r->needed_by), V(r->requester),
		V(r->entered_by), V(f->currency),
		V(f->currency == NULL ? NONE : f->original),
		V(f->currency == NULL ? NONE : f->rate),
		V(f->currency == NULL ? NONE : f->rate_date), V(r->about),
		V(request_state_words[r->state]) };

	return record_post(ops, e, &ledger_request, v, NULL);
}

/* The month of the day it is needed, else of today. */
static void
fill_period(struct ops *ops, struct request *r)
{
	char text[DATE_SIZE];
	int64_t day = r->needed_by;
	int second;

	if (r->period != NULL)
		return;
	if (day == NONE)
		zone_from_utc(ops->book->zone, r->date, &day, &second);
	date_print(text, day);
	r->period = arena_strndup(ops->mem, text, 7);
}

static int
fill_amount(struct ops *ops, struct request *r)
{
	const char *currency = r->foreign.currency;
	int err;

	if (r->amount == NONE && (r->qty == NONE || r->unit_price == NONE))
		return fail(ops, OPS_DATA, "amount: is missing, and so is qty "
		    "or unit_price: expected one or the others");
	if (r->amount == NONE && money_of(r->qty, r->unit_price,
	    currency == NULL ? ops->book->decimals
			     : currency_decimals(currency),
	    &r->amount) != 0)
		return fail(ops, OPS_DATA, "amount: it is too large");
	if (r->amount > 0 && currency != NULL && (err = amount_to_base(ops,
	    currency, r->date, r->amount, &r->amount, &r->foreign)) != 0)
		return err;
	return amount_above_0(ops, r->amount, ops->book->decimals);
}

/* Who asks is the person meant, by the id, where there is one. */
const char *
person_code(const struct people *people, const char *text)
{
	const struct person *p = people_meant(people, text);

	return p == NULL ? text : p->id;
}

int
request_post(struct ops *ops, struct entry *e, struct request *r)
{
	struct db_value key = V(r->code);
	struct people *people;
	int64_t id;
	int err = record_find(ops, &ledger_request, &key, &id);

	if (err == 0 && id != NONE)
		return fail(ops, OPS_DATA, "request: '%s' is there already",
		    r->code);
	if (err == 0)
		err = people_read(ops, ops->conf, &people);
	if (err == 0)
		err = fill_amount(ops, r);
	if (err == 0)
		err = request_check(ops, r);
	if (err != 0)
		return err;
	fill_period(ops, r);
	r->entered_by = person_code(people, e->head.actor);
	r->requester = r->requester == NULL ? r->entered_by
	    : person_code(people, r->requester);
	r->state = REQUEST_ASKED;
	return request_keep(ops, e, r);
}
