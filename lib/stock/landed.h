/* Landed cost: what a receipt cost besides its price, on each of its lines. */
#ifndef STOCK_LANDED_H
#define STOCK_LANDED_H

#include "stock/masters.h"

/*
 * A record of `stock landed`: a part of a cost, on one line of a receipt.
 * Its table `landed` has the columns receipt and of_line (entry and line of
 * the move), n (1, 2 ... of that line), item (sku), amount (minor units,
 * below 0 where it is less), date (seconds UTC, never before the receipt),
 * reference, reason, party (code).
 */
extern const struct ledger ledger_landed;

/* By what a cost is spread over lines. */
enum landed_by { LANDED_VALUE, LANDED_QTY, LANDED_WEIGHT };
extern const char *const landed_words[]; /* ends with NULL */
enum landed_by landed_by(const char *word); /* NULL: by value */

/* A line of a receipt that gets its share. */
struct landed_line {
	int64_t receipt, line; /* of the move */
	const struct item *item;
	int64_t at, qty, value; /* as in struct move */
};

/* What is spread; texts may be NULL. */
struct landed_cost {
	int64_t amount, date;
	const char *reference, *reason, *party;
};

/*
 * Posts the shares of a cost, which sum to it exactly: the largest remainder
 * gets the odd cent.  By value a line without one counts with the cost of
 * its item.  OPS_DATA where there is nothing to spread it by, OPS_DENIED
 * where the date is closed.
 */
int landed_post(struct ops *, struct entry *, const struct landed_cost *,
    enum landed_by, const struct landed_line *, size_t n);

/*
 * The lines of receipts that stand: of one entry, or (NONE) of all with a
 * reference.  In ops->mem; OPS_DATA where there are none.
 */
int landed_lines(struct ops *, int64_t receipt, const char *reference,
    struct landed_line **, size_t *n);

/* A share that stands, as it is listed; texts may be NULL. */
struct landed_share {
	int64_t receipt, line, n, amount, date, entry;
	const char *item, *reference, *reason, *party;
};

/* Calls row() for each as known then (NONE: now), by receipt, line and n. */
int landed_shares(struct ops *, int64_t known,
    int (*row)(void *, const struct landed_share *), void *data);

/* Refuses to undo a move that a landed cost stands on. */
int landed_check_undo(struct ops *, int64_t receipt, int64_t line);

#endif
