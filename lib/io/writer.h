/* Writers: sinks that print a relation in one of the formats. */
#ifndef IO_WRITER_H
#define IO_WRITER_H

#include "io/out.h"
#include "io/relation.h"

enum format {
	FORMAT_TABLE, /* aligned, for people; may change */
	FORMAT_CSV,   /* RFC 4180, LF */
	FORMAT_TSV,   /* \t \n \r \\ escaped, no quotes */
	FORMAT_JSON,  /* one array of flat objects */
	FORMAT_JSONL, /* one object a line */
	FORMAT_MD,    /* a table of GitHub's Markdown */
	FORMAT_HTML   /* a table with inline styles only, for mail */
};

/* Zero is the default of each. */
struct writer_options {
	int no_header;	     /* table, csv, tsv, md: no line of names */
	int width;	     /* table: columns to fit in, 0 is no limit */
	int color;	     /* table: the header stands out by colour */
	int on_terminal;     /* table: says "no rows" where there are none,
				and does much to fit in the width; csv, tsv:
				control characters are shown escaped */
	int all_columns;     /* table: but leaves out no column for that */
	int for_spreadsheet; /* csv, tsv: texts like formulas get a ' */
	int document;	     /* html: a whole page, not a fragment */
	const char *title;   /* of that page, or NULL */
};

/*
 * A value parser: NULL when `name` is a format (table csv tsv json jsonl md
 * html), else what was expected.
 */
const char *format_by_name(const char *name, enum format *);
const char *format_name(enum format);

/* 1 and the format where the suffix of `path` (.csv, .HTML) names one. */
int format_by_suffix(const char *path, enum format *);

/*
 * A sink that prints to `o`, which stays the caller's and is not flushed
 * (out_flush() tells what went wrong).  The style must live as long as the
 * writer.  After the sink's end() or a failure: writer_close().
 */
int writer_open(struct ops *, enum format, struct out *, const struct style *,
    const struct writer_options *, struct sink **);
void writer_close(struct sink *); /* frees; NULL is fine */

#endif
