/* ops config check: is every setting right, in every file? */
#include <string.h>

#include "budget/accountrule.h"
#include "budget/virement.h"
#include "cli/alias.h"
#include "cli/hooks.h"
#include "cli/nagios.h"
#include "cli/named.h"
#include "conf/people.h"
#include "config.h"
#include "import/mapping.h"
#include "ledger/authority.h"

static const struct column columns[] = {
	{ "origin", TYPE_TEXT, 0, "file, line and column; -c" },
	{ "problem", TYPE_TEXT, COL_WIDE,
	    "what is wrong and what was "
	    "expected" },
	{ NULL },
};

/* Sections of the book that have a reader of their own. */
static int
read_people(struct ops *ops, const struct conf *conf)
{
	struct people *people;

	return people_read(ops, conf, &people);
}

static int
read_authority(struct ops *ops, const struct conf *conf)
{
	struct authority *authority;
	struct people *people;

	/* What is wrong with people is said once. */
	if (people_read(ops, conf, &people) != 0) {
		fail_clear(ops);
		return 0;
	}
	return authority_read(ops, conf, &authority);
}

static int
read_imports(struct ops *ops, const struct conf *conf)
{
	struct mappings mappings;

	return mappings_read(ops, conf, &mappings);
}

static int
read_accounts(struct ops *ops, const struct conf *conf)
{
	struct account_rules rules;

	return account_rules_read(ops, conf, &rules);
}

static int
read_transfers(struct ops *ops, const struct conf *conf)
{
	struct virements rules;

	(void)conf;
	return virements_read(ops, &rules);
}

static int
read_names(struct ops *ops, const struct conf *conf)
{
	(void)conf;
	return named_check(ops);
}

static int (*const readers[])(struct ops *, const struct conf *) = {
	read_people,
	read_authority,
	read_imports,
	read_accounts,
	read_transfers,
	read_names,
};

/* How much of "file:line:column: why" is the place; 0 where none is. */
static size_t
place_of(const char *why)
{
	for (const char *p = why; (p = strstr(p, ": ")) != NULL; p++) {
		const char *q = p;
		int colons = 0;

		while (
		    q > why && ((q[-1] >= '0' && q[-1] <= '9') || q[-1] == ':'))
			colons += *--q == ':';
		if (colons == 2)
			return (size_t)(p - why);
	}
	return strncmp(why, "-c: ", 4) == 0 ? 2 : 0;
}

/* Turns a failure of the configuration into a row; others stay failures. */
static int
take(struct call *c, int err)
{
	const char *why = arena_strdup(c->ops->mem, c->ops->why);
	size_t n = place_of(why);
	struct cell cells[2] = { CELL_MISSING, CELL_MISSING };

	if (err != OPS_CONFIG)
		return err;
	fail_clear(c->ops);
	c->answer = OPS_NO;
	++*(int64_t *)c->own;
	if (n > 0)
		cells[0] = cell_text(arena_strndup(c->ops->mem, why, n));
	cells[1] = cell_text(n > 0 ? why + n + strspn(why + n, ": ") : why);
	return call_row(c, cells);
}

/* The habits, one source after the other; the whole is loaded at the end. */
static int
check_habits(struct call *c, struct conf_sources all)
{
	struct conf_sources one[3] = { { .system = all.system },
		{ .user = all.user },
		{ .option = all.option, .options = all.options } };
	struct conf *conf;
	int err = 0;

	for (int i = 0; err == 0 && i < 3; i++)
		err = take(c, conf_load(c->ops, &one[i], &conf));
	if (err != 0 || c->answer != 0)
		return err;
	err = book_settings(c->ops, c->settings, c->n_settings, NULL);
	return take(c, err != 0 ? err : alias_check(c->ops));
}

/* The book's rules, whose files must be the user's, and the sections. */
static int
check_rules(struct call *c)
{
	int err = call_find_book(c, BOOK_WANTED);

	if (err != 0 || c->folder == NULL)
		return err;
	err = book_settings(c->ops, c->settings, c->n_settings, c->folder);
	if (err != 0)
		return take(c, err);
	for (size_t i = 0; err == 0 && i < sizeof readers / sizeof *readers;
	     i++)
		err = take(c, readers[i](c->ops, c->ops->conf));
	if (err != 0 || (err = hooks_check(c)) == 0)
		return err;
	return take(c, err == OPS_DENIED ? OPS_CONFIG : err);
}

static int
run(struct call *c)
{
	struct conf_sources from = { .system = "/etc/ops.yaml",
		.user = book_user_config(c->ops),
		.option = c->settings,
		.options = c->n_settings };
	int64_t *problems = ARENA_NEW(c->ops->keep, int64_t);
	int err = call_begin(c, columns, 2);

	c->own = problems;
	if (err == 0)
		err = check_habits(c, from);
	if (err == 0 && c->answer == 0)
		err = check_rules(c);
	if (err >= 0 && c->opt.nagios)
		nagios_print(c, "CONFIG", &(struct nagios_count){ "problems",
		    "problems", *problems, NONE, 0 }, 1);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "is ops.yaml right after an edit", "ops config check" },
	{ NULL },
};

const struct cmd cmd_book_config_check = {
	.path = "config check",
	.brief = "check all settings",
	.about = "Reads every file of settings and every section that has a "
		 "reader, looks whether the hooks can be run, and prints the "
		 "first thing that is wrong in each; the book's are read "
		 "where the habits are right. Exits 1 where something is "
		 "wrong.",
	.prints = PRINTS_ANSWER,
	.needs = NEED_NOTHING,
	.columns = columns,
	.examples = examples,
	.run = run,
};
