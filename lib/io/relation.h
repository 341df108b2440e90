/*
 * What a relation is: named, typed columns, rows of cells, and where they go.
 */
#ifndef IO_RELATION_H
#define IO_RELATION_H

#include <stddef.h>
#include <stdint.h>

#include "base/none.h"
#include "base/ops.h"

/* The types of the contract, each with its unit. */
enum type {
	TYPE_TEXT,  /* UTF-8 */
	TYPE_CODE,  /* an id: a JSON string even where it looks like 00501 */
	TYPE_INT,   /* a count or an entry's number */
	TYPE_QTY,   /* millionths of a unit */
	TYPE_MONEY, /* minor units of the book's currency */
	TYPE_PRICE, /* millionths of a currency unit: 2 to 6 decimals */
	TYPE_RATIO, /* millionths of one, as a plain number */
	TYPE_DATE,  /* day number, 0 is 1970-01-01 */
	TYPE_TIME,  /* seconds since 1970-01-01T00:00:00Z */
	TYPE_BOOL   /* 0 or 1: no, yes */
};

enum column_flags {
	COL_FILTER = 1 << 0, /* an option of this name filters by it */
	COL_PERSON = 1 << 1, /* names a person: never a key to group by */
	COL_WIDE = 1 << 2,   /* free text: the first to give up width */
	COL_DETAIL = 1 << 3, /* tables show it only where --columns asks */
	COL_BESIDE = 1 << 4, /* tables show it behind the column before it, in
				brackets, where the two texts differ */
	COL_MINOR = 1 << 5,  /* a narrow terminal shows all others first */
	COL_NEEDED = 1 << 6, /* of an input relation: not without it */
	COL_UNDEFINED = 1 << 7 /* what is missing there cannot be: people see
				  n/a, programs an empty cell */
};

struct kind;

struct column {
	const char *name; /* CSV header, JSON key, table heading */
	enum type type;
	unsigned flags;
	const char *help; /* one line of the manual */
	/*
	 * FILTER: what its values must be (cli/cmd.h), a kind of texts: one
	 * of its words, or what its parse() takes and makes of it; NULL:
	 * anything of the type.
	 */
	const struct kind *kind;
};

/*
 * One value.  TEXT and CODE: s is NUL-terminated, i its length in bytes;
 * missing is s == NULL.  All others: i; missing is NONE.  A sink may keep
 * neither cells nor texts after its row() has returned.
 */
struct cell {
	const char *s;
	int64_t i;
};

#define CELL_MISSING ((struct cell){ NULL, NONE })
struct cell cell_text(const char *); /* NULL is missing */
struct cell cell_int(int64_t);
int type_is_text(enum type);	     /* TEXT or CODE */
int cell_missing(enum type, const struct cell *);

/* "n/a" for a missing cell of a column COL_UNDEFINED, else NULL. */
const char *column_undefined(const struct column *, const struct cell *);

/* How values are written: what the book fixes for ever. */
struct zone;
struct style {
	int decimals;		 /* of the book's currency */
	const struct zone *zone; /* times in tables and documents */
};

/*
 * Where rows go: a writer, or a step (where, sort, limit, columns) that
 * hands on to the next.  begin() once, row() for each row, end() once even
 * when there was none; each gives 0 or an ops_err.  The column array must
 * live until end().  row() gives SINK_FULL where no more rows are wanted (a
 * limit is reached): the verb may go on, or stop and call end():
 *	if ((err = sink_row(out, row)) != 0)
 *		break;
 *	...
 *	return err < 0 ? err : sink_end(out);
 */
enum { SINK_FULL = 1 };

struct sink {
	int (*begin)(struct sink *, const struct column *, size_t n); /* NULL */
	int (*row)(struct sink *, const struct cell *);
	int (*end)(struct sink *); /* NULL */
};

int sink_begin(struct sink *, const struct column *, size_t n);
int sink_row(struct sink *, const struct cell *);
int sink_end(struct sink *);

#endif
