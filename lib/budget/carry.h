/* Carry-forward: what a period leaves, into a month behind it. */
#ifndef BUDGET_CARRY_H
#define BUDGET_CARRY_H

#include "budget/line.h"
#include "budget/month.h"

struct carry {
	struct months from;
	int64_t to;	   /* the month, behind them */
	int balance;	   /* what is available, or lacking, at the end */
	int commitments;   /* what is asked for and ordered, with its budget */
	const char *under; /* an account with all below it, NULL: all */
	int64_t at;	   /* seconds UTC */
	const char *note;
};

/*
 * Posts lines of reason carry-forward.  Afterwards nothing is available, and
 * nothing lacking, in the months of `from` together (balance), nor bound in
 * them (commitments); the month `to` has it.  Budget is taken from their last
 * month, since those before may be closed.  Only an account with a budget of
 * its own leaves a balance.  A second time there is nothing to carry, and
 * nothing is posted.
 */
int carry_post(struct ops *, struct entry *, const struct carry *);

#endif
