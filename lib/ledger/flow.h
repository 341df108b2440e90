/* Flow ledgers: lines by the million, and what is kept of their sums. */
#ifndef LEDGER_FLOW_H
#define LEDGER_FLOW_H

#include <string.h>

#include "io/sorter.h"
#include "ledger/entry.h"

/*
 * The way of a line.  flow_post() sends it, with its texts, to the entry's
 * worker; there its ledger's take() digests it and adds what is stored of it
 * (flow_add()) to a sorter.  When the entry ends, finish() feeds all of them
 * to the table, in its order, in one statement (flow_begin(), flow_store(),
 * flow_end()): next() gives the rows, and folds them on the way into changes
 * of what is kept, which are fed to their tables then (changes_feed()).
 *
 * A table of lines begins with its key: a subject (an item, an account), when
 * in the order of its ledger (a second, a month), entry and line.
 */
struct flow_pass;

/* What differs: the functions and statements of a flow ledger. */
struct flow_ledger {
	/*
	 * Rows `entry, line, <cols>`: all, in any order; of an entry $1, in
	 * that of its lines; last line first.
	 */
	const char *lines, *lines_entry, *lines_back;

	/* From `feed`: where no line is rare, where one is; FLOW_SPANS(). */
	const char *feed, *feed_rare, *feed_spans;
	const char *table; /* where db_load() may fill it: its name; or NULL */

	/* Each gives what is kept and wrong, in words; ends with NULL. */
	const char *const *wrong;

	/*
	 * The columns behind subject, when, entry and line of the line at hand,
	 * which is as flow_add() took it; it lies there until the next one.
	 */
	int (*next)(struct flow_pass *, const char *packed,
	    struct db_value *row);
};

/* What the tables of all flow ledgers say. */
#define FLOW_LEDGER(columns, own)                                       \
	.sort = LEDGER_FLOW, .cols = columns,                           \
	.n = sizeof columns / sizeof *columns, .flow = &own,            \
	.verify = flow_verify

int flow_verify(struct ops *, const struct ledger *,
    int (*report)(void *, const char *), void *);

/* A span is from where to where an entry has lines of a subject. */
#define FLOW_SPANS(spans, subject, first, last)                              \
	"INSERT INTO " spans " (entry, " subject ", " first ", " last ") "   \
	"SELECT c1, c0, c2, c3 FROM feed WHERE 1 = 1 "                       \
	"ON CONFLICT (entry, " subject ") DO UPDATE SET "                    \
	first " = CASE WHEN excluded." first " < " spans "." first           \
	" THEN excluded." first " ELSE " spans "." first " END, "            \
	last " = CASE WHEN excluded." last " > " spans "." last              \
	" THEN excluded." last " ELSE " spans "." last " END"
#define FLOW_SPANS_WRONG(spans, subject, first, last, table, when)           \
	"SELECT 'the span of entry ' || entry || ', " subject " ' || "       \
	subject " || ' is not that of its lines' FROM ("                     \
	"SELECT entry, " subject " FROM " table " GROUP BY entry, " subject  \
	" EXCEPT SELECT s.entry, s." subject " FROM " spans " s WHERE "      \
	"EXISTS (SELECT 1 FROM " table " l WHERE l." subject " = s." subject \
	" AND l." when " = s." first " AND l.entry = s.entry) AND "          \
	"EXISTS (SELECT 1 FROM " table " l WHERE l." subject " = s." subject \
	" AND l." when " = s." last " AND l.entry = s.entry)) x"

/*
 * A record is what is fixed, then its texts, each behind its length.  NULL
 * and the empty text are the same.
 */
enum { FLOW_TEXTS = 8, FLOW_NO_TEXT = sizeof(uint32_t) };

/* The text at *at, which goes behind it: as a value; with its NUL, or NULL. */
static inline struct db_value
flow_value(const char **at)
{
	const char *text = *at + sizeof(uint32_t);
	uint32_t n;

	memcpy(&n, *at, sizeof n);
	*at = text + n + (n > 0);
	return n > 0 ? (struct db_value){ DB_TEXT, n, text } :
		       (struct db_value){ DB_NULL, 0, NULL };
}

static inline const char *
flow_text(const char **at)
{
	return flow_value(at).p;
}

/*
 * Posts a line: `size` bytes that begin with a struct posted, and its texts.
 * What they point to lives as long as the command, and stays as it is.
 */
int flow_post(struct ops *, struct entry *, const struct ledger *,
    const void *line, size_t size, const char *const *text, size_t texts);

/* Begins what is stored of a line. */
struct flow_head {
	int64_t line, at; /* its number, when it is effective */
};

/* The lines of an entry that are not stored yet. */
struct flow_lines {
	struct sorter *sorter; /* NULL: none */
	int rare;	       /* a line has what most lines lack */
};

/* Makes ready for a line; the worker needs no more than that. */
int flow_open(struct ops *, struct flow_lines *);

/*
 * Adds `size` bytes that begin with a struct flow_head, and n bytes of texts
 * as they came with the line.
 */
int flow_add(struct ops *, struct sorter *, int64_t subject, int64_t when,
    const void *packed, size_t size, const char *texts, size_t n);

/*
 * Changes of kept rows: int64_t, as many in each, which come back ordered by
 * the first two.
 */
enum { CHANGE_COLUMNS = 12 };
struct changes {
	struct ops *ops;
	struct sorter *sorter; /* NULL: not open */
	size_t columns;
	int sorted;
};

int changes_open(struct ops *, struct changes *, size_t memory,
    size_t columns);
int changes_add(struct changes *, const void *row);

/* Feeds all of them to a statement; it may be done again with another one. */
int changes_feed(struct changes *, const char *sql);

/* The next one, after changes_feed() from the first on: 1, 0, or negative. */
int changes_next(struct changes *, void *row);
void changes_close(struct changes *);

/* One pass over the lines of an entry, in the order of their table. */
struct flow_pass {
	struct ops *ops;
	struct entry *entry;
	const struct ledger *ledger;
	void *own;	       /* the ledger's */
	struct arena *mem;     /* as long as the pass */
	struct sorter *sorter; /* the lines */
	int rare;
	int64_t subject, when; /* of the line at hand; NONE */
	int64_t first;	       /* when the lines of its subject begin */
	int64_t latest;	       /* at which any of them is effective */
	struct changes spans;
};

/* Takes what was added, in order; flow_end() ends it, whatever happens. */
int flow_begin(struct flow_pass *, struct ops *, struct entry *,
    const struct ledger *, struct flow_lines *, void *own);

/* Stores it, and the spans of the entry; says when it is effective. */
int flow_store(struct flow_pass *);
void flow_end(struct flow_pass *);

#endif
