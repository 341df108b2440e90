/* Dead stock: what nobody has wanted for long. */
#ifndef STOCK_DEAD_H
#define STOCK_DEAD_H

#include "stock/value.h"

struct dead_row {
	const struct item *item;
	const struct location *site; /* NULL: in none, or not by site */
	int64_t qty, value;
	int64_t first_in, last_in; /* when something came, seconds */
	int64_t last_out;	   /* to a customer or to production; or NONE */
	int64_t last_moved;	   /* to other places of ours; or NONE */
};

/* What is asked; zero it and set the times, then what is wanted. */
struct dead_query {
	const struct item *const *item; /* n of them; 0: all */
	size_t n;
	const struct location *const *place; /* with all below them; 0: all */
	size_t places;
	int by_site;
	int64_t as_of, known;
	int64_t since;
};

/*
 * Gives, in ops->keep, the items of which there is some at as_of (by site,
 * or in all the places together), and of which nothing went out at `since`
 * or later, nor to other places of ours, nor came first after it; those that
 * are worth most first.
 */
int dead_stock(struct ops *, const struct dead_query *, struct dead_row **,
    size_t *rows);

#endif
