/* Columns on a terminal, whatever the locale: C is the one of cron. */
#include <locale.h>
#include <stdlib.h>

#include "base/str.h"
#include "io/width.h"
#include "tap.h"

static void
width_is(const char *text, int64_t want, const char *name)
{
	is_int((int64_t)text_width(text, strlen(text)), want, name);
}

/* Making safe what is safe changes nothing. */
static int
is_safe(const struct str *s)
{
	struct str again = STR_INIT;
	int same;

	text_safe(&again, s->p, s->len);
	same = again.len == s->len && memcmp(again.p, s->p, s->len) == 0;
	str_free(&again);
	return same;
}

static void
safe_is(const char *text, size_t n, const char *want, const char *name)
{
	struct str s = STR_INIT;

	text_safe(&s, text, n);
	is_text(s.p, want, name);
	is_int((int64_t)text_width(text, n), (int64_t)text_width(s.p, s.len),
	    "... and its width was told");
	ok(is_safe(&s), "... and it is safe");
	str_free(&s);
}

static void
cut_is(const char *text, size_t width, const char *want, int64_t columns)
{
	struct str s = STR_INIT;

	is_int((int64_t)text_cut(&s, text, strlen(text), width), columns,
	    "columns of a cut text");
	is_text(s.p, want, "a cut text");
	str_free(&s);
}

static void
widths(void)
{
	width_is("", 0, "nothing");
	width_is("plain ASCII", 11, "ASCII");
	width_is("Müller", 6, "an umlaut, composed");
	width_is("Mu\u0308ller", 6, "an umlaut, combining");
	width_is("日本", 4, "East Asian wide");
	width_is("ｱ", 1, "half-width katakana");
	width_is("한국", 4, "hangul syllables");
	width_is("🙂", 2, "an emoji");
	width_is("👍🏽", 2, "an emoji with a skin");
	width_is("👩‍👩‍👧", 2, "a family of joined emoji");
	width_is("🇩🇪", 2, "a flag");
	width_is("❤️", 2, "a heart made an emoji");
	width_is("±", 1, "ambiguous is narrow");
	width_is("a\nb", 4, "an escape counts as it is shown");
	width_is("\xff", 4, "a broken byte, too");
}

static void
safety(void)
{
	safe_is("x\n\r\ty", 5, "x\\n\\r\\ty", "line ends and tabs");
	safe_is("\033]0;me\007", 7, "\\x1b]0;me\\x07", "an escape sequence");
	safe_is("\x7f", 1, "\\x7f", "DEL");
	safe_is("\xc2\x9b"
		"31m",
	    5, "\\u009b31m", "a C1 control");
	safe_is("\x9b", 1, "\\x9b", "the same as a bare byte");
	safe_is("a\0b", 3, "a\\x00b", "NUL");
	safe_is("\u202e\u2066\ufeff\u200b\u2028", 15,
	    "\\u202e\\u2066\\ufeff\\u200b\\u2028", "directions, invisibles");
	safe_is("\xed\xa0\x80", 3, "\\xed\\xa0\\x80", "a surrogate");
	safe_is("\xc0\xaf", 2, "\\xc0\\xaf", "an overlong slash");
	safe_is("\xf4\x90\x80\x80", 4, "\\xf4\\x90\\x80\\x80",
	    "above the last code point");
	safe_is("e\xe2\x82", 3, "e\\xe2\\x82", "cut off in the middle");
	safe_is("Größe 日 👩‍👧 שלום",
	    strlen("Größe 日 👩‍👧 שלום"),
	    "Größe 日 👩‍👧 שלום", "good text stays");
}

static void
cuts(void)
{
	cut_is("warehouse", 9, "warehouse", 9);
	cut_is("warehouse", 8, "warehou…", 8);
	cut_is("warehouse", 1, "…", 1);
	cut_is("warehouse", 0, "", 0);
	cut_is("", 0, "", 0);
	cut_is("日本語", 6, "日本語", 6);
	cut_is("日本語", 5, "日本…", 5);
	cut_is("日本語", 4, "日…", 3);
	cut_is("e\u0301e\u0301e\u0301", 2, "e\u0301…", 2);
	cut_is("👩‍👧👩‍👧", 3, "👩‍👧…", 3);
	cut_is("a\033b", 4, "a…", 2);
	cut_is("a\033b", 6, "a\\x1bb", 6);
}

/* Any bytes at all give plain UTF-8 no wider than asked. */
static void
any_bytes(void)
{
	struct str s = STR_INIT;
	uint32_t r = 1;
	int bad = 0;

	for (int round = 0; round < 20000; round++) {
		char text[12];
		size_t width = (r >> 20) % 12, columns;

		for (size_t i = 0; i < sizeof text; i++) {
			r = r * 1664525 + 1013904223;
			text[i] = (char)(r >> 24);
		}
		str_reset(&s);
		columns = text_cut(&s, text, sizeof text, width);
		bad += columns > width || !is_safe(&s);
		str_reset(&s);
		text_safe(&s, text, sizeof text);
		bad += !is_safe(&s);
	}
	is_int(bad, 0, "any bytes are made safe and cut to the width");
	str_free(&s);
}

int
main(void)
{
	setlocale(LC_ALL, "C");
	widths();
	safety();
	cuts();
	any_bytes();
	return done();
}
