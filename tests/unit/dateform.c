/* Dates of foreign files: patterns, what they read, what they refuse. */
#include <string.h>

#include "import/dateform.h"
#include "tap.h"

static struct arena *mem;

/* What a pattern makes of a text; "-" where it refuses it. */
static const char *
reads(const char *pattern, const char *text)
{
	const struct dateform *f;
	struct str s = STR_INIT;
	const char *out = "-";

	if (dateform_compile(mem, pattern, &f) != NULL)
		return "no pattern";
	if (dateform_read(f, text, &s))
		out = arena_strdup(mem, s.p);
	else if (s.len > 0)
		out = "refused, and something added";
	str_free(&s);
	return out;
}

int
main(void)
{
	static const struct {
		const char *pattern, *text, *want;
	} cases[] = {
		{ "DD.MM.YYYY", "21.11.2026", "2026-11-21" },
		{ "DD.MM.YYYY", "1.1.2026", "-" },
		{ "DD.MM.YYYY", "21.11.2026 ", "-" },
		{ "DD.MM.YYYY", "21.11.202", "-" },
		{ "DD.MM.YYYY", "29.02.2025", "-" },
		{ "DD.MM.YYYY", "29.02.2024", "2024-02-29" },
		{ "DD.MM.YYYY", "00.02.2024", "-" },
		{ "DD.MM.YYYY", "01.01.0000", "-" },
		{ "DD.MM.YYYY", "", "-" },
		{ "M/D/YYYY", "1/2/2026", "2026-01-02" },
		{ "M/D/YYYY", "01/02/2026", "2026-01-02" },
		{ "M/D/YYYY", "12/31/2026", "2026-12-31" },
		{ "M/D/YYYY", "13/1/2026", "-" },
		{ "M/D/YYYY", "+1/2/2026", "-" },
		{ "YYMMDD", "261121", "2026-11-21" },
		{ "YYMMDD", "690101", "1969-01-01" },
		{ "YYMMDD", "680101", "2068-01-01" },
		{ "YYYY-MM-DD hh:mm:ss", "2010-12-01 08:26:09",
		    "2010-12-01T08:26:09" },
		{ "YYYY-MM-DD hh:mm:ss", "2010-12-01 24:00:00", "-" },
		{ "YYYY-MM-DD hh:mm:ss", "2010-12-01 08:60:00", "-" },
		{ "YYYY-MM-DDThh:mm", "2010-12-01T08:26",
		    "2010-12-01T08:26:00" },
		{ "M/D/YY h:mm AM", "3/1/26 12:05 am", "2026-03-01T00:05:00" },
		{ "M/D/YY h:mm AM", "3/1/26 12:05 PM", "2026-03-01T12:05:00" },
		{ "M/D/YY h:mm AM", "3/1/26 1:05 PM", "2026-03-01T13:05:00" },
		{ "M/D/YY h:mm AM", "3/1/26 0:05 PM", "-" },
		{ "M/D/YY h:mm AM", "3/1/26 13:05 PM", "-" },
		{ "M/D/YY h:mm AM", "3/1/26 1:05", "-" },
		{ "M/D/YY h:mm AM", "3/1/26 1:05 P", "-" },
		{ "(D) M %YYYY", "(1) 2 %2026", "2026-02-01" },
		{ "YYYY-MM", "2026-11", "no pattern" },
		{ "DD MMM YYYY", "", "no pattern" },
		{ "YYYY-MM-DD YYYY", "", "no pattern" },
		{ "YYYY-MM-DD mm", "", "no pattern" },
		{ "YYYY-MM-DD Z", "", "no pattern" },
		{ "%d.%m.%Y", "", "no pattern" },
		{ "", "", "no pattern" },
	};
	char long_one[200];
	const struct dateform *f;

	mem = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is_text(reads(cases[i].pattern, cases[i].text), cases[i].want,
		    arena_printf(
			mem, "'%s' as %s", cases[i].text, cases[i].pattern));
	memset(long_one, '.', sizeof long_one);
	long_one[sizeof long_one - 1] = '\0';
	ok(dateform_compile(mem, long_one, &f) != NULL, "a long pattern");
	arena_free(mem);
	return done();
}
