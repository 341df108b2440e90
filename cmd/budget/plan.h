/* What ops budget plan set and plan revise share. */
#ifndef CMD_BUDGET_PLAN_H
#define CMD_BUDGET_PLAN_H

#include "budget/kinds.h"
#include "budget/plan.h"

struct plan_input {
	const struct account *account;
	const char *period, *dimension, *weights, *like, *amount, *currency;
};

extern const struct field plan_fields[];   /* ends with name NULL */
extern const struct column plan_list_columns[]; /* of plan list; ends so, too */

/* The functions of either verb; c->own is its struct planning. */
int plan_begin_call(struct call *);
int plan_record(struct call *, void *rec);

#endif
