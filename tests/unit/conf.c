/* Settings: where each may stand, which wins, and what is said if not. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "conf/conf.h"
#include "tap.h"

static struct ops ops;
static char dir[] = "/tmp/ops-conf.XXXXXX";

static void
writes(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		BUG("%s: %s", name, strerror(errno));
}

/* Loads the folder "."; NULL and a message in ops.why where it fails. */
static struct conf *
load(const char *option, int (*check)(struct ops *, const char *, int))
{
	struct conf_sources from = { .system = "etc.yaml",
		.user = "user.yaml",
		.option = &option,
		.options = option != NULL,
		.book = ".",
		.check_file = check };
	struct conf *conf = NULL;

	fail_clear(&ops);
	return conf_load(&ops, &from, &conf) == 0 ? conf : NULL;
}

static void
clear(void)
{
	unlink("etc.yaml");
	unlink("user.yaml");
	unlink("rules.yaml");
	writes("ops.yaml", "ops: 1\n");
}

static void
is_refused(const char *file, const char *text, const char *why,
    const char *name)
{
	clear();
	writes(file, text);
	if (load(NULL, NULL) != NULL)
		is_text("(read)", why, name);
	else if (is_text(ops.why, why, name) && ops.code != OPS_CONFIG)
		is_int(ops.code, OPS_CONFIG, name);
}

static void
is_option_refused(const char *option, const char *why, const char *name)
{
	clear();
	is_text(load(option, NULL) != NULL ? "(read)" : ops.why, why, name);
}

static void
test_precedence(void)
{
	struct conf *conf;
	const char *const *list;
	size_t n;

	clear();
	conf = load(NULL, NULL);
	is_text(conf_text(conf, "store"), "ops.db", "the store's default");
	is_int(conf_choice(conf, "stock.negative"), 0, "a choice's default");
	is_int(conf_seconds(conf, "store.wait"), 30, "a duration's default");
	is_int(conf_int(conf, "sql.memory"), 256, "a number's default");
	ok(conf_text(conf, "user.name") == NULL, "no default, no value");
	is_text(conf_value(conf, "store")->origin, "default",
	    "a default knows that it is one");

	writes("etc.yaml",
	    "user: {name: etc}\nstore: {wait: 1min}\n"
	    "pager: more\nsafe: {book: [/srv/a]}\n");
	writes("user.yaml",
	    "user:\n  name: Ada\nsafe.book: /srv/b\ncolor: never\n");
	conf = load("color=always", NULL);
	is_text(conf_text(conf, "user.name"), "Ada",
	    "the user over the system");
	is_text(conf_value(conf, "user.name")->origin, "user.yaml:2:9",
	    "with its place");
	is_text(conf_text(conf, "pager"), "more", "the system over nothing");
	is_int(conf_seconds(conf, "store.wait"), 60, "and over the default");
	is_text(conf_text(conf, "color"), "always", "-c over the user");
	is_text(conf_value(conf, "color")->origin, "-c", "and known as such");
	list = conf_list(conf, "safe.book", &n);
	is_int((int64_t)n, 2, "safe books add up");
	is_text(list[0], "/srv/a", "the system's first");
	is_text(conf_text(conf, "safe.book"), "/srv/a, /srv/b",
	    "as one text for people");
	conf = load("safe.book=/x", NULL);
	conf_list(conf, "safe.book", &n);
	is_int((int64_t)n, 3, "with -c, too");
}

static void
test_rules(void)
{
	struct conf *conf;
	const struct yaml *section;

	clear();
	writes("ops.yaml",
	    "ops: 1\nstore: facts.db\nstock:\n  negative: warn\n"
	    "include: [rules.yaml]\nimports:\n  bank: {country: no}\n"
	    "numbering: {order: PO-}\npeople:\n");
	writes("rules.yaml", "stock.party: strict\nimports:\n  erp: {}\n");
	conf = load(NULL, NULL);
	is_text(ops.why, "", "a book with an included file");
	is_text(conf_text(conf, "store"), "facts.db", "its store");
	is_int(conf_choice(conf, "stock.negative"), 1, "its choice");
	is_text(conf_text(conf, "stock.party"), "strict",
	    "a name with a dot, from the included file");
	is_text(conf_value(conf, "stock.party")->origin, "rules.yaml:1:14",
	    "with its place");
	is_text(conf_text(conf, "numbering.order"), "PO-", "a wildcard");
	section = conf_section(conf, "imports");
	is_int((int64_t)section->n, 2, "a section of two files is one");
	is_text(section->item[1].key->file, "rules.yaml",
	    "each part knows its file");
	is_text(yaml_get(section->item[0].value, "country")->text, "no",
	    "Norway stays a country");
	ok(conf_section(conf, "people") == NULL, "an empty section is none");
	ok(conf_section(conf, "teams") == NULL, "as is a missing one");
}

static int
count(const struct conf_value *value, void *data)
{
	str_addf(data, "%s=%s\n", value->name, value->text);
	return 0;
}

static int
stop(const struct conf_value *value, void *data)
{
	(void)value;
	++*(int *)data;
	return 7;
}

static void
test_lists(void)
{
	struct str s = STR_INIT;
	struct conf *conf;
	const char *const *words;
	size_t n;
	int calls = 0;

	clear();
	writes("user.yaml",
	    "alias:\n  low: stock list --below-min\n  br: [budget, 'a b']\n"
	    "defaults:\n  stock:\n    receive:\n      to: MAIN\n"
	    "  stock.issue: {from: \"1.10\"}\n");
	conf = load("alias.x=report run", NULL);
	is_text(ops.why, "", "aliases and field defaults");
	words = conf_list(conf, "alias.low", &n);
	is_int((int64_t)n, 3, "a text is split into words");
	is_text(words[2], "--below-min", "at blanks");
	words = conf_list(conf, "alias.br", &n);
	is_int((int64_t)n, 2, "a list is its words");
	is_text(words[1], "a b", "blanks and all");
	is_text(conf_text(conf, "defaults.stock.receive.to"), "MAIN",
	    "a field's default");
	is_text(conf_text(conf, "defaults.stock.issue.from"), "1.10",
	    "stays a text");
	conf_map(conf, "alias", count, &s);
	is_text(s.p, "alias.low=stock, list, --below-min\n"
	    "alias.br=budget, a b\n"
	    "alias.x=report, run\n", "the aliases in their order");
	str_reset(&s);
	conf_map(conf, "defaults.stock.receive", count, &s);
	is_text(s.p, "defaults.stock.receive.to=MAIN\n",
	    "the defaults of one verb");
	str_reset(&s);
	conf_each(conf, count, &s);
	ok(text_starts(s.p, "ops=1\nstore=ops.db\n") &&
		strstr(s.p, "\nstock.negative=refuse\n") != NULL,
	    "all of them in the table's order");
	is_int(conf_each(conf, stop, &calls), 7, "a caller may stop");
	is_int(calls, 1, "at once");
	str_free(&s);
}

static void
test_refused(void)
{
	is_refused("ops.yaml", "store: x\nops: 1\n", "ops.yaml:1:1: the format "
	    "is missing; expected 'ops: 1' as the first key",
	    "a book whose first key is not its format");
	is_refused("ops.yaml", "", "ops.yaml:1:1: the format is missing; "
	    "expected 'ops: 1' as the first key", "an empty book");
	is_refused("ops.yaml", "- a\n", "ops.yaml:1:1: the format is missing; "
	    "expected 'ops: 1' as the first key", "a list");
	is_refused("ops.yaml", "ops: 2\n",
	    "ops.yaml:1:6: ops is '2'; expected 1", "another format");
	is_refused("ops.yaml", "ops: 1\nuser: {name: Ada}\n", "ops.yaml:2:8: "
	    "'user.name' is a habit; expected in your config.yaml, in "
	    "/etc/ops.yaml or with -c", "a habit in the book");
	is_refused("user.yaml", "stock:\n  negative: allow\n", "user.yaml:2:3: "
	    "'stock.negative' is a rule; expected in the book's ops.yaml only",
	    "a rule among habits");
	is_refused("etc.yaml", "ops: 1\n", "etc.yaml:1:1: 'ops' is a rule; "
	    "expected in the book's ops.yaml only",
	    "a book in the place of the system's habits");
	is_refused("ops.yaml", "ops: 1\nstock: {negatve: warn}\n",
	    "ops.yaml:2:9: 'stock.negatve' is not known (did you mean "
	    "'stock.negative'?)", "an unknown key");
	is_refused("ops.yaml", "ops: 1\nstok: {negative: warn}\n",
	    "ops.yaml:2:1: 'stok' is not known (did you mean 'stock'?)",
	    "an unknown group");
	is_refused("user.yaml", "alais: {low: x}\n",
	    "user.yaml:1:1: 'alais' is not known (did you mean 'alias'?)",
	    "an unknown wildcard");
	is_refused("user.yaml", "zzzzzzzz: 1\n",
	    "user.yaml:1:1: 'zzzzzzzz' is not known", "nothing like it");
	is_refused("user.yaml", "user: Ada\n",
	    "user.yaml:1:1: 'user' is a group of settings; expected a map",
	    "a text where a group is");
	is_refused("ops.yaml", "ops: 1\nstock: {negative: maybe}\n",
	    "ops.yaml:2:19: stock.negative is 'maybe'; expected refuse, warn "
	    "or allow", "a choice that is none");
	is_refused("user.yaml", "sql: {memory: 0}\n", "user.yaml:1:15: "
	    "sql.memory is '0'; expected a whole number from 1 to 1048576",
	    "a number out of range");
	is_refused("user.yaml", "sql: {memory: 0123}\n", "user.yaml:1:15: "
	    "sql.memory is '0123'; expected a whole number from 1 to 1048576",
	    "a number that others read as octal");
	is_refused("user.yaml", "sql: {memory: 99999999999999999999}\n",
	    "user.yaml:1:15: sql.memory is '99999999999999999999'; expected a "
	    "whole number from 1 to 1048576", "a number that overflows");
	is_refused("user.yaml", "store: {wait: 3d}\n", "user.yaml:1:15: "
	    "store.wait is '3d'; expected a duration such as 90s, 45min or 4h",
	    "a duration without a fixed length");
	is_refused("user.yaml", "user: {name: [a]}\n",
	    "user.yaml:1:14: user.name is a list; expected a text",
	    "a list where a text is");
	is_refused("user.yaml", "user: {name: }\n",
	    "user.yaml:1:14: user.name is empty; expected a text",
	    "nothing where a text is");
	is_refused("user.yaml", "safe: {book: {a: b}}\n",
	    "user.yaml:1:14: safe.book is a map; expected a list of texts",
	    "a map where a list is");
}

static void
test_refused_more(void)
{
	is_refused("user.yaml", "alias: {a: ' '}\n",
	    "user.yaml:1:12: alias.a is empty; expected words",
	    "an alias of nothing");
	is_refused("user.yaml", "user.name: a\nuser: {name: b}\n",
	    "user.yaml:2:8: 'user.name' is set twice, first at user.yaml:1:1",
	    "two ways to say the same");
	is_refused("ops.yaml", "ops: 1\nimports: x\n",
	    "ops.yaml:2:10: imports is 'x'; expected a map or a list",
	    "a text where a section is");
	is_refused("ops.yaml", "ops: 1\nnumbering: {a.b: x}\n",
	    "ops.yaml:2:13: 'numbering.a.b' is not known",
	    "two words where a wildcard takes one");
	is_option_refused("stock.negative=allow", "-c: 'stock.negative' is a "
	    "rule; expected in the book's ops.yaml only", "a rule by -c");
	is_option_refused("color=sometimes",
	    "-c: color is 'sometimes'; expected auto, always or never",
	    "a value by -c");
	is_option_refused("colr=auto",
	    "-c: 'colr' is not known (did you mean 'color'?)", "a key by -c");
	is_option_refused("user.name=", "-c: user.name is ''; expected a value",
	    "nothing by -c");
	is_option_refused("color", "-c 'color'; expected <key>=<value>",
	    "no value by -c");
	is_int(ops.code, OPS_USAGE, "that is a mistake in usage");
	clear();
	unlink("ops.yaml");
	ok(load(NULL, NULL) == NULL, "a folder without a book");
	is_int(ops.code, OPS_NOINPUT, "has no input");
	mkdir("ops.yaml", 0777);
	ok(load(NULL, NULL) == NULL, "a folder in the place of the book");
	is_text(ops.why, "ops.yaml: is not a regular file", "is none");
	rmdir("ops.yaml");
	mkfifo("ops.yaml", 0666);
	ok(load(NULL, NULL) == NULL, "a fifo in the place of the book");
	is_text(ops.why, "ops.yaml: is not a regular file",
	    "is not waited for");
	unlink("ops.yaml");
}

static void
test_include(void)
{
	is_refused("ops.yaml", "ops: 1\ninclude:\n  - ../x.yaml\n",
	    "ops.yaml:3:5: include: '../x.yaml'; expected a file below the "
	    "book's folder", "a file above the book");
	is_refused("ops.yaml", "ops: 1\ninclude: a/../../x\n", "ops.yaml:2:10: "
	    "include: 'a/../../x'; expected a file below the book's folder",
	    "in the middle of the name");
	is_refused("ops.yaml", "ops: 1\ninclude: [/etc/passwd]\n",
	    "ops.yaml:2:11: include: '/etc/passwd'; expected a file below the "
	    "book's folder", "an absolute name");
	is_refused("ops.yaml", "ops: 1\ninclude: [ops.yaml]\n",
	    "ops.yaml:2:11: include: 'ops.yaml'; expected another file",
	    "the book in itself");
	is_refused("ops.yaml", "ops: 1\ninclude: [\"a\\nfile 1 b\"]\n",
	    "ops.yaml:2:11: include: 'a\n"
	    "file 1 b'; expected a name without control characters and '\\'",
	    "a name of two lines");
	is_refused("ops.yaml", "ops: 1\ninclude: [none.yaml]\n",
	    "ops.yaml:2:11: include: 'none.yaml' cannot be opened: No such "
	    "file or directory", "a file that is not there");
	clear();
	writes("ops.yaml",
	    "ops: 1\ninclude: rules.yaml\n"
	    "stock.negative: warn\nimports: {a: {}}\n");
	writes("rules.yaml", "stock: {negative: warn}\n");
	load(NULL, NULL);
	is_text(ops.why, "rules.yaml:1:9: 'stock.negative' is set twice, first "
	    "at ops.yaml:3:1", "a rule in two files");
	writes("rules.yaml", "\nimports: {b: {}, a: {}}\n");
	load(NULL, NULL);
	is_text(ops.why, "rules.yaml:2:18: imports: 'a' stands twice, first at "
	    "ops.yaml:4:11", "a part of a section in two files");
	writes("rules.yaml", "imports: [a]\n");
	load(NULL, NULL);
	is_text(ops.why,
	    "rules.yaml:1:10: imports is a list, but a map at ops.yaml:4:10",
	    "a section that is a map and a list");
	writes("rules.yaml", "store: x\n");
	load(NULL, NULL);
	is_text(ops.why, "rules.yaml:1:1: 'store' in an included file; "
	    "expected in ops.yaml only", "the store in an included file");
	writes("rules.yaml", "a: &x\n");
	load(NULL, NULL);
	is_text(ops.why,
	    "rules.yaml:1:4: an anchor ('&'); expected the value alone",
	    "a fault in the included file is named there");
}

static int
check_file(struct ops *o, const char *path, int fd)
{
	struct stat st;
	size_t n;

	conf_list(o->conf, "safe.book", &n);
	if (fstat(fd, &st) != 0 || n != 1)
		return fail(o, OPS_IO, "the hook's world is not as promised");
	if (strcmp(path, "rules.yaml") == 0)
		return fail(o, OPS_DENIED, "'%s' is another's", path);
	return 0;
}

static void
test_check_file(void)
{
	clear();
	writes("user.yaml", "safe.book: x\n");
	ok(load(NULL, check_file) != NULL, "each file is asked for");
	ok(ops.conf == NULL, "the context is as it was");
	writes("ops.yaml", "ops: 1\ninclude: rules.yaml\n");
	writes("rules.yaml", "");
	ok(load(NULL, check_file) == NULL, "included files, too");
	is_int(ops.code, OPS_DENIED, "with the caller's code");
	is_text(ops.why, "'rules.yaml' is another's", "and message");
}

static void
test_recorded(void)
{
	struct conf_sources from = { .book = "." };
	struct conf *conf, *then = NULL;
	const char *text, *again;
	size_t n, m;

	clear();
	writes("ops.yaml", "ops: 1\r\ninclude: rules.yaml\n# end");
	writes("rules.yaml", "stock: {negative: allow}\n");
	conf = load(NULL, NULL);
	text = conf_rules_text(conf, &n);
	is_text(text,
	    "file 33 ops.yaml\nops: 1\r\ninclude: rules.yaml\n# end"
	    "file 25 rules.yaml\nstock: {negative: allow}\n",
	    "the rules are recorded byte for byte");
	clear();
	is_int(conf_load_rules_text(&ops, &from, text, n, &then), 0,
	    "and taken again when the files are gone");
	is_int(conf_choice(then, "stock.negative"), 2, "with their values");
	again = conf_rules_text(then, &m);
	ok(m == n && memcmp(text, again, n) == 0, "and the same text");
	for (size_t i = 0; i < n; i++) {
		char *cut = arena_strndup(ops.mem, text, i);

		fail_clear(&ops);
		conf_load_rules_text(&ops, &from, cut, i, &then);
	}
	ok(1, "cut anywhere, it is refused or read");
	fail_clear(&ops);
	is_int(
	    conf_load_rules_text(&ops, &from, "file 99 ops.yaml\n", 17, &then),
	    OPS_DATA, "more promised than there is");
	is_text(ops.why, "the recorded rules are damaged at byte 0",
	    "is damage");
	fail_clear(&ops);
	is_int(conf_load_rules_text(&ops, &from, "", 0, &then), 0,
	    "no rules are the defaults");
	is_text(conf_text(then, "store"), "ops.db", "all of them");
	is_text(conf_rules_text(then, &n), "", "and no text");
}

static void
test_keys(void)
{
	static const char *const yes[] = { "yes", "true" };
	static const char *const no[] = { "no", "false" };
	static const char *const bad[] = { "Yes", "on", "off", "1", "0", "y",
		"NO", "" };
	struct key key = { .name = "x", .type = KEY_BOOL };
	int64_t n;
	int good = 1;

	for (int i = 0; i < 2; i++) {
		good &= key_check(&ops, &key, yes[i], &n) == NULL && n == 1;
		good &= key_check(&ops, &key, no[i], &n) == NULL && n == 0;
	}
	ok(good, "a bool is yes, no, true or false");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		good &= key_check(&ops, &key, bad[i], &n) != NULL;
	ok(good, "and nothing else");
	is_text(key_check(&ops, &key, "on", &n), "yes or no",
	    "which is said so");
	ok(key_find("alias.") == NULL && key_find("alias.a.b") == NULL &&
		key_find("defaults.a..b") == NULL && key_find("") == NULL,
	    "names have no empty parts");
	ok(key_find("defaults.a.b.c") == key_find("defaults.a"),
	    "two stars take several words");
	ok(key_is_prefix("stock") && key_is_prefix("defaults.a.b") &&
		!key_is_prefix("sto") && !key_is_prefix("alias.a"),
	    "groups are known");
	for (size_t i = 0; i < keys_n; i++) {
		good &= keys[i].help != NULL && strlen(keys[i].help) < 60;
		good &= (keys[i].type == KEY_CHOICE) == (keys[i].words != NULL);
		good &= strchr(keys[i].name, '*') != NULL ||
		    key_find(keys[i].name) == &keys[i];
	}
	ok(good, "each record is complete and found by its name");
	is_int(conf_unknown(&ops, "sotre.wait"), OPS_CONFIG, "unknown");
	is_text(ops.why,
	    "'sotre.wait' is not known (did you mean 'store.wait'?)",
	    "with the nearest");
}

int
main(void)
{
	ops.mem = arena_new();
	if (mkdtemp(dir) == NULL || chdir(dir) != 0)
		BUG("%s: %s", dir, strerror(errno));
	test_precedence();
	test_rules();
	test_lists();
	test_refused();
	test_refused_more();
	test_include();
	test_check_file();
	test_recorded();
	test_keys();
	clear();
	unlink("ops.yaml");
	rmdir(dir);
	arena_free(ops.mem);
	return done();
}
