/* Amounts in another currency: --in of the verbs that report budgets. */
#ifndef CMD_BUDGET_IN_H
#define CMD_BUDGET_IN_H

#include "budget/rates.h"

#define FIELD_IN(S, member)                                              \
	{ "in", 0, &kind_currency, AT_TEXT(S, member), 0,                \
	    "amounts in this currency, by its rate of today (--as-of)" }

/* The verb's own_writer: --where counts in the currency's decimals. */
int in_open(struct call *, struct sink **writer);

/*
 * From now on c->out turns all money into the currency (NULL: nothing to
 * do), but rows with a `unit` or of an account with one, and adds columns
 * currency, fx_rate, fx_date.  Before call_begin().
 */
int in_begin(struct call *, const char *currency);

/*
 * The amount in a column of the next row was said in a currency: in that one
 * it is shown as it was said.  The sink is what in_begin() left in c->out.
 */
void in_said(struct sink *, size_t column, const char *currency,
    int64_t amount);

#endif
