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
};

/* The fields that all of them have, so that a CSV serves each. */
#define MOVE_HEAD(how, member) AT_##how(struct move_head, member)
#define MOVE_LINE(how, member) AT_##how(struct move_line, member)
#define MOVE_WHAT(help)                                                \
	{ "date", 0, &kind_time, MOVE_HEAD(INT, date), 0,              \
	    "when it happened (now)" },                                \
	{ "item", 0, &kind_item, MOVE_LINE(ITEM, item),                \
	    FIELD_REQUIRED | FIELD_LINE, help }
#define MOVE_QTY                                                       \
	{ "qty", 0, &kind_said, MOVE_LINE(SAID, qty),                  \
	    FIELD_REQUIRED | FIELD_LINE, "how much" }
#define MOVE_PAPERS                                                    \
	{ "lot", 0, &kind_code, MOVE_LINE(TEXT, lot), FIELD_LINE,      \
	    "the lot" },                                               \
	{ "reference", 0, &kind_code, MOVE_HEAD(TEXT, reference), 0,   \
	    "order, delivery note, document" },                        \
	{ "reason", 0, &kind_text, MOVE_HEAD(TEXT, reason), 0, "why" }

/* Marks as missing what a verb has no field for. */
enum { MOVE_NO_COST = 1, MOVE_NO_PRICE = 2 };
void move_lines_lack(struct move_line *, size_t n, unsigned what);

/*
 * Posts the lines of a head; a date that is missing is now, and a quantity
 * below 0 goes the other way.
 */
int move_lines_post(struct call *, const struct move_head *,
    const struct move_line *, size_t n);

#endif
