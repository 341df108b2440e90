/* What requests, reservations and commitments still hold, and since when. */
#include "budget/open.h"

/* The first line of a document says who and why. */
#define OPEN_NAMES                                                             \
 "d.name, m.name, "                                                            \
 "(SELECT MIN(l.at) FROM budget_line l WHERE l.document = o.document "         \
 "AND l.document > 0), "                                                       \
 "(SELECT l.vendor FROM budget_line l WHERE l.document = o.document "          \
 "AND l.document > 0 ORDER BY l.entry, l.line LIMIT 1), "                      \
 "(SELECT l.reference FROM budget_line l WHERE l.document = o.document "       \
 "AND l.document > 0 ORDER BY l.entry, l.line LIMIT 1), "                      \
 "(SELECT l.note FROM budget_line l WHERE l.document = o.document "            \
 "AND l.document > 0 ORDER BY l.entry, l.line LIMIT 1) "
#define OPEN_JOINS                                                             \
 "JOIN budget_name d ON d.id = o.document "                                    \
 "LEFT JOIN budget_name m ON m.id = o.dimension "
#define OPEN_ORDER "ORDER BY d.name, o.account, o.period, o.dimension, o.stage"

SQL(sql_open,
    "SELECT o.account, o.period, o.stage, o.amount, " OPEN_NAMES
    "FROM budget_open o " OPEN_JOINS "WHERE o.amount > 0 " OPEN_ORDER);
SQL(sql_open_then,
    "SELECT o.account, o.period, o.stage, o.amount, " OPEN_NAMES
    "FROM (SELECT document, account, period, dimension, stage, "
    "SUM(amount) AS amount FROM ("
    "SELECT document, account, period, dimension, dst AS stage, amount "
    "FROM budget_line WHERE document > 0 AND at <= $1 AND entry <= $2 "
    "UNION ALL "
    "SELECT against, account, period, dimension, src, -amount "
    "FROM budget_line WHERE against > 0 AND at <= $1 AND entry <= $2) x "
    "GROUP BY document, account, period, dimension, stage "
    "HAVING SUM(amount) > 0) o " OPEN_JOINS OPEN_ORDER);

int
open_rows(struct ops *ops, int64_t until, int64_t known,
    int (*row)(void *, const struct open_row *), void *data)
{
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
			.dimension = db_text(&q, 5),
			.since = db_int(&q, 6),
			.vendor = db_text(&q, 7),
			.reference = db_text(&q, 8),
			.note = db_text(&q, 9) };

		err = account_by_id(ops, db_int(&q, 0), &r.account);
		if (err == 0)
			err = row(data, &r);
	}
	db_done(&q);
	return err;
}
