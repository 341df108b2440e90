/* Reservations: which goods are kept for which lines of demand. */
#ifndef STOCK_RESERVE_H
#define STOCK_RESERVE_H

#include "stock/demand.h"

/* The values of the setting stock.reserved, in its order. */
enum { RESERVED_REFUSE, RESERVED_WARN, RESERVED_ALLOW };

/* Goods kept for a line; qty in millionths. */
struct reservation {
	const char *order;
	int64_t line, n; /* n numbers those of the line */
	const struct item *item;
	const struct location *location;
	const struct lot *lot; /* NULL: of no lot */
	int64_t qty;
	struct reservation *next; /* of the item */
};

/*
 * All reservations, or those of one item, in `mem`.  They have no time but
 * the recorded one: as of a past time they are those recorded by then.
 */
struct reserved;
int reserved_load(struct ops *, struct arena *mem, const struct item *,
    int64_t as_of, int64_t known, struct reserved **);

/* Those of an item, in the order of (order, line, n). */
const struct reservation *reserved_first(const struct reserved *,
    const struct item *);

/*
 * How much of an item is reserved: in n places and all below them (0: any),
 * and in the place `at` itself (NULL: any); of a lot, NULL is all, and the
 * lot reserved_no_lot what has none.  OPS_DATA where that is too large.
 */
extern const struct lot reserved_no_lot;
int reserved_of(const struct reserved *, const struct item *,
    const struct location *const *place, size_t n, const struct location *at,
    const struct lot *, int64_t *sum);

/* Those for a line, n of them; and how much that is. */
const struct reservation *const *reserved_for(const struct reserved *,
    const struct item *, const char *order, int64_t line, size_t *n);
int reserved_line(const struct reserved *, const struct item *,
    const char *order, int64_t line, int64_t *sum);

/* What of a line may be taken from where: NULL is any. */
struct bin_filter {
	const struct location *place; /* with all below it */
	const char *lot;
};

/*
 * Reserves for a line by hand: `qty`, which has to be there (OPS_DATA), or
 * (NONE) as much of what is open as there is.
 */
int reserve_line(struct ops *, struct entry *, const char *order, int64_t line,
    const struct bin_filter *, int64_t qty);

/* Which lines are served: NULL is all. */
struct reserve_filter {
	const char *order;
	const struct item *const *item; /* n of them, 0: all */
	size_t n;
	const struct location *place; /* lines and goods of it */
};

/*
 * Goes through the open lines by priority, then by the day that counts, then
 * by date, order and line, and gives each what is still free.  With row()
 * nothing is posted: it gets each reservation that would be.
 */
int reserve_all(struct ops *, struct entry *, const struct reserve_filter *,
    int (*row)(void *, const struct reservation *), void *data);

/*
 * Releases what is reserved for an order: of a line, a place, a lot, an item
 * (all may be missing), at most `qty` (NONE: all); *n counts reservations.
 */
struct release {
	const char *order;
	int64_t line;
	const struct item *item;
	struct bin_filter from;
	int64_t qty;
};
int reserve_release(struct ops *, struct entry *, const struct release *,
    int64_t *n);

/* Posts one, added to what the line has there already; gives it its n. */
int reserve_post(struct ops *, struct entry *, struct reservation *);

/* A line keeps at most so much; the last reservations go first. */
int reserve_trim(struct ops *, struct entry *, const char *order, int64_t line,
    int64_t keep);

/*
 * Where rows are posted one by one: would a row take what is reserved for
 * others (than the lines it ships)?  OPS_DATA, and nothing was done.  Those
 * that passed all checks count from then on.
 */
struct move_order;
int reserve_check_now(struct ops *, struct entry *, const struct move_order *,
    size_t n);
void reserve_passed(struct ops *, struct entry *, const struct move_order *,
    size_t n);

/* What passed is in the kept balances from now on. */
void reserve_kept(struct entry *);

/* Goods of a line left a place: its reservation there is used up. */
int reserve_shipped(struct ops *, struct entry *, const char *order,
    int64_t line, const struct location *from, const char *lot, int64_t qty);

#endif
