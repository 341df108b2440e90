/* Conditions on named texts: patterns, joined by all, any and not. */
#include <string.h>

#include "conf/condition.h"
#include "io/pattern.h"

enum { DEPTH = 20 };
enum sort { ALL, ANY, NOT, PATTERN };

struct condition {
	enum sort sort;
	const char *name; /* PATTERN: of the text, where it stands, ... */
	const struct yaml *node;
	size_t at;		  /* ... and the place of its text */
	struct pattern **pattern; /* PATTERN: one of them is found */
	struct condition **part;  /* ALL, ANY, NOT */
	size_t n;
};

/* ---- how they are written ---- */

static int read_map(struct ops *, const struct yaml *, int depth,
    struct condition **);

static int
read_pattern(struct ops *ops, const struct yaml_item *item, struct condition *c)
{
	const char *name = item->key->text, *const * text;
	int err = yaml_want_list(ops, item->value, name, &text, &c->n);

	if (err == 0 && c->n == 0)
		return yaml_fail(ops, item->value, "%s: expected a pattern",
		    name);
	c->sort = PATTERN;
	c->name = name;
	c->node = item->key;
	c->pattern = ARENA_ARRAY(ops->keep, struct pattern *, c->n + 1);
	for (size_t i = 0; err == 0 && i < c->n; i++) {
		const char *expected =
		    pattern_compile(ops->keep, text[i], &c->pattern[i]);

		if (expected != NULL)
			return yaml_fail(ops, item->value,
			    "%s: '%s' is wrong: expected %s", name,
			    yaml_shown(ops, text[i]), expected);
	}
	return err;
}

/* all: [...], any: [...], not: {...}, or a name and its pattern */
static int
read_one(struct ops *ops, const struct yaml_item *item, int depth,
    struct condition *c)
{
	const char *word = item->key->text;
	const struct yaml *node = item->value;
	int err = 0;

	if (strcmp(word, "not") == 0)
		c->sort = NOT;
	else if (strcmp(word, "all") == 0)
		c->sort = ALL;
	else if (strcmp(word, "any") == 0)
		c->sort = ANY;
	else
		return read_pattern(ops, item, c);
	if (c->sort != NOT && node->type != YAML_LIST)
		return yaml_fail(ops, node, "%s: expected a list of conditions",
		    word);
	c->n = c->sort == NOT ? 1 : node->n;
	c->part = ARENA_ARRAY(ops->keep, struct condition *, c->n + 1);
	for (size_t i = 0; err == 0 && i < c->n; i++)
		err = read_map(ops, c->sort == NOT ? node : node->item[i].value,
		    depth + 1, &c->part[i]);
	return err;
}

static int
read_map(struct ops *ops, const struct yaml *map, int depth,
    struct condition **out)
{
	struct condition *c = *out = ARENA_NEW(ops->keep, struct condition);
	int err = 0;

	if (depth > DEPTH)
		return yaml_fail(ops, map,
		    "match: more than %d conditions in each other", DEPTH);
	if (map->type != YAML_MAP || map->n == 0)
		return yaml_fail(ops, map,
		    "match: expected a condition such as { Column: pattern }");
	if (map->n == 1)
		return read_one(ops, &map->item[0], depth, c);
	c->sort = ALL;
	c->n = map->n;
	c->part = ARENA_ARRAY(ops->keep, struct condition *, c->n);
	for (size_t i = 0; err == 0 && i < map->n; i++) {
		c->part[i] = ARENA_NEW(ops->keep, struct condition);
		err = read_one(ops, &map->item[i], depth, c->part[i]);
	}
	return err;
}

int
condition_read(struct ops *ops, const struct yaml *map, struct condition **out)
{
	return read_map(ops, map, 0, out);
}

/* ---- how they are used ---- */

int
condition_bind(struct condition *c,
    int (*find)(void *, const char *name, const struct yaml *node, size_t *at),
    void *data)
{
	int err = 0;

	if (c->sort == PATTERN)
		return find(data, c->name, c->node, &c->at);
	for (size_t i = 0; err == 0 && i < c->n; i++)
		err = condition_bind(c->part[i], find, data);
	return err;
}

static int
finds(const struct condition *c, const char *text)
{
	for (size_t i = 0; i < c->n; i++)
		if (pattern_search(c->pattern[i], text == NULL ? "" : text))
			return 1;
	return 0;
}

int
condition_holds(const struct condition *c, const char *const *texts)
{
	if (c->sort == PATTERN)
		return finds(c, texts[c->at]);
	if (c->sort == NOT)
		return !condition_holds(c->part[0], texts);
	for (size_t i = 0; i < c->n; i++)
		if (condition_holds(c->part[i], texts) != (c->sort == ALL))
			return c->sort == ANY;
	return c->sort == ALL;
}
