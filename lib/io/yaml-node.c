/* What the readers of a YAML tree ask of it, and reading its file. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "io/yaml.h"

enum { SHOWN_MAX = 60 };

int
yaml_fail(struct ops *ops, const struct yaml *node, const char *fmt, ...)
{
	va_list ap;

	if (ops->code != OPS_OK)
		return ops->code;
	va_start(ap, fmt);
	vfail(ops, OPS_CONFIG, fmt, ap);
	va_end(ap);
	return fail_at(ops, "%s:%d:%d", node->file, node->line, node->column);
}

const char *
yaml_shown(struct ops *ops, const char *text)
{
	size_t i = 0;

	for (int n = 0; text[i] != '\0'; i++)
		if ((text[i] & 0xc0) != 0x80 && n++ == SHOWN_MAX)
			break;
	if (text[i] == '\0')
		return text;
	return arena_printf(ops->mem, "%.*s...", (int)i, text);
}

int
yaml_is_empty(const struct yaml *node)
{
	return node->type == YAML_SCALAR && node->style == YAML_PLAIN &&
	    node->text[0] == '\0';
}

static const struct yaml_item *
find(const struct yaml *map, const char *key)
{
	if (map->type == YAML_MAP)
		for (size_t i = 0; i < map->n; i++)
			if (strcmp(map->item[i].key->text, key) == 0)
				return &map->item[i];
	return NULL;
}

const struct yaml *
yaml_get(const struct yaml *map, const char *key)
{
	const struct yaml_item *item = find(map, key);

	return item == NULL ? NULL : item->value;
}

const struct yaml *
yaml_key(const struct yaml *map, const char *key)
{
	const struct yaml_item *item = find(map, key);

	return item == NULL ? NULL : item->key;
}

/* "is a list; expected ..." for what is no text, map or list as wanted. */
static int
fail_type(struct ops *ops, const struct yaml *node, const char *what,
    const char *expected)
{
	if (yaml_is_empty(node))
		return yaml_fail(ops, node, "%s is empty; expected %s", what,
		    expected);
	if (node->type == YAML_SCALAR)
		return yaml_fail(ops, node, "%s is '%s'; expected %s", what,
		    yaml_shown(ops, node->text), expected);
	return yaml_fail(ops, node, "%s is a %s; expected %s", what,
	    node->type == YAML_MAP ? "map" : "list", expected);
}

int
yaml_want_map(struct ops *ops, const struct yaml *node, const char *what)
{
	if (node->type == YAML_MAP || yaml_is_empty(node))
		return 0;
	return fail_type(ops, node, what, "a map");
}

int
yaml_want_text(struct ops *ops, const struct yaml *node, const char *what,
    const char **out)
{
	if (node->type != YAML_SCALAR || node->text[0] == '\0')
		return fail_type(ops, node, what, "a text");
	*out = node->text;
	return 0;
}

int
yaml_want_list(struct ops *ops, const struct yaml *node, const char *what,
    const char *const **out, size_t *n)
{
	const char **text;
	int err;

	*out = NULL;
	*n = 0;
	if (yaml_is_empty(node))
		return 0;
	if (node->type == YAML_MAP)
		return fail_type(ops, node, what, "a list of texts");
	*n = node->type == YAML_SCALAR ? 1 : node->n;
	text = ARENA_ARRAY(ops->mem, const char *, *n);
	for (size_t i = 0; i < *n; i++) {
		const struct yaml *item =
		    node->type == YAML_SCALAR ? node : node->item[i].value;

		err = yaml_want_text(ops, item,
		    node->type == YAML_SCALAR ? what
			: arena_printf(ops->mem, "an item of %s", what),
		    &text[i]);
		if (err != 0)
			return err;
	}
	*out = text;
	return 0;
}

/* The i-th of the words in a text with blanks between; NULL behind. */
static const char *
word(size_t i, const void *data)
{
	const char *const *words = data;

	return words[i];
}

static size_t
split(struct ops *ops, const char *names, const char ***out)
{
	size_t n = 0, len;

	*out = ARENA_ARRAY(ops->mem, const char *, strlen(names) / 2 + 1);
	for (; *(names += strspn(names, " ")) != '\0'; names += len) {
		len = strcspn(names, " ");
		(*out)[n++] = arena_strndup(ops->mem, names, len);
	}
	return n;
}

int
yaml_want_keys(struct ops *ops, const struct yaml *map, const char *what,
    const char *names)
{
	const char **known, *near;
	size_t n;
	int err;

	if ((err = yaml_want_map(ops, map, what)) != 0)
		return err;
	n = split(ops, names, &known);
	for (size_t i = 0; i < map->n; i++) {
		const struct yaml *key = map->item[i].key;
		size_t k = 0;

		while (k < n && strcmp(known[k], key->text) != 0)
			k++;
		if (k < n)
			continue;
		near = text_nearest(key->text, n, word, known);
		if (near != NULL)
			return yaml_fail(ops, key,
			    "%s: '%s' is not known (did you mean '%s'?)", what,
			    yaml_shown(ops, key->text), near);
		return yaml_fail(ops, key,
		    "%s: '%s' is not known; expected one of %s", what,
		    yaml_shown(ops, key->text), names);
	}
	return 0;
}

int
yaml_slurp(struct ops *ops, const char *path, int fd, const char **bytes,
    size_t *n)
{
	struct stat st;
	char *buf;
	ssize_t got;

	if (fstat(fd, &st) != 0)
		return fail(ops, OPS_IO, "%s: cannot be read: %s", path,
		    strerror(errno));
	if (!S_ISREG(st.st_mode))
		return fail(ops, OPS_CONFIG, "%s: is not a regular file", path);
	if (st.st_size > YAML_SIZE_MAX)
		return fail(ops, OPS_CONFIG,
		    "%s:1:1: the file is too large; expected at most 1 MiB",
		    path);
	/* One byte more than it has: that it grows meanwhile shows. */
	buf = arena_alloc(ops->mem, (size_t)st.st_size + 2);
	for (*n = 0; *n <= (size_t)st.st_size; *n += (size_t)got) {
		got = read(fd, buf + *n, (size_t)st.st_size + 1 - *n);
		if (got == 0)
			break;
		if (got < 0 && errno != EINTR)
			return fail(ops, OPS_IO, "%s: cannot be read: %s", path,
			    strerror(errno));
		if (got < 0)
			got = 0;
	}
	if (*n > (size_t)st.st_size)
		return fail(ops, OPS_BUSY, "%s: is being written to", path);
	*bytes = buf;
	return 0;
}
