/* What the verbs of ops budget rates share. */
#ifndef CMD_BUDGET_RATES_H
#define CMD_BUDGET_RATES_H

#include "budget/rates.h"

extern const struct column rates_columns[]; /* ends with name NULL */

#endif
