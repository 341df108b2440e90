/* A list of columns as it was typed, and where each is found. */
#include <string.h>

#include "base/vec.h"
#include "io/choice.h"
#include "io/steps.h"

int
choice_parse(struct ops *ops, const char *spec, int has_minus,
    struct choice *choice)
{
	const char *end;

	for (;; spec = end + 1) {
		size_t n;
		int down = 0;
		char *name;
		struct chosen *chosen;

		spec += strspn(spec, " ");
		if (has_minus && *spec == '-') {
			down = 1;
			spec++;
		}
		end = spec + strcspn(spec, ",");
		for (n = (size_t)(end - spec); n > 0 && spec[n - 1] == ' ';)
			n--;
		name = arena_strndup(ops->mem, spec, n);
		if (n == 0)
			return fail(ops, OPS_USAGE, "%s: a name is missing: "
			    "expected columns such as item,date",
			    choice->option);
		chosen = VEC_ADD(ops->mem, choice);
		chosen->name = name;
		chosen->down = down;
		if (*end == '\0')
			return 0;
	}
}

/* Whether one of the first n chosen columns is this one. */
static int
is_chosen(const struct choice *choice, size_t n, int column)
{
	for (size_t i = 0; i < n; i++) {
		if (choice->v[i].column == (size_t)column)
			return 1;
	}
	return 0;
}

int
choice_bind(struct ops *ops, struct choice *choice, const struct column *cols,
    size_t n)
{
	for (size_t i = 0; i < choice->n; i++) {
		const char *name = choice->v[i].name;
		int found = column_find(cols, n, name);

		if (found < 0) {
			column_unknown(ops, cols, n, name);
			return fail_at(ops, "%s", choice->option);
		}
		if (is_chosen(choice, i, found))
			return fail(ops, OPS_USAGE, "%s: '%s' stands twice",
			    choice->option, name);
		choice->v[i].column = (size_t)found;
	}
	return 0;
}
