/* What the verbs of ops stock location share. */
#ifndef CMD_STOCK_LOCATION_H
#define CMD_STOCK_LOCATION_H

#include "stock/kinds.h"

struct location_input {
	const char *code, *name, *kind, *parent;
	int create;
};

extern const struct column location_columns[]; /* ends with name NULL */

#endif
