/* Guards: a quote before a text that a spreadsheet would take for a formula. */
#ifndef IO_GUARD_H
#define IO_GUARD_H

#include <stddef.h>

/*
 * Does the text begin with = + - @, a tab or CR, and is no number; or with
 * quotes (') and then so?  Then --for-spreadsheet puts a quote before it.
 */
int guard_needed(const char *text, size_t n);

/* Has it a quote that guard_needed() may have put there?  It is the first. */
int guard_there(const char *text, size_t n);

#endif
