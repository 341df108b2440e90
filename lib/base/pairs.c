/* Numbers pairs of numbers 0, 1, 2 ... in the order in which they come. */
#include <string.h>

#include "base/pairs.h"

static size_t
home(const struct pairs *p, uint64_t key)
{
	return (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 40) &
	    (p->slots - 1);
}

static void
place(struct pairs *p, size_t i)
{
	size_t at = home(p, p->key[i]);

	while (p->slot[at] != 0)
		at = (at + 1) & (p->slots - 1);
	p->slot[at] = (uint32_t)i + 1;
}

static void
grow(struct pairs *p)
{
	size_t cap = p->cap == 0 ? 64 : p->cap * 2;
	uint64_t *key = ARENA_ARRAY(p->mem, uint64_t, cap);

	if (p->n > 0)
		memcpy(key, p->key, p->n * sizeof *key);
	p->key = key;
	p->cap = cap;
	p->slots = cap * 2;
	p->slot = ARENA_ARRAY(p->mem, uint32_t, p->slots);
	for (size_t i = 0; i < p->n; i++)
		place(p, i);
}

size_t
pairs_number(struct pairs *p, uint32_t a, uint32_t b)
{
	uint64_t key = (uint64_t)a << 32 | b;
	size_t at;

	if (p->n == p->cap)
		grow(p);
	for (at = home(p, key); p->slot[at] != 0;
	     at = (at + 1) & (p->slots - 1))
		if (p->key[p->slot[at] - 1] == key)
			return p->slot[at] - 1;
	p->key[p->n] = key;
	p->slot[at] = (uint32_t)p->n + 1;
	return p->n++;
}

void
pairs_reset(struct pairs *p)
{
	if (p->n > 0 && p->n * 8 < p->slots) {
		for (size_t i = 0; i < p->n; i++) {
			size_t at = home(p, p->key[i]);

			while (p->slot[at] != 0) {
				p->slot[at] = 0;
				at = (at + 1) & (p->slots - 1);
			}
		}
	} else if (p->n > 0) {
		memset(p->slot, 0, p->slots * sizeof *p->slot);
	}
	p->n = 0;
}
