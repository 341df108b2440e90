/* A read verb inside another command, in its one snapshot. */
#include <string.h>

#include "base/str.h"
#include "cli/usage.h"
#include "cli/within.h"

enum { WORDS_MAX = 64 };

/* The next word of a line, *p behind it; NULL where there is none. */
static char *
next_word(struct ops *ops, const char **p)
{
	struct str word = STR_INIT;
	int quoted = 0;
	char *copy;

	*p += strspn(*p, " ");
	if (**p == '\0')
		return NULL;
	for (; **p != '\0' && (quoted || **p != ' '); ++*p)
		if (**p == '\'')
			quoted = !quoted;
		else if (**p == '\\' && !quoted && (*p)[1] != '\0')
			str_addc(&word, *++*p);
		else
			str_addc(&word, **p);
	copy = arena_strdup(ops->keep, word.p);
	str_free(&word);
	return copy;
}

static int
split(struct ops *ops, const char *line, char **word, int *n)
{
	const char *p = line;

	for (*n = 0; *n < WORDS_MAX; ++*n) {
		word[*n] = next_word(ops, &p);
		if (word[*n] == NULL)
			return 0;
	}
	return fail(ops, OPS_USAGE, "more than %d words", WORDS_MAX);
}

static int
begin(struct call *outer, struct call *c, const char *line)
{
	struct ops *ops = outer->ops;
	char *word[WORDS_MAX];
	int n, used, err = split(ops, line, word, &n);

	if (err != 0)
		return err;
	c->cmd = cmd_find(n, word, &used);
	if (c->cmd == NULL)
		return fail(ops, OPS_USAGE, "'%s' is not a command", line);
	if ((c->cmd->prints != PRINTS_RELATION &&
		c->cmd->prints != PRINTS_ANSWER) ||
	    (c->cmd->needs & (NEED_BOOK | NEED_WRITE)) != NEED_BOOK)
		return fail(ops, OPS_USAGE,
		    "'%s' does not read rows from the book", c->cmd->path);
	c->as = c->cmd->path;
	c->posted = NONE;
	c->format = FORMAT_CSV; /* a program reads it: no footers */
	err = parse_words(c, n - used, word + used);
	if (err == 0)
		err = call_times(c);
	if (err == 0 && c->opt.known_at == NULL)
		c->known = outer->known;
	return err;
}

static int
run(struct call *c, struct sink *sink, int64_t most, size_t *all)
{
	struct steps_options steps = { .where = c->opt.where,
		.filters = c->filters.v, .n_filters = c->filters.n,
		.sort = c->opt.sort, .columns = c->opt.columns,
		.has_limit = c->opt.limit != NONE, .limit = c->opt.limit,
		.all = all };
	int err = call_rules(c);

	if (most != NONE && (!steps.has_limit || most < steps.limit)) {
		steps.has_limit = 1;
		steps.limit = most;
	}
	if (err == 0)
		err = filters_check(c);
	if (err == 0)
		err = steps_build(c->ops, &steps, &c->values, sink, &c->out);
	return err != 0 ? err : c->cmd->run(c);
}

/* `most` rows (NONE: all) go to the sink; how many there are into *all. */
static int
run_line(struct call *outer, const char *line, struct sink *sink, int64_t most,
    size_t *all)
{
	struct ops *ops = outer->ops;
	struct stock *met = ops->stock;
	struct budget *budget = ops->budget;
	struct conf *rules = ops->conf;
	struct book book = *ops->book;
	struct arena_mark scratch;
	struct call c = { .ops = ops, .words = outer->words,
		.settings = outer->settings, .n_settings = outer->n_settings,
		.folder = outer->folder };
	int err = begin(outer, &c, line);

	if (err != 0)
		return err;
	/* Masters are kept as of one entry: another one has its own. */
	if (c.known != outer->known) {
		ops->stock = NULL;
		ops->budget = NULL;
	}
	ops->known = c.known;
	scratch = arena_mark(ops->mem);
	err = run(&c, sink, most, all);
	arena_back(ops->mem, scratch);
	ops->stock = met;
	ops->budget = budget;
	ops->conf = rules;
	*ops->book = book;
	ops->known = outer->known;
	return err;
}

int
call_line(struct call *outer, const char *line, struct sink *sink)
{
	return run_line(outer, line, sink, NONE, NULL);
}

int
call_collect(struct call *outer, const char *line, struct arena *mem,
    struct collected *out)
{
	*out = (struct collected){ NULL, 0, 0, NULL };
	return call_line(outer, line, step_collect(mem, out));
}

int
call_collect_first(struct call *outer, const char *line, struct arena *mem,
    int64_t most, struct collected *out, size_t *all)
{
	*out = (struct collected){ NULL, 0, 0, NULL };
	*all = 0;
	return run_line(outer, line, step_collect(mem, out), most, all);
}
