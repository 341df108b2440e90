/* JSON texts, for the writers and for those that print documents. */
#ifndef IO_JSONOUT_H
#define IO_JSONOUT_H

#include "io/out.h"
#include "io/relation.h"

/*
 * A JSON string of these bytes: control characters escaped, bytes that are
 * not UTF-8 become U+FFFD.
 */
void json_text(struct out *, const char *s, size_t n);

/*
 * A cell: texts, codes, dates and times are strings; numbers are numbers
 * with the digits of the canonical text; booleans; null.
 */
void json_cell(struct out *, const struct style *, enum type,
    const struct cell *);

#endif
