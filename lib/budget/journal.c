/* Actuals as journals of ledger, hledger and beancount. */
#include <string.h>
#include <utf8proc.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "budget/actuals.h"
#include "ledger/book.h"
#include "time/date.h"

const char *const journal_words[] = { "ledger", "hledger", "beancount",
	NULL };

struct journal_sink {
	struct sink sink;
	struct ops *ops;
	enum journal kind;
	const char *against; /* as it is spelt there */
	struct out *out;
	struct map names; /* theirs to ours: each stands for one */
};

/* ---- how accounts and units are spelt ---- */

/* One character of an account of beancount; the first one is a capital. */
static void
add_letter(struct str *s, int32_t c, int first)
{
	utf8proc_uint8_t buf[4];
	utf8proc_category_t category = utf8proc_category(c);
	int letter = category >= UTF8PROC_CATEGORY_LU &&
	    category <= UTF8PROC_CATEGORY_LO;

	if (!letter && category != UTF8PROC_CATEGORY_ND)
		c = '-';
	else if (first)
		c = utf8proc_toupper(c);
	if (first && c == '-')
		str_add(s, "X");
	str_addn(s, (const char *)buf,
	    (size_t)utf8proc_encode_char(c, buf));
}

static void
spell_beancount(struct str *s, const char *name)
{
	int first = 1;

	while (*name != '\0') {
		int32_t c;
		utf8proc_ssize_t n = utf8proc_iterate(
		    (const utf8proc_uint8_t *)name, -1, &c);

		name += n < 1 ? 1 : n;
		if (c == ':')
			str_addc(s, ':');
		else
			add_letter(s, n < 1 ? '-' : c, first);
		first = c == ':';
	}
}

/* Two blanks end an account's name, and a comment begins at a semicolon. */
static void
spell_ledger(struct str *s, const char *name)
{
	for (; *name != '\0'; name++) {
		if (*name == ';')
			str_addc(s, ',');
		else if ((unsigned char)*name < ' ' || *name == 0x7f)
			str_addc(s, '_');
		else if (*name != ' ' || s->p[s->len - 1] != ' ')
			str_addc(s, *name);
	}
}

/* Remembers whose the name is: it is nobody else's. */
static int
own_name(struct journal_sink *j, const char *ours, const char *theirs)
{
	void **place = map_put(&j->names, theirs);

	if (*place == NULL)
		*place = arena_strdup(j->ops->keep, ours);
	if (strcmp(*place, ours) == 0)
		return 0;
	return fail(j->ops, OPS_DATA, "'%s' and '%s' are both '%s' in %s",
	    (const char *)*place, ours, theirs, journal_words[j->kind]);
}

static const char *
spell(struct journal_sink *j, const char *prefix, const char *name)
{
	struct str s = STR_INIT;
	const char *text;

	str_add(&s, prefix);
	if (j->kind == JOURNAL_BEANCOUNT)
		spell_beancount(&s, name);
	else
		spell_ledger(&s, name);
	text = arena_strdup(j->ops->mem, s.p);
	str_free(&s);
	return text;
}

/* A commodity: what is no plain word stands in quotes, or in capitals. */
static const char *
spell_unit(struct journal_sink *j, const char *unit)
{
	struct arena *mem = j->ops->mem;
	size_t n = strlen(unit), letters = 0;
	char *text;

	while ((unit[letters] >= 'a' && unit[letters] <= 'z') ||
	    (unit[letters] >= 'A' && unit[letters] <= 'Z'))
		letters++;
	if (j->kind != JOURNAL_BEANCOUNT) {
		if (letters == n && n > 1)
			return unit;
		/* h, m and s are times to ledger, in quotes, too. */
		text = arena_printf(mem, n == 1 && j->kind == JOURNAL_LEDGER
			? "\"%s.\"" : "\"%s\"", unit);
		for (char *p = text + 1; p[1] != '\0'; p++)
			if (*p == '"' || (unsigned char)*p < ' ')
				*p = '_';
		return text;
	}
	text = arena_printf(mem, "U-%.20s", unit);
	for (char *p = text + 2; *p != '\0'; p++) {
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
		else if (!((*p >= 'A' && *p <= 'Z') ||
			     (*p >= '0' && *p <= '9')))
			*p = 'X';
	}
	return text;
}

/* ---- texts ---- */

/* What a line of a journal takes: no ends of lines, quotes, comments. */
static const char *
plain(struct journal_sink *j, const char *text)
{
	char *copy = arena_strdup(j->ops->mem, text);

	for (char *p = copy; p != NULL && *p != '\0'; p++) {
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
		else if (*p == ';')
			*p = ',';
		else if (*p == '|')
			*p = '/';
		else if (*p == '"' || *p == '\\')
			*p = '\'';
	}
	return copy;
}

static void
add_tag(struct journal_sink *j, const char *name, const char *value)
{
	if (value == NULL)
		return;
	if (j->kind == JOURNAL_BEANCOUNT)
		out_printf(j->out, "  %s: \"%s\"\n", name, plain(j, value));
	else
		out_printf(j->out, "    ; %s: %s\n", name, plain(j, value));
}

static void
add_number(struct journal_sink *j, const char *name, int64_t v, int scale,
    int decimals)
{
	char text[DECIMAL_MAX];

	if (v == NONE)
		return;
	decimal_print(text, v, scale, decimals);
	add_tag(j, name, text);
}

static void
add_tags(struct journal_sink *j, const struct cell *row)
{
	const char *original = NULL;
	char rate[DECIMAL_MAX];

	if (row[ACTUAL_ORIGINAL].s != NULL) {
		decimal_print(rate, row[ACTUAL_RATE].i, PRICE_SCALE,
		    PRICE_MIN_DECIMALS);
		original = arena_printf(j->ops->mem, "%s %s at %s",
		    row[ACTUAL_ORIGINAL].s, row[ACTUAL_CURRENCY].s, rate);
	}
	add_tag(j, "period", row[ACTUAL_PERIOD].s);
	add_tag(j, "reference", row[ACTUAL_REFERENCE].s);
	add_tag(j, "dimension", row[ACTUAL_DIMENSION].s);
	add_tag(j, "item", row[ACTUAL_ITEM].s);
	add_number(j, "qty", row[ACTUAL_QTY].i, QTY_SCALE, 0);
	add_number(j, "unit_price", row[ACTUAL_UNIT_PRICE].i, PRICE_SCALE,
	    PRICE_MIN_DECIMALS);
	add_tag(j, "original", original);
	add_tag(j, "note", row[ACTUAL_NOTE].s);
}

/* ---- rows ---- */

static void
first_line(struct journal_sink *j, const struct cell *row)
{
	const char *payee = plain(j, row[ACTUAL_VENDOR].s != NULL
	    ? row[ACTUAL_VENDOR].s : row[ACTUAL_REASON].s);
	long long entry = (long long)row[ACTUAL_ENTRY].i;
	long long line = (long long)row[ACTUAL_LINE].i;
	char date[DATE_SIZE];
	int64_t day;
	int second;

	zone_from_utc(j->ops->book->zone, row[ACTUAL_DATE].i, &day, &second);
	date_print(date, day);
	if (j->kind == JOURNAL_BEANCOUNT)
		out_printf(j->out, "%s * \"%s\" \"\"\n  entry: \"%lld.%lld\"\n",
		    date, payee, entry, line);
	else
		out_printf(j->out, "%s * (%lld.%lld) %s\n", date, entry, line,
		    payee);
}

/* beancount wants each account opened; the order of days is its own. */
static int
open_account(struct journal_sink *j, const char *ours, const char *theirs)
{
	int known = map_get(&j->names, theirs) != NULL;
	int err = own_name(j, ours, theirs);

	if (err == 0 && !known && j->kind == JOURNAL_BEANCOUNT)
		out_printf(j->out, "1970-01-01 open %s\n", theirs);
	return err;
}

static int
journal_begin(struct sink *s, const struct column *cols, size_t n)
{
	struct journal_sink *j = (struct journal_sink *)s;

	(void)cols;
	if (n != ACTUAL_COLUMNS)
		return fail(j->ops, OPS_USAGE, "--columns: a journal of %s "
		    "has all of them", journal_words[j->kind]);
	j->against = arena_strdup(j->ops->keep, spell(j, "", j->against));
	if (j->kind == JOURNAL_BEANCOUNT)
		out_printf(j->out, "option \"operating_currency\" \"%s\"\n",
		    j->ops->book->currency);
	return open_account(j, ":", j->against);
}

static int
journal_row(struct sink *s, const struct cell *row)
{
	struct journal_sink *j = (struct journal_sink *)s;
	const char *unit = row[ACTUAL_UNIT].s == NULL
	    ? j->ops->book->currency : spell_unit(j, row[ACTUAL_UNIT].s);
	const char *account = spell(j, "Expenses:", row[ACTUAL_ACCOUNT].s);
	int decimals = j->ops->book->decimals;
	int64_t amount = row[ACTUAL_AMOUNT].i;
	char plus[DECIMAL_MAX], minus[DECIMAL_MAX];
	int err = open_account(j, row[ACTUAL_ACCOUNT].s, account);

	if (err == 0 && row[ACTUAL_UNIT].s != NULL)
		err = own_name(j, row[ACTUAL_UNIT].s,
		    arena_printf(j->ops->mem, " %s", unit));
	if (err != 0)
		return err;
	decimal_print(plus, amount, decimals, decimals);
	decimal_print(minus, -amount, decimals, decimals);
	out_text(j->out, "\n");
	first_line(j, row);
	add_tags(j, row);
	out_printf(j->out, "    %s  %s %s\n    %s  %s %s\n", account, plus,
	    unit, j->against, minus, unit);
	return 0;
}

int
journal_open(struct ops *ops, enum journal kind, const char *against,
    struct out *out, struct sink **sink)
{
	struct journal_sink *j = ARENA_NEW(ops->keep, struct journal_sink);

	j->sink = (struct sink){ journal_begin, journal_row, NULL };
	j->ops = ops;
	j->kind = kind;
	j->against = against;
	j->out = out;
	j->names.mem = ops->keep;
	*sink = &j->sink;
	return 0;
}
