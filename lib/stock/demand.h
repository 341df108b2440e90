/* Demand: the lines of customers' orders, and what was shipped of them. */
#ifndef STOCK_DEMAND_H
#define STOCK_DEMAND_H

#include "base/vec.h"
#include "stock/masters.h"
#include "time/zone.h"

enum demand_state {
	DEMAND_OPEN,	/* nothing was shipped yet */
	DEMAND_PARTIAL, /* some of it was */
	DEMAND_SHIPPED, /* all of it, or more */
	DEMAND_CANCELLED
};
extern const char *const demand_words[]; /* ends with NULL */

/* What left of a line, and when; qty in millionths. */
struct demand_shipment {
	int64_t at, qty;
	const char *location;
};

/*
 * A line of an order.  Codes are codes, days day numbers, times seconds UTC,
 * quantities and prices millionths; what is missing is NULL or NONE.
 */
struct demand {
	const char *order;
	int64_t line;
	const char *party, *item;
	int64_t qty, due, promised;
	const char *location; /* of ours, where it shall come from */
	int64_t priority;     /* 1 is served first, a missing one last */
	const char *reference;
	int64_t date, price;
	int64_t first_promised; /* it stays when the promise moves */
	int64_t cancelled;	/* when what was open then was given up */
	const char *reason;

	/* As of a time: from its shipments. */
	int64_t shipped, open;
	enum demand_state state;
	const struct demand_shipment *shipment; /* in the order of posting */
	size_t shipments;
	const char *from; /* where it shall come from, or left first; NULL */
};

struct demand_query {
	const char *order; /* NULL: all */
	int64_t as_of;	   /* what happened later does not count */
	int64_t known;	   /* last entry that counts, NONE: all */
};

/*
 * Calls row() for each line in the order of (order, line); its texts are
 * valid until it returns.  Stops where it gives what is not 0, and gives
 * that back.  Where all orders are asked for, ops->mem is as before behind
 * each row.
 */
int demands(struct ops *, const struct demand_query *,
    int (*row)(void *, const struct demand *), void *data);

/* A copy that lives in the arena; without its shipments. */
struct demand *demand_copy(struct arena *, const struct demand *);

/* The lines that are asked for, in ops->mem; *n is 0: none. */
int demand_lines(struct ops *, const struct demand_query *, struct demand **,
    size_t *n);

/* Those of an order as they are now; OPS_DATA: there is none (did you mean). */
int demand_by_order(struct ops *, const char *order, struct demand **,
    size_t *n);

/* The order's code that is meant where digits were typed; in ops->mem. */
int demand_meant(struct ops *, const char *typed, const char **order);

/* The day that counts: promised, else due; NONE. */
int64_t demand_day(const struct demand *);

/*
 * By how many days the line is late: of a shipped one its last shipment, of
 * an open one today; 0 in time, NONE without a day or where it was cancelled.
 */
int64_t demand_late(const struct demand *, const struct zone *, int64_t now);

/*
 * Posts a line, new or changed: checks its values, registers a party that is
 * new (unless stock.party is strict), keeps the first promise.  What is
 * reserved beyond what is still open is released.  What belongs together is
 * checked before any of it is posted.
 */
int demand_check(struct ops *, const struct entry *, struct demand *);
int demand_post(struct ops *, struct entry *, struct demand *);

/* The values of the setting stock.ship_over, in its order. */
enum { SHIP_OVER_REFUSE, SHIP_OVER_WARN, SHIP_OVER_ALLOW };

/* The parts of a delivery: how much of which line; in ops->mem. */
struct shipping {
	const char *order;
	int64_t line, qty;
	const char *party;
	int64_t price;
};
struct shippings {
	struct shipping *v;
	size_t n, cap;
};

/*
 * What `qty` of an item closes: the line, or (NONE) the order's open lines
 * with the item, in their order.  It is added to the parts, which hold what
 * was planned before.  OPS_DATA where it is more than was ordered (setting
 * stock.ship_over), or nothing of it was, or it would leave before the day
 * of the order.
 */
int shipping_plan(struct ops *, const char *order, int64_t line,
    const struct item *, int64_t qty, int64_t at, struct shippings *);

/* Posts it beside the move that stands in line `move` of the entry. */
int shipping_post(struct ops *, struct entry *, const struct shipping *,
    const struct item *, const struct location *from, const char *lot,
    int64_t at, int64_t move);

/* A move is undone by itself: what it shipped is open again. */
int shipping_undone(struct ops *, struct entry *, const struct reversal *);

#endif
