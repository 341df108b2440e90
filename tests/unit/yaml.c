/* YAML as a tree: what is read, and what is refused in which words. */
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"
#include "io/yaml.h"
#include "tap.h"

static struct ops ops;

static const struct yaml *
readn(const char *bytes, size_t n)
{
	const struct yaml *root = NULL;

	fail_clear(&ops);
	if (yaml_read(&ops, "f.yaml", bytes, n, &root) != 0)
		return NULL;
	return root;
}

static const struct yaml *
reads(const char *text)
{
	return readn(text, strlen(text));
}

/* One line of the tree: maps in {}, lists in [], texts in <>. */
static void
print(const struct yaml *y, struct str *out)
{
	if (y->type == YAML_SCALAR) {
		str_addf(out, "<%s>", y->text);
		return;
	}
	str_addc(out, y->type == YAML_MAP ? '{' : '[');
	for (size_t i = 0; i < y->n; i++) {
		if (i > 0)
			str_addc(out, ' ');
		if (y->type == YAML_MAP)
			str_addf(out, "%s:", y->item[i].key->text);
		print(y->item[i].value, out);
	}
	str_addc(out, y->type == YAML_MAP ? '}' : ']');
}

static void
is_tree(const char *text, const char *want, const char *name)
{
	const struct yaml *root = reads(text);
	struct str out = STR_INIT;

	if (root == NULL)
		str_add(&out, ops.why);
	else
		print(root, &out);
	is_text(out.p, want, name);
	str_free(&out);
}

static void
is_refused(const char *text, const char *why, const char *name)
{
	const struct yaml *root = reads(text);

	if (root != NULL)
		is_text("(read)", why, name);
	else if (is_text(ops.why, why, name) && ops.code != OPS_CONFIG)
		is_int(ops.code, OPS_CONFIG, name);
}

static void
test_texts(void)
{
	is_tree("", "{}", "an empty file is an empty map");
	is_tree("# nothing\n\n", "{}", "and so is one of comments");
	is_tree("country: no\nversion: 1.10\ncode: 0123\nat: 12:30\nx: ~\n",
	    "{country:<no> version:<1.10> code:<0123> at:<12:30> x:<~>}",
	    "nothing is typed: no, 1.10, 0123, 12:30 stay as written");
	is_tree("a:\n  b: [1, 'two', \"th\\u0072ee\"]\n  c: {d: e}\n",
	    "{a:{b:[<1> <two> <three>] c:{d:<e>}}}",
	    "maps, lists and quotes, block and flow");
	is_tree("a: |\n  x\n  y\nb: >\n  x\n  y\n", "{a:<x\ny\n> b:<x y\n>}",
	    "texts of several lines");
	is_tree("a:\nb: ''\n", "{a:<> b:<>}", "a value may be missing");
	is_tree(
	    "a: x\r\nb:\r\n  - y\r\n", "{a:<x> b:[<y>]}", "CRLF is a line end");
	is_tree("\xef\xbb\xbf"
		"a: \xc3\xa4\n",
	    "{a:<\xc3\xa4>}", "a byte order mark is no part of the first key");
	is_tree("--- # begin\na: 1\n...\n# end\n", "{a:<1>}",
	    "one document may be marked as such");
	is_tree("'<<': x\n\"*a\": y\n", "{<<:<x> *a:<y>}",
	    "in quotes every text is only a text");
	is_tree("a: \"x\\u2028\\u202e\"\n", "{a:<x\xe2\x80\xa8\xe2\x80\xae>}",
	    "odd characters can be written as escapes");
	is_tree("? a\n: b\n", "{a:<b>}", "a key may be marked as one");
}

static void
test_places(void)
{
	const char *text = "\xc3\xa4: \xe2\x82\xac x # c\nb:\n  - 'it''s'\n";
	const struct yaml *root = reads(text), *a, *b;

	a = yaml_get(root, "\xc3\xa4");
	is_int(a->line, 1, "a value knows its line");
	is_int(a->column, 4, "and its column, in characters");
	is_int((int64_t)a->from, 4, "and where its bytes begin");
	is_int((int64_t)a->to, 9, "and end");
	is_int(a->style, YAML_PLAIN, "it has no quotes");
	b = yaml_get(root, "b");
	is_int(b->type, YAML_LIST, "a list is a list");
	is_int(b->style, YAML_BLOCK, "written as a block");
	b = b->item[0].value;
	ok(strncmp(text + b->from, "'it''s'", b->to - b->from) == 0,
	    "a text's bytes include its quotes");
	is_int(b->style, YAML_SINGLE, "and its style names them");
	ok(yaml_get(root, "c") == NULL && yaml_get(b, "c") == NULL,
	    "what is not there is not found");
	root = reads("\xef\xbb\xbf{a: 1, b: [x], c: \"y\"}");
	is_int(root->style, YAML_FLOW, "a flow map is known as one");
	is_int((int64_t)yaml_get(root, "c")->from, 21,
	    "bytes count from the file's first, its mark included");
	is_int(yaml_get(root, "c")->column, 19, "columns do not");
}

static void
test_refused(void)
{
	is_refused("a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\n",
	    "f.yaml:5:3: key 'c' stands twice, first on line 3",
	    "a key that stands twice");
	is_refused("a: 1\nb: 2\nb: 3\na: 4\n",
	    "f.yaml:3:1: key 'b' stands twice, first on line 2",
	    "of several, the first in the file");
	is_refused("a: &x 1\n",
	    "f.yaml:1:4: an anchor ('&'); expected the value alone", "anchors");
	is_refused("a: *x\n",
	    "f.yaml:1:4: an alias ('*'); expected the value itself", "aliases");
	is_refused("a: !!int 1\n",
	    "f.yaml:1:4: a tag ('!'); expected the value alone", "tags");
	is_refused("a: ! 1\n",
	    "f.yaml:1:4: a tag ('!'); expected the value alone",
	    "even the empty tag");
	is_refused("%YAML 1.1\n---\na: 1\n",
	    "f.yaml:1:1: a directive ('%'); expected settings", "directives");
	is_refused("a: {x: 1}\nb:\n  <<: {y: 2}\n",
	    "f.yaml:3:3: a merge ('<<'); expected the keys themselves",
	    "merge keys");
	is_refused("? [a, b]\n: c\n",
	    "f.yaml:1:3: a key is a list; expected a text",
	    "keys that are lists");
	is_refused("{a: b}: c\n", "f.yaml:1:1: a key is a map; expected a text",
	    "keys that are maps");
	is_refused("a:\n  \"\": 2\n", "f.yaml:2:3: a key is empty",
	    "keys that are empty");
	is_refused("a: 1\n---\nb: 2\n",
	    "f.yaml:2:1: a second document; expected one", "a second document");
	is_refused("a: 1\n...\n\n# x\nb: 2\n",
	    "f.yaml:5:1: a second document; expected one",
	    "even behind an end");
	is_refused("a: 1\n...\n%TAG ! x\n",
	    "f.yaml:3:1: a second document; expected one",
	    "or a directive there");
	is_refused("a: \"x\\0y\"\n",
	    "f.yaml:1:4: a text with a NUL in it; expected one without",
	    "a NUL by escape");
	is_refused("a: b: c\n",
	    "f.yaml:1:5: mapping values are not allowed in this context",
	    "a colon too many");
	is_refused("a:\n\t- b\n",
	    "f.yaml:2:1: a tab; expected spaces before a key or a value",
	    "a tab as indentation");
	is_refused("a: @x\n",
	    "f.yaml:1:4: a text that begins with '@'; expected it in quotes",
	    "a sign that YAML keeps for itself");
	is_refused("a: 'x\nb: y\n",
	    "f.yaml:3:1: found unexpected end of stream, "
	    "while scanning a quoted scalar (line 1)",
	    "a quote that does not end");
}

static void
test_no_text(void)
{
	static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

	is_refused("\xff\xd8\xff\xe0\x10JFIF",
	    "f.yaml:1:1: byte 0xff is not UTF-8; expected a text file",
	    "a YAML that is a photograph");
	ok(readn(png, sizeof png) == NULL, "another photograph");
	is_text(ops.why,
	    "f.yaml:1:1: byte 0x89 is not UTF-8; expected a text file",
	    "in one clear line");
	is_refused("a: b\nc: d\xe4\n",
	    "f.yaml:2:5: byte 0xe4 is not UTF-8; expected a text file",
	    "Latin-1, with its place");
	is_refused("a: \xed\xa0\x80\n",
	    "f.yaml:1:4: byte 0xed is not UTF-8; expected a text file",
	    "a surrogate");
	is_refused("a: \xc0\xaf\n",
	    "f.yaml:1:4: byte 0xc0 is not UTF-8; expected a text file",
	    "an overlong form");
	ok(readn("a: b\0c\n", 7) == NULL, "a NUL");
	is_text(ops.why,
	    "f.yaml:1:5: character U+0000; "
	    "expected an escape in double quotes",
	    "with its place");
	is_refused("a: \x1b[31m\n",
	    "f.yaml:1:4: character U+001B; "
	    "expected an escape in double quotes",
	    "a terminal's escape");
	is_refused("a: b\rc: d\n",
	    "f.yaml:1:5: a carriage return without a line feed",
	    "a line end that hides a line");
	is_refused("a: b\xe2\x80\xa8"
		   "c: d\n",
	    "f.yaml:1:5: character U+2028; "
	    "expected an escape in double quotes",
	    "another");
	is_refused("a: b\xe2\x80\xae\n",
	    "f.yaml:1:5: character U+202E; "
	    "expected an escape in double quotes",
	    "text that runs backwards");
	is_refused("a: \xef\xbb\xbf\n",
	    "f.yaml:1:4: character U+FEFF; "
	    "expected an escape in double quotes",
	    "a byte order mark in the middle");
}

static char *
repeat(const char *unit, size_t times, const char *end)
{
	static struct str s = STR_INIT;

	str_reset(&s);
	while (times-- > 0)
		str_add(&s, unit);
	str_add(&s, end);
	return s.p;
}

/* Refuses it, and within a second of CPU, sanitizers included. */
static void
is_refused_soon(const char *text, const char *why, const char *name)
{
	clock_t begun = clock();

	is_refused(text, why, name);
	ok((clock() - begun) / CLOCKS_PER_SEC < 1, "%s: at once", name);
}

static void
test_huge(void)
{
	const struct yaml *root;
	clock_t begun;
	struct str s = STR_INIT;

	is_refused_soon(repeat("[", 100000, ""),
	    "f.yaml:1:65: nested too deep; expected at most 64 levels",
	    "100,000 brackets");
	is_refused_soon(repeat("[\n", 100000, ""),
	    "f.yaml:65:1: nested too deep; expected at most 64 levels",
	    "100,000 brackets in lines");
	is_refused_soon(repeat("{a: ", 100000, ""),
	    "f.yaml:1:257: nested too deep; expected at most 64 levels",
	    "100,000 braces");
	is_refused_soon(repeat("- ", 100000, "x"),
	    "f.yaml:1:129: nested too deep; expected at most 64 levels",
	    "100,000 dashes");
	is_refused_soon(repeat("%TAG !a! b\n", 90000, "--- x"),
	    "f.yaml:1:1: a directive ('%'); expected settings",
	    "90,000 directives");
	for (int i = 0; i < 64; i++)
		str_addc(&s, '[');
	for (int i = 0; i < 64; i++)
		str_addc(&s, ']');
	ok(reads(s.p) != NULL, "64 levels are fine");
	is_refused_soon(repeat("x", YAML_SIZE_MAX, "x"),
	    "f.yaml:1:1: the file is too large; expected at most 1 MiB",
	    "one byte over a MiB");
	begun = clock();
	str_reset(&s);
	str_addc(&s, '[');
	str_add(&s, repeat("\xc3\xa4,", 200000, "]"));
	root = reads(s.p);
	ok(root != NULL && root->n == 200000,
	    "200,000 items on one line are read");
	ok((clock() - begun) / CLOCKS_PER_SEC < 4, "in linear time");
	str_reset(&s);
	for (int i = 0; i < 40000; i++)
		str_addf(&s, "k%d: %d\n", i, i);
	str_add(&s, "k17: x\n");
	is_refused_soon(s.p,
	    "f.yaml:40001:1: key 'k17' stands twice, first on line 18",
	    "a key that stands twice among 40,000");
	str_free(&s);
}

static void
test_wants(void)
{
	const struct yaml *root;
	const char *const *list, *text;
	size_t n;

	root = reads("name: Ada\nlogins: [a, b]\nteams: x\nsite:\nmial: m\n"
		     "bad: [[]]\n");
	ok(yaml_want_text(&ops, yaml_get(root, "name"), "name", &text) == 0,
	    "a text is a text");
	is_text(text, "Ada", "this one");
	yaml_want_text(&ops, yaml_get(root, "logins"), "name", &text);
	is_text(ops.why, "f.yaml:2:9: name is a list; expected a text",
	    "a list is not");
	fail_clear(&ops);
	yaml_want_text(&ops, yaml_get(root, "site"), "site", &text);
	is_text(ops.why, "f.yaml:4:6: site is empty; expected a text",
	    "nor is nothing");
	fail_clear(&ops);
	yaml_want_list(&ops, yaml_get(root, "logins"), "logins", &list, &n);
	is_int((int64_t)n, 2, "a list of two");
	is_text(list[1], "b", "and its second");
	yaml_want_list(&ops, yaml_get(root, "teams"), "teams", &list, &n);
	is_int((int64_t)n, 1, "a text is a list of one");
	yaml_want_list(&ops, yaml_get(root, "site"), "site", &list, &n);
	is_int((int64_t)n, 0, "nothing is a list of none");
	is_int(ops.code, 0, "all of them fine");
	yaml_want_list(&ops, yaml_get(root, "bad"), "roles", &list, &n);
	is_text(ops.why,
	    "f.yaml:6:7: an item of roles is a list; expected a text",
	    "a list of lists is not");
	fail_clear(&ops);
	yaml_want_map(&ops, yaml_get(root, "name"), "person 'ada'");
	is_text(ops.why, "f.yaml:1:7: person 'ada' is 'Ada'; expected a map",
	    "a text is no map");
	fail_clear(&ops);
	yaml_want_keys(
	    &ops, root, "person 'ada'", "name logins mail roles teams site");
	is_text(ops.why,
	    "f.yaml:5:1: person 'ada': 'mial' is not known "
	    "(did you mean 'mail'?)",
	    "an unknown key is answered with the nearest");
	fail_clear(&ops);
	yaml_want_keys(&ops, root, "team 'x'", "name");
	is_text(ops.why,
	    "f.yaml:2:1: team 'x': 'logins' is not known; expected one of name",
	    "or with those there are");
	is_int((int64_t)strlen(yaml_shown(&ops, repeat("\xc3\xa4", 99, ""))),
	    123, "a long value is shown cut");
}

static int
slurp(const char *path)
{
	int fd = open(path, O_RDONLY), err;
	const char *bytes;
	size_t n;

	fail_clear(&ops);
	err = yaml_slurp(&ops, path, fd, &bytes, &n);
	close(fd);
	return err;
}

static void
test_files(void)
{
	is_int(slurp("/"), OPS_CONFIG, "a folder is no file");
	is_text(ops.why, "/: is not a regular file", "and said so");
	is_int(slurp("/dev/zero"), OPS_CONFIG, "nor is a device without end");
}

int
main(void)
{
	ops.mem = arena_new();
	test_texts();
	test_places();
	test_refused();
	test_no_text();
	test_huge();
	test_wants();
	test_files();
	arena_free(ops.mem);
	return done();
}
