/* A number over time, in memory: changed anywhere, asked when it is below 0. */
#include <string.h>

#include "stock/timeline.h"

enum { FULL = 512 };

struct point {
	int64_t at, qty;
};

struct timeline_block {
	int64_t sum, low; /* of its changes; the lowest sum on the way */
	VEC(struct point) points;
};

static void
reckon(struct timeline_block *b)
{
	const struct point *p;

	b->sum = 0;
	b->low = INT64_MAX;
	VEC_EACH(&b->points, p) {
		b->sum += p->qty;
		if (b->sum < b->low)
			b->low = b->sum;
	}
}

/* The last block that begins at or before then, or the first. */
static size_t
block_at(const struct timeline *t, int64_t at)
{
	size_t low = 0, high = t->blocks.n;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (t->blocks.v[middle]->points.v[0].at <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The first point at or after then, or where it would be. */
static size_t
point_at(const struct timeline_block *b, int64_t at)
{
	size_t low = 0, high = b->points.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (b->points.v[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct timeline_block *
insert_block(struct arena *mem, struct timeline *t, size_t i)
{
	(void)VEC_ADD(mem, &t->blocks);
	memmove(t->blocks.v + i + 1, t->blocks.v + i,
	    (t->blocks.n - 1 - i) * sizeof *t->blocks.v);
	return t->blocks.v[i] = ARENA_NEW(mem, struct timeline_block);
}

/* The later half of a full block goes into a new one. */
static void
split(struct arena *mem, struct timeline *t, size_t i)
{
	struct timeline_block *b = t->blocks.v[i];
	struct timeline_block *later = insert_block(mem, t, i + 1);

	for (size_t k = FULL / 2; k < b->points.n; k++)
		*VEC_ADD(mem, &later->points) = b->points.v[k];
	b->points.n = FULL / 2;
	reckon(b);
	reckon(later);
}

int
timeline_add(struct arena *mem, struct timeline *t, int64_t at, int64_t qty)
{
	struct timeline_block *b;
	size_t i = block_at(t, at), k;
	int new;

	if (t->blocks.n == 0)
		insert_block(mem, t, 0);
	if (t->blocks.v[i]->points.n == FULL) {
		split(mem, t, i);
		i = block_at(t, at);
	}
	b = t->blocks.v[i];
	k = point_at(b, at);
	new = k == b->points.n || b->points.v[k].at != at;
	if (new) {
		(void)VEC_ADD(mem, &b->points);
		memmove(b->points.v + k + 1, b->points.v + k,
		    (b->points.n - 1 - k) * sizeof *b->points.v);
		b->points.v[k] = (struct point){ at, 0 };
	}
	b->points.v[k].qty += qty;
	reckon(b);
	return new;
}

int
timeline_below(const struct timeline *t, int64_t from, int64_t until,
    int64_t *at, int64_t *number)
{
	struct timeline_block *const *block;
	const struct point *p;
	int64_t now = 0;

	VEC_EACH(&t->blocks, block) {
		const struct timeline_block *b = *block;

		if (b->points.v[0].at >= until)
			return 0;
		if (b->points.v[b->points.n - 1].at < from ||
		    now + b->low >= 0) {
			now += b->sum;
			continue;
		}
		VEC_EACH(&b->points, p) {
			now += p->qty;
			if (p->at >= from && p->at < until && now < 0) {
				*at = p->at;
				*number = now;
				return 1;
			}
		}
	}
	return 0;
}
