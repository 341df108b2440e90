/* From text to a pointer: a hash table inside an arena, in insertion order. */
#include <string.h>

#include "base/map.h"

static uint64_t
mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 32;
}

/* The last 0 to 8 bytes, without a call for so few. */
static uint64_t
last_word(const unsigned char *p, size_t n)
{
	uint64_t word = 0;
	uint32_t low, high;

	if (n == 8) {
		memcpy(&word, p, 8);
		return word;
	}
	if (n >= 4) {
		memcpy(&low, p, 4);
		memcpy(&high, p + n - 4, 4);
		return low | (uint64_t)high << 32;
	}
	for (size_t i = 0; i < n; i++)
		word = word << 8 | p[i];
	return word;
}

uint64_t
hash_bytes(const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint64_t h = n * UINT64_C(0xbf58476d1ce4e5b9), word = 0;

	for (; n > 8; n -= 8, p += 8) {
		memcpy(&word, p, 8);
		h = mix(h, word);
	}
	word = last_word(p, n);
	return mix(mix(h, word), word >> 7);
}

/* A key as it is looked for: short ones are compared by their head alone. */
struct wanted {
	const char *key;
	size_t len;
	uint64_t hash, head[MAP_HEAD / 8];
};

static void
want(struct wanted *w, const char *key, size_t len)
{
	w->key = key;
	w->len = len;
	w->hash = hash_bytes(key, len);
	memset(w->head, 0, sizeof w->head);
	memcpy(w->head, key, len < MAP_HEAD ? len : MAP_HEAD);
}

static struct map_pair *
find(const struct map *m, const struct wanted *w)
{
	if (m->slots == 0)
		return NULL;
	for (size_t i = w->hash & (m->slots - 1); m->slot[i].number != 0;
	     i = (i + 1) & (m->slots - 1)) {
		struct map_pair *p;

		if (m->slot[i].tag != (uint32_t)(w->hash >> 32))
			continue;
		p = &m->pair[m->slot[i].number - 1];
		if (p->len == w->len && p->head[0] == w->head[0] &&
		    p->head[1] == w->head[1] &&
		    (w->len <= MAP_HEAD ||
			memcmp(p->key, w->key, w->len) == 0))
			return p;
	}
	return NULL;
}

static void
place(struct map *m, uint64_t hash, size_t number)
{
	size_t i = hash & (m->slots - 1);

	while (m->slot[i].number != 0)
		i = (i + 1) & (m->slots - 1);
	m->slot[i].tag = (uint32_t)(hash >> 32);
	m->slot[i].number = (uint32_t)number;
}

static void
grow_to(struct map *m, size_t cap)
{
	struct map_pair *pair = ARENA_ARRAY(m->mem, struct map_pair, cap);

	if (m->n > 0)
		memcpy(pair, m->pair, m->n * sizeof *pair);
	m->pair = pair;
	m->cap = cap;
	m->slots = cap * 2;
	m->slot = ARENA_ARRAY(m->mem, struct map_slot, m->slots);
	for (size_t i = 0; i < m->n; i++)
		place(m, hash_bytes(pair[i].key, pair[i].len), i + 1);
}

static void
grow(struct map *m)
{
	grow_to(m, m->cap == 0 ? 16 : m->cap * 2);
}

void
map_expect(struct map *m, size_t n)
{
	size_t cap = 16;

	while (cap < n)
		cap *= 2;
	if (cap > m->cap)
		grow_to(m, cap);
}

void *
map_getn(const struct map *m, const char *key, size_t len)
{
	struct map_pair *p;
	struct wanted w;

	want(&w, key, len);
	p = find(m, &w);
	return p == NULL ? NULL : p->value;
}

void *
map_get(const struct map *m, const char *key)
{
	return map_getn(m, key, strlen(key));
}

/* Adds a key that is not there. */
static struct map_pair *
add(struct map *m, const struct wanted *w)
{
	struct map_pair *p;

	if (w->len > UINT32_MAX || m->n == UINT32_MAX - 1)
		no_memory();
	if (m->n == m->cap)
		grow(m);
	p = &m->pair[m->n++];
	p->key = arena_strndup(m->mem, w->key, w->len);
	p->len = (uint32_t)w->len;
	memcpy(p->head, w->head, sizeof p->head);
	place(m, w->hash, m->n);
	return p;
}

void **
map_putn(struct map *m, const char *key, size_t len)
{
	struct map_pair *p;
	struct wanted w;

	want(&w, key, len);
	p = find(m, &w);
	if (p == NULL)
		p = add(m, &w);
	return &p->value;
}

/* Brings the pair near that find() will look at first. */
static void
hint(const struct map *m, const struct wanted *w)
{
	size_t i = w->hash & (m->slots - 1);

	while (m->slot[i].number != 0 &&
	    m->slot[i].tag != (uint32_t)(w->hash >> 32))
		i = (i + 1) & (m->slots - 1);
	if (m->slot[i].number != 0)
		__builtin_prefetch(&m->pair[m->slot[i].number - 1]);
}

enum { TOGETHER = 32 };

static void
some_numbers(struct map *m, struct map_key *k, size_t n, size_t most)
{
	struct wanted w[TOGETHER];

	for (size_t i = 0; i < n; i++) {
		want(&w[i], k[i].text, k[i].len);
		if (m->slots > 0)
			__builtin_prefetch(
			    &m->slot[w[i].hash & (m->slots - 1)]);
	}
	for (size_t i = 0; m->slots > 0 && i < n; i++)
		hint(m, &w[i]);
	for (size_t i = 0; i < n; i++) {
		struct map_pair *p = find(m, &w[i]);

		if (p == NULL && m->n < most)
			p = add(m, &w[i]);
		k[i].number = p == NULL ? 0 : (uint32_t)(p - m->pair) + 1;
	}
}

void
map_numbers(struct map *m, struct map_key *k, size_t n, size_t most)
{
	for (size_t i = 0; i < n; i += TOGETHER)
		some_numbers(m, k + i, n - i < TOGETHER ? n - i : TOGETHER,
		    most);
}

void **
map_put(struct map *m, const char *key)
{
	return map_putn(m, key, strlen(key));
}

const char *
map_key(void *const *place)
{
	const char *pair = (const char *)place -
	    offsetof(struct map_pair, value);

	return ((const struct map_pair *)(const void *)pair)->key;
}
