/* Documents: a title, named values, and relations under headings. */
#ifndef IO_DOCUMENT_H
#define IO_DOCUMENT_H

#include "io/writer.h"

struct document;

enum { DOCUMENT_WIDTH = 80 };

/*
 * A document on `o` in the format: FORMAT_TABLE is text of 80 columns, md,
 * html (a whole page where `page`, else a fragment), and json, one object
 * whose keys are the names of fields and sections.  OPS_USAGE for the
 * formats of relations.  Titles and names are shown as they are, escaped.
 * All but json begin with the title.
 */
int document_open(struct ops *, enum format, struct out *o,
    const struct style *, int page, const char *title, struct document **);

/* One named value; a missing one is left out, but for json: null. */
void document_field(struct document *, const char *name, enum type,
    struct cell);

/*
 * Begins a relation: its name (`last_moves`) is the heading and the key.  Its
 * rows go to the sink, up to sink_end(); where there was none, text says so.
 */
int document_section(struct document *, const char *name,
    const struct column *, size_t n, struct sink **);

/* The same with a heading that is not the key. */
int document_part(struct document *, const char *key, const char *heading,
    const struct column *, size_t n, struct sink **);

/* A paragraph, in lines that fit; json: a text under the key. */
void document_para(struct document *, const char *key, const char *text);

/* A line to be typed as it stands; json: a text under the key. */
void document_command(struct document *, const char *key, const char *line);

/* Ends the document; what went wrong with `o` out_flush() tells. */
void document_close(struct document *);

#endif
