/* Chance that repeats: the same seed throws the same numbers everywhere. */
#ifndef SAMPLE_DICE_H
#define SAMPLE_DICE_H

#include <stdint.h>

struct dice {
	uint64_t state; /* the seed, before the first throw */
};

/* 0 to sides - 1; sides is at least 1. */
int64_t dice_throw(struct dice *, int64_t sides);

/* From least to most, both in. */
int64_t dice_between(struct dice *, int64_t least, int64_t most);

#endif
