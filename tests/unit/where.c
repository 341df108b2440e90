/* Conditions on rows: what --where and filters let through, and refuse. */
#include <stdlib.h>

#include "base/str.h"
#include "io/where.h"
#include "tap.h"

static const struct column cols[] = {
	{ "item", TYPE_CODE, COL_FILTER, "" },
	{ "name", TYPE_TEXT, 0, "" },
	{ "entry", TYPE_INT, 0, "" },
	{ "on_hand", TYPE_QTY, 0, "" },
	{ "reorder_point", TYPE_QTY, 0, "" },
	{ "price", TYPE_PRICE, 0, "" },
	{ "cost", TYPE_MONEY, 0, "" },
	{ "share", TYPE_RATIO, 0, "" },
	{ "due", TYPE_DATE, 0, "" },
	{ "time", TYPE_TIME, 0, "" },
	{ "late", TYPE_BOOL, 0, "" },
};
enum { N_COLS = sizeof cols / sizeof *cols, N_ROWS = 5 };

/* Row e misses everything but its item. */
static const char *const texts[N_ROWS][N_COLS] = {
	{ "a", "bolt M8", "1", "0.5", "2", "1.25", "1.25", "0.1", "2026-11-19",
	    "2026-11-20T00:00:00Z", "no" },
	{ "b", "bolt M10", "2", "2", "2", "1.250001", "12.50", "0.25",
	    "2026-11-20", "2026-11-20T23:59:59Z", "yes" },
	{ "c", "nut", "10", "12", "2", "0.5", "-3", "1", "2026-12-01",
	    "2026-11-21T00:00:00Z", "no" },
	{ "d", "M\303\274ller & Co (x)", "-7", "-0.000001", "0", "0", "0", "-1",
	    "2025-11-20", "2026-11-30T23:59:59Z", "yes" },
	{ "e" },
};

static struct clock noon = { 1795262400, NULL }; /* 2026-11-21T12:00:00Z */
static struct value_context ctx = { &noon, 2, 0 };
static struct cell rows[N_ROWS][N_COLS];

static void
read_rows(void)
{
	for (int r = 0; r < N_ROWS; r++) {
		for (int c = 0; c < N_COLS; c++) {
			const char *s = texts[r][c] ? texts[r][c] : "";

			if (value_parse(s, strlen(s), cols[c].type, &ctx,
				WHEN_FIRST, &rows[r][c]) != NULL)
				BUG("row %d, column %d", r, c);
		}
	}
}

/* The items of the rows that pass, or the message. */
static const char *
pass(const char *expr, const struct filter *filters, size_t n)
{
	static char found[2100];
	struct ops ops = { .mem = arena_new() };
	struct where *where;
	size_t len = 0;
	int err = where_parse(&ops, expr, &where);

	if (err == 0) {
		for (size_t i = 0; i < n; i++)
			where_filter(&ops, where, &filters[i]);
		err = where_bind(&ops, where, &ctx, cols, N_COLS);
	}
	for (int r = 0; r < N_ROWS && err == 0; r++) {
		if (where_match(where, rows[r]))
			found[len++] = *rows[r][0].s;
	}
	found[len] = '\0';
	if (err < 0)
		snprintf(found, sizeof found, "%d %s", -err, ops.why);
	arena_free(ops.mem);
	return found;
}

static void
passes(const char *expr, const char *items)
{
	is_text(pass(expr, NULL, 0), items, expr);
}

static void
numbers_compare_exactly(void)
{
	passes("on_hand = 2", "b");
	passes("on_hand = 2.000000", "b");
	passes("on_hand != 2", "acd");
	passes("on_hand < 2", "ad");
	passes("on_hand <= 2", "abd");
	passes("on_hand > 2", "c");
	passes("on_hand >= 2", "bc");
	passes("on_hand in (2, 12, 99)", "bc");
	passes("on_hand<-0", "d");
	passes("on_hand >= -0.000001", "abcd");
	passes("price = 1.25", "a");
	passes("price > 1.25", "b");
	passes("price in (0.5)", "c");
	passes("cost < 0", "c");
	passes("cost = 12.5", "b");
	passes("cost in (12.50, -3.00)", "bc");
	passes("share >= 0.25", "bc");
	passes("share != 1", "abd");
	passes("entry > 9", "c"); /* as texts 9 would be more than 10 */
	passes("entry <= 9223372036854775807", "abcd");
	passes("entry > 9223372036854775807", "");
	passes("entry < -9223372036854775807", "");
	passes("entry != -9223372036854775807", "abcd");
	passes("entry in (10,-7,10,1)", "acd");
	passes("-7 = entry", "d");
	passes("2 < entry", "c");
	passes("2 >= entry", "abd");
}

static void
texts_compare_by_bytes(void)
{
	passes("item = b", "b");
	passes("item != b", "acde");
	passes("item < b", "a");
	passes("item <= b", "ab");
	passes("item > b", "cde");
	passes("item >= 'b'", "bcde");
	passes("item in (b, e, zz)", "be");
	passes("name = 'bolt M8'", "a");
	passes("name < bolt", "d");
	passes("name > 'bolt M1'", "abc");
	passes("name > 'bolt M10'", "ac"); /* a prefix stands before */
	passes("name = \"M\303\274ller & Co (x)\"", "d");
	passes("name = 'it''s'", "");
	passes("name ~ bolt", "ab");
	passes("name ~ '^bolt M[0-9]{2}$'", "b");
	passes("name ~ 'BOLT'", "");
	passes("name ~ '\\(x\\)'", "d");
	passes("name ~ name", ""); /* a pattern, though a column's name */
	passes("not name ~ '.'", "e");
	passes("name ~ '('", "2 --where: at character 8: '(' is wrong: "
	    "expected a regular expression with a ) for each (");
}

static void
words_of_the_grammar_can_be_values(void)
{
	passes("item = or", "");
	passes("item = in or item = a", "a");
	passes("item=a or item='b'", "ab");
	passes("  item\t=\na  ", "a");
	passes("item = A/1:x-2.5;+#", "");
	passes("item = a AND NOT item IN (b)", "a");
}

static void
dates_stand_for_all_they_name(void)
{
	passes("due = 2026-11-20", "b");
	passes("due = 2026-11", "ab");
	passes("due != 2026-11", "cd");
	passes("due < 2026-11", "d");
	passes("due <= 2026-11", "abd");
	passes("due > 2026-11", "c");
	passes("due >= 2026-11", "abc");
	passes("due in (2025, 2026-12)", "cd");
	passes("due in (2026-11, 2026, 2026-11-19)", "abc");
	passes("due = 2026-W47", "ab");
	passes("due = 2026-11-20..2026-12-01", "bc");
	passes("due < today", "abd");
	passes("due >= -2d", "abc");
	passes("due <= +2w", "abcd");
	passes("time = 2026-11-20", "ab");
	passes("time != 2026-11-20", "cd");
	passes("time <= 2026-11-20", "ab");
	passes("time < 2026-11-20", "");
	passes("time > 2026-11-20", "cd");
	passes("time >= 2026-11-21", "cd");
	passes("time = 2026-11", "abcd");
	passes("time = 2026-11-20T23:59:59Z", "b");
	passes("time < now", "abc");
	passes("time > now-1w", "abcd");
	passes("time in (2026-11-20, 2026-11-30)", "abd");
	passes("2026-11-20 < time", "cd");
	passes("due = FY2026", "2 --where: at character 7: due: 'FY2026' is "
	    "wrong: expected a day as 2026-11-21, today, eom or +7d");
	ctx.fiscal_month = 7;
	passes("due = FY2026", "d");
	ctx.fiscal_month = 0;
}

static void
days_are_the_zones(void)
{
	struct ops ops = { .mem = arena_new() };
	struct zone *berlin;

	if (zone_open(&ops, "Europe/Berlin", &berlin) == 0) {
		noon.zone = berlin;
		passes("time = 2026-11-20", "a"); /* from 19, 23:00Z */
		passes("time = 2026-11-21", "bc");
		passes("time > due", "abd");
		noon.zone = zone_utc();
	} else {
		ok(1, "# SKIP no time zone database");
	}
	arena_free(ops.mem);
}

static void
yes_and_no(void)
{
	passes("late = yes", "bd");
	passes("late = true", "bd");
	passes("late != yes", "ac");
	passes("late < yes", "ac");
	passes("late >= no", "abcd");
	passes("late in (yes, no)", "abcd");
	passes("late = 1", "2 --where: at character 8: late: '1' is wrong: "
	    "expected yes or no");
}

static void
missing_values_fail_every_comparison(void)
{
	static const char *const literal[N_COLS] = { "zz", "zz", "0", "0", "0",
		"0", "0", "0", "today", "now", "yes" };
	static const char *const ops[] = { "=", "!=", "<", "<=", ">",
		">=", "in" };
	int passed = 0;

	for (size_t c = 1; c < N_COLS; c++) {
		for (size_t o = 0; o < sizeof ops / sizeof *ops; o++) {
			char expr[100];

			snprintf(expr, sizeof expr, "item = e and %s %s (%s)",
			    cols[c].name, ops[o], literal[c]);
			if (strcmp(ops[o], "in") != 0)
				snprintf(expr, sizeof expr,
				    "item = e and %s %s %s", cols[c].name,
				    ops[o], literal[c]);
			passed += *pass(expr, NULL, 0) != '\0';
		}
	}
	is_int(passed, 0, "no comparison is true for a missing value");
	passes("not (on_hand = 2)", "acde");
	passes("not on_hand != 2", "be");
	passes("on_hand = on_hand", "abcd");
	passes("on_hand != reorder_point", "acd");
}

static void
the_empty_text_asks_for_missing_values(void)
{
	passes("name = ''", "e");
	passes("name != \"\"", "abcd");
	passes("name in ('', nut)", "ce");
	passes("on_hand = ''", "e");
	passes("on_hand != ''", "abcd");
	passes("'' = on_hand", "e");
	passes("due in (2026-11-20, '')", "be");
	passes("late = ''", "e");
	passes("item = ''", "");
	passes("on_hand < ''", "2 --where: at character 11: '' is the missing "
	    "value: only =, != and in take it");
	passes("name >= ''", "2 --where: at character 9: '' is the missing "
	    "value: only =, != and in take it");
	passes("name ~ ''", "2 --where: at character 8: '' is the missing "
	    "value: only =, != and in take it");
}

static void
columns_compare_with_columns(void)
{
	passes("on_hand < reorder_point", "ad");
	passes("on_hand >= reorder_point", "bc");
	passes("on_hand = entry", "b"); /* millionths beside ones */
	passes("entry < on_hand", "cd");
	passes("price = cost", "ad");
	passes("price < cost", "b"); /* millionths beside cents */
	passes("item < name", "abc");
	passes("time > due", "ad");
	passes("due = time", "b"); /* the day of the time */
	passes("late = late", "abcd");
	passes("on_hand < cost", "2 --where: at character 11: the columns "
	    "'on_hand' and 'cost' cannot be compared (quote what is a text)");
	passes("item = share", "2 --where: at character 8: the columns 'item' "
	    "and 'share' cannot be compared (quote what is a text)");
	passes("item = 'share'", "");
	passes("item in (share)", "");
}

static void
not_binds_tighter_than_and_than_or(void)
{
	passes("item = a or item = b and item = c", "a");
	passes("(item = a or item = b) and item = b", "b");
	passes("item = a and item = b or item = c", "c");
	passes("not item = a and item = b", "b");
	passes("not (item = a and item = b)", "abcde");
	passes("not item = a or item = a", "abcde");
	passes("not not item = a", "a");
	passes("item = a or item = b or item = c and not item = c", "ab");
	passes("((item = a))", "a");
}

static void
unknown_columns_are_named(void)
{
	passes("itm = a", "2 --where: at character 1: column 'itm' is not "
	    "known (did you mean 'item'?)");
	passes("item = a and onhand < 3", "2 --where: at character 14: column "
	    "'onhand' is not known (did you mean 'on_hand'?)");
	passes("wibble = 1", "2 --where: at character 1: column 'wibble' is "
	    "not known (there are: item, name, entry, on_hand, reorder_point, "
	    "price, cost, share, due, time, late)");
	passes("Item = a", "2 --where: at character 1: column 'Item' is not "
	    "known (did you mean 'item'?)");
	passes("'item' = 'a'", "2 --where: at character 1: a column is "
	    "expected, not the text 'item'");
	ok(strstr(pass("on_hand < reorder_pint", NULL, 0),
	       "(or did you mean 'reorder_point'?)") != NULL,
	    "on the right side, too");
}

static void
wrong_literals_are_placed(void)
{
	ok(strstr(pass("item = \"\303\274\" and on_hand < x", NULL, 0),
	       "at character 26: on_hand: 'x' is wrong: expected ") != NULL,
	    "characters are counted, not bytes");
	ok(strstr(pass("cost = 1.255", NULL, 0),
	       "at character 8: cost: '1.255' is wrong") != NULL,
	    "money has the book's decimals");
	ok(strstr(pass("entry = 1.5", NULL, 0), "'1.5' is wrong") != NULL,
	    "an entry's number is whole");
	ok(strstr(pass("due = 2026-02-30", NULL, 0), "'2026-02-30'") != NULL,
	    "no 30th of February");
	ok(strstr(pass("entry in (1, 2, x)", NULL, 0), "at character 17: ") !=
		NULL,
	    "in a list, too");
	passes("on_hand ~ 5", "2 --where: at character 1: ~ searches texts, "
	    "and 'on_hand' is none");
	ok(strstr(pass("on_hand = 9999999999999999999", NULL, 0),
	       "is wrong: expected") != NULL,
	    "a number too large is refused");
}

static void
broken_texts_are_refused_with_their_place(void)
{
	passes("", "2 --where: at character 1: a comparison such as on_hand < "
	    "5 is expected, not the end");
	passes("item", "2 --where: at character 5: one of = != < <= > >= ~ in "
	    "is expected, not the end");
	passes("item =",
	    "2 --where: at character 7: a value is expected, not the end");
	passes("item == a",
	    "2 --where: at character 7: a value is expected, not '='");
	passes("item <> a",
	    "2 --where: at character 7: a value is expected, not '>'");
	passes("item ! a",
	    "2 --where: at character 6: '!' is no operator (only != is)");
	passes("(item = a", "2 --where: at character 10: 'and', 'or' or ) is "
	    "expected, not the end");
	passes("item = a)", "2 --where: at character 9: 'and', 'or' or the end "
	    "is expected, not ')'");
	passes("item = a b", "2 --where: at character 10: 'and', 'or' or the "
	    "end is expected, not 'b'");
	passes("item = 'a", "2 --where: at character 8: the text that begins "
	    "here has no closing '");
	passes("item = 'a''", "2 --where: at character 8: the text that begins "
	    "here has no closing '");
	passes("item in a", "2 --where: at character 9: a list such as (a, b) "
	    "is expected, not 'a'");
	passes("item in ()",
	    "2 --where: at character 10: a value is expected, not ')'");
	passes("item in (a,)",
	    "2 --where: at character 12: a value is expected, not ')'");
	passes("item in (a b)",
	    "2 --where: at character 12: a comma or ) is expected, not 'b'");
	passes("item not in (a)", "2 --where: at character 6: 'not' stands "
	    "before a comparison: not item in (...)");
	passes("not", "2 --where: at character 4: a comparison such as on_hand "
	    "< 5 is expected, not the end");
	passes("item = a and", "2 --where: at character 13: a comparison such "
	    "as on_hand < 5 is expected, not the end");
	passes("item = \xff", "2 --where: at character 8: not UTF-8");
	passes("item = '\xc3", "2 --where: at character 9: not UTF-8");
	passes("item = a \033[2J", "2 --where: at character 10: 'and', 'or' or "
	    "the end is expected, not '\\x1b[2J'");
}

/* `count` times `piece`, then `rest`. */
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
depth_and_length_have_a_limit(void)
{
	struct str s = STR_INIT;
	char *huge;

	is_text(pass(repeated(&s, "not ", WHERE_DEPTH, "item = a"), NULL, 0),
	    "a", "64 nots");
	is_text(
	    pass(repeated(&s, "not ", WHERE_DEPTH + 1, "item = a"), NULL, 0),
	    "2 --where: at character 257: deeper than 64 'not' and parentheses",
	    "65 nots");
	is_text(pass(repeated(&s, "(", 60000, ""), NULL, 0),
	    "2 --where: at character 65: deeper than 64 'not' and parentheses",
	    "60000 parentheses");
	is_text(pass(repeated(&s, "item = a or ", 5000, "item = b"), NULL, 0),
	    "ab", "5000 comparisons in a row");
	repeated(&s, "", 0, "entry in (3");
	for (int i = 0; s.len < WHERE_LENGTH - 10; i++)
		str_addf(&s, ",%d", i * 7 % 10007 + 3);
	str_add(&s, ")");
	is_text(pass(s.p, NULL, 0), "c", "a list of 64 KiB");
	huge = xmalloc(WHERE_LENGTH + 2);
	memset(huge, 'x', WHERE_LENGTH + 1);
	huge[WHERE_LENGTH + 1] = '\0';
	is_text(pass(huge, NULL, 0), "2 --where: longer than 65536 bytes",
	    "longer than 64 KiB");
	memset(huge, '\'', WHERE_LENGTH);
	huge[WHERE_LENGTH] = '\0';
	ok(*pass(huge, NULL, 0) == '2', "64 KiB of quotes");
	huge[WHERE_LENGTH - 1] = '\0';
	ok(*pass(huge, NULL, 0) == '2', "an odd number of quotes");
	free(huge);
	str_free(&s);
}

static void
filters_are_or_within_and_between(void)
{
	static const char *const ab[] = { "a", "b" }, *const none[] = { "" },
				 *const day[] = { "2026-11-20" },
				 *const two[] = { "2", "-7" },
				 *const odd[] = { "1,5" };
	struct filter items = { "item", ab, 2 }, nameless = { "name", none, 1 },
		      that_day = { "time", day, 1 },
		      entries = { "entry", two, 2 },
		      unused = { "late", NULL, 0 },
		      wrong = { "reorder_point", odd, 1 };

	is_text(pass(NULL, NULL, 0), "abcde", "without a condition all pass");
	is_text(pass(NULL, &items, 1), "ab", "--item a --item b");
	is_text(pass(NULL, &unused, 1), "abcde", "a filter without values");
	is_text(pass(NULL, (struct filter[]){ items, entries }, 2), "b",
	    "--item a --item b --entry 2 --entry -7");
	is_text(pass("item = b or item = c", &items, 1), "b",
	    "a filter holds for the whole of --where");
	is_text(pass(NULL, &nameless, 1), "e", "--name '' is missing");
	is_text(pass(NULL, &that_day, 1), "ab", "--time takes a day");
	ok(strstr(pass(NULL, &wrong, 1),
	       "65 --reorder-point: '1,5' is wrong: expected ") != NULL,
	    "a filter's value has its column's type");
}

int
main(void)
{
	noon.zone = zone_utc();
	read_rows();
	numbers_compare_exactly();
	texts_compare_by_bytes();
	words_of_the_grammar_can_be_values();
	dates_stand_for_all_they_name();
	days_are_the_zones();
	yes_and_no();
	missing_values_fail_every_comparison();
	the_empty_text_asks_for_missing_values();
	columns_compare_with_columns();
	not_binds_tighter_than_and_than_or();
	unknown_columns_are_named();
	wrong_literals_are_placed();
	broken_texts_are_refused_with_their_place();
	depth_and_length_have_a_limit();
	filters_are_or_within_and_between();
	return done();
}
