/* What the verbs of ops stock demand share. */
#ifndef CMD_STOCK_DEMAND_H
#define CMD_STOCK_DEMAND_H

#include "stock/demand.h"
#include "stock/kinds.h"

/* A line as it is said. */
struct demand_line {
	int64_t line;
	const struct item *item;
	struct said qty;
	int64_t due, promised;
	const struct location *location;
	int64_t priority, price;
	int64_t first_promised, cancelled;
	const char *reason;
};

struct demand_head {
	const char *order, *party, *reference;
	int64_t date;
};

extern const struct column demand_columns[]; /* ends with name NULL */

/* Of fields: an order that is to be made, and one that there is. */
extern const struct kind kind_new_order, kind_order;

/* The line's quantity in the item's unit, and its price for one of that. */
int demand_said(struct ops *, const struct demand_line *, struct demand *);

#endif
