/* The records of a write verb: one from options, or many from CSV. */
#include <string.h>

#include "base/str.h"
#include "cli/bulk.h"
#include "io/csv.h"
#include "io/out.h"
#include "io/progress.h"
#include "io/steps.h"

/* A column of the input: the field it fills, or none (it is ignored). */
struct place {
	const struct field *field;
	const char *option; /* fills empty cells, NULL */
};

struct reader {
	struct input *input;
	struct csv *csv;
	const char *name;
	struct place *place;
	size_t n;
	int documents; /* rows with the same key are one record */
	struct out *rejects;
	int64_t rejected;
	struct progress progress;
};

static const struct field *
field_of(const struct cmd *cmd, const char *name)
{
	for (const struct field *f = cmd->fields; f && f->name; f++)
		if (!(f->flags & FIELD_OPTION) &&
		    f->kind->store != STORE_TEXTS && strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

/* Columns that lists compute, and what rejects files add, are ignored. */
static int
is_ignored(const struct cmd *cmd, const char *name)
{
	if (strcmp(name, "line") == 0 || strcmp(name, "error") == 0)
		return 1;
	for (const struct column *k = cmd->columns; k && k->name; k++)
		if (strcmp(k->name, name) == 0)
			return 1;
	return 0;
}

static const char *
field_name_at(size_t i, const void *data)
{
	return ((const struct field *)data)[i].name;
}

static int
unknown_column(struct call *c, const char *name)
{
	struct reader *r = c->reader;
	size_t n = 0;
	const char *near;

	while (c->cmd->fields[n].name != NULL)
		n++;
	near = text_nearest(name, n, field_name_at, c->cmd->fields);
	if (near != NULL)
		return fail(c->ops, OPS_USAGE, "%s:%lld: column '%s' is not "
		    "known (did you mean '%s'?)", r->name,
		    (long long)csv_header_line(r->csv), name, near);
	return fail(c->ops, OPS_USAGE, "%s:%lld: column '%s' is not known: "
	    "'ops %s --template' prints those that are", r->name,
	    (long long)csv_header_line(r->csv), name, c->cmd->path);
}

static int
find_columns(struct call *c)
{
	struct reader *r = c->reader;
	const char *const *name = csv_header(r->csv, &r->n);

	r->place = ARENA_ARRAY(c->ops->keep, struct place, r->n);
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = field_of(c->cmd, name[i]);
		const struct given *g;

		if (f == NULL && !is_ignored(c->cmd, name[i]))
			return unknown_column(c, name[i]);
		r->place[i].field = f;
		VEC_EACH(&c->given, g)
			if (!g->common && g->field == f)
				r->place[i].option = g->text;
		if (f != NULL && (f->flags & FIELD_KEY))
			r->documents = c->cmd->line_size > 0;
	}
	return 0;
}

int
bulk_open(struct call *c)
{
	struct reader *r = ARENA_NEW(c->ops->keep, struct reader);
	int err;

	c->reader = r;
	r->name = c->opt.input;
	err = input_open(c->ops, c->opt.input, &r->input);
	if (err == 0)
		err = csv_open(c->ops, r->input, NULL, &r->csv);
	if (err == 0)
		err = find_columns(c);
	if (err == 0 && c->opt.keep_going && c->opt.rejects == NULL)
		return fail(c->ops, OPS_USAGE, "--keep-going needs --rejects "
		    "<file>: no row is lost");
	return err;
}

void
bulk_close(struct call *c)
{
	struct reader *r = c->reader;

	if (r == NULL)
		return;
	out_abandon(r->rejects);
	csv_close(r->csv);
	input_close(r->input);
	c->reader = NULL;
}

void
bulk_template(struct call *c, struct out *o)
{
	const char *comma = "";

	for (const struct field *f = c->cmd->fields; f && f->name; f++) {
		if ((f->flags & FIELD_OPTION) ||
		    f->kind->store == STORE_TEXTS)
			continue;
		out_printf(o, "%s%s", comma, f->name);
		comma = ",";
		note(c->ops, "%s: %s: %s%s", c->cmd->path, f->name,
		    f->kind->accepts,
		    f->flags & FIELD_REQUIRED ? " (required)" : "");
	}
	out_char(o, '\n');
}

int
bulk_digest(struct call *c, struct digest *d)
{
	const struct given *g;
	char bytes[65536];
	int64_t n = 0;

	digest_text(d, c->cmd->path);
	VEC_EACH(&c->given, g)
		if (!g->common || strcmp(g->field->name, "line") == 0) {
			digest_text(d, g->field->name);
			digest_text(d, g->text);
		}
	if (c->reader == NULL)
		return 0;
	input_rewind(c->reader->input);
	while ((n = input_read(c->ops, c->reader->input, bytes,
		    sizeof bytes)) > 0)
		digest_raw(d, bytes, (size_t)n);
	if (n < 0)
		return (int)n;
	input_rewind(c->reader->input);
	csv_close(c->reader->csv);
	c->reader->csv = NULL;
	return csv_open(c->ops, c->reader->input, NULL, &c->reader->csv);
}

/* The raw row behind its line and error: ready to be mended and fed again. */
static int
reject(struct call *c)
{
	struct reader *r = c->reader;
	struct cell cells[2];
	const char *raw;
	size_t n;
	int err;

	if (r->rejects == NULL) {
		err = out_open_file(c->ops, c->opt.rejects, &r->rejects);
		if (err != 0)
			return err;
		/* The header as it stood; csv_raw() is at a row by now. */
		out_text(r->rejects, "line,error");
		for (size_t i = 0; i < r->n; i++) {
			size_t k;

			out_printf(r->rejects, ",%s",
			    csv_header(r->csv, &k)[i]);
		}
		out_char(r->rejects, '\n');
	}
	cells[0] = cell_int(c->line);
	cells[1] = cell_text(c->ops->why);
	out_printf(r->rejects, "%lld,\"", (long long)cells[0].i);
	for (const char *p = cells[1].s; *p != '\0'; p++) {
		if (*p == '"')
			out_char(r->rejects, '"');
		out_char(r->rejects, *p);
	}
	out_text(r->rejects, "\",");
	csv_raw(r->csv, &raw, &n);
	out_write(r->rejects, raw, n);
	if (n == 0 || raw[n - 1] != '\n')
		out_char(r->rejects, '\n');
	r->rejected++;
	fail_clear(c->ops);
	return 0;
}

int64_t
bulk_rejected(const struct call *c)
{
	return c->reader == NULL ? 0 : c->reader->rejected;
}

int
bulk_finish_rejects(struct call *c, int keep)
{
	struct reader *r = c->reader;
	struct out *o;

	if (r == NULL || r->rejects == NULL)
		return 0;
	o = r->rejects;
	r->rejects = NULL;
	if (keep)
		return out_close(c->ops, o);
	out_abandon(o);
	return 0;
}

/* A row's cells into the record and its line; 0 or what is wrong. */
static int
fill_row(struct call *c, const struct csv_row *row, void *rec, void *line)
{
	struct reader *r = c->reader;
	int err;

	c->fields_given = 0;
	if (row->problem != NULL)
		return fail(c->ops, OPS_DATA, "%s", row->problem);
	for (size_t i = 0; i < r->n; i++) {
		const struct place *p = &r->place[i];
		const char *text = row->cell[i];
		size_t n = row->len[i];

		if (p->field == NULL)
			continue;
		if (text == NULL && p->option != NULL) {
			text = p->option;
			n = strlen(text);
		}
		c->fields_given |= UINT64_C(1) << (p->field - c->cmd->fields);
		if (text == NULL)
			continue;
		err = fill_value(c, p->field, text, n,
		    p->field->flags & FIELD_LINE ? line : rec);
		if (err != 0)
			return err;
	}
	return 0;
}

/* Options fill the columns that the file lacks. */
static int
fill_absent(struct call *c, void *rec, void *line)
{
	const struct given *g;
	int err;

	VEC_EACH(&c->given, g) {
		uint64_t bit;

		if (g->common)
			continue;
		bit = UINT64_C(1) << (g->field - c->cmd->fields);
		if (c->fields_given & bit)
			continue;
		err = fill_value(c, g->field, g->text, strlen(g->text),
		    g->field->flags & FIELD_LINE ? line : rec);
		if (err != 0)
			return err;
		c->fields_given |= bit;
	}
	return 0;
}

static int
check_required(struct call *c, void *rec, void *line)
{
	int err = fill_missing(c, c->cmd->fields, rec, 0, FIELD_LINE);

	if (err == 0 && line != NULL)
		err = fill_missing(c, c->cmd->fields, line, FIELD_LINE, 0);
	return err;
}

/* What failed belongs to a row: it is rejected, or a problem of the call. */
static int
row_failed(struct call *c)
{
	char where[600];

	if (c->ops->code != OPS_DATA && c->ops->code != OPS_DENIED)
		return c->ops->code; /* a full disk is no fault of the row */
	if (c->opt.keep_going)
		return reject(c);
	snprintf(where, sizeof where, "%s: %s:%lld", c->cmd->path,
	    c->source, (long long)c->line);
	problem_caught(c->ops, where);
	return 0;
}

static int
take_record(struct call *c, void *rec, void *lines, size_t n)
{
	int err = c->cmd->record(c, rec, lines, n);

	if (err == 0 && c->opt.keep_going)
		err = entry_settle(c->ops, c->entry);
	return err;
}

/* One row is one record. */
static int
plain_rows(struct call *c)
{
	struct reader *r = c->reader;
	char *rec = arena_alloc(c->ops->keep, c->cmd->size);
	char *line = c->cmd->line_size == 0
	    ? NULL : arena_alloc(c->ops->keep, c->cmd->line_size);
	struct csv_row row;
	int got;

	while ((got = csv_next(c->ops, r->csv, &row)) == 1) {
		struct arena_mark mark = arena_mark(c->ops->mem);
		int err;

		c->line = row.line;
		fill_clear(c->cmd->fields, 0, FIELD_LINE, rec);
		if (line != NULL)
			fill_clear(c->cmd->fields, FIELD_LINE, 0, line);
		err = fill_row(c, &row, rec, line);
		if (err == 0 && c->given.n > 0)
			err = fill_absent(c, rec, line);
		if (err == 0)
			err = check_required(c, rec, line);
		if (err == 0)
			err = take_record(c, rec, line, line != NULL);
		if (err != 0)
			err = row_failed(c);
		arena_back(c->ops->mem, mark);
		if (err != 0)
			return err;
		progress_row(&r->progress);
	}
	return got;
}

/* Is this row of the same document as the one before? */
static int
same_document(struct call *c, const struct csv_row *row, const char **key,
    size_t n_keys)
{
	struct reader *r = c->reader;
	size_t k = 0;
	int same = n_keys > 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = r->place[i].field;

		if (f == NULL || !(f->flags & FIELD_KEY))
			continue;
		if (row->cell[i] != NULL &&
		    (k >= n_keys || !text_eq(key[k], row->cell[i])))
			same = 0;
		k++;
	}
	return same;
}

static size_t
remember_key(struct call *c, const struct csv_row *row, const char **key,
    size_t max)
{
	struct reader *r = c->reader;
	size_t k = 0;

	for (size_t i = 0; i < r->n && k < max; i++) {
		const struct field *f = r->place[i].field;

		if (f != NULL && (f->flags & FIELD_KEY))
			key[k++] = arena_strdup(c->ops->mem, row->cell[i]);
	}
	return k;
}

enum { KEYS_MAX = 4 };

/* A document being read: its head and its lines so far. */
struct document {
	char *rec;
	VEC(char *) lines;
	const char *key[KEYS_MAX];
	size_t keys;
	int64_t line;
	int bad;
};

static int
end_document(struct call *c, struct document *d)
{
	size_t size = c->cmd->line_size;
	char *all;
	int err;

	if (d->rec == NULL || d->bad)
		return 0;
	all = arena_alloc(c->ops->mem, d->lines.n * size);
	for (size_t i = 0; i < d->lines.n; i++)
		memcpy(all + i * size, d->lines.v[i], size);
	c->line = d->line;
	err = fill_missing(c, c->cmd->fields, d->rec, 0, FIELD_LINE);
	if (err == 0)
		err = take_record(c, d->rec, all, d->lines.n);
	return err == 0 ? 0 : row_failed(c);
}

/* A run of rows with the same key is one record. */
static int
document_rows(struct call *c)
{
	struct reader *r = c->reader;
	struct arena_mark mark = arena_mark(c->ops->mem);
	struct document d = { .rec = NULL };
	struct csv_row row;
	int got, err = 0;

	while (err == 0 && (got = csv_next(c->ops, r->csv, &row)) == 1) {
		char *line;

		if (row.problem != NULL ||
		    !same_document(c, &row, d.key, d.keys)) {
			err = end_document(c, &d);
			if (err != 0)
				return err;
			arena_back(c->ops->mem, mark);
			memset(&d, 0, sizeof d);
			d.rec = arena_alloc(c->ops->mem, c->cmd->size);
			d.line = row.line;
			fill_clear(c->cmd->fields, 0, FIELD_LINE, d.rec);
			if (row.problem == NULL)
				d.keys = remember_key(c, &row, d.key,
				    KEYS_MAX);
		}
		line = arena_alloc(c->ops->mem, c->cmd->line_size);
		*VEC_ADD(c->ops->mem, &d.lines) = line;
		fill_clear(c->cmd->fields, FIELD_LINE, 0, line);
		c->line = row.line;
		err = fill_row(c, &row, d.rec, line);
		if (err == 0)
			err = fill_absent(c, d.rec, line);
		if (err == 0)
			err = fill_missing(c, c->cmd->fields, line,
			    FIELD_LINE, 0);
		if (err != 0) {
			d.bad = 1;
			err = row_failed(c);
		}
		progress_row(&r->progress);
	}
	if (err == 0 && got < 0)
		return got;
	return err != 0 ? err : end_document(c, &d);
}

/* One record, from the options. */
static int
from_options(struct call *c)
{
	size_t size = c->cmd->line_size, n = c->opt.line.n;
	char *rec = arena_alloc(c->ops->mem, c->cmd->size), *lines = NULL;
	int err;

	fill_clear(c->cmd->fields, 0, FIELD_LINE, rec);
	if (size > 0) {
		lines = arena_alloc(c->ops->mem, size * (n == 0 ? 1 : n));
		for (size_t i = 0; i < (n == 0 ? 1 : n); i++)
			fill_clear(c->cmd->fields, FIELD_LINE, 0,
			    lines + i * size);
	}
	err = fill_given(c, rec, n == 0 ? lines : NULL);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = fill_line(c, c->opt.line.v[i], lines + i * size);
	if (err == 0)
		err = fill_missing(c, c->cmd->fields, rec, 0, FIELD_LINE);
	for (size_t i = 0; err == 0 && size > 0 && i < (n == 0 ? 1 : n); i++)
		err = fill_missing(c, c->cmd->fields, lines + i * size,
		    FIELD_LINE, 0);
	if (err == 0)
		err = c->cmd->record(c, rec, lines,
		    size == 0 ? 0 : n == 0 ? 1 : n);
	return err;
}

int
bulk_records(struct call *c)
{
	struct reader *r = c->reader;
	int err;

	if (r == NULL)
		return from_options(c);
	c->source = r->name;
	progress_begin(&r->progress, r->name, -1);
	err = r->documents ? document_rows(c) : plain_rows(c);
	progress_end(&r->progress);
	return err;
}
