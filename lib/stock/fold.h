/* Folds over the moves of items: inside value.h's files, and itemsums.h's. */
#ifndef STOCK_FOLD_H
#define STOCK_FOLD_H

#include "base/pairs.h"
#include "db/db.h"
#include "stock/pool.h"
#include "stock/standard.h"
#include "stock/value.h"

/* A move as it is read; ids of masters, texts NULL where nobody wants them. */
struct goods {
	int64_t at, entry, line;
	int64_t qty, value, price, priced;
	uint32_t from, to, lot, party;
	const char *reference, *reason;
	int cancelled; /* it and its undo are at the same time */
};

/* What left for a customer and may come back. */
struct issue {
	int64_t qty, value; /* not yet back */
	uint32_t party, lot;
	int64_t entry, line;
};

/* What left before it came, and its place among the issues. */
struct early {
	struct goods move;
	size_t issue;
};

/* A landed cost, on a line of a receipt. */
struct landed_row {
	int64_t item, receipt, line, amount, date;
	int64_t entry;	/* that posted it ... */
	int64_t closed; /* ... when all up to here was closed; NONE */
};

/* One item's fold: it can stand still at any move. */
struct fold {
	struct valuation *all;
	const struct item *item;
	enum costing costing;
	int by_lot;
	int quiet; /* nobody hears its events */
	int busy;  /* it is being advanced */
	int kept;  /* the closing's last second is over */
	struct arena *mem;	/* pools: kept from item to item */
	struct arena *text[2];	/* of the moves read, in turns */
	struct arena_mark text_start[2];
	VEC(struct goods) moves; /* read */
	size_t next, ready; /* the next one; those whose instant is complete */
	struct db_query query;	 /* of the main fold: open in an item */
	int64_t at, entry, line; /* of the last one read */
	int ended;		 /* there are no more */
	struct pairs lots;
	VEC(struct pool) pools; /* of lots.key[i] */
	VEC(struct issue) issues;
	VEC(struct early) early;
	const struct standard *standards; /* n of the item, by day ... */
	size_t n_standards, standard;	  /* ... and those that have begun */
	VEC(const struct landed_row *) late; /* at their own dates ... */
	size_t next_late;		     /* ... and those not met yet */
	int64_t cost; /* by standard, of one; NONE: unknown */
};

/* A reversal's entry, and what it undoes (NONE: any earlier one). */
struct undo {
	int64_t entry, undoes;
};

/* What production consumed and made, one line of an entry. */
struct run_line {
	int64_t at, item, line, qty, value;
	const char *reference;
	int made;
};

struct run_entry {
	struct run_line *line;
	size_t n;
};

struct valuation {
	struct ops *ops;
	const struct value_query *ask;
	void *data;
	struct arena *mem; /* freed at the end */
	const struct location **place; /* by id */
	size_t places;
	VEC(const struct party *) party; /* by id, those met */
	struct undo *undo; /* by entry */
	size_t undos;
	struct standard *standards; /* by item id and day */
	size_t n_standards;
	struct landed_row *landed; /* by item and receipt */
	size_t n_landed;
	int landed_forward; /* stock.landed_late */
	int64_t kept_day, kept_at; /* of the closing to start from, NONE */
	int64_t kept_entry;
	struct goods_ahead *ahead; /* the moves of all items, NULL */
	struct fold main;
	VEC(struct fold *) side; /* by item id: of what production consumed */
	struct pairs consumed;	 /* (entry, line) ... */
	VEC(int64_t) cost;	 /* ... and what it cost */
	struct pairs runs;	 /* (entry, 0) ... */
	VEC(struct run_entry) run;
};

/* Its item's moves up to (at, entry, line), all three included. */
int fold_advance(struct fold *, int64_t at, int64_t entry, int64_t line);
struct fold *fold_new(struct valuation *);
int fold_begin(struct fold *, const struct item *);

/* Reads the moves of all items at once, where they are not too many. */
int fold_read_ahead(struct valuation *, size_t items);

/* Reads what is next to be folded: 1 where there is a move, 0 at the end. */
int fold_read(struct fold *);
void fold_done(struct fold *); /* it reads no more of its item */

/*
 * What a production run made: its share of what the run consumed; NONE where
 * it consumed nothing.
 */
int production_cost(struct fold *, const struct goods *, int64_t *value);

/* Remembers what production consumed cost. */
void production_consumed(struct valuation *, const struct goods *,
    int64_t cost);

/* Standard costs: all, those of an item, those that begin up to a time. */
int standards_read(struct valuation *);
void standards_begin(struct fold *);
int standards_until(struct fold *, int64_t at);

int landed_read(struct valuation *);

/*
 * The landed costs of a move that comes in: n from *first, and the sum of
 * those that count with it; the others wait for their dates.
 */
int landed_at_receipt(struct fold *, const struct goods *,
    const struct landed_row **first, size_t *n, int64_t *sum);

/* Does one count at its own date, not with its receipt at `at`? */
int landed_is_late(const struct fold *, const struct landed_row *, int64_t at);

/* Those that wait, up to a time. */
int landed_until(struct fold *, int64_t at);

/*
 * To who asked: an event of a move (the caller has filled in kind, qty and
 * value, and at, entry and line), a move between places of ours, one from
 * production to scrap, a pool at the end.
 */
int fold_tell(const struct fold *, const struct goods *, struct value_event *);
int fold_tell_move(const struct fold *, const struct goods *, enum value_kind,
    int64_t qty, int64_t value, unsigned flags);
int fold_tell_moved(const struct fold *, const struct goods *);
int fold_tell_spoiled(const struct fold *, const struct goods *);
int fold_tell_pool(const struct fold *, const struct pool *);

#endif
