/* Shortcuts, alias.<name> of a person's settings: words, never a shell line. */
#include <string.h>

#include "base/str.h"
#include "cli/alias.h"
#include "cli/usage.h"

enum { ALIAS_DEPTH = 32, PREFIX = sizeof "alias." - 1 };

const struct conf_value *
alias_find(const struct ops *ops, const char *name)
{
	const char *full = arena_printf(ops->mem, "alias.%s", name);

	if (ops->conf == NULL || key_find(full) == NULL)
		return NULL;
	return conf_value(ops->conf, full);
}

static int
wrong(struct ops *ops, const struct conf_value *v, const char *why)
{
	return fail(ops, OPS_CONFIG, "%s: %s %s", v->origin, v->name, why);
}

/* The words of the shortcut, and behind them those after the first. */
static int
replace(struct ops *ops, const struct conf_value *v, int *argc, char ***argv)
{
	size_t rest = (size_t)*argc - 1;
	char **words = ARENA_ARRAY(ops->keep, char *, v->n + rest + 1);

	if (v->n == 0)
		return wrong(ops, v,
		    "stands for nothing: expected the words of a command");
	if (v->list[0][0] == '-')
		return wrong(ops, v,
		    "begins with an option: expected the words of a command");
	for (size_t i = 0; i < v->n; i++)
		words[i] = arena_strdup(ops->keep, v->list[i]);
	memcpy(words + v->n, *argv + 1, rest * sizeof *words);
	words[v->n + rest] = NULL;
	*argc = (int)(v->n + rest);
	*argv = words;
	return 0;
}

int
alias_expand(struct ops *ops, int *argc, char ***argv)
{
	const struct conf_value *met[ALIAS_DEPTH], *v;
	int n = 0, err;

	while (*argc > 0 && (v = alias_find(ops, (*argv)[0])) != NULL) {
		for (int i = 0; i < n; i++)
			if (met[i] == v)
				return wrong(ops, v, "leads back to itself");
		if (n == ALIAS_DEPTH)
			return wrong(ops, v, "stands behind too many others");
		met[n++] = v;
		if ((err = replace(ops, v, argc, argv)) != 0)
			return err;
	}
	return 0;
}

static int
check(const struct conf_value *v, void *data)
{
	const char *name = v->name + PREFIX;

	if (!cmd_begins(name))
		return 0;
	return fail(data, OPS_CONFIG,
	    "%s: %s would hide 'ops %s': expected another name", v->origin,
	    v->name, name);
}

int
alias_check(struct ops *ops)
{
	return ops->conf == NULL ? 0 : conf_map(ops->conf, "alias", check, ops);
}

struct telling {
	void (*each)(void *, const char *, const char *);
	void *data;
};

static int
tell(const struct conf_value *v, void *data)
{
	const struct telling *t = data;
	struct str words = STR_INIT;

	if (cmd_begins(v->name + PREFIX))
		return 0;
	for (size_t i = 0; i < v->n; i++)
		str_addf(&words, "%s%s", i > 0 ? " " : "", v->list[i]);
	t->each(t->data, v->name + PREFIX, words.p);
	str_free(&words);
	return 0;
}

void
alias_each(const struct ops *ops,
    void (*each)(void *, const char *, const char *), void *data)
{
	struct telling t = { each, data };

	if (ops->conf != NULL)
		conf_map(ops->conf, "alias", tell, &t);
}
