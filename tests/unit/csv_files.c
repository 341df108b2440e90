/* CSV files of other projects, against the answers that came with them. */
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "io/csv.h"
#include "tap.h"

#define DATA "../shared/data/"

static struct ops ops;
static const struct csv_options strict, headless = { .headless = 1 };

/* All texts of a JSON file in their order, each followed by a line end. */
static void
json_texts(const char *name, struct str *out)
{
	FILE *f = fopen(name, "rb");
	int c, inside = 0;

	while (f != NULL && (c = getc(f)) != EOF) {
		if (c == '"') {
			inside = !inside;
			if (!inside)
				str_addc(out, '\n');
		} else if (c == '\\') {
			c = getc(f);
			str_addc(out,
			    (char)(c == 'n'  ? '\n' :
				    c == 'r' ? '\r' :
					       c));
		} else if (inside) {
			str_addc(out, (char)c);
		}
	}
	if (f != NULL)
		fclose(f);
}

/* The same of a CSV file, a name before each cell; and what is wrong. */
static void
csv_texts(const char *name, const struct csv_options *opt, struct str *out)
{
	const char *const *names;
	struct csv_row row;
	struct input *input;
	struct csv *csv = NULL;
	size_t n;

	fail_clear(&ops);
	if (input_open(&ops, name, &input) == 0 &&
	    csv_open(&ops, input, opt, &csv) == 0) {
		names = csv_header(csv, &n);
		while (csv_next(&ops, csv, &row) > 0) {
			if (row.problem != NULL)
				str_addf(out, ":%" PRId64 ": %s", row.line,
				    row.problem);
			for (size_t i = 0; row.problem == NULL && i < row.n;
			     i++) {
				if (i < n)
					str_addf(out, "%s\n", names[i]);
				str_addn(out, row.cell[i], row.len[i]);
				str_addc(out, '\n');
			}
		}
	}
	str_add(out, ops.why);
	csv_close(csv);
	input_close(input);
}

static void
agrees(const char *suite, const char *csv_dir, const char *name,
    const struct csv_options *opt)
{
	struct str got = STR_INIT, want = STR_INIT;
	char file[300];

	snprintf(file, sizeof file, DATA "%s/json/%s.json", suite, name);
	json_texts(file, &want);
	snprintf(file, sizeof file, DATA "%s/%s/%s.csv", suite, csv_dir, name);
	for (size_t chunk = 0; chunk <= 7; chunk++) {
		struct csv_options small = *opt;

		small.chunk = chunk;
		str_reset(&got);
		csv_texts(file, &small, &got);
		if (strcmp(got.p, want.p) != 0)
			break;
	}
	is_text(got.p, want.p, name);
	str_free(&got);
	str_free(&want);
}

/* What is said of a file that is not as it should be: with no path. */
static void
refused(const char *name, const char *want)
{
	struct str got = STR_INIT;
	const char *said;
	char file[300];

	snprintf(file, sizeof file, DATA "%s.csv", name);
	csv_texts(file, &strict, &got);
	said = got.p;
	if (text_starts(said, file))
		said += strlen(file);
	is_text(said, want, name);
	str_free(&got);
}

static void
conforms(void)
{
	static const char *const spectrum[] = { "comma_in_quotes", "empty",
		"empty_crlf", "escaped_quotes", "json", "newlines",
		"newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf",
		"utf8" };
	static const char *const plain[] = { "all-empty", "empty-field",
		"empty-one-column", "leading-space", "one-column",
		"quotes-empty", "quotes-with-comma",
		"quotes-with-escaped-quote", "quotes-with-newline",
		"quotes-with-space", "simple-crlf", "simple-lf",
		"trailing-newline", "trailing-newline-one-field",
		"trailing-space", "utf8" };

	if (access(DATA "csv-test-data", R_OK) != 0) {
		ok(1, "# SKIP " DATA " is not here");
		return;
	}
	for (size_t i = 0; i < sizeof spectrum / sizeof *spectrum; i++)
		agrees("csv-spectrum", "csvs", spectrum[i], &strict);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		agrees("csv-test-data", "csv", plain[i], &headless);
	agrees("csv-test-data", "csv", "header-simple", &strict);
	agrees("csv-test-data", "csv", "header-no-rows", &strict);

	/* A header of other names (bad-header-wrong-header) is the caller's. */
	refused("csv-test-data/csv/bad-header-less-fields",
	    ":2: has 2 cells, the header 3");
	refused("csv-test-data/csv/bad-header-more-fields",
	    ":2: has 4 cells, the header 3");
	refused("csv-test-data/csv/bad-header-no-header",
	    ": has no header: it is empty");
	refused("csv-test-data/csv/bad-missing-quote",
	    ":2: bar: the quote in line 2 is never closed");
	refused("csv-test-data/csv/bad-unescaped-quote", ":2: bar: a quote "
	    "inside an unquoted cell: quote the cell and double the quotes in "
	    "it");
	refused("csv-test-data/csv/bad-quotes-with-unescaped-quote",
	    ":2: bar: a quote inside the quoted cell is not doubled");
	refused("csv-spectrum/csvs/location_coordinates", ":2: Location "
	    "Coordinates: a quote inside an unquoted cell: quote the cell and "
	    "double the quotes in it");
}

int
main(void)
{
	ops.mem = arena_new();
	conforms();
	arena_free(ops.mem);
	return done();
}
