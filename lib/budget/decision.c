/* What was decided of requests: by whom, with what right, on what evidence. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "budget/requestown.h"
#include "ledger/book.h"
#include "time/date.h"

static const char *const decision_words[] = { "approve", "reject",
	"withdraw", NULL };
const char *const decision_way_words[] = { "shell", "mail", "on-behalf",
	NULL };

static const struct column cols[] = {
	{ "request", TYPE_CODE, LEDGER_KEY, "the request" },
	{ "number", TYPE_INT, LEDGER_KEY, "which decision of it" },
	{ "date", TYPE_TIME, LEDGER_WHEN, "when it was decided" },
	{ "decision", TYPE_CODE, 0, "approve, reject or withdraw" },
	{ "state", TYPE_CODE, 0, "what the request is from then on" },
	{ "step", TYPE_INT, 0, "the step that was approved" },
	{ "person", TYPE_CODE, COL_PERSON, "who decided" },
	{ "rule", TYPE_CODE, 0, "the rule of authority" },
	{ "override", TYPE_BOOL, 0, "yes: what the gate refuses, too" },
	{ "reason", TYPE_TEXT, COL_WIDE, "why" },
	{ "entered_by", TYPE_CODE, COL_PERSON, "who entered it" },
	{ "way", TYPE_CODE, 0, "shell, mail or on-behalf" },
	{ "evidence", TYPE_CODE, 0, "digest of the file that proves it" },
	{ "evidence_file", TYPE_TEXT, 0, "what it was called" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

/* Else a maker could undo the no to their own request. */
static int
decision_reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	const char *decided = r->cols[6].p, *entered = r->cols[10].p, *actor;
	struct people *people;
	int err = people_read(ops, ops->conf, &people);

	if (err != 0)
		return err;
	if (!r->whole)
		return fail(ops, OPS_DENIED, "a decision of '%s' is undone "
		    "with what it did: 'ops undo %lld'",
		    (const char *)r->cols[0].p, (long long)r->entry);
	if (decided == NULL)
		return fail(ops, OPS_DENIED, "a decision of '%s' that was "
		    "taken back is made anew, not undone",
		    (const char *)r->cols[0].p);
	actor = person_code(people, e->head.actor);
	if (!e->restoring && !text_eq(actor, decided) &&
	    !text_eq(actor, entered))
		return fail(ops, OPS_DENIED, "what '%s' decided of '%s' is "
		    "taken back by them, or by who entered it: '%s' is neither",
		    decided, (const char *)r->cols[0].p, actor);
	return record_reverse_new(ops, e, l, r);
}

const struct ledger ledger_decision = { .name = "budget decision",
	RECORD_LEDGER(cols, "budget_decision"),
	.reverse = decision_reverse,
	.verify = record_verify };

SQL(sql_decisions,
    "SELECT v.request, v.number, v.date, v.decision, v.state, v.step, "
    "v.person, v.rule, v.override, v.reason, v.entered_by, v.way, v.evidence, "
    "v.evidence_file, v.live FROM budget_decision_version v WHERE v.request = "
    "$1 AND v.entry <= $2 ORDER BY v.number, v.id, v.entry, v.line");

/*
 * The latest version of each; those that were undone are left out.  The id
 * orders nothing more, but lets the index give all in order.
 */
int
request_decisions(struct ops *ops, const char *request, int64_t known,
    struct decision **out, size_t *n)
{
	VEC(struct decision) all = { NULL, 0, 0 };
	struct db_query q;
	int err = db_query(ops, &q, sql_decisions, V(request),
	    V(known == NONE ? INT64_MAX : known));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct decision *d = all.n > 0 ? &all.v[all.n - 1] : NULL;

		err = 0;
		if (d == NULL || d->number != db_int(&q, 1))
			d = VEC_ADD(ops->mem, &all);
		d->request = arena_strdup(ops->mem, db_text(&q, 0));
		d->number = db_int(&q, 1);
		d->date = db_int(&q, 2);
		d->kind = (enum decision_kind)request_word(
		    decision_words, db_text(&q, 3));
		d->state = (enum request_state)request_word(
		    request_state_words, db_text(&q, 4));
		d->step = db_int(&q, 5);
		d->person = arena_strdup(ops->mem, db_text(&q, 6));
		d->rule = arena_strdup(ops->mem, db_text(&q, 7));
		d->override = db_int(&q, 8) == 1;
		d->reason = arena_strdup(ops->mem, db_text(&q, 9));
		d->entered_by = arena_strdup(ops->mem, db_text(&q, 10));
		d->way = (enum decision_way)request_word(
		    decision_way_words, db_text(&q, 11));
		d->evidence = arena_strdup(ops->mem, db_text(&q, 12));
		d->evidence_file = arena_strdup(ops->mem, db_text(&q, 13));
		if (db_int(&q, 14) != 1)
			all.n--;
	}
	*out = all.v;
	*n = all.n;
	return err;
}

SQL(sql_on_behalf,
    "SELECT DISTINCT v.request, r.request FROM budget_decision_version v "
    "LEFT JOIN budget_request r ON r.request = v.request "
    "WHERE v.way = 'on-behalf' AND v.entry <= $1 ORDER BY v.request");

int
requests_on_behalf(struct ops *ops, int64_t known,
    int (*row)(void *, const struct request *), void *data)
{
	struct db_query q;
	int err = db_query(ops, &q, sql_on_behalf,
	    V(known == NONE ? INT64_MAX : known));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct arena_mark mark = arena_mark(ops->mem);
		struct request r = { .date = NONE, .amount = NONE,
			.qty = NONE, .unit_price = NONE, .needed_by = NONE };

		r.code = arena_strdup(ops->mem, db_text(&q, 0));
		err = db_text(&q, 1) == NULL ? 0
		    : request_by_code(ops, r.code, &r);
		if (err == 0)
			err = row(data, &r);
		arena_back(ops->mem, mark);
	}
	db_done(&q);
	return err;
}

/* The number of the next one: of those undone, too, none is used again. */
SQL(sql_last,
    "SELECT MAX(number) FROM budget_decision_version WHERE request = $1");

int
decision_keep(struct ops *ops, struct entry *e, const struct request *r,
    const struct decide *how, const struct authority_answer *a)
{
	const struct people *people = how->authority->people;
	int64_t last = NONE;
	int err = db_get(ops, &last, sql_last, V(r->code));
	struct db_value v[LEDGER_COLUMNS] = { V(r->code),
		V(last == NONE ? INT64_C(1) : last + 1), V(how->date),
		V(decision_words[how->kind]), V(request_state_words[r->state]),
		V(a == NULL || how->kind != DECISION_APPROVE ? NONE : a->step),
		V(person_code(people, how->person)),
		V(a == NULL || a->rule == NULL ? NULL : a->rule->name),
		V((int64_t)how->override), V(how->reason),
		V(person_code(people, how->actor)),
		V(decision_way_words[how->way]), V(how->evidence),
		V(how->evidence_file) };

	if (err == 0)
		err = record_post(ops, e, &ledger_decision, v, NULL);
	return err != 0 ? err : codes_end(ops, e, r->code, NULL);
}

/* ---- the question ---- */

int
decision_steps(struct ops *ops, const char *request,
    struct authority_question *q)
{
	struct authority_given *given;
	struct decision *d;
	size_t n;
	int err = request_decisions(ops, request, NONE, &d, &n);

	if (err != 0)
		return err;
	q->given = given = ARENA_ARRAY(ops->mem, struct authority_given, n);
	for (size_t i = 0; i < n; i++)
		if (d[i].kind == DECISION_APPROVE)
			given[q->n++] = (struct authority_given){
				d[i].person, d[i].step,
				d[i].way == WAY_ON_BEHALF ? d[i].entered_by
							  : NULL };
	return 0;
}

int
request_question(struct ops *ops, const struct request *r, int64_t date,
    struct authority_question *q)
{
	int second, err;

	*q = (struct authority_question){ .subject = AUTHORITY_BUDGET,
		.of = r->account, .amount = r->amount,
		.decimals = ops->book->decimals,
		.maker = { r->requester, r->entered_by } };
	zone_from_utc(ops->book->zone, date, &q->day, &second);
	err = decision_steps(ops, r->code, q);
	if (err != 0)
		return err;
	return request_beside(ops, r, q);
}

/* ---- deciding ---- */

static int
check_state(struct ops *ops, const struct request *r, int may_be_approved)
{
	if (r->state == REQUEST_ASKED ||
	    (may_be_approved && r->state == REQUEST_APPROVED))
		return 0;
	return fail(ops, OPS_DATA, "request: '%s' is %s already (entry %lld)",
	    r->code, request_state_words[r->state], (long long)r->entry);
}

static int
is_meant(const struct people *people, const struct person *p,
    const char *actor, const char *text)
{
	return text != NULL && (p != NULL ? person_is(p, text)
	    : text_eq(person_code(people, text), actor));
}

/* From their own account nobody answers their own, under whatever name. */
static int
check_login(struct ops *ops, const struct decide *how,
    const struct authority_question *q)
{
	const struct person *p = how->login == NULL ? NULL
	    : people_login(how->authority->people, how->login);

	for (int i = 0; p != NULL && i < 2; i++)
		if (q->maker[i] != NULL && person_is(p, q->maker[i]))
			return fail(ops, OPS_DENIED, "the login is %s's, who "
			    "asked for it, or entered it: another one has to "
			    "answer, from another login", p->name);
	return 0;
}

/*
 * Who both says what was answered and wants it would be both sides; who
 * answers for another beside their own answer would be both of two.  A form
 * may enter requests of others and take the answers to them.
 */
int
decide_check_maker(struct ops *ops, const struct decide *how,
    const struct authority_question *q)
{
	const struct people *people = how->authority->people;
	const struct person *p = people_meant(people, how->actor);
	const char *actor = person_code(people, how->actor);
	const char *name = p == NULL ? actor : p->name;
	int makers = how->way == WAY_MAIL && p != NULL &&
	    person_has_role(p, mailer_role) ? 1 : 2;

	if (how->way == WAY_SHELL)
		return check_login(ops, how, q);
	for (int i = 0; i < makers; i++)
		if (is_meant(people, p, actor, q->maker[i]))
			return fail(ops, OPS_DENIED, "%s asked for it, or "
			    "entered it: another one enters what was answered",
			    name);
	for (size_t i = 0; i < q->n; i++)
		if (is_meant(people, p, actor, q->given[i].person))
			return fail(ops, OPS_DENIED, "%s has approved a step "
			    "of it: another one enters what was answered",
			    name);
	return check_login(ops, how, q);
}

/* On paper somebody else's answer needs a proof; passing a gate a reason. */
int
decide_check(struct ops *ops, const struct decide *how)
{
	const struct people *people = how->authority->people;

	if (how->way == WAY_ON_BEHALF && text_eq(person_code(people,
	    how->person), person_code(people, how->actor)))
		return fail(ops, OPS_DENIED, "on_behalf_of: '%s' is you: "
		    "expected the answer in your own name, without "
		    "--on-behalf-of", how->person);
	if (how->way == WAY_ON_BEHALF && how->evidence == NULL)
		return fail(ops, OPS_DENIED, "evidence: is missing: what is "
		    "decided on behalf of another needs --evidence <file>");
	if (how->way != WAY_ON_BEHALF && how->evidence != NULL)
		return fail(ops, OPS_DATA,
		    "evidence: is of no use without on_behalf_of");
	if (how->override && text_is_blank(how->reason))
		return fail(ops, OPS_DENIED,
		    "override: a reason is missing: expected --reason or -m");
	return 0;
}

static int
approve(struct ops *ops, struct entry *e, struct request *r,
    const struct decide *how)
{
	struct authority_question q;
	struct authority_answer a;
	int err = check_state(ops, r, 0);

	if (err == 0)
		err = decide_check(ops, how);
	if (err == 0)
		err = request_question(ops, r, how->date, &q);
	if (err != 0)
		return err;
	q.override = how->override;
	err = decide_check_maker(ops, how, &q);
	if (err == 0)
		err = authority_want(ops, how->authority, how->person, &q, &a);
	if (err != 0)
		return fail_at(ops, "'%s'", r->code);
	if (a.last)
		r->state = REQUEST_APPROVED;
	/* The gate may refuse: nothing of it is posted before. */
	if (a.last)
		err = request_reserve(ops, e, r, how->date, how->override);
	if (err == 0)
		err = decision_keep(ops, e, r, how, &a);
	if (err == 0 && !a.last)
		note(ops, "'%s' has step %lld now, and waits for the next",
		    r->code, (long long)a.step);
	return err == 0 && a.last ? request_keep(ops, e, r) : err;
}

/* No limit keeps anybody from saying no. */
int
decide_may_reject(enum authority_reason reason)
{
	return reason == AUTHORITY_MAY || reason == AUTHORITY_LIMIT ||
	    reason == AUTHORITY_SPLIT || reason == AUTHORITY_OVERRIDE;
}

static int
reject(struct ops *ops, struct entry *e, struct request *r,
    const struct decide *how)
{
	struct authority_question q;
	struct authority_answer a;
	int err = check_state(ops, r, 0);

	if (err == 0)
		err = decide_check(ops, how);
	if (err == 0 && text_is_blank(how->reason))
		err = fail(ops, OPS_DATA,
		    "reason: is missing: expected --reason or -m");
	if (err == 0)
		err = request_question(ops, r, how->date, &q);
	if (err != 0)
		return err;
	if ((err = decide_check_maker(ops, how, &q)) != 0)
		return fail_at(ops, "'%s'", r->code);
	authority_check(ops, how->authority, how->person, &q, &a);
	if (!decide_may_reject(a.reason))
		return fail(ops, OPS_DENIED, "'%s': %s (%s)", r->code,
		    a.reason == AUTHORITY_SELF
		    ? "who asked for it, or entered it, withdraws it"
		    : a.why, authority_reason_words[a.reason]);
	r->state = REQUEST_REJECTED;
	err = decision_keep(ops, e, r, how, &a);
	return err != 0 ? err : request_keep(ops, e, r);
}

static int
withdraw(struct ops *ops, struct entry *e, struct request *r,
    const struct decide *how)
{
	const struct people *people = how->authority->people;
	const struct person *p = people_meant(people, how->person);
	const char *who = person_code(people, how->person);
	int err = check_state(ops, r, 1);

	if (err == 0)
		err = decide_check(ops, how);
	if (err == 0 && !is_meant(people, p, who, r->requester) &&
	    !is_meant(people, p, who, r->entered_by))
		err = fail(ops, OPS_DENIED, "'%s': %s asked for it: who asked "
		    "or entered it withdraws it, others reject it", r->code,
		    r->requester);
	if (err == 0 && r->state == REQUEST_APPROVED)
		err = request_release(ops, e, r, how->date);
	r->state = REQUEST_WITHDRAWN;
	if (err == 0)
		err = decision_keep(ops, e, r, how, NULL);
	return err != 0 ? err : request_keep(ops, e, r);
}

int
request_decide(struct ops *ops, struct entry *e, struct request *r,
    const struct decide *how)
{
	switch (how->kind) {
	case DECISION_APPROVE:
		return approve(ops, e, r, how);
	case DECISION_REJECT:
		return reject(ops, e, r, how);
	case DECISION_WITHDRAW:
		return withdraw(ops, e, r, how);
	}
	BUG("decision %d", how->kind);
}
