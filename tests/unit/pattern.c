/* Regular expressions: what they find, and that none of them explodes. */
#include <regex.h>

#include "base/str.h"
#include "io/pattern.h"
#include "tap.h"

static struct arena *mem;

/* 1 found, 0 not found, -1 refused. */
static int
search(const char *pattern, const char *text)
{
	struct pattern *p;

	if (pattern_compile(mem, pattern, &p) != NULL)
		return -1;
	return pattern_search(p, text);
}

static void
finds(const char *pattern, const char *text)
{
	ok(search(pattern, text) == 1, "%s finds '%.40s'", pattern, text);
}

static void
misses(const char *pattern, const char *text)
{
	ok(search(pattern, text) == 0, "%s misses '%.40s'", pattern, text);
}

static void
refuses(const char *pattern, const char *expected)
{
	struct pattern *p;

	is_text(pattern_compile(mem, pattern, &p), expected, pattern);
}

static void
each_operator_works(void)
{
	finds("bolt", "a bolt M8");
	misses("bolt", "a Bolt");
	finds("", "");
	finds("", "x");
	finds("^$", "");
	misses("^$", "x");
	finds("^bolt$", "bolt");
	misses("^bolt$", "bolts");
	finds("a.c", "xabcx");
	misses("a.c", "ac");
	finds("^(ab|cd|)e$", "cde");
	finds("^(ab|cd|)e$", "e");
	misses("^(ab|cd|)e$", "abcde");
	finds("^ab*$", "a");
	finds("^ab*$", "abbb");
	misses("^ab+$", "a");
	finds("^ab?c$", "ac");
	misses("^ab?c$", "abbc");
	finds("^a{3}$", "aaa");
	misses("^a{3}$", "aa");
	misses("^a{3}$", "aaaa");
	finds("^a{2,}$", "aaaaa");
	misses("^a{2,}$", "a");
	finds("^a{0,}$", "");
	finds("^a{0,2}$", "aa");
	misses("^a{0,2}$", "aaa");
	finds("^a{1,3}$", "aaa");
	misses("^a{1,3}$", "aaaa");
	finds("^a{0}b$", "b");
	misses("^(ab){2}$", "abab ");
	finds("^((a|b){2}c)+$", "abcbbc");
	finds("\\(x\\.\\)\\$", "(x.)$");
	misses("\\.", "x");
	finds("a|^b", "cba");
	misses("^b|c", "ab");
	finds("^[0-9]{4}-[0-9]{2}$", "2026-11");
}

static void
sets_work(void)
{
	finds("^[a-c]+$", "abc");
	misses("^[a-c]+$", "abcd");
	finds("^[^a-c]+$", "xyz");
	misses("[^a-c]", "abc");
	finds("^[]x]+$", "]x");
	finds("^[^]]$", "x");
	misses("^[^]]$", "]");
	finds("^[a-]+$", "-a");
	finds("^[-a]+$", "-a");
	finds("^[\\]$", "\\");
	finds("^[[:alpha:]_][[:alnum:]_]*$", "on_hand2");
	misses("^[[:digit:]]+$", "1a");
	finds("^[[:space:][:punct:]]+$", " .\t,");
	finds("^[+--]$", ",");
}

static void
characters_are_counted_not_bytes(void)
{
	finds("^M.ller$", "M\303\274ller");
	finds("^.{2}$", "\303\244\342\202\254");
	finds("^[\303\244\303\266\303\274]$", "\303\274");
	misses("^[^\303\244-\303\274]$", "\303\266");
	finds("\303\274+$", "\303\274\303\274");
	finds("^a.b$",
	    "a\xff"
	    "b"); /* what is not UTF-8 is a character */
	misses("\303\277", "\xff");
}

static void
broken_patterns_are_refused(void)
{
	static const char before[] =
	    "a regular expression with something before each repeat";
	static const char form[] = "a repeat as {2}, {2,} or {2,5}";

	refuses("(a", "a regular expression with a ) for each (");
	refuses("a)", "a regular expression with a ( for each )");
	refuses("[a", "a set that ends with ]");
	refuses("[", "a set that ends with ]");
	refuses("[]", "a set that ends with ]");
	refuses("a\\", "a punctuation mark behind \\");
	refuses("\\w", "a punctuation mark behind \\");
	refuses("(a)\\1", "a punctuation mark behind \\");
	refuses("*", before);
	refuses("a|+", before);
	refuses("(?a)", before);
	refuses("{2}", before);
	refuses("a{", form);
	refuses("a{x}", form);
	refuses("a{,2}", form);
	refuses("a{2,1}", form);
	refuses("a{2", form);
	refuses("[[:wibble:]]", "a class such as [:alpha:] or [:digit:]");
	refuses("[[=a=]]", "a regular expression without [= and [.");
	refuses("[b-a]", "a range from the lesser to the greater character");
	refuses("[a-[:digit:]]", "a range between two characters");
}

static const char *
repeated(struct str *s, const char *piece, int count, const char *rest)
{
	str_reset(s);
	while (count-- > 0)
		str_add(s, piece);
	str_add(s, rest);
	return s->p;
}

static void
no_pattern_explodes(void)
{
	static const char large[] = "a regular expression with fewer repeats";
	struct str s = STR_INIT, text = STR_INIT;

	refuses("a{1000}{1000}", large);
	refuses("a{2001}", large);
	refuses("a{99999999999999999999}", large);
	refuses("(((a{9}){9}){9}){9}", large);
	finds("((((((((((((a+)+)+)+)+)+)+)+)+)+)+)+)+", "ba");
	finds("()*{900}", "x");
	finds("(a*)*{300}$", "aab");
	repeated(&text, "ab", 10000, "a");
	misses("(a|b)*a(a|b){20}c", text.p);
	misses("^(a|b|ab)*c", text.p);
	misses("(a*)*c", text.p);
	repeated(&text, "a", 20000, "");
	misses("a.*a.*b", text.p);
	is_int(search(repeated(&s, "(", 1000, ""), "x"), -1, "1000 (");
	is_int(search(repeated(&s, "a", 1001, ""), "x"), -1, "1001 bytes");
	is_int(search(repeated(&s, "a", 1000, ""), text.p), 1, "1000 bytes");
	is_int(search(repeated(&s, "a+", 500, ""), "a"), 0, "500 times a+");
	is_int(search(repeated(&s, "[a-z]", 200, ""), text.p), 1, "200 sets");
	is_int(search(repeated(&s, "(", 50, "a"), "x"), -1, "50 deep, open");
	is_int(search("(((((((((((a)))))))))))", "a"), 1, "11 deep");
	is_int(search(repeated(&s, "+", 900, ""), "x"), -1, "900 pluses");
	repeated(&s, "+", 900, "");
	memcpy(s.p, "a", 1);
	is_int(search(s.p, "a"), 1, "a and 899 pluses");
	str_free(&s);
	str_free(&text);
}

static uint64_t seed = 1;

static const char *
random_of(const char *const *words, size_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
	return words[(seed >> 33) % n];
}

/* 4000 random patterns, each in 8 texts, against regexec(3). */
static void
the_c_library_agrees(void)
{
	static const char *const pieces[] = { "a", "b", "c", ".", "[ab]",
		"[^a]", "(", ")", "|", "a*", "b+", "c?", "(ab)*", "(a|bc)+",
		".{2}", "a{1,2}", "(b|c){0,2}", ")*", "^", "$" };
	static const char *const letters[] = { "a", "b", "c", "" };
	struct str pattern = STR_INIT, text = STR_INIT;
	int compared = 0, differ = 0;

	for (int i = 0; i < 4000; i++) {
		regex_t regex;

		str_reset(&pattern);
		for (int k = 0; k < 6; k++)
			str_add(&pattern, random_of(pieces, 20));
		if (search(pattern.p, "") < 0 ||
		    regcomp(&regex, pattern.p, REG_EXTENDED | REG_NOSUB) != 0)
			continue;
		for (int t = 0; t < 8; t++) {
			int mine, theirs;

			str_reset(&text);
			for (int k = 0; k < 6; k++)
				str_add(&text, random_of(letters, 4));
			mine = search(pattern.p, text.p);
			theirs = regexec(&regex, text.p, 0, NULL, 0) == 0;
			compared++;
			if (mine == theirs)
				continue;
			if (differ++ < 10)
				printf("# '%s' in '%s': %d, regexec %d\n",
				    pattern.p, text.p, mine, theirs);
		}
		regfree(&regex);
	}
	is_int(differ, 0, "regexec(3) finds the same");
	ok(compared > 4000, "in %d searches", compared);
	str_free(&pattern);
	str_free(&text);
}

int
main(void)
{
	mem = arena_new();
	each_operator_works();
	sets_work();
	characters_are_counted_not_bytes();
	broken_patterns_are_refused();
	no_pattern_explodes();
	the_c_library_agrees();
	arena_free(mem);
	return done();
}
