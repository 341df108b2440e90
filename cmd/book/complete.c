/* ops complete: what may stand where the cursor is; for the shells. */
#include <string.h>

#include "cli/complete.h"

struct complete {
	struct texts words;
};

static const struct field fields[] = {
	{ "words", 0, &kind_texts, AT_TEXTS(struct complete, words), FIELD_ARG,
	    "the words so far, the last one may be empty" },
	{ NULL },
};

/* The words as they were typed: the last one may be empty. */
static int
run(struct call *c)
{
	const char **words =
	    ARENA_ARRAY(c->ops->keep, const char *, c->given.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < c->given.n; i++)
		if (!c->given.v[i].common)
			words[n++] = c->given.v[i].text;
	complete_words(c, words, n);
	return 0;
}

const struct cmd cmd_book_complete = {
	.path = "complete",
	.brief = "say what may be typed next",
	.prints = PRINTS_DOCUMENT,
	.needs = HIDDEN | OWN_PAGER,
	.fields = fields,
	.size = sizeof(struct complete),
	.run = run,
};
