/* Puts any number of records in order, in memory or through a file. */
#ifndef IO_SORTER_H
#define IO_SORTER_H

#include <stddef.h>
#include <stdint.h>

#include "base/ops.h"

/*
 * Records of any length, each with a key of two numbers, come back ordered
 * by (key[0], key[1]); records of equal keys keep the order in which they
 * were added.  A signed number v enters as (uint64_t)v ^ 1ULL << 63.
 *
 * What fits `memory` stays there, and then there is no file: a few records
 * cost a microsecond.  Else all goes in sorted runs to one unlinked file in
 * $TMPDIR (/tmp), and is merged while it is read: a stable external merge
 * sort (Knuth, TAOCP 3, 5.4).  The merge runs ahead in a second thread; one
 * that sorts and writes the runs was tried, and gained nothing.
 */
struct sorter;

enum { SORTER_MEMORY = 16 << 20, SORTER_MEMORY_MIN = 64 << 10 };

/*
 * A sorter of `memory` bytes (0: SORTER_MEMORY; kept between
 * SORTER_MEMORY_MIN and 1 GiB) for the records and their order, and later
 * for the merge (which takes 4 KiB a run at least).  A record larger than
 * that costs its own size.  Memory is taken as it is needed; the caller
 * gives it back with sorter_close().
 */
int sorter_open(struct ops *, size_t memory, struct sorter **);

/*
 * Copies one record.  OPS_DATA: longer than UINT32_MAX; OPS_CANTCREAT: no
 * temporary file; OPS_IO: it could not be written (disk full).
 */
int sorter_add(struct ops *, struct sorter *, const uint64_t key[2],
    const void *, size_t);

/* Before sorter_sort(): it will be read more than once. */
void sorter_keep(struct sorter *);

/* Ends the adding; the first record is next.  Errors as sorter_add(). */
int sorter_sort(struct ops *, struct sorter *);

/*
 * The next record: 1; 0 at the end; or OPS_IO.  *bytes lies anywhere (not
 * aligned) and is valid until the next call on this sorter; `key` may be
 * NULL.
 */
int sorter_next(struct ops *, struct sorter *, const void **bytes, size_t *n,
    uint64_t key[2]);

/*
 * Back to the first record, as often as wanted, after sorter_sort(); of what
 * is in a file only after sorter_keep(), else the file gives back what was
 * read.
 */
int sorter_rewind(struct ops *, struct sorter *);

/* How many records were added; whether none of them went to a file. */
size_t sorter_count(const struct sorter *);
int sorter_in_memory(const struct sorter *);

/* Frees all, closes the file; NULL is fine. */
void sorter_close(struct sorter *);

#endif
