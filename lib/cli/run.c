/* The way of one command, from its words to its exit code. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "cli/alias.h"
#include "cli/bulk.h"
#include "cli/hooks.h"
#include "cli/named.h"
#include "cli/output.h"
#include "cli/sheet.h"
#include "cli/source.h"
#include "cli/takes.h"
#include "io/out.h"
#include "io/width.h"

const struct filter *
call_filter(const struct call *c, const char *column)
{
	for (size_t i = 0; i < c->filters.n; i++)
		if (strcmp(c->filters.v[i].column, column) == 0)
			return &c->filters.v[i];
	return NULL;
}

const char *
call_filter_one(const struct call *c, const char *column)
{
	const struct filter *f = call_filter(c, column);

	return f != NULL && f->n == 1 && f->values[0][0] != '\0'
	    ? f->values[0] : NULL;
}

int
call_begin(struct call *c, const struct column *cols, size_t n)
{
	return sink_begin(c->out, cols, n);
}

int
call_row(struct call *c, const struct cell *cells)
{
	return sink_row(c->out, cells);
}

int
call_one_row(struct call *c, const struct column *cols, size_t n,
    const struct cell *cells)
{
	int err = call_begin(c, cols, n);

	if (err == 0)
		err = call_row(c, cells);
	return err < 0 ? err : sink_end(c->out);
}

/* A word and what it is; neither may break the line or the terminal. */
void
call_candidate(struct call *c, const char *word, const char *about)
{
	struct str line = STR_INIT;

	text_safe(&line, word, strlen(word));
	if (about != NULL && about[0] != '\0') {
		str_addc(&line, '\t');
		text_safe(&line, about, strlen(about));
	}
	out_printf(c->stream, "%s\n", line.p);
	str_free(&line);
}

static int
read_verb(struct call *c)
{
	int err = call_rules(c);

	if (err == 0)
		err = c->cmd->run(c);
	if (err == 0)
		err = output_flush(c);
	return err;
}

int
call_find_book(struct call *c, enum book_wish wish)
{
	const char *named = getenv("OPS_BOOK");
	int err = book_find(c->ops, c->words, &c->folder);

	if (err != OPS_NOINPUT || wish == BOOK_NEEDED ||
	    c->words->book != NULL ||
	    (!c->words->changed && named != NULL && named[0] != '\0'))
		return err;
	fail_clear(c->ops);
	c->folder = NULL;
	return 0;
}

/* Of a book whose rules are enough, the store says what they were. */
static int
needs_store(const struct call *c)
{
	return (c->cmd->needs & (NEED_BOOK | NEED_WRITE)) != 0 ||
	    ((c->cmd->needs & TAKES_KNOWN) && c->opt.known_at != NULL);
}

/*
 * What is in a file is analysed without a book; where there is one, it says
 * what a day is and a cent.
 */
static int
analyses_file(const struct call *c)
{
	return c->cmd->takes != NULL && c->opt.input != NULL;
}

/* The book, and the settings that are in force, as the table says. */
static int
read_settings(struct call *c)
{
	unsigned needs = c->cmd->needs;
	int file = analyses_file(c), err = 0;
	int book = !file && ((needs & NEED_RULES) || needs_store(c));

	if (book)
		err = call_find_book(c, BOOK_NEEDED);
	else if (file || (needs & WANTS_RULES))
		err = call_find_book(c, BOOK_WANTED);
	if (err == 0 && (book || file || (needs & (NEED_HABITS | WANTS_RULES))))
		err = book_settings(c->ops, c->settings, c->n_settings,
		    c->folder);
	if (err == 0)
		err = alias_check(c->ops);
	return err != 0 ? err : named_check(c->ops);
}

/* The store and its transaction. */
static int
open_store(struct call *c)
{
	int writes = (c->cmd->needs & NEED_WRITE) != 0;
	enum db_mode mode = writes ? DB_WRITE
	    : (c->cmd->needs & ASKS) != 0 ? DB_ASK : DB_READ;
	int err = book_open(c->ops, c->folder, mode);

	if (err == 0 && writes && c->from != NULL)
		err = book_before_load(c->ops, input_size(c->from->input));
	if (err == 0)
		err = db_begin(c->ops, mode);
	return err == 0 && writes ? db_migrate(c->ops) : err;
}

/* What is read is taken in before the lock: a slow pipe holds up nobody. */
static int
prepare(struct call *c)
{
	int err = read_settings(c);

	if (err == 0 && c->opt.input != NULL)
		err = c->cmd->takes != NULL ? takes_open(c) : bulk_open(c);
	if (err == 0 && c->cmd->open != NULL)
		err = c->cmd->open(c);
	if (err == 0 && (c->cmd->needs & NEED_WRITE) && !c->opt.template)
		err = hooks_before(c);
	if (err == 0 && needs_store(c) && c->folder != NULL)
		err = open_store(c);
	if (err == 0)
		err = call_times(c);
	c->ops->known = c->known;
	return err != 0 ? err : filters_check(c);
}

int
run_call(struct call *c, const char *const *settings, size_t n,
    const struct book_words *words)
{
	struct sink *writer = NULL;
	int writes, err = 0;

	if (c->cmd->instead != NULL)
		c->cmd = c->cmd->instead(c);
	if (c->opt.sheet)
		err = sheet_command(c);
	else if (c->opt.template)
		err = template_check(c);
	writes = (c->cmd->needs & NEED_WRITE) != 0;
	c->as = c->cmd->path;
	c->ops->quiet = c->opt.quiet;
	if (c->opt.output != NULL && strcmp(c->opt.output, "-") == 0)
		c->opt.output = NULL;
	if (c->opt.output != NULL)
		c->opt.quiet = 0; /* who names a file wants it */
	c->words = words;
	c->settings = settings;
	c->n_settings = n;
	if (err == 0)
		err = prepare(c);
	out_when_reader_leaves(!writes);
	if (err == 0)
		err = output_open(c, &writer);
	if (err == 0 && c->opt.template)
		bulk_template(c, c->stream);
	else if (err == 0)
		err = writes && c->cmd->run == NULL ? call_write(c)
						    : read_verb(c);
	err = output_close(c, writer, err);
	bulk_close(c);
	takes_close(c);
	if (c->cmd->close != NULL)
		c->cmd->close(c);
	entry_drop(c->entry);
	db_close(c->ops);
	return err != 0 ? err : c->answer;
}
