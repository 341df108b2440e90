/* The keys of --by: which columns a verb groups by, and which it shows. */
#include <string.h>

#include "cli/by.h"

int
by_read(struct call *c, const char *text, unsigned *chosen)
{
	const char *const *words = c->cmd->keys;

	*chosen = 0;
	if (strcmp(text, "all") == 0)
		return 0;
	while (*text != '\0') {
		size_t n, end = strcspn(text += strspn(text, " "), ",");
		int i;

		for (n = end; n > 0 && text[n - 1] == ' ';)
			n--;
		i = word_find(c->ops, words,
		    arena_strndup(c->ops->mem, text, n));
		if (i < 0) {
			c->ops->code = OPS_USAGE; /* there are no such keys */
			return fail_at(c->ops, "--by");
		}
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
by_one(struct call *c, unsigned chosen, int first, int *which)
{
	const char *const *words = c->cmd->keys;

	*which = -1;
	for (int i = first; words[i] != NULL; i++) {
		if (!(chosen >> i & 1))
			continue;
		if (*which >= 0)
			return fail(c->ops, OPS_USAGE, "--by: '%s' and '%s' do "
			    "not go together", words[first + *which], words[i]);
		*which = i - first;
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
