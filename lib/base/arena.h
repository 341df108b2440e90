/* Memory that lives as long as one command, or as one row of a bulk input. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/err.h"

struct arena;

/* A place to go back to; valid until an earlier mark is gone back to. */
struct arena_mark {
	void *block;
	size_t used;
};

/* A new, empty arena; the caller frees it with arena_free(). */
struct arena *arena_new(void);
void arena_free(struct arena *);

/* It may get large and is never gone back in: then it is in large pages. */
void arena_grows(struct arena *);

/* `size` zeroed bytes, aligned for any type; never NULL (no_memory()). */
void *arena_alloc(struct arena *, size_t size);

/* The same for a type that wants more (a vector, a cache line). */
void *arena_aligned(struct arena *, size_t size, size_t align);

/* Copies, NUL-terminated; a NULL text gives NULL. */
char *arena_strdup(struct arena *, const char *text);
char *arena_strndup(struct arena *, const char *text, size_t n);
char *arena_printf(struct arena *, const char *fmt, ...) PRINTF(2, 3);
char *arena_vprintf(struct arena *, const char *fmt, va_list);

/* How many bytes a format makes; `ap` stays as it is. */
size_t format_length(const char *fmt, va_list ap);

/* Forget all that was allocated since the mark. */
struct arena_mark arena_mark(struct arena *);
void arena_back(struct arena *, struct arena_mark);

#define ARENA_NEW(mem, type) \
	((type *)arena_aligned((mem), sizeof(type), _Alignof(type)))
#define ARENA_ARRAY(mem, type, n) \
	((type *)arena_alloc((mem), sizeof(type) * (size_t)(n)))

/*
 * Calls release(thing) when the arena is freed, the last deferred first: for
 * what a library allocated, or another arena.  `thing` must not be the arena's
 * own memory, since going back to a mark does not call it off.
 */
void arena_defer(struct arena *, void (*release)(void *), void *thing);

/* malloc and realloc that cannot fail, for what outlives an arena. */
void *xmalloc(size_t);
void *xrealloc(void *, size_t);

#endif
