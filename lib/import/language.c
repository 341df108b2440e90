/* The fields of a mapping, its table of conditions, and what it makes. */
#include <string.h>

#include "base/str.h"
#include "import/language.h"
#include "ledger/ledger.h"

int
field_is_date(const struct field *f)
{
	return f->kind == &kind_time || f->kind == &kind_day;
}

static const char *
field_name_at(size_t i, const void *data)
{
	return ((const struct field *)data)[i].name;
}

static int
find_field(struct ops *ops, const struct cmd *cmd, const struct yaml *key,
    const struct field **out)
{
	const char *near;
	size_t n = 0;

	for (const struct field *f = cmd->fields; f->name != NULL; f++, n++)
		if (strcmp(f->name, key->text) == 0 &&
		    !(f->flags & FIELD_OPTION) &&
		    f->kind->store != STORE_TEXTS) {
			*out = f;
			return 0;
		} else if (strcmp(f->name, key->text) == 0) {
			return yaml_fail(ops, key, "'%s' is an option of "
			    "'ops %s', not a column: no mapping gives it",
			    f->name, cmd->path);
		}
	near = text_nearest(key->text, n, field_name_at, cmd->fields);
	return yaml_fail(ops, key, "'%s' is not a field of 'ops %s'%s%s%s",
	    yaml_shown(ops, key->text), cmd->path,
	    near == NULL ? "" : " (did you mean '", near == NULL ? "" : near,
	    near == NULL ? "" : "'?)");
}

/* The place of a field among the columns that the mapping gives. */
static size_t
slot_of(struct mapping *m, const struct field *f)
{
	size_t i = 0;

	while (i < m->n && m->column[i] != f->name)
		i++;
	if (i == m->n && m->n < FIELDS_MAX)
		m->column[m->n++] = f->name;
	return i;
}

static int
read_map(struct ops *ops, struct worth *w, const struct yaml *map)
{
	int err = yaml_want_map(ops, map, "map");

	w->map = ARENA_NEW(ops->keep, struct map);
	w->map->mem = ops->keep;
	for (size_t i = 0; err == 0 && i < map->n; i++) {
		const struct yaml *node = map->item[i].value;
		const char *key = map->item[i].key->text;

		if (node->type != YAML_SCALAR)
			return yaml_fail(ops, node,
			    "map: expected a text for '%s'", key);
		if (strcmp(key, "*") == 0)
			w->other = node->text;
		else
			*map_put(w->map, key) =
			    arena_strdup(ops->keep, node->text);
	}
	return err;
}

static int
read_uses(struct ops *ops, struct worth *w, const struct yaml *node)
{
	const char *const *name;
	int err = yaml_want_list(ops, node, "column", &name, &w->n);

	if (err == 0 && w->n == 0)
		return yaml_fail(ops, node, "column: expected a name");
	w->sort = WORTH_COLUMN;
	w->use = ARENA_ARRAY(ops->keep, struct column_use, w->n + 1);
	for (size_t i = 0; err == 0 && i < w->n; i++)
		w->use[i] = (struct column_use){ name[i], node, 0 };
	return err;
}

static int
read_in_out(struct ops *ops, struct worth *w, const struct yaml *map)
{
	static const char *const sides[2] = { "in", "out" };
	int err = 0;

	w->sort = WORTH_IN_OUT;
	w->use = ARENA_ARRAY(ops->keep, struct column_use, 2);
	w->n = 2;
	for (size_t i = 0; err == 0 && i < 2; i++) {
		w->use[i].node = yaml_get(map, sides[i]);
		if (w->use[i].node == NULL)
			return yaml_fail(ops, map,
			    "'in' and 'out' go together: '%s' is missing",
			    sides[i]);
		err = yaml_want_text(ops, w->use[i].node, sides[i],
		    &w->use[i].name);
	}
	return err;
}

static int
read_part(struct ops *ops, struct worth *w, const char *key,
    const struct yaml *node)
{
	if (strcmp(key, "column") == 0)
		return read_uses(ops, w, node);
	if (strcmp(key, "map") == 0)
		return read_map(ops, w, node);
	if (strcmp(key, "join") == 0 || strcmp(key, "default") == 0) {
		if (node->type != YAML_SCALAR)
			return yaml_fail(ops, node, "%s: expected a text", key);
		*(key[0] == 'j' ? &w->join : &w->otherwise) = node->text;
		return 0;
	}
	if (strcmp(key, "absolute") == 0) {
		if (!w->field->kind->number)
			return yaml_fail(ops, node,
			    "absolute: '%s' is no number", w->field->name);
		return language_yes(ops, node, key, &w->absolute);
	}
	if (strcmp(key, "format") == 0) {
		if (!field_is_date(w->field))
			return yaml_fail(ops, node, "format: '%s' is no date",
			    w->field->name);
		return language_forms(ops, node, key, &w->form, &w->forms);
	}
	return 0; /* in and out were read */
}

/* A text is a constant; a map says which column, and how it is read. */
static int
read_worth(struct ops *ops, struct mapping *m, struct worth *w,
    const struct yaml *node)
{
	const char *what = w->field->name;
	int column, sums, err = 0;

	w->join = " ";
	if (field_is_date(w->field)) {
		w->form = m->form;
		w->forms = m->forms;
	}
	if (node->type == YAML_SCALAR) {
		w->text = node->text[0] == '\0' ? NULL : node->text;
		return 0;
	}
	if (node->type == YAML_LIST)
		return yaml_fail(ops, node,
		    "%s: expected a text, or a map such as { column: Name }",
		    what);
	err = yaml_want_keys(ops, node, what,
	    "column in out map join default absolute format");
	if (err != 0)
		return err;
	column = yaml_get(node, "column") != NULL;
	sums = yaml_get(node, "in") != NULL || yaml_get(node, "out") != NULL;
	if (column == sums)
		return yaml_fail(ops, node,
		    "%s: expected either 'column', or 'in' and 'out'", what);
	if (sums && !w->field->kind->number)
		return yaml_fail(ops, node, "in: '%s' is no number", what);
	if (sums)
		err = read_in_out(ops, w, node);
	for (size_t i = 0; err == 0 && i < node->n; i++)
		err = read_part(ops, w, node->item[i].key->text,
		    node->item[i].value);
	return err;
}

static int
read_worths(struct ops *ops, struct mapping *m, const struct cmd *cmd,
    const struct yaml *map, const char *what, struct worths *list)
{
	int err = yaml_want_map(ops, map, what);

	for (size_t i = 0; err == 0 && i < map->n; i++) {
		struct worth *w = VEC_ADD(ops->keep, list);

		err = find_field(ops, cmd, map->item[i].key, &w->field);
		if (err == 0)
			err = read_worth(ops, m, w, map->item[i].value);
	}
	return err;
}

/* The fields of the verb: each has a place in the rows. */
static int
read_fields(struct ops *ops, struct mapping *m, const struct yaml *map,
    struct worths *list)
{
	struct worth *w;
	int err = read_worths(ops, m, m->cmd, map, "fields", list);

	if (err == 0)
		VEC_EACH(list, w)
			w->slot = slot_of(m, w->field);
	return err;
}

int
language_fields(struct ops *ops, struct mapping *m, const struct yaml *map)
{
	return read_fields(ops, m, map, &m->fields);
}

/* ---- conditions ---- */

static int
read_when(struct ops *ops, struct mapping *m, struct when *w,
    const struct yaml *map)
{
	const struct yaml *match, *fields, *skip;
	int err = yaml_want_keys(ops, map, "when", "match fields skip");

	if (err != 0)
		return err;
	match = yaml_get(map, "match");
	fields = yaml_get(map, "fields");
	skip = yaml_get(map, "skip");
	if ((fields == NULL) == (skip == NULL))
		return yaml_fail(ops, map,
		    "when: expected either 'fields' or 'skip'");
	if (match != NULL)
		err = condition_read(ops, match, &w->match);
	if (err == 0 && skip != NULL)
		return yaml_want_text(ops, skip, "skip", &w->skip);
	if (err == 0)
		err = read_fields(ops, m, fields, &w->fields);
	for (size_t i = 0; err == 0 && i < w->fields.n; i++)
		w->sets |= UINT64_C(1) << w->fields.v[i].slot;
	return err;
}

int
language_when(struct ops *ops, struct mapping *m, const struct yaml *list)
{
	int err = 0;

	if (yaml_is_empty(list))
		return 0;
	if (list->type != YAML_LIST)
		return yaml_fail(ops, list, "when: expected a list");
	for (size_t i = 0; err == 0 && i < list->n; i++)
		err = read_when(ops, m, VEC_ADD(ops->keep, &m->when),
		    list->item[i].value);
	return err;
}

/* ---- what is made where it is not known ---- */

/* "stock move" and the field's kind "item" give "stock item add". */
static const struct cmd *
maker_of(struct ops *ops, const struct mapping *m, const struct field *f)
{
	int group = (int)strcspn(m->cmd->path, " ");
	const char *path[2];

	path[0] = arena_printf(ops->mem, "%.*s %s add", group, m->cmd->path,
	    f->kind->name);
	path[1] = arena_printf(ops->mem, "%s add", f->kind->name);
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; all_commands[i] != NULL; i++)
			if (strcmp(all_commands[i]->path, path[k]) == 0)
				return all_commands[i];
	return NULL;
}

static int
read_make(struct ops *ops, struct mapping *m, struct make *make,
    const struct yaml_item *item)
{
	int err = find_field(ops, m->cmd, item->key, &make->field);

	if (err != 0)
		return err;
	make->cmd = maker_of(ops, m, make->field);
	make->known.mem = ops->keep;
	make->slot = slot_of(m, make->field);
	if (make->cmd == NULL || make->cmd->posts == NULL ||
	    make->cmd->posts->sort != LEDGER_RECORD ||
	    make->cmd->record == NULL)
		return yaml_fail(ops, item->key,
		    "create: nothing can be made for '%s'", item->key->text);
	for (make->key = make->cmd->fields; make->key->name; make->key++)
		if (make->key->flags & FIELD_REQUIRED)
			break;
	return read_worths(ops, m, make->cmd, item->value, "create",
	    &make->fields);
}

int
language_create(struct ops *ops, struct mapping *m, const struct yaml *map)
{
	int err = yaml_want_map(ops, map, "create");

	for (size_t i = 0; err == 0 && i < map->n; i++)
		err = read_make(ops, m, VEC_ADD(ops->keep, &m->makes),
		    &map->item[i]);
	return err;
}
