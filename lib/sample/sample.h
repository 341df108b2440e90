/* The sample: a small maker of bicycles, and a year of its days. */
#ifndef SAMPLE_SAMPLE_H
#define SAMPLE_SAMPLE_H

#include "base/ops.h"

extern const char sample_name[];  /* of the company */
extern const char sample_rules[]; /* its ops.yaml, with comments */

/*
 * Posts a year of entries into a book just created by book_create(), the
 * first with the locations of every new book.  The year ends on the day
 * before ops->now in the book's zone; the same clock and zone give the same
 * entries, digests included.  Entries are recorded on their days, by people
 * of the sample.  ops->now is as it was afterwards.  Errors as the posting
 * functions.
 */
int sample_post(struct ops *);

#endif
