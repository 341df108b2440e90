/* Arrays that grow inside an arena: struct { T *v; size_t n, cap; }. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

#include "base/arena.h"

#define VEC(type)              \
	struct {               \
		type *v;       \
		size_t n, cap; \
	}

/* Adds one zeroed element and gives its address. */
#define VEC_ADD(mem, vec)                                                   \
	((vec)->n == (vec)->cap                                             \
	        ? ((vec)->v = vec_grow((mem), (vec)->v, (vec)->n,           \
	               sizeof *(vec)->v, &(vec)->cap))                      \
	        : (vec)->v,                                                 \
	    &(vec)->v[(vec)->n++])

#define VEC_EACH(vec, p) \
	for ((p) = (vec)->v; (vec)->n > 0 && (p) < (vec)->v + (vec)->n; (p)++)

void *vec_grow(struct arena *, void *old, size_t n, size_t size, size_t *cap);

#endif
