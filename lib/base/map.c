/* From text to a pointer: a hash table inside an arena, in insertion order. */
#include <string.h>

#include "base/map.h"

uint64_t
hash_bytes(const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * UINT64_C(0x100000001b3);
	h ^= h >> 32;
	h *= UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 29;
}

static struct map_pair *
find(const struct map *m, const char *key, size_t len, uint64_t hash)
{
	if (m->slots == 0)
		return NULL;
	for (size_t i = hash & (m->slots - 1); m->slot[i] != 0;
	     i = (i + 1) & (m->slots - 1)) {
		struct map_pair *p = &m->pair[m->slot[i] - 1];

		if (p->hash == hash && p->len == len &&
		    memcmp(p->key, key, len) == 0)
			return p;
	}
	return NULL;
}

static void
place(struct map *m, uint64_t hash, uint32_t number)
{
	size_t i = hash & (m->slots - 1);

	while (m->slot[i] != 0)
		i = (i + 1) & (m->slots - 1);
	m->slot[i] = number;
}

static void
grow(struct map *m)
{
	size_t cap = m->cap == 0 ? 16 : m->cap * 2;
	struct map_pair *pair = ARENA_ARRAY(m->mem, struct map_pair, cap);

	if (m->n > 0)
		memcpy(pair, m->pair, m->n * sizeof *pair);
	m->pair = pair;
	m->cap = cap;
	m->slots = cap * 2;
	m->slot = ARENA_ARRAY(m->mem, uint32_t, m->slots);
	for (size_t i = 0; i < m->n; i++)
		place(m, pair[i].hash, (uint32_t)i + 1);
}

void *
map_getn(const struct map *m, const char *key, size_t len)
{
	struct map_pair *p = find(m, key, len, hash_bytes(key, len));

	return p == NULL ? NULL : p->value;
}

void *
map_get(const struct map *m, const char *key)
{
	return map_getn(m, key, strlen(key));
}

void **
map_putn(struct map *m, const char *key, size_t len)
{
	uint64_t hash = hash_bytes(key, len);
	struct map_pair *p = find(m, key, len, hash);

	if (p != NULL)
		return &p->value;
	if (m->n == m->cap)
		grow(m);
	p = &m->pair[m->n++];
	p->key = arena_strndup(m->mem, key, len);
	p->len = len;
	p->hash = hash;
	place(m, hash, (uint32_t)m->n);
	return &p->value;
}

void **
map_put(struct map *m, const char *key)
{
	return map_putn(m, key, strlen(key));
}
