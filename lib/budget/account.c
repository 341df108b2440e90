/* Accounts: a tree of names, each with its owner and what was said of it. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/money.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/account.h"
#include "budget/budget.h"
#include "budget/standing.h"
#include "ledger/book.h"
#include "time/date.h"

static const struct column account_cols[] = {
	{ "account", TYPE_CODE, LEDGER_KEY, "the account: ops:freight" },
	{ "name", TYPE_TEXT, COL_WIDE, "what people call it" },
	{ "owner", TYPE_CODE, 0, "who answers for it" },
	{ "control", TYPE_CODE, 0, "stop, warn or ignore, of each stage" },
	{ "unit", TYPE_CODE, 0, "what is counted; missing: money" },
	{ "tolerance", TYPE_MONEY, 0, "it may be over by so much" },
	{ "tolerance_percent", TYPE_QTY, 0, "or by so many percent" },
	{ "warn_at", TYPE_QTY, 0, "percent used from which it is said" },
	{ "horizon", TYPE_CODE, 0, "monthly, cumulative or annual" },
	{ "level", TYPE_CODE, 0, "line or subtree" },
	{ "closed", TYPE_CODE, 0, "the month through which it is closed" },
	{ "hold", TYPE_BOOL, 0, "yes: nothing is bound" },
	{ "valid_from", TYPE_DATE, 0, "its first day" },
	{ "valid_until", TYPE_DATE, 0, "its last day" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

struct budget *
budget_of(struct ops *ops)
{
	if (ops->budget == NULL) {
		ops->budget = ARENA_NEW(ops->keep, struct budget);
		ops->budget->accounts.mem = ops->keep;
		ops->budget->old_rates.mem = ops->keep;
		ops->budget->dimensions.mem = ops->keep;
		ops->budget->names[0].mem = ops->keep;
		ops->budget->names[1].mem = ops->keep;
	}
	return ops->budget;
}

/* ---- names ---- */

const char *
account_name_check(const char *name)
{
	static const char expected[] =
	    "a name as ops:logistics:freight: parts between colons, none of "
	    "them empty, with blanks at its ends or beginning with (";
	const char *part = name;

	for (;;) {
		size_t n = strcspn(part, ":");

		if (n == 0 || part[0] == ' ' || part[n - 1] == ' ' ||
		    part[0] == '(')
			return expected;
		if (part[n] == '\0')
			return NULL;
		part += n + 1;
	}
}

/* A colon goes before all other bytes. */
int
account_compare(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	if (*a == *b)
		return 0;
	if (*a == '\0' || *b == '\0')
		return *a == '\0' ? -1 : 1;
	if (*a == ':' || *b == ':')
		return *a == ':' ? -1 : 1;
	return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
}

int
account_within(const char *name, const char *upper)
{
	size_t n = strlen(upper);

	return strncmp(name, upper, n) == 0 &&
	    (name[n] == '\0' || name[n] == ':');
}

/* ---- the accounts that were met ---- */

static int64_t
or_none(const struct db_value *v)
{
	return v->type == DB_NULL ? NONE : v->i;
}

/* `v` are the ledger's columns; the texts are copied where they are new. */
static void
fill(struct ops *ops, struct account *a, const struct db_value *v)
{
	struct arena *m = ops->keep;

	a->title = arena_strdup(m, v[1].p);
	a->owner = arena_strdup(m, v[2].p);
	a->control = arena_strdup(m, v[3].p);
	a->unit = arena_strdup(m, v[4].p);
	a->tolerance = or_none(&v[5]);
	a->tolerance_percent = or_none(&v[6]);
	a->warn_at = or_none(&v[7]);
	a->horizon = arena_strdup(m, v[8].p);
	a->level = arena_strdup(m, v[9].p);
	a->closed = arena_strdup(m, v[10].p);
	a->hold = or_none(&v[11]);
	a->valid_from = or_none(&v[12]);
	a->valid_until = or_none(&v[13]);
}

/* The account of a name, new where there is none; its id never changes. */
static struct account *
place(struct ops *ops, const char *name, int64_t id)
{
	struct budget *b = budget_of(ops);
	void **at = map_put(&b->accounts, name);
	struct account *a = *at;

	if (a == NULL) {
		*at = a = ARENA_NEW(ops->keep, struct account);
		a->id = id;
		a->name = map_key(at);
		b->all = NULL;
		standing_forget(ops);
	}
	while (b->ids.n <= (size_t)id)
		*VEC_ADD(ops->keep, &b->ids) = NULL;
	b->ids.v[id] = a;
	return a;
}

static int
take_row(struct ops *ops, const struct db_query *q)
{
	struct db_value v[LEDGER_COLUMNS];

	for (size_t i = 0; i + 1 < ledger_account.n; i++)
		v[i] = type_is_text(account_cols[i].type)
		    ? db_value_text(db_text(q, (int)i + 3))
		    : db_value_int(db_int(q, (int)i + 3));
	fill(ops, place(ops, v[0].p, db_int(q, 0)), v);
	return 0;
}

static int
load(struct ops *ops)
{
	struct budget *b = budget_of(ops);
	struct db_query q;
	int err;

	if (b->loaded)
		return 0;
	err = record_query(ops, &ledger_account, ops->known, NULL, &q);
	while (err == 0 && (err = db_next(&q)) == 1)
		err = take_row(ops, &q);
	db_done(&q);
	b->loaded = err == 0;
	return err;
}

/* A version came from elsewhere: it is read again, or is no more. */
static void
forget(struct ops *ops, const struct db_value *key)
{
	struct budget *b = budget_of(ops);
	struct account *a = map_get(&b->accounts, key->p);

	if (a != NULL) {
		b->ids.v[a->id] = NULL;
		*map_put(&b->accounts, key->p) = NULL;
	}
	b->all = NULL;
	b->loaded = 0;
	standing_forget(ops);
}

int
account_find(struct ops *ops, const char *name, const struct account **out)
{
	int err = load(ops);

	*out = map_get(&budget_of(ops)->accounts, name);
	return err;
}

static const char *
name_at(size_t i, const void *data)
{
	const struct account *const *v = data;

	return v[i]->name;
}

int
account_by_name(struct ops *ops, const char *name, const struct account **out)
{
	const struct account *const *all;
	const char *near;
	size_t n;
	int err = account_find(ops, name, out);

	if (err != 0 || *out != NULL)
		return err;
	err = accounts_all(ops, &all, &n);
	if (err != 0)
		return err;
	near = text_nearest(name, n, name_at, all);
	if (near != NULL)
		return fail(ops, OPS_DATA,
		    "'%s' is not a known account (did you mean '%s'?)", name,
		    near);
	return fail(ops, OPS_DATA,
	    "'%s' is not a known account: 'ops budget account add' makes it",
	    name);
}

int
account_by_id(struct ops *ops, int64_t id, const struct account **out)
{
	struct budget *b = budget_of(ops);
	int err = load(ops);

	*out = NULL;
	if (err == 0 && id >= 0 && (size_t)id < b->ids.n)
		*out = b->ids.v[id];
	if (err == 0 && *out == NULL)
		return fail(ops, OPS_DATA, "there is no account %lld",
		    (long long)id);
	return err;
}

static int
by_name(const void *a, const void *b)
{
	const struct account *const *x = a, *const *y = b;

	return account_compare((*x)->name, (*y)->name);
}

int
accounts_all(struct ops *ops, const struct account *const **out, size_t *n)
{
	struct budget *b = budget_of(ops);
	int err = load(ops);

	if (err == 0 && b->all == NULL) {
		b->all = ARENA_ARRAY(
		    ops->keep, const struct account *, b->accounts.n + 1);
		b->n = 0;
		for (size_t i = 0; i < b->accounts.n; i++)
			if (b->accounts.pair[i].value != NULL)
				b->all[b->n++] = b->accounts.pair[i].value;
		qsort(b->all, b->n, sizeof *b->all, by_name);
	}
	*out = b->all;
	*n = b->n;
	return err;
}

/* ---- posting ---- */

SQL(sql_used,
    "SELECT l.entry FROM budget_account a JOIN budget_line l "
    "ON l.account = a.id WHERE a.account = $1 LIMIT 1");
SQL(sql_counted,
    "SELECT l.entry FROM budget_account a JOIN budget_line l "
    "ON l.account = a.id WHERE a.account = $1 "
    "AND COALESCE(a.unit, '') <> $2 LIMIT 1");

static int
check_unit(struct ops *ops, const char *account, const char *unit)
{
	int64_t entry = NONE;
	int err;

	if (text_eq(unit, ops->book->currency))
		return fail(ops, OPS_DATA, "unit: '%s' is the book's currency: "
		    "expected no unit, which is money", unit);
	if (unit != NULL && currency_decimals(unit) >= 0)
		return fail(ops, OPS_DATA, "unit: '%s' is a currency: expected "
		    "no unit, which is money: amounts in another currency are "
		    "said as '12.50 %s'", unit, unit);
	err = db_get(ops, &entry, sql_counted, V(account),
	    V(unit == NULL ? "" : unit));

	if (err != 0 || entry == NONE)
		return err;
	return fail(ops, OPS_DATA, "unit: '%s' is wrong: '%s' has lines in its "
	    "unit already (entry %lld): expected another account",
	    unit == NULL ? "money" : unit, account, (long long)entry);
}

static int
check_numbers(struct ops *ops, const struct db_value *v)
{
	for (int i = 5; i <= 7; i++)
		if (v[i].type == DB_INT && v[i].i < 0)
			return decimal_wrong(ops, account_cols[i].name, v[i].i,
			    i == 5 ? ops->book->decimals : QTY_SCALE,
			    "a number from 0");
	if (v[7].type == DB_INT && v[7].i > 100 * MILLION)
		return decimal_wrong(ops, "warn_at", v[7].i, QTY_SCALE,
		    "a percentage up to 100");
	if (v[12].type == DB_INT && v[13].type == DB_INT && v[12].i > v[13].i)
		return date_wrong(ops, "valid_until", v[13].i,
		    "no day before valid_from");
	return 0;
}

static int
check_account(struct ops *ops, const struct db_value *v, int live)
{
	const char *why = account_name_check(v[0].p);
	int64_t entry = NONE;
	int err;

	if (!live) {
		err = db_get(ops, &entry, sql_used, V((const char *)v[0].p));
		if (err == 0 && entry != NONE)
			return fail(ops, OPS_DATA, "account '%s' is named by "
			    "entry %lld: it cannot be taken back",
			    (const char *)v[0].p, (long long)entry);
		return err;
	}
	if (why != NULL)
		return fail(ops, OPS_DATA,
		    "account: '%s' is wrong: expected %s", (const char *)v[0].p,
		    why);
	if (v[3].type == DB_TEXT && (why = control_check(v[3].p)) != NULL)
		return fail(ops, OPS_DATA,
		    "control: '%s' is wrong: expected %s", (const char *)v[3].p,
		    why);
	err = check_numbers(ops, v);
	return err != 0 ? err : check_unit(ops, v[0].p, v[4].p);
}

const struct ledger ledger_account = { .name = "budget account",
	RECORD_LEDGER(account_cols, "budget_account"),
	.check = check_account,
	.forget = forget,
	.reverse = record_reverse,
	.verify = record_verify };

int
account_post(struct ops *ops, struct entry *e, const struct account *a)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(a->name), V(a->title),
		V(a->owner), V(a->control), V(a->unit), V(a->tolerance),
		V(a->tolerance_percent), V(a->warn_at), V(a->horizon),
		V(a->level), V(a->closed), V(a->hold), V(a->valid_from),
		V(a->valid_until) };
	int64_t id;
	int same, err = load(ops);

	if (err == 0)
		err = record_same(ops, &ledger_account, cols, &id, &same);
	if (err != 0)
		return err;
	if (same) {
		e->unchanged++;
		return 0;
	}
	err = record_post(ops, e, &ledger_account, cols, &id);
	if (err == 0)
		fill(ops, place(ops, a->name, id), cols);
	return err;
}
