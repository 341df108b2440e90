/* Changing a setting: the value reads back, every other byte stays. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "conf/conf.h"
#include "conf/set.h"
#include "tap.h"

static struct ops ops;
static char dir[] = "/tmp/ops-set.XXXXXX";

static void
writes(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		BUG("%s: %s", name, strerror(errno));
}

/* The file's text; a new one each time. */
static const char *
holds(const char *name)
{
	struct str s = STR_INIT;
	FILE *f = fopen(name, "r");
	char *text;
	int c;

	if (f == NULL)
		return "(no file)";
	while ((c = getc(f)) != EOF)
		str_addc(&s, (char)c);
	fclose(f);
	text = arena_strndup(ops.mem, s.p, s.len);
	str_free(&s);
	return text;
}

/* Sets in a file of these bytes; the bytes after it, or the message. */
static const char *
set(enum key_scope scope, const char *before, const char *key,
    const char *value)
{
	fail_clear(&ops);
	writes("f.yaml", before);
	if (conf_set(&ops, "f.yaml", scope, key, value, NULL, NULL) == 0)
		return holds("f.yaml");
	if (strcmp(holds("f.yaml"), before) != 0)
		return "(refused, but written)";
	return ops.why;
}

static void
test_replace(void)
{
	is_text(set(KEY_RULE,
		    "# head\nops: 1   # format\n\nstock:\n"
		    "  negative: refuse # for now\n# tail\n",
		    "stock.negative", "warn"),
	    "# head\nops: 1   # format\n\nstock:\n"
	    "  negative: warn # for now\n# tail\n",
	    "comments and blank lines stay");
	is_text(set(KEY_HABIT, "user:\r\n  name: Ada\r\npager: less\r\n",
		    "user.name", "Bob"),
	    "user:\r\n  name: Bob\r\npager: less\r\n", "CRLF stays");
	is_text(set(KEY_HABIT, "pager: less", "pager", "more"), "pager: more",
	    "a missing last newline stays missing");
	is_text(set(KEY_HABIT, "pager: 'less'\n", "pager", "it's"),
	    "pager: 'it''s'\n", "single quotes stay");
	is_text(set(KEY_HABIT, "pager: 'less'\n", "pager", "a\tb"),
	    "pager: \"a\\tb\"\n", "unless they cannot hold the value");
	is_text(set(KEY_HABIT, "pager: \"less\"\n", "pager", "a\\b\"c"),
	    "pager: \"a\\\\b\\\"c\"\n", "double quotes stay");
	is_text(set(KEY_HABIT, "pager: less\n", "pager", "no"),
	    "pager: \"no\"\n", "a text that others take for a bool is quoted");
	is_text(set(KEY_HABIT, "pager: less\n", "pager", "12:30"),
	    "pager: \"12:30\"\n", "or for a time");
	is_text(set(KEY_HABIT, "sql: {memory: 12, time: 1s} # x\n",
		    "sql.memory", "99"),
	    "sql: {memory: 99, time: 1s} # x\n", "a value within braces");
	is_text(set(KEY_HABIT, "sql.memory: 12\n", "sql.memory", "99"),
	    "sql.memory: 99\n", "a name with dots");
	is_text(set(KEY_HABIT,
		    "defaults:\n  stock.receive: {to: A}\n  stock:\n"
		    "    issue: {from: B}\n",
		    "defaults.stock.issue.from", "C"),
	    "defaults:\n  stock.receive: {to: A}\n  stock:\n"
	    "    issue: {from: C}\n",
	    "one of names with dots and without");
	is_text(set(KEY_HABIT, "alias:\n  low:\n  br: x\n", "alias.br", "y"),
	    "f.yaml:2:7: alias.low is empty; expected words",
	    "a file that is wrong is not touched");
	is_text(set(KEY_HABIT, "\xef\xbb\xbf# \xc3\xa4\xc3\xb6\npager: less\n",
		    "pager", "\xe2\x82\xac"),
	    "\xef\xbb\xbf# \xc3\xa4\xc3\xb6\npager: \"\xe2\x82\xac\"\n",
	    "characters of several bytes before it");
	is_text(set(KEY_HABIT, "pager: less\n", "pager", "less"),
	    "pager: less\n", "the same value again");
}

static void
test_add(void)
{
	is_text(set(KEY_HABIT, "", "pager", "less"), "pager: less\n",
	    "into an empty file");
	is_text(set(KEY_HABIT, "# mine\n", "user.name", "Ada Byron"),
	    "# mine\nuser:\n  name: Ada Byron\n", "behind a comment");
	is_text(set(KEY_RULE, "ops: 1\n", "stock.negative", "warn"),
	    "ops: 1\nstock:\n  negative: warn\n", "a group with its setting");
	is_text(set(KEY_RULE,
		    "ops: 1\nstock:\n    party: strict # c\n\n# more\n"
		    "numbering:\n    order: PO-\n",
		    "stock.negative", "warn"),
	    "ops: 1\nstock:\n    party: strict # c\n    negative: warn\n"
	    "\n# more\nnumbering:\n    order: PO-\n",
	    "into a group, at its end, as far in as the others");
	is_text(set(KEY_RULE, "ops: 1\nstock:\n# none yet\nstore: x\n",
		    "stock.negative", "warn"),
	    "ops: 1\nstock:\n  negative: warn\n# none yet\nstore: x\n",
	    "into an empty group");
	is_text(set(KEY_HABIT, "pager: less", "color", "never"),
	    "pager: less\ncolor: never", "without a last newline");
	is_text(set(KEY_HABIT, "user: {name: Ada}\r\n", "sql.time", "5s"),
	    "user: {name: Ada}\r\nsql:\r\n  time: 5s\r\n", "with CRLF");
	is_text(set(KEY_HABIT, "user:\r\n  name: a\r\nsql:\r\n  time: 5s",
		    "sql.memory", "7"),
	    "user:\r\n  name: a\r\nsql:\r\n  time: 5s\r\n  memory: 7",
	    "with CRLF and without a last newline");
	is_text(set(KEY_HABIT, "sql: {time: 5s}\nuser:\n   name: a\n",
		    "defaults.stock.receive.to", "MAIN"),
	    "sql: {time: 5s}\nuser:\n   name: a\ndefaults:\n   stock:\n"
	    "      receive:\n         to: MAIN\n",
	    "several levels, in the file's own steps");
	is_text(set(KEY_HABIT, "defaults:\n  stock.receive:\n    to: A\n",
		    "defaults.stock.receive.lot", "0123"),
	    "defaults:\n  stock.receive:\n    to: A\n    lot: \"0123\"\n",
	    "into a group whose name has dots");
	is_text(set(KEY_HABIT, "alias:\n  a: |\n    x\n    y\npager: less\n",
		    "alias.b", "z"),
	    "alias:\n  b: z\n  a: |\n    x\n    y\npager: less\n",
	    "before a text in lines");
	is_text(set(KEY_HABIT, "pager: |+\n  x\n\n", "color", "never"),
	    "pager: |+\n  x\n\ncolor: never\n", "behind a text in lines");
	is_text(
	    set(KEY_HABIT, "---\npager: less\n...\n# end\n", "color", "never"),
	    "---\npager: less\ncolor: never\n...\n# end\n",
	    "before the document's end");
	is_text(set(KEY_HABIT, "safe.book:\n- /a\n- /b\n", "pager", "less"),
	    "safe.book:\n- /a\n- /b\npager: less\n", "behind a list");
	is_text(set(KEY_HABIT, "pager: a\n  b\n", "color", "never"),
	    "pager: a\n  b\ncolor: never\n", "behind a text of two lines");
	is_text(set(KEY_HABIT, "pager: less\n", "alias.#x: y", "z"),
	    "pager: less\nalias:\n  \"#x: y\": z\n",
	    "a name that needs quotes");
	is_text(set(KEY_HABIT, "pager: less\n", "safe.book", "/srv/book"),
	    "pager: less\nsafe:\n  book: /srv/book\n", "a list of one");
}

static void
test_refused(void)
{
	is_text(set(KEY_HABIT, "safe:\n  book:\n    - /a\n", "safe.book", "/b"),
	    "f.yaml:3:5: 'safe.book' is a list: edit this line", "a list");
	is_text(set(KEY_HABIT, "pager: |\n  less\n", "pager", "more"),
	    "f.yaml:1:8: 'pager' is a text of several lines: edit this line",
	    "a text in lines");
	is_text(set(KEY_HABIT, "pager: a\n  b\n", "pager", "more"),
	    "f.yaml:1:8: 'pager' is a text of several lines: edit this line",
	    "a text of two lines");
	is_text(set(KEY_HABIT, "sql: {time: 1s}\n", "sql.memory", "9"),
	    "f.yaml:1:6: 'sql.memory' would stand in a map in braces: edit "
	    "this line", "a further key in braces");
	is_text(set(KEY_RULE, "ops: 1\nimports: {}\n", "imports", "x"),
	    "imports is 'x'; expected a map or a list", "a section");
	is_text(set(KEY_RULE, "ops: 1\n", "user.name", "x"), "'user.name' is a "
	    "habit; expected in your config.yaml, in /etc/ops.yaml or with -c",
	    "a habit for a book");
	is_text(set(KEY_HABIT, "", "stock.negative", "allow"),
	    "'stock.negative' is a rule; expected in the book's ops.yaml only",
	    "a rule among habits");
	is_text(set(KEY_HABIT, "", "user.nmae", "x"),
	    "'user.nmae' is not known (did you mean 'user.name'?)",
	    "an unknown key");
	is_text(set(KEY_HABIT, "", "color", "red"),
	    "color is 'red'; expected auto, always or never",
	    "a value of the wrong type");
	is_text(set(KEY_HABIT, "", "user.name", ""),
	    "user.name is ''; expected a value", "no value");
	is_text(set(KEY_HABIT, "", "user.name", "\xff"),
	    "user.name is no name or value; expected UTF-8", "no text");
	is_text(set(KEY_HABIT, "stock: {negative: warn}\n", "pager", "x"),
	    "f.yaml:1:9: 'stock.negative' is a rule; expected in the book's "
	    "ops.yaml only", "a file of the other scope");
	is_text(set(KEY_HABIT, "{}\n", "pager", "x"), "f.yaml:1:1: 'pager' "
	    "would stand in a map in braces: edit this line",
	    "a file that is one map in braces");
	is_text(set(KEY_HABIT, "? pager\n", "pager", "x"),
	    "f.yaml:2:1: pager is empty; expected a text",
	    "a key without a value");
	unlink("f.yaml");
	fail_clear(&ops);
	is_int(conf_set(&ops, "f.yaml", KEY_RULE, "store", "x", NULL, NULL),
	    OPS_NOINPUT,
	    "a book is not made by setting");
}

static void
test_files(void)
{
	struct stat st;

	fail_clear(&ops);
	is_int(conf_set(&ops, "a/b/config.yaml", KEY_HABIT, "pager", "less",
	    NULL, NULL), 0,
	    "a configuration is made with its folders");
	is_text(holds("a/b/config.yaml"), "pager: less\n", "and holds it");
	chmod("a/b/config.yaml", 0640);
	if (symlink("a/b/config.yaml", "link") != 0)
		BUG("symlink: %s", strerror(errno));
	is_int(conf_set(&ops, "link", KEY_HABIT, "pager", "more", NULL,
	    NULL), 0,
	    "through a symbolic link");
	is_text(holds("a/b/config.yaml"), "pager: more\n",
	    "the file it names is changed");
	ok(lstat("link", &st) == 0 && S_ISLNK(st.st_mode),
	    "and the link stays one");
	ok(stat("link", &st) == 0 && (st.st_mode & 07777) == 0640,
	    "the mode stays");
	unlink("link");
	unlink("a/b/config.yaml");
	is_int(rmdir("a/b"), 0, "no temporary file is left");
	rmdir("a");
}

static int
is_key_value(const char *line, const char *key)
{
	return text_starts(line, key) && line[strlen(key)] == ':';
}

/* All lines but the one of the key are the same; a value is in one line. */
static int
others_same(const char *a, const char *b, const char *key)
{
	while (*a != '\0' || *b != '\0') {
		size_t na = strcspn(a, "\n"), nb = strcspn(b, "\n");

		if (is_key_value(a, key) != is_key_value(b, key) ||
		    (!is_key_value(a, key) &&
			(na != nb || memcmp(a, b, na) != 0)))
			return 0;
		a += na + (a[na] != '\0');
		b += nb + (b[nb] != '\0');
	}
	return 1;
}

/* The file, with the value set and read back as it was given. */
static int
is_identity(const char *before, const char *value)
{
	struct conf_sources from = { .user = "f.yaml" };
	const char *after = set(KEY_HABIT, before, "pager", value);
	struct conf *conf;

	if (ops.code != 0 || conf_load(&ops, &from, &conf) != 0) {
		printf("# [%s]: %s\n", value, ops.why);
		return 0;
	}
	if (strcmp(conf_text(conf, "pager"), value) == 0 &&
	    others_same(before, after, "pager"))
		return 1;
	printf("# [%s] in:\n%s\n", value, after);
	return 0;
}

static void
test_identity(void)
{
	static const char *const pieces[] = { ": ", " #", "'", "\"", "\\", "\n",
		"\r", "\t", " ", "  ", "-", "- ", "?", "? ", "{", "}", "[", "]",
		",", "&", "*", "!", "|", ">", "%", "@", "`", "~", "no", "null",
		"0x1f", "1.10", "12:30", "---", "...", "<<", "a", "\xc3\xa4",
		"\xe2\x80\xa8", "\xc2\x85", "\xe2\x80\xae", "\xef\xbb\xbf",
		"\xf0\x9f\x98\x80", "\x01", "\x1b[0m", "\x7f", "=", "\\u0041",
		"\xef\xbf\xbf", "\xc2\xa0" };
	static const char *const files[] = {
		"# x\npager: less # y\ncolor: never\n",
		"color: never\npager: 'less'\n# x",
		"color: auto\npager: \"less\"\nuser:\n  name: a\n"
	};
	const size_t n = sizeof pieces / sizeof pieces[0];
	uint32_t seed = 1;
	char value[200];
	int good = 1, tried = 0;

	for (; tried < (int)n * 4; tried++) {
		struct arena_mark mark = arena_mark(ops.mem);
		size_t len = 0, parts = 1 + (size_t)tried / n;

		for (size_t k = 0; k < parts; k++) {
			size_t one = k == 0 ? (size_t)tried : seed >> 16;

			seed = seed * 1103515245 + 12345;
			len += (size_t)snprintf(value + len, sizeof value - len,
			    "%s", pieces[one % n]);
		}
		good &= is_identity(files[seed >> 20 & 1], value);
		good &= is_identity(files[2], value);
		arena_back(ops.mem, mark);
	}
	ok(good, "%d hostile values read back, other lines the same", tried);
}

int
main(void)
{
	ops.mem = arena_new();
	if (mkdtemp(dir) == NULL || chdir(dir) != 0)
		BUG("%s: %s", dir, strerror(errno));
	test_replace();
	test_add();
	test_refused();
	test_files();
	test_identity();
	unlink("f.yaml");
	ok(rmdir(dir) == 0, "nothing is left behind");
	arena_free(ops.mem);
	return done();
}
