/* The unit tests' few words; each test program prints TAP. */
#ifndef TESTS_UNIT_TAP_H
#define TESTS_UNIT_TAP_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int tap_count, tap_failed;

/* One assertion, named as a sentence. */
__attribute__((format(printf, 2, 3), unused)) static int
ok(int pass, const char *fmt, ...)
{
	va_list ap;

	printf("%sok %d - ", pass ? "" : "not ", ++tap_count);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	tap_failed += !pass;
	return pass;
}

__attribute__((unused)) static int
is_int(int64_t got, int64_t want, const char *name)
{
	if (!ok(got == want, "%s", name))
		printf("#   got %" PRId64 ", want %" PRId64 "\n", got, want);
	return got == want;
}

__attribute__((unused)) static int
is_text(const char *got, const char *want, const char *name)
{
	int same = got == NULL || want == NULL ? got == want
					       : strcmp(got, want) == 0;

	if (!ok(same, "%s", name))
		printf("#   got  [%s]\n#   want [%s]\n", got ? got : "(null)",
		    want ? want : "(null)");
	return same;
}

/* The plan at the end, and main's exit code. */
__attribute__((unused)) static int
done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
