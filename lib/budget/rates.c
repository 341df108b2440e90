/* Rates of currencies: what an amount in another one is in the book's. */
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "base/str.h"
#include "budget/budget.h"
#include "budget/rates.h"
#include "conf/conf.h"
#include "time/date.h"
#include "time/duration.h"

static const struct column cols[] = {
	{ "currency", TYPE_CODE, LEDGER_KEY, "the currency" },
	{ "valid_from", TYPE_DATE, LEDGER_KEY, "the first day" },
	{ "rate", TYPE_PRICE, 0, "units for one of the book's currency" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

enum { COL_CURRENCY, COL_FROM, COL_RATE };

static int
check(struct ops *ops, const struct db_value *v, int live)
{
	const char *currency = v[COL_CURRENCY].p;

	if (!live)
		return 0;
	if (currency == NULL || currency_decimals(currency) < 0)
		return fail(ops, OPS_DATA, "currency: '%s' is wrong: expected "
		    "a currency as USD", currency == NULL ? "" : currency);
	if (text_eq(currency, ops->book->currency))
		return fail(ops, OPS_DATA, "currency: '%s' is the book's own: "
		    "its rate is 1", currency);
	return v[COL_RATE].i > 0 ? 0 : decimal_wrong(ops, "rate",
	    v[COL_RATE].i, PRICE_SCALE, "a number above 0");
}

const struct ledger ledger_rate = { .name = "budget rate",
	RECORD_LEDGER(cols, "budget_rate"),
	.check = check,
	.reverse = record_reverse,
	.verify = record_verify };

int
rate_post(struct ops *ops, struct entry *e, const struct rate *r)
{
	struct db_value v[LEDGER_COLUMNS] = { V(r->currency), V(r->day),
		V(r->rate) };
	int same, err = record_same(ops, &ledger_rate, v, NULL, &same);

	if (err == 0 && same)
		e->unchanged++;
	return err != 0 || same ? err
				: record_post(ops, e, &ledger_rate, v, NULL);
}

/* ---- the one in force ---- */

SQL(sql_now, "SELECT valid_from, rate, entry FROM budget_rate "
	     "WHERE currency = $1 AND valid_from <= $2 "
	     "ORDER BY valid_from DESC LIMIT 1");
SQL(sql_then, "SELECT valid_from, rate, entry, live FROM budget_rate_version "
	      "WHERE currency = $1 AND valid_from <= $2 AND entry <= $3 "
	      "ORDER BY valid_from DESC, entry DESC, line DESC");

SQL(sql_days, "SELECT COUNT(*), MIN(valid_from), MAX(valid_from) "
	      "FROM budget_rate WHERE currency = $1");

static int
none(struct ops *ops, const char *currency, int64_t day)
{
	char date[DATE_SIZE], first[DATE_SIZE], last[DATE_SIZE];
	const char *there = "";
	struct db_query q;
	int err = db_query(ops, &q, sql_days, V(currency));

	if (err == 0)
		err = db_next(&q);
	if (err < 0)
		return err;
	date_print(date, day);
	date_print(first, db_int(&q, 1));
	date_print(last, db_int(&q, 2));
	if (db_int(&q, 0) == 1)
		there = arena_printf(ops->mem, " (its only one is of %s)",
		    first);
	else if (db_int(&q, 0) > 1)
		there = arena_printf(ops->mem, " (its %lld are of %s to %s)",
		    (long long)db_int(&q, 0), first, last);
	db_done(&q);
	return fail(ops, OPS_DATA, "there is no rate of '%s' for %s or before "
	    "it%s: 'ops budget rates set' sets one", currency, date, there);
}

int
rate_at(struct ops *ops, int64_t known, const char *currency, int64_t day,
    struct rate *out)
{
	int64_t gone = NONE;
	struct db_query q;
	int err, got = 0;

	*out = (struct rate){ arena_strdup(ops->keep, currency), day, MILLION,
		NONE };
	if (text_eq(currency, ops->book->currency))
		return 0;
	err = known == NONE
	    ? db_query(ops, &q, sql_now, V(currency), V(day))
	    : db_query(ops, &q, sql_then, V(currency), V(day), V(known));
	if (err != 0)
		return err;
	out->rate = NONE;
	while (out->rate == NONE && (got = db_next(&q)) == 1) {
		int64_t from = db_int(&q, 0);

		/* The latest version of a day stands for it. */
		if (from == gone)
			continue;
		gone = from;
		if (known != NONE && db_int(&q, 3) == 0)
			continue;
		out->day = from;
		out->rate = db_int(&q, 1);
		out->entry = db_int(&q, 2);
	}
	db_done(&q);
	if (got < 0)
		return got;
	return out->rate == NONE ? none(ops, currency, day) : 0;
}

void
rate_note_age(struct ops *ops, const struct rate *r, int64_t day)
{
	const char *age = conf_text(ops->conf, "budget.rates.max_age");
	struct duration d = { 0, UNIT_DAY };
	struct budget *b = budget_of(ops);
	char from[DATE_SIZE], on[DATE_SIZE];
	int64_t last;
	void **told;

	if (r->entry == NONE || age == NULL ||
	    duration_parse(age, strlen(age), &d) != NULL || d.n == 0)
		return;
	last = day_add(r->day, 1, &d);
	if (last == NONE || day <= last)
		return;
	date_print(from, r->day);
	told = map_put(&b->old_rates,
	    arena_printf(ops->mem, "%s %s", r->currency, from));
	if (*told != NULL)
		return;
	*told = b;
	date_print(on, day);
	note(ops, "the rate of '%s' for %s is of %s: older than "
	    "budget.rates.max_age (%s): 'ops budget rates set' sets a later "
	    "one", r->currency, on, from, age);
}

int
rate_to_base(struct ops *ops, const struct rate *r, int64_t amount,
    int64_t *base)
{
	if (money_to_base(amount, currency_decimals(r->currency), r->rate,
		ops->book->decimals, base) == 0)
		return 0;
	return fail(ops, OPS_DATA, "the amount is too large a number in %s",
	    ops->book->currency);
}

int
rate_from_base(struct ops *ops, const struct rate *r, int64_t base,
    int64_t *amount)
{
	if (money_from_base(base, ops->book->decimals, r->rate,
		currency_decimals(r->currency), amount) == 0)
		return 0;
	return fail(ops, OPS_DATA, "the amount is too large a number in %s",
	    r->currency);
}

/*
 * "120.50 USD" in minor units of its currency; without one the book's, and
 * *currency is NULL then.  NULL, or what was expected.
 */
static const char *
amount_parse(struct ops *ops, const char *text, size_t n, int64_t *amount,
    const char **currency)
{
	const char *blank = memchr(text, ' ', n), *code;
	int decimals = ops->book->decimals;

	*currency = NULL;
	if (blank != NULL) {
		code = arena_strndup(ops->mem, blank + 1,
		    n - (size_t)(blank + 1 - text));
		decimals = currency_decimals(code);
		if (decimals < 0)
			return "an amount with a currency behind it as "
			       "12.50 USD";
		if (!text_eq(code, ops->book->currency))
			*currency = code;
		n = (size_t)(blank - text);
	}
	return decimal_parse(text, n, decimals, amount);
}

int
amount_read(struct ops *ops, const char *text, const char *currency,
    int64_t *amount, const char **of)
{
	const char *blank = strchr(text, ' '), *expected;

	if (currency != NULL && blank != NULL && !text_eq(blank + 1, currency))
		return fail(ops, OPS_DATA, "amount: '%s' is not in %s, the "
		    "currency: expected one of them", text, currency);
	if (currency != NULL && blank == NULL)
		text = arena_printf(ops->mem, "%s %s", text, currency);
	expected = amount_parse(ops, text, strlen(text), amount, of);
	return expected == NULL ? 0
				: fail(ops, OPS_DATA, "amount: '%s' is wrong: "
				      "expected %s", text, expected);
}

int
amount_to_base(struct ops *ops, const char *currency, int64_t at,
    int64_t amount, int64_t *base, struct foreign *said)
{
	struct rate rate;
	int64_t day;
	int second, err;

	zone_from_utc(ops->book->zone, at, &day, &second);
	err = rate_at(ops, NONE, currency, day, &rate);
	if (err == 0)
		err = rate_to_base(ops, &rate, amount, base);
	if (err != 0)
		return fail_at(ops, "amount");
	rate_note_age(ops, &rate, day);
	*said = (struct foreign){ rate.currency, amount, rate.rate, rate.day };
	return 0;
}

int
rates_all(struct ops *ops, int64_t known,
    int (*row)(void *, const struct rate *), void *data)
{
	struct db_query q;
	int err = record_query(ops, &ledger_rate, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct rate r = { db_text(&q, 3 + COL_CURRENCY),
			db_int(&q, 3 + COL_FROM), db_int(&q, 3 + COL_RATE),
			db_int(&q, 1) };

		err = row(data, &r);
	}
	db_done(&q);
	return err;
}

/* ---- the kinds ---- */

static int
parse_currency(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	if (currency_decimals(text) < 0)
		return fail(c->ops, OPS_DATA,
		    "'%s' is wrong: expected a currency as USD", text);
	return kind_parse_code(c, f, text, n, at);
}

static int
parse_rate(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	const char *expected = decimal_parse(text, n, PRICE_SCALE, at);

	(void)f;
	if (expected == NULL && *(int64_t *)at <= 0)
		expected = "a number above 0";
	return expected == NULL ? 0
				: fail(c->ops, OPS_DATA, "'%s' is wrong: "
				      "expected %s", text, expected);
}

const struct kind kind_currency = { .name = "currency", .store = STORE_TEXT,
	.accepts = "the code of a currency: USD, CHF (ISO 4217)",
	.parse = parse_currency };
const struct kind kind_known_currency = { .name = "currency",
	.store = STORE_TEXT, .parse = parse_currency };
const struct kind kind_rate = { .name = "rate", .store = STORE_INT,
	.number = 1,
	.accepts = "units of a currency for one of the book's: 1.0887 (at "
		   "most 6 decimals)",
	.parse = parse_rate };
