/* CSV: what is read, what is refused, in which words, and from where. */
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "io/csv.h"
#include "tap.h"

static struct ops ops;
static char dir[] = "/tmp/ops-csv-XXXXXX", path[64];

static const struct csv_options strict, lenient = { .lenient = 1 },
					headless = { .headless = 1 },
					latin1 = { .encoding = "latin1" };

static void
file_of(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		BUG("cannot write %s", path);
}

/* ---- one text for all that a file says ---- */

static void
add_visible(struct str *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] == '\n')
			str_add(out, "\\n");
		else if (p[i] == '\r')
			str_add(out, "\\r");
		else if (p[i] == '\0')
			str_add(out, "\\0");
		else
			str_addc(out, p[i]);
}

static void
on_note(void *data, int64_t line, const char *column, const char *text)
{
	str_addf(data, "(%" PRId64 ": %s%s%s) ", line, column ? column : "",
	    column ? ": " : "", text);
}

/* "2: a|-|c. 3: d! its problem. " and the failure; no path, no headers. */
static void
tell(const char *name, const struct csv_options *opt, struct str *out)
{
	struct csv_options with_note = *opt;
	struct csv_row row;
	struct input *input;
	struct csv *csv = NULL;

	with_note.note = on_note;
	with_note.data = out;
	fail_clear(&ops);
	str_reset(out);
	if (input_open(&ops, name, &input) == 0 &&
	    csv_open(&ops, input, &with_note, &csv) == 0)
		while (csv_next(&ops, csv, &row) > 0) {
			str_addf(out, "%" PRId64 ": ", row.line);
			for (size_t i = 0; i < row.n; i++) {
				str_add(out, i > 0 ? "|" : "");
				if (row.cell[i] == NULL)
					str_addc(out, '-');
				add_visible(out, row.cell[i], row.len[i]);
			}
			if (row.problem != NULL)
				str_addf(out, "! %s", row.problem);
			str_add(out, ". ");
		}
	if (text_starts(ops.why, path))
		str_addf(out, "%d%s", ops.code, ops.why + strlen(path));
	else
		str_add(out, ops.why);
	csv_close(csv);
	input_close(input);
}

/* Reads in steps of 1 to 7 bytes and at once: always the same. */
static void
says_n(const struct csv_options *opt, const char *bytes, size_t n,
    const char *want, const char *name)
{
	struct csv_options small = *opt;
	struct str got = STR_INIT;

	file_of(bytes, n);
	for (size_t chunk = 1; chunk <= 7; chunk++) {
		small.chunk = chunk;
		tell(path, &small, &got);
		if (strcmp(got.p, want) != 0) {
			printf("# read %zu bytes at a time\n", chunk);
			break;
		}
	}
	if (strcmp(got.p, want) == 0)
		tell(path, opt, &got);
	is_text(got.p, want, name);
	str_free(&got);
}

static void
says(const struct csv_options *opt, const char *text, const char *want,
    const char *name)
{
	says_n(opt, text, strlen(text), want, name);
}

/* ---- the tests ---- */

static void
reads_rows(void)
{
	says(&strict, "a,b\n1,2\n", "2: 1|2. ", "a header and a row");
	says(&strict, "a,b\n1,2", "2: 1|2. ", "the last line may lack its end");
	says(&strict, "a,b\n", "", "a header and no row");
	says(&strict, "a,b", "", "a header without a line end");
	says(&strict, "a,b\n,\"\"\n", "2: -|-. ",
	    "an empty cell is missing, quoted or not");
	says(&strict, "a,b\n  x , y\t\n", "2:   x | y\t. ",
	    "blanks around a cell are data");
	says(&strict, "a,b\n\" x \",\"a,\"\"b\"\"\"\n", "2:  x |a,\"b\". ",
	    "quotes keep blanks, delimiters and doubled quotes");
	says(&strict, "a\n\n1\n\n", "2: -. 3: 1. 4: -. ",
	    "one column: a blank line is an empty cell");
	says(&headless, "a,b\n\n1\n", "1: a|b. 2: -. 3: 1. ",
	    "without a header all rows are given as they are");
	says(&headless, "", "", "without a header a file may be empty");
	says(&strict,
	    "\xef\xbb\xbf"
	    "a,b\n1,2\n",
	    "2: 1|2. ", "a byte order mark is dropped");
	says(&headless, "\xef\xbb\xbf\"a\",b\n", "1: a|b. ",
	    "also before a quote");
	says(&(struct csv_options){ .delimiter = ';', .quote = '\'' },
	    "a;b\n'1;2';\"3\n", "2: 1;2|\"3. ",
	    "another delimiter and another quote");
	says(&(struct csv_options){ .delimiter = '\t' }, "a\tb\n1\t \n",
	    "2: 1| . ", "tabs as delimiters");
	says(&(struct csv_options){ .skip = 2 }, "\"x\ny\na,b\n1,2\n",
	    "4: 1|2. ", "lines before the header are not CSV");
}

static void
counts_lines(void)
{
	says(&strict, "a,b\r\n1,2\r\n3,4", "2: 1|2. 3: 3|4. ", "CRLF");
	says(&strict, "a,b\r1,2\r3,4\r", "2: 1|2. 3: 3|4. ", "CR alone");
	says(&strict, "a,b\n1,2\r\n3,4\r5,6\n", "2: 1|2. 3: 3|4. 4: 5|6. ",
	    "line ends may be mixed");
	says(&strict, "a,b\n\"1\n\r\n\r2\",x\r\n3,4\n",
	    "2: 1\\n\\r\\n\\r2|x. 6: 3|4. ",
	    "line ends in a cell are kept and counted");
	says(&strict, "a,b\r\n\"1\r\n\",\"\r\n\"\r\n3,4\r\n",
	    "2: 1\\r\\n|\\r\\n. 5: 3|4. ", "CRLF in cells, too");
	says(&strict, "a,b\r\n1,\"2\"\r\n\r\n3,4\r\n",
	    "2: 1|2. 3: ! is blank. 4: 3|4. ", "a blank line is a line");
}

static void
refuses_rows(void)
{
	says(&strict, "a,b\n1\n1,2,3\n4,5\n",
	    "2: 1! has 1 cell, the header 2. "
	    "3: 1|2|3! has 3 cells, the header 2. 4: 4|5. ",
	    "too few and too many cells");
	says(&strict, "a,b\n\"\"\n", "2: -! has 1 cell, the header 2. ",
	    "an empty quoted cell is no blank row");
	says_n(&strict, "a,b\n1,x\0y\n\0,2\n3,4\n", 18,
	    "2: 1|x\\0y! b: holds a NUL byte. "
	    "3: \\0|2! a: holds a NUL byte. 4: 3|4. ",
	    "NUL bytes");
	says(&strict, "a,b\n1,\xff\n1,ab\xe4\n\xe2\x82\xac,\xf0\x9f\x98\x8e\n",
	    "2: 1|\xff! b: is not valid UTF-8 from byte 1 on. "
	    "3: 1|ab\xe4! b: is not valid UTF-8 from byte 3 on. "
	    "4: \xe2\x82\xac|\xf0\x9f\x98\x8e. ",
	    "what is not UTF-8");
	says(&lenient, "a,b\n1,\xff\n",
	    "2: 1|\xff! b: is not valid UTF-8 from byte 1 on. ",
	    "lenient: it cannot be repaired");
	says(&headless, "a,\xff\n",
	    "1: a|\xff! column 2: is not valid UTF-8 from byte 1 on. ",
	    "without a header columns have numbers");
}

static void
loses_the_rest(void)
{
	says(&strict, "a,b\n1,x\"y\n3,4\n",
	    "-65:2: b: a quote inside an unquoted cell: quote the cell and "
	    "double the quotes in it",
	    "a quote in an unquoted cell");
	says(&strict, "a,b\n3,4\n1, \"y\"\n",
	    "2: 3|4. -65:3: b: a quote inside an unquoted cell: quote the "
	    "cell and double the quotes in it",
	    "a quote behind a blank");
	says(&strict, "a,b\n1,\"x\"y\n",
	    "-65:2: b: a quote inside the quoted cell is not doubled",
	    "text behind a quoted cell");
	says(&strict, "a,b\n1,\"x\n2,\"y\"\n",
	    "-65:2: b: a quote inside the quoted cell is not doubled "
	    "(in line 3)",
	    "a forgotten quote met by the next one");
	says(&strict, "a,b\n1,2\n\"x\n\",\"y\n\n",
	    "2: 1|2. -65:3: b: the quote in line 4 is never closed",
	    "a quote that is never closed");
	says(&lenient, "a,b\n1,\"y",
	    "-65:2: b: the quote in line 2 is never closed",
	    "lenient: neither can that be repaired");
	says(&strict, "a,\"b\n",
	    "-65:1: column 2: the quote in line 1 is "
	    "never closed",
	    "a quote never closed in the header");
}

static void
checks_headers(void)
{
	says(&strict, "", "-65: has no header: it is empty", "an empty file");
	says(&strict, "\xef\xbb\xbf", "-65: has no header: it is empty",
	    "a file of a byte order mark");
	says(&strict, "\na\n", "-65:1: has no header: the line is blank",
	    "a blank line where the header should be");
	says(&(struct csv_options){ .skip = 3 }, "a\nb\n",
	    "-65: has no header: no line is left",
	    "fewer lines than are to be skipped");
	says(&strict, "a,b,a\n", "-65:1: column 3: the name 'a' is there twice",
	    "a name twice");
	says(&strict, "a,,b\n", "-65:1: column 2: has no name", "no name");
	says(&strict, "a, b\n",
	    "-65:1: column 2: there are blanks around the "
	    "name 'b'",
	    "a padded name");
	says_n(&strict, "abc,b\0\n", 7,
	    "-65:1: column 2: the name holds a NUL byte", "a NUL in a name");
	says(&strict, "a,\xff\n",
	    "-65:1: column 2: the name is not valid UTF-8 from byte 1 on",
	    "a name that is no text");
	says_n(&strict,
	    "\xff\xfe"
	    "a\0\n\0",
	    6, "-65: is not UTF-8 but perhaps UTF-16", "UTF-16 unasked");
	says_n(&strict, "a\0\n\0", 4, "-65: is not UTF-8 but perhaps UTF-16",
	    "UTF-16 without its mark");
}

static void
repairs_and_reports(void)
{
	says(&lenient, "a,b\n1\n1,2,3\n",
	    "(2: has 1 cell, the header 2: empty cells are added) 2: 1|-. "
	    "(3: has 3 cells, the header 2: the others are left out) 3: 1|2. ",
	    "lenient: rows are padded and cut");
	says(&lenient, "\na,b\n\n1,2\n", "(3: is blank and left out) 4: 1|2. ",
	    "lenient: blank rows");
	says(&lenient, "a\n\n", "2: -. ",
	    "lenient: in one column a blank line is still a cell");
	says(&lenient, "a,b\n5\" pipe,2\n",
	    "(2: a: a quote inside the cell is taken as text) 2: 5\" pipe|2. ",
	    "lenient: a quote in an unquoted cell");
	says(&lenient, "a,b\n\"p \"q, 2\",3\n",
	    "(2: a: a quote inside the cell is taken as text) "
	    "2: p \"q, 2|3. ",
	    "lenient: a quote in a quoted cell");
	says(&lenient, "a,b\n\"p\"q,3\n4,\"5\"\n",
	    "(2: a: a quote inside the cell is taken as text) -65:2: a: a "
	    "quote inside the quoted cell is not doubled, and the cell does "
	    "not end in line 2",
	    "lenient: but not over the end of a line");
	says(&lenient, " a,,a,a,b \n1,2,3,4,5\n",
	    "(1: column 1: there are blanks around the name 'a') "
	    "(1: column 2: has no name) "
	    "(1: column 5: there are blanks around the name 'b') "
	    "(1: column 3: the name 'a' is there twice) "
	    "(1: column 4: the name 'a' is there twice) 2: 1|2|3|4|5. ",
	    "lenient: names of columns");
}

static void
counts_repairs(void)
{
	static const char text[] = " a,a,b\n1\n\n1,2,3,4\n5,x\"\"y,6\n";
	const char *const *name;
	const struct csv_counts *counts;
	struct csv_row row;
	struct input *input;
	struct csv *csv;
	char byte;
	size_t n;

	fail_clear(&ops);
	file_of(text, strlen(text));
	input_open(&ops, path, &input);
	csv_open(&ops, input, &lenient, &csv);
	name = csv_header(csv, &n);
	is_int((int64_t)n, 3, "the header has its columns");
	is_text(name[0], "a", "a name is trimmed");
	is_text(name[1], "", "the second of two names is none");
	is_int(csv_header_line(csv), 1, "the header has a line");
	while (csv_next(&ops, csv, &row) > 0)
		;
	is_int(csv_next(&ops, csv, &row), 0, "the end stays the end");
	counts = csv_counts(csv);
	ok(counts->rows == 3 && counts->short_rows == 1 &&
		counts->long_rows == 1 && counts->blank_rows == 1 &&
		counts->stray_quotes == 2 && counts->names == 2,
	    "each kind of repair is counted");
	is_int(input_read(&ops, input, &byte, 1), 0, "the input is at its end");
	csv_close(csv);
	input_close(input);
}

static void
keeps_raw_rows(void)
{
	static const char text[] = "\xef\xbb\xbf"
				   "a,b\r\n1,\"x\r\ny\"\r\n3,4,5\r\"6\",7";
	static const char *const want[] = { "a,b\r\n", "1,\"x\r\ny\"\r\n",
		"3,4,5\r", "\"6\",7" };
	struct csv_options small = { 0 };
	struct csv_row row;
	struct input *input;
	struct csv *csv;
	int same = 1;

	file_of(text, strlen(text));
	input_open(&ops, path, &input);
	for (small.chunk = 1; small.chunk < 30; small.chunk++) {
		input_rewind(input);
		csv_open(&ops, input, &small, &csv);
		for (int i = 0; i < 4; i++) {
			const char *raw;
			size_t n;

			csv_raw(csv, &raw, &n);
			same &= n == strlen(want[i]) &&
			    memcmp(raw, want[i], n) == 0;
			same &= csv_next(&ops, csv, &row) == (i < 3);
		}
		csv_close(csv);
	}
	ok(same, "a row is there as it stood, however it was read");
	input_close(input);
}

static void
decodes(void)
{
	struct str why = STR_INIT;

	says(&latin1, "a,b\n\xe4,\xdf\n", "2: \xc3\xa4|\xc3\x9f. ", "Latin-1");
	says(&(struct csv_options){ .encoding = "CP1252" },
	    "a,b\n\x80,x\x81y\n3,4\n",
	    "2: \xe2\x82\xac|x\xffy! b: is not valid CP1252 from byte 2 on. "
	    "3: 3|4. ",
	    "CP1252 and a byte it has no letter for");
	says_n(&(struct csv_options){ .encoding = "UTF-16" },
	    "\xff\xfe"
	    "a\0,\0b\0\n\0001\0,\0\xac \n\0",
	    18, "2: 1|\xe2\x82\xac. ", "UTF-16 with its mark");
	says_n(&(struct csv_options){ .encoding = "UTF-16BE" },
	    "\xfe\xff\0a\0\n\0001\xd8\0\0002\0\n", 14,
	    "2: 1\xff"
	    "2! a: is not valid UTF-16BE from byte 2 on. ",
	    "UTF-16 with half a pair");
	says_n(&(struct csv_options){ .encoding = "UTF-16LE" }, "a\0\n\0001", 5,
	    "2: \xff! a: is not valid UTF-16LE from byte 1 on. ",
	    "UTF-16 that ends in half a unit");
	says(&(struct csv_options){ .encoding = "CP1258" }, "a\na", "2: a. ",
	    "a letter that waits for its accent");
	says(&(struct csv_options){ .encoding = "utf8" }, "a\n\xc3\xa4\n",
	    "2: \xc3\xa4. ", "UTF-8 by another name");
	tell(path, &(struct csv_options){ .encoding = "klingon" }, &why);
	is_text(why.p,
	    "the encoding 'klingon' is not known, only UTF-8 and "
	    "what 'iconv -l' lists",
	    "an unknown encoding");
	is_int(ops.code, OPS_USAGE, "is a mistake in the call");
	tell(path, &(struct csv_options){ .encoding = "ASCII//IGNORE" }, &why);
	is_int(ops.code, OPS_USAGE, "so is one that drops letters");
	tell(path, &(struct csv_options){ .delimiter = '"' }, &why);
	is_int(ops.code, OPS_USAGE, "a delimiter that is the quote");
	tell(path, &(struct csv_options){ .delimiter = '\n' }, &why);
	is_int(ops.code, OPS_USAGE, "a delimiter that is a line end");
	str_free(&why);
}

static void
long_file(const char *head, const char *line, int times)
{
	FILE *f = fopen(path, "wb");

	fputs(head, f);
	for (int i = 0; i < times; i++)
		fputs(line, f);
	fclose(f);
}

/* Reads the file to its failure; how many bytes are behind that. */
static int64_t
fails(const struct csv_options *opt, const char *want, const char *name)
{
	struct input *input;
	struct csv *csv;
	struct csv_row row;
	static char rest[1 << 20];
	int64_t behind = 0, got;

	fail_clear(&ops);
	input_open(&ops, path, &input);
	csv_open(&ops, input, opt, &csv);
	while (csv_next(&ops, csv, &row) > 0)
		;
	is_int(csv_next(&ops, csv, &row), OPS_DATA, "a failure stays one");
	is_text(ops.why + strlen(path), want, name);
	while ((got = input_read(&ops, input, rest, sizeof rest)) > 0)
		behind += got;
	csv_close(csv);
	input_close(input);
	return behind;
}

static void
limits(void)
{
	const struct csv_options ten = { .max_cell = 10 };
	const struct csv_options narrow = { .max_cell = 10, .headless = 1 };
	static const char too_long[] = ":2: b: the cell is longer than "
				       "16777216 bytes (is its quote never "
				       "closed?)";
	char line[1000] = "";

	says(&ten, "a,b\n1,xxxxxxxxxx\n", "2: 1|xxxxxxxxxx. ",
	    "a cell as long as it may be");
	says(&ten, "a,b\n1,xxxxxxxxxxx\n",
	    "-65:2: b: the cell is longer than 10 bytes", "one byte longer");

	long_file("a,b\n1,\"", "", 0);
	ok(truncate(path, 100 << 20) == 0, "a cell of 100 MB");
	ok(fails(&strict, too_long, "is refused") > 83 << 20,
	    "and not read to its end");
	memset(line, 'x', 998);
	line[998] = '\n';
	long_file("a,b\n1,\"", line, 20 * 1000);
	ok(fails(&strict, too_long, "a quote open over 20 MB of lines") > 2
		    << 20,
	    "is noticed before its end");
	long_file("", ",", 70000);
	fails(&headless, ":1: column 65538: the row has more than 65536 cells",
	    "a row of 70000 cells");
	long_file("", ",", 44);
	fails(&narrow, ":1: column 45: the row is longer than 4 times 10 bytes",
	    "a row too long");
	long_file("a,b\n", "\"", 1001);
	fails(&ten,
	    ":2: a: the cell is longer than 10 bytes (is its quote "
	    "never closed?)",
	    "a cell of quotes");
}

/* Of lines of all lengths, plain and with a quoted cell at the end. */
static void
a_quote_somewhere_changes_no_cell(void)
{
	static const char *const bit[] = { ",", "a", "b-", "\xc3\xa9", ",,",
		"", " ", ";", "\xe2\x82\xac" };
	struct str plain = STR_INIT, quoted = STR_INIT, one = STR_INIT,
		   two = STR_INIT;
	uint64_t random = 1;

	for (int i = 0; i < 4000; i++) {
		struct str line = STR_INIT;

		for (int k = i % 45; k >= 0; k--) {
			random = random * UINT64_C(6364136223846793005) + 1;
			str_add(&line, bit[(random >> 33) % 9]);
		}
		str_addf(&plain, "%s,Q\n", line.p);
		str_addf(&quoted, "%s,\"Q\"\n", line.p);
		str_free(&line);
	}
	file_of(plain.p, plain.len);
	tell(path, &headless, &one);
	file_of(quoted.p, quoted.len);
	tell(path, &headless, &two);
	ok(one.len > 4000 * 40 && strcmp(one.p, two.p) == 0,
	    "4000 lines have the cells that libcsv gives them");
	str_free(&plain);
	str_free(&quoted);
	str_free(&one);
	str_free(&two);
}

int
main(void)
{
	ops.mem = arena_new();
	if (mkdtemp(dir) == NULL)
		BUG("no temporary directory");
	snprintf(path, sizeof path, "%s/file.csv", dir);
	reads_rows();
	counts_lines();
	refuses_rows();
	loses_the_rest();
	checks_headers();
	repairs_and_reports();
	counts_repairs();
	keeps_raw_rows();
	decodes();
	a_quote_somewhere_changes_no_cell();
	limits();
	unlink(path);
	rmdir(dir);
	arena_free(ops.mem);
	return done();
}
