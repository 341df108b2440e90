/* The columns of ops stock plan, which ops stock transfer takes, too. */
#ifndef CMD_STOCK_PLAN_H
#define CMD_STOCK_PLAN_H

#include "io/relation.h"

extern const struct column plan_columns[]; /* ends with name NULL */

#endif
