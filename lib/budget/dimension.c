/* Dimensions: the further axes of a budget, cost centre or project. */
#include <string.h>

#include "budget/dimension.h"
#include "conf/conf.h"

/* The value of "axis=value,..." and its length, or NULL. */
static const char *
find(const char *text, const char *axis, size_t *n)
{
	size_t len = strlen(axis);

	while (text != NULL) {
		if (strncmp(text, axis, len) == 0 && text[len] == '=') {
			*n = strcspn(text + len + 1, ",");
			return text + len + 1;
		}
		text = strchr(text, ',');
		if (text != NULL)
			text++;
	}
	return NULL;
}

int
dimension_has(const char *canonical, const char *part)
{
	size_t n = strlen(part);

	while (canonical != NULL) {
		if (strncmp(canonical, part, n) == 0 &&
		    (canonical[n] == ',' || canonical[n] == '\0'))
			return 1;
		canonical = strchr(canonical, ',');
		if (canonical != NULL)
			canonical++;
	}
	return 0;
}

static int
wrong(struct ops *ops, const char *text, const struct conf_value *axes)
{
	if (axes == NULL)
		return fail(ops, OPS_DATA, "'%s' is wrong: the setting "
		    "budget.dimensions names no further axes", text);
	return fail(ops, OPS_DATA,
	    "'%s' is wrong: expected name=value,... of %s", text, axes->text);
}

int
dimension_read(struct ops *ops, const char *text, const char **canonical)
{
	const struct conf_value *axes =
	    conf_value(ops->conf, "budget.dimensions");
	size_t parts = 1, found = 0, n;
	const char *out = NULL;

	for (const char *p = text; *p != '\0'; p++)
		parts += *p == ',';
	for (size_t i = 0; axes != NULL && i < axes->n; i++) {
		const char *value = find(text, axes->list[i], &n);

		if (value == NULL || n == 0)
			continue;
		found++;
		out = arena_printf(ops->mem, "%s%s%s=%.*s",
		    out == NULL ? "" : out, out == NULL ? "" : ",",
		    axes->list[i], (int)n, value);
	}
	if (found != parts)
		return wrong(ops, text, axes);
	*canonical = out;
	return 0;
}
