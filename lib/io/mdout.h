/* Markdown texts, for those that print documents. */
#ifndef IO_MDOUT_H
#define IO_MDOUT_H

#include "io/out.h"

/*
 * The bytes as text of one line: what Markdown would read as a mark has a
 * backslash, line ends are <br>, all that text_safe() does not send is shown
 * escaped.
 */
void md_put(struct out *, const char *s, size_t n);

#endif
