/* What the verbs of counts share. */
#ifndef CMD_STOCK_COUNT_H
#define CMD_STOCK_COUNT_H

#include "stock/counted.h"
#include "stock/kinds.h"

extern const struct kind kind_stock_count;  /* the code of one that is there */
extern const struct kind kind_item_class;   /* A, B, C */
extern const struct column count_columns[]; /* of the list; `post` knows them */

#endif
