/* Sums of numbers under keys of texts, over millions of rows. */
#ifndef STOCK_TALLY_H
#define STOCK_TALLY_H

#include "base/ops.h"

enum { TALLY_KEYS = 8 };

struct tally_row {
	const char *key[TALLY_KEYS]; /* NULL: missing */
	int64_t *sum;
};

struct tally;

/* Lives in ops->keep. */
struct tally *tally_new(struct ops *, size_t keys, size_t sums);

/*
 * Keys are compared by address: a text of a master is one already, of any
 * other text this is the one that stands for all equal ones.
 */
const char *tally_word(struct tally *, const char *text);

/* OPS_DATA where a sum is too large a number. */
int tally_add(struct tally *, const char *const *key, const int64_t *add);

/* In the order of the keys, missing ones last; until the next tally_add(). */
const struct tally_row *tally_rows(struct tally *, size_t *n);

#endif
