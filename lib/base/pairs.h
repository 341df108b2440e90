/* Numbers pairs of numbers 0, 1, 2 ... in the order in which they come. */
#ifndef BASE_PAIRS_H
#define BASE_PAIRS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * Zero it and set .mem to begin.  pairs_reset() forgets all pairs at the
 * cost of those that were there, so that a fold over millions of small
 * groups allocates nothing.
 */
struct pairs {
	struct arena *mem;
	uint64_t *key; /* of pair i: a in the upper half, b in the lower */
	size_t n, cap;
	uint32_t *slot; /* i + 1, 0 is free */
	size_t slots;
};

/* The number of (a, b); it is new where that is the n of before. */
size_t pairs_number(struct pairs *, uint32_t a, uint32_t b);
void pairs_reset(struct pairs *);

static inline uint32_t
pairs_a(const struct pairs *p, size_t i)
{
	return (uint32_t)(p->key[i] >> 32);
}

static inline uint32_t
pairs_b(const struct pairs *p, size_t i)
{
	return (uint32_t)p->key[i];
}

#endif
