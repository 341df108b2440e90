/* ops config set: change one setting where it stands. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/hooks.h"
#include "cli/named.h"
#include "cli/output.h"
#include "cli/usage.h"
#include "conf/set.h"
#include "config.h"

struct set {
	const char *key, *value;
};

static const struct field fields[] = {
	{ "key", 0, &kind_setting, AT_TEXT(struct set, key),
	    FIELD_REQUIRED | FIELD_ARG, "the setting's name" },
	{ "value", 0, &kind_text, AT_TEXT(struct set, value),
	    FIELD_REQUIRED | FIELD_ARG, "its new value" },
	{ NULL },
};

static const struct column columns[] = {
	{ "key", TYPE_CODE, 0, "the setting's name" },
	{ "value", TYPE_TEXT, COL_WIDE, "its value now" },
	{ "file", TYPE_TEXT, 0, "where it stands" },
	{ NULL },
};

/* A rule that an included file sets is changed there. */
static int
file_of_rule(struct call *c, const char *key, const char **path)
{
	const struct conf_value *v;
	int err = call_find_book(c, BOOK_NEEDED);

	if (err == 0)
		err = book_settings(c->ops, c->settings, c->n_settings,
		    c->folder);
	if (err != 0)
		return err;
	v = conf_value(c->ops->conf, key);
	*path = v != NULL && v->node != NULL ? v->node->file
	    : arena_printf(c->ops->keep, "%s/ops.yaml", c->folder);
	return 0;
}

static int
file_of_habit(struct call *c, const char **path)
{
	*path = book_user_config(c->ops);
	if (*path != NULL)
		return 0;
	return fail(c->ops, OPS_CANTCREAT, "there is no place for your "
	    "config.yaml: expected HOME or XDG_CONFIG_HOME to name a folder");
}

/* A map or a list is edited by hand: where? */
static int
refuse_section(struct call *c, const char *key, const char *path)
{
	const struct conf_value *v = conf_value(c->ops->conf, key);

	if (v != NULL)
		return fail(c->ops, OPS_DATA,
		    "%s: '%s' is a section: edit it there", v->origin, key);
	return fail(c->ops, OPS_DATA,
	    "%s: '%s' is a section: add it there by hand", path, key);
}

/* The section that a name without a setting of its own is in, or NULL. */
static const char *
section_of(struct call *c, const char *name)
{
	char *above = arena_strdup(c->ops->mem, name), *dot;

	while ((dot = strrchr(above, '.')) != NULL) {
		const struct key *key;

		*dot = '\0';
		key = key_find(above);
		if (key != NULL && key->type == KEY_SECTION)
			return above;
	}
	return NULL;
}

/* What the book is made of has to be there, or nothing finds it again. */
static int
check_part(struct call *c, const char *key, const char *value)
{
	if (strcmp(key, "include") == 0)
		return book_check_include(c->ops, c->settings, c->n_settings,
		    c->folder, value);
	if (strcmp(key, "store") != 0 ||
	    access(book_path(c->ops, c->folder, value), F_OK) == 0)
		return 0;
	return fail(c->ops, OPS_NOINPUT, "store is '%s'; cannot be opened: %s",
	    value, strerror(errno));
}

struct answer {
	struct call *call;
	const struct set *want;
	const char *path;
};

/* Said before it is done: what could not be said is not done. */
static int
print(void *data)
{
	const struct answer *a = data;
	struct call *c = a->call;
	struct cell cells[3] = { cell_text(a->want->key),
		cell_text(a->want->value), cell_text(a->path) };
	int err = call_one_row(c, columns, 3, cells);

	return err != 0 ? err : output_settle(c);
}

static int
run(struct call *c)
{
	struct set want = { NULL, NULL };
	struct answer answer = { .call = c, .want = &want };
	const struct key *key;
	const char *path, *section;
	int err = fill_record(c, &want);

	if (err != 0)
		return err;
	key = key_find(want.key);
	section = key == NULL ? section_of(c, want.key) : NULL;
	if (section != NULL)
		key = key_find(want.key = section);
	if (key == NULL)
		return conf_unknown(c->ops, want.key);
	if (text_starts(want.key, "alias.") &&
	    cmd_begins(want.key + strlen("alias.")))
		return fail(c->ops, OPS_CONFIG,
		    "'%s' would hide 'ops %s': expected another name", want.key,
		    want.key + strlen("alias."));
	err = named_check_one(c->ops, want.key);
	if (err != 0)
		return err;
	err = key->scope == KEY_RULE ? file_of_rule(c, want.key, &path) :
				       file_of_habit(c, &path);
	if (err == 0 && key->type == KEY_SECTION)
		err = refuse_section(c, want.key, path);
	if (err == 0)
		err = hooks_check_one(c, want.key, want.value);
	if (err == 0)
		err = check_part(c, want.key, want.value);
	if (err == 0)
		answer.path = path;
	if (err == 0)
		err = conf_set(c->ops, path, key->scope, want.key, want.value,
		    print, &answer);
	return err;
}

static const struct example examples[] = {
	{ "let stock become negative, with a warning",
	    "ops config set stock.negative warn" },
	{ NULL },
};

const struct cmd cmd_book_config_set = {
	.path = "config set",
	.brief = "change a setting where it stands",
	.about = "Rules are changed in the book's ops.yaml, habits in your "
		 "config.yaml; every other byte of the file stays as it is. "
		 "What is more than one text (a list, people, imports) is "
		 "edited by hand: the message says which line.",
	.prints = PRINTS_RELATION,
	.needs = NEED_NOTHING,
	.fields = fields,
	.size = sizeof(struct set),
	.columns = columns,
	.examples = examples,
	.run = run,
};
