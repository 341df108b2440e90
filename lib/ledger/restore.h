/* What the files of `ops restore` share; only they include it. */
#ifndef LEDGER_RESTORE_H
#define LEDGER_RESTORE_H

#include "base/vec.h"
#include "conf/conf.h"
#include "io/csv.h"
#include "io/literal.h"
#include "io/progress.h"
#include "ledger/copy.h"

/* A CSV of the copy, at one of its rows. */
struct table {
	const char *path;
	struct input *input;
	struct csv *csv;
	const struct column *cols;
	size_t n;
	int64_t line; /* of the file */
	struct cell cell[LEDGER_COLUMNS + 2];
	int more;		     /* there is a row */
	const struct ledger *ledger; /* whose lines these are, or NULL */
	int64_t first, last; /* lines of the file with the entry at hand */
};

struct restore {
	struct ops *ops;
	const char *from;
	struct book_fixed *fixed; /* being read */
	struct clock clock;
	struct value_context values;
	struct table entries;
	VEC(struct table) ledger;
	size_t at; /* the ledger whose line came last */
	const char *rules; /* digest of the rules of the last entry, NULL */
	struct conf *then; /* and what they say */
	struct progress progress;
};

/* Opens a CSV of the copy; its header must be these columns. */
int table_open(struct restore *, struct table *, const char *name,
    const struct column *, size_t n);
void table_close(struct table *);

/* The next row's values; at the end `more` is 0.  OPS_DATA, file:line. */
int table_next(struct restore *, struct table *);
struct db_value table_value(const struct table *, size_t column);

/* What the book fixes; before the new book is made. */
int restore_fixed(struct restore *, struct book_fixed *);

/* Rules and personal texts, which entries name. */
int restore_texts(struct restore *);

/* What imports have seen, which names entries. */
int restore_marks(struct restore *);

/* All entries with their lines, each digest reckoned again. */
int restore_entries(struct restore *);

#endif
