/* Classes of items by what was used of them: A the most, C the least. */
#ifndef STOCK_ITEMCLASS_H
#define STOCK_ITEMCLASS_H

#include "stock/masters.h"

/*
 * The class of each item, "A", "B" or "C", at its id, in ops->keep: by the
 * value of what customers got (less what came back) and production consumed
 * in the USED_DAYS days before `as_of` (NONE: now), cut where the settings
 * stock.abc and stock.crossing say.  What was not used is of the last class.
 */
int item_classes(struct ops *, int64_t as_of, int64_t known,
    const char *const **);
extern const char *const class_words[]; /* ends with NULL */

#endif
