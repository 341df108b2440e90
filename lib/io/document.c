/* Documents: a title, named values, and relations under headings. */
#include <string.h>

#include "io/document.h"
#include "io/htmlout.h"
#include "io/jsonout.h"
#include "io/mdout.h"
#include "io/value.h"
#include "io/width.h"

/* Stands before a writer, and knows whether there was a row. */
struct section {
	struct sink sink;
	struct document *doc;
	const struct column *cols;
	size_t n, rows;
};

struct document {
	struct ops *ops;
	enum format format;
	struct out *o;
	const struct style *style;
	int page;
	int fields; /* is a list of fields open? */
	int headed; /* md: is a heading the last thing there is? */
	int parts;  /* json: how many keys there are */
	struct sink *writer; /* of the section that is open */
	struct section section;
};

enum { FIELD_WIDTH = 12 };

static void
put_plain(struct document *d, const char *s, size_t n)
{
	struct str safe = STR_INIT;

	text_safe(&safe, s, n);
	out_write(d->o, safe.p, safe.len);
	str_free(&safe);
}

static void
put_text(struct document *d, const char *s, size_t n)
{
	if (d->format == FORMAT_HTML)
		html_text(d->o, s, n);
	else if (d->format == FORMAT_MD)
		md_put(d->o, s, n);
	else
		put_plain(d, s, n);
}

static void
put_rule(struct document *d, const char *text, char mark)
{
	size_t n = text_width(text, strlen(text));

	out_char(d->o, '\n');
	for (size_t i = 0; i < n; i++)
		out_char(d->o, mark);
	out_char(d->o, '\n');
}

/* One blank line, and no second one where a heading has left one. */
static void
put_gap(struct document *d)
{
	if (!d->headed)
		out_char(d->o, '\n');
	d->headed = 0;
}

/* A heading of the first or second level. */
static void
put_heading(struct document *d, const char *text, int level)
{
	size_t n = strlen(text);

	switch (d->format) {
	case FORMAT_HTML:
		out_printf(d->o, "<h%d>", level);
		put_text(d, text, n);
		out_printf(d->o, "</h%d>\n", level);
		break;
	case FORMAT_MD:
		put_gap(d);
		out_text(d->o, level == 1 ? "# " : "## ");
		put_text(d, text, n);
		out_text(d->o, "\n\n");
		d->headed = 1;
		break;
	default:
		if (level > 1)
			out_char(d->o, '\n');
		put_text(d, text, n);
		put_rule(d, text, level == 1 ? '=' : '-');
	}
}

static void
put_key(struct document *d, const char *name)
{
	out_text(d->o, d->parts++ == 0 ? "{\n" : ",\n");
	json_text(d->o, name, strlen(name));
	out_text(d->o, ": ");
}

int
document_open(struct ops *ops, enum format format, struct out *o,
    const struct style *style, int page, const char *title,
    struct document **out)
{
	struct document *d;

	if (format != FORMAT_TABLE && format != FORMAT_MD &&
	    format != FORMAT_HTML && format != FORMAT_JSON)
		return fail(ops, OPS_USAGE, "--format: '%s' is wrong for a "
		    "document: expected table, md, html or json",
		    format_name(format));
	d = ARENA_NEW(ops->mem, struct document);
	*d = (struct document){ .ops = ops, .format = format, .o = o,
		.style = style, .page = page, .headed = format == FORMAT_MD };
	*out = d;
	if (format == FORMAT_HTML && page)
		html_page_begin(o, title);
	if (format != FORMAT_JSON)
		put_heading(d, title, 1);
	return 0;
}

static void
end_fields(struct document *d)
{
	if (d->fields && d->format == FORMAT_HTML)
		out_text(d->o, "</ul>\n");
	d->fields = 0;
}

static void
put_value(struct document *d, enum type type, const struct cell *cell)
{
	struct str s = STR_INIT;

	cell_print(&s, d->style, type, cell, 1);
	put_text(d, s.p, s.len);
	str_free(&s);
}

void
document_field(struct document *d, const char *name, enum type type,
    struct cell cell)
{
	size_t width = text_width(name, strlen(name));

	if (d->format == FORMAT_JSON) {
		put_key(d, name);
		json_cell(d->o, d->style, type, &cell);
		return;
	}
	if (cell_missing(type, &cell))
		return;
	if (!d->fields && d->format == FORMAT_HTML)
		out_text(d->o, "<ul>\n");
	d->fields = 1;
	d->headed = 0;
	if (d->format == FORMAT_HTML)
		out_text(d->o, "<li>");
	else if (d->format == FORMAT_MD)
		out_text(d->o, "- ");
	put_text(d, name, strlen(name));
	if (d->format != FORMAT_TABLE)
		out_text(d->o, ": ");
	else
		for (size_t i = width; i < FIELD_WIDTH || i == width; i++)
			out_char(d->o, ' ');
	put_value(d, type, &cell);
	out_text(d->o, d->format == FORMAT_HTML ? "</li>\n" : "\n");
}

static int
section_begin(struct sink *s, const struct column *cols, size_t n)
{
	struct section *t = (struct section *)s;

	t->cols = cols;
	t->n = n;
	return 0;
}

/* Text shows no header above nothing. */
static int
begin_writer(struct section *t)
{
	return sink_begin(t->doc->writer, t->cols, t->n);
}

static int
section_row(struct sink *s, const struct cell *cells)
{
	struct section *t = (struct section *)s;

	int err = t->rows++ == 0 ? begin_writer(t) : 0;

	return err != 0 ? err : sink_row(t->doc->writer, cells);
}

static int
section_end(struct sink *s)
{
	struct section *t = (struct section *)s;
	struct document *d = t->doc;
	int nothing = t->rows == 0 && d->format == FORMAT_TABLE;
	int err = t->rows == 0 && !nothing ? begin_writer(t) : 0;

	if (err == 0 && !nothing)
		err = sink_end(d->writer);
	writer_close(d->writer);
	d->writer = NULL;
	if (nothing)
		out_text(d->o, "none\n");
	return err;
}

/* "last_moves" for people: "last moves". */
static const char *
in_words(struct document *d, const char *name)
{
	char *words = arena_strdup(d->ops->mem, name);

	for (char *p = words; *p != '\0'; p++)
		if (*p == '_')
			*p = ' ';
	return words;
}

/* A text in lines of 80 columns, broken at blanks. */
static void
put_lines(struct document *d, const char *text)
{
	size_t at = 0;

	while (*(text += strspn(text, " ")) != '\0') {
		size_t n = strcspn(text, " "), width = text_width(text, n);

		if (at > 0 && at + 1 + width > DOCUMENT_WIDTH) {
			out_char(d->o, '\n');
			at = 0;
		}
		if (at > 0)
			out_char(d->o, ' ');
		put_text(d, text, n);
		at += width + (at > 0);
		text += n;
	}
	out_char(d->o, '\n');
}

static int
put_json(struct document *d, const char *key, const char *text)
{
	if (d->format != FORMAT_JSON)
		return 0;
	put_key(d, key);
	json_text(d->o, text, strlen(text));
	return 1;
}

void
document_para(struct document *d, const char *key, const char *text)
{
	end_fields(d);
	if (put_json(d, key, text))
		return;
	if (d->format == FORMAT_HTML)
		out_text(d->o, "<p>");
	else
		put_gap(d);
	if (d->format == FORMAT_TABLE)
		put_lines(d, text);
	else
		put_text(d, text, strlen(text));
	if (d->format != FORMAT_TABLE)
		out_text(d->o, d->format == FORMAT_HTML ? "</p>\n" : "\n");
}

/* How much of a long line stands on this one: up to the last option. */
static size_t
line_break(const char *line, size_t width)
{
	size_t best = 0, i = 1;
	int quoted = 0;

	for (; line[i] != '\0' && (i <= width || best == 0); i++) {
		quoted ^= line[i] == '\'' && line[i - 1] != '\\';
		if (!quoted && strncmp(line + i, " --", 3) == 0)
			best = i;
	}
	return i <= width || best == 0 ? strlen(line) : best;
}

void
document_command(struct document *d, const char *key, const char *line)
{
	end_fields(d);
	if (put_json(d, key, line))
		return;
	if (d->format == FORMAT_HTML) {
		out_text(d->o,
		    "<p style=\"font-family:monospace;color:#555\">$ ");
		put_text(d, line, strlen(line));
		out_text(d->o, "</p>\n");
		return;
	}
	put_gap(d);
	out_text(d->o, d->format == FORMAT_MD ? "    $ " : "  $ ");
	for (;;) {
		size_t n = line_break(line, DOCUMENT_WIDTH - 8);

		put_plain(d, line, n);
		line += n;
		if (*line == '\0')
			break;
		out_text(d->o, " \\\n       ");
	}
	out_char(d->o, '\n');
}

int
document_section(struct document *d, const char *name,
    const struct column *cols, size_t n, struct sink **out)
{
	return document_part(d, name, in_words(d, name), cols, n, out);
}

int
document_part(struct document *d, const char *key, const char *heading,
    const struct column *cols, size_t n, struct sink **out)
{
	struct writer_options w = { .width = DOCUMENT_WIDTH };
	int err;

	end_fields(d);
	if (d->format == FORMAT_JSON)
		put_key(d, key);
	else
		put_heading(d, heading, 2);
	d->headed = 0;
	d->section = (struct section){ { section_begin, section_row,
		section_end }, d, NULL, 0, 0 };
	*out = &d->section.sink;
	err = writer_open(d->ops, d->format, d->o, d->style, &w, &d->writer);
	return err != 0 ? err : sink_begin(*out, cols, n);
}

void
document_close(struct document *d)
{
	end_fields(d);
	writer_close(d->writer);
	if (d->format == FORMAT_JSON)
		out_text(d->o, d->parts == 0 ? "{}\n" : "}\n");
	if (d->format == FORMAT_HTML && d->page)
		html_page_end(d->o);
}
