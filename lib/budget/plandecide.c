/* Versions of the plan are approved or rejected, as requests are. */
#include <string.h>

#include "base/decimal.h"
#include "budget/plan.h"
#include "budget/requestown.h"
#include "ledger/book.h"

/* What both are below: "ops:a", "ops:b": "ops"; NULL: nothing. */
static const char *
common(struct ops *ops, const char *a, const char *b)
{
	size_t n = strlen(a);

	while (!account_within(b, a)) {
		while (n > 0 && a[n - 1] != ':')
			n--;
		if (n == 0)
			return NULL;
		a = arena_strndup(ops->mem, a, --n);
	}
	return a;
}

SQL(sql_lines,
    "SELECT l.account, l.amount, a.unit FROM budget_plan_line l "
    "JOIN budget_account a ON a.account = l.account "
    "WHERE l.version = $1 ORDER BY l.id");

/* The account above all of them, and the money of all: units are none. */
static int
find_subject(struct ops *ops, const char *version, struct authority_question *q)
{
	struct db_query query;
	int first = 1, err = db_query(ops, &query, sql_lines, V(version));

	while (err == 0 && (err = db_next(&query)) == 1) {
		const char *account = db_text(&query, 0);

		if (first)
			q->of = arena_strdup(ops->mem, account);
		else if (q->of != NULL)
			q->of = common(ops, q->of, account);
		first = 0;
		err = 0;
		if (db_text(&query, 2) == NULL &&
		    add_i64(q->amount, db_int(&query, 1), &q->amount) != 0)
			q->amount = INT64_MAX;
	}
	db_done(&query);
	return err;
}

SQL(sql_maker,
    "SELECT e.actor FROM budget_plan_version v "
    "JOIN entry e ON e.entry = v.entry WHERE v.version = $1 "
    "ORDER BY v.entry, v.line LIMIT 1");

/* Who may: the one who made it may not. */
static int
ask(struct ops *ops, struct request *r, const char *version,
    const struct decide *how, struct authority_question *q)
{
	enum plan_state state;
	int second, err = plan_state(ops, version, &state);

	*q = (struct authority_question){ .subject = AUTHORITY_PLAN,
		.decimals = ops->book->decimals };
	r->code = arena_printf(ops->mem, "plan %s", version);
	r->state = REQUEST_ASKED;
	if (err == 0 && state != PLAN_DRAFT && state != PLAN_ASKED)
		err = fail(ops, OPS_DATA, "version: '%s' is %s already",
		    version, plan_state_words[state]);
	if (err == 0)
		err = decide_check(ops, how);
	if (err == 0)
		err = find_subject(ops, version, q);
	if (err == 0)
		err = db_get_text(ops, &q->maker[0], sql_maker, V(version));
	if (err == 0)
		err = decision_steps(ops, r->code, q);
	zone_from_utc(ops->book->zone, how->date, &q->day, &second);
	if (err == 0 && (err = decide_check_maker(ops, how, q)) != 0)
		err = fail_at(ops, "'%s'", version);
	return err;
}

static int
approve(struct ops *ops, struct entry *e, const char *version,
    struct request *r, const struct authority_question *q,
    const struct decide *how)
{
	struct authority_answer a;
	int err = authority_want(ops, how->authority, how->person, q, &a);

	if (err != 0)
		return fail_at(ops, "'%s'", version);
	if (a.last)
		r->state = REQUEST_APPROVED;
	err = decision_keep(ops, e, r, how, &a);
	return err != 0 || !a.last ? err
				   : plan_count(ops, e, version, how->date);
}

static int
reject(struct ops *ops, struct entry *e, const char *version,
    struct request *r, const struct authority_question *q,
    const struct decide *how)
{
	struct authority_answer a;
	int err;

	if (text_is_blank(how->reason))
		return fail(ops, OPS_DATA,
		    "reason: is missing: expected --reason or -m");
	authority_check(ops, how->authority, how->person, q, &a);
	if (!decide_may_reject(a.reason) && a.reason != AUTHORITY_SELF)
		return fail(ops, OPS_DENIED, "'%s': %s (%s)", version, a.why,
		    authority_reason_words[a.reason]);
	r->state = REQUEST_REJECTED;
	err = decision_keep(ops, e, r, how, &a);
	return err != 0 ? err : plan_set_state(ops, e, version, PLAN_REJECTED);
}

int
plan_decide(struct ops *ops, struct entry *e, const char *version,
    const struct decide *how)
{
	struct request r = { .code = NULL };
	struct authority_question q;
	int err = ask(ops, &r, version, how, &q);

	if (err != 0)
		return err;
	return how->kind == DECISION_APPROVE
	    ? approve(ops, e, version, &r, &q, how)
	    : reject(ops, e, version, &r, &q, how);
}
