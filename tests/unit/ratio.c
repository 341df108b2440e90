/* Ratios: what is read, what is refused, and that nothing is rounded. */
#include <stdint.h>

#include "base/err.h"
#include "base/none.h"
#include "base/ratio.h"
#include "tap.h"

static struct ratio
read(const char *text)
{
	struct ratio r = { 0, 0 };

	ratio_parse(text, strlen(text), &r);
	return r;
}

static const char *
print(struct ratio r)
{
	static char buf[RATIO_MAX];

	ratio_print(buf, r);
	return buf;
}

int
main(void)
{
	struct ratio r;
	int64_t v = 0;

	is_text(print(read("12")), "12", "a whole number");
	is_text(print(read("5/105")), "5/105", "a ratio stays as typed");
	is_text(print(read("0.125")), "1/8", "a decimal is in lowest terms");
	is_text(print(read("9223372036854775807/2")), "9223372036854775807/2",
	    "the largest");
	ok(read("0").den == 0 && read("-1").den == 0 && read("1/0").den == 0 &&
		read("").den == 0 && read("/").den == 0,
	    "what is no ratio above 0");

	ok(ratio_mul(read("40"), read("12"), &r) == 0, "40 of 12");
	is_text(print(r), "480", "are 480");
	ok(ratio_mul(read("5/105"), read("21"), &r) == 0, "21 of 5/105");
	is_text(print(r), "1", "are 1");
	ok(ratio_mul(read("9223372036854775807/3"),
	       read("3/9223372036854775807"), &r) == 0 &&
		ratio_same(r, read("1")),
	    "what cancels does not overflow");
	ok(ratio_mul(read("9223372036854775807/1"), read("2"),
	       &r) == OPS_DATA,
	    "what does not fit is said");
	ok(ratio_div(read("1"), read("1000"), &r) == 0, "a g in kg");
	is_text(print(r), "1/1000", "is 1/1000");
	ok(ratio_same(read("2/4"), read("0.5")), "2/4 is a half");

	ok(ratio_of(105, read("5/105"), &v) == 0 && v == 5, "105 at 5/105");
	ok(ratio_of(-105, read("5/105"), &v) == 0 && v == -5, "below 0, too");
	ok(ratio_of(1, read("1/3"), &v) == RATIO_REST, "a third of 1");
	ok(ratio_of(INT64_MAX, read("2"), &v) == OPS_DATA, "too large");
	ok(ratio_of(NONE, read("1"), &v) == OPS_DATA, "nothing of it");
	return done();
}
