/* The lines of one ledger, as they are read back. */
#ifndef LEDGER_READBACK_H
#define LEDGER_READBACK_H

#include "ledger/entry.h"

/*
 * Of one entry, the last one first where `back`; or of all (NONE), in the
 * order of (entry, line).  *out is freed by readback_close(), whatever came.
 */
struct readback;
int readback_open(struct ops *, const struct ledger *, int64_t entry, int back,
    struct readback **out);

/* The next line, good until the one after it: 1; 0; or an ops_err. */
int readback_next(struct readback *, struct walk_line *);

void readback_close(struct readback *); /* NULL is fine */

#endif
