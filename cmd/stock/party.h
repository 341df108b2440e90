/* What the verbs of ops stock party share. */
#ifndef CMD_STOCK_PARTY_H
#define CMD_STOCK_PARTY_H

#include "stock/kinds.h"

struct party_input {
	struct party party;
	int create;
};

extern const struct column party_columns[]; /* ends with name NULL */

#endif
