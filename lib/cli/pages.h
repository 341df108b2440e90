/* Manual pages that the program has in it, as plain text. */
#ifndef CLI_PAGES_H
#define CLI_PAGES_H

#include "io/out.h"

/* What a word of `ops help` shows: a page, or one section of it. */
struct page_topic {
	const char *name, *brief;
	const char *page;    /* "ops-config" */
	const char *file;    /* "ops-config.5" */
	const char *section; /* NULL: the whole page */
};

extern const struct page_topic page_topics[]; /* ends with name NULL */
const struct page_topic *page_find(const char *name);

/* Prints it, in lines of 80 columns. */
void page_print(struct out *, const struct page_topic *);

#endif
