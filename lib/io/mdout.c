/* A table of GitHub's Markdown. */
#include <string.h>

#include "io/mdout.h"
#include "io/value.h"
#include "io/width.h"
#include "io/writers.h"

struct md {
	struct writer w;
	struct str safe; /* of one cell */
};

static const char *
md_escape(char c)
{
	switch (c) {
	case '\\':
	case '`':
	case '*':
	case '_':
	case '[':
	case ']':
	case '<':
	case '|':
	case '~':
		return "\\";
	default:
		return "";
	}
}

/* Would "&amp;" or "&#38;" begin there? */
static int
md_entity(const char *s)
{
	const char *end = s + 1;

	if (*s != '&')
		return 0;
	end += strspn(end, "#0123456789abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	return end > s + 1 && *end == ';';
}

/* Backslashes before what Markdown would read as a mark. */
static void
md_line(struct md *m, const char *s, size_t n)
{
	str_reset(&m->safe);
	text_safe(&m->safe, s, n);
	for (size_t i = 0; i < m->safe.len; i++) {
		const char *c = &m->safe.p[i];

		out_text(m->w.o, md_entity(c) ? "\\" : md_escape(*c));
		out_char(m->w.o, *c);
	}
}

/* A table's cell is one line; GitHub takes <br> in it. */
static void
md_text(struct md *m, const char *s, size_t n)
{
	const char *end = s + n, *nl;

	while ((nl = memchr(s, '\n', (size_t)(end - s))) != NULL) {
		size_t len = (size_t)(nl - s);

		md_line(m, s, len > 0 && nl[-1] == '\r' ? len - 1 : len);
		out_text(m->w.o, "<br>");
		s = nl + 1;
	}
	md_line(m, s, (size_t)(end - s));
}

void
md_put(struct out *o, const char *s, size_t n)
{
	struct md m = { .w = { .o = o }, .safe = STR_INIT };

	md_text(&m, s, n);
	str_free(&m.safe);
}

static int
md_begin(struct sink *sink, const struct column *cols, size_t n)
{
	struct md *m = (struct md *)sink;

	writer_begin(&m->w, cols, n);
	if (m->w.opt.no_header)
		return 0;
	for (size_t i = 0; i < n; i++) {
		out_text(m->w.o, i == 0 ? "| " : " | ");
		md_text(m, cols[i].name, strlen(cols[i].name));
	}
	out_text(m->w.o, " |\n");
	for (size_t i = 0; i < n; i++)
		out_text(m->w.o,
		    type_is_number(cols[i].type) ? "| ---: " : "| --- ");
	out_text(m->w.o, "|\n");
	return writer_result(&m->w);
}

static int
md_row(struct sink *sink, const struct cell *cells)
{
	struct md *m = (struct md *)sink;

	for (size_t i = 0; i < m->w.n; i++) {
		enum type type = m->w.cols[i].type;
		char *p;

		out_text(m->w.o, i == 0 ? "| " : " | ");
		if (cell_missing(type, &cells[i])) {
			const char *none =
			    column_undefined(&m->w.cols[i], &cells[i]);

			out_text(m->w.o, none == NULL ? "" : none);
			continue;
		}
		if (type_is_text(type)) {
			md_text(m, cells[i].s, (size_t)cells[i].i);
			continue;
		}
		p = out_room(m->w.o, VALUE_MAX);
		p += value_put_human(p, m->w.style, type, cells[i].i);
		out_used(m->w.o, p);
	}
	out_text(m->w.o, " |\n");
	return writer_result(&m->w);
}

static int
md_end(struct sink *sink)
{
	return writer_result((struct writer *)sink);
}

static void
md_clear(struct writer *w)
{
	str_free(&((struct md *)w)->safe);
}

struct writer *
md_writer(struct arena *mem)
{
	struct md *m = ARENA_NEW(mem, struct md);

	m->w.sink = (struct sink){ md_begin, md_row, md_end };
	m->w.clear = md_clear;
	m->safe = (struct str)STR_INIT;
	return &m->w;
}
