/* Expected: what orders, productions and transfers will bring, line by line. */
#ifndef STOCK_EXPECTED_H
#define STOCK_EXPECTED_H

#include "stock/masters.h"

enum expected_kind { EXPECTED_BUY, EXPECTED_TRANSFER, EXPECTED_MAKE };
extern const char *const expected_words[]; /* "buy" "transfer" "make" NULL */

/* A line of an order.  Days are day numbers; texts live in ops->keep. */
struct expected {
	const char *reference;
	int64_t line; /* of the order */
	const struct item *item;
	const struct location *location; /* where it will come to */
	const struct location *from;	 /* of a transfer, NULL */
	const char *party;		 /* the vendor, NULL */
	enum expected_kind kind;
	int64_t qty;	   /* millionths of the item's unit */
	int64_t due;	   /* NONE: not known */
	int64_t ordered;   /* the day since which it is expected */
	int64_t cancelled; /* the day since which it is not, NONE */
	/* Reckoned, by expected_load() only: */
	int64_t received; /* so far; may be more than qty */
	int64_t open;	  /* what will still come, 0 where it is cancelled */
	const struct expected *next; /* of the item */
};

/*
 * All lines that were ordered by the day of `as_of` (seconds), as known after
 * entry `known` (NONE: all), with what has come of them: receipts that name
 * the reference and bring the item, from a vendor (buy), from production
 * (make), or to the place from anywhere else (transfer), since the day of
 * the order.  They fill the lines whose place holds the one they came to,
 * in the order of their numbers, then the others; what is left over is the
 * last line's.  What went back, or was undone, is open again.
 */
struct expected_book;
int expected_load(struct ops *, int64_t as_of, int64_t known,
    struct expected_book **);

/* The lines of an item, the first of a list, by due day (none last). */
const struct expected *expected_of(const struct expected_book *,
    const struct item *);

/* All lines in the order of reference and line. */
const struct expected *const *expected_all(
    const struct expected_book *, size_t *n);

/* One line as it stands now, without what is reckoned. */
int expected_read(struct ops *, const char *reference, int64_t line,
    struct expected *, int *found);

/* From a row of record_query(); *known is 0 where a master is missing. */
struct db_query;
int expected_line(struct ops *, const struct db_query *, struct expected *,
    int *known);

/* A quantity as it was said (unit may be NULL), in the item's unit. */
int expected_said(struct ops *, const struct item *, int64_t said,
    const char *unit, int64_t *qty);

/* The next free line of an order, from 1. */
int expected_next_line(struct ops *, const char *reference, int64_t *line);

/*
 * Posts a line; nothing where it is the same already.  A party that is new
 * is registered as a vendor, unless stock.party is strict.  The days it was
 * ordered and cancelled are facts: not after today, not in closed time.
 */
int expected_post(struct ops *, struct entry *, const struct expected *);

/*
 * stock.receive_expected: a receipt of what a line expects at that place
 * that does not name its order is said (warn) or refused (OPS_DENIED); not
 * one from before the order's day, which would not count for it.
 * *book is loaded at the first call.
 */
int expected_check_receipt(struct ops *, struct expected_book **,
    const struct item *, const struct location *to, int64_t at,
    const char *reference);

#endif
