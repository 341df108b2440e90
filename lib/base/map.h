/* From text to a pointer: a hash table inside an arena, in insertion order. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { MAP_HEAD = 16 };

struct map_pair {
	uint64_t head[MAP_HEAD / 8]; /* the key's first bytes, then zeros */
	const char *key;	     /* the arena's copy */
	void *value;
	uint32_t len;
};

struct map_slot {
	uint32_t tag;	 /* of the hash, so that most misses end here */
	uint32_t number; /* of the pair, from 1; 0 is free */
};

/* Zero it and set .mem to begin; the pairs stand in insertion order. */
struct map {
	struct arena *mem;
	struct map_pair *pair;
	size_t n, cap;
	struct map_slot *slot;
	size_t slots;
};

/* The value under a key, or NULL. */
void *map_get(const struct map *, const char *key);
void *map_getn(const struct map *, const char *key, size_t len);

/* Makes room for so many pairs at once. */
void map_expect(struct map *, size_t n);

/*
 * The place for the value under a key, made (NULL) where it is missing;
 * valid until the next map_put().
 */
void **map_put(struct map *, const char *key);
void **map_putn(struct map *, const char *key, size_t len);

/*
 * Where each of n keys stands in insertion order, from 1; one that is missing
 * is added, or has 0 where the map has `most` keys.  Quicker than one by one:
 * what a key needs of a large map is fetched while others are looked for.
 */
struct map_key {
	const char *text;
	size_t len;
	uint32_t number; /* the result */
};
void map_numbers(struct map *, struct map_key *, size_t n, size_t most);

/* The map's own copy of the key whose value stands at a place of map_put(). */
const char *map_key(void *const *place);

/* A 64-bit hash of bytes: multiply and fold, eight at a time. */
uint64_t hash_bytes(const void *, size_t);

#endif
