/* Numbers with decimals as scaled integers: read, write, multiply. */
#include <string.h>

#include "base/decimal.h"
#include "base/err.h"

__extension__ typedef __int128 int128;

#define MAX ((uint64_t)INT64_MAX)

static const int64_t tens[DECIMAL_SCALE_MAX + 1] = { 1, 10, 100, 1000, 10000,
	100000, 1000000, 10000000, 100000000, 1000000000, INT64_C(10000000000),
	INT64_C(100000000000), INT64_C(1000000000000), INT64_C(10000000000000),
	INT64_C(100000000000000), INT64_C(1000000000000000),
	INT64_C(10000000000000000), INT64_C(100000000000000000),
	INT64_C(1000000000000000000) };

int
decimal_wrong(struct ops *ops, const char *field, int64_t v, int scale,
    const char *expected)
{
	char text[DECIMAL_MAX];

	decimal_print(text, v, scale, 0);
	return fail(ops, OPS_DATA, "%s: '%s' is wrong: expected %s", field,
	    text, expected);
}

int64_t
power_of_ten(int n)
{
	if (n < 0 || n > DECIMAL_SCALE_MAX)
		BUG("10^%d does not fit", n);
	return tens[n];
}

/* What a number of this scale looks like, for messages. */
static const char *
expected(int scale)
{
	static const char *const text[] = { "a whole number such as 12",
		"a number such as 12 or 12.5, at most 1 decimal",
		"a number such as 12 or 12.50, at most 2 decimals",
		"a number such as 12 or 12.500, at most 3 decimals",
		"a number such as 12 or 12.5, at most 4 decimals",
		"a number such as 12 or 12.5, at most 5 decimals",
		"a number such as 12 or 0.125, at most 6 decimals" };

	if (scale < (int)(sizeof text / sizeof *text))
		return text[scale];
	return "a number such as 12 or 0.125";
}

const char *
decimal_parse(const char *s, size_t n, int scale, int64_t *out)
{
	static const char large[] = "a smaller number";
	const char *p = s, *end = s + n, *point = NULL;
	uint64_t v = 0;
	unsigned digit;
	int negative = 0, decimals = 0;

	if (p < end && (*p == '-' || *p == '+'))
		negative = *p++ == '-';
	for (; p < end; p++) {
		digit = (unsigned)(unsigned char)*p - '0';
		if (digit > 9) {
			if (*p != '.' || point != NULL || p == s || p[-1] < '0')
				return expected(scale);
			point = p;
			continue;
		}
		if (point != NULL && ++decimals > scale)
			return expected(scale);
		if (v >= MAX / 10 && v > (MAX - digit) / 10)
			return large;
		v = v * 10 + digit;
	}
	if (p == s || p[-1] < '0')
		return expected(scale);
	if (v > MAX / (uint64_t)tens[scale - decimals])
		return large;
	v *= (uint64_t)tens[scale - decimals];
	*out = negative ? -(int64_t)v : (int64_t)v;
	return NULL;
}

size_t
decimal_print(char buf[DECIMAL_MAX], int64_t v, int scale, int min_decimals)
{
	char tmp[DECIMAL_MAX], *p = tmp + sizeof tmp, *end = p;
	uint64_t u = v < 0 ? -(uint64_t)v : (uint64_t)v;
	int i = scale;
	size_t n;

	if (v == NONE) {
		buf[0] = '\0';
		return 0;
	}
	for (; i > min_decimals && u % 10 == 0; i--)
		u /= 10;
	if (i > 0) {
		for (; i > 0; i--, u /= 10)
			*--p = (char)('0' + u % 10);
		*--p = '.';
	}
	do
		*--p = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	if (v < 0)
		*--p = '-';
	n = (size_t)(end - p);
	memcpy(buf, p, n);
	buf[n] = '\0';
	return n;
}

int
mul_div(int64_t a, int64_t b, int64_t c, int64_t *out)
{
	int128 product, quotient, rest, divisor = c;

	if (a == NONE || b == NONE || c == NONE || c == 0)
		return OPS_DATA;
	product = (int128)a * b;
	quotient = product / divisor;
	rest = product % divisor;
	if (divisor < 0)
		divisor = -divisor;
	if (2 * (rest < 0 ? -rest : rest) >= divisor)
		quotient += (product < 0) == (c < 0) ? 1 : -1;
	if (quotient > INT64_MAX || quotient <= INT64_MIN)
		return OPS_DATA;
	*out = (int64_t)quotient;
	return 0;
}
