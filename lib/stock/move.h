/* Moves: goods go from a place to a place, double entry by construction. */
#ifndef STOCK_MOVE_H
#define STOCK_MOVE_H

#include "ledger/flow.h"
#include "stock/masters.h"

/*
 * One move.  Numbers that are missing are NONE, texts and pointers NULL.
 * qty is in the item's unit and positive; said_qty and said_unit are given
 * where it was said in another; unit_cost and price are then for one of that
 * unit.  value = the quantity as said x unit_cost, rounded once.
 */
struct move {
	const struct item *item;
	int64_t at; /* when it happened, seconds UTC */
	const struct location *from, *to;
	const struct lot *lot;
	const struct party *party;
	int64_t qty, value;
	int64_t unit_cost, price; /* millionths of a currency unit */
	int64_t said_qty;
	const char *said_unit;
	const char *reference, *reason;
	int64_t source_line; /* of the file it came from, NONE */
};

struct shippings;

/* A move as somebody asked for it: lot and party are still words. */
struct move_order {
	struct move move;
	const char *lot, *party;
	int64_t expires; /* the last good day of the lot, as said; NONE */
	int64_t line; /* its number in the entry, when it was posted */
	const struct shippings *ships; /* of these lines: demand.h; NULL */
	int releases; /* it may let goods out of quarantine */
};

/*
 * Checks n moves that belong together and posts them: a lot that is new is
 * registered, and a party, unless stock.party is strict.  Sets each value.
 * Errors: OPS_DATA, OPS_DENIED; where the entry is immediate nothing was
 * posted then, else the entry has to be dropped.
 */
int moves_post(struct ops *, struct entry *, struct move_order *, size_t n);

/* What is stored of a move; behind it reference, reason and said_unit. */
struct packed {
	struct flow_head head;
	int64_t item;
	int64_t qty, value, unit_cost, price, said_qty;
	int64_t source_line;
	uint32_t from, to, lot, party;
	uint32_t production; /* does it go there or come from there? */
};

/*
 * Checks stock.negative: replays the sorted moves of an entry together with
 * the moves the book has after them, item by item.  begin() once, move() for
 * each in (item, time) order, end() once; fail() or problem() says what is
 * wrong, as `immediate` wants.
 */
enum { LOT_NEW = 1 << 30 }; /* from here on: lots that are not in the book */
struct replay;
int replay_begin(struct ops *, const struct entry *, int policy,
    struct replay **);
int replay_move(struct replay *, const struct packed *);
int replay_end(struct replay *);
void replay_free(struct replay *); /* ended or not; NULL is fine */
size_t replay_met(const struct replay *); /* how many moves of the book */

/* What would be below zero; after_entry, of a later move, may be NONE. */
struct shortage {
	int64_t item, at, qty, after_entry, source_line;
	uint32_t location, lot;
};

/* Says it, as the policy and `immediate` want; a far end has none. */
int shortage_tell(struct ops *, const struct entry *, int policy,
    const struct shortage *);

/* The values of the setting stock.negative, in its order. */
enum { NEGATIVE_REFUSE, NEGATIVE_WARN, NEGATIVE_ALLOW };

#endif
