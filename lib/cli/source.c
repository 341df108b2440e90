/* The input of a bulk call: opened, its columns found, its bad rows kept. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/bulk.h"
#include "cli/melt.h"
#include "cli/source.h"
#include "io/out.h"

enum { AHEAD_SIZE = 512 << 10 }; /* a file worth a second thread */

static const struct field *
field_of(const struct cmd *cmd, const char *name)
{
	for (const struct field *f = cmd->fields; f && f->name; f++)
		if (!(f->flags & FIELD_OPTION) &&
		    f->kind->store != STORE_TEXTS && strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static int
has_column(const struct source *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->column[i], name) == 0)
			return 1;
	return 0;
}

/* The same by another name, where the file does not have the right one. */
static const struct field *
field_called(const struct cmd *cmd, const struct source *s, const char *name)
{
	const struct field *found = field_of(cmd, name);

	for (const struct field *f = cmd->fields; f && f->name; f++)
		if (found == NULL && f->also != NULL &&
		    strcmp(f->also, name) == 0 && !has_column(s, f->name))
			found = f;
	return found;
}

/* What a rejects file calls the line of a row: no field is called so. */
static const char *
rejects_line(const struct cmd *cmd)
{
	return field_of(cmd, "line") == NULL ? "line" : "file_line";
}

/* Columns that lists compute, and what rejects files add, are ignored. */
static int
is_ignored(const struct cmd *cmd, const char *name)
{
	if (strcmp(name, rejects_line(cmd)) == 0 || strcmp(name, "error") == 0)
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
unknown_column(struct call *c, const struct source *s, const char *name)
{
	size_t n = 0;
	const char *near;

	while (c->cmd->fields[n].name != NULL)
		n++;
	near = text_nearest(name, n, field_name_at, c->cmd->fields);
	if (near != NULL)
		return fail(c->ops, OPS_DATA,
		    "%s:%lld: column '%s' is not known (did you mean '%s'?)",
		    s->name, (long long)csv_header_line(s->csv), name, near);
	if (s->n == 1 && strpbrk(name, ";\t|") != NULL)
		return fail(c->ops, OPS_DATA, "%s:%lld: the only column is "
		    "'%s': expected ',' between the cells", s->name,
		    (long long)csv_header_line(s->csv), name);
	return fail(c->ops, OPS_DATA, "%s:%lld: column '%s' is not known: 'ops "
	    "%s --template' prints those that are", s->name,
	    (long long)csv_header_line(s->csv), name, c->cmd->path);
}

static int
check_rejects(struct call *c)
{
	if (c->opt.keep_going && c->opt.rejects == NULL)
		return fail(c->ops, OPS_USAGE,
		    "--keep-going needs --rejects <file>: no row is lost");
	if (c->opt.rejects != NULL && !c->opt.keep_going)
		return fail(c->ops, OPS_USAGE, "--rejects needs --keep-going: "
		    "without it a wrong row refuses all");
	if (c->opt.rejects != NULL && strcmp(c->opt.rejects, "-") == 0)
		return fail(c->ops, OPS_USAGE, "--rejects: '-' is no file: "
		    "standard output has the result");
	return 0;
}

int
source_check_names(struct call *c, const char *input, const char *rejects)
{
	const char *file[2] = { c->opt.output, rejects };

	for (int i = 0; i < 2; i++)
		if (file[i] != NULL && input_is_file(input, file[i]))
			return fail(c->ops, OPS_USAGE, "--%s: '%s' is the file "
			    "that is read: expected another one",
			    i == 0 ? "output" : "rejects", file[i]);
	if (rejects != NULL && c->opt.output != NULL &&
	    (input_is_file(rejects, c->opt.output) ||
		(strcmp(rejects, c->opt.output) == 0 &&
		    access(rejects, F_OK) != 0)))
		return fail(c->ops, OPS_USAGE, "--rejects: '%s' is the file of "
		    "--output, too: expected another one", rejects);
	return 0;
}

int
source_attach(struct call *c, struct source *s)
{
	c->from = s;
	s->place = ARENA_ARRAY(c->ops->keep, struct place, s->n + 1);
	for (size_t i = 0; i < s->n; i++) {
		const struct field *f = field_called(c->cmd, s, s->column[i]);
		const struct given *g;

		if (f == NULL && !is_ignored(c->cmd, s->column[i]))
			return unknown_column(c, s, s->column[i]);
		s->place[i].field = f;
		VEC_EACH(&c->given, g)
			if (!g->common && g->field == f)
				s->place[i].option = g->text;
		if (f != NULL && (f->flags & FIELD_KEY))
			s->documents = c->cmd->line_size > 0;
		if (f != NULL)
			s->fields |= UINT64_C(1) << (f - c->cmd->fields);
		if (f == NULL || f->kind->store != STORE_POINT)
			continue;
		*VEC_ADD(c->ops->keep, &s->points) = i;
		s->place[i].numbered = s->points.n;
	}
	return check_rejects(c);
}

int
bulk_open(struct call *c)
{
	struct source *s = ARENA_NEW(c->ops->keep, struct source);
	int err;

	c->from = s;
	s->name = c->opt.input;
	s->options.guarded = 1;
	err = source_check_names(c, c->opt.input, c->opt.rejects);
	if (err == 0)
		err = input_open(c->ops, c->opt.input, &s->input);
	if (err == 0)
		err = csv_open(c->ops, s->input, &s->options, &s->csv);
	if (err != 0)
		return err;
	s->column = csv_header(s->csv, &s->n);
	err = melt_attach(c, s);
	return err != 0 ? err : source_attach(c, s);
}

void
bulk_close(struct call *c)
{
	struct source *s = c->from;

	if (s == NULL)
		return;
	out_abandon(s->rejects);
	source_close(s);
	c->from = NULL;
}

void
source_close(struct source *s)
{
	ahead_free(s->ahead);
	csv_close(s->csv);
	input_close(s->input);
	s->ahead = NULL;
	s->csv = NULL;
	s->input = NULL;
}

/* Rows that may be rejected are read one by one: their bytes are wanted. */
static int
next_row(struct call *c, struct source *s, struct csv_row *row)
{
	if (!s->began && !s->options.lenient && !c->opt.keep_going &&
	    input_size(s->input) > AHEAD_SIZE)
		ahead_start(s->csv, s->points.v,
		    s->map == NULL && s->melt == NULL ? s->points.n : 0,
		    &s->ahead);
	s->began = 1;
	return s->ahead != NULL ? ahead_next(c->ops, s->ahead, row) :
				  csv_next(c->ops, s->csv, row);
}

/* So many rows before its own a cell's pointer is fetched, and its target. */
enum { POINTER_AHEAD = 12, TARGET_AHEAD = 6 };

/* Brings near what the cells of rows that come soon point to. */
static void
hint(const struct source *s)
{
	for (size_t k = 0; k < s->points.n; k++) {
		const struct place *p = &s->place[s->points.v[k]];
		uint32_t number = ahead_number(s->ahead, k, POINTER_AHEAD);

		if (number < p->value.n)
			__builtin_prefetch(&p->value.v[number]);
		number = ahead_number(s->ahead, k, TARGET_AHEAD);
		if (number < p->value.n)
			__builtin_prefetch(p->value.v[number]);
	}
}

uint32_t
source_number(const struct source *s, const struct place *p)
{
	return s->ahead == NULL || p->numbered == 0 ? 0 :
	    ahead_number(s->ahead, p->numbered - 1, 0);
}

int
source_next(struct call *c, struct source *s, struct csv_row *row)
{
	struct csv_row file;
	int got;

	if (s->melt != NULL && s->began && melt_next(s->melt, row))
		return 1;
	while ((got = next_row(c, s, &file)) == 1) {
		progress_row(&s->progress);
		if (s->melt != NULL) {
			melt_take(s->melt, &file);
			if (melt_next(s->melt, row))
				return 1;
			continue;
		}
		if (s->map == NULL) {
			if (s->ahead != NULL)
				hint(s);
			*row = file;
			return 1;
		}
		row->line = file.line;
		row->problem = NULL;
		got = s->map(c, s, &file, row);
		if (got != 0)
			return got;
	}
	return got;
}

void
bulk_template(struct call *c, struct out *o)
{
	const char *comma = "";

	for (const struct field *f = c->cmd->fields; f && f->name; f++) {
		if ((f->flags & FIELD_OPTION) || f->kind->store == STORE_TEXTS)
			continue;
		out_printf(o, "%s%s", comma, f->name);
		comma = ",";
		note(c->ops, "%s: %s%s", f->name, f->kind->accepts,
		    f->flags & FIELD_REQUIRED ? " (required)" : "");
	}
	out_char(o, '\n');
}

int
bulk_digest(struct call *c, struct digest *d)
{
	struct source *s = c->from;
	const struct given *g;
	char bytes[65536];
	int64_t n = 0;

	digest_text(d, c->cmd->path);
	VEC_EACH(&c->given, g)
		if (!g->common || strcmp(g->field->name, "line") == 0) {
			digest_text(d, g->field->name);
			digest_text(d, g->text);
		}
	if (c->read_digest != NULL)
		digest_text(d, c->read_digest);
	if (s == NULL)
		return 0;
	if (s->digest != NULL)
		s->digest(s, d);
	input_rewind(s->input);
	while ((n = input_read(c->ops, s->input, bytes, sizeof bytes)) > 0)
		digest_raw(d, bytes, (size_t)n);
	if (n < 0)
		return (int)n;
	input_rewind(s->input);
	csv_close(s->csv);
	s->csv = NULL;
	return csv_open(c->ops, s->input, &s->options, &s->csv);
}

/* ---- the rejects file ---- */

/* A cell in the file's own form, quoted. */
static void
quoted(struct out *o, char quote, const char *text)
{
	out_char(o, quote);
	for (; *text != '\0'; text++) {
		if (*text == quote)
			out_char(o, quote);
		out_char(o, *text);
	}
	out_char(o, quote);
}

/* Is this a rejects file that was mended? */
static int
was_rejected(const struct call *c, const struct source *s)
{
	size_t n;
	const char *const *name = csv_header(s->csv, &n);

	return n >= 2 && strcmp(name[0], rejects_line(c->cmd)) == 0 &&
	    strcmp(name[1], "error") == 0;
}

/* Behind a raw row's line and error, which are written anew. */
static const char *
behind_error(const char *raw, const char *end, char delimiter, char quote)
{
	const char *p = memchr(raw, delimiter, (size_t)(end - raw));
	int open = 0;

	if (p == NULL)
		return raw;
	for (p++; p < end && (open || *p != delimiter); p++)
		open ^= *p == quote;
	return p < end ? p + 1 : end;
}

/* As the file was, so that the same command takes it when it is mended. */
static int
begin_rejects(struct call *c, struct source *s)
{
	char delimiter = s->options.delimiter ? s->options.delimiter : ',';
	char quote = s->options.quote ? s->options.quote : '"';
	int err = book_spare(c->ops, c->opt.rejects);
	const char *const *name;
	size_t n;

	if (err == 0)
		err = out_open_file(c->ops, c->opt.rejects, &s->rejects);
	if (err != 0)
		return err;
	/* In UTF-8, as it was read; this goes before the encoding asked for. */
	if (s->options.encoding != NULL)
		out_text(s->rejects, "\xef\xbb\xbf");
	for (int i = 0; i < s->options.skip; i++)
		out_char(s->rejects, '\n');
	out_printf(s->rejects, "%s%cerror", rejects_line(c->cmd), delimiter);
	name = csv_header(s->csv, &n);
	for (size_t i = was_rejected(c, s) ? 2 : 0; i < n; i++) {
		out_char(s->rejects, delimiter);
		if (strpbrk(name[i], "\"'\r\n ") != NULL ||
		    strchr(name[i], delimiter) != NULL || name[i][0] == '\0')
			quoted(s->rejects, quote, name[i]);
		else
			out_text(s->rejects, name[i]);
	}
	out_char(s->rejects, '\n');
	return 0;
}

int
source_reject(struct call *c, struct source *s, int64_t line, const char *why,
    const char *raw, size_t n)
{
	char delimiter = s->options.delimiter ? s->options.delimiter : ',';
	char quote = s->options.quote ? s->options.quote : '"';
	int err = s->rejects != NULL ? 0 : begin_rejects(c, s);

	if (err != 0)
		return err;
	if (was_rejected(c, s)) {
		const char *end = raw + n;

		raw = behind_error(raw, end, delimiter, quote);
		n = (size_t)(end - raw);
	}
	out_printf(s->rejects, "%lld%c", (long long)line, delimiter);
	quoted(s->rejects, quote, why);
	out_char(s->rejects, delimiter);
	out_write(s->rejects, raw, n);
	if (n == 0 || raw[n - 1] != '\n')
		out_char(s->rejects, '\n');
	s->rejected++;
	return 0;
}

int64_t
bulk_rejected(const struct call *c)
{
	return c->from == NULL ? 0 : c->from->rejected;
}

void
bulk_forget_rejects(struct call *c)
{
	struct stat st;

	if (c->from != NULL && c->from->rejected == 0 && c->opt.keep_going &&
	    !c->opt.dry_run &&
	    lstat(c->opt.rejects, &st) == 0 && S_ISREG(st.st_mode) &&
	    unlink(c->opt.rejects) != 0)
		warn(c->ops, "no row is rejected, but cannot remove '%s' of an "
		    "earlier call: %s", c->opt.rejects, strerror(errno));
}

int
bulk_finish_rejects(struct call *c, int keep)
{
	struct source *s = c->from;
	struct out *o;

	if (s == NULL || s->rejects == NULL)
		return 0;
	o = s->rejects;
	s->rejects = NULL;
	if (keep)
		return out_close(c->ops, o);
	out_abandon(o);
	return 0;
}
