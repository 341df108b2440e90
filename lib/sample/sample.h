/* The sample: a small maker of bicycles, and a year of its days. */
#ifndef SAMPLE_SAMPLE_H
#define SAMPLE_SAMPLE_H

#include "base/ops.h"

extern const char sample_name[]; /* of the company */

/* Its ops.yaml, with comments. */
const char *sample_rules(struct arena *);

/*
 * Posts a year of entries into a book just created by book_create(), the
 * first with the locations of every new book.  The year ends on the day
 * before ops->now in the book's zone; the same clock and zone give the same
 * entries, digests included.  Entries are recorded on their days, by people
 * of the sample, by its rules.  ops->now and ops->conf are as they were
 * afterwards.  Errors as the posting
 * functions.
 */
int sample_post(struct ops *);

#endif
