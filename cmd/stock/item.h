/* What the verbs of ops stock item share. */
#ifndef CMD_STOCK_ITEM_H
#define CMD_STOCK_ITEM_H

#include "stock/kinds.h"

struct item_input {
	struct item item;
	int create;
};

extern const struct field item_set_fields[]; /* create, then those of add */
extern const struct column item_columns[]; /* ends with name NULL */

enum { ITEM_COLUMNS = 14 };

/* The cells of item_columns. */
void item_cells(const struct item *, struct cell *);

#endif
