/* The numbers as they stand, kept while many questions are asked of them. */
#ifndef BUDGET_STANDING_H
#define BUDGET_STANDING_H

#include "budget/numbers.h"

/*
 * Of each tree that was asked for its numbers are loaded once; lines are then
 * put in, and taken out again, in the time that a way up the tree takes.
 */
struct standing;

/*
 * With lines that are not posted, as if they were: the caller's.  Known up to
 * an entry, NONE: all.  It lives in ops->keep.
 */
struct standing *standing_new(struct ops *, int64_t known,
    const struct budget_line *extra, size_t n);

/*
 * The numbers of the tree that an account is in, for whole fiscal years with
 * these months, and maybe more.  They are good until the next call for other
 * months, and change with standing_put().
 */
int standing_of(struct ops *, struct standing *, const struct account *,
    const struct months *, struct numbers **);

/* What its numbers are loaded by. */
struct numbers_wish standing_wish(const struct standing *);

/*
 * A line is as if it were posted; with `back` it is taken out again.  Only
 * what was loaded changes: load first.  No budget may change by it: neither
 * of its stages is the source.
 */
int standing_put(struct ops *, struct standing *, const struct budget_line *,
    int back);

/*
 * Kept totals have changed by so much: the one of all questions of a command
 * (standing_all()) follows.  On errors, and where budgets or accounts have
 * changed, what was loaded is forgotten.
 */
struct standing *standing_all(struct ops *);
int standing_follow(struct ops *, int64_t account, int64_t period,
    const int64_t of[STAGES]);
void standing_forget(struct ops *);

#endif
