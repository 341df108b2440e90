/* What the verbs of ops stock level share. */
#ifndef CMD_STOCK_LEVEL_H
#define CMD_STOCK_LEVEL_H

#include "stock/kinds.h"
#include "stock/level.h"

extern const struct column level_columns[]; /* ends with name NULL */

#endif
