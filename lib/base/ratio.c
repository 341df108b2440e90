/* Ratios of whole numbers: factors between units, kept and used exactly. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/err.h"
#include "base/ratio.h"

static int64_t
common_divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a < 0 ? -a : a;
}

static struct ratio
reduced(struct ratio r)
{
	int64_t by = common_divisor(r.num, r.den);

	return (struct ratio){ r.num / by, r.den / by };
}

/* Two whole numbers with a slash between them. */
static int
parse_parts(const char *s, size_t n, const char *slash, struct ratio *r)
{
	size_t first = (size_t)(slash - s);

	return decimal_parse(s, first, 0, &r->num) == NULL &&
	    decimal_parse(slash + 1, n - first - 1, 0, &r->den) == NULL;
}

const char *
ratio_parse(const char *s, size_t n, struct ratio *out)
{
	const char *slash = memchr(s, '/', n);
	struct ratio r = { 0, MILLION };
	int good = slash != NULL ? parse_parts(s, n, slash, &r)
	    : decimal_parse(s, n, QTY_SCALE, &r.num) == NULL;

	if (!good || r.num <= 0 || r.den <= 0)
		return "a number above 0: 12, 0.125 or 5/105";
	*out = slash != NULL ? r : reduced(r);
	return NULL;
}

size_t
ratio_print(char buf[RATIO_MAX], struct ratio r)
{
	int n = r.den == 1 ? snprintf(buf, RATIO_MAX, "%" PRId64, r.num)
	    : snprintf(buf, RATIO_MAX, "%" PRId64 "/%" PRId64, r.num, r.den);

	return (size_t)n;
}

static int
mul_i64(int64_t a, int64_t b, int64_t *out)
{
	return mul_div(a, b, 1, out);
}

int
ratio_mul(struct ratio a, struct ratio b, struct ratio *out)
{
	/* Crosswise first: what can be cancelled must not overflow. */
	struct ratio x = reduced((struct ratio){ a.num, b.den }),
		     y = reduced((struct ratio){ b.num, a.den }), r;
	int err = mul_i64(x.num, y.num, &r.num);

	if (err == 0)
		err = mul_i64(x.den, y.den, &r.den);
	if (err == 0)
		*out = reduced(r);
	return err;
}

int
ratio_div(struct ratio a, struct ratio b, struct ratio *out)
{
	return ratio_mul(a, (struct ratio){ b.den, b.num }, out);
}

int
ratio_same(struct ratio a, struct ratio b)
{
	a = reduced(a);
	b = reduced(b);
	return a.num == b.num && a.den == b.den;
}

int
ratio_of(int64_t v, struct ratio r, int64_t *out)
{
	if (v == NONE)
		return OPS_DATA;
	r = reduced(r);
	if (v % r.den != 0)
		return RATIO_REST;
	return mul_i64(v / r.den, r.num, out);
}
