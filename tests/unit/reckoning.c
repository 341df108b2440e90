/* What budgets reckon: money of other currencies, earned value, parts. */
#include <stdint.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "base/err.h"
#include "base/money.h"
#include "stats/evm.h"
#include "stats/variance.h"
#include "tap.h"
#include "time/date.h"
#include "tsv.h"

enum { WORDS = 16, CENTS = 2 };

static size_t
split(char *text, char *word[WORDS])
{
	size_t n = 0;

	for (char *p = text; *p != '\0' && n < WORDS;) {
		word[n++] = p;
		p += strcspn(p, " ");
		if (*p == ' ')
			*p++ = '\0';
	}
	return n;
}

static int64_t
number(const char *text, int scale)
{
	int64_t v = NONE;

	decimal_parse(text, strcspn(text, "x="), scale, &v);
	return v;
}

static int64_t
day(const char *text)
{
	int64_t v = NONE;

	date_parse(text, strlen("2026-11-22"), &v);
	return v;
}

/* v * 10^-scale, rounded to the decimals that `like` has; n/a for NONE. */
static const char *
shown(int64_t v, int scale, const char *like)
{
	static char buf[DECIMAL_MAX];
	size_t word = strcspn(like, " ");
	const char *point = memchr(like, '.', word);
	int decimals = point == NULL ? 0 : (int)(like + word - point) - 1;

	if (v == NONE)
		return "n/a";
	mul_div(v, 1, power_of_ten(scale - decimals), &v);
	decimal_print(buf, v, decimals, decimals);
	return buf;
}

struct named {
	const char *name;
	int64_t value;
	int scale;
};

/* The values that `like` asks for, in its shape: "CV=15000 CPI=1.1". */
static void
show_named(const struct named *of, const char *like, char *out, size_t room)
{
	*out = '\0';
	for (const char *p = like; *p != '\0';
	     p += strcspn(p, " "), p += *p == ' ') {
		size_t len = strlen(out), name = strcspn(p, "=");
		const struct named *v = of;

		while (v->name != NULL &&
		    (strlen(v->name) != name || strncmp(v->name, p, name) != 0))
			v++;
		snprintf(out + len, room - len, "%s%.*s=%s", len ? " " : "",
		    (int)name, p,
		    v->name == NULL ? "?" :
				      shown(v->value, v->scale, p + name + 1));
	}
}

static void
answer_evm(char **word, size_t n, const char *like, char *out, size_t room)
{
	struct evm e = { NONE, NONE, NONE, NONE };

	for (size_t i = 0; i < n; i++) {
		int64_t v = number(strchr(word[i], '=') + 1, CENTS);

		*(word[i][0] == 'P'	  ? &e.pv :
			word[i][0] == 'E' ? &e.ev :
			word[i][0] == 'A' ? &e.ac :
					    &e.bac) = v;
	}
	evm_reckon(&e);
	show_named((struct named[]){ { "CV", e.cv, CENTS },
		       { "SV", e.sv, CENTS }, { "CPI", e.cpi, 6 },
		       { "SPI", e.spi, 6 }, { "EAC", e.eac, CENTS },
		       { "EAC_SCHEDULE", e.eac_schedule, CENTS },
		       { "ETC", e.etc, CENTS }, { "VAC", e.vac, CENTS },
		       { "TCPI", e.tcpi, 6 }, { NULL } },
	    like, out, room);
}

/* "amount first last from until", once or more: their sum. */
static int64_t
answer_prorata(char **word, size_t n)
{
	int64_t sum = 0, part;

	for (size_t i = 0; i + 4 < n; i += 5) {
		prorata(number(word[i], CENTS), day(word[i + 1]),
		    day(word[i + 2]), day(word[i + 3]), day(word[i + 4]),
		    &part);
		sum += part;
	}
	return sum;
}

/* "amount first last now": what the days before now come to. */
static int64_t
answer_elapsed(char **word)
{
	int64_t part = NONE;

	prorata(number(word[0], CENTS), day(word[1]), day(word[2]), DAY_MIN,
	    day(word[3]) - 1, &part);
	return part;
}

static void
answer(const char *family, char *given, const char *like, char *out,
    size_t room)
{
	char *word[WORDS];
	size_t n = split(given, word);
	const char *text = "?";
	int64_t v = NONE;

	if (strcmp(family, "evm") == 0)
		answer_evm(word, n, like, out, room);
	else if (strcmp(family, "to-base") == 0)
		money_to_base(number(word[0], 6), 6,
		    number(word[n - 1], RATIO_SCALE), CENTS, &v);
	else if (strcmp(family, "percent") == 0)
		text = shown(percent_of(number(word[0], CENTS),
				 number(word[1], CENTS), 0),
		    6, like);
	else if (strcmp(family, "prorata") == 0)
		v = answer_prorata(word, n);
	else if (strcmp(family, "elapsed") == 0)
		v = answer_elapsed(word);
	if (v != NONE)
		text = shown(v, CENTS, like);
	if (strcmp(family, "evm") != 0)
		snprintf(out, room, "%s", text);
}

static void
test_peers(void)
{
	enum { ID, FAMILY, GIVEN, EXPECTED, OURS, REASON, SOURCE };
	struct tsv t = { .file =
			     fopen("tests/vectors/budget-reckoning.tsv", "r") };
	int same = 0, differ = 0;
	char got[400], name[700];

	if (!ok(t.file != NULL, "tests/vectors/budget-reckoning.tsv is there"))
		return;
	while (tsv_row(&t)) {
		char **c = t.cell;

		snprintf(name, sizeof name, "%s: %s %s is %s%s%s", c[ID],
		    c[FAMILY], c[GIVEN], c[OURS], *c[REASON] ? ": " : "",
		    c[REASON]);
		answer(c[FAMILY], c[GIVEN], c[OURS], got, sizeof got);
		is_text(got, c[OURS], name);
		if (strcmp(c[OURS], c[EXPECTED]) == 0)
			same++;
		else if (*c[REASON] != '\0')
			differ++;
		else
			ok(0, "%s differs from its peer without a reason",
			    c[ID]);
	}
	is_int(same, 15, "as many facts as there are agree with their peers");
	is_int(differ, 7, "the others differ, each for a reason");
}

static void
test_currencies(void)
{
	int64_t v = 5;

	money_to_base(1000, 0, 161170000, 2, &v);
	is_int(v, 620, "1000 yen at 161.17 are 6.20 euro");
	money_from_base(620, 2, 161170000, 0, &v);
	is_int(v, 999, "and 6.20 euro are 999 yen");
	money_to_base(-209, 2, 2000000, 2, &v);
	is_int(v, -105, "halves go away from zero");
	money_to_base(1234, 3, 308000, 2, &v);
	is_int(v, 401, "1.234 dinar at 0.308 are 4.01 euro");
	is_int(money_to_base(1, 2, 0, 2, &v), OPS_DATA, "0 is no rate");
	is_int(money_to_base(INT64_MAX, 0, 1, 2, &v), OPS_DATA,
	    "too large an amount is an error");
	is_int(v, 401, "and leaves the result alone");
}

static void
test_percents(void)
{
	is_int(percent_of(1, 3, 1), 33300000, "a third is 33.3 %");
	is_int(percent_of(100001, 100000, 1), 100100000,
	    "what is over reads 100.1 %");
	is_int(percent_of(99999, 100000, 1), 99900000,
	    "what is not all reads 99.9 %");
	is_int(percent_of(5, 5, 1), 100000000, "all is 100 %");
	is_int(percent_of(1, 1000000, 1), 100000, "a little is not 0 %");
	is_int(percent_of(0, 7, 1), 0, "nothing is");
	is_int(percent_of(-7, 7, 1), -100000000, "a credit of all is -100 %");
	is_int(percent_of(1, 0, 1), NONE, "of nothing there is no part");
	is_int(percent_of(INT64_MAX, 1, 0), NONE, "too many percent are none");
	is_int(percent_of(INT64_MAX, INT64_MAX - 1, 6), 100000001,
	    "the largest are told from each other");
}

static void
test_undefined(void)
{
	struct evm e = { .pv = NONE, .ev = 10, .ac = 5, .bac = NONE };
	struct evm zero = { 0, 0, 0, 0 };

	evm_reckon(&e);
	is_int(e.cpi, 2000000, "what is known is told");
	ok(e.sv == NONE && e.spi == NONE && e.eac == NONE && e.tcpi == NONE,
	    "what rests on the unknown is not");
	evm_reckon(&zero);
	ok(zero.cpi == NONE && zero.spi == NONE && zero.eac == NONE &&
		zero.eac_schedule == NONE && zero.tcpi == NONE &&
		zero.tcpi_eac == NONE && zero.cv == 0 && zero.eac_planned == 0,
	    "a project that has not begun has sums and no ratios");
}

int
main(void)
{
	test_peers();
	test_currencies();
	test_percents();
	test_undefined();
	return done();
}
