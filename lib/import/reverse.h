/* The lines of rows that have changed since they were imported: reversed. */
#ifndef IMPORT_REVERSE_H
#define IMPORT_REVERSE_H

#include "base/vec.h"
#include "import/marks.h"
#include "ledger/entry.h"

struct reversals {
	VEC(struct mark) marks;
};

int reversals_add(struct ops *, struct reversals *, const struct mark *);

/*
 * Posts the reverse of all their lines in flow ledgers (moves) at their
 * effective times; records stay as they are.
 */
int reversals_post(struct ops *, struct entry *, struct reversals *);

#endif
