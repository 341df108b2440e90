/* Merges sorted runs ahead, in a second thread. */
#ifndef IO_MERGEAHEAD_H
#define IO_MERGEAHEAD_H

#include "io/merge.h"

/*
 * The merge, which was rewound, belongs to the thread until
 * mergeahead_free().  NULL where no thread can be had: merge on without.
 */
struct mergeahead;
struct mergeahead *mergeahead_new(struct merge *);
void mergeahead_free(struct mergeahead *); /* NULL is fine */

/* As merge_next(). */
int mergeahead_next(struct mergeahead *, const char **bytes, size_t *n,
    uint64_t key[2]);

#endif
