/* What places hold at every time, kept in memory while rows are checked. */
#ifndef STOCK_OUTLOOK_H
#define STOCK_OUTLOOK_H

#include "stock/move.h"

/*
 * With --keep-going each row is checked by itself, and to replay all later
 * moves of its item for each row is quadratic.  So an item of which much has
 * been replayed is read once, and from then on a row costs a search.  Its
 * moves must be told with outlook_add(), as they are posted.  Where that is
 * more than some 50 MB, all is forgotten, and begins anew.
 */
struct outlook;
struct outlook *outlook_new(struct ops *);
void outlook_free(struct outlook *); /* NULL is fine */

/*
 * The check of stock.negative for n moves that belong together: 1, it was
 * done, and nothing is wrong but what has been noted; 0: the outlook does
 * not know, they must be replayed; or an ops_err.
 */
int outlook_check(struct outlook *, const struct entry *, int policy,
    const struct move *, size_t n);

/* How many moves of the book the replay of these has met. */
void outlook_replayed(struct outlook *, const struct move *, size_t n,
    size_t met);

/* A move is posted. */
int outlook_add(struct outlook *, const struct move *);

#endif
