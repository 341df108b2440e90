/* Transfers: budget goes from an account and month to another one. */
#ifndef BUDGET_TRANSFER_H
#define BUDGET_TRANSFER_H

#include "budget/line.h"

struct transfer {
	const struct account *from, *to;
	int64_t at;			      /* seconds UTC */
	int64_t period, to_period;	      /* months */
	int64_t amount;			      /* minor units, above 0 */
	struct foreign said;		      /* the same, as it was said */
	const char *dimension, *to_dimension; /* canonical, NULL */
	const char *reference, *note;
	const char *source; /* where it was said, NULL: by options */
	int64_t line;
};

/* What can be said of one by itself.  OPS_DATA. */
int transfer_check(struct ops *, const struct transfer *);

/*
 * Posts n transfers as reason `transfer`.  The giver must have what it gives
 * when all are made: of its month; or, as its horizon says, of the fiscal
 * year so far and in every later month of it, or of the whole fiscal year.
 * Where an account above only one of the two has a budget of its own, this
 * cap moves with it, so that no money is lost nor made.  OPS_DENIED: a rule
 * of budget.transfers forbids it, or money is short.
 */
int transfers_post(struct ops *, struct entry *, const struct transfer *,
    size_t n);

/*
 * Which of n would be posted, each by itself, with n_extra lines as if they
 * were: at most so many of them come to the front, and *n says how many.
 */
int transfers_may(struct ops *, const struct budget_line *extra, size_t n_extra,
    struct transfer *, size_t *n, size_t most);

/*
 * Posts, like a line of an account in the i-th month of its numbers, lines of
 * the caps above it, up to those above `other` (NULL: all).
 */
struct number_node;
int caps_move(struct ops *, struct entry *, const struct number_node *,
    size_t i, const char *other, const struct budget_line *like);

#endif
