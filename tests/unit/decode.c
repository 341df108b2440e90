/* UTF-8: what is well formed (Unicode 15, table 3-7), and what is not. */
#include "io/decode.h"
#include "tap.h"

static void
checks_utf8(void)
{
	static const struct {
		const char *bytes;
		size_t bad;
	} cases[] = {
		{ "abcdefgh", 8 },
		{ "\xc2\x80", 2 },
		{ "\xc1\xbf", 0 },
		{ "\xe0\xa0\x80", 3 },
		{ "\xe0\x9f\xbf", 0 },
		{ "\xed\x9f\xbf", 3 },
		{ "\xed\xa0\x80", 0 },
		{ "\xf0\x90\x80\x80", 4 },
		{ "\xf0\x8f\xbf\xbf", 0 },
		{ "\xf4\x8f\xbf\xbf", 4 },
		{ "\xf4\x90\x80\x80", 0 },
		{ "abcdefghi\x80", 9 },
		{ "abcdefg\xe2\x82\xacxyz", 13 },
		{ "ab\xe2\x82", 2 },
		{ "\xe2\x82x", 0 },
		{ "\xf5\x80", 0 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_int(
		    (int64_t)utf8_check(cases[i].bytes, strlen(cases[i].bytes)),
		    (int64_t)cases[i].bad,
		    "UTF-8 is well formed as far as it is");
}

int
main(void)
{
	checks_utf8();
	return done();
}
