/* Opening: what a book begins with, said to be there at an instant. */
#ifndef STOCK_OPENING_H
#define STOCK_OPENING_H

#include "stock/demand.h"
#include "stock/expected.h"
#include "stock/move.h"

/*
 * One call that opens a book at an instant; OPS_DATA where something moved
 * before it.
 */
struct opening;
int opening_begin(struct ops *, int64_t at, struct opening **);
int64_t opening_at(const struct opening *);

/*
 * What a place holds of an item (and lot) at the instant: what the book has
 * there by then is subtracted, so that saying it again posts nothing, and
 * saying more or less posts the difference.  Item, to, lot, qty with its
 * unit, unit_cost and expires of the order are given (qty may be 0); it
 * comes from ADJUSTMENT.  OPS_DATA where the call has said it before.
 */
int opening_stock(struct ops *, struct entry *, struct opening *,
    struct move_order *);

/*
 * A line of an order that is open then; a line that is NONE is the next of
 * its order in this call.  What the book has of it is replaced.
 */
int opening_expected(struct ops *, struct entry *, struct opening *,
    struct expected *);

/*
 * A line that a customer has open then; line as above, a missing date is the
 * instant.  OPS_DATA where the book has the line, and it says something else.
 */
int opening_demand(struct ops *, struct entry *, struct opening *,
    struct demand *);

#endif
