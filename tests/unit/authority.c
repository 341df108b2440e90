/* Authority: the table and its faults, and who may approve what. */
#include <string.h>

#include "base/str.h"
#include "ledger/authority.h"
#include "tap.h"
#include "time/date.h"

static struct ops ops;

static const char people_text[] =
    "people:\n"
    "  ida: { name: Ida Holm, logins: [ida, iholm], roles: [buyer] }\n"
    "  noor: { name: Noor Baker, roles: [controller, buyer] }\n"
    "  lena: { teams: [shipping] }\n"
    "  max:\n"
    "teams:\n"
    "  shipping:\n";

/* Reads people and a table of rules; NULL where refused. */
static struct authority *
reads(const char *text)
{
	struct conf_sources from = { .book = "." };
	struct str s = STR_INIT, file = STR_INIT;
	struct conf *conf;
	struct authority *all = NULL;

	fail_clear(&ops);
	str_addf(&file, "ops: 1\n%s%s", text, people_text);
	str_addf(&s, "file %zu ops.yaml\n%s", file.len, file.p);
	if (conf_load_rules_text(&ops, &from, s.p, s.len, &conf) == 0)
		authority_read(&ops, conf, &all);
	str_free(&s);
	str_free(&file);
	return ops.code == 0 ? all : NULL;
}

static void
is_refused(const char *text, const char *why, const char *name)
{
	if (reads(text) != NULL)
		is_text("(read)", why, name);
	else if (is_text(ops.why, why, name) && ops.code != OPS_CONFIG)
		is_int(ops.code, OPS_CONFIG, name);
}

static void
test_read(void)
{
	const struct authority *all;

	all = reads("authority:\n"
	    "  desk: { role: buyer, subject: budget, limit: 5000 }\n"
	    "  head:\n"
	    "    person: noor\n"
	    "    subject: [budget, vendor]\n"
	    "    of: [ops:freight, ops:fleet]\n"
	    "    above: 999.99\n"
	    "    step: 2\n"
	    "    from: 2026-01-01\n"
	    "    until: 2026-12-31\n"
	    "    override: yes\n");
	is_text(ops.why, "", "two rules");
	is_int((int64_t)all->n, 2, "all rules");
	is_text(all->rule[0].role, "buyer", "whose by role");
	is_int(all->rule[0].limit, 5000 * INT64_C(1000000), "a limit");
	is_int(all->rule[0].step, 1, "the first step");
	is_int(all->rule[0].above, NONE, "needed always");
	is_text(all->rule[1].person->name, "Noor Baker", "whose by person");
	is_int(all->rule[1].above, INT64_C(999990000), "above an amount");
	is_int((int64_t)all->rule[1].n, 2, "of two accounts");
	is_int(all->rule[1].override, 1, "with the right to override");
	is_int((int64_t)reads("")->n, 0, "no table is no rule");

	is_refused("authority: [desk]\n",
	    "ops.yaml:2:12: authority is a list; expected a map",
	    "rules have names");
	is_refused("authority:\n  desk: { subject: budget }\n", "ops.yaml:3:3: "
	    "authority 'desk': expected one of role, person and team, and not "
	    "none", "somebody's");
	is_refused("authority:\n"
	    "  desk: { role: buyer, team: shipping, subject: budget }\n",
	    "ops.yaml:3:3: authority 'desk': expected one of role, person and "
	    "team, and not several", "and of one sort");
	is_refused("authority:\n  desk: { role: byer, subject: budget }\n",
	    "ops.yaml:3:17: authority 'desk': role 'byer' is nobody's (did you "
	    "mean 'buyer'?)", "a role that somebody has");
	is_refused("authority:\n  desk: { person: nor, subject: budget }\n",
	    "ops.yaml:3:19: person 'nor' is not known (did you mean 'noor'?)",
	    "a person who is known");
	is_refused("authority:\n  desk: { team: ship, subject: budget }\n",
	    "ops.yaml:3:17: authority 'desk': team 'ship' is not known",
	    "a team that is known");
	is_refused("authority:\n  desk: { role: buyer }\n", "ops.yaml:3:9: "
	    "authority 'desk': subject is missing: expected budget, plan, "
	    "vendor, count or incident", "a subject");
	is_refused("authority:\n  desk: { role: buyer, subject: money }\n",
	    "ops.yaml:3:33: authority 'desk': subject: 'money' is wrong: "
	    "expected budget, plan, vendor, count or incident",
	    "one that there is");
	is_refused("authority:\n"
	    "  desk: { role: buyer, subject: budget, limit: 5000 EUR }\n",
	    "ops.yaml:3:48: authority 'desk': limit: '5000 EUR' is wrong: "
	    "expected a number such as 12 or 0.125, at most 6 decimals",
	    "a limit that is a number");
}

static void
test_faults(void)
{
	is_refused("authority:\n"
	    "  desk: { role: buyer, subject: budget, limit: -5 }\n",
	    "ops.yaml:3:48: authority 'desk': limit: '-5' is wrong: expected "
	    "an amount from 0", "no limit below 0");
	is_refused("authority:\n"
	    "  desk: { role: buyer, subject: budget, step: 0 }\n",
	    "ops.yaml:3:47: authority 'desk': step: '0' is wrong: expected a "
	    "number from 1 to 9", "steps begin with 1");
	is_refused("authority:\n"
	    "  desk: { role: buyer, subject: budget, until: 2026-02-30 }\n",
	    "ops.yaml:3:48: authority 'desk': until: '2026-02-30' is wrong: "
	    "expected a day that exists, as 2026-11-21", "a day that there is");
	is_refused("authority:\n  desk: { role: buyer, subject: budget, "
	    "from: 2026-02-02, until: 2026-02-01 }\n",
	    "ops.yaml:3:66: authority 'desk': until is before from",
	    "days in their order");
	is_refused("authority:\n"
	    "  desk: { role: buyer, subject: budget, above: 10, limit: 10 }\n",
	    "ops.yaml:3:48: authority 'desk': above is not below limit: "
	    "nothing is between them", "amounts in their order");
	is_refused("authority:\n"
	    "  desk: { role: buyer, subject: budget, limt: 10 }\n",
	    "ops.yaml:3:41: authority 'desk': 'limt' is not known (did you "
	    "mean 'limit'?)", "no other fields");
	is_refused("authority:\n"
	    "  desk: { role: buyer, subject: budget, override: maybe }\n",
	    "ops.yaml:3:51: authority 'desk': override: 'maybe' is wrong: "
	    "expected yes or no", "a right is there or not");
}

static const char *
reason(const struct authority *all, const char *person,
    const struct authority_question *q)
{
	struct authority_answer a;

	authority_check(&ops, all, person, q, &a);
	return authority_reason_words[a.reason];
}

static const char *
why(const struct authority *all, const char *person,
    const struct authority_question *q)
{
	struct authority_answer a;

	authority_check(&ops, all, person, q, &a);
	return a.why;
}

static struct authority_question
question(const char *of, int64_t amount)
{
	return (struct authority_question){ .subject = AUTHORITY_BUDGET,
		.of = of, .amount = amount, .decimals = 2,
		.day = day_from_civil(2026, 3, 15), .maker = { "max" } };
}

static void
test_check(void)
{
	const struct authority *all = reads("authority:\n"
	    "  desk: { role: buyer, subject: budget, limit: 5000, of: ops }\n"
	    "  team: { team: shipping, subject: budget, of: ops:freight,\n"
	    "    limit: 100, until: 2026-03-14 }\n"
	    "  head: { person: noor, subject: budget, override: yes }\n");
	struct authority_question q = question("ops:freight", 500000);

	is_text(reason(all, "ida", &q), "may", "up to the limit");
	is_text(reason(all, "iholm", &q), "may", "by a login");
	is_text(reason(all, "Ida Holm", &q), "may", "by a name");
	is_text(reason(all, "max", &q), "authority", "who has no rule");
	is_text(why(all, "eve", &q), "'eve' is none of the book's people",
	    "nor has who is not known");
	q.amount++;
	is_text(reason(all, "ida", &q), "limit", "and not a cent more");
	is_text(why(all, "ida", &q), "'desk' allows up to 5000.00, and it is "
	    "5000.01", "with the reason");
	is_text(reason(all, "noor", &q), "may", "the rule that allows counts");
	q.amount = 400000;
	q.maker[0] = "Ida Holm";
	is_text(reason(all, "ida", &q), "self", "not one's own");
	q.maker[0] = NULL;
	q.maker[1] = "iholm";
	is_text(reason(all, "ida", &q), "self", "nor what one has entered");
	q.maker[1] = NULL;
	q.override = 1;
	is_text(reason(all, "ida", &q), "override", "a gate is not passed");
	is_text(reason(all, "noor", &q), "may", "but with the right to");
	q.override = 0;
	q.amount = 100;
	is_text(reason(all, "lena", &q), "out-of-dates",
	    "a right that ran out");
	is_text(why(all, "lena", &q), "'team' is valid until 2026-03-14",
	    "says when");
	q.day--;
	is_text(reason(all, "lena", &q), "may", "on its last day it holds");
	q.of = "ops:freightage";
	is_text(reason(all, "lena", &q), "authority",
	    "a name that only begins alike is another account");
	q.of = "ops:freight:air";
	is_text(reason(all, "lena", &q), "may", "what is below belongs to it");
	q.of = "it";
	is_text(reason(all, "ida", &q), "authority", "another tree does not");
	q.subject = AUTHORITY_VENDOR;
	is_text(reason(all, "noor", &q), "authority", "nor another subject");
	q.subject = AUTHORITY_BUDGET;
	q.amount = INT64_MAX;
	is_text(reason(all, "ida", &q), "authority", "the largest amount");
	is_text(reason(reads(""), "ida", &q), "authority",
	    "nobody without a table");
	is_text(why(reads(""), "ida", &q), "ops.yaml has no 'authority': "
	    "nobody may approve", "and that is said");
}

/* One purchase in parts. */
static void
test_beside(void)
{
	static const struct authority_beside beside[] = {
		{ "B-1", "ops:tools", 100000 }, { "B-2", "it", 100000 },
		{ "B-3", "ops", 100 }, { "B-4", "ops", 100 },
		{ "B-5", "ops", 100 }, { "B-6", "ops", 100 },
		{ "B-7", "ops", 100 }, { "B-8", "ops", INT64_MAX } };
	const struct authority *all = reads("authority:\n"
	    "  desk: { person: ida, subject: budget, limit: 5000, of: ops }\n"
	    "  head: { person: noor, subject: budget, limit: 5000,\n"
	    "    override: yes }\n"
	    "  boss: { person: lena, subject: budget, step: 2, above: 5000, "
	    "of: ops }\n");
	struct authority_question q = question("ops:freight", 400000);

	q.beside = beside;
	q.n_beside = 1;
	is_text(reason(all, "ida", &q), "may", "what is beside it counts");
	q.n_beside = 2;
	is_text(reason(all, "ida", &q), "may", "of the rule's accounts only");
	is_text(reason(all, "noor", &q), "splitting", "other rules have more");
	q.n_beside = 7;
	is_text(reason(all, "ida", &q), "splitting", "it is one amount");
	is_text(why(all, "ida", &q), "'desk' allows up to 5000.00, and it is "
	    "5005.00 with what was asked for beside it: B-1 (1000.00), B-3 "
	    "(1.00), B-4 (1.00), B-5 (1.00), B-6 (1.00) and 1 more",
	    "of parts that are named");
	q.given = &(struct authority_given){ "max", 1 };
	q.n = 1;
	is_int(authority_step(all, &q), 2, "so that it needs a further step");
	q.n = 0;
	q.override = 1;
	is_text(reason(all, "ida", &q), "splitting", "that is not passed");
	is_text(reason(all, "noor", &q), "may", "but with the right to");
	q.amount = 500001;
	is_text(reason(all, "noor", &q), "limit", "up to the limit");
	q.amount = 1;
	q.n_beside = 8;
	is_text(reason(all, "ida", &q), "splitting", "the largest sum");
}

static void
test_steps(void)
{
	const struct authority *all = reads("authority:\n"
	    "  desk: { role: buyer, subject: budget }\n"
	    "  head: { person: noor, subject: budget, step: 2, above: 1000,\n"
	    "    until: 2026-01-31 }\n"
	    "  boss: { person: lena, subject: budget, step: 3, above: 50000 "
	    "}\n");
	const struct authority_given given[] = { { "ida", 1 }, { "noor", 1 } };
	struct authority_question q = question("ops", 100000);
	struct authority_answer a;
	struct authority_who *who;
	size_t n;

	authority_check(&ops, all, "ida", &q, &a);
	is_int(a.last, 1, "a small amount needs one step");
	q.amount = 100001;
	authority_check(&ops, all, "ida", &q, &a);
	is_int(a.last, 0, "a larger one two");
	is_int(a.step, 1, "and the first is open");
	is_text(reason(all, "lena", &q), "authority", "the third is not asked");
	q.given = given;
	q.n = 1;
	is_int(authority_step(all, &q), 2, "then the second");
	is_text(reason(all, "noor", &q), "out-of-dates",
	    "a step whose right ran out is needed all the same");
	q.day = day_from_civil(2026, 1, 31);
	authority_check(&ops, all, "noor", &q, &a);
	is_text(authority_reason_words[a.reason], "may", "who has it, may");
	is_int(a.last, 1, "and it is the last");
	q.amount = 5000001;
	authority_check(&ops, all, "noor", &q, &a);
	is_int(a.last, 0, "but for what needs three");
	q.given = given + 1;
	is_text(reason(all, "noor", &q), "twice", "not two steps by one");
	q.given = given;
	authority_who(&ops, all, &q, &who, &n);
	is_int((int64_t)n, 1, "who has a rule of the step");
	is_text(who[0].person->id, "noor", "by name");
	q.amount = 100000;
	is_int(authority_step(all, &q), NONE, "all steps are given");
	is_text(reason(all, "noor", &q), "done", "and that is said");
}

static void
test_want(void)
{
	const struct authority *all = reads("authority:\n"
	    "  desk: { role: buyer, subject: budget, limit: 100 }\n"
	    "  team: { team: shipping, subject: budget }\n");
	struct authority_question q = question("ops", 10001);
	struct authority_answer a;

	is_int(authority_want(&ops, all, "ida", &q, &a), OPS_DENIED,
	    "a no is a refusal");
	is_text(ops.why, "'desk' allows up to 100.00, and it is 100.01 "
	    "(limit); who can: lena", "with its reason and who can");
	fail_clear(&ops);
	q.maker[1] = "lena";
	is_int(authority_want(&ops, all, "ida", &q, &a), OPS_DENIED, "a no");
	is_text(ops.why, "'desk' allows up to 100.00, and it is 100.01 "
	    "(limit); nobody else can", "or that nobody can");
	fail_clear(&ops);
	q.maker[1] = NULL;
	is_int(authority_want(&ops, all, "lena", &q, &a), 0, "or a yes");
	is_text(a.rule->name, "team", "by a rule");
}

int
main(void)
{
	ops.mem = arena_new();
	ops.keep = arena_new();
	test_read();
	test_faults();
	test_check();
	test_beside();
	test_steps();
	test_want();
	arena_free(ops.mem);
	arena_free(ops.keep);
	return done();
}
