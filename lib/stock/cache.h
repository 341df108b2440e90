/* Masters that were met: by code, by id, and all; inside lib/stock only. */
#ifndef STOCK_CACHE_H
#define STOCK_CACHE_H

#include "base/map.h"
#include "base/vec.h"
#include "stock/masters.h"

enum master { ITEM, LOCATION, PARTY, LOT, UNIT, MASTERS };

struct master_kind {
	const struct ledger *ledger;
	const char *name; /* in messages */
	size_t size;	  /* of its struct */
	/*
	 * From a row of record_query(): all members; `key` lives as long as
	 * the master, whose struct is zeroed or has its earlier version: then
	 * id and code stay as they are, for the worker of an entry may be
	 * reading them.
	 */
	int (*fill)(
	    struct ops *, const struct db_query *, const char *key, void *at);
	/*
	 * Where masters of the kind need each other: all are read at once,
	 * and this is called when that was done (NULL), or one is new or has
	 * changed.
	 */
	void (*link)(struct ops *, void *one);
	int two_codes;	      /* the key is "<first>\n<second>" */
	const char *sql_last; /* gives the greatest id */
};
extern const struct master_kind master_kinds[MASTERS];

/* The masters of one kind; whoever asks gives them their type. */
struct cache {
	struct map codes; /* to the master; a forgotten one is NULL */
	VEC(void *) ids;  /* by row id */
	int whole;	  /* what is not in it is not in the book */
	int misses;	  /* how many were asked for one by one */
	const void *all;  /* the array that ..._all() gave; NULL: make it */
	size_t n;	  /* of them */
	const uint32_t *ranks; /* places: locations_ranks(); NULL: make it */
};
struct cache *cache_of(struct ops *, enum master);

/* What itemsums.c keeps beside the masters, NULL where nothing is shared. */
struct shared_sums;
struct shared_sums **shared_sums_of(struct ops *);

/* A copy that lives on; the same one for texts that come again and again. */
const char *cache_word(struct ops *, const char *text);

/* By its code or codes: NULL where there is none. */
int cache_find(struct ops *, enum master, const struct db_value *key, void **);

/* The same by one code, and OPS_DATA where there is none. */
int cache_find_known(struct ops *, enum master, const char *code, void **);

/* By row id; NULL for 0, and where there is none. */
int cache_by_id(struct ops *, enum master, int64_t id, void **);

/* Reads all that the book has, once. */
int cache_load(struct ops *, enum master);

/* All that were read, c->n, in the order of their codes; in ops->mem. */
const struct map_pair **cache_in_order(struct ops *, struct cache *);

/*
 * The place of the one under a key, new and zeroed where there was none;
 * *kept is the cache's copy of the key.
 */
void *cache_put(struct ops *, enum master, const char *key, int64_t id,
    const char **kept);

/* The key of codes, as fill() gets it; and the second code of such a key. */
const char *cache_key(struct ops *, enum master, const struct db_value *);
const char *cache_key_second(const char *key);

/*
 * Posts a version (as record_post()), and reads it back; nothing where one
 * that was met is the same already.
 */
int cache_post(struct ops *, struct entry *, enum master,
    const struct db_value *cols, void **);

/* It is not what it was: the next one who asks reads it again. */
void cache_forget(struct ops *, enum master, const struct db_value *key);

#endif
