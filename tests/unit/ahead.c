/* Reading ahead gives the same rows as reading, and the same end. */
#include <stdlib.h>

#include "base/str.h"
#include "io/ahead.h"
#include "tap.h"

static struct ops ops;

static struct csv *
open_csv(const char *path, struct input **in)
{
	struct csv *csv = NULL;

	fail_clear(&ops);
	if (input_open(&ops, path, in) == 0)
		csv_open(&ops, *in, NULL, &csv);
	return csv;
}

static void
add_row(struct str *s, const struct csv_row *row)
{
	str_addf(s, "%lld", (long long)row->line);
	for (size_t i = 0; i < row->n; i++)
		str_addf(s, "|%s", row->cell[i] ? row->cell[i] : "-");
	str_addf(s, "|%s\n", row->problem ? row->problem : "");
}

/* All rows of a file, and how it ended. */
static void
read_all(const char *path, int in_thread, struct str *s)
{
	struct input *in;
	struct csv *csv = open_csv(path, &in);
	struct ahead *a = NULL;
	struct csv_row row;
	int got;

	if (in_thread)
		ahead_start(csv, NULL, 0, &a);
	while ((got = a ? ahead_next(&ops, a, &row)
			: csv_next(&ops, csv, &row)) == 1)
		add_row(s, &row);
	str_addf(s, "%d %s\n", got, ops.why);
	ahead_free(a);
	csv_close(csv);
	input_close(in);
}

static void
same(const char *name, void (*write)(FILE *))
{
	char path[] = "/tmp/ops-ahead-XXXXXX";
	struct str one = STR_INIT, two = STR_INIT;
	FILE *f = fdopen(mkstemp(path), "w");

	write(f);
	fclose(f);
	read_all(path, 0, &one);
	read_all(path, 1, &two);
	ok(strcmp(one.p, two.p) == 0, "%s: %zu bytes of rows", name, one.len);
	str_free(&one);
	str_free(&two);
	remove(path);
}

static void
long_file(FILE *f)
{
	fputs("a,b,c\n", f);
	for (int i = 0; i < 200000; i++)
		fprintf(f, "%d,\"x,%d\",\n", i, i);
}

static void
large_cells(FILE *f)
{
	fputs("a,b\n", f);
	for (int i = 0; i < 20; i++) {
		for (int k = 0; k < 300000; k++)
			fputc('a' + i, f);
		fprintf(f, ",%d\n", i);
	}
}

static void
only_header(FILE *f)
{
	fputs("a,b\n", f);
}

static void
faults(FILE *f)
{
	fputs("a,b\n1,2\n3\n4,\xff\n5,6,7\n\n8,9\n", f);
}

static void
fatal(FILE *f)
{
	fputs("a,b\n", f);
	for (int i = 0; i < 5000; i++)
		fputs("1,2\n", f);
	fputs("3,\"never closed\n", f);
}

/* The caller stops early: the thread, which waits for room, ends. */
static void
left_early(void)
{
	char path[] = "/tmp/ops-ahead-XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w");
	struct input *in;
	struct csv *csv;
	struct ahead *a;
	struct csv_row row;

	long_file(f);
	fclose(f);
	csv = open_csv(path, &in);
	ahead_start(csv, NULL, 0, &a);
	ok(ahead_next(&ops, a, &row) == 1 && row.line == 2, "one row is read");
	ahead_free(a);
	csv_close(csv);
	input_close(in);
	remove(path);
	ok(1, "and the thread ends when nobody wants more");
}

enum { TEXTS = 300, NEXT = 5 };

/* Texts that come again, some cells empty; no column d. */
static void
repeating(FILE *f)
{
	fputs("a,b,c\n", f);
	for (int i = 0; i < 100000; i++) {
		fprintf(f, "%d,", i);
		if (i % 7 > 0)
			fprintf(f, "T%d", i * 31 % TEXTS);
		fputs(",x\n", f);
	}
}

/* Is the number that of the text, and of no other? */
static int
is_of(const char *text, uint32_t number)
{
	static char seen[TEXTS + 1][8];

	if (text == NULL || number == 0 || number > TEXTS)
		return text == NULL && number == 0;
	if (seen[number][0] == '\0') {
		for (int i = 1; i <= TEXTS; i++)
			if (strcmp(seen[i], text) == 0)
				return 0;
		strcpy(seen[number], text);
	}
	return strcmp(seen[number], text) == 0;
}

/* Of c, a column that is not there, and b: the third's are looked at. */
static void
numbered(void)
{
	static const size_t column[] = { 2, 3, 1 };
	char path[] = "/tmp/ops-ahead-XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w");
	int64_t rows = 0, fine = 0, none = 0, said = 0, as_said = 0;
	uint32_t next[NEXT] = { 0 };
	struct csv_row row;
	struct input *in;
	struct csv *csv;
	struct ahead *a;

	repeating(f);
	fclose(f);
	csv = open_csv(path, &in);
	ahead_start(csv, column, 3, &a);
	while (ahead_next(&ops, a, &row) == 1) {
		uint32_t *soon = &next[rows++ % NEXT];

		fine += is_of(row.cell[1], ahead_number(a, 2, 0));
		none += ahead_number(a, 1, 0) + ahead_number(a, 3, 0);
		said += *soon != 0;
		as_said += *soon != 0 && *soon == ahead_number(a, 2, 0);
		*soon = ahead_number(a, 2, NEXT);
	}
	ahead_free(a);
	csv_close(csv);
	input_close(in);
	remove(path);
	ok(rows == 100000 && fine == rows && none == 0,
	    "cells have the same number where they have the same text");
	ok(said > rows / 2 && as_said == said, "and had it %d rows before",
	    NEXT);
}

int
main(void)
{
	ops.mem = ops.keep = arena_new();
	same("200,000 rows", long_file);
	same("cells larger than a batch", large_cells);
	same("a header alone", only_header);
	same("rows with faults", faults);
	same("a file that ends in a fault", fatal);
	left_early();
	numbered();
	arena_free(ops.mem);
	return done();
}
