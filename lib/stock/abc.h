/* ABC classes of the rows of a relation: by the book's rules or by others. */
#ifndef STOCK_ABC_H
#define STOCK_ABC_H

#include "base/map.h"
#include "base/ops.h"
#include "base/vec.h"
#include "stats/ranking.h"

/* The rules; texts that are NULL are the book's. */
struct abc_rules {
	struct cuts cuts;
	enum crossing crossing;
};

/*
 * "0.80,0.95" and "higher" or "lower"; where they are NULL, stock.abc and
 * stock.crossing.  Errors name the option --cuts, or the setting.
 */
int abc_rules(struct ops *, const char *cuts, const char *crossing,
    struct abc_rules *);

/* Cuts of an option, or, where its text is NULL, of a setting. */
int abc_cuts(struct ops *, const char *option, const char *text,
    const char *setting, struct cuts *);

/* What there is to rank: zero it and set .keys.mem to begin. */
struct abc {
	struct map keys; /* to the number of the row, + 1 */
	VEC(struct ranked) rows;
	int64_t total;
};

/*
 * Adds a value (NONE: unknown) to a key's; `data` is the row's, the first
 * one counts.  Copies the key.  OPS_DATA where it is too large.
 */
int abc_add(struct ops *, struct abc *, const char *key, const void *data,
    int64_t value);

/* When all are there: ranks the rows. */
int abc_rank(struct ops *, struct abc *);

/* "A", "B" ..., NULL of an unknown value; never freed. */
const char *abc_class(const struct abc *, const struct ranked *,
    const struct abc_rules *);

/* "cut at 0.8, 0.95; higher": the rules in words, in ops->mem. */
const char *abc_words(struct ops *, const struct abc_rules *);

#endif
