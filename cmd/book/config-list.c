/* ops config list: the settings in force, each with where it stands. */
#include <string.h>

#include "base/str.h"
#include "config.h"

static const char *const scopes[] = { "rule", "habit", NULL };

static int
parse_setting(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	(void)f;
	*(const char **)at = arena_strndup(c->ops->keep, text, n);
	return 0;
}

static int
complete_setting(struct call *c, const char *prefix)
{
	for (size_t i = 0; i < keys_n; i++) {
		size_t n = strcspn(keys[i].name, "*");

		if (text_starts(keys[i].name, prefix) &&
		    keys[i].name[n] == '\0')
			call_candidate(c, keys[i].name, keys[i].help);
	}
	return 0;
}

const struct kind kind_setting = { .name = "key",
	.store = STORE_TEXT,
	.accepts = "the name of a setting: stock.negative, alias.low",
	.parse = parse_setting,
	.complete = complete_setting };

static int
parse_known_setting(struct call *c, const struct field *f, const char *text,
    size_t n, void *at)
{
	const char *near;

	if (key_find(text) != NULL)
		return parse_setting(c, f, text, n, at);
	near = key_nearest(c->ops, text);
	if (near == NULL)
		return fail(c->ops, OPS_DATA, "'%s' is no setting", text);
	return fail(c->ops, OPS_DATA,
	    "'%s' is no setting (did you mean '%s'?)", text, near);
}

static const struct kind kind_known_setting = { .name = "key",
	.store = STORE_TEXT,
	.parse = parse_known_setting,
	.complete = complete_setting };

static const struct kind kind_scope = { .name = "scope", .words = scopes };

static const struct column config_columns[] = {
	{ "key", TYPE_CODE, COL_FILTER, "the setting's name",
	    &kind_known_setting },
	{ "value", TYPE_TEXT, COL_WIDE, "its value; a list with commas" },
	{ "scope", TYPE_CODE, COL_FILTER,
	    "rule: of the book; habit: of a person or machine",
	    &kind_scope },
	{ "origin", TYPE_TEXT, 0, "file, line and column; -c; default" },
	{ NULL },
};

struct list {
	int all, origin;
};

static const struct field fields[] = {
	{ "all", 'a', &kind_flag, AT_FLAG(struct list, all), 0,
	    "also the settings that have no value" },
	{ "show_origin", 0, &kind_flag, AT_FLAG(struct list, origin), 0,
	    "taken as git takes it: the origin is always shown" },
	{ NULL },
};

static int
print(const struct conf_value *v, void *data)
{
	struct cell cells[4] = { cell_text(v->name), cell_text(v->text),
		cell_text(scopes[v->key->scope]), cell_text(v->origin) };

	return call_row(data, cells);
}

int
config_value_row(struct call *c, const struct conf_value *v)
{
	int err = call_begin(c, config_columns, 4);

	if (err == 0)
		err = print(v, c);
	return err < 0 ? err : sink_end(c->out);
}

static int
not_here(const struct conf_value *v, void *data)
{
	(void)v;
	(void)data;
	return 1;
}

/* Those that are not set, each group's after its own that are. */
static int
print_unset(struct call *c, const struct key *key)
{
	const char *star = strchr(key->name, '*');
	struct cell cells[4] = { cell_text(key->name), CELL_MISSING,
		cell_text(scopes[key->scope]), CELL_MISSING };
	const char *group;

	if (star == NULL)
		return conf_value(c->ops->conf, key->name) != NULL ? 0
		    : call_row(c, cells);
	group = arena_strndup(c->ops->mem, key->name,
	    (size_t)(star - key->name) - 1);
	return conf_map(c->ops->conf, group, not_here, NULL) ? 0
	    : call_row(c, cells);
}

static int
run(struct call *c)
{
	struct list want = { 0 };
	int err = fill_given(c, &want, NULL);

	if (err == 0)
		err = call_begin(c, config_columns, 4);
	if (err == 0)
		err = conf_each(c->ops->conf, print, c);
	for (size_t i = 0; want.all && err == 0 && i < keys_n; i++)
		err = print_unset(c, &keys[i]);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "which settings are in force, and where each comes from",
	    "ops config list --show-origin" },
	{ "the rules under which an entry was posted",
	    "ops config list --scope rule --known-at @3" },
	{ "the rules of this book", "ops config list --scope rule" },
	{ NULL },
};

const struct cmd cmd_book_config_list = {
	.path = "config list",
	.brief = "list the settings in force",
	.about = "Rules stand in the book's ops.yaml and the files it "
		 "includes; habits in /etc/ops.yaml, in your config.yaml and "
		 "behind -c, of which the last one counts. With "
		 "--known-at the rules are those of then. ops-config(5) "
		 "describes each setting.",
	.prints = PRINTS_RELATION,
	.needs = WANTS_RULES | TAKES_KNOWN,
	.fields = fields,
	.size = sizeof(struct list),
	.columns = config_columns,
	.examples = examples,
	.run = run,
};
