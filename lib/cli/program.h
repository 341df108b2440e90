/* Programs called ops-<name> on the PATH: `ops <name>` runs them. */
#ifndef CLI_PROGRAM_H
#define CLI_PROGRAM_H

#include "base/ops.h"

/*
 * The path of ops-<name> in the first absolute folder of $PATH that has it
 * as a file one may run, in ops->keep; NULL where there is none.  Names are
 * letters, digits, '-', '_' and '.'.
 */
const char *program_find(struct ops *, const char *name);

/*
 * Calls each() for every name that program_find() finds and that is no
 * first word of a command, in the order of the names.
 */
void program_each(struct ops *,
    void (*each)(void *, const char *name, const char *path), void *);

#endif
