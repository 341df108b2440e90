/* Reads CSV (RFC 4180): strictly, or with every repair reported. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "io/guard.h"
#include "io/records.h"

struct csv {
	struct records records;
	int64_t header_line;
	char *names; /* the bytes behind records.name */
	char **cell; /* pointers into the record, for the row */
	size_t room; /* of them */
	struct str problem;
	int end; /* not 0: no more rows; negative: why */
};

/* ---- the header ---- */

static int
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The name without blanks around it, in place. */
static char *
trim(char *name)
{
	size_t n;

	while (is_blank(*name))
		name++;
	n = strlen(name);
	while (n > 0 && is_blank(name[n - 1]))
		n--;
	name[n] = '\0';
	return name;
}

/* Refuses a name, or reports what is done instead. */
static int blame_name(struct ops *, struct csv *, size_t i, const char *fmt,
    ...) PRINTF(4, 5);

static int
blame_name(struct ops *ops, struct csv *csv, size_t i, const char *fmt, ...)
{
	struct records *r = &csv->records;
	char text[300], label[COLUMN_LABEL];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	snprintf(label, sizeof label, "column %zu", i + 1);
	if (!r->opt.lenient)
		return fail(ops, OPS_DATA, "%s:%" PRId64 ": %s: %s",
		    input_name(r->input), csv->header_line, label, text);
	r->counts.names++;
	records_note(r, csv->header_line, label, "%s", text);
	return 0;
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *const *x = a, *const *const *y = b;
	int order = strcmp(**x, **y);

	/* Equal names in the order of their columns. */
	return order != 0 ? order : *x < *y ? -1 : *x > *y;
}

/* A name that is there before is no name: "". */
static int
check_doubles(struct ops *ops, struct csv *csv)
{
	struct records *r = &csv->records;
	const char ***sorted = xmalloc(r->columns * sizeof *sorted);
	size_t first = 0;
	int code = 0;

	for (size_t i = 0; i < r->columns; i++)
		sorted[i] = &r->name[i];
	qsort(sorted, r->columns, sizeof *sorted, compare_names);
	for (size_t i = 1; i < r->columns && code == 0; i++) {
		if (**sorted[i] == '\0' ||
		    strcmp(*sorted[first], *sorted[i]) != 0) {
			first = i;
			continue;
		}
		code = blame_name(ops, csv, (size_t)(sorted[i] - r->name),
		    "the name '%s' is there twice", *sorted[i]);
		*sorted[i] = "";
	}
	free(sorted);
	return code;
}

static int
check_name(struct ops *ops, struct csv *csv, size_t i)
{
	struct records *r = &csv->records;
	char *name = csv->names + r->start[i], *trimmed;
	size_t bad = utf8_check(name, r->len[i]);

	r->name[i] = name;
	if (strlen(name) != r->len[i])
		return fail(ops, OPS_DATA,
		    "%s:%" PRId64 ": column %zu: the name holds a NUL byte",
		    input_name(r->input), csv->header_line, i + 1);
	if (bad < r->len[i])
		return fail(ops, OPS_DATA, "%s:%" PRId64 ": column %zu: "
		    "the name is not valid %s from byte %zu on",
		    input_name(r->input), csv->header_line, i + 1,
		    decoder_name(r->decoder), bad + 1);
	trimmed = trim(name);
	if (*trimmed == '\0') {
		r->name[i] = "";
		return blame_name(ops, csv, i, "has no name");
	}
	if (strlen(trimmed) == r->len[i])
		return 0;
	r->name[i] = trimmed;
	return blame_name(ops, csv, i, "there are blanks around the name '%s'",
	    trimmed);
}

/* The first record is the header; lenient: the first that is not blank. */
static int
read_header(struct ops *ops, struct csv *csv)
{
	struct records *r = &csv->records;
	const char **name;
	int code;

	do {
		code = records_next(ops, r);
	} while (code > 0 && r->n == 0 && r->opt.lenient);
	if (code < 0)
		return code;
	if (code == 0)
		return fail(ops, OPS_DATA, "%s: has no header: %s",
		    input_name(r->input),
		    r->line > 1 ? "no line is left" : "it is empty");
	csv->header_line = r->record_line;
	if (r->n == 0)
		return fail(ops, OPS_DATA,
		    "%s:%" PRId64 ": has no header: the line is blank",
		    input_name(r->input), csv->header_line);
	name = xmalloc(r->n * sizeof *name);
	csv->names = memcpy(xmalloc(r->cells.len), r->cells.p, r->cells.len);
	r->name = name;
	for (size_t i = 0; i < r->n && code >= 0; i++)
		code = check_name(ops, csv, i);
	if (code < 0)
		return code;
	r->columns = r->n;
	return check_doubles(ops, csv);
}

int
csv_open(struct ops *ops, struct input *input, const struct csv_options *opt,
    struct csv **out)
{
	struct csv *csv = xmalloc(sizeof *csv);
	int code;

	*csv = (struct csv){ .problem = STR_INIT };
	code = records_open(ops, input, opt, &csv->records);
	if (code == 0 && !csv->records.opt.headless)
		code = read_header(ops, csv);
	if (code < 0) {
		csv_close(csv);
		csv = NULL;
	}
	*out = csv;
	return code;
}

const char *const *
csv_header(const struct csv *csv, size_t *n)
{
	*n = csv->records.columns;
	return csv->records.name;
}

int64_t
csv_header_line(const struct csv *csv)
{
	return csv->header_line;
}

/* ---- the rows ---- */

/* Names the first cell that cannot be a text. */
static void
find_bad_cell(struct csv *csv)
{
	struct records *r = &csv->records;
	char label[COLUMN_LABEL];

	for (size_t i = 0; i < r->n; i++) {
		const char *cell = r->cells.p + r->start[i];
		const char *column = records_column(r, i, label);
		size_t bad = utf8_check(cell, r->len[i]);

		if (memchr(cell, '\0', r->len[i]) != NULL)
			str_addf(&csv->problem, "%s: holds a NUL byte", column);
		else if (bad < r->len[i])
			str_addf(&csv->problem,
			    "%s: is not valid %s from byte %zu on", column,
			    decoder_name(r->decoder), bad + 1);
		else
			continue;
		return;
	}
}

/* A row that is not as long as the header: a problem, or made to fit. */
static void
fit(struct csv *csv)
{
	struct records *r = &csv->records;
	const char *many = r->n == 1 ? "" : "s";

	if (!r->opt.lenient) {
		str_addf(&csv->problem, "has %zu cell%s, the header %zu", r->n,
		    many, r->columns);
		return;
	}
	records_note(r, r->record_line, NULL,
	    "has %zu cell%s, the header %zu: %s", r->n, many, r->columns,
	    r->n < r->columns ? "empty cells are added" :
				"the others are left out");
	r->counts.short_rows += r->n < r->columns;
	r->counts.long_rows += r->n > r->columns;
	records_room(r, r->columns);
	for (; r->n < r->columns; r->n++)
		r->len[r->n] = r->start[r->n] = 0;
	r->n = r->columns;
}

/* What a blank line means: one empty cell, a fault, or (0) nothing. */
static int
blank(struct csv *csv)
{
	struct records *r = &csv->records;

	if (r->columns == 1 || r->opt.headless) {
		records_room(r, 1);
		r->len[0] = r->start[0] = 0;
		r->n = 1;
		return 1;
	}
	if (!r->opt.lenient) {
		str_add(&csv->problem, "is blank");
		return 1;
	}
	records_note(r, r->record_line, NULL, "is blank and left out");
	r->counts.blank_rows++;
	return 0;
}

/* Cells without what guards them from a spreadsheet. */
static void
take_off_guards(struct records *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const char *cell = r->cells.p + r->start[i];

		if (r->len[i] < 2 || cell[0] != '\'' ||
		    !guard_there(cell, r->len[i]))
			continue;
		r->start[i]++;
		r->len[i]--;
		r->counts.guards++;
	}
}

static void
fill_row(struct csv *csv, struct csv_row *row)
{
	struct records *r = &csv->records;

	if (r->n > csv->room) {
		csv->room = r->room;
		csv->cell = xrealloc(csv->cell, csv->room * sizeof *csv->cell);
	}
	if (r->opt.guarded)
		take_off_guards(r);
	for (size_t i = 0; i < r->n; i++)
		csv->cell[i] = r->len[i] > 0 ? r->cells.p + r->start[i] : NULL;
	row->n = r->n;
	row->cell = csv->cell;
	row->len = r->len;
	row->line = r->record_line;
	row->problem = csv->problem.len > 0 ? csv->problem.p : NULL;
	r->counts.rows++;
}

int
csv_next(struct ops *ops, struct csv *csv, struct csv_row *row)
{
	struct records *r = &csv->records;
	int code;

	str_reset(&csv->problem);
	if (csv->end != 0)
		return csv->end > 0 ? 0 : csv->end;
	do {
		code = records_next(ops, r);
		if (code <= 0) {
			csv->end = code == 0 ? 1 : code;
			return code;
		}
	} while (r->n == 0 && !blank(csv));
	if (csv->problem.len == 0 && r->n != r->columns && !r->opt.headless)
		fit(csv);
	if (csv->problem.len == 0 && r->dirty)
		find_bad_cell(csv);
	fill_row(csv, row);
	return 1;
}

void
csv_raw(const struct csv *csv, const char **bytes, size_t *n)
{
	*bytes = csv->records.text.p + csv->records.record;
	*n = csv->records.at - csv->records.record;
}

const struct csv_counts *
csv_counts(const struct csv *csv)
{
	return &csv->records.counts;
}

void
csv_close(struct csv *csv)
{
	if (csv == NULL)
		return;
	records_close(&csv->records);
	free(csv->names);
	free(csv->cell);
	str_free(&csv->problem);
	free(csv);
}
