/* Dead stock: what nobody has wanted for long. */
#ifndef STOCK_DEAD_H
#define STOCK_DEAD_H

#include "stock/value.h"

struct dead_row {
	const struct item *item;
	int64_t qty, value;
	int64_t first_in, last_in; /* when something came, seconds */
	int64_t last_out; /* to a customer or to production; or NONE */
};

/*
 * Gives, in ops->keep, the items of which there is some at as_of, and of
 * which nothing went out at `since` or later, nor came first after it; those
 * that are worth most first.
 */
int dead_stock(struct ops *, const struct item *const *item, size_t n,
    int64_t as_of, int64_t known, int64_t since, struct dead_row **,
    size_t *rows);

#endif
