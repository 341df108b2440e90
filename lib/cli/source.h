/* Where the rows of a bulk call come from: a CSV file, as it is or mapped. */
#ifndef CLI_SOURCE_H
#define CLI_SOURCE_H

#include "cli/cmd.h"
#include "io/ahead.h"
#include "io/csv.h"
#include "io/input.h"
#include "io/progress.h"
#include "ledger/digest.h"

/* A column of the rows: the field it fills, or none (it is ignored). */
struct place {
	const struct field *field;
	const char *option; /* fills empty cells, NULL */
	size_t numbered; /* which of the numbered columns it is, from 1; 0 */
	VEC(const void *) value; /* of their cells, by number: those met */
};

/*
 * The file is read row by row, and each row is given to the verb's fields
 * of the columns' names.  Whoever maps other files to a verb sets the
 * functions, all of which may be NULL, and calls source_attach().
 */
struct source {
	const char *name; /* of the file, "-": for messages */
	struct csv_options options;
	struct input *input;
	struct csv *csv;
	const char *const *column; /* the columns of the rows */
	size_t n;

	/* What is asked for, beside the bytes of the file (--key). */
	void (*digest)(struct source *, struct digest *);

	/* The entry has begun, no row was read. */
	int (*begin)(struct call *, struct source *);

	/*
	 * Makes a row of the columns out of a row of the file: 1, or 0 to
	 * leave it out.  What is wrong with it is its problem, which may
	 * stand in the file's row already; an ops_err ends the call.
	 */
	int (*map)(struct call *, struct source *, const struct csv_row *file,
	    struct csv_row *row);

	/*
	 * What became of the `rows` oldest rows that map() gave and were not
	 * spoken of: they are the record `rec`, whose lines in the entry are
	 * from `first` to c->entry->lines; or they are rejected.
	 */
	int (*took)(struct call *, struct source *, const void *rec,
	    size_t rows, int64_t first);
	void (*dropped)(struct call *, struct source *, size_t rows);

	/* All rows were read, and no problem was found; the entry is open. */
	int (*finish)(struct call *, struct source *);

	/* Prints the result: the entry's number, or NONE. */
	int (*print)(struct call *, struct source *, int64_t entry);

	const char *message; /* for the journal, where none is given */
	void *data;	     /* whoever maps: their own */

	/* lib/cli's own. */
	struct place *place;
	uint64_t fields;    /* that have a column: as c->fields_given */
	VEC(size_t) points; /* the columns whose cells are numbered */
	int documents; /* rows with the same key are one record */
	struct melt *melt; /* columns of periods become rows, NULL */
	struct out *rejects;
	int64_t rejected;
	struct progress progress;
	struct ahead *ahead; /* reads a long file in a second thread, NULL */
	int began;
};

/* Closes the file; what attached it still owns the struct. */
void source_close(struct source *);

/*
 * OPS_USAGE where --output, or the file of the rejects (NULL: none), is the
 * file that is read: it would be written over.
 */
int source_check_names(struct call *, const char *input, const char *rejects);

/* Makes the source, whose column names are checked, the call's input. */
int source_attach(struct call *, struct source *);

/* 1 and a row, 0 at the end, or an ops_err; a row's fault is its problem. */
int source_next(struct call *, struct source *, struct csv_row *);

/* The number of a cell of the row at hand, or 0: as ahead_number(). */
uint32_t source_number(const struct source *, const struct place *);

/* The row that is at hand (or was kept), behind its line and error. */
int source_reject(struct call *, struct source *, int64_t line, const char *why,
    const char *raw, size_t n);

#endif
