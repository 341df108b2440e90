/* Changing one setting in its file by a splice, every other byte left alone. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utf8proc.h>

#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "conf/set.h"
#include "io/out.h"

/* What is to be done, and where in the file. */
struct change {
	struct ops *ops;
	const char *path;
	const struct key *key;
	const char *name, *value;
	const char *bytes; /* of the file */
	size_t n;
	const struct yaml *root;
	const struct yaml *found; /* the value that stands there, or NULL */
	const struct yaml *map;	  /* else the innermost group there is ... */
	const struct yaml *owner; /* ... its key (NULL: the root) ... */
	const char *rest;	  /* ... and the name below it */
	int (*settle)(void *);	  /* before the new file is there, NULL */
	void *data;
};

/* Looks for `rest` below a map; keeps the innermost group it saw. */
static void
look(struct change *c, const struct yaml *map, const struct yaml *owner,
    const char *rest)
{
	if (c->map == NULL || strlen(rest) < strlen(c->rest)) {
		c->map = map;
		c->owner = owner;
		c->rest = rest;
	}
	for (size_t i = 0; i < map->n && c->found == NULL; i++) {
		const struct yaml_item *item = &map->item[i];
		size_t len = strlen(item->key->text);

		if (strcmp(item->key->text, rest) == 0 &&
		    !(item->value->type == YAML_MAP && key_is_prefix(c->name)))
			c->found = item->value;
		else if (strncmp(item->key->text, rest, len) == 0 &&
		    rest[len] == '.' &&
		    (item->value->type == YAML_MAP ||
			yaml_is_empty(item->value)))
			look(c, item->value, item->key, rest + len + 1);
	}
}

static int
refuse(struct change *c, const struct yaml *at, const char *why)
{
	return fail(c->ops, OPS_DATA, "%s:%d:%d: '%s' %s: edit this line",
	    at->file, at->line, at->column, c->name, why);
}

/* The value in the style of the one that stood there, where that can be. */
static void
add_value(struct change *c, struct str *out, enum yaml_style style)
{
	int is_text = c->key->type == KEY_TEXT || c->key->type == KEY_LIST ||
	    c->key->type == KEY_WORDS;

	/* What the table has checked as a number or a word needs no quotes. */
	if (style == YAML_PLAIN && !is_text)
		str_add(out, c->value);
	else
		yaml_add_text(out, c->value, style);
}

/* The file with the bytes from `from` to `to` replaced. */
static void
splice(struct change *c, struct str *out, size_t from, size_t to,
    const struct str *with)
{
	str_addn(out, c->bytes, from);
	str_addn(out, with->p, with->len);
	str_addn(out, c->bytes + to, c->n - to);
}

static int
replace(struct change *c, struct str *out)
{
	const struct yaml *old = c->found;
	struct str with = STR_INIT;

	if (old->type != YAML_SCALAR)
		return refuse(c, old,
		    old->type == YAML_LIST ? "is a list" : "is a map");
	if (old->style == YAML_BLOCK ||
	    memchr(c->bytes + old->from, '\n', old->to - old->from) != NULL)
		return refuse(c, old, "is a text of several lines");
	/* `key:` and its value are not apart yet. */
	if (yaml_is_empty(old) && old->from > 0 &&
	    c->bytes[old->from - 1] == ':')
		str_addc(&with, ' ');
	add_value(c, &with, old->style);
	splice(c, out, old->from, old->to, &with);
	str_free(&with);
	return 0;
}

/* The last byte of a tree, and whether a block text (| or >) ends there. */
static size_t
end_of(const struct yaml *node, int *block)
{
	if (node->type == YAML_SCALAR || node->style == YAML_FLOW) {
		*block = node->style == YAML_BLOCK;
		return node->to;
	}
	return node->n == 0 ? node->to :
			      end_of(node->item[node->n - 1].value, block);
}

static size_t
line_begin(const struct change *c, size_t at)
{
	while (at > 0 && c->bytes[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct change *c, size_t at)
{
	while (at < c->n && c->bytes[at] != '\n')
		at++;
	return at < c->n ? at + 1 : at;
}

/* Where a further line of the group goes: behind its last one. */
static size_t
place_of(struct change *c, int *block)
{
	size_t at;

	*block = 0;
	if (c->map->type == YAML_SCALAR || c->map->n == 0)
		return c->owner != NULL ? line_end(c, c->owner->to) : c->n;
	at = end_of(c->map, block);
	/* A text in lines ends where the next line begins. */
	return at > 0 && c->bytes[at - 1] == '\n' ? at : line_end(c, at);
}

/* How far the file moves a level in: by its first group; else two blanks. */
static int
step_of(const struct yaml *root)
{
	for (size_t i = 0; i < root->n; i++) {
		const struct yaml *v = root->item[i].value;

		if (v->type == YAML_MAP && v->style == YAML_BLOCK &&
		    v->column > 1)
			return v->column - 1;
	}
	return 2;
}

/* Whether the lines end with CR LF: as the first one does. */
static const char *
line_end_of(const struct change *c)
{
	const char *lf = c->n == 0 ? NULL : memchr(c->bytes, '\n', c->n);

	return lf != NULL && lf > c->bytes && lf[-1] == '\r' ? "\r\n" : "\n";
}

/* The lines "group:", "  name: value" for what is below the group. */
static void
add_lines(struct change *c, struct str *with, int indent, const char *end)
{
	const char *rest = c->rest;
	int step = step_of(c->root);
	size_t len;

	for (;; rest += len + 1, indent += step) {
		len = strcspn(rest, ".");
		str_addf(with, "%*s", indent, "");
		yaml_add_text(with, arena_strndup(c->ops->mem, rest, len),
		    YAML_PLAIN);
		str_addc(with, ':');
		if (rest[len] == '\0')
			break;
		str_add(with, end);
	}
	str_addc(with, ' ');
	add_value(c, with, YAML_PLAIN);
}

static int
insert(struct change *c, struct str *out)
{
	const char *end = line_end_of(c);
	struct str with = STR_INIT;
	int block, indent;
	size_t at;

	if (c->map->type == YAML_MAP && c->map->style == YAML_FLOW)
		return refuse(c, c->map, "would stand in a map in braces");
	at = place_of(c, &block);
	indent = c->map->type == YAML_MAP && c->map->n > 0 ? c->map->column - 1
	    : c->owner == NULL ? 0 :
			       c->owner->column - 1 + step_of(c->root);
	/* A text in lines may end anywhere: stand before the group instead. */
	if (block && c->owner != NULL)
		at = line_begin(c, c->map->from);
	if (at == c->n && at > 0 && c->bytes[at - 1] != '\n') {
		str_add(&with, end);
		add_lines(c, &with, indent, end);
	} else {
		add_lines(c, &with, indent, end);
		str_add(&with, end);
	}
	splice(c, out, at, at, &with);
	str_free(&with);
	return 0;
}

/* A text of the tree and the way to it, keys and numbers joined by dots. */
struct leaf {
	const char *way, *text;
};

struct leaves {
	VEC(struct leaf) all;
};

static void
gather(struct arena *mem, const struct yaml *node, const char *way,
    struct leaves *leaves)
{
	struct leaf *leaf;

	if (node->n == 0) {
		leaf = VEC_ADD(mem, &leaves->all);
		leaf->way = way;
		leaf->text = node->type == YAML_SCALAR ? node->text :
		    node->type == YAML_MAP	       ? "{}" :
							 "[]";
	}
	for (size_t i = 0; i < node->n; i++) {
		const char *dot = way[0] == '\0' ? "" : ".";
		const char *name = node->type == YAML_MAP ?
		    arena_printf(
			mem, "%s%s%s", way, dot, node->item[i].key->text) :
		    arena_printf(mem, "%s%s%zu", way, dot, i);

		gather(mem, node->item[i].value, name, leaves);
	}
}

static int
same_leaf(const struct leaf *a, const struct leaf *b)
{
	return strcmp(a->way, b->way) == 0 && strcmp(a->text, b->text) == 0;
}

/* Whether the new tree is the old one with exactly this value changed. */
static int
only_this_changed(struct change *c, const struct yaml *now)
{
	struct leaves a = { { NULL, 0, 0 } }, b = { { NULL, 0, 0 } };
	size_t head = 0, tail = 0;

	gather(c->ops->mem, c->root, "", &a);
	gather(c->ops->mem, now, "", &b);
	if (c->root->n == 0)
		a.all.n = 0;
	while (head < a.all.n && head < b.all.n &&
	    same_leaf(&a.all.v[head], &b.all.v[head]))
		head++;
	while (tail < a.all.n - head && tail < b.all.n - head &&
	    same_leaf(
		&a.all.v[a.all.n - 1 - tail], &b.all.v[b.all.n - 1 - tail]))
		tail++;
	if (head == a.all.n && head == b.all.n)
		return c->found != NULL &&
		    strcmp(c->found->text, c->value) == 0;
	return a.all.n - head - tail <= 1 && b.all.n - head - tail == 1 &&
	    strcmp(b.all.v[head].way, c->name) == 0 &&
	    strcmp(b.all.v[head].text, c->value) == 0;
}

/* Reads what was made as if it were in place already. */
static int
check_made(struct change *c, const struct str *made)
{
	const struct yaml *now, *at = c->found != NULL ? c->found : c->map;
	struct ops again = { .mem = c->ops->mem };

	if (made->len > YAML_SIZE_MAX)
		return fail(c->ops, OPS_DATA,
		    "%s: the file would be larger than 1 MiB", c->path);
	if (yaml_read(&again, c->path, made->p, made->len, &now) != 0 ||
	    conf_check(&again, now, c->key->scope) != 0 ||
	    !only_this_changed(c, now))
		return refuse(c, at, "cannot be set here by a program");
	return 0;
}

/* The bytes of the file, or none where there is none yet. */
static int
read_bytes(struct change *c, const char **bytes, size_t *n)
{
	int fd = open(c->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	int err;

	*bytes = "";
	*n = 0;
	if (fd < 0 && errno == ENOENT && c->key->scope == KEY_HABIT)
		return 0;
	if (fd < 0)
		return fail(c->ops, errno == ENOENT ? OPS_NOINPUT : OPS_IO,
		    "%s: cannot be opened: %s", c->path, strerror(errno));
	err = yaml_slurp(c->ops, c->path, fd, bytes, n);
	close(fd);
	return err;
}

/* Makes the folders above the file, as far as they are missing. */
static int
make_folders(struct change *c)
{
	char *path = arena_strdup(c->ops->mem, c->path);

	for (char *p = path + 1; (p = strchr(p, '/')) != NULL; *p++ = '/') {
		*p = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST &&
		    errno != EISDIR)
			return fail(c->ops, OPS_CANTCREAT,
			    "%s: cannot be made: %s", path, strerror(errno));
	}
	return 0;
}

static int
put(struct change *c, const struct str *made)
{
	struct out *out;
	const char *bytes;
	size_t n;
	int err;

	if (c->n == 0 && access(c->path, F_OK) != 0 &&
	    (err = make_folders(c)) != 0)
		return err;
	if ((err = out_open_file(c->ops, c->path, &out)) != 0)
		return err;
	out_write(out, made->p, made->len);
	if ((err = read_bytes(c, &bytes, &n)) == 0 &&
	    (n != c->n || memcmp(bytes, c->bytes, n) != 0))
		err = fail(c->ops, OPS_BUSY,
		    "%s: somebody else has changed it meanwhile", c->path);
	if (err == 0 && c->settle != NULL)
		err = c->settle(c->data);
	if (err != 0) {
		out_abandon(out);
		return err;
	}
	return out_close(c->ops, out);
}

static int
is_utf8(const char *text)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t len;
	utf8proc_int32_t c;

	for (; *p != '\0'; p += len)
		if ((len = utf8proc_iterate(p, -1, &c)) <= 0)
			return 0;
	return 1;
}

/* What is asked for: a known key of this scope, a value that it takes. */
static int
check_asked(struct change *c, enum key_scope scope)
{
	const char *expected;
	int64_t number;

	if ((c->key = key_find(c->name)) == NULL)
		return conf_unknown(c->ops, c->name);
	if (c->key->scope != scope)
		return fail(c->ops, OPS_CONFIG, "'%s' %s", c->name,
		    key_wrong_scope(c->key));
	if (strlen(c->name) > 200 || !is_utf8(c->name) || !is_utf8(c->value))
		return fail(c->ops, OPS_CONFIG,
		    "%s is no name or value; expected UTF-8",
		    yaml_shown(c->ops, c->name));
	expected = key_check(c->ops, c->key, c->value, &number);
	if (expected != NULL)
		return fail(c->ops, OPS_CONFIG, "%s is '%s'; expected %s",
		    c->name, yaml_shown(c->ops, c->value), expected);
	return 0;
}

int
conf_set(struct ops *ops, const char *path, enum key_scope scope,
    const char *name, const char *value, int (*settle)(void *), void *data)
{
	struct change c = { .ops = ops, .path = path, .name = name,
		.value = value, .settle = settle, .data = data };
	struct str made = STR_INIT;
	int err;

	if ((err = check_asked(&c, scope)) != 0 ||
	    (err = read_bytes(&c, &c.bytes, &c.n)) != 0 ||
	    (err = yaml_read(ops, path, c.bytes, c.n, &c.root)) != 0 ||
	    (err = conf_check(ops, c.root, scope)) != 0)
		return err;
	look(&c, c.root, NULL, name);
	if ((err = c.found != NULL ? replace(&c, &made) : insert(&c, &made)) ==
		0 &&
	    (err = check_made(&c, &made)) == 0)
		err = put(&c, &made);
	str_free(&made);
	return err;
}
