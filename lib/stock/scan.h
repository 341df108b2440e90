/* What a scanner's lines mean: places, goods, quantities. */
#ifndef STOCK_SCAN_H
#define STOCK_SCAN_H

#include "stock/masters.h"

/* What the scans are for. */
enum scan_for {
	SCAN_RECEIVE,
	SCAN_ISSUE,
	SCAN_TRANSFER,
	SCAN_COUNT,
	SCAN_PICK
};
extern const char *const scan_words[]; /* "receive" ... NULL */

/* What was scanned of an item (a lot, a unit) at a place. */
struct scan_row {
	const struct item *item;
	const struct location *place; /* it is at, comes to, or leaves */
	const struct location *to;    /* of a transfer */
	const char *lot, *unit;	      /* NULL: none, the item's own */
	int64_t expires;	      /* day, NONE */
	int64_t qty;		      /* millionths of the unit */
};

/* `place` is where it begins, or NULL; `party` whose numbers count first. */
struct scan;
struct scan *scan_new(struct ops *, enum scan_for,
    const struct location *place, const char *party);

/*
 * One line: the code of a place; an item's sku, a number of it (itemalias.h), a
 * GTIN or an element string (gs1.h); `*12`: of the last item 12 instead.
 * *answer says in a line (in ops->mem) what it was taken for.  OPS_DATA: it
 * was taken for nothing.
 */
int scan_line(struct scan *, const char *line, const char **answer);

/* All rows in the order of their first scan; OPS_DATA: one has no place. */
int scan_rows(struct scan *, const struct scan_row **, size_t *n);

#endif
