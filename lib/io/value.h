/* Values as text: the canonical one of files and pipes, and people's. */
#ifndef IO_VALUE_H
#define IO_VALUE_H

#include <stddef.h>

#include "base/str.h"
#include "io/relation.h"

enum { VALUE_MAX = 64 }; /* no number, date or time takes more bytes */

/*
 * A value that is not a text, canonically, into at least VALUE_MAX bytes;
 * gives the bytes written (no NUL), 0 for a missing one.  Dates 2026-11-21,
 * times 2026-11-21T14:05:00Z, quantities and ratios without trailing zeros,
 * money with the book's decimals, prices with 2 to 6, yes and no.
 */
size_t value_put(char *out, const struct style *, enum type, int64_t value);

/*
 * The same for people: times in the book's zone to the minute (2026-11-21
 * 14:05; seconds where there are any), thousands of quantities, money and
 * prices grouped (12,345.50).  Plain numbers (TYPE_INT) are not grouped:
 * they may be an entry's number or a year.
 */
size_t value_put_human(char *out, const struct style *, enum type, int64_t);

/* A count with its thousands grouped: 3,912. */
size_t count_put(char *out, int64_t n);

/* Adds a cell of any type; texts as they are.  Gives the bytes added. */
size_t cell_print(struct str *, const struct style *, enum type,
    const struct cell *, int human);

/* Whether values of the type stand at the right of their column. */
int type_is_number(enum type);

#endif
