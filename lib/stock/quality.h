/* Quality: yield, first-pass yield and the defects, of inspections. */
#ifndef STOCK_QUALITY_H
#define STOCK_QUALITY_H

#include "stock/tally.h"

enum quality_key {
	QUALITY_UNIT, /* quantities of different units do not add up */
	QUALITY_PERIOD,
	QUALITY_ITEM,
	QUALITY_PARTY,
	QUALITY_STAGE,
	QUALITY_LOT,
	QUALITY_DEFECT,
	QUALITY_KEYS
};

/* An inspection, or one that was said before with another defect. */
struct quality_row {
	const char *code; /* NULL: another inspection than the one before */
	const char *key[QUALITY_KEYS];
	int64_t qty, accepted, rejected; /* one of the latter may be NONE */
	int64_t count; /* of the defect, NONE */
	int first;     /* the first inspection of these goods */
};

enum quality_sum {
	QUALITY_INSPECTIONS,
	QUALITY_INSPECTED,
	QUALITY_ACCEPTED,
	QUALITY_REJECTED,
	QUALITY_FIRST,	/* inspected for the first time */
	QUALITY_PASSED, /* and accepted then */
	QUALITY_DEFECTS,
	QUALITY_SUMS
};

/*
 * Sums by the keys whose bit is set.  With QUALITY_DEFECT among them each
 * defect counts where it is, and rejects of which none was said under none;
 * else each inspection once.
 */
struct quality;
struct quality *quality_new(struct ops *, unsigned keys);
int quality_add(struct quality *, const struct quality_row *);

/*
 * The Pareto order: by unit, the most defects (or rejects) first, equal ones
 * by their keys; by a period, in the order of the keys.  share and cumulated
 * are millionths of the unit's whole, NONE where that is 0.
 */
struct quality_line {
	const struct tally_row *sums;
	int64_t weight, share, cumulated;
};
int quality_lines(struct quality *, struct quality_line **, size_t *n);

#endif
