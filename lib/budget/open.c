/* What requests, reservations and commitments still hold, and since when. */
#include "budget/open.h"

#define OPEN_COLUMNS                                                           \
 "o.account, o.period, o.stage, o.amount, d.name, m.name, o.document "
#define OPEN_JOINS                                                             \
 "JOIN budget_name d ON d.id = o.document "                                    \
 "LEFT JOIN budget_name m ON m.id = o.dimension "
#define OPEN_ORDER "ORDER BY d.name, o.account, o.period, o.dimension, o.stage"

SQL(sql_open,
    "SELECT " OPEN_COLUMNS "FROM budget_open o " OPEN_JOINS
    "WHERE o.amount > 0 " OPEN_ORDER);
SQL(sql_open_then,
    "SELECT " OPEN_COLUMNS "FROM (SELECT document, account, period, "
    "dimension, stage, SUM(amount) AS amount FROM ("
    "SELECT document, account, period, dimension, dst AS stage, amount "
    "FROM budget_line WHERE document > 0 AND at <= $1 AND entry <= $2 "
    "UNION ALL "
    "SELECT against, account, period, dimension, src, -amount "
    "FROM budget_line WHERE against > 0 AND at <= $1 AND entry <= $2) x "
    "GROUP BY document, account, period, dimension, stage "
    "HAVING SUM(amount) > 0) o " OPEN_JOINS OPEN_ORDER);

/* Of a document: who and why, as its first line says, and since when. */
struct origin {
	int64_t document, since;
	const char *vendor, *reference, *note;
};

SQL(sql_origin,
    "SELECT at, entry, line, vendor, reference, note FROM budget_line "
    "WHERE document = $1 AND document > 0");

/* In ops->mem. */
static int
find_origin(struct ops *ops, int64_t document, struct origin *o)
{
	struct db_query q;
	int64_t entry = INT64_MAX, line = INT64_MAX;
	int err = db_query(ops, &q, sql_origin, V(document));

	*o = (struct origin){ .document = document, .since = NONE };
	while (err == 0 && (err = db_next(&q)) == 1) {
		int64_t at = db_int(&q, 0);

		if (db_int(&q, 1) < entry ||
		    (db_int(&q, 1) == entry && db_int(&q, 2) < line)) {
			entry = db_int(&q, 1);
			line = db_int(&q, 2);
			o->vendor = arena_strdup(ops->mem, db_text(&q, 3));
			o->reference = arena_strdup(ops->mem, db_text(&q, 4));
			o->note = arena_strdup(ops->mem, db_text(&q, 5));
		}
		if (o->since == NONE || at < o->since)
			o->since = at;
		err = 0;
	}
	db_done(&q);
	return err;
}

int
open_rows(struct ops *ops, int64_t until, int64_t known,
    int (*row)(void *, const struct open_row *), void *data)
{
	struct arena_mark mark = arena_mark(ops->mem);
	struct origin o = { .document = NONE };
	struct db_query q;
	int err = until == NONE && known == NONE ?
	    db_query0(ops, &q, sql_open) :
	    db_query(ops, &q, sql_open_then,
		V(until == NONE ? INT64_MAX : until),
		V(known == NONE ? INT64_MAX : known));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct open_row r = { .period = db_int(&q, 1),
			.stage = (enum stage)db_int(&q, 2),
			.amount = db_int(&q, 3),
			.document = db_text(&q, 4),
			.dimension = db_text(&q, 5) };

		err = 0;
		if (o.document != db_int(&q, 6)) {
			arena_back(ops->mem, mark);
			err = find_origin(ops, db_int(&q, 6), &o);
		}
		r.since = o.since;
		r.vendor = o.vendor;
		r.reference = o.reference;
		r.note = o.note;
		if (err == 0)
			err = account_by_id(ops, db_int(&q, 0), &r.account);
		if (err == 0)
			err = row(data, &r);
	}
	db_done(&q);
	return err;
}
