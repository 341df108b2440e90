/* Budgets of dimensions: which of them cap a line, and the gate's answer. */
#ifndef BUDGET_GATEPARTS_H
#define BUDGET_GATEPARTS_H

#include "budget/gate.h"

/*
 * A line of cost_centre=K1,project=P2 is of three parts: of K1, of P2, and of
 * both together.  A part of an account, or of one above it, that has a budget
 * in the fiscal year is capped by it, as `ops budget status --dimension`
 * shows it, beside the account as a whole.
 *
 * Asks about each part of the question's dimension: `w` are the numbers with
 * what is asked in them, but without a dimension.  The worst answer stands,
 * *out included, which is the account's as a whole.  With an `asker` many
 * questions of the same numbers ask about each part once: the answer to the
 * others is what *out was.
 */
struct parts_asker;
struct parts_asker *parts_asker_new(struct arena *);
int gate_ask_parts(struct ops *, struct parts_asker *,
    const struct numbers_wish *w, const struct gate_question *,
    struct gate_answer *out);

/* Is anything planned with a dimension? */
int parts_any(struct ops *, int *some);

/* "cost_centre=K1,project=P2" as a wish has it; in ops->mem. */
size_t dimension_split(struct ops *, const char *canonical,
    const char *const **out);

#endif
