/* Reads sorted runs of one file as one sorted sequence. */
#ifndef IO_MERGE_H
#define IO_MERGE_H

#include <stddef.h>
#include <stdint.h>

struct merge;

/*
 * Of the n runs that lie one behind the other in the file, run i ending at
 * end[i]; the first begins at 0.  The runs share about `memory` bytes of
 * buffers, each having 4 to 128 KiB.  merge_rewind() must come first;
 * `once`: it comes no second time, and the file gives back what was read.
 */
struct merge *merge_new(int fd, const int64_t *end, size_t n, size_t memory,
    int once);
void merge_free(struct merge *); /* NULL is fine */

/* To the first record: 0, or -1 and errno. */
int merge_rewind(struct merge *);

/*
 * The next record, of equal keys that of the earlier run: 1; 0 behind the
 * last; -1 and errno (EIO where the file is too short).  *bytes is valid
 * until the next call.
 */
int merge_next(struct merge *, const char **bytes, size_t *n, uint64_t key[2]);

#endif
