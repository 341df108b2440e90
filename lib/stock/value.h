/* What stock is worth: one fold over the moves of an item, to the cent. */
#ifndef STOCK_VALUE_H
#define STOCK_VALUE_H

#include "stock/masters.h"

/*
 * The moves of an item are read in the order (at, entry, line).  All our
 * places are one pool, or, of items with lots or serials, each lot is one;
 * so transfers between places of ours change nothing.  A move and its undo
 * (or its correction by an import) at the same time leave no trace.  The
 * rules of each method stand in ops-stock(1), VALUE.
 */

/* Why a value changed; those before VALUE_ISSUED add to our stock. */
enum value_kind {
	VALUE_RECEIVED, /* from a vendor */
	VALUE_RETURNED, /* from a customer */
	VALUE_MADE,	/* from production */
	VALUE_FOUND,	/* from an adjustment, or back from scrap */
	VALUE_LANDED,	/* what a receipt cost besides */
	VALUE_REVALUED, /* by another standard cost */
	VALUE_ISSUED,	/* to a customer */
	VALUE_SENT_BACK, /* to a vendor */
	VALUE_CONSUMED, /* by production */
	VALUE_SCRAPPED,
	VALUE_LOST,	/* by an adjustment */
	VALUE_TRUE_UP,	/* what left before it came cost other than guessed */
	VALUE_VARIANCE, /* what came did not cost the standard */
	VALUE_EXPENSED, /* of a landed cost: what of its receipt was gone */
	VALUE_KINDS
};
extern const char *const value_words[]; /* "received" ...; ends with NULL */

enum value_flags {
	VALUE_ASSUMED = 1 << 0, /* nobody said what it cost: reckoned */
	VALUE_UNKNOWN = 1 << 1, /* and there was nothing to reckon it by: 0 */
	VALUE_NEGATIVE = 1 << 2 /* more left than was there: provisional */
};

/*
 * A change of value.  qty (millionths) and value (minor units) are what our
 * stock gains, below 0 what it loses; their sums from the beginning are
 * quantity and value.  The facts of the move stand in a move's event; those
 * of a true-up are of the move that left too early, but at, entry and line
 * are of the receipt that trued it up, and of_entry, of_line name the move.
 * Prices and texts are missing unless the query wants them; `priced` is the
 * quantity that the price is for one of, as it was said.  Valid until the
 * call ends.
 */
struct value_event {
	const struct item *item;
	enum value_kind kind;
	int64_t at, entry, line; /* line 0: of no move */
	const struct location *from, *to;
	const struct lot *lot;
	const struct party *party;
	int64_t qty, value;
	int64_t price, priced; /* millionths, as in struct move */
	const char *reference, *reason;
	int64_t of_entry, of_line; /* NONE: of itself */
	unsigned flags;
};

/*
 * What came in one move and is still there, the earliest first; or, below
 * 0, what left before it came, and from where.  By average and standard the
 * layers share the pool's value by quantity.
 */
struct value_layer {
	int64_t qty, value;
	int64_t came;			/* qty of the move, all of it */
	int64_t at, entry, line;	/* of the move */
	const struct location *place;	/* where it came to, or left from */
	const struct party *party;	/* the vendor of it, or NULL */
};

/* An item, or one lot of it, at the end. */
struct value_pool {
	const struct item *item;
	enum costing costing;
	int by_lot;		  /* the item's lots are pools of their own */
	const struct lot *lot;	  /* NULL: of all lots, or without a lot */
	int64_t qty, value;
	int64_t last_qty, last_value; /* its latest cost; qty 0: unknown */
	const struct value_layer *layer;
	size_t n;
};

struct goods; /* a move as it is read, also an undone one: fold.h */

/* What is asked; zero it and set as_of and known, then what is wanted. */
struct value_query {
	const struct item *const *item; /* n of them */
	size_t n;			/* 0: all, in the order of sku */
	int64_t as_of; /* last second that counts, NONE: all time */
	int64_t known; /* last entry that counts, NONE: all */
	int texts;     /* events have reference and reason */
	int prices;    /* and price and priced */
	const struct entry *open; /* the entry that is being made, or NULL */
	int from_start; /* what closings kept does not count */

	/* Each may be NULL; what is not 0 ends it and is given back. */
	int (*move)(void *, const struct item *, const struct goods *);
	int (*event)(void *, const struct value_event *);
	int (*moved)(void *, const struct value_event *);   /* see below */
	int (*spoiled)(void *, const struct value_event *); /* see below */
	int (*pool)(void *, const struct value_pool *); /* with its layers */
	int (*item_end)(void *, const struct item *);
};

/*
 * moved() hears what went from a place of ours to another, which changes no
 * value: its kind is VALUE_KINDS, qty how much went, value 0.
 * spoiled() hears what production scrapped before it was ours, which changes
 * none either: VALUE_SCRAPPED, at the item's latest cost, else at its own.
 */

/*
 * Values the items one after the other: all events of one in their order,
 * then its pools in the order in which their lots came.  Items that never
 * moved have no pools.  OPS_DATA where a value is too large a number.
 */
int values(struct ops *, const struct value_query *, void *data);

/* OPS_DATA: "the value of 'A1' would be too large a number". */
int value_too_large(struct ops *, const struct item *);

/* Do values of that time start from what a closing kept, or from nothing? */
int values_from_closing(struct ops *, int64_t as_of, int64_t known,
    int *closing);

/*
 * The same item by item, as they are asked for: the query (its items do not
 * count) and data have to live until valuation_close().
 */
struct valuation;
int valuation_open(struct ops *, const struct value_query *, void *data,
    struct valuation **);
int valuation_item(struct valuation *, const struct item *);
void valuation_close(struct valuation *); /* NULL is fine */

#endif
