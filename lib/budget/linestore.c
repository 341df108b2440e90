/* Where lines are stored: sorted, fed to the table, sums kept, limits held. */
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/vec.h"
#include "budget/gate.h"
#include "budget/linestore.h"
#include "budget/month.h"
#include "budget/standing.h"
#include "io/sorter.h"
#include "io/worker.h"
#include "ledger/book.h"

enum { STATE = 2 }; /* of entry->state: the lines' own */

struct state {
	struct sorter *sorter; /* what is posted and not yet stored */
	int override;	       /* no gate refuses */
	int rare;	       /* a line has what most lack */
	struct rehearsal *rehearsal; /* NULL: lines are posted */
	VEC(struct pending) pending;
	size_t linked;	   /* so many of them are in chains */
	struct map chains; /* by document: struct chain */
};

/* Of the pending ones of a document: numbers from 1 on. */
struct chain {
	size_t first, last;
};

/*
 * The stored form: what the sorter and the feed hand on, beside the account
 * and period, which are the sorter's key.  Then what most lines lack, where
 * this one has any of it; then the texts, without a NUL.
 */
enum { TEXTS = 3, RARE_TEXTS = 3 };
struct packed {
	int64_t line, at, amount;
	uint32_t text[TEXTS]; /* bytes of vendor, reference, note */
	uint8_t from, to, reason, rare;
};

struct rare {
	int64_t dimension, document, against;
	int64_t qty, unit_price, original, rate, rate_date;
	uint32_t text[RARE_TEXTS]; /* item, currency, about */
	uint32_t unused;	   /* all bytes are compared */
};

static const struct rare no_rare = { .qty = NONE,
	.unit_price = NONE,
	.original = NONE,
	.rate = NONE,
	.rate_date = NONE };

static void
drop_state(void *data)
{
	struct state *s = data;

	sorter_close(s->sorter);
}

static struct state *
state_of(struct entry *e)
{
	struct state *s = e->state[STATE];

	if (s == NULL) {
		s = e->state[STATE] = ARENA_NEW(e->own, struct state);
		arena_defer(e->own, drop_state, s);
	}
	return s;
}

void
budget_override(struct entry *e)
{
	state_of(e)->override = 1;
}

int
line_overridden(struct entry *e)
{
	return state_of(e)->override;
}

int
rehearsal_begin(struct ops *ops, struct entry **out)
{
	struct entry *e = ARENA_NEW(ops->keep, struct entry);
	struct state *s;

	e->own = ops->keep;
	e->effective = NONE;
	e->closed = NONE;
	e->immediate = 1;
	s = state_of(e);
	s->override = 1;
	s->rehearsal = ARENA_NEW(ops->keep, struct rehearsal);
	*out = e;
	return book_closed(ops, &e->closed);
}

struct rehearsal *
rehearsal_of(struct entry *e)
{
	return state_of(e)->rehearsal;
}

/* Not in the entry's arena: its worker may be using that. */
static void
link_pending(struct ops *ops, struct state *s)
{
	s->chains.mem = ops->keep;
	while (s->linked < s->pending.n) {
		struct pending *p = &s->pending.v[s->linked++];
		void **at = map_put(&s->chains, p->document);
		struct chain *c;

		if (*at == NULL)
			*at = ARENA_NEW(ops->keep, struct chain);
		c = *at;
		p->next = 0;
		if (c->first == 0)
			c->first = s->linked;
		else
			s->pending.v[c->last - 1].next = s->linked;
		c->last = s->linked;
	}
}

/* Most entries never ask. */
const struct pending *
line_pending(struct ops *ops, struct entry *e, const char *document,
    const struct pending *p)
{
	struct state *s = state_of(e);
	const struct chain *c;
	size_t number = 0;

	link_pending(ops, s);
	if (p != NULL)
		number = p->next;
	else if (s->pending.n > 0 &&
	    (c = map_get(&s->chains, document)) != NULL)
		number = c->first;
	return number == 0 ? NULL : &s->pending.v[number - 1];
}

void
line_pend(struct ops *ops, struct entry *e, const struct budget_line *l)
{
	struct pending p = { .dimension = l->dimension,
		.account = l->account,
		.period = l->period };

	if (l->document != NULL) {
		p.document = l->document;
		p.stage = l->to;
		p.amount = l->amount;
		*VEC_ADD(ops->keep, &state_of(e)->pending) = p;
	}
	if (l->against != NULL) {
		p.document = l->against;
		p.stage = l->from;
		p.amount = -l->amount;
		*VEC_ADD(ops->keep, &state_of(e)->pending) = p;
	}
}

/* They are stored. */
static void
forget_pending(struct state *s)
{
	for (size_t i = 0; i < s->linked; i++)
		*(struct chain *)map_get(&s->chains,
		    s->pending.v[i].document) = (struct chain){ 0, 0 };
	s->linked = 0;
	s->pending.n = 0;
}

int
line_open(struct ops *ops, struct entry *e)
{
	struct state *s = state_of(e);

	return s->sorter == NULL ? sorter_open(ops, 0, &s->sorter) : 0;
}

static int
take_packed(struct ops *ops, void *state, const void *bytes, size_t n)
{
	struct state *s = state;
	const char *record = bytes;
	struct packed p;
	uint64_t key[2];

	memcpy(key, record, sizeof key);
	memcpy(&p, record + sizeof key, sizeof p);
	s->rare |= p.rare;
	return sorter_add(
	    ops, s->sorter, key, record + sizeof key, n - sizeof key);
}

static const struct worker_job packed_job = { .take = take_packed };

static uint32_t
bytes_of(const char *text)
{
	return text == NULL ? 0 : (uint32_t)strlen(text);
}

static char *
add_texts(char *to, const char *const *text, const uint32_t *n, int texts)
{
	for (int i = 0; i < texts; to += n[i++])
		if (n[i] > 0)
			memcpy(to, text[i], n[i]);
	return to;
}

/* The key and the record, into `small`, or where that is too small into
 * ops->mem. */
static const char *
pack(struct ops *ops, int64_t line, const struct budget_line *l,
    const struct line_names *names, char *small, size_t size, size_t *n)
{
	const char *text[TEXTS] = { l->vendor, l->reference, l->note };
	const struct foreign *f = &l->foreign;
	const char *rare_text[RARE_TEXTS] = { l->item, f->currency, l->about };
	const uint64_t key[2] = { (uint64_t)l->account->id,
		(uint64_t)l->period };
	struct packed p = { .line = line,
		.at = l->at,
		.amount = l->amount,
		.from = (uint8_t)l->from,
		.to = (uint8_t)l->to,
		.reason = (uint8_t)l->reason };
	struct rare r = { names->dimension, names->document, names->against,
		l->qty, l->unit_price, f->currency == NULL ? NONE : f->original,
		f->currency == NULL ? NONE : f->rate,
		f->currency == NULL ? NONE : f->rate_date,
		{ bytes_of(l->item), bytes_of(f->currency),
		    bytes_of(l->about) },
		0 };
	char *bytes = small, *to;

	p.rare = memcmp(&r, &no_rare, sizeof r) != 0;
	*n = sizeof key + sizeof p + (p.rare ? sizeof r : 0);
	for (int i = 0; i < TEXTS; i++)
		*n += p.text[i] = bytes_of(text[i]);
	for (int i = 0; i < RARE_TEXTS; i++)
		*n += r.text[i];
	if (*n > size)
		bytes = arena_alloc(ops->mem, *n);
	memcpy(bytes, key, sizeof key);
	memcpy(bytes + sizeof key, &p, sizeof p);
	to = bytes + sizeof key + sizeof p;
	if (p.rare) {
		memcpy(to, &r, sizeof r);
		to += sizeof r;
	}
	to = add_texts(to, text, p.text, TEXTS);
	add_texts(to, rare_text, r.text, RARE_TEXTS);
	return bytes;
}

int
line_add(struct ops *ops, struct entry *e, int64_t line,
    const struct budget_line *l, const struct line_names *names)
{
	char small[512];
	size_t n;
	const char *bytes = pack(ops, line, l, names, small, sizeof small, &n);

	return take_packed(ops, state_of(e), bytes, n);
}

int
line_give(struct ops *ops, struct entry *e, int64_t line,
    const struct budget_line *l, const struct line_names *names)
{
	char small[512];
	size_t n;
	const char *bytes = pack(ops, line, l, names, small, sizeof small, &n);

	return worker_give(ops, e->worker, &packed_job, state_of(e), bytes, n);
}

/* ---- one pass over the sorted lines: fed to the table, folded ---- */

/* A change of a kept total, and of what a document holds. */
struct change {
	int64_t account, period, dimension;
	int64_t of[STAGES];
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
	VEC(struct change) sum; /* of the account and month, by dimension */
	int64_t account, period;
	int64_t first; /* month of the account at hand */
	int64_t latest;
	int rare;		 /* are there lines that have rare things? */
	struct touched *touched; /* for the gate */
	struct packed p;	 /* the line at hand */
	struct rare r;
	const char *text;
};

static int
end_period(struct flow *f)
{
	const uint64_t key[2] = { (uint64_t)f->account, (uint64_t)f->period };
	int err = 0;

	for (size_t i = 0; err == 0 && i < f->sum.n; i++) {
		err = sorter_add(
		    f->ops, f->changes, key, &f->sum.v[i], sizeof f->sum.v[i]);
		if (err == 0)
			err = standing_follow(
			    f->ops, f->account, f->period, f->sum.v[i].of);
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

/* Few dimensions share an account and a month. */
static struct change *
sum_of(struct flow *f)
{
	struct change *c;

	VEC_EACH(&f->sum, c)
		if (c->dimension == f->r.dimension)
			return c;
	c = VEC_ADD(f->mem, &f->sum);
	*c = (struct change){ f->account, f->period, f->r.dimension, { 0 } };
	return c;
}

static int
hold(struct flow *f, int64_t document, int stage, int64_t amount)
{
	struct holding h = { document, f->account, f->period, f->r.dimension,
		stage, amount };
	uint64_t key[2] = { (uint64_t)document, (uint64_t)f->account };

	return document == 0 ?
	    0 :
	    sorter_add(f->ops, f->holdings, key, &h, sizeof h);
}

static int
fold(struct flow *f)
{
	const struct packed *p = &f->p;
	struct change *c = sum_of(f);
	int err;

	if (sub_i64(c->of[p->from], p->amount, &c->of[p->from]) != 0 ||
	    add_i64(c->of[p->to], p->amount, &c->of[p->to]) != 0)
		return fail(f->ops, OPS_DATA,
		    "amount: what is posted is too "
		    "large a number");
	err = hold(f, f->r.document, p->to, p->amount);
	if (err == 0)
		err = hold(f, f->r.against, p->from, -p->amount);
	gate_touch(f->touched, f->account, f->period, p->at,
	    (enum stage)p->from, (enum stage)p->to, p->amount, f->r.dimension,
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
	err = end_period(f);
	if (err == 0 && account != f->account) {
		err = end_account(f);
		f->first = period;
	}
	f->account = account;
	f->period = period;
	return err;
}

static struct db_value
next_text(struct flow *f, uint32_t n)
{
	struct db_value v = { n == 0 ? DB_NULL : DB_TEXT, n, f->text };

	f->text += n;
	return v;
}

/* The columns in the order of the table: c12 on are those that are rare. */
static void
fill_row(struct flow *f, struct db_value *row)
{
	const struct packed *p = &f->p;
	const struct rare *r = &f->r;

	row[0] = V(f->account);
	row[1] = V(f->period);
	row[2] = V(f->entry->head.number);
	row[3] = V(p->line);
	row[4] = V(p->at);
	row[5] = V((int64_t)p->from);
	row[6] = V((int64_t)p->to);
	row[7] = V(p->amount);
	row[8] = V((int64_t)p->reason);
	row[9] = next_text(f, p->text[0]);
	row[10] = next_text(f, p->text[1]);
	row[11] = next_text(f, p->text[2]);
	if (!f->rare)
		return;
	row[12] = V(r->dimension);
	row[13] = V(r->document);
	row[14] = V(r->against);
	row[15] = next_text(f, r->text[0]);
	row[16] = V(r->qty);
	row[17] = V(r->unit_price);
	row[18] = next_text(f, r->text[1]);
	row[19] = V(r->original);
	row[20] = V(r->rate);
	row[21] = V(r->rate_date);
	row[22] = next_text(f, r->text[2]);
}

static void
unpack(struct flow *f, const char *bytes)
{
	memcpy(&f->p, bytes, sizeof f->p);
	bytes += sizeof f->p;
	f->r = no_rare;
	if (f->p.rare) {
		memcpy(&f->r, bytes, sizeof f->r);
		bytes += sizeof f->r;
	}
	f->text = bytes;
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
	unpack(f, bytes);
	err = next_group(f, (int64_t)key[0], (int64_t)key[1]);
	if (err == 0)
		err = fold(f);
	if (err != 0)
		return err;
	if (f->latest == NONE || f->p.at > f->latest)
		f->latest = f->p.at;
	fill_row(f, row);
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
		    "against: '%s' does not hold so "
		    "much in %s, %s",
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
		err = end_period(f);
	if (err == 0)
		err = end_account(f);
	if (err == 0)
		err = feed(f, sql_total_feed, f->changes, next_change);
	if (err == 0)
		err = feed(f, sql_open_feed, f->holdings, next_holding);
	if (err == 0)
		err = feed(f, sql_span_feed, f->spans, next_span);
	if (err == 0)
		err = check_holdings(f);
	if (err == 0 && f->latest != NONE) /* of a row that was refused */
		err = entry_effective(
		    ops, f->entry, &ledger_budget_line, f->latest);
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
	struct state *s = e->state[STATE];
	int err;

	(void)l;
	if (s == NULL || s->sorter == NULL)
		return 0;
	f.sorter = s->sorter;
	f.rare = s->rare;
	s->sorter = NULL;
	s->rare = 0;
	forget_pending(s);
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

/* ---- reading ---- */

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
line_lines(
    struct ops *ops, const struct ledger *l, int64_t entry, struct db_query *q)
{
	(void)l;
	return entry == NONE ? db_query0(ops, q, sql_lines_all) :
			       db_query(ops, q, sql_lines_entry, V(entry));
}

int
line_lines_back(
    struct ops *ops, const struct ledger *l, int64_t entry, struct db_query *q)
{
	(void)l;
	return db_query(ops, q, sql_lines_back, V(entry));
}

#define OF_STAGE(n)                                                            \
 "(CASE dst WHEN " n " THEN -amount ELSE 0 END + "                             \
 "CASE src WHEN " n " THEN amount ELSE 0 END)"
SQL(sql_verify_total,
    "SELECT account, period, dimension FROM ("
    "SELECT account, period, dimension, available AS a, pre AS p, "
    "committed AS c, actual AS s FROM budget_total UNION ALL "
    "SELECT account, period, dimension, " OF_STAGE("1") ", " OF_STAGE("2") ", " OF_STAGE(
	"3") ", " OF_STAGE("4") " FROM budget_line) x "
				"GROUP BY account, period, dimension "
				"HAVING SUM(a) <> 0 OR SUM(p) <> 0 OR SUM(c) <> 0 OR SUM(s) <> 0");
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
	int err = verify(ops, sql_verify_total,
	    "the kept total of an account "
	    "and month is not the sum of its lines",
	    report, data);

	(void)l;
	if (err == 0)
		err = verify(ops, sql_verify_open,
		    "what a document holds in "
		    "an account is not the sum of its lines",
		    report, data);
	if (err == 0)
		err = verify(ops, sql_verify_span,
		    "the span of an entry in an "
		    "account is not that of its lines",
		    report, data);
	return err;
}
