/* The plan: how much accounts may spend in months, version by version. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/plan.h"
#include "conf/conf.h"
#include "ledger/book.h"

const char *const plan_state_words[] = { "draft", "asked", "approved",
	"rejected", NULL };
static const char *const kind_words[] = { "set", "revise" };

static const struct column plan_cols[] = {
	{ "version", TYPE_CODE, LEDGER_KEY, "v1, v2 ..." },
	{ "kind", TYPE_CODE, 0, "set or revise" },
	{ "state", TYPE_CODE, 0, "draft, asked, approved or rejected" },
	{ "note", TYPE_TEXT, COL_WIDE, "why" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

static const char no_dimension[] = "*";

static const struct column plan_line_cols[] = {
	{ "version", TYPE_CODE, LEDGER_KEY, "of the plan" },
	{ "account", TYPE_CODE, LEDGER_KEY, "the account" },
	{ "period", TYPE_CODE, LEDGER_KEY, "the month" },
	{ "dimension", TYPE_CODE, LEDGER_KEY, "name=value; *: none" },
	{ "amount", TYPE_MONEY, 0, "its budget by this plan" },
	{ "currency", TYPE_CODE, 0, "in which it was said" },
	{ "original", TYPE_INT, 0, "the amount in it, in its minor units" },
	{ "rate", TYPE_PRICE, 0, "units of it for one of the book's" },
	{ "rate_date", TYPE_DATE, 0, "the day from which that holds" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

SQL(sql_later,
    "SELECT p.version FROM budget_plan_line l "
    "JOIN budget_plan o ON o.version = $1 "
    "JOIN budget_plan p ON p.version = l.version "
    "WHERE l.account = $2 AND l.period = $3 AND l.dimension = $4 "
    "AND p.id > o.id AND p.state = 'approved' LIMIT 1");

/* What a later version stands on is not taken back. */
static int
check_line(struct ops *ops, const struct db_value *v, int live)
{
	const char *later = NULL;
	int err = live ? 0
	    : db_get_text(ops, &later, sql_later, v[0], v[1], v[2], v[3]);

	if (err != 0 || later == NULL)
		return err;
	return fail(ops, OPS_DATA,
	    "'%s' of '%s', %s was changed by version '%s': undo that first",
	    (const char *)v[0].p, (const char *)v[1].p, (const char *)v[2].p,
	    later);
}

/*
 * All lines of a version are new with it, so that undo takes them back: with
 * it, since a part of it was never decided on.
 */
static int
plan_reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	if (!r->whole && !e->restoring)
		return fail(ops, OPS_DENIED,
		    "'%s' is undone as a whole: 'ops undo %lld'",
		    (const char *)r->cols[0].p, (long long)r->entry);
	return record_reverse_new(ops, e, l, r);
}

const struct ledger ledger_budget_plan = { .name = "budget plan",
	RECORD_LEDGER(plan_cols, "budget_plan"),
	.reverse = plan_reverse,
	.verify = record_verify };

const struct ledger ledger_budget_plan_line = { .name = "budget plan line",
	RECORD_LEDGER(plan_line_cols, "budget_plan_line"),
	.check = check_line,
	.reverse = plan_reverse,
	.verify = record_verify };

/* ---- versions ---- */

int64_t
plan_number(const char *version)
{
	int64_t n;

	if (version == NULL || version[0] != 'v' ||
	    decimal_parse(version + 1, strlen(version + 1), 0, &n) != NULL)
		return NONE;
	return n;
}

SQL(sql_last, "SELECT MAX(id) FROM budget_plan_version");

void
plan_begin(struct ops *ops, enum plan_kind kind, struct planning *p)
{
	*p = (struct planning){ .kind = kind,
		.counts = conf_choice(ops->conf, "budget.approval") == 0 };
}

/* The number of a version is that of its row: they are made one by one. */
static int
make_version(struct ops *ops, struct entry *e, struct planning *p)
{
	struct db_value cols[LEDGER_COLUMNS];
	int64_t last = NONE;
	int err;

	if (p->version != NULL)
		return 0;
	err = db_get_values(ops, &last, sql_last, NULL, 0);
	p->version = arena_printf(ops->keep, "v%lld",
	    last == NONE ? 1LL : (long long)last + 1);
	cols[0] = V(p->version);
	cols[1] = V(kind_words[p->kind]);
	cols[2] = V(plan_state_words[p->counts ? PLAN_APPROVED : PLAN_DRAFT]);
	cols[3] = V(e->head.message);
	return err != 0 ? err :
			  record_post(ops, e, &ledger_budget_plan, cols, NULL);
}

SQL(sql_amount,
    "SELECT p.id, l.amount FROM budget_plan_line l "
    "JOIN budget_plan p ON p.version = l.version "
    "WHERE l.account = $1 AND l.period = $2 AND l.dimension = $3 "
    "AND p.state = 'approved'");

int
plan_amount(struct ops *ops, const struct account *a, int64_t month,
    const char *dimension, int64_t *amount)
{
	char text[MONTH_SIZE];
	struct db_query q;
	int64_t latest = NONE;
	int err;

	month_print(text, month);
	*amount = NONE;
	err = db_query(ops, &q, sql_amount, V(a->name), V((const char *)text),
	    V(dimension == NULL ? no_dimension : dimension));
	/* They are few: an ORDER BY would take longer than to read them. */
	while (err == 0 && (err = db_next(&q)) == 1) {
		if (latest == NONE || db_int(&q, 0) > latest) {
			latest = db_int(&q, 0);
			*amount = db_int(&q, 1);
		}
		err = 0;
	}
	db_done(&q);
	return err;
}

SQL(sql_there,
    "SELECT id FROM budget_plan_line WHERE version = $1 "
    "AND account = $2 AND period = $3 AND dimension = $4");

/* Said once in a version; planned once, before it is revised. */
static int
check_new(struct ops *ops, const struct planning *p, const struct account *a,
    const char *month, const char *dimension, int64_t now)
{
	int64_t id = NONE;
	int err = db_get(ops, &id, sql_there, V(p->version), V(a->name),
	    V(month), V(dimension));

	if (err != 0)
		return err;
	if (id != NONE)
		return fail(ops, OPS_DATA, "period: %s of '%s' is there twice",
		    month, a->name);
	if (now != NONE && p->kind == PLAN_SET)
		return fail(ops, OPS_DATA, "period: %s of '%s' is planned "
		    "already: 'ops budget plan revise' changes it", month,
		    a->name);
	return 0;
}

/*
 * The difference to what counted before; only what is all of it has the
 * amount as it was said.
 */
static int
post_line(struct ops *ops, struct entry *e, const struct account *a,
    const char *dimension, int64_t month, int64_t now, int64_t amount,
    const struct foreign *said, int64_t at)
{
	struct budget_line l = { .account = a,
		.at = at,
		.period = month,
		.from = STAGE_SOURCE,
		.to = STAGE_AVAILABLE,
		.reason = now == NONE ? REASON_ORIGINAL : REASON_AMENDMENT,
		.dimension = dimension,
		.qty = NONE,
		.unit_price = NONE };

	if (sub_i64(amount, now == NONE ? 0 : now, &l.amount) != 0)
		return fail(ops, OPS_DATA, "amount: too large a number");
	if (l.amount == 0)
		return 0;
	if (said != NULL && l.amount == amount)
		l.foreign = *said;
	if (l.amount < 0) {
		l.amount = -l.amount;
		l.from = STAGE_AVAILABLE;
		l.to = STAGE_SOURCE;
	}
	return budget_post(ops, e, &l, 1);
}

/* With what an entry that goes nowhere has planned so far. */
static int
plan_so_far(struct ops *ops, struct entry *e, const struct account *a,
    int64_t month, const char *dimension, int64_t *now)
{
	const struct rehearsal *r = rehearsal_of(e);
	int err = plan_amount(ops, a, month, dimension, now);

	for (size_t i = 0; err == 0 && r != NULL && i < r->lines.n; i++) {
		const struct budget_line *l = &r->lines.v[i];
		int64_t change = l->from == STAGE_SOURCE ? l->amount
							 : -l->amount;

		if (l->account != a || l->period != month ||
		    l->reason > REASON_AMENDMENT ||
		    !text_eq(l->dimension, dimension))
			continue;
		if (add_i64(*now == NONE ? 0 : *now, change, now) != 0)
			err = fail(ops, OPS_DATA, "amount: too large a number");
	}
	return err;
}

int
plan_amounts(struct ops *ops, struct entry *e, struct planning *p,
    const struct account *a, const char *dimension, int64_t first,
    const int64_t *amount, const struct foreign *said, size_t n, int64_t at)
{
	const char *key = dimension == NULL ? no_dimension : dimension;
	int posts = rehearsal_of(e) == NULL;
	int err = posts ? make_version(ops, e, p) : 0;

	for (size_t i = 0; err == 0 && i < n; i++) {
		char text[MONTH_SIZE] = "";
		struct db_value cols[LEDGER_COLUMNS] = { V(p->version),
			V(a->name), V((const char *)text), V(key),
			V(amount[i]) };
		int64_t month = first + (int64_t)i, now;
		const struct foreign *f = said == NULL ? NULL : &said[i];

		cols[5] = V(f == NULL ? NULL : f->currency);
		cols[6] = V(f == NULL ? NONE : f->original);
		cols[7] = V(f == NULL ? NONE : f->rate);
		cols[8] = V(f == NULL ? NONE : f->rate_date);
		cols[2].i = (int64_t)month_print(text, month);
		if (amount[i] < 0)
			return decimal_wrong(ops, "amount", amount[i],
			    ops->book->decimals, "an amount from 0");
		err = plan_so_far(ops, e, a, month, dimension, &now);
		if (err == 0)
			err = check_new(ops, p, a, text, key, now);
		if (err == 0 && posts)
			err = record_post(ops, e, &ledger_budget_plan_line,
			    cols, NULL);
		if (err == 0 && (p->counts || !posts))
			err = post_line(ops, e, a, dimension, month, now,
			    amount[i], f, at);
	}
	return err;
}

SQL(sql_state, "SELECT state FROM budget_plan WHERE version = $1");

int
plan_state(struct ops *ops, const char *version, enum plan_state *out)
{
	const char *text = NULL;
	int err = db_get_text(ops, &text, sql_state, V(version));

	if (err != 0)
		return err;
	for (int i = 0; text != NULL && plan_state_words[i] != NULL; i++)
		if (strcmp(plan_state_words[i], text) == 0) {
			*out = (enum plan_state)i;
			return 0;
		}
	return fail(ops, OPS_DATA, "version: '%s' is no version of the plan: "
	    "'ops budget plan list --all' shows them", version);
}

SQL(sql_version, "SELECT kind, note FROM budget_plan WHERE version = $1");

int
plan_set_state(struct ops *ops, struct entry *e, const char *version,
    enum plan_state state)
{
	struct db_value cols[LEDGER_COLUMNS];
	struct db_query q;
	int err = db_query(ops, &q, sql_version, V(version));

	if (err == 0 && (err = db_next(&q)) == 1) {
		cols[0] = V(version);
		cols[1] = V(arena_strdup(ops->mem, db_text(&q, 0)));
		cols[2] = V(plan_state_words[state]);
		cols[3] = V(arena_strdup(ops->mem, db_text(&q, 1)));
		db_done(&q);
		return record_post(ops, e, &ledger_budget_plan, cols, NULL);
	}
	return err != 0 ? err : plan_state(ops, version, &state);
}

SQL(sql_lines,
    "SELECT account, period, dimension, amount, currency, original, rate, "
    "rate_date FROM budget_plan_line WHERE version = $1 ORDER BY id");

/* The lines of a version; they are read before any is posted. */
static int
read_lines(struct ops *ops, const char *version, struct plan_amount **out,
    size_t *n)
{
	VEC(struct plan_amount) v = { 0 };
	struct plan_amount *a;
	struct db_query q;
	int err = db_query(ops, &q, sql_lines, V(version));

	while (err == 0 && (err = db_next(&q)) == 1) {
		const char *dimension = db_text(&q, 2), *month = db_text(&q, 1);

		err = 0;
		a = VEC_ADD(ops->mem, &v);
		a->account = arena_strdup(ops->mem, db_text(&q, 0));
		if (month_parse(month, strlen(month), &a->month) != NULL)
			BUG("a month of the plan: %s", month);
		a->dimension = text_eq(dimension, no_dimension) ? NULL
		    : arena_strdup(ops->mem, dimension);
		a->amount = db_int(&q, 3);
		a->foreign = (struct foreign){ arena_strdup(ops->mem,
		    db_text(&q, 4)), db_int(&q, 5), db_int(&q, 6),
		    db_int(&q, 7) };
	}
	db_done(&q);
	*out = v.v;
	*n = v.n;
	return err;
}

int
plan_count(struct ops *ops, struct entry *e, const char *version, int64_t at)
{
	const struct account *account;
	struct plan_amount *a;
	int64_t now;
	size_t n;
	int err = read_lines(ops, version, &a, &n);

	for (size_t i = 0; err == 0 && i < n; i++) {
		err = account_by_name(ops, a[i].account, &account);
		if (err == 0)
			err = plan_amount(ops, account, a[i].month,
			    a[i].dimension, &now);
		if (err == 0)
			err = post_line(ops, e, account, a[i].dimension,
			    a[i].month, now, a[i].amount, &a[i].foreign, at);
	}
	return err != 0 ? err : plan_set_state(ops, e, version, PLAN_APPROVED);
}

/* ---- reading ---- */

static int
by_key(const void *x, const void *y)
{
	const struct plan_amount *a = x, *b = y;
	int c = account_compare(a->account, b->account);

	if (c == 0)
		c = (a->month > b->month) - (a->month < b->month);
	if (c == 0 && (a->dimension == NULL || b->dimension == NULL))
		c = (a->dimension != NULL) - (b->dimension != NULL);
	else if (c == 0)
		c = strcmp(a->dimension, b->dimension);
	return c != 0 ? c : (a->number > b->number) - (a->number < b->number);
}

/* States by the number of their version. */
static int
read_states(struct ops *ops, int64_t known, struct plan_amount **out, size_t *n)
{
	VEC(struct plan_amount) v = { 0 };
	struct plan_amount *a;
	struct db_query q;
	int err = record_query(ops, &ledger_budget_plan, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		err = 0;
		a = VEC_ADD(ops->mem, &v);
		a->number = plan_number(db_text(&q, 3));
		a->version = arena_strdup(ops->mem, db_text(&q, 3));
		for (int i = 0; plan_state_words[i] != NULL; i++)
			if (text_eq(plan_state_words[i], db_text(&q, 5)))
				a->state = (enum plan_state)i;
	}
	db_done(&q);
	*out = v.v;
	*n = v.n;
	return err;
}

int
plan_all(struct ops *ops, int64_t known, struct plan_amount **out, size_t *n)
{
	VEC(struct plan_amount) v = { 0 };
	struct plan_amount *a, *version = NULL;
	struct db_query q;
	size_t versions, at = 0;
	int err = read_states(ops, known, &version, &versions);

	if (err == 0)
		err = record_query(ops, &ledger_budget_plan_line, known, NULL,
		    &q);
	while (err == 0 && (err = db_next(&q)) == 1) {
		const char *name = db_text(&q, 3), *month = db_text(&q, 5);

		err = 0;
		while (at < versions && !text_eq(version[at].version, name))
			at++;
		if (at == versions) {
			at = 0;
			continue;
		}
		a = VEC_ADD(ops->mem, &v);
		*a = version[at];
		a->account = arena_strdup(ops->mem, db_text(&q, 4));
		if (month_parse(month, strlen(month), &a->month) != NULL)
			BUG("a month of the plan: %s", month);
		a->dimension = text_eq(db_text(&q, 6), no_dimension) ? NULL
		    : arena_strdup(ops->mem, db_text(&q, 6));
		a->amount = db_int(&q, 7);
	}
	db_done(&q);
	if (err == 0 && v.n > 1)
		qsort(v.v, v.n, sizeof *v.v, by_key);
	*out = v.v;
	*n = v.n;
	return err;
}
