/* Large pages: memory that is found with fewer looks at page tables. */
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/large.h"

void *
large_alloc(size_t size)
{
	void *p;

	if (size > SIZE_MAX - LARGE_PAGE)
		return NULL;
	size = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
	p = aligned_alloc(LARGE_PAGE, size);
#ifdef MADV_HUGEPAGE
	if (p != NULL)
		madvise(p, size, MADV_HUGEPAGE);
#endif
	return p;
}
