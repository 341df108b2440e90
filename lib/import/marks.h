/* Which rows an import has posted: their marks, in the book and on the way. */
#ifndef IMPORT_MARKS_H
#define IMPORT_MARKS_H

#include "db/db.h"
#include "ledger/digest.h"

/* 128 bits of a digest as hex digits. */
enum { MARK_TEXT = 33 };

struct mark {
	int64_t entry;
	int64_t line, last; /* of the entry: what the row became */
	char content[MARK_TEXT];
};

/*
 * The marks of one run of a mapping.  Those of the book are looked up one by
 * one; of the rows of this run 16 bytes each are kept in memory (a table at
 * most two thirds full: 24 to 48 bytes a row), and their new marks in a
 * sorter, which goes to a file.
 */
struct marks;

/*
 * Begins, with what the last import of the mapping that stands has posted:
 * *latest is its latest row's effective time, NONE where there is none.
 * Ended by marks_close().
 */
int marks_open(struct ops *, const char *mapping, struct marks **,
    int64_t *latest);

/*
 * How many rows with this identity the run has met, this one not counted;
 * the line of the first.
 */
uint32_t marks_met(struct marks *, const char identity[MARK_TEXT], int64_t line,
    int64_t *first);

int marks_has_met(const struct marks *, const char identity[MARK_TEXT]);

/* The mark that stands for an identity: 1 and *out, 0, or an ops_err. */
int marks_find(struct marks *, const char identity[MARK_TEXT],
    struct mark *out);

/* Notes what a row of this run became; `entry` is not looked at. */
int marks_note(struct marks *, const char identity[MARK_TEXT],
    const struct mark *);

/* Writes the notes as those of an entry; `latest` of its rows or NONE. */
int marks_keep(struct marks *, int64_t entry, const char *source,
    int64_t latest);

void marks_close(struct marks *); /* NULL is fine */

/* The first half of what digest_end() gives. */
void mark_end(struct digest *, char text[MARK_TEXT]);

#endif
