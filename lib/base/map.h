/* From text to a pointer: a hash table inside an arena, in insertion order. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct map_pair {
	const char *key; /* the arena's copy */
	size_t len;
	void *value;
	uint64_t hash;
};

/* Zero it and set .mem to begin; the pairs stand in insertion order. */
struct map {
	struct arena *mem;
	struct map_pair *pair;
	size_t n, cap;
	uint32_t *slot;
	size_t slots;
};

/* The value under a key, or NULL. */
void *map_get(const struct map *, const char *key);
void *map_getn(const struct map *, const char *key, size_t len);

/*
 * The place for the value under a key, made (NULL) where it is missing;
 * valid until the next map_put().
 */
void **map_put(struct map *, const char *key);
void **map_putn(struct map *, const char *key, size_t len);

/* A 64-bit hash of bytes (FNV-1a, then mixed); not for hostile secrecy. */
uint64_t hash_bytes(const void *, size_t);

#endif
