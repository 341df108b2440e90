/* What the verbs that move goods share. */
#ifndef CMD_STOCK_MOVE_H
#define CMD_STOCK_MOVE_H

#include "stock/kinds.h"
#include "stock/move.h"

/* The head of a move, and one of its lines. */
struct move_head {
	int64_t date;
	const struct location *from, *to;
	const char *reference, *reason, *party;
};

struct move_line {
	const struct item *item;
	struct said qty;
	int64_t unit_cost, price;
	const char *lot;
	int64_t counted; /* of adjust: what is there, NONE */
};

/*
 * Posts the lines of a head; a date that is missing is now, and a quantity
 * below 0 goes the other way.
 */
int move_lines_post(struct call *, const struct move_head *,
    const struct move_line *, size_t n);

#endif
