/* Cash flows: values worked by others, and what must hold for any flow. */
#include <stdint.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "base/err.h"
#include "stats/cashflow.h"
#include "tap.h"
#include "tsv.h"

static size_t
read_flow(const char *text, int64_t *flow)
{
	size_t n = 0;
	char *end;

	for (const char *p = text; *p != '\0'; p = end)
		flow[n++] = strtoll(p, &end, 10) * 100;
	return n;
}

/* Adds v * 10^-scale with as many decimals as `like` has. */
static void
show(char *out, size_t room, int64_t v, int scale, const char *like)
{
	size_t len = strlen(out), word = strcspn(like, " ");
	const char *point = memchr(like, '.', word);
	int decimals = point == NULL ? 0 : (int)(like + word - point) - 1;
	char buf[DECIMAL_MAX];

	if (v == NONE)
		return;
	mul_div(v, 1, power_of_ten(scale - decimals), &v);
	decimal_print(buf, v, decimals, decimals);
	snprintf(out + len, room - len, "%s%s", len > 0 ? " " : "", buf);
}

static void
answer(char **c, char *out, size_t room)
{
	enum { ID, WHAT, FLOW, RATE, EXPECTED, OURS };
	const char *like = c[OURS];
	int64_t flow[40], rate = NONE, v = NONE;
	struct cash cash = { flow, read_flow(c[FLOW], flow), 1 };
	struct cash_yield y;

	*out = '\0';
	if (*c[RATE] != '\0')
		rate = strtoll(c[RATE], NULL, 10) * 10000;
	if (strcmp(c[WHAT], "npv") == 0 && cash_npv(&cash, rate, &v) == 0)
		show(out, room, v, 2, like);
	if (strcmp(c[WHAT], "annual") == 0 && cash_annual(&cash, rate, &v) == 0)
		show(out, room, v, 2, like);
	if (strcmp(c[WHAT], "payback") == 0 &&
	    cash_payback(&cash, NONE, &v) == 0)
		show(out, room, v, 6, like);
	if (strcmp(c[WHAT], "discounted") == 0 &&
	    cash_payback(&cash, rate, &v) == 0)
		show(out, room, v, 6, like);
	if (strcmp(c[WHAT], "irr") != 0)
		return;
	cash_irr(&cash, &y);
	for (size_t i = 0; i < y.n; i++) {
		show(out, room, y.rate[i], 4, like);
		like += strcspn(like, " ");
		like += *like == ' ';
	}
}

static void
test_vectors(void)
{
	enum { ID, WHAT, FLOW, RATE, EXPECTED, OURS, REASON, SOURCE };
	struct tsv t = { .file = fopen("tests/vectors/cashflow.tsv", "r") };
	char got[200], name[300];
	int rows = 0;

	if (!ok(t.file != NULL, "tests/vectors/cashflow.tsv is there"))
		return;
	while (tsv_row(&t)) {
		char **c = t.cell;

		answer(c, got, sizeof got);
		snprintf(name, sizeof name, "%s: %s of %s%s%s is %s%s%s", c[ID],
		    c[WHAT], c[FLOW], *c[RATE] ? " at " : "", c[RATE],
		    *c[OURS] ? c[OURS] : "none", *c[REASON] ? ": " : "",
		    c[REASON]);
		is_text(got, c[OURS], name);
		if (strcmp(c[EXPECTED], c[OURS]) != 0 && *c[REASON] == '\0')
			ok(0, "%s differs without a reason", c[ID]);
		rows++;
	}
	is_int(rows, 27, "all rows were read");
}

/* At each rate the value is nothing, and between two of them it is not. */
static void
test_random(void)
{
	int64_t flow[60], npv, in, out;
	struct cash_yield y;
	int bad = 0, seen = 0;

	srand(7);
	for (int i = 0; i < 300; i++) {
		struct cash c = { flow, 2 + (size_t)rand() % 58, 1 };

		for (size_t t = 0; t < c.n; t++)
			flow[t] =
			    rand() % 8 ? rand() % 100000 : -(rand() % 900000);
		cash_irr(&c, &y);
		bad += y.n > y.sign_changes;
		bad += !y.unsolved && y.sign_changes % 2 == 1 && y.n == 0;
		for (size_t k = 0; k < y.n; k++) {
			bad += k > 0 && y.rate[k] < y.rate[k - 1];
			if (y.rate[k] < -300000 || y.rate[k] > 100 * MILLION)
				continue; /* too large, or too coarse */
			cash_npv(&c, y.rate[k], &npv);
			cash_parts(&c, y.rate[k], &in, &out);
			bad += llabs(npv) > 2 + in / 10000;
			seen++;
		}
	}
	ok(bad == 0 && seen > 100,
	    "at %d rates of random flows the value is nothing", seen);
}

static void
test_months(void)
{
	int64_t flow[13] = { -10000, [12] = 11000 }, v;
	struct cash c = { flow, 13, 12 };
	struct cash_yield y;

	cash_irr(&c, &y);
	is_int(y.rate[0], 100000, "a month's flow yields a year's rate");
	cash_npv(&c, 100000, &v);
	is_int(v, 0, "at which it is worth nothing");
	cash_payback(&c, NONE, &v);
	is_int(v, 11909091, "and is back within the twelfth month");
}

static void
test_hostile(void)
{
	int64_t big[3] = { INT64_MAX, INT64_MAX, INT64_MAX }, v = 5;
	int64_t many[60], last[2] = { -INT64_MAX, INT64_MAX };
	struct cash c = { big, 3, 1 }, none = { NULL, 0, 1 };
	struct cash_yield y;

	is_int(cash_npv(&c, 0, &v), OPS_DATA, "too large a sum is an error");
	is_int(v, 5, "and leaves the result alone");
	is_int(cash_npv(&c, -MILLION, &v), OPS_DATA, "-100 % is no rate");
	is_int(cash_npv(&c, NONE, &v), OPS_DATA, "none is none");
	cash_npv(&none, 80000, &v);
	is_int(v, 0, "an empty flow is worth nothing");
	cash_irr(&none, &y);
	is_int((int64_t)y.n, 0, "and has no rate");
	cash_annual(&none, 80000, &v);
	is_int(v, NONE, "and no annual amount");
	for (int i = 0; i < 60; i++)
		many[i] = i % 2 ? -1000 : 1001;
	c = (struct cash){ many, 60, 1 };
	cash_irr(&c, &y);
	ok(y.unsolved && y.n == 0 && y.sign_changes == 59,
	    "59 changes of sign are told, and no rate");
	c = (struct cash){ last, 2, 1 };
	cash_irr(&c, &y);
	is_int(y.rate[0], 0, "the largest amounts have a rate");
}

int
main(void)
{
	test_vectors();
	test_random();
	test_months();
	test_hostile();
	return done();
}
