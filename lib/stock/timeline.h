/* A number over time, in memory: changed anywhere, asked when it is below 0. */
#ifndef STOCK_TIMELINE_H
#define STOCK_TIMELINE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/vec.h"

/*
 * The number is 0 at first and changes at points.  Points are in blocks of
 * at most 512, in order, each block with its sum and the lowest number it
 * comes to: a change costs one block, a question one step for each block.
 * Zero it to begin.  The caller sees to it that no sum overflows.
 */
struct timeline_block;
struct timeline {
	VEC(struct timeline_block *) blocks;
};

/* The number is larger by qty from `at` on; 1 where that is a new point. */
int timeline_add(struct arena *, struct timeline *, int64_t at, int64_t qty);

/*
 * The first point in [from, until) at which the number is below 0: 1, with
 * that time and the number; or 0.
 */
int timeline_below(const struct timeline *, int64_t from, int64_t until,
    int64_t *at, int64_t *number);

#endif
