/* One text, two shapes: 80 columns for people, or mdoc(7) for the manual. */
#ifndef CLI_DOC_H
#define CLI_DOC_H

#include <stddef.h>

#include "io/out.h"

enum { DOC_WIDTH = 80 };

struct doc {
	struct out *o;
	int mdoc;
	int begun; /* something stands there: a blank line comes between */
};

/* A heading, a paragraph; texts without markup. */
void doc_heading(struct doc *, const char *title);
void doc_para(struct doc *, const char *text);

/* Paragraphs with empty lines between; NULL is none. */
void doc_paras(struct doc *, const char *text);

/*
 * A list of terms, each with what it means.  doc_option() has a letter (or
 * 0) and the name of its value (or NULL).
 */
void doc_list(struct doc *);
void doc_term(struct doc *, const char *term, const char *text);
void doc_option(struct doc *, char letter, const char *name, const char *value,
    const char *text);
void doc_list_end(struct doc *);

/* A line to be typed as it stands. */
void doc_line(struct doc *, const char *line);

/*
 * Prints words of a text that goes on at column `at` (0 is the first), in
 * lines of at most DOC_WIDTH columns, the next ones behind `indent` blanks;
 * '\1' is a blank that does not break, and behind a word a further blank
 * before the next.  Ends with a line end.
 */
void wrap(struct out *, const char *text, size_t at, size_t indent);

/* A line of a synopsis in mdoc: an option and (or NULL) its value. */
void mdoc_option(struct out *, const char *name, const char *value);

#endif
