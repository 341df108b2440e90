/* CSV as RFC 4180 has it, and TSV with escapes: one row after the other. */
#include <string.h>

#include "io/guard.h"
#include "io/value.h"
#include "io/width.h"
#include "io/writers.h"

/* Bytes that may follow in the room that one out_room() gives. */
enum { CHUNK = 16 * 1024 };

/* 1 where a byte anywhere in a CSV cell makes it quoted. */
static const char
    quoted_byte[256] = { [','] = 1, ['"'] = 1, ['\r'] = 1, ['\n'] = 1 };

static int
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* "\." alone ends the data of a COPY in PostgreSQL. */
static int
needs_quotes(const char *s, size_t n)
{
	if (n == 0 || is_blank(s[0]) || is_blank(s[n - 1]) ||
	    (n == 2 && s[0] == '\\' && s[1] == '.'))
		return 1;
	for (size_t i = 0; i < n; i++)
		if (quoted_byte[(unsigned char)s[i]])
			return 1;
	return 0;
}

static void
quote(struct out *o, const char *s, size_t n)
{
	const char *end = s + n, *mark;

	out_char(o, '"');
	while ((mark = memchr(s, '"', (size_t)(end - s))) != NULL) {
		out_write(o, s, (size_t)(mark - s) + 1);
		out_char(o, '"');
		s = mark + 1;
	}
	out_write(o, s, (size_t)(end - s));
	out_char(o, '"');
}

static void
csv_text(struct out *o, const char *s, size_t n)
{
	char *p;

	if (needs_quotes(s, n)) {
		quote(o, s, n);
	} else if (n <= CHUNK) {
		p = out_room(o, n);
		memcpy(p, s, n);
		out_used(o, p + n);
	} else {
		out_write(o, s, n);
	}
}

/* On a terminal a text shows its control characters and sends none. */
static struct cell
shown(struct writer *w, const struct cell *c)
{
	struct str safe = STR_INIT;
	struct cell cell = *c;

	if (!w->opt.on_terminal)
		return cell;
	text_safe(&safe, c->s, (size_t)c->i);
	cell = cell_text(arena_strndup(w->mem, safe.p, safe.len));
	str_free(&safe);
	return cell;
}

/* The guarded text is quoted like any other, so it is put together first. */
static void
csv_formula(struct writer *w, const char *s, size_t n)
{
	struct arena_mark mark = arena_mark(w->mem);
	char *guarded = arena_alloc(w->mem, n + 1);

	guarded[0] = '\'';
	memcpy(guarded + 1, s, n);
	csv_text(w->o, guarded, n + 1);
	arena_back(w->mem, mark);
}

/* The header. */
static int
begin(struct writer *w, const struct column *cols, size_t n, char between,
    void (*text)(struct out *, const char *, size_t))
{
	writer_begin(w, cols, n);
	if (w->opt.no_header)
		return 0;
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			out_char(w->o, between);
		text(w->o, cols[i].name, strlen(cols[i].name));
	}
	out_char(w->o, '\n');
	return writer_result(w);
}

static int
csv_begin(struct sink *sink, const struct column *cols, size_t n)
{
	return begin((struct writer *)sink, cols, n, ',', csv_text);
}

/* A row that is one missing cell would be a blank line, which readers skip. */
static void
csv_missing(struct writer *w)
{
	if (w->n == 1)
		out_text(w->o, "\"\"");
}

static int
csv_row(struct sink *sink, const struct cell *cells)
{
	struct writer *w = (struct writer *)sink;
	struct out *o = w->o;

	for (size_t i = 0; i < w->n; i++) {
		const struct cell *c = &cells[i];
		enum type type = w->cols[i].type;
		struct cell text;
		char *p;

		if (i > 0)
			out_char(o, ',');
		if (cell_missing(type, c)) {
			csv_missing(w);
			continue;
		}
		if (!type_is_text(type)) {
			p = out_room(o, VALUE_MAX);
			p += value_put(p, w->style, type, c->i);
			out_used(o, p);
			continue;
		}
		text = shown(w, c);
		if (w->opt.for_spreadsheet &&
		    guard_needed(text.s, (size_t)text.i))
			csv_formula(w, text.s, (size_t)text.i);
		else
			csv_text(o, text.s, (size_t)text.i);
	}
	out_char(o, '\n');
	return writer_result(w);
}

static int
csv_end(struct sink *sink)
{
	return writer_result((struct writer *)sink);
}

/*
 * TSV
 */
static void
tsv_text(struct out *o, const char *s, size_t n)
{
	static const char special[] = "\t\n\r\\", letter[] = "tnr\\";
	size_t from = 0;

	for (size_t i = 0; i < n; i++) {
		const char *at;

		if (s[i] > '\r' && s[i] != '\\')
			continue;
		at = memchr(special, s[i], sizeof special - 1);
		if (at == NULL)
			continue;
		out_write(o, s + from, i - from);
		out_char(o, '\\');
		out_char(o, letter[at - special]);
		from = i + 1;
	}
	out_write(o, s + from, n - from);
}

static int
tsv_begin(struct sink *sink, const struct column *cols, size_t n)
{
	return begin((struct writer *)sink, cols, n, '\t', tsv_text);
}

static int
tsv_row(struct sink *sink, const struct cell *cells)
{
	struct writer *w = (struct writer *)sink;
	struct out *o = w->o;

	for (size_t i = 0; i < w->n; i++) {
		const struct cell *c = &cells[i];
		enum type type = w->cols[i].type;
		struct cell text;
		char *p;

		if (i > 0)
			out_char(o, '\t');
		if (cell_missing(type, c))
			continue;
		if (!type_is_text(type)) {
			p = out_room(o, VALUE_MAX);
			p += value_put(p, w->style, type, c->i);
			out_used(o, p);
			continue;
		}
		text = shown(w, c);
		if (w->opt.for_spreadsheet &&
		    guard_needed(text.s, (size_t)text.i))
			out_char(o, '\'');
		tsv_text(o, text.s, (size_t)text.i);
	}
	out_char(o, '\n');
	return writer_result(w);
}

struct writer *
csv_writer(struct arena *mem)
{
	struct writer *w = ARENA_NEW(mem, struct writer);

	w->sink = (struct sink){ csv_begin, csv_row, csv_end };
	return w;
}

struct writer *
tsv_writer(struct arena *mem)
{
	struct writer *w = ARENA_NEW(mem, struct writer);

	w->sink = (struct sink){ tsv_begin, tsv_row, csv_end };
	return w;
}
