/* Numbers by which others know our items: barcodes, vendors' and old ones. */
#ifndef STOCK_ITEMALIAS_H
#define STOCK_ITEMALIAS_H

#include "stock/masters.h"

extern const char *const alias_words[]; /* gtin vendor customer old NULL */

/* A GTIN has its 14 digits as code; party NULL: everybody says so. */
struct item_alias {
	const char *code, *party;
	const struct item *item;
	const char *unit; /* what one of it is; NULL: one of the item */
	const char *kind; /* one of the words */
};

/* Posts one.  OPS_DATA where it is there already, or means another item. */
int item_alias_post(struct ops *, struct entry *, const struct item_alias *);

/*
 * What a party (NULL: nobody in particular) means by a code: its own
 * number, else one that everybody knows, else the only one there is.
 * Item NULL where nobody means anything; OPS_DATA where several mean
 * different things.  Texts live in ops->keep.
 */
int item_alias_find(struct ops *, const char *code, const char *party,
    struct item_alias *);

/*
 * Calls row() for each as known after entry `known`, by code and party;
 * stops where it gives what is not 0, and gives that back.
 */
int item_aliases(struct ops *, int64_t known,
    int (*row)(void *, const struct item_alias *), void *data);

#endif
