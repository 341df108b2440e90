/* Answers by code: who is asked gets one, and it is good for one answer. */
#include <string.h>

#include "base/vec.h"
#include "budget/requestown.h"
#include "ledger/book.h"
#include "ledger/passcode.h"
#include "time/duration.h"

static const struct column cols[] = {
	{ "code", TYPE_CODE, LEDGER_KEY, "digest of the code" },
	{ "request", TYPE_CODE, 0, "the request" },
	{ "person", TYPE_CODE, COL_PERSON, "who was asked" },
	{ "step", TYPE_INT, 0, "for which step" },
	{ "until", TYPE_TIME, 0, "it is good until then" },
	{ "used", TYPE_BOOL, 0, "yes: it has been answered with" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

enum { CODE_USED = 5, CODE_LIVE = 6 };

static int code_reverse(struct ops *, struct entry *, const struct ledger *,
    const struct reversal *);

const struct ledger ledger_code = { .name = "budget code",
	RECORD_LEDGER(cols, "budget_code"),
	.reverse = code_reverse,
	.verify = record_verify };

static int
keep_code(struct ops *ops, struct entry *e, const char *digest,
    const char *request, const char *person, int64_t step, int64_t until,
    int64_t used)
{
	struct db_value v[LEDGER_COLUMNS] = { V(digest), V(request), V(person),
		V(step), V(until), V(used) };

	return record_post(ops, e, &ledger_code, v, NULL);
}

SQL(sql_good,
    "SELECT code, person, step, until FROM budget_code WHERE request = $1 "
    "AND used = 0 AND (person = $2 OR $2 = '') ORDER BY id");

struct good_code {
	const char *digest, *person;
	int64_t step, until;
};

int
codes_end(struct ops *ops, struct entry *e, const char *request,
    const char *person)
{
	VEC(struct good_code) all = { NULL, 0, 0 };
	const struct good_code *g;
	struct db_query q;
	int err = db_query(ops, &q, sql_good, V(request),
	    V(person == NULL ? "" : person));

	while (err == 0 && (err = db_next(&q)) == 1) {
		*VEC_ADD(ops->mem, &all) = (struct good_code){
			arena_strdup(ops->mem, db_text(&q, 0)),
			arena_strdup(ops->mem, db_text(&q, 1)),
			db_int(&q, 2), db_int(&q, 3) };
		err = 0;
	}
	db_done(&q);
	VEC_EACH(&all, g)
		if (err == 0) {
			struct db_value v[LEDGER_COLUMNS] = { V(g->digest),
				V(request), V(g->person), V(g->step),
				V(g->until), V(INT64_C(0)) };

			err = record_remove(ops, e, &ledger_code, v);
		}
	return err;
}

/*
 * A code that was sent is taken back with its entry, if it is good still.
 * What was used stays used, and what has ended is over, whatever became of
 * the answer: whoever is to answer again is asked again.
 */
static int
code_reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	struct db_value now[LEDGER_COLUMNS];
	int64_t id = NONE;
	int same = 0, err;

	if (r->cols[CODE_USED].i != 0 || r->cols[CODE_LIVE].i == 0)
		return 0;
	memcpy(now, r->cols, l->n * sizeof *now);
	err = record_same(ops, l, now, &id, &same);
	return err != 0 || !same ? err : record_remove(ops, e, l, now);
}

/* Good for so long: budget.answer_within. */
static int64_t
good_until(struct ops *ops)
{
	const char *within = conf_text(ops->conf, "budget.answer_within");
	struct duration d = { 14, UNIT_DAY };
	int64_t until;

	if (within != NULL)
		duration_parse(within, strlen(within), &d);
	until = time_add(ops->book->zone, ops->now, 1, &d);
	return until == NONE ? ops->now : until;
}

/* ---- asking ---- */

const char mailer_role[] = "mailer";

/* "Post, Mail", or NULL. */
static const char *
mailers(struct ops *ops, const struct people *people)
{
	const char *out = NULL;

	for (size_t i = 0; i < people->n; i++)
		if (person_has_role(&people->person[i], mailer_role))
			out = out == NULL ? people->person[i].name
			    : arena_printf(ops->mem, "%s, %s", out,
				people->person[i].name);
	return out;
}

/*
 * Codes are printed for who sends them: never for who wants the answer, nor
 * for one of those who answer, who could answer for the others.
 */
static int
check_mailer(struct ops *ops, const struct entry *e,
    const struct authority *all, const struct request *r)
{
	const struct people *people = all->people;
	const struct person *p = people_meant(people, e->head.actor);
	const struct person *login = people_login(people, e->head.login);
	const char *who = mailers(ops, people);

	if (who == NULL)
		return fail(ops, OPS_DENIED, "codes are only for those who "
		    "approve: give the account that sends mail the role '%s' "
		    "in 'people', and let it run 'ops budget request ask'",
		    mailer_role);
	if (p == NULL || !person_has_role(p, mailer_role))
		return fail(ops, OPS_DENIED, "codes are only for those who "
		    "approve: %s sends them, by 'ops budget request ask "
		    "--waiting'", who);
	if (login != NULL && login != p)
		return fail(ops, OPS_DENIED, "codes are only for those who "
		    "approve: the login is %s's, and not %s's", login->name,
		    p->name);
	if (person_is(p, r->requester))
		return fail(ops, OPS_DENIED, "'%s': %s asks for it, and would "
		    "see the codes", r->code, p->name);
	for (size_t i = 0; i < all->n; i++)
		if ((all->rule[i].subjects & 1u << AUTHORITY_BUDGET) &&
		    authority_is_whose(&all->rule[i], p))
			return fail(ops, OPS_DENIED, "%s has the role '%s' and "
			    "the rule '%s' of authority: who approves would "
			    "see the codes of others", p->name, mailer_role,
			    all->rule[i].name);
	return 0;
}

static int
is_by_mailer(const struct people *people, const struct request *r)
{
	const struct person *p = people_meant(people, r->requester);

	return p != NULL && person_has_role(p, mailer_role);
}

SQL(sql_good_until,
    "SELECT MAX(until) FROM budget_code WHERE request = $1 AND person = $2 "
    "AND step = $3 AND used = 0");

/* Has the person a good code? */
static int
is_asked(struct ops *ops, const struct request *r, const char *person,
    int64_t step, int *asked)
{
	int64_t last = NONE;
	int err = db_get(ops, &last, sql_good_until, V(r->code), V(person),
	    V(step));

	*asked = last != NONE && last >= ops->now;
	return err;
}

/* A new code for one person, instead of the one before. */
static int
ask_one(struct ops *ops, struct entry *e, const struct request *r,
    const struct authority_who *who, struct request_asked *a)
{
	char code[PASSCODE_TEXT], digest[DIGEST_TEXT];
	int err;

	*a = (struct request_asked){ who->person, who->answer.rule, NULL,
		who->answer.step, good_until(ops) };
	if (a->person->mail == NULL)
		return 0;
	passcode_new(code);
	if (passcode_digest(code, digest) != 0)
		BUG("a code that is none");
	a->code = arena_strdup(ops->keep, code);
	err = codes_end(ops, e, r->code, a->person->id);
	return err != 0 ? err : keep_code(ops, e, digest, r->code,
	    a->person->id, a->step, a->until, 0);
}

static int
check_wish(struct ops *ops, struct entry *e, const struct authority *all,
    const struct request *r, const struct ask_wish *w,
    const struct person **only)
{
	*only = NULL;
	if (r->state != REQUEST_ASKED)
		return fail(ops, OPS_DATA, "request: '%s' is %s already",
		    r->code, request_state_words[r->state]);
	if (w->person != NULL &&
	    (*only = people_meant(all->people, w->person)) == NULL)
		return fail(ops, OPS_DATA,
		    "approver: '%s' is none of the book's people", w->person);
	return w->only_shown ? 0 : check_mailer(ops, e, all, r);
}

int
request_ask(struct ops *ops, struct entry *e, const struct authority *all,
    const struct request *r, const struct ask_wish *w,
    struct request_asked **out, size_t *n)
{
	const struct person *only;
	struct authority_question q;
	struct authority_who *who;
	size_t all_who;
	int err = request_question(ops, r, ops->now, &q);

	*n = 0;
	if (err == 0 && w->unasked && is_by_mailer(all->people, r))
		return 0; /* others are not kept waiting by it */
	if (err == 0)
		err = check_wish(ops, e, all, r, w, &only);
	if (err != 0)
		return err;
	authority_who(ops, all, &q, &who, &all_who);
	*out = ARENA_ARRAY(ops->keep, struct request_asked, all_who);
	for (size_t i = 0; err == 0 && i < all_who; i++) {
		int asked = 0;

		if (who[i].answer.reason != AUTHORITY_MAY ||
		    (only != NULL && who[i].person != only))
			continue;
		if (w->unasked)
			err = is_asked(ops, r, who[i].person->id,
			    who[i].answer.step, &asked);
		if (err == 0 && !asked)
			err = ask_one(ops, e, r, &who[i], &(*out)[(*n)++]);
	}
	if (err == 0 && *n == 0 && !w->unasked)
		err = fail(ops, OPS_DENIED, "'%s': %s approve it now: "
		    "'ops budget who-can-approve --all' tells why", r->code,
		    only == NULL ? "nobody may"
		    : arena_printf(ops->mem, "%s may not", only->name));
	return err;
}

/* ---- answering ---- */

static int
refuse(struct ops *ops, const char *why)
{
	return fail(ops, OPS_DENIED,
	    "the code %s: 'ops budget request ask' makes a new one", why);
}

SQL(sql_sent,
    "SELECT v.request, v.person, v.step FROM budget_code_version v "
    "WHERE v.code = $1 ORDER BY v.entry, v.line LIMIT 1");
SQL(sql_newer,
    "SELECT COUNT(*) FROM budget_code WHERE request = $1 AND person = $2 "
    "AND used = 0");

/* Why there is no such code: it never was, or it is no more. */
static int
refuse_gone(struct ops *ops, const char *digest, int64_t date)
{
	const char *person, *code;
	struct authority_question q;
	struct authority *all;
	struct request r;
	struct db_query query;
	int64_t step, newer = 0;
	int err = db_query(ops, &query, sql_sent, V(digest));

	if (err != 0 || (err = db_next(&query)) < 0)
		return err;
	if (err == 0)
		return refuse(ops, "is not known");
	code = arena_strdup(ops->mem, db_text(&query, 0));
	person = arena_strdup(ops->mem, db_text(&query, 1));
	step = db_int(&query, 2);
	db_done(&query);
	if ((err = request_by_code(ops, code, &r)) != 0 ||
	    (err = request_question(ops, &r, date, &q)) != 0 ||
	    (err = authority_read(ops, ops->conf, &all)) != 0 ||
	    (err = db_get(ops, &newer, sql_newer, V(code), V(person))) != 0)
		return err;
	if (r.state != REQUEST_ASKED)
		return fail(ops, OPS_DENIED, "the code has ended: '%s' is %s "
		    "already", r.code, request_state_words[r.state]);
	if (newer > 0)
		return fail(ops, OPS_DENIED, "the code has ended: a newer one "
		    "was sent to the same person");
	return refuse(ops, authority_step(all, &q) != step
	    ? "is of a step that is not open" : "was taken back");
}

int
request_answer(struct ops *ops, struct entry *e, const char *code,
    int64_t date, struct request *r, const char **person)
{
	char digest[DIGEST_TEXT];
	struct db_value key;
	struct authority_question q;
	struct authority *all;
	struct db_query query;
	const char *request;
	int64_t step, until, used;
	int err;

	if (passcode_digest(code, digest) != 0)
		return refuse(ops,
		    "is none: expected 4 groups of 5 letters and digits");
	key = V(digest);
	err = record_query(ops, &ledger_code, NONE, &key, &query);
	if (err != 0 || (err = db_next(&query)) < 0)
		return err;
	if (err == 0)
		return refuse_gone(ops, digest, date);
	request = arena_strdup(ops->mem, db_text(&query, 4));
	*person = arena_strdup(ops->mem, db_text(&query, 5));
	step = db_int(&query, 6);
	until = db_int(&query, 7);
	used = db_int(&query, 8);
	db_done(&query);
	if (used)
		return refuse(ops, "was used before");
	if (date > until)
		return refuse(ops, "is too old");
	if ((err = request_by_code(ops, request, r)) != 0 ||
	    (err = request_question(ops, r, date, &q)) != 0 ||
	    (err = authority_read(ops, ops->conf, &all)) != 0)
		return err;
	if (r->state == REQUEST_ASKED && authority_step(all, &q) != step)
		return refuse(ops, "is of a step that is not open");
	return keep_code(ops, e, digest, request, *person, step, until, 1);
}
