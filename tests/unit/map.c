/* Maps give keys numbers in the order in which they came. */
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "tap.h"

enum { KEYS = 5000 };

static char text[KEYS][40];
static struct map_key key[KEYS];

/* Every third key came before; some are longer than a pair's head. */
static size_t
fill(void)
{
	size_t distinct = 0;

	for (size_t i = 0; i < KEYS; i++) {
		if (i % 3 == 2)
			strcpy(text[i], text[i / 2]);
		else
			snprintf(text[i], sizeof text[i], "%s%zu",
			    i % 2 ? "K" : "a-key-with-a-long-head-",
			    distinct++);
		key[i] = (struct map_key){ text[i], strlen(text[i]), 0 };
	}
	return distinct;
}

/* How many keys have another number than a search from the first finds. */
static size_t
wrong(size_t most)
{
	uint32_t expected[KEYS], last = 0;
	size_t n = 0;

	for (size_t i = 0; i < KEYS; i++) {
		size_t k = 0;

		while (strcmp(text[k], text[i]) != 0)
			k++;
		expected[i] = k < i ? expected[k] :
		    last < most ? ++last : 0;
		n += expected[i] != key[i].number;
	}
	return n;
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct map all = { .mem = mem }, some = { .mem = mem };
	size_t distinct = fill(), n;

	map_numbers(&all, NULL, 0, KEYS);
	ok(all.n == 0, "no keys, no numbers");
	map_numbers(&all, key, KEYS, KEYS);
	n = wrong(KEYS);
	ok(n == 0 && all.n == distinct,
	    "%d keys have the numbers of %zu texts (%zu wrong)", KEYS,
	    distinct, n);
	ok(map_getn(&all, text[0], strlen(text[0])) == NULL,
	    "a key that has a number only has no value");
	map_numbers(&some, key, KEYS, 100);
	n = wrong(100);
	ok(n == 0 && some.n == 100,
	    "behind the first 100 there are none (%zu wrong)", n);
	arena_free(mem);
	return done();
}
