/* Where settings come from: the system, the user, -c, the book's files. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "conf/values.h"

enum { INCLUDES_MAX = 64, NAME_MAX_BYTES = 255 };

struct load {
	struct ops *ops;
	const struct conf_sources *from;
	struct conf *conf;
	struct taking taking; /* of the book's files, all together */
	struct str rules;
};

static int
open_file(const char *path)
{
	/* Not to wait for a writer, where somebody put a fifo. */
	return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

static int
load_habits(struct load *load, const char *path)
{
	struct taking taking = { .conf = load->conf, .scope = KEY_HABIT };
	const struct yaml *root;
	const char *bytes;
	size_t n;
	int err, fd;

	if (path == NULL)
		return 0;
	if ((fd = open_file(path)) < 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return 0;
		return fail(load->ops, OPS_CONFIG, "%s: cannot be opened: %s",
		    path, strerror(errno));
	}
	err = yaml_slurp(load->ops, path, fd, &bytes, &n);
	close(fd);
	if (err == 0)
		err = yaml_read(load->ops, arena_strdup(load->ops->mem, path),
		    bytes, n, &root);
	return err != 0 ? err : conf_take_tree(&taking, root);
}

/* A file below the book's folder, as messages name it. */
static const char *
path_of(struct load *load, const char *name)
{
	const char *book = load->from->book;
	size_t len = book == NULL ? 0 : strlen(book);

	if (len == 0 || strcmp(book, ".") == 0)
		return arena_strdup(load->ops->mem, name);
	return arena_printf(load->ops->mem, "%s%s%s", book,
	    book[len - 1] == '/' ? "" : "/", name);
}

/* The question is asked with the habits in force: safe.book is one. */
static int
check_file(struct load *load, const char *path, int fd)
{
	struct conf *before = load->ops->conf;
	int err;

	if (load->from->check_file == NULL)
		return 0;
	load->ops->conf = load->conf;
	err = load->from->check_file(load->ops, path, fd);
	load->ops->conf = before;
	return err;
}

/* Takes the rules of one file whose bytes are here. */
static int
take_rules(struct load *load, const char *name, const char *bytes, size_t n)
{
	const struct yaml *root, *first;
	int err, included = strcmp(name, "ops.yaml") != 0;

	str_addf(&load->rules, "file %zu %s\n", n, name);
	str_addn(&load->rules, bytes, n);
	err = yaml_read(load->ops, path_of(load, name), bytes, n, &root);
	if (err != 0)
		return err;
	first =
	    root->type == YAML_MAP && root->n > 0 ? root->item[0].key : root;
	if (!included && !text_eq(first->text, "ops"))
		return yaml_fail(load->ops, first, "the format is missing; "
		    "expected 'ops: 1' as the first key");
	load->taking.included = included;
	return conf_take_tree(&load->taking, root);
}

/* `at` is the line of the include, or NULL for ops.yaml itself. */
static int
load_rules(struct load *load, const char *name, const struct yaml *at)
{
	const char *path = path_of(load, name), *bytes;
	int fd = open_file(path), err;
	size_t n;

	if (fd < 0 && at != NULL)
		return yaml_fail(load->ops, at,
		    "include: '%s' cannot be opened: %s", name,
		    strerror(errno));
	if (fd < 0)
		return fail(load->ops,
		    errno == ENOENT ? OPS_NOINPUT : OPS_CONFIG,
		    "%s: cannot be opened: %s", path, strerror(errno));
	if ((err = check_file(load, path, fd)) == 0)
		err = yaml_slurp(load->ops, path, fd, &bytes, &n);
	close(fd);
	return err != 0 ? err : take_rules(load, name, bytes, n);
}

/* NULL, or what was expected of the name of an included file. */
static const char *
check_name(const char *name)
{
	static const char below[] = "a file below the book's folder";
	const char *p = name;
	size_t len = strlen(name);

	if (len == 0 || len > NAME_MAX_BYTES || name[len - 1] == '/')
		return below;
	for (const char *c = name; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f || *c == '\\')
			return "a name without control characters and '\\'";
	for (; *p != '\0'; p += len, p += *p == '/') {
		len = strcspn(p, "/");
		if (len == 0 || (len == 1 && p[0] == '.') ||
		    (len == 2 && p[0] == '.' && p[1] == '.'))
			return below;
	}
	return strcmp(name, "ops.yaml") == 0 ? "another file" : NULL;
}

/* The i-th of the included files; `at` is its place, or NULL. */
static int
load_include(struct load *load, const char *const *name, size_t i,
    const struct yaml *at)
{
	const char *expected = check_name(name[i]);

	if (expected != NULL && at == NULL)
		return fail(load->ops, OPS_CONFIG, "include is '%s'; expected "
		    "%s", yaml_shown(load->ops, name[i]), expected);
	if (expected != NULL)
		return yaml_fail(load->ops, at, "include: '%s'; expected %s",
		    yaml_shown(load->ops, name[i]), expected);
	for (size_t k = 0; k < i; k++)
		if (strcmp(name[k], name[i]) == 0)
			return yaml_fail(load->ops, at,
			    "include: '%s' stands twice", name[i]);
	return load_rules(load, name[i], at);
}

static int
load_includes(struct load *load)
{
	const struct conf_value *value = conf_value(load->conf, "include");
	int err = 0;

	if (load->from->include != NULL)
		return load_include(load, &load->from->include, 0, NULL);
	if (value == NULL)
		return 0;
	if (value->n > INCLUDES_MAX)
		return yaml_fail(load->ops, value->node,
		    "include has %zu files; expected at most %d", value->n,
		    INCLUDES_MAX);
	for (size_t i = 0; err == 0 && i < value->n; i++)
		err = load_include(load, value->list, i,
		    value->node->type == YAML_LIST ? value->node->item[i].value
						   : value->node);
	return err;
}

static int
load_begin(struct load *load)
{
	const struct conf_sources *from = load->from;
	int err;

	load->conf = conf_new(load->ops);
	load->taking.conf = load->conf;
	load->taking.scope = KEY_RULE;
	if ((err = load_habits(load, from->system)) != 0 ||
	    (err = load_habits(load, from->user)) != 0)
		return err;
	for (size_t i = 0; i < from->options; i++)
		if ((err = conf_take_option(load->conf, from->option[i])) != 0)
			return err;
	return 0;
}

static int
load_end(struct load *load, int err, struct conf **out)
{
	struct conf *conf = load->conf;

	if (err == 0) {
		conf->rules = arena_strndup(load->ops->mem, load->rules.p,
		    load->rules.len);
		conf->rules_n = load->rules.len;
		*out = conf;
	}
	str_free(&load->rules);
	return err;
}

int
conf_load(struct ops *ops, const struct conf_sources *from, struct conf **out)
{
	struct load load = { .ops = ops, .from = from, .rules = STR_INIT };
	int err = load_begin(&load);

	if (err == 0 && from->book != NULL)
		err = load_rules(&load, "ops.yaml", NULL);
	if (err == 0 && from->book != NULL)
		err = load_includes(&load);
	return load_end(&load, err, out);
}

int
conf_rules_next(struct ops *ops, const char *text, size_t n, size_t *at,
    struct conf_file *out)
{
	const char *line = text + *at;
	const char *end = memchr(line, '\n', n - *at), *expected = NULL;
	char *rest;
	size_t size, begin;

	if (*at >= n)
		return 0;
	if (end == NULL || end - line < 8 || memcmp(line, "file ", 5) != 0 ||
	    line[5] < '0' || line[5] > '9')
		return fail(ops, OPS_DATA,
		    "the recorded rules are damaged at byte %zu", *at);
	errno = 0;
	size = strtoul(line + 5, &rest, 10);
	begin = (size_t)(end - text) + 1;
	if (errno != 0 || *rest != ' ' || rest >= end || size > n - begin)
		return fail(ops, OPS_DATA,
		    "the recorded rules are damaged at byte %zu", *at);
	out->name = arena_strndup(ops->mem, rest + 1,
	    (size_t)(end - rest - 1));
	if (*at > 0 || strcmp(out->name, "ops.yaml") != 0)
		expected = check_name(out->name);
	if (expected != NULL)
		return fail(ops, OPS_DATA, "the recorded rules name the file "
		    "'%s': expected %s", yaml_shown(ops, out->name), expected);
	out->bytes = text + begin;
	out->n = size;
	*at = begin + size;
	return 1;
}

int
conf_load_rules_text(struct ops *ops, const struct conf_sources *from,
    const char *text, size_t n, struct conf **out)
{
	struct load load = { .ops = ops, .from = from, .rules = STR_INIT };
	struct conf_file file;
	size_t at = 0;
	int err = load_begin(&load);

	while (err == 0 && (err = conf_rules_next(ops, text, n, &at,
			       &file)) == 1)
		err = take_rules(&load, file.name, file.bytes, file.n);
	return load_end(&load, err, out);
}
