/* An import at work; only lib/import includes it. */
#ifndef IMPORT_OWN_H
#define IMPORT_OWN_H

#include "import/import.h"
#include "import/marks.h"
#include "import/reverse.h"

/* What a row that was given to the verb will be counted as. */
enum outcome { ROW_NEW, ROW_CHANGED, ROW_WRONG };

/* A row between map() and took() or dropped(). */
struct pending {
	enum outcome outcome;
	char identity[MARK_TEXT], content[MARK_TEXT];
	struct mark was; /* CHANGED */
};

struct import {
	struct ops *ops;
	struct mapping *mapping;
	struct source source;
	const char *file; /* the last part of the path */
	int correct;
	struct marks *marks;
	struct import_counts counts;
	int64_t before; /* latest row of the last import, NONE */
	int64_t latest; /* of this one, NONE */
	size_t *order;	/* the columns in the order of the verb's fields */
	const struct field *date;
	int counts_stock; /* SNAPSHOT: of stock; else ... */
	size_t key;	  /* ... the slot of the record's code */
	VEC(struct pending) waiting;
	size_t first; /* of them that is not spoken of */
	struct reversals reversals;
	int (*print)(void *, struct call *, const struct import *, int64_t);
	void *print_data;
};

/*
 * judge.c: what is to become of a row of the file.  1: it goes to the verb
 * (or, where it has a problem, is rejected) and waits to be spoken of; 0: it
 * is left out; or an ops_err.
 */
int import_judge(struct call *, struct import *, const struct csv_row *file,
    struct csv_row *row);

/* Says which records of the book a whole list does not name. */
int import_missing(struct call *, struct import *);

#endif
