/* Returns: what comes back was sold, and what goes back had come. */
#ifndef STOCK_RETURNED_H
#define STOCK_RETURNED_H

#include "ledger/entry.h"
#include "stock/masters.h"

/* What comes back from a customer, or goes back to a vendor. */
struct returned_line {
	const struct item *item;
	const char *lot, *party; /* NULL: of any */
	enum place end; /* PLACE_CUSTOMER or PLACE_VENDOR */
	int64_t at, qty;
};

/*
 * The rule of stock.return_unsold: at no time has more of the item (and lot)
 * come back than was sold to the party, or gone back than it delivered.  The
 * lines that were told to returned_add() count, too.  OPS_DATA, or a note.
 */
struct returned;
struct returned *returned_new(struct ops *);
int returned_check(struct ops *, const struct returned *,
    const struct returned_line *);
void returned_add(struct ops *, struct returned *,
    const struct returned_line *);

/* The last n of them were not posted after all. */
void returned_drop(struct returned *, size_t n);

/*
 * The same of an undo whose lines are stored: what was sold and has come
 * back meanwhile is not taken back.  The message names the entries of the
 * returns.
 */
int returned_check_undo(struct ops *, const struct entry *);

#endif
