/* Checking the book: is everything what the journal says? */
#ifndef LEDGER_FSCK_H
#define LEDGER_FSCK_H

#include "ledger/entry.h"

/* What is wrong; entry is NONE where it is no entry's. */
struct finding {
	const char *kind; /* store journal undo rules import personal kept */
	int64_t entry;
	const char *problem;
};

struct fsck {
	struct ops *ops;
	int (*found)(void *, const struct finding *);
	void *data;
	int64_t problems; /* how many were found */
};

/*
 * Reads the whole book and tells found() of all that is not as it must be:
 * the engine's own check; the journal's chain of digests, recomputed from
 * the lines; undoings; the recorded rules; the marks of imported rows;
 * personal texts and their digests; each ledger's kept rows, replayed.
 * Constant memory.
 */
int fsck_book(struct fsck *);

/* For its parts: one finding; gives what found() gave. */
int fsck_found(struct fsck *, const char *kind, int64_t entry,
    const char *fmt, ...) PRINTF(4, 5);

/* The journal's part. */
int fsck_journal(struct fsck *);

#endif
