/* Places taken together, by site or all of them: what analyses look at. */
#ifndef STOCK_AREA_H
#define STOCK_AREA_H

#include "stock/masters.h"

/* Places of ours in no site (on the way, say) are an area, too. */
struct area {
	const struct location *site; /* NULL: of none, or of several */
	int wanted;
};

struct areas {
	struct area *v;
	size_t n;
	uint32_t *of; /* by a place's id: its area's number + 1; 0: not ours */
};

/*
 * All places of ours in areas, in ops->keep: those that are wanted (the n
 * places with all below them, or all) and the others; each of both site by
 * site, or together.
 */
int areas_read(struct ops *, const struct location *const *place, size_t n,
    int by_site, struct areas *);

/* The area of a place of ours. */
static inline uint32_t
area_of(const struct areas *a, const struct location *l)
{
	return a->of[l->id] - 1;
}

#endif
