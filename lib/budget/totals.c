/* What lines have moved, by account, month and dimension: kept, or as of. */
#include "budget/totals.h"
#include "ledger/book.h"
#include "time/when.h"

struct reading {
	struct ops *ops;
	const struct totals_wish *wish;
	int (*part)(void *, const struct totals_part *);
	void *data;
};

/* ---- what is kept ---- */

SQL(sql_kept,
    "SELECT account, period, dimension, available, pre, committed, actual "
    "FROM budget_total WHERE period BETWEEN $1 AND $2");
SQL(sql_kept_of,
    "SELECT account, period, dimension, available, pre, committed, actual "
    "FROM budget_total WHERE account = $3 AND period BETWEEN $1 AND $2");
SQL(sql_before,
    "SELECT account, period, dimension, available, pre, committed, actual "
    "FROM budget_slice WHERE period BETWEEN $1 AND $2 AND last_at <= $3");
SQL(sql_before_of,
    "SELECT account, period, dimension, available, pre, committed, actual "
    "FROM budget_slice WHERE account = $4 AND period BETWEEN $1 AND $2 "
    "AND last_at <= $3");

static int
give_kept(struct reading *r, struct db_query *q)
{
	int err = 0;

	while (err == 0 && (err = db_next(q)) == 1) {
		struct totals_part p = { db_int(q, 0), db_int(q, 1),
			db_int(q, 2), { 0 } };

		for (int i = STAGE_AVAILABLE; i < STAGES; i++)
			p.of[i] = db_int(q, 2 + i);
		err = r->part(r->data, &p);
	}
	db_done(q);
	return err;
}

static int
read_kept(struct reading *r)
{
	const struct totals_wish *w = r->wish;
	struct db_query q;
	int err = w->account == NONE
	    ? db_query(r->ops, &q, sql_kept, V(w->first), V(w->last))
	    : db_query(r->ops, &q, sql_kept_of, V(w->first), V(w->last),
		V(w->account));

	return err != 0 ? err : give_kept(r, &q);
}

static int
read_before(struct reading *r)
{
	const struct totals_wish *w = r->wish;
	struct db_query q;
	int err = w->account == NONE ?
	    db_query(r->ops, &q, sql_before, V(w->first), V(w->last),
		V(w->until)) :
	    db_query(r->ops, &q, sql_before_of, V(w->first), V(w->last),
		V(w->until), V(w->account));

	return err != 0 ? err : give_kept(r, &q);
}

/* ---- lines ---- */

#define LINE_COLUMNS                                                           \
 "SELECT l.account, l.period, l.dimension, l.src, l.dst, l.amount "
#define OF_SLICES                                                              \
 "AND first_at <= $3 AND last_at > $3) t JOIN budget_line l "                  \
 "ON l.account = t.account AND l.period = t.period "                           \
 "JOIN budget_slice s ON s.account = t.account AND s.period = t.period "       \
 "AND s.dimension = l.dimension AND s.slice = t.slice AND s.last_at > $3 "     \
 "WHERE l.at / " SLICE_SECONDS " = t.slice AND l.at <= $3"
SQL(sql_of_slices,
    LINE_COLUMNS "FROM (SELECT DISTINCT account, period, slice "
		 "FROM budget_slice WHERE period BETWEEN $1 AND $2 " OF_SLICES);
SQL(sql_of_slices_of,
    LINE_COLUMNS "FROM (SELECT DISTINCT account, period, slice "
		 "FROM budget_slice WHERE account = $4 "
		 "AND period BETWEEN $1 AND $2 " OF_SLICES);

/* In the months that later entries touched. */
#define SINCE                                                                  \
 "GROUP BY account) t JOIN budget_line l ON l.account = t.account "            \
 "AND l.period >= CASE WHEN t.p > $1 THEN t.p ELSE $1 END "                    \
 "AND l.period <= CASE WHEN t.q < $2 THEN t.q ELSE $2 END "                    \
 "WHERE l.at <= $3 AND l.entry > $4"
SQL(sql_since,
    LINE_COLUMNS "FROM (SELECT account, MIN(first_period) AS p, "
		 "MAX(last_period) AS q FROM budget_span "
		 "WHERE entry > $4 " SINCE);
SQL(sql_since_of,
    LINE_COLUMNS "FROM (SELECT account, MIN(first_period) AS p, "
		 "MAX(last_period) AS q FROM budget_span "
		 "WHERE entry > $4 AND account = $5 " SINCE);

/* They count so often: 1, or -1. */
static int
give_lines(struct reading *r, struct db_query *q, int64_t sign)
{
	int err = 0;

	while (err == 0 && (err = db_next(q)) == 1) {
		struct totals_part p = { db_int(q, 0), db_int(q, 1),
			db_int(q, 2), { 0 } };

		p.of[db_int(q, 3)] -= sign * db_int(q, 5);
		p.of[db_int(q, 4)] += sign * db_int(q, 5);
		p.of[STAGE_SOURCE] = 0;
		err = r->part(r->data, &p);
	}
	db_done(q);
	return err;
}

/* Of slices that had begun, and were not over. */
static int
read_slices(struct reading *r)
{
	const struct totals_wish *w = r->wish;
	struct db_query q;
	int err = w->account == NONE ?
	    db_query(r->ops, &q, sql_of_slices, V(w->first), V(w->last),
		V(w->until)) :
	    db_query(r->ops, &q, sql_of_slices_of, V(w->first), V(w->last),
		V(w->until), V(w->account));

	return err != 0 ? err : give_lines(r, &q, 1);
}

/* Away with what was not known yet. */
static int
read_since(struct reading *r, int64_t until)
{
	const struct totals_wish *w = r->wish;
	struct db_query q;
	int err = w->account == NONE ?
	    db_query(r->ops, &q, sql_since, V(w->first), V(w->last), V(until),
		V(w->known)) :
	    db_query(r->ops, &q, sql_since_of, V(w->first), V(w->last),
		V(until), V(w->known), V(w->account));

	return err != 0 ? err : give_lines(r, &q, -1);
}

int
totals(struct ops *ops, const struct totals_wish *w,
    int (*part)(void *, const struct totals_part *), void *data)
{
	struct reading r = { ops, w, part, data };
	struct clock clock = { ops->now, ops->book->zone };
	int64_t last = NONE;
	/* No line is effective after today. */
	int ever = w->until == NONE ||
	    w->until >= day_end(clock.zone, clock_today(&clock));
	int err = w->known == NONE ? 0 : entry_last(ops, &last);

	if (err != 0)
		return err;
	err = ever ? read_kept(&r) : read_before(&r);
	if (err == 0 && !ever)
		err = read_slices(&r);
	if (err == 0 && w->known != NONE && w->known < last)
		err = read_since(&r, ever ? INT64_MAX : w->until);
	return err;
}
