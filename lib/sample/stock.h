/* The sample's goods as they lie and move; inside lib/sample only. */
#ifndef SAMPLE_STOCK_H
#define SAMPLE_STOCK_H

#include "base/vec.h"
#include "sample/goods.h"
#include "sample/year.h"
#include "stock/move.h"

#define ONE INT64_C(1000000) /* a unit, in millionths */

/* A good, what lies where, and how it is planned; all in millionths. */
struct pile {
	const struct good *good;
	const struct item *item;
	int64_t hand[SPOTS];
	int64_t daily; /* that is used up on a mean day */
	int64_t min, max;
	int64_t cost;	  /* cents, as last agreed */
	int64_t ordered;  /* on its way, 0: nothing */
	int64_t due;	  /* the day on which it comes */
	int64_t no_order; /* no more orders from that day on */
};

/* What comes back from customers, some days after it was sold. */
struct come_back {
	struct pile *pile;
	int64_t day, qty;
	const char *party, *reference;
	int broken; /* so it was found, a week after that day */
};

struct stock_year {
	struct pile *pile; /* one for each good */
	const struct location *spot[ALL_SPOTS];
	VEC(struct move_order) order; /* of the entry to come */
	VEC(struct come_back) back;
	int64_t orders, builds, receipts; /* their numbers */
};

/* What a move is besides where and how much; zero is nothing of it. */
struct about {
	int hour, minute;
	int64_t days_ago;
	const char *party, *reference, *reason;
	int64_t unit_cost, price; /* cents, 0: none */
};

struct pile *pile_of(struct year *, const char *sku);
int64_t pile_all(const struct pile *); /* in all our places */
int64_t whole(int64_t qty);	       /* rounded down to whole units */
int64_t nice(int64_t qty);	       /* rounded up to what people order */

int64_t use_of(const char *part); /* in one bicycle */

/* Adds a move to the entry to come; nothing where qty is 0. */
void put(struct year *, struct pile *, enum spot from, enum spot to,
    int64_t qty, const struct about *);

/* Posts the moves that were put as one entry; none: no entry. */
int post(struct year *, const struct sample_act *);

/* The parts of a day, in the order of its hours: nothing is taken before
 * it is there.  Each posts an entry or none. */
int carry(struct year *); /* from NORTH to SOUTH */
int buy(struct year *);	  /* receipts, and new orders */
int build(struct year *); /* parts become bicycles */
int sell(struct year *);  /* what customers took */
int look(struct year *);  /* returns, counts, scrap */
int tell(struct year *);  /* what the last days are worth a look for */
int look_ahead(struct year *); /* what is on order at the end */

#endif
