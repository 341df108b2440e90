/* One foreign file on its way into the book, through a verb's own record(). */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "cli/source.h"
#include "import/mapping.h"

/* What became of the rows; late ones are not counted as new. */
struct import_counts {
	int64_t fresh, seen, late, changed, skipped, rejected;
};

/* How the file is read, where the call says more than the mapping. */
struct import_options {
	char delimiter, quote; /* 0: the mapping's */
	const char *encoding;  /* NULL */
	int64_t skip;	       /* NONE */
	int lenient;
	int correct; /* post what has changed as the difference */
};

/* What the call says goes before what a mapping says of the reader. */
void import_reader(struct csv_options *, const struct import_options *);

struct import;

/*
 * Opens the file, reads its header and finds the mapping's columns in it:
 * before the transaction begins.  Ended by import_close().
 */
int import_open(struct ops *, struct mapping *, const char *path,
    const struct import_options *, struct import **);

/*
 * Feeds the rows to the mapping's verb in a call_write() of its own: one
 * entry and the commit.  `print` gets the result before the commit (entry
 * NONE: nothing was new), as its `data` wants; NULL shows the lines of a dry
 * run.  Gives
 * call_write()'s answer; *posted is the entry or NONE.
 */
int import_post(struct call *, struct import *,
    int (*print)(
	void *data, struct call *, const struct import *, int64_t entry),
    void *data, int64_t *posted);

const struct mapping *import_mapping(const struct import *);
const struct import_counts *import_counts(const struct import *);

/* The last part of the file's path. */
const char *import_file(const struct import *);

void import_close(struct import *); /* NULL is fine */

#endif
