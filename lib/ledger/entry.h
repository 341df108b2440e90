/* The journal: entries, each an atomic write, chained by their digests. */
#ifndef LEDGER_ENTRY_H
#define LEDGER_ENTRY_H

#include "ledger/digest.h"
#include "ledger/ledger.h"

/* What stands in an entry's header; texts may be NULL where marked. */
struct entry_head {
	int64_t number;
	int64_t recorded; /* seconds UTC, never before the entry before */
	const char *actor, *login, *host;
	const char *command;	/* "stock move" */
	const char *message;	/* NULL */
	const char *key;	/* NULL */
	const char *request;	/* digest of what was asked, or NULL */
	int64_t undoes;		/* NONE */
	int64_t undoes_line;	/* NONE: the whole entry */
	const char *rules;	/* digest of the rules in force; NULL */
	int64_t lines;
	const char *digest;
	int64_t effective;	/* the latest of its lines, NONE */
};

struct entry {
	struct entry_head head;
	struct arena *own;	    /* freed by entry_drop() */
	char previous[DIGEST_TEXT]; /* of the entry before, "" for the first */
	struct digest body;	    /* over the lines so far: the worker's */
	struct digest front;	    /* what goes into it next */
	struct worker *worker;	    /* digests and sorts long entries */
	int64_t lines;
	int64_t effective;	    /* the latest of the lines, NONE */
	int64_t closed;		    /* last second of the closed time, NONE */
	int restoring;		    /* a copy of history: no rule is checked */
	int immediate;		    /* each record is checked as it comes */
	int ending;		    /* its last line is posted */
	int snapshot;		    /* a whole list: what differs is posted */
	int corrects;		    /* its moves stand instead of others */
	int64_t unchanged; /* records that were posted as they were: no line */
	const char *negative;	    /* stock.negative of this entry, NULL */
	const char *source;	    /* file the records come from, NULL */
	int holding;		    /* records are held back: held.h */
	struct held *held;	    /* in ops->mem, NULL */
	int64_t record_id;	    /* of the record posted last */
	void *state[8];		    /* entry_state() */
};

/* By so many seconds one clock may be behind another, and nobody says so. */
enum { CLOCK_SLACK = 60 };

/*
 * Begins the one entry of this command, inside the write transaction:
 * numbers it, takes the chain's head and the closed time.  `head` gives who
 * and what; number, recorded, rules, lines and digest are filled in (or,
 * when restoring, checked).  Where the clock stands before the entry before,
 * it is recorded at that one's time, and a note says so.  Ended by
 * entry_end(); what is not committed never was; then, or whenever it fails,
 * entry_drop() frees it.
 */
int entry_begin(struct ops *, const struct entry_head *, int restoring,
    struct entry **);

/*
 * What somebody keeps of this entry, under a number of its own: zeroed at
 * first; `drop` (may be NULL) is called before it is freed.
 */
void *entry_state(struct entry *, int number, size_t size,
    void (*drop)(void *));

/*
 * Posts one line: digests it and hands it to its ledger.  `native` is as in
 * record_store().
 */
int entry_post(struct ops *, struct entry *, const struct ledger *,
    const struct db_value *cols, const struct db_value *native);

/*
 * The same of a line as bytes, which begin with a struct posted (filled in
 * here): its ledger's take() digests and stores it, when the worker comes to
 * it.
 */
int entry_post_beside(struct ops *, struct entry *, const struct ledger *,
    void *bytes, size_t n);

/*
 * Lets every ledger finish, then writes the header and the digest
 *	H(digest of the entry before, header, H(lines))
 * where the header is: format 1, number, recorded, actor, login, host,
 * command, message, key, undoes, undoes_line, rules, line count; and a line
 * its ledger's name, then its columns in order.  digest.h says how values
 * become bytes.
 */
int entry_end(struct ops *, struct entry *);

/* Frees an entry, ended or not; NULL is fine. */
void entry_drop(struct entry *);

/* Lets the ledgers check and keep what was posted so far (--keep-going). */
int entry_settle(struct ops *, struct entry *);

/*
 * 0 if a fact may be effective then; OPS_DATA (after today), OPS_DENIED.  The
 * second names the field that says it, where that is not `date`.
 */
int entry_check_date(struct ops *, const struct entry *, int64_t at);
int entry_check_field(struct ops *, const struct entry *, int64_t at,
    const char *field, const char *option);

/*
 * When the reverse of what happened `at` is effective: then, too; or, where
 * that is closed by now, at the reversal's date.
 */
int64_t entry_reversed_at(const struct entry *, const struct reversal *,
    int64_t at);

/* Remembers the last effective second of a ledger. */
int entry_effective(struct ops *, struct entry *, const struct ledger *,
    int64_t at);

/* Reads one header; OPS_DATA where there is no such entry. */
int entry_read(struct ops *, int64_t number, struct entry_head *);
int entry_row(struct ops *, struct db_query *, struct entry_head *);
extern const char sql_entry_all[];

/* The columns entry_row() takes, the first of a SELECT. */
#define ENTRY_COLUMNS                                                   \
	"entry, recorded, actor, login, host, command, message, key, "  \
	"request, undoes, undoes_line, rules, lines, digest, effective"

/*
 * A value parser: "1042", or "1042.3" for its third line (else *line is
 * NONE).
 */
const char *entry_words(const char *, int64_t *number, int64_t *line);

/* The last entry, and the last one recorded up to a second; 0: none. */
int entry_last(struct ops *, int64_t *number);
int entry_last_by(struct ops *, int64_t recorded, int64_t *number);

/* The first entry that undid this one or a line of it, or NONE. */
int entry_undone_by(struct ops *, int64_t number, int64_t *by);

/*
 * What became of an entry (line NONE) or of one of its lines by itself: who
 * undid it first, and the last of the chain (who undid whom ...), both NONE
 * where nobody did.  It stands where the chain's length is even.
 */
struct undoing {
	int64_t first, last;
	int stands;
};
int entry_undoing(struct ops *, int64_t number, int64_t line,
    struct undoing *);

/* Does its effect stand: not undone, or the undoing undone? */
int entry_stands(struct ops *, int64_t number, int *stands);

/* The same for a line, which may be undone by itself or with its entry. */
int entry_line_stands(struct ops *, int64_t number, int64_t line,
    int *stands);

/* As it was known after an entry (NONE: now). */
int entry_line_stood(struct ops *, int64_t number, int64_t line, int64_t known,
    int *stands);

/* The entry that holds a key and stands, or NONE. */
int entry_by_key(struct ops *, const char *key, int64_t *number);

/* Adds a line to the digest of an entry's lines. */
void entry_digest_line(struct digest *, const struct ledger *,
    const struct db_value *cols);

/* The digest a header and its lines' digest give. */
void entry_digest(const char *previous, const struct entry_head *,
    const char *body, char text[DIGEST_TEXT]);

/*
 * All lines of one entry (or, NONE, of the book) in order, whatever ledger
 * they are in; walk_back() gives those of one entry, the last first.
 */
struct walk;
int walk_open(struct ops *, int64_t entry, struct walk **);
int walk_back(struct ops *, int64_t entry, struct walk **);
struct walk_line {
	const struct ledger *ledger;
	int64_t entry, line;
	struct db_value cols[LEDGER_COLUMNS];
};
int walk_next(struct walk *, struct walk_line *); /* 1, 0, negative */
void walk_close(struct walk *);

#endif
