/* Another program run to its end: what it says, how it ends, not for ever. */
#ifndef IO_CHILD_H
#define IO_CHILD_H

#include "base/ops.h"
#include "base/str.h"

enum { CHILD_SAID = 16 * 1024, CHILD_TOO_LONG = -1 };

/*
 * Runs the file without a shell: standard input is /dev/null, standard
 * output our standard error, and the first CHILD_SAID bytes of its standard
 * error are added to `said`.  It is the head of a process group, which is
 * killed after so many seconds.  *status is its exit status, 128 and the
 * signal that ended it, or CHILD_TOO_LONG.  OPS_CONFIG where it cannot be
 * started, with the reason alone.
 */
int child_run(struct ops *, const char *path, char *const argv[],
    char *const env[], int64_t seconds, struct str *said, int *status);

#endif
