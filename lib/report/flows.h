/* What moved in the last weeks, added up from the rows of a stock ledger. */
#ifndef REPORT_FLOWS_H
#define REPORT_FLOWS_H

#include "base/map.h"
#include "io/relation.h"
#include "io/steps.h"
#include "time/when.h"

enum { FLOW_DAYS = 56, SPARK_DAYS = 28, LATE_SHOWN = 20 };

/*
 * The ways of goods.  What comes back counts against what went: receipts
 * less returns to vendors, issues less returns from customers, scrap less
 * what was saved; adjustments are more (or less) than was thought.
 */
enum flow { RECEIVED, ISSUED, MADE, USED, MOVED, ADJUSTED, SCRAPPED, FLOWS };

/* Spans of whole days that end with the last one, and those before. */
enum span { TODAY, DAY, DAY_WAS, WEEK, WEEK_WAS, MONTH, MONTH_WAS, SPANS };

struct item_flow {
	const char *sku, *name, *unit;
	int64_t cost;		    /* of one, millionths; NONE */
	int64_t issued[SPARK_DAYS]; /* millionths, the last day last */
	int64_t used;		    /* issued or used up in those days */
};

/* A move that was recorded late: its time was before the window. */
struct late_move {
	int64_t entry, line, at, qty;
	const char *item, *from, *to;
};

struct flows {
	struct sink sink; /* takes rows of `stock ledger` */
	struct ops *ops;
	struct arena *mem;
	int decimals;
	int64_t start[FLOW_DAYS + 2]; /* first second of each day, and more */
	int64_t late_after, late_before; /* entry, and time */
	struct map items;		 /* sku to struct item_flow */
	struct map places;		 /* code to its kind, as a text */
	int column[8];
	int64_t value[SPANS][FLOWS]; /* minor units, at item cost */
	int64_t moves[SPANS];
	int64_t last_at; /* NONE: no move */
	int64_t no_cost; /* moves of items that have no cost */
	struct late_move late[LATE_SHOWN]; /* the first ones */
	size_t n_late;			   /* how many there are */
};

/*
 * `day` is the last whole day; rows from FLOW_DAYS - 1 before it on are
 * expected.  Items are those of `stock item list`, places of `stock location
 * list`.  Then rows go to f->sink, and at its end() all numbers are there.
 */
void flows_begin(struct flows *, struct ops *, struct arena *,
    const struct zone *, int64_t day, int decimals,
    const struct collected *items, const struct collected *places);

/* Of an item: issues of the last n days; NONE: no number holds them. */
int64_t flow_issued(const struct item_flow *, int n);

/*
 * What a quantity is worth at the item's cost, in minor units; 0 where it
 * has none.  OPS_DATA where that does not fit a number.
 */
int flow_value(const struct flows *, const struct item_flow *, int64_t qty,
    int64_t *value);

/* A cell of a collected row by its column's name; missing where it is not. */
struct cell collected_cell(const struct collected *, size_t row,
    const char *column);

#endif
