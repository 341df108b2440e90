/* The plan of inspections: which characteristics of goods are looked at. */
#ifndef STOCK_INSPECTPLAN_H
#define STOCK_INSPECTPLAN_H

#include "stock/masters.h"

extern const char *const characteristic_words[]; /* ends with NULL */
enum { CHARACTERISTIC_ATTRIBUTE, CHARACTERISTIC_MEASURED };

/*
 * One of them, of an item or of a category (the other is NULL); party and
 * stage NULL: of all.  Numbers are millionths, NONE where there is none.
 */
struct characteristic {
	const char *item, *category, *party, *stage;
	const char *name;
	const char *kind; /* one of the words */
	int64_t nominal, lower, upper;
	const char *unit, *gauge;
	int64_t sample; /* how many pieces are looked at, 0: none */
};

/* Posts one; nothing where it is the same already.  OPS_DATA. */
int characteristic_post(struct ops *, struct entry *,
    const struct characteristic *);

/* The one with the key of `c`, as it stands now, into it. */
int characteristic_read(struct ops *, struct characteristic *c, int *found);

/*
 * All as known after entry `known`, by item, category, party, stage and
 * name; stops where row() gives what is not 0, and gives that back.
 */
int characteristics(struct ops *, int64_t known,
    int (*row)(void *, const struct characteristic *), void *data);

/*
 * What is looked at, now, of an item from a party (NULL: nobody in
 * particular) at a stage, by name: what is said for the item goes before
 * what is for its category, for the party before all, for the stage before
 * all.  In ops->mem; without those whose sample is 0.
 */
int inspection_plan(struct ops *, const struct item *, const char *party,
    const char *stage, struct characteristic **, size_t *n);

/* Is a value of it a reject?  An attribute is 1 or 0. */
int characteristic_outside(const struct characteristic *, int64_t value);

#endif
