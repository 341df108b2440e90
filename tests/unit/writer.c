/* Every format, with cells that nobody wishes for. */
#include <stdlib.h>

#include "base/ops.h"
#include "io/writer.h"
#include "tap.h"

static struct ops ops;
static const struct style euro = { .decimals = 2, .zone = NULL };

/* The rows of a test: texts for text columns, numbers for the others. */
#define T(text)                                                                \
 {                                                                             \
  text, sizeof text - 1                                                        \
 }
#define N(number)                                                              \
 {                                                                             \
  NULL, number                                                                 \
 }
#define MISSING                                                                \
 {                                                                             \
  NULL, NONE                                                                   \
 }

static char *
print_relation(enum format format, const struct writer_options *opt,
    const struct column *cols, size_t n, const struct cell *cells, size_t rows)
{
	struct out *o = out_memory();
	struct sink *s;
	char *text;
	int err;

	err = writer_open(&ops, format, o, &euro, opt, &s);
	err |= sink_begin(s, cols, n);
	for (size_t i = 0; i < rows; i++)
		err |= sink_row(s, cells + i * n);
	err |= sink_end(s);
	writer_close(s);
	text = err == 0 ? arena_strdup(ops.mem, out_bytes(o, NULL)) : NULL;
	out_abandon(o);
	return text;
}

static const struct column all_cols[] = {
	{ "item", TYPE_CODE, 0, NULL },
	{ "name", TYPE_TEXT, COL_WIDE, NULL },
	{ "lines", TYPE_INT, 0, NULL },
	{ "qty", TYPE_QTY, 0, NULL },
	{ "amount", TYPE_MONEY, 0, NULL },
	{ "price", TYPE_PRICE, 0, NULL },
	{ "share", TYPE_RATIO, 0, NULL },
	{ "date", TYPE_DATE, 0, NULL },
	{ "at", TYPE_TIME, 0, NULL },
	{ "ok", TYPE_BOOL, 0, NULL },
};

static const struct cell all_cells[] = {
	T("00501"),
	T("Bolt, M8"),
	N(12345),
	N(1234500000),
	N(1234567),
	N(125000),
	N(-500000),
	N(20778),
	N(1795269900),
	N(1),
	T("A-7"),
	MISSING,
	MISSING,
	MISSING,
	MISSING,
	MISSING,
	MISSING,
	MISSING,
	MISSING,
	MISSING,
	T("B"),
	T("nut"),
	N(0),
	N(-7000000),
	N(-5),
	N(12345678),
	N(1000000),
	N(0),
	N(-1),
	N(0),
};

static void
every_type_in_every_format(void)
{
	const struct column *c = all_cols;
	const struct cell *v = all_cells;

	is_text(print_relation(FORMAT_CSV, NULL, c, 10, v, 3),
	    "item,name,lines,qty,amount,price,share,date,at,ok\n"
	    "00501,\"Bolt, M8\",12345,1234.5,12345.67,0.125,-0.5,2026-11-21,"
	    "2026-11-21T14:05:00Z,yes\n"
	    "A-7,,,,,,,,,\n"
	    "B,nut,0,-7,-0.05,12.345678,1,1970-01-01,1969-12-31T23:59:59Z,"
	    "no\n",
	    "csv");
	is_text(print_relation(FORMAT_TSV, NULL, c, 10, v, 1),
	    "item\tname\tlines\tqty\tamount\tprice\tshare\tdate\tat\tok\n"
	    "00501\tBolt, M8\t12345\t1234.5\t12345.67\t0.125\t-0.5\t"
	    "2026-11-21\t2026-11-21T14:05:00Z\tyes\n",
	    "tsv");
	is_text(print_relation(FORMAT_JSON, NULL, c, 10, v, 2),
	    "[\n{\"item\":\"00501\",\"name\":\"Bolt, M8\",\"lines\":12345,"
	    "\"qty\":1234.5,\"amount\":12345.67,\"price\":0.125,"
	    "\"share\":-0.5,\"date\":\"2026-11-21\","
	    "\"at\":\"2026-11-21T14:05:00Z\",\"ok\":true},\n"
	    "{\"item\":\"A-7\",\"name\":null,\"lines\":null,\"qty\":null,"
	    "\"amount\":null,\"price\":null,\"share\":null,\"date\":null,"
	    "\"at\":null,\"ok\":null}\n]\n",
	    "json: codes are strings, numbers keep their digits");
	is_text(print_relation(FORMAT_JSONL, NULL, c, 3, v, 1),
	    "{\"item\":\"00501\",\"name\":\"Bolt, M8\",\"lines\":12345}\n",
	    "jsonl");
	is_text(print_relation(FORMAT_TABLE, NULL, c, 10, v, 3), "item   "
	    "name      lines      qty     amount      price  share  "
	    "date        at                   ok\n"
	    "-----  --------  -----  -------  ---------  ---------  -----  "
	    "----------  -------------------  ---\n"
	    "00501  Bolt, M8  12345  1,234.5  12,345.67      0.125   -0.5  "
	    "2026-11-21  2026-11-21 14:05:00  yes\n"
	    "A-7\n"
	    "B      nut           0       -7      -0.05  12.345678      1  "
	    "1970-01-01  1969-12-31 23:59:59  no\n",
	    "table: numbers to the right, thousands grouped, no blank ends");
	is_text(print_relation(FORMAT_MD, NULL, c, 5, v, 1), "| item | name | "
	    "lines | qty | amount |\n"
	    "| --- | --- | ---: | ---: | ---: |\n"
	    "| 00501 | Bolt, M8 | 12345 | 1,234.5 | 12,345.67 |\n", "md");
}

static const struct column two[] = {
	{ "code", TYPE_CODE, 0, NULL },
	{ "note", TYPE_TEXT, COL_WIDE, NULL },
};

static const struct cell hostile[] = {
	T("q"),
	T("say \"hi\""),
	T("nl"),
	T("a\nb\r\nc"),
	T("esc"),
	T("\033[31mred\033[0m\007"),
	T("tab"),
	T("\tx\\y"),
	T("cjk"),
	T("日本語"),
	T("emoji"),
	T("👩‍👩‍👧 ok"),
	T("marks"),
	T("e\u0301te\u0301"),
	T("bidi"),
	T("a\u202etxt.exe"),
	T("bad"),
	T("a\xff\xc3"),
	T("nul"),
	T("a\0b"),
	T("html"),
	T("<b a='1'>&\"|`*"),
};

static const struct cell c1[] = { T("c1"), T("\xc2\x9b" "1m\x7f") };
static const struct writer_options screen = { .on_terminal = 1 };
static const struct cell amp[] = { T("R&D &"), T("&amp; &#38; &;") };

enum { HOSTILE = sizeof hostile / sizeof *hostile / 2 };

static void
hostile_cells(void)
{
	is_text(print_relation(FORMAT_CSV, NULL, two, 2, hostile, 9),
	    "code,note\n"
	    "q,\"say \"\"hi\"\"\"\n"
	    "nl,\"a\nb\r\nc\"\n"
	    "esc,\033[31mred\033[0m\007\n"
	    "tab,\"\tx\\y\"\n"
	    "cjk,日本語\n"
	    "emoji,👩‍👩‍👧 ok\n"
	    "marks,e\u0301te\u0301\n"
	    "bidi,a\u202etxt.exe\n"
	    "bad,a\xff\xc3\n",
	    "csv keeps every byte and quotes what needs it");
	is_text(print_relation(FORMAT_TSV, NULL, two, 2, hostile, 4),
	    "code\tnote\n"
	    "q\tsay \"hi\"\n"
	    "nl\ta\\nb\\r\\nc\n"
	    "esc\t\033[31mred\033[0m\007\n"
	    "tab\t\\tx\\\\y\n", "tsv escapes what ends a cell");
	is_text(print_relation(FORMAT_JSONL, NULL, two, 2, hostile, HOSTILE),
	    "{\"code\":\"q\",\"note\":\"say \\\"hi\\\"\"}\n"
	    "{\"code\":\"nl\",\"note\":\"a\\nb\\r\\nc\"}\n"
	    "{\"code\":\"esc\",\"note\":\"\\u001b[31mred\\u001b[0m\\u0007\"}\n"
	    "{\"code\":\"tab\",\"note\":\"\\tx\\\\y\"}\n"
	    "{\"code\":\"cjk\",\"note\":\"日本語\"}\n"
	    "{\"code\":\"emoji\",\"note\":\"👩‍👩‍👧 ok\"}\n"
	    "{\"code\":\"marks\",\"note\":\"e\u0301te\u0301\"}\n"
	    "{\"code\":\"bidi\",\"note\":\"a\\u202etxt.exe\"}\n"
	    "{\"code\":\"bad\",\"note\":\"a\ufffd\ufffd\"}\n"
	    "{\"code\":\"nul\",\"note\":\"a\\u0000b\"}\n"
	    "{\"code\":\"html\",\"note\":\"<b a='1'>&\\\"|`*\"}\n",
	    "json escapes controls and replaces what is not UTF-8");
	is_text(print_relation(FORMAT_TABLE, NULL, two, 2, hostile, HOSTILE),
	    "code   note\n"
	    "-----  ----------------------\n"
	    "q      say \"hi\"\n"
	    "nl     a\\nb\\r\\nc\n"
	    "esc    \\x1b[31mred\\x1b[0m\\x07\n"
	    "tab    \\tx\\y\n"
	    "cjk    日本語\n"
	    "emoji  👩‍👩‍👧 ok\n"
	    "marks  e\u0301te\u0301\n"
	    "bidi   a\\u202etxt.exe\n"
	    "bad    a\\xff\\xc3\n"
	    "nul    a\\x00b\n"
	    "html   <b a='1'>&\"|`*\n",
	    "a table shows controls and sends none");
	is_text(print_relation(FORMAT_MD, NULL, two, 2, hostile, 3),
	    "| code | note |\n| --- | --- |\n"
	    "| q | say \"hi\" |\n"
	    "| nl | a<br>b<br>c |\n"
	    "| esc | \\\\x1b\\[31mred\\\\x1b\\[0m\\\\x07 |\n",
	    "md: one line a row, marks escaped");
	is_text(print_relation(
		    FORMAT_MD, NULL, two, 2, hostile + 2 * (HOSTILE - 1), 1),
	    "| code | note |\n| --- | --- |\n"
	    "| html | \\<b a='1'>&\"\\|\\`\\* |\n",
	    "md: no cell opens a tag or another cell");
	is_text(print_relation(FORMAT_CSV, &screen, two, 2, hostile + 2, 2),
	    "code,note\n"
	    "nl,a\\nb\\r\\nc\n"
	    "esc,\\x1b[31mred\\x1b[0m\\x07\n",
	    "csv sends no control characters to a terminal");
	is_text(print_relation(FORMAT_TSV, &screen, two, 2, hostile + 4, 1),
	    "code\tnote\nesc\t\\\\x1b[31mred\\\\x1b[0m\\\\x07\n",
	    "nor does tsv");
	is_text(print_relation(FORMAT_JSONL, NULL, two, 2, c1, 1),
	    "{\"code\":\"c1\",\"note\":\"\\u009b1m\\u007f\"}\n",
	    "nor json");
	is_text(print_relation(FORMAT_MD, NULL, two, 2, amp, 1),
	    "| code | note |\n| --- | --- |\n"
	    "| R&D & | \\&amp; \\&#38; &; |\n",
	    "md: an entity stays as it was written");
}

static void
html(void)
{
	const struct writer_options page = { .document = 1, .title = "<T>" };
	const struct cell *last = hostile + 2 * (HOSTILE - 1);
	char *text = print_relation(FORMAT_HTML, NULL, two, 2, last, 1);

	ok(strstr(text, "&lt;b a=&#39;1&#39;&gt;&amp;&quot;|`*</td>") != NULL,
	    "html escapes everything that is markup");
	ok(strncmp(text, "<table ", 7) == 0, "a fragment is only a table");
	text = print_relation(FORMAT_HTML, &page, two, 2, hostile + 2, 2);
	ok(strstr(text, "<meta charset=\"utf-8\">") != NULL &&
		strstr(text, "<title>&lt;T&gt;</title>") != NULL &&
		strstr(text, "</html>\n") != NULL,
	    "a document is a page with its charset and title");
	ok(strstr(text, "a<br>b<br>c") != NULL &&
		strstr(text, "\\x1b[31mred") != NULL &&
		strchr(text, '\033') == NULL,
	    "html breaks lines and shows controls");
	text = print_relation(FORMAT_HTML, NULL, all_cols, 5, all_cells, 1);
	ok(strstr(text,
	       "text-align:right;white-space:nowrap\">12,345.67</td>") != NULL,
	    "html puts numbers to the right");
	ok(strstr(text, "<script") == NULL && strstr(text, "class=") == NULL,
	    "html has neither script nor class");
}

static void
empty_relations(void)
{
	const struct writer_options no_header = { .no_header = 1 };
	const struct writer_options terminal = { .on_terminal = 1 };
	static const struct cell missing[] = { T("A-7"), MISSING };

	is_text(print_relation(FORMAT_CSV, NULL, two, 2, NULL, 0),
	    "code,note\n", "csv of no rows has a header");
	is_text(print_relation(FORMAT_CSV, &no_header, two, 2, NULL, 0), "",
	    "csv of no rows without header is empty");
	is_text(print_relation(FORMAT_TSV, &no_header, two, 2, hostile, 1),
	    "q\tsay \"hi\"\n", "tsv without header");
	is_text(print_relation(FORMAT_JSON, NULL, two, 2, NULL, 0), "[]\n",
	    "json of no rows is an empty array");
	is_text(print_relation(FORMAT_JSONL, NULL, two, 2, NULL, 0), "",
	    "jsonl of no rows is empty");
	is_text(print_relation(FORMAT_TABLE, NULL, two, 2, NULL, 0),
	    "code  note\n----  ----\n", "a table of no rows has a header");
	is_text(print_relation(FORMAT_TABLE, &terminal, two, 2, NULL, 0),
	    "code  note\n----  ----\nno rows\n", "on a terminal it says so");
	is_text(print_relation(FORMAT_MD, NULL, two, 2, missing, 1),
	    "| code | note |\n| --- | --- |\n| A-7 |  |\n",
	    "md of a missing cell");
	is_text(print_relation(FORMAT_MD, NULL, two, 2, NULL, 0),
	    "| code | note |\n| --- | --- |\n", "md of no rows");
}

static void
csv_quotes(void)
{
	static const struct cell one[] = { MISSING, T("x"), T(""), T("\\."),
		T(" x"), T("x\t"), T("a;b"), T("#") };
	static const struct cell pairs[] = { MISSING, MISSING, T(""), T("-") };

	is_text(print_relation(FORMAT_CSV, NULL, two + 1, 1, one, 8),
	    "note\n\"\"\nx\n\"\"\n\"\\.\"\n\" x\"\n\"x\t\"\na;b\n#\n",
	    "one column: an empty row is not a blank line");
	is_text(print_relation(FORMAT_CSV, NULL, two, 2, pairs, 2),
	    "code,note\n,\n\"\",-\n", "an empty text is not a missing one");
}

static void
for_spreadsheets(void)
{
	const struct writer_options guard = { .for_spreadsheet = 1 };
	static const struct column cols[] = {
		{ "note", TYPE_TEXT, 0, NULL },
		{ "amount", TYPE_MONEY, 0, NULL },
	};
	static const struct cell cells[] = {
		T("=1+1"),
		N(-100),
		T("+A1"),
		N(1),
		T("-5"),
		N(1),
		T("@x,y"),
		N(1),
		T("\tz"),
		N(1),
		T("a=b"),
		N(1),
		T("+49 30 1"),
		N(1),
		T("-5.25"),
		N(1),
		T("-"),
		N(1),
	};

	is_text(print_relation(FORMAT_CSV, &guard, cols, 2, cells, 9),
	    "note,amount\n'=1+1,-1.00\n'+A1,0.01\n-5,0.01\n\"'@x,y\",0.01\n"
	    "'\tz,0.01\na=b,0.01\n'+49 30 1,0.01\n-5.25,0.01\n'-,0.01\n",
	    "texts like formulas are guarded, numbers never");
	is_text(print_relation(FORMAT_TSV, &guard, cols, 2, cells, 1),
	    "note\tamount\n'=1+1\t-1.00\n", "in tsv, too");
	is_text(print_relation(FORMAT_CSV, NULL, cols, 2, cells, 1),
	    "note,amount\n=1+1,-1.00\n", "only where it was asked for");
}

static const struct column wide[] = {
	{ "code", TYPE_CODE, 0, NULL },
	{ "short", TYPE_TEXT, 0, NULL },
	{ "free", TYPE_TEXT, COL_WIDE, NULL },
	{ "qty", TYPE_QTY, 0, NULL },
};

static const struct cell long_row[] = { T("CODE-0123456789"),
	T("a text of twenty char"), T("free text that may well be cut here"),
	N(123456789000000) };

static void
tables_fit(void)
{
	struct writer_options fit = { .width = 72 };

	is_text(print_relation(FORMAT_TABLE, &fit, wide, 4, long_row, 1),
	    "code             short                  "
	    "free                         qty\n"
	    "---------------  ---------------------  -------------------  "
	    "-----------\n"
	    "CODE-0123456789  a text of twenty char  free text that may…  "
	    "123,456,789\n", "free text gives up width first");
	fit.width = 50;
	is_text(print_relation(FORMAT_TABLE, &fit, wide, 4, long_row, 1),
	    "code             short       free                qty\n"
	    "---------------  ----------  ----------  -----------\n"
	    "CODE-0123456789  a text of…  free text…  123,456,789\n",
	    "codes and numbers are never cut, the line is longer");
	fit.width = 0;
	fit.no_header = 1;
	is_text(print_relation(FORMAT_TABLE, &fit, wide, 3, long_row, 1),
	    "CODE-0123456789  a text of twenty char  free text that may well "
	    "be cut here\n", "without a width nothing is cut");
	fit = (struct writer_options){ .color = 1 };
	is_text(print_relation(FORMAT_TABLE, &fit, two, 2, hostile, 1),
	    "\033[1mcode  note\033[0m\nq     say \"hi\"\n",
	    "with colour the header is bold and needs no rule");
}

static const struct column stock[] = {
	{ "item", TYPE_CODE, 0, NULL },
	{ "name", TYPE_TEXT, COL_WIDE, NULL },
	{ "line", TYPE_INT, COL_MINOR, NULL },
	{ "on_hand", TYPE_QTY, 0, NULL },
	{ "reserved", TYPE_QTY, 0, NULL },
	{ "unit", TYPE_CODE, 0, NULL },
	{ "lot", TYPE_CODE, 0, NULL },
};

static const struct cell two_items[] = { T("BAR-CITY"), T("Handlebar, swept"),
	N(1), N(135000000), N(0), T("each"), MISSING, T("BELL"), T("Bell"),
	N(2), N(12345678000000), N(0), T("each"), MISSING };

static char *
on_terminal(int width, int all_columns)
{
	struct writer_options fit = { .width = width,
		.on_terminal = 1,
		.all_columns = all_columns,
		.no_header = 1 };

	return print_relation(FORMAT_TABLE, &fit, stock, 7, two_items, 2);
}

static void
terminals(void)
{
	struct writer_options fit = { .width = 24, .on_terminal = 1 };

	is_text(on_terminal(42, 0), "BAR-CITY  Handlebar,…  1         135  "
	    "each\n"
	    "BELL      Bell         2  12,345,678  each\n"
	    "(not shown: reserved, lot)\n",
	    "what is empty is left out, then what is 0 in all rows");
	is_text(on_terminal(36, 0), "BAR-CITY Handleba… 1        135 each\n"
	    "BELL     Bell      2 12,345,678 each\n"
	    "(not shown: reserved, lot)\n",
	    "gutters and names get narrower still");
	is_text(on_terminal(30, 0), "BAR-CITY Handlebar…        135\n"
	    "BELL     Bell       12,345,678\n"
	    "(not shown: line, reserved,\n"
	    "unit, lot)\n",
	    "what does not fit is left out whole, minor columns first");
	is_text(print_relation(FORMAT_TABLE, &fit, stock, 7, two_items, 2),
	    "item     name\n"
	    "-------- ---------------\n"
	    "BAR-CITY Handlebar, swe…\n"
	    "BELL     Bell\n"
	    "(not shown: line,\non_hand, reserved,\nunit, lot)\n",
	    "a number is never cut");
	is_text(on_terminal(5, 0),
	    "BAR-…\nBELL\n"
	    "(not shown: name,\nline,\non_hand,\nreserved,\nunit,\nlot)\n",
	    "at the very last the line is");
	is_text(on_terminal(30, 1), "BAR-CITY Handl… 1        135 0 each\n"
	    "BELL     Bell   2 12,345,678 0 each\n",
	    "nothing is left out of what was asked for");
}

/* Rows beyond those that decide the widths pass through. */
static void
long_tables(void)
{
	const struct writer_options fit = { .width = 40, .no_header = 1 };
	enum { ROWS = 10002 };
	struct cell *cells =
	    ARENA_ARRAY(ops.mem, struct cell, (size_t)ROWS * 2);
	const char *text, *last;

	for (int i = 0; i < ROWS; i++) {
		cells[2 * i] = cell_text("A");
		cells[2 * i + 1] = cell_text("abc");
	}
	cells[2 * ROWS - 4] = cell_text("CODE-LONGER");
	cells[2 * ROWS - 1] =
	    cell_text("0123456789012345678901234567890123456789");
	text = print_relation(FORMAT_TABLE, &fit, two, 2, cells, ROWS);
	last = strstr(text, "CODE-LONGER");
	is_text(last,
	    "CODE-LONGER  abc\nA  012345678901234567890123456789012345…\n",
	    "late rows keep their codes, late texts have the room left");
	text = print_relation(FORMAT_CSV, NULL, two, 2, cells, ROWS);
	ok(strlen(text) > ROWS * 6, "csv streams");
}

/* Cells larger than the buffer of a stream. */
static void
huge_cells(void)
{
	size_t n = 1000000;
	char *big = arena_alloc(ops.mem, n + 1);
	struct cell cells[2];
	char *text;

	memset(big, 'x', n);
	cells[0] = cell_text("A");
	cells[1] = cell_text(big);
	text = print_relation(FORMAT_CSV, NULL, two, 2, cells, 1);
	is_int((int64_t)strlen(text), 10 + 2 + 1000000 + 1, "csv, 1 MB cell");
	memset(big, '"', n);
	text = print_relation(FORMAT_CSV, NULL, two, 2, cells, 1);
	is_int((int64_t)strlen(text), 10 + 2 + 2000002 + 1,
	    "csv, 1 MB of quotes");
	text = print_relation(FORMAT_JSONL, NULL, two, 2, cells, 1);
	is_int((int64_t)strlen(text), 20 + 2000000 + 3,
	    "jsonl, 1 MB of quotes");
}

static void
names(void)
{
	enum format f = FORMAT_CSV;

	ok(format_by_name("md", &f) == NULL && f == FORMAT_MD, "md is known");
	is_text(format_by_name("xml", &f),
	    "table, csv, tsv, json, jsonl, md or html", "xml is not");
	ok(format_by_suffix("a.b/x.HTML", &f) && f == FORMAT_HTML, ".HTML");
	ok(format_by_suffix("x.ndjson", &f) && f == FORMAT_JSONL, ".ndjson");
	ok(!format_by_suffix("a.csv/x", &f), "a folder's suffix is not it");
	ok(!format_by_suffix("x", &f), "no suffix, no format");
	is_text(format_name(FORMAT_JSONL), "jsonl", "a format's name");
}

/* A full disk ends the rows long before the last. */
static void
full_disk(void)
{
	struct out *o;
	struct sink *s;
	int row, err = out_open_file(&ops, "/dev/full", &o);

	writer_open(&ops, FORMAT_CSV, o, &euro, NULL, &s);
	sink_begin(s, two, 2);
	for (row = 0; row < 1000000 && err == 0; row++)
		err = sink_row(s, hostile);
	is_int(err, OPS_IO, "a full disk fails a row");
	ok(row < 100000, "and soon");
	writer_close(s);
	is_int(out_close(&ops, o), OPS_IO, "and closing says so");
	is_text(ops.why, "cannot write '/dev/full': No space left on device",
	    "with the reason");
	fail_clear(&ops);
}

/* jq reads what the writer printed, and every text comes back. */
static void
jq_agrees(void)
{
	char path[] = "/tmp/ops-writer-XXXXXX", command[200];
	const struct style style = { 2, NULL };
	struct out *o;
	struct sink *s;
	int fd = mkstemp(path);

	if (fd < 0 || (system)("command -v jq >/dev/null 2>&1") != 0) {
		ok(1, "jq reads it # SKIP no jq");
		return;
	}
	out_open_fd(&ops, fd, "jq's input", &o);
	writer_open(&ops, FORMAT_JSON, o, &style, NULL, &s);
	sink_begin(s, two, 2);
	for (int i = 0; i < HOSTILE; i++)
		sink_row(s, hostile + 2 * i);
	sink_end(s);
	writer_close(s);
	is_int(out_close(&ops, o), 0, "json is written");
	snprintf(command, sizeof command, "test \"$(jq -c '[length, .[1].note, "
	    ".[9].note]' %s)\" = '[%d,\"a\\nb\\r\\nc\",\"a\\u0000b\"]'", path,
	    HOSTILE);
	is_int((system)(command), 0, "jq reads it");
	remove(path);
}

int
main(void)
{
	ops.mem = arena_new();
	every_type_in_every_format();
	hostile_cells();
	html();
	empty_relations();
	csv_quotes();
	for_spreadsheets();
	tables_fit();
	terminals();
	long_tables();
	huge_cells();
	names();
	full_disk();
	jq_agrees();
	arena_free(ops.mem);
	return done();
}
