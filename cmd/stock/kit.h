/* What the verbs of ops stock kit share. */
#ifndef CMD_STOCK_KIT_H
#define CMD_STOCK_KIT_H

#include "stock/kinds.h"
#include "stock/kit.h"

extern const struct column kit_columns[]; /* of list, and taken by set */

#endif
