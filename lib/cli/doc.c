/* One text, two shapes: 80 columns for people, or mdoc(7) for the manual. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "cli/doc.h"
#include "io/width.h"

enum { INDENT = 4, HELP_COLUMN = 30 };

static void
blanks(struct out *o, size_t n)
{
	while (n-- > 0)
		out_char(o, ' ');
}

/* A blank that does not break is one column; text_width() shows it as \x01. */
static size_t
columns_of(const char *word, size_t n)
{
	size_t columns = text_width(word, n);

	for (size_t i = 0; i < n; i++)
		if (word[i] == '\1')
			columns -= 3;
	return columns;
}

void
wrap(struct out *o, const char *text, size_t at, size_t indent)
{
	size_t gap = 0; /* between this word and the one before */

	while (*(text += strspn(text, " \n")) != '\0') {
		size_t n = strcspn(text, " \n"), shown = n, columns;

		while (shown > 1 && text[shown - 1] == '\1')
			shown--;
		columns = columns_of(text, shown);
		if (gap > 0 && at + gap + columns > DOC_WIDTH) {
			out_char(o, '\n');
			blanks(o, indent);
			at = indent;
			gap = 0;
		}
		blanks(o, gap);
		for (size_t i = 0; i < shown; i++)
			out_char(o, (char)(text[i] == '\1' ? ' ' : text[i]));
		at += gap + columns;
		gap = 1 + n - shown;
		text += n;
	}
	out_char(o, '\n');
}

/* One character of a manual's text. */
static void
mdoc_char(struct out *o, char c)
{
	if (c == '\\')
		out_text(o, "\\e");
	else if (c == '-')
		out_text(o, "\\-");
	else if (c == '~')
		out_text(o, "\\(ti");
	else if (c == '^')
		out_text(o, "\\(ha");
	else if (c == '`')
		out_text(o, "\\(ga");
	else if (c == '\'')
		out_text(o, "\\(aq");
	else
		out_char(o, c);
}

/* Sentences begin a line, as mdoc wants it; long lines are broken. */
/* What mdoc would take for macros or escapes is escaped. */
static void
mdoc_text(struct out *o, const char *text)
{
	size_t at = 0;

	while (*(text += strspn(text, " \n")) != '\0') {
		size_t n = strcspn(text, " \n");

		if (at > 0 && at + n > 70) {
			out_char(o, '\n');
			at = 0;
		}
		if (at > 0)
			out_char(o, ' ');
		if (at == 0 && (*text == '.' || *text == '\''))
			out_text(o, "\\&");
		for (size_t i = 0; i < n; i++)
			mdoc_char(o, text[i]);
		at += n + 1;
		text += n;
		if (n > 1 && strchr(".?!", text[-1]) != NULL)
			at = 71; /* the next word begins a line */
	}
	out_char(o, '\n');
}

/* Words behind a macro: quoted, so that none of them is taken for one. */
static void
mdoc_words(struct out *o, const char *text)
{
	out_char(o, '"');
	for (; *text != '\0'; text++)
		if (*text == '"')
			out_text(o, "\\(dq");
		else
			mdoc_char(o, *text);
	out_char(o, '"');
}

static void
between(struct doc *d)
{
	if (d->begun && !d->mdoc)
		out_char(d->o, '\n');
	d->begun = 1;
}

void
doc_heading(struct doc *d, const char *text)
{
	between(d);
	out_printf(d->o, "%s%s\n", d->mdoc ? ".Ss " : "", text);
}

void
doc_para(struct doc *d, const char *text)
{
	between(d);
	if (d->mdoc) {
		mdoc_text(d->o, text);
		return;
	}
	blanks(d->o, INDENT);
	wrap(d->o, text, INDENT, INDENT);
}

void
doc_paras(struct doc *d, const char *text)
{
	while (text != NULL && *text != '\0') {
		const char *end = strstr(text, "\n\n");
		size_t n = end == NULL ? strlen(text) : (size_t)(end - text);
		struct str one = STR_INIT;

		if (d->mdoc)
			out_text(d->o, ".Pp\n");
		str_addn(&one, text, n);
		doc_para(d, one.p);
		str_free(&one);
		text += n;
		text += strspn(text, "\n");
	}
}

void
doc_list(struct doc *d)
{
	between(d);
	if (d->mdoc)
		out_text(d->o, ".Bl -tag -width 10n\n");
}

void
doc_list_end(struct doc *d)
{
	if (d->mdoc)
		out_text(d->o, ".El\n");
}

/* The term stands there; its text beside it or on the next line. */
static void
text_of_term(struct out *o, size_t at, const char *text)
{
	if (text[0] == '\0') {
		out_char(o, '\n');
		return;
	}
	if (at + 2 > HELP_COLUMN) {
		out_char(o, '\n');
		at = 0;
	}
	blanks(o, HELP_COLUMN - at);
	wrap(o, text, HELP_COLUMN, HELP_COLUMN);
}

void
doc_term(struct doc *d, const char *term, const char *text)
{
	if (d->mdoc) {
		out_text(d->o, ".It Cm ");
		mdoc_words(d->o, term);
		out_char(d->o, '\n');
		mdoc_text(d->o, text);
		return;
	}
	blanks(d->o, INDENT);
	out_text(d->o, term);
	text_of_term(d->o, INDENT + text_width(term, strlen(term)), text);
}

/* Fl \-qty Ar "quantity" */
static void
long_option(struct out *o, const char *name, const char *value)
{
	out_text(o, "Fl \\-");
	for (const char *p = name; *p != '\0'; p++)
		mdoc_char(o, *p);
	if (value != NULL) {
		out_text(o, " Ar ");
		mdoc_words(o, value);
	}
}

void
mdoc_option(struct out *o, const char *name, const char *value)
{
	out_char(o, '.');
	long_option(o, name, value);
	out_char(o, '\n');
}

void
doc_option(struct doc *d, char letter, const char *name, const char *value,
    const char *text)
{
	char left[160];

	if (d->mdoc) {
		out_text(d->o, ".It ");
		if (letter != 0)
			out_printf(d->o, "Fl %c , ", letter);
		long_option(d->o, name, value);
		out_char(d->o, '\n');
		mdoc_text(d->o, text);
		return;
	}
	snprintf(left, sizeof left, letter != 0 ? "-%c, " : "    ", letter);
	snprintf(left + 4, sizeof left - 4,
	    value == NULL ? "--%s" : "--%s <%s>", name, value);
	blanks(d->o, INDENT - 2);
	out_text(d->o, left);
	text_of_term(d->o, INDENT - 2 + strlen(left), text);
}

/*
 * How much of a line to be typed stands on this line: where it is too long
 * it goes on, behind a backslash, with an option or a pipe.
 */
static size_t
line_break(const char *line, size_t width)
{
	size_t best = 0, n = strlen(line);
	char quote = 0;

	if (n <= width)
		return n;
	for (size_t i = 0; i + 2 < n && i <= width - 2; i++) {
		if (quote != 0)
			quote = line[i] == quote ? 0 : quote;
		else if (line[i] == '\'' || line[i] == '"')
			quote = line[i];
		else if (line[i] == ' ' &&
		    (line[i + 1] == '|' ||
			(line[i + 1] == '-' && line[i + 2] == '-')))
			best = i;
	}
	return best > 0 ? best : n;
}

static void
line_part(struct doc *d, const char *line, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (d->mdoc)
			mdoc_char(d->o, line[i]);
		else
			out_char(d->o, line[i]);
}

void
doc_line(struct doc *d, const char *line)
{
	size_t indent = d->mdoc ? 0 : 2 * (size_t)INDENT;
	size_t width = DOC_WIDTH - 2 * (size_t)INDENT - 4;

	if (d->mdoc)
		out_text(d->o, ".Bd -literal -offset indent\n");
	if (d->mdoc && (*line == '.' || *line == '\''))
		out_text(d->o, "\\&");
	for (;;) {
		size_t n = line_break(line, width);

		blanks(d->o, indent);
		line_part(d, line, n);
		line += n + strspn(line + n, " ");
		if (*line == '\0')
			break;
		line_part(d, " \\", 2);
		out_text(d->o, "\n    ");
	}
	out_text(d->o, d->mdoc ? "\n.Ed\n" : "\n");
}
