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
#include "io/worker.h"
#include "ledger/book.h"

int
line_open(struct ops *ops, struct entry *e)
{
	struct line_state *s = line_state(e);

	return s->sorter == NULL ? sorter_open(ops, 0, &s->sorter) : 0;
}

static int
take_packed(struct ops *ops, void *state, const void *bytes, size_t n)
{
	struct line_state *s = state;
	const char *record = bytes;
	struct packed p;
	uint64_t key[2];

	memcpy(key, record, sizeof key);
	memcpy(&p, record + sizeof key, sizeof p);
	s->rare |= p.rare;
	return sorter_add(ops, s->sorter, key, record + sizeof key,
	    n - sizeof key);
}

static const struct worker_job packed_job = { .take = take_packed };

int
line_add(struct ops *ops, struct entry *e, int64_t line,
    const struct budget_line *l, const struct line_names *names)
{
	char small[512];
	size_t n;
	const char *bytes = line_pack(ops, line, l, names, small, sizeof small,
	    &n);

	return take_packed(ops, line_state(e), bytes, n);
}

int
line_give(struct ops *ops, struct entry *e, int64_t line,
    const struct budget_line *l, const struct line_names *names)
{
	char small[512];
	size_t n;
	const char *bytes = line_pack(ops, line, l, names, small, sizeof small,
	    &n);

	return worker_give(ops, e->worker, &packed_job, line_state(e), bytes,
	    n);
}

/* ---- one pass over the sorted lines: fed to the table, folded ---- */

/* A change of a kept total, and of what a document holds. */
struct change {
	int64_t account, period, dimension;
	int64_t slice, first_at, last_at;
	int64_t of[STAGES], counted;
};

struct holding {
	int64_t document, account, period, dimension, stage, amount;
};

struct flow {
	struct ops *ops;
	struct entry *entry;
	struct sorter *sorter;
	struct sorter *changes;	 /* struct change, by account and period */
	struct sorter *holdings; /* struct holding, by document */
	struct sorter *spans;	 /* int64_t[2], by account */
	struct arena *mem;
	VEC(struct change) sum; /* of the account and month: the last few */
	int64_t account, period;
	int64_t first; /* month of the account at hand */
	int64_t latest;
	int rare;		 /* are there lines that have rare things? */
	struct touched *touched; /* for the gate */
	struct unpacked u;	 /* the line at hand */
};

/* What is kept of the sums; they add up there. */
static int
end_sums(struct flow *f)
{
	const uint64_t key[2] = { (uint64_t)f->account, (uint64_t)f->period };
	int err = 0;

	for (size_t i = 0; err == 0 && i < f->sum.n; i++) {
		err = sorter_add(f->ops, f->changes, key, &f->sum.v[i],
		    sizeof f->sum.v[i]);
		if (err == 0)
			err = standing_follow(f->ops, f->account, f->period,
			    f->sum.v[i].of);
	}
	f->sum.n = 0;
	return err;
}

static int
end_account(struct flow *f)
{
	const uint64_t key[2] = { (uint64_t)f->account, 0 };
	int64_t span[2] = { f->first, f->period };

	return f->account == NONE ?
	    0 :
	    sorter_add(f->ops, f->spans, key, span, sizeof span);
}

/* Mostly few dimensions and slices share an account and a month. */
enum { SUMS = 32 };

static int
sum_of(struct flow *f, struct change **out)
{
	int64_t slice = f->u.p.at / TOTALS_SLICE;
	struct change *c;
	int err = 0;

	VEC_EACH(&f->sum, c)
		if (c->dimension == f->u.r.dimension && c->slice == slice) {
			*out = c;
			return 0;
		}
	if (f->sum.n == SUMS)
		err = end_sums(f);
	*out = VEC_ADD(f->mem, &f->sum);
	**out = (struct change){ .account = f->account,
		.period = f->period,
		.dimension = f->u.r.dimension,
		.slice = slice,
		.first_at = f->u.p.at,
		.last_at = f->u.p.at };
	return err;
}

static int
hold(struct flow *f, int64_t document, int stage, int64_t amount)
{
	struct holding h = { document, f->account, f->period, f->u.r.dimension,
		stage, amount };
	uint64_t key[2] = { (uint64_t)document, (uint64_t)f->account };

	return document == 0 ?
	    0 :
	    sorter_add(f->ops, f->holdings, key, &h, sizeof h);
}

static int
fold(struct flow *f)
{
	const struct packed *p = &f->u.p;
	struct change *c;
	int err = sum_of(f, &c);

	if (err != 0)
		return err;
	c->counted += f->u.r.qty != NONE;
	if (p->at < c->first_at)
		c->first_at = p->at;
	if (p->at > c->last_at)
		c->last_at = p->at;
	if (sub_i64(c->of[p->from], p->amount, &c->of[p->from]) != 0 ||
	    add_i64(c->of[p->to], p->amount, &c->of[p->to]) != 0)
		return fail(f->ops, OPS_DATA,
		    "amount: what is posted is too large a number");
	err = hold(f, f->u.r.document, p->to, p->amount);
	if (err == 0)
		err = hold(f, f->u.r.against, p->from, -p->amount);
	gate_touch(f->touched, f->account, f->period, p->at,
	    (enum stage)p->from, (enum stage)p->to, p->amount, f->u.r.dimension,
	    NULL);
	return err;
}

/* Ends the group before, where this line begins another one. */
static int
next_group(struct flow *f, int64_t account, int64_t period)
{
	int err = 0;

	if (account == f->account && period == f->period)
		return 0;
	err = end_sums(f);
	if (err == 0 && account != f->account) {
		err = end_account(f);
		f->first = period;
	}
	f->account = account;
	f->period = period;
	return err;
}

static int
next_line(void *data, struct db_value *row)
{
	struct flow *f = data;
	const void *bytes;
	uint64_t key[2];
	size_t n;
	int err, got = sorter_next(f->ops, f->sorter, &bytes, &n, key);

	if (got != 1)
		return got;
	line_unpack(&f->u, bytes);
	err = next_group(f, (int64_t)key[0], (int64_t)key[1]);
	if (err == 0)
		err = fold(f);
	if (err != 0)
		return err;
	if (f->latest == NONE || f->u.p.at > f->latest)
		f->latest = f->u.p.at;
	row[0] = V(f->account);
	row[1] = V(f->period);
	row[2] = V(f->entry->head.number);
	line_columns(&f->u, f->rare, row + 3);
	return 1;
}

static int
next_change(void *data, struct db_value *row)
{
	struct flow *f = data;
	const void *bytes;
	struct change c;
	size_t n;
	int got = sorter_next(f->ops, f->changes, &bytes, &n, NULL);

	if (got != 1)
		return got;
	memcpy(&c, bytes, sizeof c);
	row[0] = V(c.account);
	row[1] = V(c.period);
	row[2] = V(c.dimension);
	for (int i = STAGE_AVAILABLE; i < STAGES; i++)
		row[2 + i] = V(c.of[i]);
	row[7] = V(c.slice);
	row[8] = V(c.first_at);
	row[9] = V(c.last_at);
	row[10] = V(c.counted);
	return 1;
}

static int
next_holding(void *data, struct db_value *row)
{
	struct flow *f = data;
	const void *bytes;
	struct holding h;
	size_t n;
	int got = sorter_next(f->ops, f->holdings, &bytes, &n, NULL);

	if (got != 1)
		return got;
	memcpy(&h, bytes, sizeof h);
	row[0] = V(h.document);
	row[1] = V(h.account);
	row[2] = V(h.period);
	row[3] = V(h.dimension);
	row[4] = V(h.stage);
	row[5] = V(h.amount);
	return 1;
}

static int
next_span(void *data, struct db_value *row)
{
	struct flow *f = data;
	const void *bytes;
	int64_t span[2];
	uint64_t key[2];
	size_t n;
	int got = sorter_next(f->ops, f->spans, &bytes, &n, key);

	if (got != 1)
		return got;
	memcpy(span, bytes, sizeof span);
	row[0] = V(f->entry->head.number);
	row[1] = V((int64_t)key[0]);
	row[2] = V(span[0]);
	row[3] = V(span[1]);
	return 1;
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
    "committed, actual) SELECT c0, c1, c2, c3, c4, c5, c6 FROM feed "
    "WHERE 1 = 1 ON CONFLICT (account, period, dimension) DO UPDATE SET "
    "available = budget_total.available + excluded.available, "
    "pre = budget_total.pre + excluded.pre, "
    "committed = budget_total.committed + excluded.committed, "
    "actual = budget_total.actual + excluded.actual");
SQL(sql_slice_feed,
    "INSERT INTO budget_slice (account, period, dimension, slice, first_at, "
    "last_at, available, pre, committed, actual, counted) "
    "SELECT c0, c1, c2, c7, c8, c9, c3, c4, c5, c6, c10 FROM feed "
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
SQL(sql_span_feed,
    "INSERT INTO budget_span (entry, account, first_period, last_period) "
    "SELECT c0, c1, c2, c3 FROM feed WHERE 1 = 1 "
    "ON CONFLICT (entry, account) DO UPDATE SET "
    "first_period = CASE WHEN excluded.first_period < "
    "budget_span.first_period THEN excluded.first_period "
    "ELSE budget_span.first_period END, "
    "last_period = CASE WHEN excluded.last_period > budget_span.last_period "
    "THEN excluded.last_period ELSE budget_span.last_period END");

static int
feed(struct flow *f, const char *sql, struct sorter *s,
    int (*next)(void *, struct db_value *))
{
	struct db_feed rows = { next, f };
	int err = s == NULL ? 0 : sorter_sort(f->ops, s);

	return err != 0 ? err : db_feed(f->ops, sql, &rows);
}

SQL(sql_short,
    "SELECT n.name, o.amount FROM budget_open o "
    "JOIN budget_name n ON n.id = o.document "
    "WHERE o.document = $1 AND o.account = $2 AND o.period = $3 "
    "AND o.dimension = $4 AND o.stage = $5 AND o.amount < 0");

/* No document gives more than it holds. */
static int
check_holding(struct flow *f, const struct holding *h)
{
	char month[MONTH_SIZE];
	const struct account *a;
	struct db_query q;
	int err = db_query(f->ops, &q, sql_short, V(h->document), V(h->account),
	    V(h->period), V(h->dimension), V(h->stage));

	if (err != 0 || (err = db_next(&q)) != 1)
		return err;
	month_print(month, h->period);
	err = account_by_id(f->ops, h->account, &a);
	if (err == 0)
		err = fail(f->ops, OPS_DATA,
		    "against: '%s' does not hold so much in %s, %s",
		    db_text(&q, 0), a->name, month);
	db_done(&q);
	return err;
}

static int
check_holdings(struct flow *f)
{
	const void *bytes;
	struct holding h;
	size_t n;
	int err = sorter_rewind(f->ops, f->holdings), got = 0;

	while (err == 0 &&
	    (got = sorter_next(f->ops, f->holdings, &bytes, &n, NULL)) == 1) {
		memcpy(&h, bytes, sizeof h);
		if (h.amount < 0)
			err = check_holding(f, &h);
	}
	return err != 0 ? err : got;
}

static int
keep_all(struct flow *f)
{
	struct ops *ops = f->ops;
	int err = sorter_open(ops, 4 << 20, &f->changes);

	if (err == 0)
		err = sorter_open(ops, 4 << 20, &f->holdings);
	if (err == 0)
		err = sorter_open(ops, 1 << 20, &f->spans);
	if (err == 0)
		err = feed(f, f->rare ? sql_line_feed_rare : sql_line_feed,
		    NULL, next_line);
	if (err == 0)
		err = end_sums(f);
	if (err == 0)
		err = end_account(f);
	if (err == 0)
		err = feed(f, sql_total_feed, f->changes, next_change);
	if (err == 0)
		err = sorter_rewind(ops, f->changes);
	if (err == 0)
		err = feed(f, sql_slice_feed, NULL, next_change);
	if (err == 0)
		err = feed(f, sql_open_feed, f->holdings, next_holding);
	if (err == 0)
		err = feed(f, sql_span_feed, f->spans, next_span);
	if (err == 0)
		err = check_holdings(f);
	if (err == 0 && f->latest != NONE) /* of a row that was refused */
		err = entry_effective(ops, f->entry, &ledger_budget_line,
		    f->latest);
	return err;
}

int
line_finish(struct ops *ops, struct entry *e, const struct ledger *l)
{
	struct flow f = { .ops = ops,
		.entry = e,
		.account = NONE,
		.period = NONE,
		.first = NONE,
		.latest = NONE };
	struct line_state *s = line_state(e);
	int err;

	(void)l;
	if (s->sorter == NULL)
		return 0;
	f.sorter = s->sorter;
	f.rare = s->rare;
	s->sorter = NULL;
	s->rare = 0;
	line_forget_pending(s);
	f.mem = arena_new();
	f.touched = gate_touched(f.mem);
	err = sorter_sort(ops, f.sorter);
	if (err == 0 && ops->problems == 0)
		err = keep_all(&f);
	if (err == 0 && ops->problems == 0 && !e->restoring && !e->immediate &&
	    !s->override)
		err = gate_result(ops, f.touched);
	if (err != 0 || ops->problems != 0)
		standing_forget(ops);
	sorter_close(f.sorter);
	sorter_close(f.changes);
	sorter_close(f.holdings);
	sorter_close(f.spans);
	arena_free(f.mem);
	return err;
}
