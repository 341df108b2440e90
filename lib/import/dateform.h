/* Dates of foreign files: read by a pattern such as DD.MM.YYYY. */
#ifndef IMPORT_DATEFORM_H
#define IMPORT_DATEFORM_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * A pattern is made of
 *	YYYY	the year, four digits
 *	YY	two digits: 69 to 99 are 1969 to 1999, others 20.. (POSIX %y)
 *	MM DD hh mm ss	two digits
 *	M D h	one or two digits
 *	AM	AM or PM, any case: then hh and h are 1 to 12
 * and other characters, which stand for themselves; letters other than these
 * and T are refused, so that a misspelt part is found.
 */
struct dateform;

/* NULL and *out, in the arena; else what was expected, a noun phrase. */
const char *dateform_compile(struct arena *, const char *pattern,
    const struct dateform **out);

/* The pattern as it was written. */
const char *dateform_text(const struct dateform *);

/*
 * Reads all of `text` and adds it to `out` as 2026-11-21, or, where the
 * pattern has hours, as 2026-11-21T14:05:09: 1, or 0 (and nothing added)
 * where it has another form or there is no such day or time.
 */
int dateform_read(const struct dateform *, const char *text, struct str *out);

#endif
