/* Tests of the arena: what it gives is zeroed, aligned, and nobody else's. */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/large.h"
#include "tap.h"

enum { PIECES = 4000 };

/* Sizes from 1 byte to 40 KB, and some of megabytes. */
static size_t
size_of(size_t i)
{
	return i % 1000 == 999 ? 3u << 20 : 1 + i * i % 40009;
}

/* Fills pieces with their number; gives how many are not as they must be. */
static size_t
fill(struct arena *a)
{
	static unsigned char *piece[PIECES];
	size_t bad = 0;

	for (size_t i = 0; i < PIECES; i++) {
		size_t n = size_of(i);

		piece[i] = arena_alloc(a, n);
		bad += (uintptr_t)piece[i] % _Alignof(max_align_t) != 0;
		bad += piece[i][0] != 0 || piece[i][n - 1] != 0 ||
		    memcmp(piece[i], piece[i] + 1, n - 1) != 0;
		memset(piece[i], (int)(1 + i % 255), n);
	}
	for (size_t i = 0; i < PIECES; i++) {
		size_t n = size_of(i);

		bad += piece[i][0] != 1 + i % 255 ||
		    memcmp(piece[i], piece[i] + 1, n - 1) != 0;
	}
	return bad;
}

int
main(void)
{
	struct arena *a = arena_new();
	struct arena_mark mark;
	void *large;

	is_int((int64_t)fill(a), 0, "all pieces are zeroed and their own");
	mark = arena_mark(a);
	is_int((int64_t)fill(a), 0, "behind a mark, too");
	arena_back(a, mark);
	is_int((int64_t)fill(a), 0, "and when that is gone back to");
	arena_free(a);

	a = arena_new();
	arena_grows(a);
	is_int((int64_t)fill(a), 0, "and in one that gets large");
	arena_free(a);

	large = large_alloc(1);
	ok(large != NULL && (uintptr_t)large % LARGE_PAGE == 0,
	    "a large page begins where one does");
	free(large);
	ok(large_alloc(SIZE_MAX) == NULL, "there are not more than all bytes");
	return done();
}
