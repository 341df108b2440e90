/* Records in one buffer, and their order: a run of the external sort. */
#ifndef IO_RUN_H
#define IO_RUN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * A record is its key (two numbers, 16 bytes), its length (4) and its bytes,
 * unaligned, in the buffer of a run and in a file of runs alike.
 */
enum { RECORD_HEAD = 20 };

static inline uint64_t
record_key(const char *record, int i)
{
	uint64_t key;

	memcpy(&key, record + 8 * i, sizeof key);
	return key;
}

static inline uint32_t
record_size(const char *record)
{
	uint32_t n;

	memcpy(&n, record + 16, sizeof n);
	return n;
}

/* Where a record lies in its run, and the part of its key that is sorted. */
struct slot {
	uint64_t key;
	uint32_t at;
};

/* Zero it to begin; end with run_free(). */
struct run {
	char *p; /* the records as they came */
	size_t len, cap, n;
	uint64_t low[2], high[2], last[2]; /* of the keys */
	int in_order;			   /* as they came */
	struct slot *slot[2];		   /* the order, and room to sort */
	size_t slots;
};

/* The memory that the run would take, sorted, with one more record. */
size_t run_cost(const struct run *, size_t n);

/*
 * Copies a record of n bytes; the buffer grows, and not above `most` unless
 * one record needs it.  A record must begin below 4 GiB.
 */
void run_add(struct run *, const uint64_t key[2], const void *, uint32_t n,
    size_t most);

/* Puts the records in the order of their keys, equal ones as they came. */
void run_sort(struct run *);

/*
 * The records one by one after run_sort(), NULL behind the last; *at is 0 to
 * begin with.
 */
const char *run_next(const struct run *, size_t *at);

/* Forgets the records, keeps the memory; or gives it back. */
void run_reset(struct run *);
void run_free(struct run *);

#endif
