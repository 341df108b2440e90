/* Money: currencies, amounts of lines, splits, and what peers' tests say. */
#include <stdint.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "base/err.h"
#include "base/money.h"
#include "tap.h"
#include "tsv.h"

static int64_t
number(const char *text, int scale)
{
	int64_t v = NONE;

	decimal_parse(text, strlen(text), scale, &v);
	return v;
}

/* "100 by 1 1 1" becomes "34 33 33", or "error". */
static void
answer_split(char *given, char *out, size_t room)
{
	int64_t weight[20], part[20];
	size_t n = 0;
	char *p = strchr(given, ' '), *end;
	int64_t total = strtoll(given, NULL, 10);

	for (p += strlen(" by"); *p != '\0'; p = end)
		weight[n++] = strtoll(p, &end, 10);
	if (money_split(total, weight, n, part) != 0) {
		snprintf(out, room, "error");
		return;
	}
	*out = '\0';
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(out);

		snprintf(out + len, room - len, "%s%" PRId64, i ? " " : "",
		    part[i]);
	}
}

/* "-2.675 to 0.01" becomes "-2.68", with as many decimals as `like`. */
static void
answer_round(char *given, const char *like, char *out, size_t room)
{
	char buf[DECIMAL_MAX] = "", *unit = strstr(given, " to ");
	const char *point = strchr(like, '.');
	int64_t v, step;

	*unit = '\0';
	v = number(given, 6);
	step = number(unit + strlen(" to "), 6);
	*unit = ' ';
	if (mul_div(v, 1, step, &v) == 0 && mul_div(v, step, 1, &v) == 0)
		decimal_print(buf, v, 6,
		    point == NULL ? 0 : (int)strlen(point + 1));
	snprintf(out, room, "%s", buf);
}

static void
test_peers(void)
{
	enum { ID, FAMILY, GIVEN, EXPECTED, OURS, REASON, SOURCE };
	struct tsv t = { .file = fopen("tests/vectors/money.tsv", "r") };
	int same = 0, differ = 0;
	char got[200], name[300];

	if (!ok(t.file != NULL, "tests/vectors/money.tsv is there"))
		return;
	while (tsv_row(&t)) {
		char **c = t.cell;

		if (strcmp(c[FAMILY], "split") == 0)
			answer_split(c[GIVEN], got, sizeof got);
		else if (strcmp(c[FAMILY], "round") == 0)
			answer_round(c[GIVEN], c[OURS], got, sizeof got);
		else
			snprintf(got, sizeof got, "%d",
			    currency_decimals(c[GIVEN]));
		snprintf(name, sizeof name, "%s: %s %s is %s%s%s", c[ID],
		    c[FAMILY], c[GIVEN], c[OURS], *c[REASON] ? ": " : "",
		    c[REASON]);
		is_text(got, c[OURS], name);
		if (strcmp(c[OURS], c[EXPECTED]) == 0)
			same++;
		else if (*c[REASON] != '\0')
			differ++;
		else
			ok(0, "%s differs from its peer without a reason",
			    c[ID]);
	}
	is_int(same, 32, "as many facts as there are agree with their peers");
	is_int(differ, 4, "four differ, each for a reason");
}

/* The list of ISO itself, where the shared data are at hand. */
static void
test_iso_list(void)
{
	FILE *f = fopen("../shared/data/iso4217/clean/iso4217.csv", "r");
	char line[300], code[4];
	int rows = 0, bad = 0, want;

	if (f == NULL) {
		ok(1, "every code of ISO's list # SKIP no ../shared/data");
		return;
	}
	while (fgets(line, sizeof line, f) != NULL) {
		/* ...,EUR,978,2,: names may hold commas, these four do not */
		char *p = line + strcspn(line, "\r\n"), *cell[4];
		int n = 0;

		*p = '\0';
		while (n < 4 && p > line)
			if (*--p == ',') {
				*p = '\0';
				cell[n++] = p + 1;
			}
		if (n < 4 || strlen(cell[3]) != 3)
			continue;
		snprintf(code, sizeof code, "%s", cell[3]);
		want = cell[1][0] >= '0' && cell[1][0] <= '9' ?
		    cell[1][0] - '0' :
		    -1;
		rows++;
		if (currency_decimals(code) != want) {
			printf("#   %s: %d, list %d\n", code,
			    currency_decimals(code), want);
			bad++;
		}
	}
	fclose(f);
	ok(rows > 270 && bad == 0,
	    "every code of ISO's list has its minor unit, %d rows", rows);
}

static void
test_currencies(void)
{
	is_int(currency_decimals("EUR"), 2, "EUR has 2 decimals");
	is_int(currency_decimals("JOD"), 3, "JOD has 3");
	is_int(currency_decimals("CLF"), 4, "CLF has 4");
	is_int(currency_decimals("XCG"), 2, "the Caribbean guilder is known");
	is_int(currency_decimals("XAU"), -1, "gold has no minor unit");
	is_int(currency_decimals("XXX"), -1, "no currency is no currency");
	is_int(currency_decimals("eur"), -1, "codes are capital letters");
	is_int(currency_decimals(""), -1, "the empty text is no currency");
	is_int(currency_decimals("EU"), -1, "two letters are none");
	is_int(currency_decimals("UR "), -1, "nor is a piece of the table");
	is_int(currency_decimals("EURO"), -1, "nor four letters");
}

static void
test_lines(void)
{
	int64_t v = NONE;

	ok(money_of(3 * MILLION, 333333, 2, &v) == 0 && v == 100,
	    "3 at 0.333333 come to 1.00");
	ok(money_of(-3 * MILLION, 333333, 2, &v) == 0 && v == -100,
	    "a return is its mirror image");
	ok(money_of(125000, 40000, 2, &v) == 0 && v == 1,
	    "0.125 at 0.04 is 0.005 and rounds to 0.01");
	ok(money_of(-125000, 40000, 2, &v) == 0 && v == -1,
	    "and -0.005 to -0.01");
	ok(money_of(5 * MILLION, 1500000, 0, &v) == 0 && v == 8,
	    "5 at 1.5 yen come to 8 yen");
	ok(money_of(1000 * MILLION, 12345, 3, &v) == 0 && v == 12345,
	    "1000 at 0.012345 dinar come to 12.345");
	ok(money_of(1, 1, 4, &v) == 0 && v == 0,
	    "a millionth of a millionth is nothing");
	ok(money_of(INT64_MAX, INT64_MAX, 2, &v) == OPS_DATA && v == 0,
	    "what no amount can hold is an error");
	ok(money_of(NONE, MILLION, 2, &v) == OPS_DATA,
	    "a missing quantity has no amount");
	ok(money_price(1000, 3 * MILLION, 2, &v) == 0 && v == 3333333,
	    "10.00 for 3 is 3.333333 each");
	ok(money_price(1000, 0, 2, &v) == OPS_DATA,
	    "10.00 for nothing has no unit price");
}

/* Sums exactly, each part within one unit of its share. */
static void
test_split_property(void)
{
	int64_t weight[50], part[50];
	uint64_t x = 42;
	int bad = 0;

	for (int round = 0; round < 5000; round++) {
		size_t n = 1 + (size_t)round % 50;
		int64_t total, sum = 0, all = 0;

		for (size_t i = 0; i < n; i++) {
			x = x * UINT64_C(6364136223846793005) + 1442695041;
			weight[i] = (int64_t)(x >> 40);
			all += weight[i];
		}
		total = (int64_t)(x >> 30) - (INT64_C(1) << 33);
		if (all == 0)
			continue;
		bad += money_split(total, weight, n, part) != 0;
		for (size_t i = 0; i < n; i++) {
			int64_t share;

			sum += part[i];
			bad += mul_div(total, weight[i], all, &share) != 0 ||
			    part[i] - share > 1 || share - part[i] > 1;
		}
		bad += sum != total;
	}
	is_int(bad, 0, "5000 splits sum exactly, every part near its share");
}

static void
test_split(void)
{
	int64_t w[] = { 1, 1, 1 }, part[3] = { 9, 9, 9 };
	int64_t huge[] = { INT64_MAX, INT64_MAX, INT64_MAX };
	int64_t below[] = { 1, -1, 1 }, zero[] = { 0, 0, 0 };
	int64_t last[] = { 0, 0, 5 };

	ok(money_split(-100, w, 3, part) == 0 && part[0] == -34 &&
		part[1] == -33 && part[2] == -33,
	    "-100 by thirds is -34 -33 -33");
	ok(money_split(0, w, 3, part) == 0 && part[0] == 0 && part[2] == 0,
	    "nothing by thirds is nothing");
	ok(money_split(INT64_MAX, huge, 3, part) == 0 &&
		part[0] + part[1] + part[2] == INT64_MAX &&
		part[0] - part[2] <= 1,
	    "the largest total by the largest weights sums exactly");
	ok(money_split(7, last, 3, part) == 0 && part[0] == 0 && part[2] == 7,
	    "a weight of 0 gets nothing");
	part[0] = 9;
	ok(money_split(1, w, 0, part) == OPS_DATA, "no weights: an error");
	ok(money_split(1, below, 3, part) == OPS_DATA, "one below 0: an error");
	ok(money_split(1, zero, 3, part) == OPS_DATA, "all 0: an error");
	ok(money_split(NONE, w, 3, part) == OPS_DATA, "a missing total too");
	is_int(part[0], 9, "and the parts are untouched");
}

int
main(void)
{
	test_currencies();
	test_iso_list();
	test_lines();
	test_split();
	test_split_property();
	test_peers();
	return done();
}
