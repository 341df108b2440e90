/* What is where: balances now, and as of any past time. */
#ifndef STOCK_BALANCE_H
#define STOCK_BALANCE_H

#include "stock/masters.h"

struct expected_book;

/* What is asked; zero it and set as_of and known, then what is wanted. */
struct balance_query {
	const struct item *item;	 /* NULL: all */
	const struct location *const *place; /* n places with all below them */
	size_t n;			 /* 0: all */
	int64_t as_of; /* last second that counts, NONE: all time */
	int64_t known; /* last entry that counts, NONE: all */
	int by_site, by_location, by_lot; /* keys beside the item */
	int zeros;	/* by item alone: items of which there is none, too */
	int everywhere; /* vendors, customers ... too, not only our places */
	const struct expected_book *expected; /* what will come, or NULL */
	int usable; /* how much of it can be used is wanted, too */
};

/* Location and lot are NULL where they are no key; by site it is the site. */
struct balance_row {
	const struct item *item;
	const struct location *location;
	const struct lot *lot;
	int64_t on_hand; /* millionths of the item's unit */
	int64_t expected; /* the same of what will come; of no lot */
	int64_t usable; /* neither in quarantine nor expired; not asked: 0 */
};

/*
 * Calls row() for each key whose balance is not 0, or of which something is
 * expected, in the order of sku, location code, lot; stops where it gives what
 * is not 0, and gives that back.  Now it reads the kept sums; as of another
 * time it adds the moves up to then, or takes back those after, whatever is
 * less.  OPS_DATA where a balance does not fit a number.
 */
int balances(struct ops *, const struct balance_query *,
    int (*row)(void *, const struct balance_row *), void *data);

/*
 * The same item by item, as they are asked for: the query's item does not
 * count, but where there is one, no other is asked for.
 */
struct balancing;
int balances_open(struct ops *, const struct balance_query *,
    struct balancing **);
int balances_item(struct balancing *, const struct item *,
    int (*row)(void *, const struct balance_row *), void *data);
void balances_close(struct balancing *); /* NULL is fine */

/* Adds to a sum of the item's quantities; OPS_DATA where it is too large. */
int balance_add(struct ops *, const struct item *, int64_t *sum, int64_t qty);

/*
 * Room for a number of each item, at its id: all 0, in ops->mem.  The items
 * are given in any order.
 */
int64_t *balance_numbers(struct ops *, const struct item *const *item,
    size_t n);

#endif
