/* Numbers with decimals as scaled integers: read, write, multiply. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/none.h"
#include "base/ops.h"

/*
 * A number with decimals is an int64 that counts 10^-scale: with scale 6
 * the number 0.125 is 125000.  Quantities count millionths of a unit, unit
 * prices millionths of a currency unit, money its minor unit (money.h).
 * NONE is no number: no function here gives it as a result.
 */
enum {
	QTY_SCALE = 6,
	PRICE_SCALE = 6,
	RATIO_SCALE = 6,
	PRICE_MIN_DECIMALS = 2,
	DECIMAL_SCALE_MAX = 18
};
#define MILLION INT64_C(1000000)

/*
 * Reads all n bytes as [+-]digits[.digits]: no blanks, grouping, exponent,
 * bare point; at most `scale` (0 to 18) decimals, even where they are zero.
 * NULL and *out; else what was expected, a noun phrase for
 * "'1,5' is wrong: expected %s", and *out is untouched.
 */
const char *decimal_parse(const char *s, size_t n, int scale, int64_t *out);

/*
 * Writes v, its trailing zeros cut down to min_decimals (0 to scale), never
 * "-0", NUL-terminated; NONE is the empty text.  Gives the length.
 * What it writes decimal_parse() reads back.
 */
enum { DECIMAL_MAX = 48 };
size_t decimal_print(char buf[DECIMAL_MAX], int64_t v, int scale,
    int min_decimals);

/* OPS_DATA: "field: '-12.5' is wrong: expected a quantity above 0". */
int decimal_wrong(struct ops *, const char *field, int64_t v, int scale,
    const char *expected);

/* 10^n for n from 0 to 18. */
int64_t power_of_ten(int n);

/*
 * Exact arithmetic: 0 and *out, or OPS_DATA where the result does not fit,
 * the divisor is 0 or an operand is NONE; *out is then untouched.
 */
static inline int
add_i64(int64_t a, int64_t b, int64_t *out)
{
	int64_t sum;

	if (a == NONE || b == NONE || __builtin_add_overflow(a, b, &sum) ||
	    sum == NONE)
		return OPS_DATA;
	*out = sum;
	return 0;
}

static inline int
sub_i64(int64_t a, int64_t b, int64_t *out)
{
	return b == NONE ? OPS_DATA : add_i64(a, -b, out);
}

/*
 * a * b / c, rounded once, half away from zero: 2.5 is 3, -2.5 is -3.
 * mul_div(v, 1, 100) drops two decimals.
 */
int mul_div(int64_t a, int64_t b, int64_t c, int64_t *out);

#endif
