/* What a sheet to pick by has: the columns that ops stock issue takes. */
#ifndef CMD_STOCK_PICK_H
#define CMD_STOCK_PICK_H

#include "io/relation.h"

extern const struct column pick_columns[]; /* ends with name NULL */

#endif
