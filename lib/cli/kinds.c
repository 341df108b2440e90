/* The base kinds of fields: how texts become values. */
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "cli/cmd.h"
#include "time/period.h"

static int
wrong(struct call *c, const char *text, const char *expected)
{
	return fail(c->ops, OPS_DATA, "'%s' is wrong: expected %s", text,
	    expected);
}

int
kind_parse_text(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	(void)f;
	*(const char **)at = arena_strndup(c->ops->mem, text, n);
	return 0;
}

/* A code has no blanks at its ends and nothing that cannot be seen. */
int
kind_parse_code(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	if (text[0] == ' ' || text[n - 1] == ' ')
		return wrong(c, text, "a code without blanks at its ends");
	if (n > 200)
		return fail(c->ops, OPS_DATA, "'%.40s...' is wrong: expected "
		    "a code of at most 200 bytes", text);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
			return wrong(c, text,
			    "a code without control characters");
	return kind_parse_text(c, f, text, n, at);
}

/* All kinds that value_parse() reads into one integer. */
static int
typed(struct call *c, const char *text, size_t n, enum type type,
    int64_t *out)
{
	struct cell cell;
	const char *expected = value_parse(text, n, type, &c->values,
	    WHEN_FIRST, &cell);

	if (expected != NULL)
		return wrong(c, text, expected);
	*out = cell.i;
	return 0;
}

#define TYPED(name, type)                                                  \
	static int parse_##name(struct call *c, const struct field *f,     \
	    const char *text, size_t n, void *at)                          \
	{                                                                  \
		(void)f;                                                   \
		return typed(c, text, n, type, at);                        \
	}

TYPED(int, TYPE_INT)
TYPED(number, TYPE_QTY)
TYPED(day, TYPE_DATE)

/* Rows often have the time of the row before. */
static int
parse_time(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	struct last_time *last = &c->last_time;
	int err;

	(void)f;
	if (n > 0 && n == last->n && memcmp(text, last->text, n) == 0) {
		*(int64_t *)at = last->value;
		return 0;
	}
	err = typed(c, text, n, TYPE_TIME, at);
	if (err != 0 || n > sizeof last->text)
		return err;
	memcpy(last->text, text, n);
	last->n = n;
	last->value = *(int64_t *)at;
	return 0;
}

/* What another kind reads, from a least number on. */
#define FROM(name, kind, least, expected)                                  \
	static int parse_##name(struct call *c, const struct field *f,     \
	    const char *text, size_t n, void *at)                          \
	{                                                                  \
		int err = parse_##kind(c, f, text, n, at);                 \
									   \
		return err == 0 && *(int64_t *)at < least                  \
		    ? wrong(c, text, expected) : err;                      \
	}

FROM(count, int, 0, "a whole number from 0")
FROM(depth, int, 1, "a whole number from 1") /* the top of a tree is at 1 */
FROM(qty, number, 0, "a quantity that is not negative")

/* "12", "0.125", "3 box" */
static int
said(struct call *c, const char *text, size_t n, struct said *out)
{
	const char *blank = memchr(text, ' ', n);
	size_t digits = blank == NULL ? n : (size_t)(blank - text);
	const char *expected;

	if (digits == 0)
		return wrong(c, text, "a quantity");
	expected = decimal_parse(text, digits, QTY_SCALE, &out->qty);
	if (expected != NULL)
		return wrong(c, text, expected);
	out->unit = NULL;
	if (digits + 1 == n)
		return wrong(c, text, "a quantity without blanks at its ends");
	if (blank != NULL)
		out->unit = arena_strndup(c->ops->mem, blank + 1,
		    n - digits - 1);
	return 0;
}

static int
parse_said(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	const struct said *got = at;
	int err = said(c, text, n, at);

	(void)f;
	if (err == 0 && got->qty <= 0)
		return wrong(c, text, "a quantity above 0");
	return err;
}

/* What was counted, or used, may be nothing. */
static int
parse_counted(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	const struct said *got = at;
	int err = said(c, text, n, at);

	(void)f;
	if (err == 0 && got->qty < 0)
		return wrong(c, text, "a quantity from 0");
	return err;
}

/* The same with a sign: what was found, or is gone. */
static int
parse_change(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	const struct said *got = at;
	int err = said(c, text, n, at);

	(void)f;
	if (err == 0 && got->qty == 0)
		return wrong(c, text, "a quantity that is not 0");
	return err;
}

/* "12.50", "12.50 EUR" in the book's currency: *n is left of the number. */
static int
in_currency(struct call *c, const char *text, size_t *n)
{
	const char *blank = memchr(text, ' ', *n);

	if (blank == NULL)
		return 0;
	if (strcmp(blank + 1, c->ops->book->currency) != 0)
		return fail(c->ops, OPS_DATA, "'%s' is wrong: expected an "
		    "amount in %s", text, c->ops->book->currency);
	*n = (size_t)(blank - text);
	return 0;
}

static int
parse_money(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	const char *expected;
	int err = in_currency(c, text, &n);

	(void)f;
	if (err != 0)
		return err;
	expected = decimal_parse(text, n, c->values.decimals, at);
	return expected == NULL ? 0 : wrong(c, text, expected);
}

/*
 * "12.50", "12.50 USD": a text, since another field may name the currency,
 * and with it how many decimals there may be.
 */
static int
parse_amount(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	const char *blank = memchr(text, ' ', n), *expected;
	int decimals = blank == NULL ? CURRENCY_DECIMALS_MAX
				     : currency_decimals(blank + 1);
	int64_t amount;

	if (decimals < 0)
		return wrong(c, text,
		    "an amount with a currency behind it as 12.50 USD");
	expected = decimal_parse(text, blank == NULL ? n
	    : (size_t)(blank - text), decimals, &amount);
	if (expected != NULL && blank == NULL) /* most likely the book's */
		expected = decimal_parse(text, n, c->ops->book->decimals,
		    &amount);
	if (expected == NULL)
		return kind_parse_text(c, f, text, n, at);
	return wrong(c, text, expected);
}

static int
parse_price(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	int err = in_currency(c, text, &n);

	(void)f;
	if (err == 0)
		err = typed(c, text, n, TYPE_PRICE, at);
	if (err == 0 && *(int64_t *)at < 0)
		return wrong(c, text, "a price that is not below 0");
	return err;
}

static int
parse_period(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	struct period p;
	const char *expected = period_parse(text, n, &c->clock,
	    c->values.fiscal_month, &p);

	if (expected != NULL)
		return wrong(c, text, expected);
	return kind_parse_text(c, f, text, n, at);
}

static int
parse_flag(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	(void)c;
	(void)f;
	(void)text;
	(void)n;
	*(int *)at = 1;
	return 0;
}

static int
parse_texts(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	struct texts *list = at;

	(void)f;
	*VEC_ADD(c->ops->keep, list) = arena_strndup(c->ops->keep, text, n);
	return 0;
}

/* Of filters: an entry that the book has. */
static int
parse_known_entry(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	int64_t entry = NONE, line = NONE, last = c->known;
	int err = last == NONE ? entry_last(c->ops, &last) : 0;

	(void)f;
	if (err != 0)
		return err;
	if (entry_words(text, &entry, &line) != NULL || line != NONE)
		return wrong(c, text, "the number of an entry");
	if (entry > last)
		return fail(c->ops, OPS_DATA, "there is no entry %lld (the "
		    "last one is %lld)", (long long)entry, (long long)last);
	return kind_parse_text(c, f, text, n, at);
}

#define KIND(id, word, how, fn, says)                                   \
	const struct kind kind_##id = { .name = word, .store = how,     \
		.parse = fn, .accepts = says }
#define NUMBER(id, word, how, fn, says)                                 \
	const struct kind kind_##id = { .name = word, .store = how,     \
		.parse = fn, .accepts = says, .number = 1 }

KIND(text, "text", STORE_TEXT, kind_parse_text, "any text");
KIND(code, "code", STORE_TEXT, kind_parse_code,
    "a code: no blanks at its ends, at most 200 bytes");
NUMBER(int, "n", STORE_INT, parse_int, "a whole number");
NUMBER(count, "n", STORE_INT, parse_count, "a whole number from 0");
NUMBER(depth, "n", STORE_INT, parse_depth, "a whole number from 1");
NUMBER(number, "number", STORE_INT, parse_number,
    "a number with at most 6 decimals");
NUMBER(qty, "quantity", STORE_INT, parse_qty,
    "a quantity: 12, 0.125 (at most 6 decimals)");
NUMBER(said, "quantity", STORE_SAID, parse_said,
    "a quantity above 0: 12, 0.125 (at most 6 decimals), 3 box");
NUMBER(counted, "quantity", STORE_SAID, parse_counted,
    "a quantity from 0: 12, 0.125 (at most 6 decimals), 3 box");
NUMBER(change, "quantity", STORE_SAID, parse_change,
    "a quantity, with a minus where goods are gone: 5, -0.125");
NUMBER(amount, "amount", STORE_TEXT, parse_amount,
    "12.50, or 12.50 USD: in another currency, by its rate of the day");
NUMBER(money, "amount", STORE_INT, parse_money,
    "an amount in the book's currency: 12.50, 12.50 EUR");
NUMBER(price, "price", STORE_INT, parse_price,
    "a price of one unit, at most 6 decimals: 2.125, 2.125 EUR");
KIND(time, "when", STORE_INT, parse_time,
    "a day or time: 2026-11-21, 2026-11-21T14:05, yesterday, now-2h");
KIND(day, "day", STORE_INT, parse_day, "a day: 2026-11-21, yesterday, eom");
KIND(period, "period", STORE_TEXT, parse_period,
    "a period: 2026-11, 2026-Q4, FY2026, mtd, -4w, a..b");
KIND(flag, NULL, STORE_FLAG, parse_flag, NULL);
KIND(file, "file", STORE_TEXT, kind_parse_text, "a file; - is standard input");
KIND(folder, "folder", STORE_TEXT, kind_parse_text, "a folder");
KIND(texts, "text", STORE_TEXTS, parse_texts, "any text; repeatable");
KIND(entry, "entry", STORE_TEXT, kind_parse_text,
    "the number of an entry: 1042; 1042.3 is its third line");
KIND(known_entry, "entry", STORE_TEXT, parse_known_entry, NULL);
