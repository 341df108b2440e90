/* Memory that lives as long as one command, or as one row of a bulk input. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/large.h"

#ifdef ARENA_MALLOC /* every allocation its own malloc: ASan sees it */
enum { ARENA_BLOCK = 0, ARENA_LARGE = 0 };
#else
enum { ARENA_BLOCK = 16 * 1024, ARENA_LARGE = 1 };
#endif

struct block {
	struct block *prev;
	size_t used, size;
	max_align_t data[];
};

struct deferred {
	struct deferred *prev;
	void (*release)(void *);
	void *thing;
};

struct arena {
	struct block *top;
	size_t taken; /* in all its blocks so far */
	int grows;
	struct deferred *deferred;
};

void *
xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (p == NULL)
		no_memory();
	return p;
}

void *
xrealloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (p == NULL)
		no_memory();
	return p;
}

struct arena *
arena_new(void)
{
	struct arena *a = xmalloc(sizeof *a);

	memset(a, 0, sizeof *a);
	return a;
}

void
arena_grows(struct arena *a)
{
	a->grows = ARENA_LARGE;
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	while (a->deferred != NULL) {
		struct deferred *d = a->deferred;

		a->deferred = d->prev;
		d->release(d->thing);
		free(d);
	}
	arena_back(a, (struct arena_mark){ NULL, 0 });
	free(a);
}

void
arena_defer(struct arena *a, void (*release)(void *), void *thing)
{
	struct deferred *d = xmalloc(sizeof *d);

	d->prev = a->deferred;
	d->release = release;
	d->thing = thing;
	a->deferred = d;
}

static void
add_block(struct arena *a, size_t need)
{
	size_t size = need > ARENA_BLOCK ? need : ARENA_BLOCK;
	struct block *b = NULL;

	a->taken += size;
	if (a->grows && a->taken > LARGE_PAGE / 2) {
		size_t whole = sizeof *b + size + LARGE_PAGE - 1;

		b = large_alloc(whole -= whole % LARGE_PAGE);
		if (b != NULL)
			size = whole - sizeof *b;
	}
	if (b == NULL)
		b = xmalloc(sizeof *b + size);
	b->prev = a->top;
	b->used = 0;
	b->size = size;
	a->top = b;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	const size_t align = sizeof(max_align_t);
	void *p;

	if (size > SIZE_MAX / 2)
		no_memory();
	size = (size + align - 1) / align * align;
	if (a->top == NULL || a->top->size - a->top->used < size)
		add_block(a, size);
	p = (char *)a->top->data + a->top->used;
	a->top->used += size;
	return memset(p, 0, size);
}

void *
arena_aligned(struct arena *a, size_t size, size_t align)
{
	char *p;

	if (align <= sizeof(max_align_t) && sizeof(max_align_t) % align == 0)
		return arena_alloc(a, size);
	p = arena_alloc(a, size + align);
	return p + (align - (uintptr_t)p % align) % align;
}

char *
arena_strndup(struct arena *a, const char *text, size_t n)
{
	char *p;

	if (text == NULL)
		return NULL;
	p = arena_alloc(a, n + 1);
	memcpy(p, text, n);
	return p;
}

char *
arena_strdup(struct arena *a, const char *text)
{
	return text == NULL ? NULL : arena_strndup(a, text, strlen(text));
}

size_t
format_length(const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		BUG("format '%s'", fmt);
	return (size_t)n;
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	size_t n = format_length(fmt, ap);
	char *p = arena_alloc(a, n + 1);

	vsnprintf(p, n + 1, fmt, ap);
	return p;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}

struct arena_mark
arena_mark(struct arena *a)
{
	return (struct arena_mark){ a->top, a->top ? a->top->used : 0 };
}

void
arena_back(struct arena *a, struct arena_mark mark)
{
	while (a->top != mark.block) {
		struct block *b = a->top;

		if (b == NULL)
			BUG("arena_back to a mark that is gone");
		a->top = b->prev;
		free(b);
	}
	if (a->top != NULL)
		a->top->used = mark.used;
}
