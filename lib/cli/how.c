/* `ops help how`: finding a command by the work it is for. */
#include <ctype.h>
#include <string.h>

#include "base/vec.h"
#include "cli/help.h"

struct hit {
	const struct example *example;
	const struct cmd *cmd;
	int rank;
	size_t order;
};

/* Where `word` stands in the text, case ignored: 2 a word's start, 1, 0. */
static int
stands_in(const char *text, const char *word)
{
	size_t n = strlen(word);
	int best = 0;

	for (const char *p = text; *p != '\0'; p++) {
		size_t i = 0;

		while (i < n &&
		    tolower((unsigned char)p[i]) ==
			tolower((unsigned char)word[i]))
			i++;
		if (i == n && (p == text || !isalnum((unsigned char)p[-1])))
			return 2;
		if (i == n)
			best = 1;
	}
	return best;
}

/* 0 where a word is in none of the texts. */
static int
rank(const struct example *e, const struct cmd *cmd, const char *const *words,
    size_t n)
{
	int sum = 1;

	for (size_t i = 0; i < n; i++) {
		int task = stands_in(e->task, words[i]);
		int line = stands_in(e->line, words[i]);
		int about = stands_in(cmd->brief, words[i]);

		if (e->words != NULL && stands_in(e->words, words[i]) == 2)
			about = 2;
		if (task + line + about == 0)
			return 0;
		sum += 4 * task + 2 * about + line;
	}
	return sum;
}

static int
before(const struct hit *a, const struct hit *b)
{
	return a->rank != b->rank ? a->rank > b->rank : a->order < b->order;
}

int
how_search(struct ops *ops, const char *const *words, size_t n,
    int (*each)(void *data, const struct example *, const struct cmd *),
    void *data)
{
	VEC(struct hit) hits = { 0 };
	int err = 0;

	for (size_t i = 0; all_commands[i] != NULL; i++)
		for (const struct example *e = all_commands[i]->examples;
		     e != NULL && e->line != NULL; e++) {
			struct hit hit = { e, all_commands[i],
				rank(e, all_commands[i], words, n), hits.n };
			size_t at = hits.n;

			if (hit.rank == 0)
				continue;
			VEC_ADD(ops->mem, &hits);
			for (; at > 0 && before(&hit, &hits.v[at - 1]); at--)
				hits.v[at] = hits.v[at - 1];
			hits.v[at] = hit;
		}
	for (size_t i = 0; err == 0 && i < hits.n; i++)
		err = each(data, hits.v[i].example, hits.v[i].cmd);
	return err;
}
