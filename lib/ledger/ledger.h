/* A ledger is a table: what its lines hold, and how they are kept. */
#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H

#include "db/db.h"
#include "io/relation.h"

struct entry;
struct flow_ledger;

enum ledger_sort {
	LEDGER_RECORD, /* versions of a master: item, location, closing */
	LEDGER_FLOW    /* double entry: from, to, amount */
};

/* Flags of a ledger's columns, beside enum column_flags. */
enum ledger_column_flags {
	LEDGER_KEY = 1 << 8,	/* of a record: names it, never changes */
	LEDGER_PERSONAL = 1 << 9, /* its digest is in the line, salted */
	LEDGER_WHEN = 1 << 10, /* of a record: when its line is effective */
	LEDGER_NAME = 1 << 11 /* of several keys: the one people call it by */
};

enum { LEDGER_COLUMNS = 24 };

/*
 * Begins the bytes of a line that is taken beside the caller.  What they
 * point to lives as long as the command, and stays as it is.
 */
struct posted {
	const struct ledger *ledger;
	int64_t line;
};

/* A line that is undone, and how. */
struct reversal {
	int64_t entry, line; /* where it stands */
	int whole;	     /* all lines of its entry are undone */
	int keep_new;	     /* a record that the line made stays */
	int64_t date;	     /* what is in a closed period goes there; NONE */
	const struct db_value *cols;
};

/*
 * What posting, digests, undo, export, restore and fsck read.  A line is
 * an array of values in the order of `cols`: codes and texts, never row
 * ids; integers in the unit of the column's type.  A record's last column
 * is `live` (0: the record is taken back).
 */
struct ledger {
	const char *name; /* "stock move": in digests, messages, exports */
	enum ledger_sort sort;
	const struct column *cols;
	size_t n;
	const char *kept; /* RECORD: its table; statements read its lines as
			     <kept>_version */
	const struct flow_ledger *flow; /* FLOW: flow.h */

	/* FLOW: posts a line that comes from a file or from an undo. */
	int (*read)(struct ops *, struct entry *, const struct db_value *);

	/*
	 * FLOW: takes a line as it was posted: digests it (with
	 * entry_digest_line()) and adds it.  It may run in a second thread.
	 */
	int (*take)(struct ops *, struct entry *, const struct posted *,
	    const void *bytes, size_t n);

	/* Such bytes will be taken soon: as in struct worker_job. */
	void (*hint)(const void *bytes, int step);

	/* After an entry's last line: checks the rules, keeps the sums. */
	int (*finish)(struct ops *, struct entry *, const struct ledger *);

	/* Posts the reverse of a line; or nothing, where it has none. */
	int (*reverse)(struct ops *, struct entry *, const struct ledger *,
	    const struct reversal *);

	/*
	 * Replays the lines and compares the kept rows: calls report() for
	 * each that differs.
	 */
	int (*verify)(struct ops *, const struct ledger *,
	    int (*report)(void *, const char *), void *);

	/* RECORD: refuses a version that must not be (may be NULL). */
	int (*check)(struct ops *, const struct db_value *now, int live);

	/*
	 * RECORD: a version came from a file or an undo, so that what is
	 * remembered of its key is wrong (may be NULL).
	 */
	void (*forget)(struct ops *, const struct db_value *key);
};

/* All ledgers of the program, in the order of export; ends with NULL. */
extern const struct ledger *const all_ledgers[];

/* The line at a query's row: its columns as values (valid until the step). */
void ledger_row(const struct ledger *, const struct db_query *,
    int first_column, struct db_value *);

/* The same in ops->mem: valid behind the step. */
void ledger_row_kept(const struct ledger *, const struct db_query *,
    int first_column, struct db_value *);

/* A value as it is printed. */
static inline struct cell
ledger_cell(const struct db_value *v)
{
	return v->type == DB_NULL ? CELL_MISSING : (struct cell){ v->p, v->i };
}

/* Reports each row of a query: its text says what is wrong with what. */
int ledger_wrong(struct ops *, const struct ledger *, const char *sql,
    int (*report)(void *, const char *), void *);

/* The closing of periods is a ledger of the book itself. */
extern const struct ledger ledger_closing;

#endif
