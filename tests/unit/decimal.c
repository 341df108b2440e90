/* Numbers with decimals: reading, writing, multiplying. */
#include <stdint.h>

#include "base/decimal.h"
#include "base/err.h"
#include "tap.h"

__extension__ typedef __int128 int128;

/* Numbers without a pattern, the same in every run (xorshift64). */
static uint64_t
next_random(void)
{
	static uint64_t x = UINT64_C(88172645463325252);

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x;
}

/* Of every size from one digit up, of both signs, never NONE. */
static int64_t
next_number(void)
{
	uint64_t x = next_random() >> (next_random() % 64);

	return x == (uint64_t)1 << 63 ? 7 : (int64_t)x;
}

static int64_t
parsed(const char *text, int scale)
{
	int64_t v = NONE;

	decimal_parse(text, strlen(text), scale, &v);
	return v;
}

static void
test_reading(void)
{
	static const struct {
		const char *text;
		int scale;
		int64_t want; /* NONE is refused */
	} t[] = { { "0", 6, 0 }, { "7", 6, 7000000 }, { "0.125", 6, 125000 },
		{ "+12.50", 2, 1250 }, { "-12.5", 2, -1250 }, { "-0", 2, 0 },
		{ "-0.00", 2, 0 }, { "007", 0, 7 }, { "00501", 0, 501 },
		{ "0.000001", 6, 1 }, { "9223372036854775807", 0, INT64_MAX },
		{ "-9223372036854775807", 0, -INT64_MAX },
		{ "9223372036854.775807", 6, INT64_MAX },
		{ "92233720368547758.07", 2, INT64_MAX },
		{ "000000000000000000000000000001", 0, 1 },
		{ "0.000000000000000001", 18, 1 },
		{ "9223372036854775808", 0, NONE },
		{ "-9223372036854775808", 0, NONE },
		{ "9223372036854.775808", 6, NONE },
		{ "9223372036855", 6, NONE },
		{ "18446744073709551616", 0, NONE },
		{ "99999999999999999999999999999999999999", 0, NONE },
		{ "", 2, NONE }, { "-", 2, NONE }, { "+", 2, NONE },
		{ ".", 2, NONE }, { ".5", 2, NONE }, { "5.", 2, NONE },
		{ "-.5", 2, NONE }, { "1.2.3", 2, NONE }, { "1..2", 2, NONE },
		{ "--1", 2, NONE }, { "1-", 2, NONE }, { "+-1", 2, NONE },
		{ "1,5", 2, NONE }, { "1,000", 0, NONE }, { "1_000", 0, NONE },
		{ "1 000", 0, NONE }, { " 1", 0, NONE }, { "1 ", 0, NONE },
		{ "1e3", 0, NONE }, { "1E3", 0, NONE }, { "0x10", 0, NONE },
		{ "nan", 2, NONE }, { "inf", 2, NONE }, { "1.0", 0, NONE },
		{ "1.", 0, NONE }, { "1.234", 2, NONE }, { "1.230", 2, NONE },
		{ "0.0000000", 6, NONE }, { "\xd9\xa1", 0, NONE },
		{ "\xe2\x88\x92"
		  "1",
		    0, NONE } };

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		int64_t got = parsed(t[i].text, t[i].scale);

		if (!ok(got == t[i].want, "'%s' with %d decimals is %s",
			t[i].text, t[i].scale,
			t[i].want == NONE ? "refused" : "read exactly"))
			printf("#   got %" PRId64 "\n", got);
	}
}

static void
test_bytes(void)
{
	int64_t v = 5;

	ok(decimal_parse("12\0"
			 "3",
	       4, 0, &v) != NULL &&
		v == 5,
	    "a NUL inside is no digit, and the result is untouched");
	ok(decimal_parse("1234", 2, 0, &v) == NULL && v == 12,
	    "no byte behind the length is read");
	is_text(decimal_parse("x", 1, 0, &v), "a whole number such as 12",
	    "what was expected is said: a whole number");
	is_text(decimal_parse("1.234", 5, 2, &v),
	    "a number such as 12 or 12.50, at most 2 decimals",
	    "what was expected is said: how many decimals");
	is_text(decimal_parse("9223372036854775808", 19, 0, &v),
	    "a smaller number", "what was expected is said: smaller");
}

static void
test_writing(void)
{
	static const struct {
		int64_t v;
		int scale, min;
		const char *want;
	} t[] = { { 0, 6, 0, "0" }, { 0, 2, 2, "0.00" }, { 7000000, 6, 0, "7" },
		{ 125000, 6, 0, "0.125" }, { 1250, 2, 2, "12.50" },
		{ -1250, 2, 2, "-12.50" }, { -1, 2, 2, "-0.01" },
		{ -5, 0, 0, "-5" }, { 100, 0, 0, "100" },
		{ 1500000, 6, 2, "1.50" }, { 1234567, 6, 2, "1.234567" },
		{ 1230000, 6, 2, "1.23" }, { 1, 18, 0, "0.000000000000000001" },
		{ INT64_MAX, 0, 0, "9223372036854775807" },
		{ -INT64_MAX, 6, 0, "-9223372036854.775807" },
		{ NONE, 2, 2, "" } };
	char buf[DECIMAL_MAX];

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		char name[100];
		size_t n = decimal_print(buf, t[i].v, t[i].scale, t[i].min);

		snprintf(name, sizeof name, "%" PRId64 " at %d is '%s'", t[i].v,
		    t[i].scale, t[i].want);
		is_text(buf, t[i].want, name);
		if (n != strlen(buf))
			ok(0, "the length is given");
	}
}

static void
test_round_trip(void)
{
	char buf[DECIMAL_MAX];
	int bad = 0;

	for (int i = 0; i < 200000; i++) {
		int scale = (int)(next_random() % 19);
		int min = (int)(next_random() % (uint64_t)(scale + 1));
		int64_t v = next_number(), back = NONE;
		size_t n = decimal_print(buf, v, scale, min);

		bad += decimal_parse(buf, n, scale, &back) != NULL || back != v;
	}
	is_int(bad, 0, "what is written is read back, 200000 numbers");
}

static void
test_adding(void)
{
	int64_t v = 5;

	ok(add_i64(2, 3, &v) == 0 && v == 5, "2 + 3 is 5");
	ok(sub_i64(2, 3, &v) == 0 && v == -1, "2 - 3 is -1");
	ok(add_i64(INT64_MAX, 1, &v) == OPS_DATA && v == -1,
	    "a sum that does not fit is an error and changes nothing");
	ok(add_i64(-INT64_MAX, -1, &v) == OPS_DATA,
	    "a sum is never the missing number");
	ok(sub_i64(-INT64_MAX, 1, &v) == OPS_DATA, "nor is a difference");
	ok(sub_i64(0, INT64_MAX, &v) == 0 && v == -INT64_MAX,
	    "the least number can be reached");
	ok(add_i64(NONE, 1, &v) == OPS_DATA &&
		sub_i64(1, NONE, &v) == OPS_DATA &&
		add_i64(0, NONE, &v) == OPS_DATA,
	    "the missing number cannot be added");
}

static void
test_mul_div(void)
{
	static const struct {
		int64_t a, b, c, want;
	} t[] = { { 5, 1, 2, 3 }, { -5, 1, 2, -3 }, { 5, 1, -2, -3 },
		{ -5, 1, -2, 3 }, { 4, 1, 3, 1 }, { -4, 1, 3, -1 },
		{ 1, 1, 2, 1 }, { -1, 1, 2, -1 }, { 1, 1, 3, 0 },
		{ 0, 9, -4, 0 }, { INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX },
		{ INT64_MAX, -1, 1, -INT64_MAX },
		{ INT64_MAX, 1000000, 1000001, INT64_C(9223362813491962315) },
		{ INT64_MAX, 2, 1, NONE }, { 1, 1, 0, NONE },
		{ NONE, 0, 1, NONE }, { 0, NONE, 1, NONE },
		{ 0, 0, NONE, NONE }, { INT64_MAX, INT64_MAX, 1, NONE } };
	int bad = 0;

	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		int64_t v = NONE;
		int code = mul_div(t[i].a, t[i].b, t[i].c, &v);

		ok(v == t[i].want && code == (v == NONE ? OPS_DATA : 0),
		    "%" PRId64 " * %" PRId64 " / %" PRId64 " is %s", t[i].a,
		    t[i].b, t[i].c, v == NONE ? "an error" : "right");
	}
	for (int i = 0; i < 200000; i++) {
		int64_t a = next_number(), b = next_number(), c = next_number(),
			v;
		int128 error;

		if (c == 0 || mul_div(a, b, c, &v) != 0)
			continue;
		error = 2 * ((int128)a * b - (int128)v * c);
		error = error < 0 ? -error : error;
		bad += error > (c < 0 ? -(int128)c : c);
	}
	is_int(bad, 0, "no quotient is off by more than half");
}

int
main(void)
{
	test_reading();
	test_bytes();
	test_writing();
	test_round_trip();
	test_adding();
	test_mul_div();
	return done();
}
