/* People and teams: who they are, and every fault with its place. */
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"
#include "conf/people.h"
#include "tap.h"

static struct ops ops;

/* Reads `people` and `teams` as the rules of a book; NULL where refused. */
static struct people *
reads(const char *text)
{
	struct conf_sources from = { .book = "." };
	struct str s = STR_INIT;
	struct conf *conf;
	struct people *people = NULL;

	fail_clear(&ops);
	str_addf(&s, "file %zu ops.yaml\nops: 1\n%s", strlen(text) + 7, text);
	if (conf_load_rules_text(&ops, &from, s.p, s.len, &conf) == 0)
		people_read(&ops, conf, &people);
	str_free(&s);
	return ops.code == 0 ? people : NULL;
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
	const struct people *all;
	const struct person *ada, *bob;
	const struct team *team;

	all = reads("people:\n"
	    "  ada:\n"
	    "    name: Ada Byron\n"
	    "    logins: [ada, abyron]\n"
	    "    mail: ada@example.org\n"
	    "    roles: [buyer, approver]\n"
	    "    teams: purchasing\n"
	    "    site: MAIN\n"
	    "  bob: { teams: [night, purchasing] }\n"
	    "  no:\n"
	    "teams:\n"
	    "  purchasing: { name: Purchasing, mail: po@example.org,\n"
	    "    lead: ada, site: NORTH }\n"
	    "  night:\n");
	is_text(ops.why, "", "three people, two teams");
	is_int((int64_t)all->n, 3, "all people");
	is_int((int64_t)all->teams, 2, "all teams");
	ada = people_login(all, "abyron");
	is_text(ada->name, "Ada Byron", "a person by a login");
	ok(ada == people_find(all, "ada"), "is the one by id");
	is_text(ada->mail, "ada@example.org", "with a mail");
	is_text(ada->site, "MAIN", "a site");
	ok(person_has_role(ada, "buyer") && person_has_role(ada, "approver"),
	    "roles");
	ok(!person_has_role(ada, "admin"), "no others");
	ok(person_in_team(ada, "purchasing") && !person_in_team(ada, "night"),
	    "a team, written as one text");
	bob = people_find(all, "bob");
	is_text(bob->name, "bob", "a name is the id where it is missing");
	ok(people_login(all, "bob") == bob, "a login, too");
	ok(bob->mail == NULL && bob->roles == 0, "all else is missing");
	is_text(people_find(all, "no")->name, "no",
	    "a person may be called no");
	team = people_team(all, "purchasing");
	ok(team->lead == ada, "a team's lead is a person");
	is_int((int64_t)team->members, 2, "its members");
	ok(team->member[0] == ada && team->member[1] == bob,
	    "in the order of the people");
	is_text(people_team(all, "night")->name, "night",
	    "a team may be only a name");
	is_int(people_team(all, "night")->node->line, 15,
	    "each knows its line");
	ok(people_find(all, "x") == NULL && people_login(all, "x") == NULL &&
		people_team(all, "x") == NULL,
	    "who is not there is not found");
	people_unknown(&ops, all, bob->node, "bop");
	is_text(ops.why,
	    "ops.yaml:10:3: person 'bop' is not known (did you mean 'bob'?)",
	    "another's mistake is answered");
	all = reads("");
	ok(all != NULL && all->n == 0 && all->teams == 0,
	    "a book without people");
}

static void
test_refused(void)
{
	is_refused("people: [ada]\n",
	    "ops.yaml:2:9: people is a list; expected a map", "a list");
	is_refused("people:\n  ada: x\n",
	    "ops.yaml:3:8: person 'ada' is 'x'; expected a map", "a text");
	is_refused("people:\n  ada: {mial: x}\n", "ops.yaml:3:9: person 'ada': "
	    "'mial' is not known (did you mean 'mail'?)", "an unknown field");
	is_refused("people:\n  ada: {mail: ada}\n", "ops.yaml:3:15: person "
	    "'ada': mail is 'ada'; expected an address such as ada@example.org",
	    "a mail without @");
	is_refused("people:\n  ada: {mail: \"a@b\\nBcc: c@d\"}\n",
	    "ops.yaml:3:15: person 'ada': mail is 'a@b\n"
	    "Bcc: c@d'; expected an address such as ada@example.org",
	    "a mail of two lines");
	is_refused("people:\n  ada: {name: []}\n",
	    "ops.yaml:3:15: person 'ada': name is a list; expected a text",
	    "a name that is a list");
	is_refused("people:\n  ada: {roles: [a, b, a]}\n",
	    "ops.yaml:3:23: person 'ada': roles: 'a' stands twice",
	    "a role twice");
	is_refused("people:\n  ada: {logins: [x]}\n  bob: {logins: [y, x]}\n",
	    "ops.yaml:4:21: person 'bob': login 'x' is that of person 'ada' at "
	    "ops.yaml:3:3", "a login of two people");
	is_refused("people:\n  ada: {logins: [bob]}\n  bob: {}\n",
	    "ops.yaml:4:3: person 'bob': login 'bob' is that of person 'ada' "
	    "at ops.yaml:3:3", "a login that is another's id");
	is_refused("people:\n  ada: {teams: [nihgt]}\nteams:\n  night: {}\n",
	    "ops.yaml:3:17: person 'ada': team 'nihgt' is not known (did you "
	    "mean 'night'?)", "an unknown team");
	is_refused("people:\n  ada: {teams: zz}\n",
	    "ops.yaml:3:16: person 'ada': team 'zz' is not known",
	    "a team where there are none");
	is_refused("people:\n  ada: {}\nteams:\n  night: {lead: adda}\n",
	    "ops.yaml:5:17: person 'adda' is not known (did you mean 'ada'?)",
	    "an unknown lead");
	is_refused("people:\n  ada: {}\nteams:\n  ada: {}\n", "ops.yaml:5:3: "
	    "team 'ada' is a person, too, at ops.yaml:3:3; expected another id",
	    "a team with a person's id");
	is_refused("people:\n  a b: {}\n", "ops.yaml:3:3: person 'a b'; "
	    "expected letters, digits, '-', '_', '.'", "an id with a blank");
	is_refused("people:\n  -x: {}\n", "ops.yaml:3:3: person '-x'; expected "
	    "letters, digits, '-', '_', '.'", "an id like an option");
	is_refused("teams:\n  night: {members: [ada]}\n", "ops.yaml:3:11: team "
	    "'night': 'members' is not known; expected one of name mail lead "
	    "site", "members are named by the people");
}

static void
test_many(void)
{
	const struct people *all;
	struct str s = STR_INIT;
	clock_t begun = clock();

	str_add(&s, "people:\n");
	for (int i = 0; i < 10000; i++)
		str_addf(&s, "  p%d: {teams: [t%d, t0]}\n", i, 1 + i % 4999);
	str_add(&s, "teams:\n");
	for (int i = 0; i < 5000; i++)
		str_addf(&s, "  t%d: {lead: p%d}\n", i, i);
	all = reads(s.p);
	is_text(ops.why, "", "10,000 people in 5,000 teams");
	is_int((int64_t)all->team[0].members, 10000, "one has them all");
	ok((clock() - begun) / CLOCKS_PER_SEC < 2, "at once");
	str_free(&s);
}

int
main(void)
{
	ops.mem = arena_new();
	test_read();
	test_refused();
	test_many();
	arena_free(ops.mem);
	return done();
}
