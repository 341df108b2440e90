/* Lines as they are read back, and what is kept of them checked. */
#include "budget/linestore.h"
#include "budget/totals.h"

#define STAGE_WORD(col)                                                        \
 "CASE " col " WHEN 0 THEN 'source' WHEN 1 THEN 'available' "                  \
 "WHEN 2 THEN 'pre' WHEN 3 THEN 'committed' ELSE 'actual' END"
#define REASON_WORD                                                            \
 "CASE l.reason WHEN 0 THEN 'original' WHEN 1 THEN 'amendment' "               \
 "WHEN 2 THEN 'transfer' WHEN 3 THEN 'carry-forward' "                         \
 "WHEN 4 THEN 'request' WHEN 5 THEN 'reserve' WHEN 6 THEN 'commit' "           \
 "WHEN 7 THEN 'spend' WHEN 8 THEN 'release' WHEN 9 THEN 'refund' "             \
 "WHEN 10 THEN 'cancel' ELSE 'close' END"
/* Years have four digits. */
#define MONTH_TEXT                                                             \
 "SUBSTR(CAST(l.period / 12 + 10000 AS TEXT), 2) || '-' || "                   \
 "SUBSTR(CAST(l.period % 12 + 101 AS TEXT), 2)"
#define LINE_COLUMNS                                                           \
 "SELECT l.entry, l.line, l.at, " MONTH_TEXT ", a.account, "                   \
 "m.name, " STAGE_WORD("l.src") ", " STAGE_WORD(                               \
     "l.dst") ", "                                                             \
	      "l.amount, " REASON_WORD ", d.name, g.name, l.vendor, "          \
	      "l.reference, l.item, l.qty, l.unit_price, l.note, l.currency, " \
	      "l.original, l.rate, l.rate_date, l.about "
#define LINE_NAMES                                                             \
 "JOIN budget_account a ON a.id = l.account "                                  \
 "LEFT JOIN budget_name m ON m.id = l.dimension "                              \
 "LEFT JOIN budget_name d ON d.id = l.document "                               \
 "LEFT JOIN budget_name g ON g.id = l.against "
#define LINES_OF_ENTRY                                                         \
 "FROM budget_span s JOIN budget_line l ON l.account = s.account "             \
 "AND l.period BETWEEN s.first_period AND s.last_period "                      \
 "AND l.entry = s.entry " LINE_NAMES "WHERE s.entry = $1 "

SQL(sql_lines_all,
    LINE_COLUMNS "FROM budget_line l " LINE_NAMES "ORDER BY l.entry, l.line");
SQL(sql_lines_entry, LINE_COLUMNS LINES_OF_ENTRY "ORDER BY l.line");
SQL(sql_lines_back, LINE_COLUMNS LINES_OF_ENTRY "ORDER BY l.line DESC");

int
line_lines(struct ops *ops, const struct ledger *l, int64_t entry,
    struct db_query *q)
{
	(void)l;
	return entry == NONE ? db_query0(ops, q, sql_lines_all) :
			       db_query(ops, q, sql_lines_entry, V(entry));
}

int
line_lines_back(struct ops *ops, const struct ledger *l, int64_t entry,
    struct db_query *q)
{
	(void)l;
	return db_query(ops, q, sql_lines_back, V(entry));
}

#define OF_STAGE(n)                                                            \
 "(CASE dst WHEN " n " THEN -amount ELSE 0 END + "                             \
 "CASE src WHEN " n " THEN amount ELSE 0 END)"
#define OF_STAGES                                                              \
 OF_STAGE("1") " AS a, " OF_STAGE("2") " AS p, " OF_STAGE("3") " AS c, "       \
 OF_STAGE("4") " AS s "
#define DIFFERENT "SUM(a) <> 0 OR SUM(p) <> 0 OR SUM(c) <> 0 OR SUM(s) <> 0"
SQL(sql_verify_total,
    "SELECT account, period, dimension FROM ("
    "SELECT account, period, dimension, available AS a, pre AS p, "
    "committed AS c, actual AS s FROM budget_total UNION ALL "
    "SELECT account, period, dimension, -available, -pre, -committed, "
    "-actual FROM budget_slice) x "
    "GROUP BY account, period, dimension HAVING " DIFFERENT);
SQL(sql_verify_slice,
    "SELECT account, period, dimension FROM ("
    "SELECT account, period, dimension, slice, available AS a, pre AS p, "
    "committed AS c, actual AS s, first_at AS f, last_at AS l, "
    "CAST(NULL AS BIGINT) AS x, counted AS n FROM budget_slice UNION ALL "
    "SELECT account, period, dimension, at / " SLICE_SECONDS ", " OF_STAGES
    ", CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), at, "
    "CASE WHEN qty IS NULL THEN 0 ELSE -1 END FROM budget_line) x "
    "GROUP BY account, period, dimension, slice HAVING " DIFFERENT
    " OR SUM(n) <> 0 OR COALESCE(MIN(f), 0) <> COALESCE(MIN(x), 0) "
    "OR COALESCE(MAX(l), 0) <> COALESCE(MAX(x), 0)");
SQL(sql_verify_open,
    "SELECT document, account, period, stage FROM ("
    "SELECT document, account, period, dimension, stage, amount "
    "FROM budget_open UNION ALL "
    "SELECT document, account, period, dimension, dst, -amount "
    "FROM budget_line WHERE document > 0 UNION ALL "
    "SELECT against, account, period, dimension, src, amount "
    "FROM budget_line WHERE against > 0) x "
    "GROUP BY document, account, period, dimension, stage "
    "HAVING SUM(amount) <> 0");
SQL(sql_verify_span,
    "SELECT l.entry, l.account FROM budget_line l "
    "GROUP BY l.entry, l.account EXCEPT SELECT entry, account "
    "FROM budget_span s WHERE EXISTS (SELECT 1 FROM budget_line l "
    "WHERE l.account = s.account AND l.period = s.first_period "
    "AND l.entry = s.entry) AND EXISTS (SELECT 1 FROM budget_line l "
    "WHERE l.account = s.account AND l.period = s.last_period "
    "AND l.entry = s.entry)");

/* Reports each row of a query, with its first two numbers. */
static int
verify(struct ops *ops, const char *sql, const char *what,
    int (*report)(void *, const char *), void *data)
{
	struct db_query q;
	int err = db_query0(ops, &q, sql);

	while (err == 0 && (err = db_next(&q)) == 1)
		err = report(data,
		    arena_printf(ops->mem,
			"budget line: %s "
			"(%lld, %lld)",
			what, (long long)db_int(&q, 0),
			(long long)db_int(&q, 1)));
	db_done(&q);
	return err;
}

int
line_verify(struct ops *ops, const struct ledger *l,
    int (*report)(void *, const char *), void *data)
{
	int err = verify(ops, sql_verify_total, "the kept total of an account "
	    "and month is not the sum of its lines", report, data);

	(void)l;
	if (err == 0)
		err = verify(ops, sql_verify_slice, "the kept total of an "
		    "account, month and 30 days is not the sum of its lines",
		    report, data);
	if (err == 0)
		err = verify(ops, sql_verify_open, "what a document holds in "
		    "an account is not the sum of its lines", report, data);
	if (err == 0)
		err = verify(ops, sql_verify_span, "the span of an entry in an "
		    "account is not that of its lines", report, data);
	return err;
}
