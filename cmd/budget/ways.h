/* What to do where the gate of a budget says no. */
#ifndef CMD_BUDGET_WAYS_H
#define CMD_BUDGET_WAYS_H

#include "budget/gate.h"
#include "budget/standing.h"

/*
 * Of an answer that is no, in ops->mem: up to three accounts beside it that
 * may give what is lacking, where that would do; the first month of the
 * fiscal year in which it fits; who may override.  Else *out stays.
 */
int ways_out(struct ops *, struct standing *, const struct gate_question *,
    int64_t amount, const struct gate_answer *, const char **out);

#endif
