/* Where lines are stored: sorted, fed to the table, sums kept, limits held. */
#include <string.h>

#include "base/decimal.h"
#include "base/vec.h"
#include "budget/gate.h"
#include "budget/linepack.h"
#include "budget/linestate.h"
#include "budget/month.h"
#include "budget/standing.h"
#include "budget/totals.h"
#include "ledger/book.h"

/* A change of a kept total, and of what a document holds. */
struct change {
	int64_t account, period, dimension, of[STAGES];
	int64_t slice, first_at, last_at, counted;
};

struct holding {
	int64_t document, account, period, dimension, stage, amount;
};

/* What is folded of the sorted lines. */
struct folding {
	struct changes totals;	 /* struct change */
	struct changes holdings; /* struct holding */
	VEC(struct change) sum;	 /* of the account and month: the last few */
	int64_t account, period; /* at hand, NONE before the first */
	struct touched *touched; /* for the gate */
};

/* What is kept of the sums; they add up there. */
static int
end_sums(struct flow_pass *f)
{
	struct folding *g = f->own;
	int err = 0;

	for (size_t i = 0; err == 0 && i < g->sum.n; i++) {
		err = changes_add(&g->totals, &g->sum.v[i]);
		if (err == 0)
			err = standing_follow(f->ops, g->account, g->period,
			    g->sum.v[i].of);
	}
	g->sum.n = 0;
	return err;
}

/* Mostly few dimensions and slices share an account and a month. */
enum { SUMS = 32 };

static int
sum_of(struct flow_pass *f, const struct packed *p, struct change **out)
{
	struct folding *g = f->own;
	int64_t slice = p->head.at / TOTALS_SLICE;
	struct change *c;
	int err = 0;

	VEC_EACH(&g->sum, c)
		if (c->dimension == p->rare.dimension && c->slice == slice) {
			*out = c;
			return 0;
		}
	if (g->sum.n == SUMS)
		err = end_sums(f);
	*out = VEC_ADD(f->mem, &g->sum);
	**out = (struct change){ .account = g->account,
		.period = g->period,
		.dimension = p->rare.dimension,
		.slice = slice,
		.first_at = p->head.at,
		.last_at = p->head.at };
	return err;
}

static int
hold(struct folding *g, int64_t document, const struct packed *p, int stage,
    int64_t amount)
{
	const struct holding h = { document, g->account, g->period,
		p->rare.dimension, stage, amount };

	return document == 0 ? 0 : changes_add(&g->holdings, &h);
}

static int
fold(struct flow_pass *f, const struct packed *p)
{
	struct folding *g = f->own;
	struct change *c;
	int err = sum_of(f, p, &c);

	if (err != 0)
		return err;
	c->counted += p->rare.qty != NONE;
	if (p->head.at < c->first_at)
		c->first_at = p->head.at;
	if (p->head.at > c->last_at)
		c->last_at = p->head.at;
	if (sub_i64(c->of[p->from], p->amount, &c->of[p->from]) != 0 ||
	    add_i64(c->of[p->to], p->amount, &c->of[p->to]) != 0)
		return fail(f->ops, OPS_DATA,
		    "amount: what is posted is too large a number");
	err = hold(g, p->rare.document, p, p->to, p->amount);
	if (err == 0)
		err = hold(g, p->rare.against, p, p->from, -p->amount);
	gate_touch(g->touched, g->account, g->period, p->head.at,
	    (enum stage)p->from, (enum stage)p->to, p->amount,
	    p->rare.dimension, NULL);
	return err;
}

static int
next_line(struct flow_pass *f, const char *packed, struct db_value *row)
{
	struct folding *g = f->own;
	struct packed p;
	const char *text = line_unpack(&p, packed);
	int err = 0;

	if (f->subject != g->account || f->when != g->period) {
		err = end_sums(f);
		g->account = f->subject;
		g->period = f->when;
	}
	if (err == 0)
		err = fold(f, &p);
	line_columns(&p, text, f->rare, row);
	return err;
}

/*
 * In the order of the table's columns: others cost SQLite a copy each; and
 * those that are not named at the end cost it next to nothing.
 */
SQL(sql_line_feed,
    "INSERT INTO budget_line (account, period, entry, line, at, src, dst, "
    "amount, reason, vendor, reference, note) SELECT c0, c1, c2, c3, c4, c5, "
    "c6, c7, c8, c9, c10, c11 FROM feed");
SQL(sql_line_feed_rare,
    "INSERT INTO budget_line (account, period, entry, line, at, src, dst, "
    "amount, reason, vendor, reference, note, dimension, document, against, "
    "item, qty, unit_price, currency, original, rate, rate_date, about) "
    "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, "
    "c15, c16, c17, c18, c19, c20, c21, c22 FROM feed");
SQL(sql_total_feed,
    "INSERT INTO budget_total (account, period, dimension, available, pre, "
    "committed, actual) SELECT c0, c1, c2, c4, c5, c6, c7 FROM feed "
    "WHERE 1 = 1 ON CONFLICT (account, period, dimension) DO UPDATE SET "
    "available = budget_total.available + excluded.available, "
    "pre = budget_total.pre + excluded.pre, "
    "committed = budget_total.committed + excluded.committed, "
    "actual = budget_total.actual + excluded.actual");
SQL(sql_slice_feed,
    "INSERT INTO budget_slice (account, period, dimension, slice, first_at, "
    "last_at, available, pre, committed, actual, counted) "
    "SELECT c0, c1, c2, c8, c9, c10, c4, c5, c6, c7, c11 FROM feed "
    "WHERE 1 = 1 ON CONFLICT (account, period, dimension, slice) "
    "DO UPDATE SET "
    "first_at = CASE WHEN excluded.first_at < budget_slice.first_at "
    "THEN excluded.first_at ELSE budget_slice.first_at END, "
    "last_at = CASE WHEN excluded.last_at > budget_slice.last_at "
    "THEN excluded.last_at ELSE budget_slice.last_at END, "
    "available = budget_slice.available + excluded.available, "
    "pre = budget_slice.pre + excluded.pre, "
    "committed = budget_slice.committed + excluded.committed, "
    "actual = budget_slice.actual + excluded.actual, "
    "counted = budget_slice.counted + excluded.counted");
SQL(sql_open_feed,
    "INSERT INTO budget_open (document, account, period, dimension, stage, "
    "amount) SELECT c0, c1, c2, c3, c4, c5 FROM feed WHERE 1 = 1 "
    "ON CONFLICT (document, account, period, dimension, stage) "
    "DO UPDATE SET amount = budget_open.amount + excluded.amount");
SQL(sql_span_feed, FLOW_SPANS("budget_span", "account", "first_period",
    "last_period"));

SQL(sql_short,
    "SELECT n.name, o.amount FROM budget_open o "
    "JOIN budget_name n ON n.id = o.document "
    "WHERE o.document = $1 AND o.account = $2 AND o.period = $3 "
    "AND o.dimension = $4 AND o.stage = $5 AND o.amount < 0");

/* No document gives more than it holds. */
static int
check_holding(struct ops *ops, const struct holding *h)
{
	char month[MONTH_SIZE];
	const struct account *a;
	struct db_query q;
	int err = db_query(ops, &q, sql_short, V(h->document), V(h->account),
	    V(h->period), V(h->dimension), V(h->stage));

	if (err != 0 || (err = db_next(&q)) != 1)
		return err;
	month_print(month, h->period);
	err = account_by_id(ops, h->account, &a);
	if (err == 0)
		err = fail(ops, OPS_DATA,
		    "against: '%s' does not hold so much in %s, %s",
		    db_text(&q, 0), a->name, month);
	db_done(&q);
	return err;
}

static int
check_holdings(struct ops *ops, struct changes *holdings)
{
	struct holding h;
	int err = 0, got;

	while (err == 0 && (got = changes_next(holdings, &h)) != 0)
		if (got < 0 || h.amount < 0)
			err = got < 0 ? got : check_holding(ops, &h);
	return err;
}

static int
keep_all(struct flow_pass *f)
{
	struct folding *g = f->own;
	int err = changes_open(f->ops, &g->totals, 4 << 20,
	    sizeof(struct change) / sizeof(int64_t));

	if (err == 0)
		err = changes_open(f->ops, &g->holdings, 4 << 20,
		    sizeof(struct holding) / sizeof(int64_t));
	if (err == 0)
		err = flow_store(f);
	if (err == 0)
		err = end_sums(f);
	if (err == 0)
		err = changes_feed(&g->totals, sql_total_feed);
	if (err == 0)
		err = changes_feed(&g->totals, sql_slice_feed);
	if (err == 0)
		err = changes_feed(&g->holdings, sql_open_feed);
	return err != 0 ? err : check_holdings(f->ops, &g->holdings);
}

int
line_finish(struct ops *ops, struct entry *e, const struct ledger *l)
{
	struct folding g = { .account = NONE, .period = NONE };
	struct line_state *s = line_state(e);
	struct flow_pass f;
	int err;

	if (s->lines.sorter == NULL)
		return 0;
	line_forget_pending(s);
	err = flow_begin(&f, ops, e, l, &s->lines, &g);
	g.touched = gate_touched(f.mem);
	if (err == 0 && ops->problems == 0)
		err = keep_all(&f);
	if (err == 0 && ops->problems == 0 && !e->restoring && !e->immediate &&
	    !s->override)
		err = gate_result(ops, g.touched);
	if (err != 0 || ops->problems != 0)
		standing_forget(ops);
	changes_close(&g.totals);
	changes_close(&g.holdings);
	flow_end(&f);
	return err;
}

/* ---- lines as they are read back, and what is kept of them checked ---- */

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

SQL(sql_lines_all, LINE_COLUMNS "FROM budget_line l " LINE_NAMES);
SQL(sql_lines_entry, LINE_COLUMNS LINES_OF_ENTRY "ORDER BY l.line");
SQL(sql_lines_back, LINE_COLUMNS LINES_OF_ENTRY "ORDER BY l.line DESC");

#define OF_STAGE(n)                                                            \
 "(CASE dst WHEN " n " THEN -amount ELSE 0 END + "                             \
 "CASE src WHEN " n " THEN amount ELSE 0 END)"
#define OF_STAGES                                                              \
 OF_STAGE("1") " AS a, " OF_STAGE("2") " AS p, " OF_STAGE("3") " AS c, "       \
 OF_STAGE("4") " AS s "
#define DIFFERENT "SUM(a) <> 0 OR SUM(p) <> 0 OR SUM(c) <> 0 OR SUM(s) <> 0"
#define WRONG(what, of)                                                        \
 "SELECT '" what " (' || " of " || ', ' || period || ') is not the sum of "    \
 "its lines' FROM ("
SQL(sql_total_wrong,
    WRONG("the kept total of an account and month", "account")
    "SELECT account, period, dimension, available AS a, pre AS p, "
    "committed AS c, actual AS s FROM budget_total UNION ALL "
    "SELECT account, period, dimension, -available, -pre, -committed, "
    "-actual FROM budget_slice) x "
    "GROUP BY account, period, dimension HAVING " DIFFERENT);
SQL(sql_slice_wrong,
    WRONG("the kept total of an account, month and 30 days", "account")
    "SELECT account, period, dimension, slice, available AS a, pre AS p, "
    "committed AS c, actual AS s, first_at AS f, last_at AS l, "
    "CAST(NULL AS BIGINT) AS x, counted AS n FROM budget_slice UNION ALL "
    "SELECT account, period, dimension, at / " SLICE_SECONDS ", " OF_STAGES
    ", CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), at, "
    "CASE WHEN qty IS NULL THEN 0 ELSE -1 END FROM budget_line) x "
    "GROUP BY account, period, dimension, slice HAVING " DIFFERENT
    " OR SUM(n) <> 0 OR COALESCE(MIN(f), 0) <> COALESCE(MIN(x), 0) "
    "OR COALESCE(MAX(l), 0) <> COALESCE(MAX(x), 0)");
SQL(sql_open_wrong,
    WRONG("what a document holds in a month", "document")
    "SELECT document, account, period, dimension, stage, amount "
    "FROM budget_open UNION ALL "
    "SELECT document, account, period, dimension, dst, -amount "
    "FROM budget_line WHERE document > 0 UNION ALL "
    "SELECT against, account, period, dimension, src, amount "
    "FROM budget_line WHERE against > 0) x "
    "GROUP BY document, account, period, dimension, stage "
    "HAVING SUM(amount) <> 0");
SQL(sql_span_wrong, FLOW_SPANS_WRONG("budget_span", "account",
    "first_period", "last_period", "budget_line", "period"));

static const char *const wrong[] = { sql_total_wrong, sql_slice_wrong,
	sql_open_wrong, sql_span_wrong, NULL };

const struct flow_ledger line_flow = {
	.lines = sql_lines_all,
	.lines_entry = sql_lines_entry,
	.lines_back = sql_lines_back,
	.feed = sql_line_feed,
	.feed_rare = sql_line_feed_rare,
	.feed_spans = sql_span_feed,
	.wrong = wrong,
	.next = next_line,
};
