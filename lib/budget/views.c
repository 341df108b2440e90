/* Budgets as `ops sql` shows them: views with the columns of the read verbs. */
#include "base/money.h"
#include "budget/views.h"
#include "db/view.h"

/* Whose decision another one entered; what was undone is in the verbs only. */
#define ON_BEHALF                                                        \
	"(SELECT group_concat(x.person, ', ') FROM (SELECT b.person "    \
	"FROM main.budget_decision b WHERE b.way = 'on-behalf' "         \
	"AND b.request = "
#define ON_BEHALF_END " ORDER BY b.number) x)"

#define BEHALF_OF_ENTRY(table)                                           \
	"LEFT JOIN (SELECT d.entry AS entry, MAX(d.person) AS person "   \
	"FROM main.budget_decision d WHERE d.way = 'on-behalf' "         \
	"GROUP BY d.entry) b ON b.entry = " table ".entry"

/* The journal, with whom an entry decided for. */
#define LOG                                                              \
	"SELECT e.entry AS entry, " VIEW_TIME("e.recorded")              \
	" AS recorded, " VIEW_TIME("e.effective") " AS effective, "      \
	"e.actor AS actor, e.login AS login, e.host AS host, "           \
	"e.command AS command, e.lines AS lines, e.message AS message, " \
	"e.key AS key, "                                                 \
	"e.undoes || coalesce('.' || e.undoes_line, '') AS undoes, "     \
	"(SELECT MIN(u.entry) FROM main.entry u "                        \
	"WHERE u.undoes = e.entry) AS undone_by, e.digest AS digest, "   \
	"b.person AS on_behalf_of FROM main.entry e "                    \
	BEHALF_OF_ENTRY("e")

#define NAMED(table, column) \
	"(SELECT x.name FROM main.budget_name x " \
	"WHERE x.id = " table "." column \
	")"
#define YES_NO(x) "CASE " x " WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END"
#define MONTH(x) "printf('%04d-%02d', " x " / 12, " x " % 12 + 1)"
#define STAGE(x)                                                         \
	"CASE " x " WHEN 0 THEN 'source' WHEN 1 THEN 'available' "       \
	"WHEN 2 THEN 'pre' WHEN 3 THEN 'committed' ELSE 'actual' END"
#define REASON(x)                                                         \
	"CASE " x " WHEN 0 THEN 'original' WHEN 1 THEN 'amendment' "      \
	"WHEN 2 THEN 'transfer' WHEN 3 THEN 'carry-forward' "             \
	"WHEN 4 THEN 'request' WHEN 5 THEN 'reserve' "                    \
	"WHEN 6 THEN 'commit' WHEN 7 THEN 'spend' WHEN 8 THEN 'release' " \
	"WHEN 9 THEN 'refund' WHEN 10 THEN 'cancel' ELSE 'close' END"

/* An amount as it was said, with the decimals of its currency. */
#define ORIGINAL                                                         \
	"CASE WHEN currency IS NULL THEN NULL "                          \
	"WHEN instr('" CURRENCIES_OF_0 "', currency) > 0 THEN original " \
	"WHEN instr('" CURRENCIES_OF_3 "', currency) > 0 THEN "          \
	VIEW_PARTS("original", "1000")                                   \
	" WHEN instr('" CURRENCIES_OF_4 "', currency) > 0 THEN "         \
	VIEW_PARTS("original", "10000") " ELSE "                         \
	VIEW_PARTS("original", "100") " END"
#define FOREIGN                                                          \
	ORIGINAL " AS original, currency AS original_currency, "         \
	VIEW_PRICE("rate") " AS rate, " VIEW_DATE("rate_date")           \
	" AS rate_date"

#define ACCOUNT_LIST                                                     \
	"SELECT account, name, owner, control, unit, "                   \
	VIEW_MONEY("tolerance") " AS tolerance, "                        \
	VIEW_QTY("tolerance_percent") " AS tolerance_percent, "          \
	VIEW_QTY("warn_at") " AS warn_at, horizon, level, closed, "      \
	YES_NO("hold") " AS hold, " VIEW_DATE("valid_from")              \
	" AS valid_from, " VIEW_DATE("valid_until") " AS valid_until "   \
	"FROM main.budget_account"

/* What counts: of each month the last version that was approved. */
#define PLAN_LIST                                                          \
	"SELECT l.account AS account, l.period AS period, "                \
	VIEW_MONEY("l.amount") " AS amount, "                              \
	"NULLIF(l.dimension, '*') AS dimension, "                          \
	"l.version AS version, p.state AS state, "                         \
	ON_BEHALF "'plan ' || l.version" ON_BEHALF_END " AS on_behalf_of " \
	"FROM main.budget_plan_line l "                                    \
	"JOIN main.budget_plan p ON p.version = l.version "                \
	"WHERE p.state = 'approved' AND NOT EXISTS (SELECT 1 "             \
	"FROM main.budget_plan_line m "                                    \
	"JOIN main.budget_plan n ON n.version = m.version "                \
	"WHERE m.account = l.account AND m.period = l.period "             \
	"AND m.dimension = l.dimension AND n.state = 'approved' "          \
	"AND n.id > p.id)"

/*
 * As the verb cuts it: tenths of a percent, halves away from zero, and 100
 * only where it is exactly that.
 */
#define TENTHS                                                              \
	"CASE WHEN bound >= 0 THEN (bound * 2000 + budget) / (budget * 2) " \
	"ELSE -((budget - bound * 2000) / (budget * 2)) END"
#define USED                                                             \
	"CASE WHEN budget <= 0 THEN NULL WHEN " TENTHS " = 1000 "        \
	"AND bound <> budget THEN CASE WHEN bound > budget THEN 1001 "   \
	"ELSE 999 END ELSE " TENTHS " END"

/* Of each account itself: the tree above it is the verb's to sum. */
#define STATUS                                                            \
	"SELECT account, " MONTH("period") " AS period, "                 \
	VIEW_MONEY("budget") " AS budget, " VIEW_MONEY("pre") " AS pre, " \
	VIEW_MONEY("committed") " AS committed, "                         \
	VIEW_MONEY("actual") " AS actual, "                               \
	VIEW_MONEY("available") " AS available, "                         \
	VIEW_PARTS("used", "10") " AS used, unit "                        \
	"FROM (SELECT *, " USED " AS used FROM (SELECT *, "               \
	"available + bound AS budget FROM (SELECT a.account AS account, " \
	"t.period AS period, a.unit AS unit, SUM(t.available) "           \
	"AS available, SUM(t.pre) AS pre, SUM(t.committed) "              \
	"AS committed, SUM(t.actual) AS actual, "                         \
	"SUM(t.pre + t.committed + t.actual) AS bound "                   \
	"FROM main.budget_total t "                                       \
	"JOIN main.budget_account a ON a.id = t.account "                 \
	"GROUP BY a.account, t.period, a.unit)))"

#define LEDGER                                                          \
	"SELECT entry, line, " VIEW_TIME("at") " AS date, "             \
	MONTH("period") " AS period, account, \"from\", \"to\", "       \
	VIEW_MONEY("amount") " AS amount, " VIEW_MONEY("available")     \
	" AS available, reason, document, against, vendor, reference, " \
	"item, " VIEW_QTY("qty") " AS qty, " VIEW_PRICE("unit_price")   \
	" AS unit_price, note, dimension, about, " FOREIGN              \
	", on_behalf_of FROM (SELECT l.entry AS entry, "                \
	"l.line AS line, l.at AS at, l.period AS period, "              \
	"a.account AS account, " STAGE("l.src") " AS \"from\", "        \
	STAGE("l.dst") " AS \"to\", l.amount AS amount, "               \
	"SUM(CASE WHEN l.dst = 1 THEN l.amount WHEN l.src = 1 "         \
	"THEN -l.amount ELSE 0 END) OVER (PARTITION BY l.account "      \
	"ORDER BY l.at, l.entry, l.line ROWS UNBOUNDED PRECEDING) "     \
	"AS available, " REASON("l.reason") " AS reason, "              \
	NAMED("l", "document") " AS document, " NAMED("l", "against")   \
	" AS against, l.vendor AS vendor, l.reference AS reference, "   \
	"l.item AS item, l.qty AS qty, l.unit_price AS unit_price, "    \
	"l.note AS note, " NAMED("l", "dimension") " AS dimension, "    \
	"l.about AS about, l.currency AS currency, "                    \
	"l.original AS original, l.rate AS rate, "                      \
	"l.rate_date AS rate_date, b.person AS on_behalf_of "           \
	"FROM main.budget_line l "                                      \
	"JOIN main.budget_account a ON a.id = l.account "               \
	BEHALF_OF_ENTRY("l") ")"

/* Which step is open is told by the rules, which a view does not have. */
#define REQUEST_LIST                                                    \
	"SELECT r.request AS request, r.account AS account, "           \
	VIEW_MONEY("r.amount") " AS amount, r.reason AS reason, "       \
	"r.vendor AS vendor, r.item AS item, " VIEW_QTY("r.qty")        \
	" AS qty, " VIEW_PRICE("r.unit_price") " AS unit_price, "       \
	VIEW_DATE("r.needed_by") " AS needed_by, "                      \
	"r.requester AS requester, r.period AS period, "                \
	"r.dimension AS dimension, " VIEW_TIME("r.date") " AS date, "   \
	"r.entered_by AS entered_by, "                                  \
	"COALESCE(d.state, 'asked') AS state, NULL AS step, "           \
	VIEW_TIME("d.date") " AS decided, d.person AS decided_by, "     \
	"d.rule AS rule, " YES_NO("d.override") " AS override, "        \
	"d.way AS way, d.entered_by AS decision_by, "                   \
	"d.reason AS answer, d.evidence AS evidence, "                  \
	"d.evidence_file AS evidence_file, "                            \
	ORIGINAL " AS original, r.currency AS original_currency, "      \
	VIEW_PRICE("r.rate") " AS rate, " VIEW_DATE("r.rate_date")      \
	" AS rate_date, r.about AS about, "                             \
	ON_BEHALF "r.request" ON_BEHALF_END " AS on_behalf_of "         \
	"FROM main.budget_request r "                                   \
	"LEFT JOIN main.budget_decision d ON d.request = r.request "    \
	"AND d.number = (SELECT MAX(x.number) "                         \
	"FROM main.budget_decision x WHERE x.request = r.request)"

/* The first line of a document says who and why; its age has the clock. */
#define FIRST(column)                                                    \
	"(SELECT l." column " FROM main.budget_line l "                  \
	"WHERE l.document = o.document AND l.document > 0 "              \
	"ORDER BY l.entry, l.line LIMIT 1)"
#define AGEING                                                           \
	"SELECT " NAMED("o", "document") " AS document, "                \
	"a.account AS account, " MONTH("o.period") " AS period, "        \
	NAMED("o", "dimension") " AS dimension, " STAGE("o.stage")       \
	" AS stage, " FIRST("vendor") " AS vendor, "                     \
	VIEW_MONEY("o.amount") " AS amount, a.unit AS unit, "            \
	VIEW_TIME("(SELECT MIN(l.at) FROM main.budget_line l "           \
	    "WHERE l.document = o.document AND l.document > 0)")         \
	" AS since, NULL AS age, NULL AS bucket, NULL AS overdue, "      \
	FIRST("reference") " AS reference, " FIRST("note") " AS note "   \
	"FROM main.budget_open o "                                       \
	"JOIN main.budget_account a ON a.id = o.account "                \
	"WHERE o.amount > 0"

const struct db_view log_views[] = { { "log", LOG }, { NULL, NULL } };

const struct db_view budget_views[] = {
	{ "budget_account_list", ACCOUNT_LIST },
	{ "budget_plan_list", PLAN_LIST },
	{ "budget_status", STATUS },
	{ "budget_ledger", LEDGER },
	{ "budget_request_list", REQUEST_LIST },
	{ "budget_ageing", AGEING },
	{ "budget_rates_list",
	    "SELECT currency, " VIEW_DATE("valid_from") " AS valid_from, "
	    VIEW_PRICE("rate") " AS rate, NULL AS current "
	    "FROM main.budget_rate" },
	{ NULL, NULL },
};
