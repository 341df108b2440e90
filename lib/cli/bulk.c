/* The records of a write verb: one from options, or many from rows. */
#include <string.h>

#include "base/str.h"
#include "cli/bulk.h"
#include "cli/melt.h"
#include "cli/source.h"

/*
 * One of the things wrong with a row: "a; b" when all are joined.  What is
 * no fault of the row (the store, memory) ends the call.
 */
static int
add_fault(struct call *c, const char **all)
{
	struct ops *ops = c->ops;

	if (ops->code != OPS_DATA)
		return ops->code;
	*all = *all == NULL ? arena_strdup(ops->mem, ops->why)
			    : arena_printf(ops->mem, "%s; %s", *all, ops->why);
	fail_clear(ops);
	return 0;
}

/* What a text points to is looked for once, where its cell is numbered. */
static int
fill_point(struct call *c, struct place *p, const char *text, size_t n,
    void *to)
{
	void *at = (char *)to + p->field->at;
	uint32_t number = source_number(c->from, p);
	int err;

	if (number < p->value.n && p->value.v[number] != NULL) {
		memcpy(at, &p->value.v[number], sizeof(void *));
		return 0;
	}
	err = fill_value(c, p->field, text, n, to);
	while (p->value.n <= number)
		*VEC_ADD(c->ops->keep, &p->value) = NULL;
	if (err == 0 && number > 0)
		memcpy(&p->value.v[number], at, sizeof(void *));
	return err;
}

/* One cell; `again`: rows before it may have filled the head's member. */
static int
fill_cell(struct call *c, struct place *p, const char *text, size_t n,
    void *to, int again)
{
	if (again && !(p->field->flags & FIELD_LINE))
		return fill_again(c, p->field, text, n, to);
	if (p->field->kind->store == STORE_POINT)
		return fill_point(c, p, text, n, to);
	return fill_value(c, p->field, text, n, to);
}

/* A row's cells into the record and its line. */
static int
fill_cells(struct call *c, const struct csv_row *row, void *rec, void *line,
    int again, const char **wrong)
{
	struct source *s = c->from;
	int err = 0;

	c->fields_given |= s->fields;
	for (size_t i = 0; err == 0 && i < s->n; i++) {
		struct place *p = &s->place[i];
		const char *text = row->cell[i];
		size_t n = row->len[i];
		void *to;

		if (p->field == NULL || (text == NULL && p->option == NULL))
			continue;
		to = p->field->flags & FIELD_LINE ? line : rec;
		if (text == NULL) {
			if (!field_missing(p->field, to))
				continue;
			text = p->option;
			n = strlen(text);
		}
		err = fill_cell(c, p, text, n, to, again);
		if (err != 0) {
			c->fields_wrong |= UINT64_C(1) <<
			    (p->field - c->cmd->fields);
			err = add_fault(c, wrong);
		}
	}
	return err;
}

/* Options fill the columns that the file lacks. */
static int
fill_absent(struct call *c, void *rec, void *line, const char **wrong)
{
	const struct given *g;
	int err = 0;

	VEC_EACH(&c->given, g) {
		uint64_t bit;

		if (g->common || err != 0)
			continue;
		bit = UINT64_C(1) << (g->field - c->cmd->fields);
		if (c->fields_given & bit)
			continue;
		err = fill_value(c, g->field, g->text, strlen(g->text),
		    g->field->flags & FIELD_LINE ? line : rec);
		if (err != 0) {
			c->fields_wrong |= bit;
			err = add_fault(c, wrong);
		}
		c->fields_given |= bit;
	}
	return err;
}

/*
 * The row as a record and its line, or all that is wrong with it.  `head` is
 * the record where it must be whole by now, else NULL.
 */
static int
fill_row(struct call *c, const struct csv_row *row, void *rec, void *line,
    void *head)
{
	const char *wrong = NULL;
	int err;

	c->fields_given = c->fields_wrong = 0;
	if (row->problem != NULL)
		return fail(c->ops, OPS_DATA, "%s", row->problem);
	err = fill_cells(c, row, rec, line, head == NULL, &wrong);
	if (err == 0)
		err = fill_absent(c, rec, line, &wrong);
	/* Each time one that is missing is said, and is not said again. */
	while (err == 0 && fill_missing(c, head, line) != 0)
		err = add_fault(c, &wrong);
	if (err != 0 || wrong == NULL)
		return err;
	return fail(c->ops, OPS_DATA, "%s", wrong);
}

/* Can one row be left out for what failed?  A full disk is no fault of it. */
static int
is_of_row(const struct call *c)
{
	return c->ops->code == OPS_DATA || c->ops->code == OPS_DENIED;
}

/* What failed belongs to a row: it is rejected, or a problem of the call. */
static int
row_failed(struct call *c, int64_t line, const char *raw, size_t n)
{
	char where[600];
	const char *grid = c->ops->why;

	if (c->from != NULL && c->from->melt != NULL) {
		enum ops_err code = c->ops->code;

		grid = melt_why(c, c->from->melt, grid);
		fail_clear(c->ops);
		if (grid == NULL)
			return 0;
		fail(c->ops, code, "%s", grid);
	}
	if (c->opt.keep_going) {
		const char *why = arena_strdup(c->ops->mem, c->ops->why);

		/* What fails from here on is no row's fault. */
		fail_clear(c->ops);
		return source_reject(c, c->from, line, why, raw, n);
	}
	snprintf(where, sizeof where, "%s:%lld", c->source, (long long)line);
	problem_caught(c->ops, where);
	return 0;
}

static int
this_row_failed(struct call *c)
{
	struct source *s = c->from;
	const char *raw = NULL;
	size_t n = 0;

	if (!is_of_row(c))
		return c->ops->code;
	if (s->dropped != NULL)
		s->dropped(c, s, 1);
	if (c->opt.keep_going)
		csv_raw(s->csv, &raw, &n);
	return row_failed(c, c->line, raw, n);
}

int
takes_records(const struct cmd *cmd)
{
	return cmd->record != NULL || cmd->document != NULL;
}

static int
hand_on(struct call *c, void *rec, void *lines, size_t n)
{
	const struct cmd *cmd = c->cmd;

	return cmd->document != NULL ? cmd->document(c, rec, lines, n)
	    : cmd->record(c, rec);
}

static int
take_record(struct call *c, void *rec, void *lines, size_t n, size_t rows)
{
	struct source *s = c->from;
	int64_t first = c->entry->lines + 1;
	int err = hand_on(c, rec, lines, n);

	if (err == 0 && c->opt.keep_going)
		err = entry_settle(c->ops, c->entry);
	if (err == 0 && s != NULL && s->took != NULL)
		err = s->took(c, s, rec, rows, first);
	return err;
}

/* One row is one record. */
static int
plain_rows(struct call *c)
{
	size_t size = c->cmd->size;
	char *rec = arena_alloc(c->ops->keep, size);
	char *blank = arena_alloc(c->ops->keep, size);
	char *line = c->cmd->line_size == 0 ? NULL
	    : arena_alloc(c->ops->keep, c->cmd->line_size);
	struct arena_mark mark = arena_mark(c->ops->mem);
	struct csv_row row;
	int got;

	fill_clear(c->cmd->fields, 0, FIELD_LINE, blank);
	while ((got = source_next(c, c->from, &row)) == 1) {
		int err;

		c->line = row.line;
		memcpy(rec, blank, size);
		if (line != NULL)
			fill_clear(c->cmd->fields, FIELD_LINE, 0, line);
		err = fill_row(c, &row, rec, line, rec);
		if (err == 0)
			err = take_record(c, rec, line, line != NULL, 1);
		if (err != 0)
			err = this_row_failed(c);
		arena_back(c->ops->mem, mark);
		if (err != 0)
			return err;
	}
	return got;
}

/* Is this row of the same document as the one before? */
static int
same_document(struct call *c, const struct csv_row *row, const char **key,
    size_t n_keys)
{
	struct source *s = c->from;
	size_t k = 0;
	int same = n_keys > 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct field *f = s->place[i].field;

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
	struct source *s = c->from;
	size_t k = 0;

	for (size_t i = 0; i < s->n && k < max; i++) {
		const struct field *f = s->place[i].field;

		if (f != NULL && (f->flags & FIELD_KEY))
			key[k++] = arena_strdup(c->ops->mem, row->cell[i]);
	}
	return k;
}

enum { KEYS_MAX = 4 };

/* A row of a document as it stood, for the rejects file. */
struct kept_row {
	int64_t line;
	const char *raw;
	size_t n;
};

/* A document being read: its head and its lines so far. */
struct document {
	char *rec;
	VEC(char *) lines;
	VEC(struct kept_row) rows;
	const char *key[KEYS_MAX];
	size_t keys;
	int64_t line;
	const char *why; /* it is rejected, NULL */
};

static void
keep_row(struct call *c, struct document *d, int64_t line)
{
	struct kept_row *k = VEC_ADD(c->ops->mem, &d->rows);
	const char *raw;

	k->line = line;
	if (!c->opt.keep_going)
		return;
	csv_raw(c->from->csv, &raw, &k->n);
	k->raw = arena_strndup(c->ops->mem, raw, k->n);
}

/* One wrong row spoils its document: all its rows are rejected. */
static int
reject_document(struct call *c, struct document *d)
{
	struct kept_row *k;
	int err = 0;

	if (c->from->dropped != NULL)
		c->from->dropped(c, c->from, d->rows.n);
	if (!c->opt.keep_going)
		return 0;
	VEC_EACH(&d->rows, k)
		if (err == 0)
			err = source_reject(c, c->from, k->line, d->why, k->raw,
			    k->n);
	return err;
}

/* The row at hand is wrong, or (line of the first row) the whole. */
static int
document_failed(struct call *c, struct document *d)
{
	if (!is_of_row(c))
		return c->ops->code;
	if (d->why == NULL)
		d->why = arena_strdup(c->ops->mem, c->ops->why);
	if (!c->opt.keep_going)
		return row_failed(c, c->line, NULL, 0);
	fail_clear(c->ops);
	return 0;
}

static int
end_document(struct call *c, struct document *d)
{
	size_t size = c->cmd->line_size;
	char *all;
	int err = 0;

	if (d->rec == NULL)
		return 0;
	if (d->why == NULL) {
		all = arena_alloc(c->ops->mem, d->lines.n * size);
		for (size_t i = 0; i < d->lines.n; i++)
			memcpy(all + i * size, d->lines.v[i], size);
		c->line = d->line;
		err = fill_missing(c, d->rec, NULL);
		if (err == 0)
			err =
			    take_record(c, d->rec, all, d->lines.n, d->rows.n);
		if (err != 0)
			err = document_failed(c, d);
	}
	return err == 0 && d->why != NULL ? reject_document(c, d) : err;
}

static void
begin_document(struct call *c, struct document *d, const struct csv_row *row)
{
	memset(d, 0, sizeof *d);
	d->rec = arena_alloc(c->ops->mem, c->cmd->size);
	d->line = row->line;
	fill_clear(c->cmd->fields, 0, FIELD_LINE, d->rec);
	if (row->problem == NULL)
		d->keys = remember_key(c, row, d->key, KEYS_MAX);
}

static int
add_line(struct call *c, struct document *d, const struct csv_row *row)
{
	char *line = arena_alloc(c->ops->mem, c->cmd->line_size);
	int err;

	keep_row(c, d, row->line);
	*VEC_ADD(c->ops->mem, &d->lines) = line;
	fill_clear(c->cmd->fields, FIELD_LINE, 0, line);
	c->line = row->line;
	err = fill_row(c, row, d->rec, line, NULL);
	return err == 0 ? 0 : document_failed(c, d);
}

/* A run of rows with the same key is one record. */
static int
document_rows(struct call *c)
{
	struct arena_mark mark = arena_mark(c->ops->mem);
	struct document d = { .rec = NULL };
	struct csv_row row;
	int got = 0, err = 0;

	while (err == 0 && (got = source_next(c, c->from, &row)) == 1) {
		if (row.problem != NULL ||
		    !same_document(c, &row, d.key, d.keys)) {
			err = end_document(c, &d);
			if (err != 0)
				return err;
			arena_back(c->ops->mem, mark);
			begin_document(c, &d, &row);
		}
		err = add_line(c, &d, &row);
	}
	if (err == 0 && got < 0)
		return got;
	return err != 0 ? err : end_document(c, &d);
}

/* What --line leaves out, an option beside it fills. */
static int
read_line(struct call *c, const char *spec, void *line)
{
	const struct given *g;
	int err = fill_line(c, spec, line);

	VEC_EACH(&c->given, g)
		if (err == 0 && !g->common && (g->field->flags & FIELD_LINE) &&
		    field_missing(g->field, line))
			err = fill_value(c, g->field, g->text, strlen(g->text),
			    line);
	if (err == 0)
		err = fill_missing(c, NULL, line);
	return err == 0 ? 0 : fail_at(c->ops, "--line '%s'", spec);
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
		err = read_line(c, c->opt.line.v[i], lines + i * size);
	if (err == 0)
		err = fill_missing(c, rec, n == 0 ? lines : NULL);
	if (err == 0)
		err = hand_on(c, rec, lines, n == 0 ? 1 : n);
	return err;
}

/* Said, since a text that began so by itself has lost its quote, too. */
static void
note_guards(struct call *c)
{
	int64_t n = csv_counts(c->from->csv)->guards;

	if (n > 0)
		note(c->ops, "%s: %lld %s lost the ' that guards a text from "
		    "spreadsheets", c->source, (long long)n,
		    n == 1 ? "cell has" : "cells have");
}

int
bulk_records(struct call *c)
{
	struct source *s = c->from;
	int err;

	if (s == NULL)
		return from_options(c);
	if (c->opt.line.n > 0)
		return fail(c->ops, OPS_USAGE, "--line and --input do not go "
		    "together: expected one of them");
	c->source = s->name;
	progress_begin(&s->progress, s->name, -1);
	err = s->documents ? document_rows(c) : plain_rows(c);
	progress_end(&s->progress);
	if (err == 0)
		note_guards(c);
	return err;
}
