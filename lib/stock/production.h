/* The entries that had to do with production, by reference. */
#ifndef STOCK_PRODUCTION_H
#define STOCK_PRODUCTION_H

#include "io/sorter.h"

/*
 * Kept: which entries moved goods into production or out of it under a
 * reference.  Moves are in the order of their items, so this is the way from
 * a work order to what went into it and came out.
 */

/* Notes the reference of such a move of the entry at hand; opens *s. */
int production_note(struct ops *, struct sorter **s, const char *reference,
    size_t n);

/* Stores what was noted; s may be NULL. */
int production_keep(struct ops *, struct sorter *s, int64_t entry);

#endif
