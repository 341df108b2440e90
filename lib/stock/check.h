/* What is wrong with the stock: too little, less than none, too old. */
#ifndef STOCK_CHECK_H
#define STOCK_CHECK_H

#include "stock/masters.h"

enum finding {
	FOUND_NEGATIVE,
	FOUND_BELOW_MIN,
	FOUND_EXPIRED,
	FOUND_COUNT_DUE,
	FINDINGS
};
extern const char *const finding_words[]; /* by enum finding; ends with NULL */

/* Location and lot are NULL where they are not meant, numbers NONE. */
struct finding_row {
	enum finding kind;
	const struct item *item;
	const struct location *location;
	const struct lot *lot;
	int64_t on_hand;
	int64_t min, max; /* of the level that is meant */
	int64_t short_by; /* to the minimum, or to 0 */
	/* The last day on which the lot was good; or when to count it. */
	int64_t date;
};

/*
 * Calls row() for each finding: first the places of ours that hold less
 * than nothing of an item (of a lot), by item, location and lot; then, by
 * item, all places of ours together that hold less than the item's minimum
 * (no location), and the places that hold less than the minimum that was set
 * for them; then what is expired and not in quarantine.
 *
 * With n > 0 only these places and all below them count: each by the level
 * that was set for it or a place around it; where there is none, nor one
 * inside, they are together compared with the item's minimum.  as_of and
 * known as for balances().  Stops where row() gives what is not 0, and gives
 * that back.
 */
int stock_check(struct ops *, const struct location *const *place, size_t n,
    int64_t as_of, int64_t known,
    int (*row)(void *, const struct finding_row *), void *data);

/*
 * The same for each place that is to be counted (stock/countdue.h), which
 * takes longer: what was used of all items is valued for their classes.
 */
int stock_check_counts(struct ops *, const struct location *const *place,
    size_t n, int64_t as_of, int64_t known,
    int (*row)(void *, const struct finding_row *), void *data);

#endif
