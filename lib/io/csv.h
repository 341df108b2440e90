/* Reads CSV (RFC 4180): strictly, or with every repair reported. */
#ifndef IO_CSV_H
#define IO_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "base/ops.h"
#include "io/input.h"

/*
 * Rows end in LF, CRLF or CR, also mixed; the last end may be missing.  A
 * byte order mark is dropped, blanks around cells are data, line ends in
 * quoted cells stay as they are.  A blank line is a row of one empty cell
 * where there is one column, and a fault where there are more.
 *
 * What is wrong with one row is its csv_row.problem, and reading goes on.
 * What makes the rest of the file uncertain ends it: OPS_DATA with
 * "file:line: column: what is wrong", the line where the record begins.
 * That is a quote where none may stand (strict), a quote that is never
 * closed, a cell over max_cell, a row over four times that, more than
 * 65536 cells in a row.
 */
struct csv;

struct csv_options {
	char delimiter;	      /* 0: comma */
	char quote;	      /* 0: double quote */
	const char *encoding; /* NULL: UTF-8; else a name iconv(3) knows.  A
			       * file that begins with the mark of UTF-8 is
			       * in UTF-8 whatever is said here */
	int lenient;	      /* repair and report instead of refusing */
	int headless;	      /* the first row is data, rows may differ */
	int skip;	      /* lines before the header */
	int guarded;	      /* takes off the quotes of guard.h */
	size_t max_cell;      /* bytes; 0: 16 MiB */

	/*
	 * Lenient: told of each repair.  `column` is a name, "column 3" where
	 * it has none, or NULL where the whole row is meant; the texts are
	 * gone when the callback returns.  May be NULL.
	 */
	void (*note)(
	    void *data, int64_t line, const char *column, const char *text);
	void *data;

	size_t chunk; /* bytes a read; 0: 128 KiB; the tests' small steps */
};

/* How often each repair was made. */
struct csv_counts {
	int64_t rows;	      /* given by csv_next(), with or without fault */
	int64_t short_rows;   /* padded with empty cells */
	int64_t long_rows;    /* cut */
	int64_t stray_quotes; /* taken as text */
	int64_t blank_rows;   /* left out */
	int64_t guards;	      /* quotes before formulas: taken off */
	int64_t names;	      /* of columns: trimmed, missing, there before */
};

/*
 * A row, good until the next csv_next() or csv_close().  An empty cell is
 * NULL, quoted or not; others end in a NUL that len[] does not count.  The
 * cells are UTF-8 unless there is a problem.
 */
struct csv_row {
	size_t n; /* in strict mode maybe not as many as the header's */
	char *const *cell;
	const size_t *len;
	int64_t line;	     /* where the record begins, from 1 */
	const char *problem; /* NULL, or e.g. "has 3 cells, the header 4",
			      * "qty: holds a NUL byte": for the caller to
			      * reject, as "file:line: problem" */
};

/*
 * Begins to read and takes the header.  The input stays the caller's and
 * must stay open; options (NULL: all defaults) are copied.  OPS_USAGE: an
 * unknown encoding, impossible delimiter or quote; OPS_DATA: no header, or
 * a header with a name that is empty, padded with blanks or there twice.
 * Lenient: padding is trimmed, a column without a name of its own gets the
 * name "": it is read, but nobody can ask for it.
 */
int csv_open(struct ops *, struct input *, const struct csv_options *,
    struct csv **);

/* The n column names; NULL and 0 where there is no header. */
const char *const *csv_header(const struct csv *, size_t *n);

/* The line of the header, for messages. */
int64_t csv_header_line(const struct csv *);

/* 1: a row; 0: the end; negative: an ops_err that ends the file. */
int csv_next(struct ops *, struct csv *, struct csv_row *);

/*
 * The last row (before the first: the header) as it stood in the file, with
 * its line end if it had one; good until the next csv_next().  What came in
 * another encoding is here in UTF-8.
 */
void csv_raw(const struct csv *, const char **bytes, size_t *n);

const struct csv_counts *csv_counts(const struct csv *);

void csv_close(struct csv *); /* NULL is fine */

#endif
