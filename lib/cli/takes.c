/* The rows an analysis works on: another verb's, or those of any CSV file. */
#include <string.h>

#include "cli/takes.h"
#include "cli/within.h"
#include "io/csv.h"
#include "io/progress.h"
#include "time/date.h"

/* The file of -i. */
struct taken {
	struct input *input;
	struct csv *csv;
};

int
takes_open(struct call *c)
{
	struct csv_options options = { .guarded = 1 };
	struct taken *t = ARENA_NEW(c->ops->keep, struct taken);
	int err = input_open(c->ops, c->opt.input, &t->input);

	c->taken = t;
	if (err == 0 && (c->opt.period != NULL || c->opt.since != NULL ||
	    c->opt.until != NULL || c->opt.known_at != NULL))
		err = fail(c->ops, OPS_USAGE, "--input: a file is taken whole: "
		    "--period, --since, --until and --known-at are of the "
		    "book");
	if (err == 0 && c->opt.output != NULL &&
	    input_is_file(c->opt.input, c->opt.output))
		err = fail(c->ops, OPS_USAGE, "--output: '%s' is the file that "
		    "is read: expected another one", c->opt.output);
	return err != 0 ? err : csv_open(c->ops, t->input, &options, &t->csv);
}

void
takes_close(struct call *c)
{
	if (c->taken == NULL)
		return;
	csv_close(c->taken->csv);
	input_close(c->taken->input);
	c->taken = NULL;
}

/* What the rows are made of: for each wanted column its place, or -1. */
struct takes {
	struct sink sink; /* takes the rows of the line */
	struct call *call;
	struct column *cols; /* a copy */
	size_t n;
	struct sink *to;
	int *place;
	struct cell *cells;
};

/* "theirs=ours": does it give this column its name? */
static int
names_column(const char *map, const char *ours, size_t *theirs)
{
	const char *equals = strchr(map, '=');

	if (equals == NULL || strcmp(equals + 1, ours) != 0)
		return 0;
	*theirs = (size_t)(equals - map);
	return 1;
}

/* The name that a wanted column has where the rows come from. */
static const char *
name_there(const struct takes *t, const char *ours)
{
	const struct texts *map = &t->call->opt.map;
	size_t n;

	for (size_t i = 0; i < map->n; i++)
		if (names_column(map->v[i], ours, &n))
			return arena_strndup(t->call->ops->keep, map->v[i], n);
	return ours;
}

static int
check_maps(const struct takes *t)
{
	const struct texts *map = &t->call->opt.map;
	struct ops *ops = t->call->ops;

	for (size_t i = 0; i < map->n; i++) {
		const char *equals = strchr(map->v[i], '=');

		if (equals == NULL || equals == map->v[i] || equals[1] == '\0')
			return fail(ops, OPS_USAGE, "--map: '%s' is wrong: "
			    "expected theirs=ours", map->v[i]);
		if (column_find(t->cols, t->n, equals + 1) < 0) {
			column_unknown(ops, t->cols, t->n, equals + 1);
			return fail_at(ops, "--map");
		}
	}
	return 0;
}

/* Where each wanted column stands among those that are there. */
static int
find_places(struct takes *t, const char *source, const char *const *name,
    size_t n)
{
	int err = check_maps(t);

	for (size_t i = 0; err == 0 && i < t->n; i++) {
		const char *there = name_there(t, t->cols[i].name);

		t->place[i] = -1;
		for (size_t k = 0; k < n; k++)
			if (strcmp(name[k], there) == 0)
				t->place[i] = (int)k;
		if (t->place[i] >= 0)
			continue;
		if (there != t->cols[i].name)
			return fail(t->call->ops, OPS_DATA, "%s: there is no "
			    "column '%s' (--map)", source, there);
		if (t->cols[i].flags & COL_NEEDED)
			return fail(t->call->ops, OPS_DATA, "%s: the column "
			    "'%s' is missing: --map theirs=%s renames one",
			    source, there, there);
	}
	return err;
}

/* ---- from a verb ---- */

/* Is it an amount of something: no text, no time, no yes and no? */
static int
is_amount(enum type type)
{
	return type >= TYPE_INT && type <= TYPE_RATIO;
}

/* Column i is this one there. */
static int
take_column(struct takes *t, size_t i, const struct column *there)
{
	struct column *ours = &t->cols[i];
	struct ops *ops = t->call->ops;

	if (type_is_text(ours->type) && (ours->flags & COL_NEEDED) &&
	    (there->flags & COL_PERSON))
		return fail(ops, OPS_USAGE, "column '%s' names persons: they "
		    "are not compared", there->name);
	if (is_amount(ours->type) && !is_amount(there->type))
		return fail(ops, OPS_USAGE, "column '%s' is no number",
		    there->name);
	if (is_amount(ours->type))
		ours->type = there->type;
	else if (type_is_text(ours->type) ? !type_is_text(there->type)
					  : ours->type != there->type)
		return fail(ops, OPS_USAGE, "column '%s' is of another type "
		    "than is expected", there->name);
	return 0;
}

static int
line_begin(struct sink *s, const struct column *cols, size_t n)
{
	struct takes *t = (struct takes *)s;
	const char **name = ARENA_ARRAY(t->call->ops->keep, const char *, n);
	int err;

	for (size_t i = 0; i < n; i++)
		name[i] = cols[i].name;
	err = find_places(t, "the book", name, n);
	if (err != 0) /* an option named it: the book's are known */
		err = t->call->ops->code = OPS_USAGE;
	for (size_t i = 0; err == 0 && i < t->n; i++)
		if (t->place[i] >= 0)
			err = take_column(t, i, &cols[t->place[i]]);
	return err != 0 ? err : sink_begin(t->to, t->cols, t->n);
}

static int
line_row(struct sink *s, const struct cell *cells)
{
	struct takes *t = (struct takes *)s;

	for (size_t i = 0; i < t->n; i++)
		t->cells[i] = t->place[i] < 0 ? CELL_MISSING
					      : cells[t->place[i]];
	return sink_row(t->to, t->cells);
}

static int
line_end(struct sink *s)
{
	return sink_end(((struct takes *)s)->to);
}

/* ---- from a file ---- */

/* The row's cells, or what is wrong with the first wrong one. */
static int
read_cells(struct takes *t, const struct csv_row *row)
{
	struct call *c = t->call;

	if (row->problem != NULL)
		return fail(c->ops, OPS_DATA, "%s", row->problem);
	for (size_t i = 0; i < t->n; i++) {
		const char *text = t->place[i] < 0 ? NULL
						   : row->cell[t->place[i]];
		const char *expected;

		t->cells[i] = CELL_MISSING;
		if (text == NULL)
			continue;
		expected = value_parse(text, row->len[t->place[i]],
		    t->cols[i].type, &c->values, WHEN_FIRST, &t->cells[i]);
		if (expected != NULL)
			return fail(c->ops, OPS_DATA, "%s: '%s' is wrong: "
			    "expected %s", t->cols[i].name, text, expected);
	}
	return 0;
}

static int
sum_up(struct call *c)
{
	int64_t n = c->ops->problems;

	if (n == 0)
		return 0;
	if (n > PROBLEMS_SHOWN)
		warn(c->ops, "... and %lld more",
		    (long long)(n - PROBLEMS_SHOWN));
	return fail(c->ops, OPS_DATA, "%lld %s wrong", (long long)n,
	    n == 1 ? "row is" : "rows are");
}

static int
from_file(struct takes *t)
{
	struct call *c = t->call;
	const char *name = c->opt.input;
	struct progress progress;
	const char *const *header;
	struct csv_row row;
	char where[600];
	size_t n;
	int err, got;

	header = csv_header(c->taken->csv, &n);
	err = find_places(t, name, header, n);
	if (err == 0)
		err = sink_begin(t->to, t->cols, t->n);
	progress_begin(&progress, name, -1);
	while (err == 0 && (got = csv_next(c->ops, c->taken->csv, &row)) != 0) {
		if (got < 0)
			return got;
		progress_row(&progress);
		err = read_cells(t, &row);
		if (err == 0)
			err = sink_row(t->to, t->cells);
		if (err != OPS_DATA)
			continue;
		err = 0;
		snprintf(where, sizeof where, "%s:%lld", name,
		    (long long)row.line);
		problem_caught(c->ops, where);
	}
	progress_end(&progress);
	if (err >= 0)
		err = sum_up(c);
	return err != 0 ? err : sink_end(t->to);
}

int
call_takes(struct call *c, const struct column *cols, size_t n,
    const char *line, struct sink *to)
{
	struct takes t = { { line_begin, line_row, line_end }, c,
		ARENA_ARRAY(c->ops->keep, struct column, n), n, to,
		ARENA_ARRAY(c->ops->keep, int, n),
		ARENA_ARRAY(c->ops->keep, struct cell, n) };

	memcpy(t.cols, cols, n * sizeof *cols);
	return c->taken != NULL ? from_file(&t) : call_line(c, line, &t.sink);
}

const char *
takes_times(struct call *c, int64_t since, int64_t until)
{
	struct arena *mem = c->ops->keep;
	const char *const option[] = { "as-of", "since", "until" };
	const int64_t at[] = { c->clock.now, since, until };
	const char *text = "";
	char buf[DATE_SIZE];

	for (int i = 0; i < 3; i++) {
		if (at[i] == NONE)
			continue;
		time_print_utc(buf, at[i]);
		text = arena_printf(mem, "%s --%s %s", text, option[i], buf);
	}
	return text;
}
