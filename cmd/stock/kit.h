/* What the verbs of ops stock kit share. */
#ifndef CMD_STOCK_KIT_H
#define CMD_STOCK_KIT_H

#include "stock/kinds.h"
#include "stock/kit.h"

extern const struct column kit_columns[]; /* of list, and taken by set */

/* How much of which kit is asked about; OPS_DATA: it is none. */
struct kit_asked {
	const struct item *item;
	int64_t qty; /* 1, where it is not said */
};
#define KIT_AT(how, member) AT_##how(struct kit_asked, member)
int kit_ask(struct call *, struct kit_asked *, struct kits **);

#endif
