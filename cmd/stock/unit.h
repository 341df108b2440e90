/* What the verbs of ops stock unit share. */
#ifndef CMD_STOCK_UNIT_H
#define CMD_STOCK_UNIT_H

#include "stock/kinds.h"

extern const struct column unit_columns[]; /* ends with name NULL */

#endif
