/* HTML texts, for the writer and for those that print documents. */
#ifndef IO_HTMLOUT_H
#define IO_HTMLOUT_H

#include "io/out.h"

/*
 * The bytes as text between tags or inside quotes: & < > " ' escaped, line
 * ends as <br>, all that text_safe() does not send shown escaped.
 */
void html_text(struct out *, const char *s, size_t n);

/* A page around fragments: UTF-8, no script, nothing from elsewhere. */
void html_page_begin(struct out *, const char *title);
void html_page_end(struct out *);

#endif
