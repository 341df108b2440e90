/* What the verbs of ops stock lot share. */
#ifndef CMD_STOCK_LOT_H
#define CMD_STOCK_LOT_H

#include "stock/kinds.h"

extern const struct column lot_columns[]; /* ends with name NULL */

#endif
