/* What the verbs of ops stock inspect share. */
#ifndef CMD_STOCK_INSPECT_H
#define CMD_STOCK_INSPECT_H

#include "stock/inspection.h"
#include "stock/kinds.h"

/* Of a list with its lines; each ends with name NULL. */
extern const struct column inspect_columns[];
extern const struct column inspect_plan_columns[];

#endif
