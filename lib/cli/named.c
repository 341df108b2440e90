/* Settings that have words of the tables in their names. */
#include <string.h>

#include "base/str.h"
#include "cli/cmd.h"
#include "cli/named.h"
#include "conf/conf.h"
#include "ledger/number.h"
#include "ledger/record.h"

static const char *
field_at(size_t i, const void *fields)
{
	return ((const struct field *)fields)[i].name;
}

static const char *
path_at(size_t i, const void *commands)
{
	return ((const struct cmd *const *)commands)[i]->path;
}

static const char *
noun_at(size_t i, const void *ledgers)
{
	return number_noun(((const struct ledger *const *)ledgers)[i]);
}

/* The command of this path; else NULL, and *near may be meant. */
static const struct cmd *
command(const char *path, const char **near)
{
	size_t n = 0;

	for (; all_commands[n] != NULL; n++)
		if (strcmp(all_commands[n]->path, path) == 0)
			return all_commands[n];
	*near = text_nearest(path, n, path_at, all_commands);
	return NULL;
}

/* "'stok receive' is not a command (did you mean 'stock receive'?)" */
static int
unknown(struct ops *ops, const struct conf_value *v, const char *word,
    const char *what, const char *near)
{
	if (near == NULL)
		return fail(ops, OPS_CONFIG, "%s: %s: '%s' is not %s",
		    v->origin, v->name, word, what);
	return fail(ops, OPS_CONFIG, "%s: %s: '%s' is not %s (did you mean "
	    "'%s'?)", v->origin, v->name, word, what, near);
}

static int
check_default(const struct conf_value *v, void *data)
{
	struct ops *ops = data;
	char *path = arena_strdup(ops->mem, v->name + sizeof "defaults");
	char *name = strrchr(path, '.');
	const char *near = NULL;
	const struct cmd *cmd;
	size_t n = 0;

	if (name != NULL)
		*name++ = '\0';
	for (char *p = path; *p != '\0'; p++)
		if (*p == '.')
			*p = ' ';
	cmd = command(path, &near);
	if (cmd == NULL || name == NULL)
		return unknown(ops, v, path, "a command", near);
	for (const struct field *f = cmd->fields; f && f->name; f++, n++)
		if (strcmp(f->name, name) == 0 && !(f->flags & FIELD_OPTION))
			return 0;
	return unknown(ops, v, name,
	    arena_printf(ops->mem, "a field of '%s'", path),
	    text_nearest(name, n, field_at, cmd->fields));
}

static int
check_numbering(const struct conf_value *v, void *data)
{
	const char *noun = v->name + sizeof "numbering";
	size_t n = 0;

	for (; all_ledgers[n] != NULL; n++)
		if (strcmp(number_noun(all_ledgers[n]), noun) == 0)
			return 0;
	return unknown(data, v, noun, "what the book has records of",
	    text_nearest(noun, n, noun_at, all_ledgers));
}

int
named_check(struct ops *ops)
{
	int err = 0;

	if (ops->conf != NULL)
		err = conf_map(ops->conf, "defaults", check_default, ops);
	if (ops->conf != NULL && err == 0)
		err = conf_map(ops->conf, "numbering", check_numbering, ops);
	return err;
}

int
named_check_one(struct ops *ops, const char *name)
{
	struct conf_value v = { .name = name, .origin = "key" };

	if (text_starts(name, "defaults."))
		return check_default(&v, ops);
	if (text_starts(name, "numbering."))
		return check_numbering(&v, ops);
	return 0;
}
