/* Cuts an input into CSV records: libcsv, with lines, limits and raw bytes. */
#ifndef IO_RECORDS_H
#define IO_RECORDS_H

#include <stddef.h>
#include <stdint.h>

#include <csv.h>

#include "io/csv.h"
#include "io/decode.h"

/*
 * What stands between csv.h and libcsv.  libcsv is a push parser that knows
 * neither lines nor positions, so it is fed one physical line at a time:
 * a record always begins with a line, and no line holds more than one end
 * of a record.
 */
struct records {
	struct csv_options opt; /* with its defaults filled in */
	struct csv_counts counts;
	struct input *input;
	struct decoder *decoder;
	struct csv_parser parser;

	struct str text; /* decoded, from the record in hand on */
	size_t record;	 /* where in the text the record begins */
	size_t at;	 /* what comes before has been parsed */
	size_t lf;	 /* no LF in the text between `at` and here */
	int ended;	 /* all has been read */

	int64_t line;	     /* of the byte at `at`, from 1 */
	int64_t record_line; /* where the record begins */
	int64_t cell_line;   /* where the cell in hand begins */
	int done;	     /* the record is complete */
	int stray;	     /* the cell in hand has a stray quote */
	int dirty;	     /* the record may hold NUL or bad UTF-8 */
	int too_long;	     /* a cell was over the limit */

	/* The cells so far: n pieces of `cells`, each with a NUL behind. */
	size_t n, room;
	size_t *start, *len;
	struct str cells;

	const char **name; /* of the columns, once they are known */
	size_t columns;
};

/* Takes the first bytes and drops a byte order mark and opt.skip lines. */
int records_open(struct ops *, struct input *, const struct csv_options *,
    struct records *);

/* 1: a record, in n, start, len, cells (a blank line: n is 0); 0: the end. */
int records_next(struct ops *, struct records *);

/* Room for that many cells, at least. */
void records_room(struct records *, size_t n);

/* How a message calls column i: its name, or "column 3"; buf is for that. */
enum { COLUMN_LABEL = 32 };
const char *records_column(const struct records *, size_t i, char *buf);

/* Tells opt.note, if there is one, of a repair. */
void records_note(struct records *, int64_t line, const char *column,
    const char *fmt, ...) PRINTF(4, 5);

void records_close(struct records *);

#endif
