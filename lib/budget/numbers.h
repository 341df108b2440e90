/* The five numbers of accounts and months: the one place they come from. */
#ifndef BUDGET_NUMBERS_H
#define BUDGET_NUMBERS_H

#include "budget/account.h"
#include "budget/line.h"
#include "budget/month.h"

/* Minor units; available = budget - pre - committed - actual, always. */
struct five {
	int64_t budget, pre, committed, actual, available;
};

/* OPS_DATA where a sum does not fit. */
int five_add(struct ops *, struct five *, const struct five *);
int five_zero(const struct five *);

/*
 * What is asked: lines effective up to a second and known up to an entry
 * (NONE: all; then kept totals answer), of one account with all below it
 * (NULL: of all), with dimensions that all match, each "axis=value"; and with
 * lines that are not posted, as if they were.
 */
struct numbers_wish {
	struct months months;
	int64_t until, known;
	const char *under;
	const char *const *dimension;
	size_t dimensions;
	const struct budget_line *extra;
	size_t n_extra;
};

/*
 * An account, or a part of names that is none (account NULL), in the tree of
 * accounts with one unit.  The arrays have an element for each month.
 * `own` was posted on itself.  `sum` is with all below it; its budget is its
 * own where it has one in the fiscal year (it is the cap of what is below
 * it), else the sum of those below.
 */
struct number_node {
	const char *name, *unit; /* unit NULL: money */
	const struct account *account;
	struct number_node *up, *next;	 /* NULL: at the top; a sibling */
	struct number_node *below, *last; /* the first and last below it */
	int depth;			       /* 1 at the top */
	struct five *own, *sum;
	int *caps; /* by month: its own budget counts */
};

struct numbers {
	struct months months;
	size_t n_months;
	struct number_node *top; /* the first one; its siblings follow */
	const char *under;	 /* rows are of this one; NULL: of all */
	struct number_node **of; /* by the id of the account, NULL */
	size_t ids;
};

/* All of it lives in ops->mem. */
int numbers_load(struct ops *, const struct numbers_wish *, struct numbers **);

/*
 * What stands at the stages of an account and month becomes so much more, or
 * less; the source's does not.  OPS_DATA where a sum does not fit: then no
 * number is any good.
 */
int numbers_change(struct ops *, struct numbers *, const struct account *,
    int64_t period, const int64_t of[STAGES]);

/* The node of an account, or of a name between colons; or NULL. */
const struct number_node *numbers_of(const struct numbers *,
    const struct account *);
const struct number_node *numbers_find(const struct numbers *, const char *name,
    const char *unit);

/* The sum of months [from, to) of an array. */
int five_sum(struct ops *, const struct five *, size_t from, size_t to,
    struct five *out);

/*
 * Rows that foot: none is in another one, but with `tree`, where a row
 * stands before those below it that sum to it.  What is below `depth` (0: no
 * limit) is in the row above it.
 *	x:(unallocated)	 of x's own budget, what no account below has, and
 *			 what is posted on x itself
 *	(unbudgeted)	 what accounts without a budget, none above them
 *			 either, have bound and spent; with tree x:(unbudgeted)
 * `all`: accounts without a budget, or without any number, have rows of
 * their own.
 */
struct numbers_view {
	int tree, all, total; /* total: a last row (total) */
	int64_t depth;
};
struct numbers_row {
	const char *account, *unit;
	int depth;
	const struct five *month; /* n_months of them */
};
int numbers_rows(struct ops *, const struct numbers *,
    const struct numbers_view *, int (*row)(void *, const struct numbers_row *),
    void *data);

#endif
