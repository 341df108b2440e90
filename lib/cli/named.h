/* Settings that have words of the tables in their names. */
#ifndef CLI_NAMED_H
#define CLI_NAMED_H

#include "base/ops.h"

/*
 * Are defaults.<verb>.<field> of a verb that there is, and of a field of it,
 * and numbering.<noun> of a noun that the book gives codes to?  OPS_CONFIG,
 * located, with what may have been meant: such a setting would do nothing.
 */
int named_check(struct ops *);

/* The same of one name that is to be set. */
int named_check_one(struct ops *, const char *name);

#endif
