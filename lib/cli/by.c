/* The keys of --by: which columns a verb groups by, and which it shows. */
#include <string.h>

#include "cli/by.h"

/* "item, site or lot", in ops->mem. */
static const char *
in_words(struct ops *ops, const char *const *words)
{
	const char *text = words[0];

	for (size_t i = 1; words[i] != NULL; i++)
		text = arena_printf(ops->mem, "%s%s%s", text,
		    words[i + 1] == NULL ? " or " : ", ", words[i]);
	return text;
}

int
by_read(struct call *c, const char *text, unsigned *chosen)
{
	const char *const *words = c->cmd->keys;

	*chosen = 0;
	if (strcmp(text, "all") == 0)
		return 0;
	while (*text != '\0') {
		size_t n, i, end = strcspn(text += strspn(text, " "), ",");

		for (n = end; n > 0 && text[n - 1] == ' ';)
			n--;
		for (i = 0; words[i] != NULL; i++)
			if (strlen(words[i]) == n &&
			    memcmp(words[i], text, n) == 0)
				break;
		if (words[i] == NULL)
			return fail(c->ops, OPS_USAGE,
			    "--by: '%.*s' is wrong: expected %s", (int)n, text,
			    in_words(c->ops, words));
		if (*chosen >> i & 1)
			return fail(c->ops, OPS_USAGE, "--by: '%s' stands "
			    "twice", words[i]);
		*chosen |= 1U << i;
		text += end;
		text += *text == ',';
	}
	return 0;
}

int
shown_begin(const struct shown *s)
{
	struct column *cols = ARENA_ARRAY(s->call->ops->keep, struct column,
	    s->n);
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->bits >> i & 1)
			cols[n++] = s->cols[i];
	return call_begin(s->call, cols, n);
}

int
shown_row(const struct shown *s, const struct cell *all)
{
	struct cell cells[SHOWN_MAX];
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->bits >> i & 1)
			cells[n++] = all[i];
	return call_row(s->call, cells);
}
