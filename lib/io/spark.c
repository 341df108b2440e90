/* Numbers as small pictures made of text. */
#include <string.h>

#include "io/spark.h"

/* Which of 8 heights: 0 for the least, 7 for the greatest of the range. */
static unsigned
height(uint64_t above_least, uint64_t range)
{
	if (range == 0)
		return 3;
	if (range > UINT64_MAX / 16) { /* the product would not fit */
		above_least >>= 4;
		range >>= 4;
	}
	return (unsigned)((above_least * 7 + range / 2) / range);
}

void
spark(struct str *out, const int64_t *v, size_t n)
{
	static const char blocks[8][4] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇",
		"█" };
	int64_t least = INT64_MAX, most = INT64_MIN;

	for (size_t i = 0; i < n; i++) {
		if (v[i] != NONE && v[i] < least)
			least = v[i];
		if (v[i] != NONE && v[i] > most)
			most = v[i];
	}
	for (size_t i = 0; i < n; i++)
		str_add(out,
		    v[i] == NONE ? " "
			: blocks[height((uint64_t)v[i] - (uint64_t)least,
			    (uint64_t)most - (uint64_t)least)]);
}
