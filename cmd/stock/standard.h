/* What the verbs of ops stock standard share. */
#ifndef CMD_STOCK_STANDARD_H
#define CMD_STOCK_STANDARD_H

#include "stock/kinds.h"
#include "stock/standard.h"

extern const struct column standard_columns[]; /* ends with name NULL */

#endif
