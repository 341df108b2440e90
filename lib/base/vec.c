/* Arrays that grow inside an arena. */
#include <string.h>

#include "base/vec.h"

void *
vec_grow(struct arena *mem, void *old, size_t n, size_t size, size_t *cap)
{
	size_t want = *cap == 0 ? 8 : *cap * 2;
	void *v = arena_alloc(mem, want * size);

	if (n > 0)
		memcpy(v, old, n * size);
	*cap = want;
	return v;
}
