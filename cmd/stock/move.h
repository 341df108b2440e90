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
	const struct shippings *ships; /* of what lines, NULL */
	int releases; /* it lets goods out of quarantine */
};

struct move_line {
	const struct item *item;
	struct said qty;
	int64_t unit_cost, price;
	const char *lot;
	int64_t counted; /* of adjust: what is there, NONE */
	int64_t expires; /* of receive: the last good day of the lot, NONE */
	const struct location *from; /* instead of the head's, NULL */

	/*
	 * When it was posted: its number in the entry, qty in the item's
	 * unit.
	 */
	int64_t posted, moved, value;
};

/* The head of a verb that may choose lots itself. */
struct fefo_head {
	struct move_head move;
	int fefo;
};

/*
 * The fields that several of them have: each verb lists those it can mean.
 * A field that all of them get joins MOVE_PAPERS, here; move.c, which takes
 * them all, says above its includes where they stand in its record.
 */
#ifndef MOVE_HEAD
#define MOVE_HEAD(how, member) AT_##how(struct move_head, member)
#define MOVE_LINE(how, member) AT_##how(struct move_line, member)
#define MOVE_OF_LINE FIELD_LINE
#endif

#define MOVE_WHAT(help)                                                 \
	{ "date", 0, &kind_time, MOVE_HEAD(INT, date), 0,               \
	    "when it happened (now)" },                                 \
	{ "item", 0, &kind_item, MOVE_LINE(ITEM, item),                 \
	    FIELD_REQUIRED | MOVE_OF_LINE, help }
#define MOVE_FROM                                                       \
	{ "from", 0, &kind_location, MOVE_HEAD(LOCATION, from),         \
	    FIELD_REQUIRED, "the place it leaves" }
#define MOVE_TO                                                         \
	{ "to", 0, &kind_location, MOVE_HEAD(LOCATION, to),             \
	    FIELD_REQUIRED, "the place it comes to" }
#define MOVE_QTY                                                        \
	{ "qty", 0, &kind_said, MOVE_LINE(SAID, qty),                   \
	    FIELD_REQUIRED | MOVE_OF_LINE, "how much" }
#define MOVE_COST(help)                                                 \
	{ "unit_cost", 0, &kind_price, MOVE_LINE(INT, unit_cost),       \
	    MOVE_OF_LINE, help }
#define MOVE_LOT                                                        \
	{ "lot", 0, &kind_code, MOVE_LINE(TEXT, lot), MOVE_OF_LINE,     \
	    "the lot, or the serial" }
#define MOVE_REFERENCE                                                  \
	{ "reference", 0, &kind_code, MOVE_HEAD(TEXT, reference), 0,    \
	    "order, delivery note, document" }
#define MOVE_PAPERS                                                     \
	MOVE_LOT, MOVE_REFERENCE,                                       \
	{ "reason", 0, &kind_text, MOVE_HEAD(TEXT, reason), 0, "why" }
#define MOVE_PARTY(help)                                                \
	{ "party", 0, &kind_party, MOVE_HEAD(TEXT, party), 0, help }
#define MOVE_PRICE                                                      \
	{ "price", 0, &kind_price, MOVE_LINE(INT, price), MOVE_OF_LINE, \
	    "what one was sold for" }

#define MOVE_FEFO(head)                                                    \
	{ "fefo", 0, &kind_flag, AT_FLAG(head, fefo), FIELD_OPTION,        \
	    "from the places below, too: what expires first, then as one " \
	    "walks" }
#define MOVE_EXPIRES                                                    \
	{ "expires", 0, &kind_day, MOVE_LINE(INT, expires),             \
	    MOVE_OF_LINE, "the last day on which the lot is good" }

/*
 * Posts the lines of a head; a date that is missing is now, and a quantity
 * below 0 goes the other way.  What the verb has no field for is missing.
 */
int move_lines_post(struct call *, const struct move_head *,
    struct move_line *, size_t n);

/*
 * The same; but each line is posted as one for each lot and place that
 * `from` and what is below it give up first (stock/fefo.h).
 */
int move_lines_fefo(struct call *, const struct move_head *,
    struct move_line *, size_t n);

#endif
