/* Who may approve what, by the rules of authority; and why not. */
#include <inttypes.h>
#include <string.h>

#include "base/decimal.h"
#include "ledger/authority.h"
#include "time/date.h"

const char *const authority_reason_words[] = { "may", "authority", "self",
	"twice", "out-of-dates", "limit", "splitting", "override", "done",
	NULL };

/* Is a code the upper one, or below it? */
static int
covers(const char *upper, const char *code)
{
	size_t n = strlen(upper);

	return strncmp(upper, code, n) == 0 &&
	    (code[n] == '\0' || code[n] == ':' || code[n] == '/');
}

static int
is_of(const struct authority_rule *rule, const char *of)
{
	if (rule->n == 0)
		return 1;
	for (size_t i = 0; of != NULL && i < rule->n; i++)
		if (covers(rule->of[i], of))
			return 1;
	return 0;
}

static int
is_about(const struct authority_rule *rule,
    const struct authority_question *q)
{
	return (rule->subjects & 1u << q->subject) != 0 && is_of(rule, q->of);
}

int
authority_is_whose(const struct authority_rule *rule, const struct person *p)
{
	if (rule->person != NULL)
		return rule->person == p;
	return rule->role != NULL ? person_has_role(p, rule->role)
				  : person_in_team(p, rule->team);
}

/* Is an amount in minor units above one in millionths? */
static int
is_above(int64_t minor, int64_t limit, int decimals)
{
	return minor > limit / power_of_ten(RATIO_SCALE - decimals);
}

/* With what stands beside it and is the rule's, too. */
static int64_t
whole(const struct authority_question *q, const struct authority_rule *rule)
{
	int64_t sum = q->amount;

	for (size_t i = 0; i < q->n_beside; i++)
		if (is_of(rule, q->beside[i].of) &&
		    add_i64(sum, q->beside[i].amount, &sum) != 0)
			return INT64_MAX;
	return sum;
}

static int
is_needed(const struct authority *all, const struct authority_question *q,
    int64_t step)
{
	if (step == 1)
		return 1;
	for (size_t i = 0; i < all->n; i++) {
		const struct authority_rule *rule = &all->rule[i];

		if (rule->step == step && is_about(rule, q) &&
		    (rule->above == NONE ||
		    is_above(whole(q, rule), rule->above, q->decimals)))
			return 1;
	}
	return 0;
}

static int
is_given(const struct authority_question *q, int64_t step)
{
	for (size_t i = 0; i < q->n; i++)
		if (q->given[i].step == step)
			return 1;
	return 0;
}

/* The first step above `step` that is needed and was not given, or NONE. */
static int64_t
step_behind(const struct authority *all, const struct authority_question *q,
    int64_t step)
{
	while (++step <= AUTHORITY_STEPS)
		if (!is_given(q, step) && is_needed(all, q, step))
			return step;
	return NONE;
}

int64_t
authority_step(const struct authority *all, const struct authority_question *q)
{
	return step_behind(all, q, 0);
}

static enum authority_reason
judge_rule(const struct authority_rule *rule,
    const struct authority_question *q)
{
	if ((rule->from != NONE && q->day < rule->from) ||
	    (rule->until != NONE && q->day > rule->until))
		return AUTHORITY_DATES;
	if (rule->limit != NONE && is_above(q->amount, rule->limit,
	    q->decimals))
		return AUTHORITY_LIMIT;
	if (rule->limit != NONE && !(q->override && rule->override) &&
	    is_above(whole(q, rule), rule->limit, q->decimals))
		return AUTHORITY_SPLIT;
	if (q->override && !rule->override)
		return AUTHORITY_OVERRIDE;
	return AUTHORITY_MAY;
}

/* Who asked, or entered it; and who has approved a step of it. */
static enum authority_reason
judge_person(const struct person *p, const struct authority_question *q)
{
	for (int i = 0; i < 2; i++)
		if (q->maker[i] != NULL && person_is(p, q->maker[i]))
			return AUTHORITY_SELF;
	for (size_t i = 0; i < q->n; i++)
		if (person_is(p, q->given[i].person) ||
		    (q->given[i].entered != NULL &&
			person_is(p, q->given[i].entered)))
			return AUTHORITY_TWICE;
	return AUTHORITY_MAY;
}

/* How near a no is to a yes: limits tell more than dates. */
static int
nearness(enum authority_reason reason)
{
	static const int order[] = { [AUTHORITY_MAY] = 9,
		[AUTHORITY_OVERRIDE] = 4, [AUTHORITY_SPLIT] = 3,
		[AUTHORITY_LIMIT] = 2, [AUTHORITY_DATES] = 1 };

	return (size_t)reason < sizeof order / sizeof *order ? order[reason]
							      : 0;
}

static void
judge(const struct authority *all, const struct person *p,
    const struct authority_question *q, struct authority_answer *a)
{
	enum authority_reason reason;

	a->reason = AUTHORITY_NOBODY;
	a->rule = NULL;
	for (size_t i = 0; i < all->n; i++) {
		const struct authority_rule *rule = &all->rule[i];

		if (rule->step != a->step || !is_about(rule, q) ||
		    !authority_is_whose(rule, p))
			continue;
		reason = judge_rule(rule, q);
		if (a->rule == NULL || nearness(reason) > nearness(a->reason)) {
			a->reason = reason;
			a->rule = rule;
		}
	}
	reason = judge_person(p, q);
	if (reason != AUTHORITY_MAY && a->rule != NULL)
		a->reason = reason;
}

/* ---- why ---- */

enum { BESIDE_SHOWN = 5 };

static const char *
money(struct ops *ops, int64_t v, int scale, int decimals)
{
	char buf[DECIMAL_MAX];

	decimal_print(buf, v, scale, decimals < scale ? decimals : scale);
	return arena_strdup(ops->mem, buf);
}

/* "BR-3 (3000.00), BR-4 (2000.00) and 7 more" */
static const char *
what_beside(struct ops *ops, const struct authority_rule *rule,
    const struct authority_question *q)
{
	const char *out = "";
	int64_t said = 0, more = 0;

	for (size_t i = 0; i < q->n_beside; i++) {
		const struct authority_beside *b = &q->beside[i];

		if (!is_of(rule, b->of))
			continue;
		if (said++ >= BESIDE_SHOWN)
			more++;
		else
			out = arena_printf(ops->mem, "%s%s%s (%s)", out,
			    said == 1 ? "" : ", ", b->code,
			    money(ops, b->amount, q->decimals, q->decimals));
	}
	return more == 0 ? out
	    : arena_printf(ops->mem, "%s and %" PRId64 " more", out, more);
}

static const char *
why_limit(struct ops *ops, const struct authority_answer *a,
    const struct authority_question *q)
{
	const char *limit = money(ops, a->rule->limit, RATIO_SCALE,
	    q->decimals);

	if (a->reason == AUTHORITY_LIMIT)
		return arena_printf(ops->mem,
		    "'%s' allows up to %s, and it is %s", a->rule->name, limit,
		    money(ops, q->amount, q->decimals, q->decimals));
	return arena_printf(ops->mem, "'%s' allows up to %s, and it is %s with "
	    "what was asked for beside it: %s", a->rule->name, limit,
	    money(ops, whole(q, a->rule), q->decimals, q->decimals),
	    what_beside(ops, a->rule, q));
}

static const char *
why_dates(struct ops *ops, const struct authority_rule *rule)
{
	char from[DATE_SIZE], until[DATE_SIZE];

	date_print(from, rule->from);
	date_print(until, rule->until);
	return arena_printf(ops->mem, "'%s' is valid%s%s%s%s", rule->name,
	    from[0] == '\0' ? "" : " from ", from,
	    until[0] == '\0' ? "" : " until ", until);
}

static const char *
why(struct ops *ops, const struct authority *all, const char *person,
    const struct authority_question *q, const struct authority_answer *a)
{
	switch (a->reason) {
	case AUTHORITY_MAY:
		return arena_printf(ops->mem, "'%s' allows it", a->rule->name);
	case AUTHORITY_NOBODY:
		if (all->n == 0)
			return "ops.yaml has no 'authority': nobody may "
			    "approve";
		if (people_meant(all->people, person) == NULL)
			return arena_printf(ops->mem,
			    "'%s' is none of the book's people", person);
		return arena_printf(ops->mem, "no rule of authority is %s's "
		    "for step %" PRId64 " of %s%s%s", person, a->step,
		    authority_subject_words[q->subject],
		    q->of == NULL ? "" : " ", q->of == NULL ? "" : q->of);
	case AUTHORITY_SELF:
		return arena_printf(ops->mem, "%s asked for it, or entered it: "
		    "another one has to approve it", person);
	case AUTHORITY_TWICE:
		return arena_printf(ops->mem, "%s has approved a step of it, "
		    "or entered that: another one has to give step %" PRId64,
		    person, a->step);
	case AUTHORITY_DATES:
		return why_dates(ops, a->rule);
	case AUTHORITY_LIMIT:
	case AUTHORITY_SPLIT:
		return why_limit(ops, a, q);
	case AUTHORITY_OVERRIDE:
		return arena_printf(ops->mem, "'%s' gives no right to override",
		    a->rule->name);
	case AUTHORITY_DONE:
		return "all steps are given";
	}
	return NULL;
}

void
authority_check(struct ops *ops, const struct authority *all,
    const char *person, const struct authority_question *q,
    struct authority_answer *a)
{
	const struct person *p = people_meant(all->people, person);

	*a = (struct authority_answer){ .step = authority_step(all, q) };
	if (a->step == NONE)
		a->reason = AUTHORITY_DONE;
	else if (p == NULL)
		a->reason = AUTHORITY_NOBODY;
	else
		judge(all, p, q, a);
	a->last = a->step != NONE && step_behind(all, q, a->step) == NONE;
	a->why = why(ops, all, p != NULL ? p->name : person, q, a);
}

void
authority_who(struct ops *ops, const struct authority *all,
    const struct authority_question *q, struct authority_who **out, size_t *n)
{
	struct authority_who *who =
	    ARENA_ARRAY(ops->mem, struct authority_who, all->people->n);

	*out = who;
	*n = 0;
	for (size_t i = 0; i < all->people->n; i++) {
		const struct person *p = &all->people->person[i];

		authority_check(ops, all, p->id, q, &who[*n].answer);
		who[*n].person = p;
		*n += who[*n].answer.rule != NULL;
	}
}

/* "Ida Holm, Noor Baker", or NULL where nobody can. */
static const char *
who_can(struct ops *ops, const struct authority *all,
    const struct authority_question *q)
{
	const char *out = NULL;
	struct authority_who *who;
	size_t n;

	authority_who(ops, all, q, &who, &n);
	for (size_t i = 0; i < n; i++)
		if (who[i].answer.reason == AUTHORITY_MAY)
			out = out == NULL ? who[i].person->name
			    : arena_printf(ops->mem, "%s, %s", out,
				who[i].person->name);
	return out;
}

int
authority_want(struct ops *ops, const struct authority *all,
    const char *person, const struct authority_question *q,
    struct authority_answer *a)
{
	const char *others;

	authority_check(ops, all, person, q, a);
	if (a->reason == AUTHORITY_MAY)
		return 0;
	others = who_can(ops, all, q);
	return fail(ops, OPS_DENIED, "%s (%s)%s%s", a->why,
	    authority_reason_words[a->reason],
	    others == NULL ? "; nobody else can" : "; who can: ",
	    others == NULL ? "" : others);
}
