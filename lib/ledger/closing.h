/* Closed periods: up to which day nothing is posted any more. */
#ifndef LEDGER_CLOSING_H
#define LEDGER_CLOSING_H

#include "ledger/record.h"

/*
 * Closes the book through a day.  OPS_DATA where that is after today, or
 * the book is closed further already; where it is closed through that very
 * day, nothing is posted, and a note says so.
 */
int closing_post(struct ops *, struct entry *, int64_t day);

/*
 * Through which day the book was closed after an entry (NONE: the last);
 * NONE where it was not.
 */
int closing_through(struct ops *, int64_t entry, int64_t *day);

/* Opens it again from a day on; OPS_DATA where that is not closed. */
int closing_reopen(struct ops *, struct entry *, int64_t day);

#endif
