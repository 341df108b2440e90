/* Levels: how much of an item a place shall hold, and where it comes from. */
#ifndef STOCK_LEVEL_H
#define STOCK_LEVEL_H

#include "stock/masters.h"

/*
 * What was set for an item at a place; it is meant for what that place and
 * all below it hold together.  Each number and the source may be missing
 * (NONE, NULL): they are then those of the place above, and at last, for
 * min and max, the item's own.
 */
struct level {
	const struct item *item;
	const struct location *location;
	int64_t min, max, multiple; /* millionths */
	const char *source;	    /* level_source() says what it is */
	int64_t entry;		    /* that set it */
	const struct level *next;   /* of the item, by location code */
};

/* All levels as known after entry `known` (NONE: now), in ops->keep. */
struct levels;
int levels_load(struct ops *, int64_t known, struct levels **);

/* Those set for an item, the first of a list by location code, or NULL. */
const struct level *levels_of(const struct levels *, const struct item *);

/* What was set for just this place, or NULL. */
const struct level *level_own(const struct levels *, const struct item *,
    const struct location *);

/*
 * The level that holds at a place (NULL: all places of ours together, whose
 * level is the item's own).  Where max is below min it is min.
 */
struct effective {
	int64_t min, max, multiple; /* NONE: there is none */
	const char *source;	    /* NULL */
	const struct location
	    *from;     /* that min was set for; NULL: the item's */
	int own_max;   /* max is the item's, too, for all places together */
	int64_t entry; /* that set it; NONE: the item's own, or none */
};
void level_effective(const struct levels *, const struct item *,
    const struct location *, struct effective *);

/*
 * What a source is: the word make, a place of ours, or a party (which may
 * not be known yet: it is a vendor).  A place goes before a party.
 */
enum supply { SUPPLY_NONE, SUPPLY_VENDOR, SUPPLY_PLACE, SUPPLY_MAKE };
int level_source(struct ops *, const char *source, enum supply *,
    const struct location **place);

/* Posts a level; nothing where it is the same already. */
int level_post(struct ops *, struct entry *, const struct level *);

/* The latest that was set for an item at a place: as it stands now. */
int level_read(struct ops *, const struct item *, const struct location *,
    struct level *, int *found);

/* When an entry was recorded, seconds. */
int entry_recorded(struct ops *, int64_t entry, int64_t *at);

/*
 * When each item's own min and max were set as they are, by item id, in
 * ops->mem: the latest entry that changed one of them, NONE.
 */
int item_levels_set(struct ops *, int64_t known, int64_t **entry);

#endif
