/* What is wrong with the stock: too little of an item, or less than none. */
#ifndef STOCK_CHECK_H
#define STOCK_CHECK_H

#include "stock/masters.h"

enum finding { FOUND_NEGATIVE, FOUND_BELOW_MIN };
extern const char *const finding_words[]; /* "negative" "below-min" NULL */

/* Location and lot are NULL where they are not meant. */
struct finding_row {
	enum finding kind;
	const struct item *item;
	const struct location *location;
	const struct lot *lot;
	int64_t on_hand;
	int64_t short_by; /* to the minimum, or to 0 */
};

/*
 * Calls row() for each finding: first the places of ours that hold less
 * than nothing of an item (of a lot), by item, location and lot; then the
 * items of which all places of ours together hold less than the item's
 * minimum, by sku.  With n > 0 only these places and all below them count,
 * for the minimum, too.  as_of and known as for balances().  Stops where
 * row() gives what is not 0, and gives that back.
 */
int stock_check(struct ops *, const struct location *const *place, size_t n,
    int64_t as_of, int64_t known,
    int (*row)(void *, const struct finding_row *), void *data);

#endif
