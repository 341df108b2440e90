/* The book as a folder of CSVs that any program reads, and back. */
#ifndef LEDGER_COPY_H
#define LEDGER_COPY_H

#include "ledger/book.h"
#include "ledger/entry.h"

/* What a copy holds. */
struct copied {
	int64_t entries, lines;
	const char *digest; /* of the last entry, "" where there is none */
};

/*
 * Writes the whole book into a new folder, whole or not at all: ops.yaml and
 * the files it includes as they are; fixed.csv, rules.csv, private.csv,
 * import-mark.csv, import-run.csv, entry.csv; a CSV for each ledger, named
 * after it (stock-move.csv), whose rows are `entry,line` and its columns; and
 * b2sums.txt, which `b2sum -l 256 -c b2sums.txt` checks.  Nobody else may read
 * it.  OPS_CANTCREAT where the folder is there and not empty.
 */
int book_export(struct ops *, const char *folder, struct copied *);

/*
 * Makes a new book from such a folder: posts entry after entry, so that each
 * digest is reckoned again.  OPS_DATA with file and line where the copy is
 * not what was exported.  The making is not ended: book_keep_rules() or
 * book_discard() follows.
 */
int book_restore(struct ops *, const char *from, const char *folder, int shared,
    struct copied *);

/*
 * The same from one file that `ops backup` made, or from another book's
 * store.  Its rules are those recorded last, else ops.yaml beside it.
 */
int book_restore_file(struct ops *, const char *from, const char *folder,
    int shared, struct copied *);

/* Ends the making: the files of rules, then the commit, then ops.yaml. */
int book_keep_rules(struct ops *);

/* How many entries and lines the open store has. */
int book_count(struct ops *, struct copied *);

/* For the two halves: the tables that are no ledger, each a CSV. */
struct copy_table {
	const char *file;
	const struct column *cols;
	size_t n;
	const char *select, *insert; /* insert is NULL: not as it stands */
};
extern const struct copy_table copy_fixed, copy_rules, copy_private, copy_marks,
    copy_runs, copy_entries;

extern const struct column copy_place[2]; /* entry, line */
extern const char copy_sums[];		  /* "b2sums.txt" */

/* "stock move" as "stock-move.csv", in ops->mem. */
char *copy_file_name(struct ops *, const struct ledger *);

/* BLAKE2b-256 of a file, as 64 hex digits. */
int copy_sum(struct ops *, const char *path, char text[DIGEST_TEXT]);

#endif
