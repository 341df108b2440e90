/* What a move must be: lots, serials, expiry and the status of its item. */
#ifndef STOCK_RULES_H
#define STOCK_RULES_H

#include "stock/move.h"

/*
 * The rules of the i-th of n orders that belong together; its lot and party
 * are looked up.  Sets `expires` to what a lot that is new shall have.
 * OPS_DATA: a lot is missing, a serial is there twice or is no single piece,
 * a lot has another expiry; OPS_DENIED: the item's status or stock.expired
 * forbids it.
 */
int rules_check(struct ops *, struct entry *, struct move_order *o, size_t i);

/* The orders passed and will be posted: their serials count from now on. */
void rules_passed(struct ops *, struct entry *, const struct move_order *,
    size_t n);

/* The reverse of a move: would it bring a serial in twice? */
int rules_check_reverse(struct ops *, struct entry *, const struct move *);

/* The local day of an instant. */
int64_t rules_day(struct ops *, int64_t at);

#endif
