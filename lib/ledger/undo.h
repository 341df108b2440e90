/* Undoing: an entry that posts the reverse of another, or of one line. */
#ifndef LEDGER_UNDO_H
#define LEDGER_UNDO_H

#include "ledger/entry.h"

/*
 * Posts, in this entry, the reverse of the lines of another (or of its one
 * line), the last line first, each at the time it was effective; what is in
 * a closed period goes to `date` (NONE: OPS_DENIED).  An entry is undone as
 * a whole or line by line, and once: undoing the last undoing posts it
 * again (OPS_DATA, with the entry to undo instead).  Records that an entry
 * of moves registered on its way stay, since its moves name them.
 * `*posted` is the ledger of the first line posted.
 */
int undo_post(struct ops *, struct entry *, int64_t number, int64_t line,
    int64_t date, const struct ledger **posted);

#endif
