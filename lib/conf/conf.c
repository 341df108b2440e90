/* The settings in force: taking them from trees and asking for them. */
#include <string.h>

#include "base/str.h"
#include "conf/values.h"

static int
has_commas(const struct key *key)
{
	return key->type == KEY_NAMES || key->type == KEY_CUTS;
}

/* "a  b" as the words a and b, where blanks are between them. */
static void
split(struct ops *ops, struct conf_value *value, const char *between)
{
	const char *p = value->text, **word;
	size_t len;

	word = ARENA_ARRAY(ops->mem, const char *, strlen(p) / 2 + 1);
	for (; *(p += strspn(p, between)) != '\0'; p += len) {
		len = strcspn(p, between);
		word[value->n++] = arena_strndup(ops->mem, p, len);
	}
	value->list = word;
}

struct conf *
conf_new(struct ops *ops)
{
	struct conf *conf = ARENA_NEW(ops->mem, struct conf);

	conf->ops = ops;
	conf->value.mem = ops->mem;
	conf->rules = "";
	for (size_t i = 0; i < keys_n; i++) {
		const struct key *key = &keys[i];
		struct conf_value *value;
		const char *expected;

		if (key->dflt == NULL)
			continue;
		value = ARENA_NEW(ops->mem, struct conf_value);
		value->key = key;
		value->name = key->name;
		value->text = key->dflt;
		value->origin = "default";
		expected = key_check(ops, key, key->dflt, &value->number);
		if (expected != NULL)
			BUG("%s has the default '%s'", key->name, key->dflt);
		if (has_commas(key))
			split(ops, value, ", \t");
		*map_put(&conf->value, key->name) = value;
	}
	return conf;
}

/* At the node, or behind "-c" where there is none. */
static int fail_value(struct ops *ops, const struct yaml *node, const char *fmt,
    ...) PRINTF(3, 4);
static int
fail_value(struct ops *ops, const struct yaml *node, const char *fmt, ...)
{
	va_list ap;
	const char *why;

	va_start(ap, fmt);
	why = arena_vprintf(ops->mem, fmt, ap);
	va_end(ap);
	if (node != NULL)
		return yaml_fail(ops, node, "%s", why);
	return fail(ops, OPS_CONFIG, "-c: %s", why);
}

static int
fail_unknown(struct ops *ops, const struct yaml *node, const char *name)
{
	const char *near = key_nearest(ops, name),
		   *shown = yaml_shown(ops, name);

	if (key_is_prefix(name))
		return fail_value(ops, node,
		    "'%s' is a group of settings; expected a map", shown);
	if (near == NULL)
		return fail_value(ops, node, "'%s' is not known", shown);
	return fail_value(ops, node, "'%s' is not known (did you mean '%s'?)",
	    shown, near);
}

int
conf_unknown(struct ops *ops, const char *name)
{
	const char *near = key_nearest(ops, name),
		   *shown = yaml_shown(ops, name);

	if (key_is_prefix(name))
		return fail(ops, OPS_CONFIG, "'%s' is a group of settings: "
		    "'ops config list' shows those of it", shown);
	if (near == NULL)
		return fail(ops, OPS_CONFIG, "'%s' is not known", shown);
	return fail(ops, OPS_CONFIG, "'%s' is not known (did you mean '%s'?)",
	    shown, near);
}

static int
check_scope(struct ops *ops, const struct key *key, const char *name,
    enum key_scope scope, const struct yaml *node)
{
	if (key->scope == scope)
		return 0;
	return fail_value(ops, node, "'%s' %s", name, key_wrong_scope(key));
}

static int
check_text(struct ops *ops, struct conf_value *value, const struct yaml *node)
{
	const char *expected =
	    key_check(ops, value->key, value->text, &value->number);

	if (expected == NULL)
		return 0;
	return fail_value(ops, node, "%s is '%s'; expected %s", value->name,
	    yaml_shown(ops, value->text), expected);
}

static const char *
join(struct ops *ops, const char *const *text, size_t n)
{
	struct str s = STR_INIT;
	const char *out;

	for (size_t i = 0; i < n; i++)
		str_addf(&s, "%s%s", i > 0 ? ", " : "", text[i]);
	out = arena_strdup(ops->mem, s.p);
	str_free(&s);
	return out;
}

/* What the sources before said comes first. */
static void
add_up(struct ops *ops, struct conf_value *value, const struct conf_value *old)
{
	size_t n = old->n + value->n;
	const char **list = ARENA_ARRAY(ops->mem, const char *, n);

	for (size_t i = 0; i < n; i++)
		list[i] = i < old->n ? old->list[i] : value->list[i - old->n];
	value->list = list;
	value->n = n;
	value->text = join(ops, list, n);
}

static int
take_list(struct ops *ops, struct conf_value *value, const struct yaml *node)
{
	int err;

	if (node != NULL && node->type == YAML_SCALAR)
		value->text = node->text;
	if (value->text != NULL && has_commas(value->key)) {
		split(ops, value, ", \t");
	} else if (value->text != NULL && value->text[0] != '\0' &&
	    value->key->type == KEY_WORDS) {
		if (strpbrk(value->text, "'\"") != NULL)
			return fail_value(ops, node, "%s has quotes, and no "
			    "shell reads it; expected a list of its words: "
			    "[log, --where, 'command = init']", value->name);
		split(ops, value, " \t");
	} else if (node != NULL) {
		err = yaml_want_list(ops, node, value->name, &value->list,
		    &value->n);
		if (err != 0)
			return err;
	} else {
		const char **one = ARENA_NEW(ops->mem, const char *);

		*one = value->text;
		value->list = one;
		value->n = value->text[0] != '\0';
	}
	value->text = join(ops, value->list, value->n);
	if (value->n == 0 && value->key->type == KEY_WORDS)
		return fail_value(ops, node, "%s is empty; expected words",
		    value->name);
	return 0;
}

/* A section that two files of the book share: their items together. */
static int
join_sections(struct ops *ops, const struct conf_value *old,
    struct conf_value *value)
{
	const struct yaml *a = old->node, *b = value->node;
	struct yaml *both = ARENA_NEW(ops->mem, struct yaml);

	if (a->type != b->type)
		return yaml_fail(ops, b, "%s is a %s, but a %s at %s",
		    value->name, b->type == YAML_MAP ? "map" : "list",
		    a->type == YAML_MAP ? "map" : "list", old->origin);
	for (size_t i = 0; b->type == YAML_MAP && i < b->n; i++) {
		const struct yaml *key = b->item[i].key;
		const struct yaml *first = yaml_key(a, key->text);

		if (first != NULL)
			return yaml_fail(ops, key,
			    "%s: '%s' stands twice, first at %s:%d:%d",
			    value->name, yaml_shown(ops, key->text),
			    first->file, first->line, first->column);
	}
	*both = *a;
	both->n = a->n + b->n;
	both->item = ARENA_ARRAY(ops->mem, struct yaml_item, both->n);
	memcpy(both->item, a->item, a->n * sizeof *a->item);
	memcpy(both->item + a->n, b->item, b->n * sizeof *b->item);
	value->node = both;
	value->origin = old->origin;
	return 0;
}

static int
take_section(struct conf *conf, struct conf_value *value)
{
	const struct conf_value *old = map_get(&conf->value, value->name);
	int err;

	if (value->node->type == YAML_SCALAR)
		return yaml_fail(conf->ops, value->node,
		    "%s is '%s'; expected a map or a list", value->name,
		    yaml_shown(conf->ops, value->node->text));
	if (old != NULL && (err = join_sections(conf->ops, old, value)) != 0)
		return err;
	value->text = arena_printf(conf->ops->mem, "%zu %s", value->node->n,
	    value->node->n == 1 ? "entry" : "entries");
	return 0;
}

/* `node` is the value in a file; of -c it is NULL and value->text is set. */
static int
take(struct conf *conf, struct conf_value *value, const struct yaml *node)
{
	const struct conf_value *old = map_get(&conf->value, value->name);
	struct ops *ops = conf->ops;
	int err;

	switch (value->key->type) {
	case KEY_SECTION:
		err = take_section(conf, value);
		break;
	case KEY_LIST:
	case KEY_NAMES:
	case KEY_CUTS:
	case KEY_WORDS:
		err = take_list(ops, value, node);
		if (err == 0 && has_commas(value->key) &&
		    (value->n > 0 || value->key->type == KEY_CUTS))
			err = check_text(ops, value, node);
		if (err == 0 && old != NULL &&
		    (value->key->flags & KEY_ADDS) != 0)
			add_up(ops, value, old);
		break;
	default:
		err = node == NULL ? 0
		    : yaml_want_text(ops, node, value->name, &value->text);
		if (err == 0)
			err = check_text(ops, value, node);
	}
	if (err == 0)
		*map_put(&conf->value, value->name) = value;
	return err;
}

static int
check_seen(struct taking *taking, const struct key *key, const char *name,
    const struct yaml *node)
{
	void **place = map_put(&taking->seen, name);
	const struct yaml *first = *place;

	if (first != NULL && key->type != KEY_SECTION)
		return yaml_fail(taking->conf->ops, node,
		    "'%s' is set twice, first at %s:%d:%d", name, first->file,
		    first->line, first->column);
	memcpy(place, &node, sizeof node);
	return 0;
}

static int
take_node(struct taking *taking, const struct key *key, const char *name,
    const struct yaml_item *item)
{
	struct ops *ops = taking->conf->ops;
	const struct yaml *node = item->value;
	struct conf_value *value = ARENA_NEW(ops->mem, struct conf_value);
	int err;

	err = check_scope(ops, key, name, taking->scope, item->key);
	if (err != 0)
		return err;
	if (taking->included && (key->flags & KEY_MAIN) != 0)
		return yaml_fail(ops, item->key,
		    "'%s' in an included file; expected in ops.yaml only",
		    name);
	if ((err = check_seen(taking, key, name, item->key)) != 0)
		return err;
	if (key->type == KEY_SECTION &&
	    (yaml_is_empty(node) || (node->type != YAML_SCALAR && !node->n)))
		return 0;
	value->key = key;
	value->name = name;
	value->node = node;
	value->origin = arena_printf(ops->mem, "%s:%d:%d", node->file,
	    node->line, node->column);
	return take(taking->conf, value, node);
}

static int
take_map(struct taking *taking, const struct yaml *map, const char *prefix)
{
	struct ops *ops = taking->conf->ops;

	for (size_t i = 0; i < map->n; i++) {
		const struct yaml_item *item = &map->item[i];
		const char *name =
		    arena_printf(ops->mem, "%s%s", prefix, item->key->text);
		const struct key *key = key_find(name);
		int err = 0;

		/* `store` is a setting of its own and a group: store.wait. */
		if (item->value->type == YAML_MAP && key_is_prefix(name))
			err = take_map(taking, item->value,
			    arena_printf(ops->mem, "%s.", name));
		else if (key != NULL)
			err = take_node(taking, key, name, item);
		else if (!key_is_prefix(name) || !yaml_is_empty(item->value))
			err = fail_unknown(ops, item->key, name);
		if (err != 0)
			return err;
	}
	return 0;
}

int
conf_take_tree(struct taking *taking, const struct yaml *root)
{
	int err = yaml_want_map(taking->conf->ops, root, "the configuration");

	taking->seen.mem = taking->conf->ops->mem;
	return err != 0 ? err : take_map(taking, root, "");
}

int
conf_take_option(struct conf *conf, const char *option)
{
	struct ops *ops = conf->ops;
	struct conf_value *value = ARENA_NEW(ops->mem, struct conf_value);
	const char *equal = strchr(option, '=');
	int err;

	if (equal == NULL || equal == option)
		return fail(ops, OPS_USAGE, "-c '%s'; expected <key>=<value>",
		    yaml_shown(ops, option));
	value->name = arena_strndup(ops->mem, option, (size_t)(equal - option));
	value->text = equal + 1;
	value->origin = "-c";
	value->key = key_find(value->name);
	if (value->key == NULL)
		return fail_unknown(ops, NULL, value->name);
	err = check_scope(ops, value->key, value->name, KEY_HABIT, NULL);
	return err != 0 ? err : take(conf, value, NULL);
}

int
conf_check(struct ops *ops, const struct yaml *root, enum key_scope scope)
{
	struct taking taking = { .conf = conf_new(ops), .scope = scope };

	taking.included = scope == KEY_RULE && yaml_get(root, "ops") == NULL;
	return conf_take_tree(&taking, root);
}

const struct conf_value *
conf_value(const struct conf *conf, const char *name)
{
	const struct conf_value *value = map_get(&conf->value, name);

	if (value == NULL && key_find(name) == NULL)
		BUG("no setting has the name '%s'", name);
	return value;
}

/* The value of a setting that the table gives this type, or NULL. */
static const struct conf_value *
typed(const struct conf *conf, const char *name, enum key_type type)
{
	const struct conf_value *value = conf_value(conf, name);
	const struct key *key = value == NULL ? key_find(name) : value->key;

	if (key->type != type)
		BUG("the setting '%s' has another type", name);
	return value;
}

const char *
conf_text(const struct conf *conf, const char *name)
{
	const struct conf_value *value = conf_value(conf, name);

	return value == NULL ? NULL : value->text;
}

int64_t
conf_int(const struct conf *conf, const char *name)
{
	const struct conf_value *value = typed(conf, name, KEY_INT);

	return value == NULL ? NONE : value->number;
}

int64_t
conf_number(const struct conf *conf, const char *name)
{
	const struct conf_value *value = typed(conf, name, KEY_NUMBER);

	return value == NULL ? NONE : value->number;
}

int
conf_choice(const struct conf *conf, const char *name)
{
	const struct conf_value *value = typed(conf, name, KEY_CHOICE);

	return value == NULL ? -1 : (int)value->number;
}

int64_t
conf_seconds(const struct conf *conf, const char *name)
{
	const struct conf_value *value = typed(conf, name, KEY_SECONDS);

	return value == NULL ? NONE : value->number;
}

const char *const *
conf_list(const struct conf *conf, const char *name, size_t *n)
{
	const struct conf_value *value = conf_value(conf, name);

	*n = value == NULL ? 0 : value->n;
	return value == NULL ? NULL : value->list;
}

const struct yaml *
conf_section(const struct conf *conf, const char *name)
{
	const struct conf_value *value = typed(conf, name, KEY_SECTION);

	return value == NULL ? NULL : value->node;
}

int
conf_map(const struct conf *conf, const char *prefix,
    int (*each)(const struct conf_value *, void *), void *data)
{
	size_t len = strlen(prefix);
	int stop;

	for (size_t k = 0; k < keys_n; k++)
		for (size_t i = 0; i < conf->value.n; i++) {
			const struct conf_value *v = conf->value.pair[i].value;

			if (v->key != &keys[k] ||
			    (len > 0 &&
				(strncmp(v->name, prefix, len) != 0 ||
				    v->name[len] != '.')))
				continue;
			if ((stop = each(v, data)) != 0)
				return stop;
		}
	return 0;
}

int
conf_each(const struct conf *conf,
    int (*each)(const struct conf_value *, void *), void *data)
{
	return conf_map(conf, "", each, data);
}

const char *
conf_rules_text(const struct conf *conf, size_t *n)
{
	*n = conf->rules_n;
	return conf->rules;
}
