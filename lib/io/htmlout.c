/* HTML tables for mail and files: inline styles, no script, all escaped. */
#include <string.h>

#include "base/str.h"
#include "io/htmlout.h"
#include "io/value.h"
#include "io/width.h"
#include "io/writers.h"

#define CELL "padding:3px 10px;border-bottom:1px solid #ccc;"

static void
html_line(struct out *o, const char *s, size_t n)
{
	struct str safe = STR_INIT;

	text_safe(&safe, s, n);
	for (size_t i = 0; i < safe.len; i++) {
		switch (safe.p[i]) {
		case '&':
			out_text(o, "&amp;");
			break;
		case '<':
			out_text(o, "&lt;");
			break;
		case '>':
			out_text(o, "&gt;");
			break;
		case '"':
			out_text(o, "&quot;");
			break;
		case '\'':
			out_text(o, "&#39;");
			break;
		default:
			out_char(o, safe.p[i]);
		}
	}
	str_free(&safe);
}

static void
html_lines(struct out *o, const char *s, size_t n, const char *line_end)
{
	const char *end = s + n, *nl;

	while ((nl = memchr(s, '\n', (size_t)(end - s))) != NULL) {
		size_t len = (size_t)(nl - s);

		html_line(o, s, len > 0 && nl[-1] == '\r' ? len - 1 : len);
		out_text(o, line_end);
		s = nl + 1;
	}
	html_line(o, s, (size_t)(end - s));
}

void
html_text(struct out *o, const char *s, size_t n)
{
	html_lines(o, s, n, "<br>");
}

/* Inside an attribute or a <title> line ends are blanks. */
static void
html_attribute(struct out *o, const char *s, size_t n)
{
	html_lines(o, s, n, " ");
}

void
html_page_begin(struct out *o, const char *title)
{
	out_text(o,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<title>");
	html_attribute(o, title, strlen(title));
	out_text(o, "</title>\n"
	    "</head>\n"
	    "<body style=\"font-family:sans-serif;font-size:14px\">\n");
}

void
html_page_end(struct out *o)
{
	out_text(o, "</body>\n</html>\n");
}

static const char *
align(enum type type)
{
	return type_is_number(type) ? "text-align:right;white-space:nowrap" :
				      "text-align:left";
}

static int
html_begin(struct sink *sink, const struct column *cols, size_t n)
{
	struct writer *w = (struct writer *)sink;

	writer_begin(w, cols, n);
	if (w->opt.document)
		html_page_begin(w->o,
		    w->opt.title != NULL ? w->opt.title : "ops");
	out_text(w->o, "<table style=\"border-collapse:collapse\">\n");
	if (!w->opt.no_header) {
		out_text(w->o, "<thead>\n<tr>");
		for (size_t i = 0; i < n; i++) {
			out_printf(w->o,
			    "<th scope=\"col\" style=\"" CELL
			    "border-bottom-width:2px;%s\">",
			    align(cols[i].type));
			html_text(w->o, cols[i].name, strlen(cols[i].name));
			out_text(w->o, "</th>");
		}
		out_text(w->o, "</tr>\n</thead>\n");
	}
	out_text(w->o, "<tbody>\n");
	return writer_result(w);
}

static int
html_row(struct sink *sink, const struct cell *cells)
{
	struct writer *w = (struct writer *)sink;

	out_text(w->o, "<tr>");
	for (size_t i = 0; i < w->n; i++) {
		enum type type = w->cols[i].type;
		char *p;
		const char *none = column_undefined(&w->cols[i], &cells[i]);

		out_text(w->o, "<td style=\"" CELL);
		out_text(w->o, align(type));
		out_text(w->o, "\">");
		if (cell_missing(type, &cells[i])) {
			out_text(w->o, none == NULL ? "" : none);
		} else if (type_is_text(type)) {
			html_text(w->o, cells[i].s, (size_t)cells[i].i);
		} else {
			p = out_room(w->o, VALUE_MAX);
			p += value_put_human(p, w->style, type, cells[i].i);
			out_used(w->o, p);
		}
		out_text(w->o, "</td>");
	}
	out_text(w->o, "</tr>\n");
	return writer_result(w);
}

static int
html_end(struct sink *sink)
{
	struct writer *w = (struct writer *)sink;

	out_text(w->o, "</tbody>\n</table>\n");
	if (w->opt.document)
		html_page_end(w->o);
	return writer_result(w);
}

struct writer *
html_writer(struct arena *mem)
{
	struct writer *w = ARENA_NEW(mem, struct writer);

	w->sink = (struct sink){ html_begin, html_row, html_end };
	return w;
}
