/* What a trace reads from the book: inside the files of trace.h only. */
#ifndef STOCK_TRACING_H
#define STOCK_TRACING_H

#include "base/map.h"
#include "base/pairs.h"
#include "db/db.h"
#include "stock/trace.h"

/* A move of a production run. */
struct run_move {
	struct trace_move move;
	struct trace_lot *lot;
};

/* Moves into production and out of it that belong together. */
struct run {
	struct run_move *v;
	size_t n;
};

/* What an entry has of a run on a day. */
struct day_part {
	int64_t day;
	struct run run;
};

/* All that an entry moved into production and out of it, run by run. */
struct entry_runs {
	struct run all;
	struct day_part *day; /* by day; NULL before it is needed */
	size_t days;
};

/* All that went in and came out under a reference. */
struct order {
	struct run run;
	struct run whole; /* with what has no reference and belongs to it */
	int completed;	  /* is `whole` there? */
};

/* What each place has, the far ends below 0. */
struct trace_places {
	struct pairs keys; /* (place, 0) of sum.v[i] */
	VEC(const struct location *) place;
	VEC(int64_t) sum;
};

/* An entry that took back, and what (NONE: any earlier one, any line). */
struct taking_back {
	int64_t entry, undoes, line;
};

struct tracing {
	struct ops *ops;
	const struct trace_query *ask;
	VEC(struct trace_lot *) lots;
	struct pairs lot_keys;	       /* (item, lot) of lots.v[i] */
	VEC(struct taking_back) backs; /* by entry */
	VEC(struct entry_runs *) runs;
	struct pairs run_keys; /* (entry, 0) of runs.v[i] */
	struct map orders;     /* struct order, by reference */
	struct pairs rows;     /* (entry, line) of those that are there */
	VEC(const struct run_move *) untraced; /* made without a lot */
	struct trace *trace;
};

/* The entries that took others back; once, before all else. */
int tracing_begin(struct tracing *);

/* The lot with that id (0: none) of an item, as it was met first. */
int tracing_lot(struct tracing *, int64_t item, int64_t lot,
    struct trace_lot **);

/* Reads its moves, once. */
int tracing_read(struct tracing *, struct trace_lot *);

/*
 * The run that a move into or out of production belongs to: those under its
 * reference, of all entries; without one, those of its entry and time.
 * Where goods only went in or only came out, and either side has no
 * reference, the other side may be of that entry and day.
 */
int tracing_run(struct tracing *, const struct trace_move *, struct run *);

/* Columns 0 to 7: at, entry, line, src, dst, party, qty, reference. */
int tracing_move(struct ops *, const struct db_query *, struct trace_move *);

/* Does a move of a run stand? */
int tracing_stands(struct tracing *, const struct run_move *, int *stands);

/*
 * What the places have of a lot that was read: as it is kept, or, of the
 * past, as it moved.
 */
int tracing_places(struct tracing *, const struct trace_lot *,
    struct trace_places *);

int tracing_too_large(const struct tracing *);

#endif
