/* Options named like columns: what their values may be. */
#include <string.h>

#include "cli/cmd.h"

int
takes_filters(const struct cmd *cmd)
{
	return (cmd->needs & NEED_WRITE) == 0;
}

/* The value that is meant is what the kind makes a text of, if it does. */
static int
check_value(struct call *c, const struct column *k, const char **value)
{
	const struct field f = { .name = k->name, .kind = k->kind };
	const char *meant = NULL;
	int err;

	if (k->kind->store != STORE_TEXT)
		BUG("the filter %s is no text", k->name);
	err = fill_value(c, &f, *value, strlen(*value), &meant);
	if (err == 0 && meant != NULL)
		*value = arena_strdup(c->ops->keep, meant);
	return err;
}

static int
check_filter(struct call *c, const struct column *k, struct filter *f)
{
	const char **value = ARENA_ARRAY(c->ops->keep, const char *, f->n);
	int err = 0;

	for (size_t i = 0; err == 0 && i < f->n; i++) {
		value[i] = f->values[i];
		err = check_value(c, k, &value[i]);
	}
	f->values = value;
	return err;
}

int
filters_check(struct call *c)
{
	struct filter *f;
	int err = 0;

	VEC_EACH(&c->filters, f)
		for (const struct column *k = c->cmd->columns; k->name; k++)
			if (err == 0 && k->kind != NULL &&
			    strcmp(k->name, f->column) == 0)
				err = check_filter(c, k, f);
	return err;
}
