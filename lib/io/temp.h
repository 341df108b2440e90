/* Files without a name, for what is too much for memory. */
#ifndef IO_TEMP_H
#define IO_TEMP_H

#include "base/ops.h"

/* Where they are made: $TMPDIR, or /tmp. */
const char *temp_folder(void);

/*
 * A new file that is open to read and write, and is gone when it is closed;
 * OPS_CANTCREAT.  `what` (NULL: nothing to name) says in the message what it
 * was for.
 */
int temp_open(struct ops *, const char *what);

/*
 * What stands in the file from *from up to `to` is read no more: its room is
 * given back, in whole blocks, where the system can do that.  *from moves on.
 */
void temp_give_back(int fd, int64_t *from, int64_t to);

#endif
