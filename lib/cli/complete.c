/* What may stand where the cursor is: for the shells' completion. */
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/alias.h"
#include "cli/complete.h"
#include "cli/help.h"
#include "cli/program.h"
#include "cli/usage.h"
#include "conf/keys.h"

/* The command line up to the cursor, as far as it is understood. */
struct typed {
	struct call *c;
	const struct cmd *cmd;
	const char **word; /* behind the command */
	size_t n;	   /* the last one is to be completed */
	const char *cur;
	int only_arguments; /* behind -- */
	size_t arguments;   /* whole ones before the cursor */
	struct book_words book;
};

/* "\tfile": for the shell. */
static void
tell(struct call *c, const char *what)
{
	out_printf(c->stream, "\t%s\n", what);
}

static void
offer(struct call *c, const char *prefix, const char *word, const char *about)
{
	if (text_starts(word, prefix))
		call_candidate(c, word, about);
}

/* Words of a list, the last of which is NULL. */
static void
offer_words(struct call *c, const char *prefix, const char *const *words)
{
	for (; *words != NULL; words++)
		offer(c, prefix, *words, NULL);
}

static void
offer_keys(struct call *c, const char *prefix, int habits_only, const char *end)
{
	for (size_t i = 0; i < keys_n; i++) {
		size_t n = strcspn(keys[i].name, "*");

		if (keys[i].name[n] == '*' ||
		    (habits_only && keys[i].scope != KEY_HABIT))
			continue;
		offer(c, prefix,
		    arena_printf(c->ops->mem, "%s%s", keys[i].name, end),
		    keys[i].help);
	}
}

/* Opens the book's store to look things up; a failure is silence. */
static int
open_store(struct typed *t)
{
	struct call *c = t->c;
	int err;

	if (c->ops->db != NULL)
		return 0;
	c->words = &t->book;
	err = call_find_book(c, BOOK_NEEDED);
	if (err == 0)
		err = book_settings(c->ops, NULL, 0, c->folder);
	if (err == 0)
		err = book_open(c->ops, c->folder, DB_READ);
	return err == 0 ? db_begin(c->ops, DB_READ) : err;
}

/* How many words two paths have in common at their beginning. */
static int
kinship(const char *a, const char *b)
{
	int n = 0;

	for (; *a == *b && *a != '\0'; a++, b++)
		n += *a == ' ';
	return n;
}

/* What completes codes of this name in the nearest command, or NULL. */
static const struct kind *
kind_named(const struct cmd *cmd, const char *name)
{
	const struct kind *best = NULL;
	int best_kin = -1;

	for (size_t i = 0; all_commands[i] != NULL; i++) {
		int kin = kinship(all_commands[i]->path, cmd->path);

		for (const struct field *f = all_commands[i]->fields;
		     f && f->name && kin > best_kin; f++)
			if (strcmp(f->name, name) == 0 && f->kind->complete) {
				best = f->kind;
				best_kin = kin;
			}
	}
	return best;
}

static void
offer_columns(struct typed *t, const char *prefix)
{
	for (const struct column *k = t->cmd->columns; k && k->name; k++)
		offer(t->c, prefix, k->name, k->help);
	tell(t->c, "nospace");
}

static void
offer_times(struct call *c, const struct kind *kind, const char *prefix)
{
	static const char *const moments[] = { "today", "yesterday", "now",
		"som", "eom", "soq", "eoq", "soy", "eoy", NULL };
	static const char *const periods[] = { "mtd", "qtd", "ytd", "this-week",
		"this-month", "last-week", "last-month", "last-quarter",
		"last-year", NULL };

	if (kind == &kind_moment || kind == &kind_time || kind == &kind_day)
		offer_words(c, prefix, moments);
	else if (kind == &kind_period || kind == &kind_period_said)
		offer_words(c, prefix, periods);
}

static int
has_keys(const struct cmd *cmd, const char *name)
{
	return cmd->keys != NULL && strcmp(name, "by") == 0;
}

/* The values of an option or argument; errors are silence. */
static void
offer_values(struct typed *t, const struct kind *kind, const char *name,
    const char *prefix)
{
	if (kind == NULL)
		return;
	if (has_keys(t->cmd, name)) {
		offer_words(t->c, prefix, t->cmd->keys);
		tell(t->c, "nospace");
		return;
	}
	if (kind->complete == NULL && kind->words == NULL &&
	    (kind == &kind_texts || kind == &kind_text || kind == &kind_code)) {
		const struct kind *other = kind_named(t->cmd, name);

		kind = other != NULL ? other : kind;
	}
	if (kind->words != NULL)
		offer_words(t->c, prefix, kind->words);
	else if (kind->complete != NULL && open_store(t) == 0)
		kind->complete(t->c, prefix);
	else if (kind == &kind_file || kind == &kind_folder)
		tell(t->c, kind == &kind_file ? "file" : "folder");
	else if (kind == &kind_names || kind == &kind_condition)
		offer_columns(t, prefix);
	else
		offer_times(t->c, kind, prefix);
	fail_clear(t->c->ops);
}

/*
 * The values where something stands before them in the same word
 * ("--item=", "a,b,"): the shell wants whole words.
 */
static void
offer_behind(struct typed *t, const struct kind *kind, const char *name,
    const char *word, size_t before)
{
	struct out *o = t->c->stream, *part = out_memory();
	const char *line, *end;
	size_t n;

	t->c->stream = part;
	offer_values(t, kind, name, word + before);
	t->c->stream = o;
	for (line = out_bytes(part, &n); *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		if (*line != '\t')
			out_write(o, word, before);
		out_write(o, line, (size_t)(end - line) + 1);
	}
	out_abandon(part);
}

/* An option: its field (its own, or common), or a filter's column. */
struct option {
	const struct field *field;
	const struct column *filter;
};

static int
is_option(const char *name, const char *word, size_t n)
{
	char buf[OPTION_MAX];

	option_name(name, buf);
	return strlen(buf) == n && strncmp(buf, word, n) == 0;
}

static int
has_filter(const struct cmd *cmd, const struct column *k)
{
	if (!(k->flags & COL_FILTER) || !takes_filters(cmd))
		return 0;
	for (const struct field *f = cmd->fields; f && f->name; f++)
		if (strcmp(f->name, k->name) == 0)
			return 0;
	return 1;
}

/* "--qty", "--qty=", "-n"; 0 where it is none. */
static int
find_option(const struct cmd *cmd, const char *word, struct option *out)
{
	const struct field *lists[2] = { cmd->fields, common_fields };
	const char *name = word + 2;
	size_t n;

	*out = (struct option){ NULL, NULL };
	if (word[0] != '-' || word[1] == '\0')
		return 0;
	n = strcspn(name, "=");
	for (int i = 0; i < 2; i++)
		for (const struct field *f = lists[i]; f && f->name; f++)
			if ((i == 0 || common_applies(cmd, f)) &&
			    (word[1] == '-' ? is_option(f->name, name, n) :
					      f->letter != 0 &&
					f->letter == word[strlen(word) - 1])) {
				out->field = f;
				return 1;
			}
	for (const struct column *k = cmd->columns; k && k->name; k++)
		if (word[1] == '-' && has_filter(cmd, k) &&
		    is_option(k->name, name, n)) {
			out->filter = k;
			return 1;
		}
	return 0;
}

static int
takes_value(const struct option *o)
{
	return o->filter != NULL || o->field->kind->store != STORE_FLAG;
}

static void
offer_value_of(struct typed *t, const struct option *o, size_t before)
{
	const struct kind *kind =
	    o->filter != NULL ? o->filter->kind : o->field->kind;
	const char *name = o->filter != NULL ? o->filter->name : o->field->name;
	const char *comma = strrchr(t->cur + before, ',');

	if ((kind == &kind_names || has_keys(t->cmd, name)) && comma != NULL)
		before = (size_t)(comma + 1 - t->cur);
	if (kind == &kind_names && t->cur[before] == '-')
		before++;
	offer_behind(t, kind, name, t->cur, before);
}

static int
was_given(const struct typed *t, const char *option)
{
	size_t n = strlen(option);

	for (size_t i = 0; i + 1 < t->n; i++)
		if (strncmp(t->word[i], option, n) == 0 &&
		    (t->word[i][n] == '\0' || t->word[i][n] == '='))
			return 1;
	return 0;
}

static void
offer_option(struct typed *t, const char *name, const char *help, int repeats)
{
	char buf[OPTION_MAX];
	const char *option =
	    arena_printf(t->c->ops->mem, "--%s", option_name(name, buf));

	if (repeats || !was_given(t, option))
		offer(t->c, t->cur, option, help);
}

static void
offer_options(struct typed *t)
{
	for (const struct field *f = t->cmd->fields; f && f->name; f++)
		if (!(f->flags & FIELD_COLUMN))
			offer_option(t, f->name, f->help,
			    f->kind->store == STORE_TEXTS);
	for (const struct column *k = t->cmd->columns; k && k->name; k++)
		if (has_filter(t->cmd, k))
			offer_option(t, k->name, k->help, 1);
	for (const struct field *f = common_fields; f->name; f++)
		if (common_applies(t->cmd, f))
			offer_option(t, f->name, f->help,
			    f->kind == &kind_texts);
	offer_option(t, "help", "the manual page", 0);
}

static void
offer_word(void *data, const char *word, const char *about)
{
	struct typed *t = data;

	offer(t->c, t->cur, word, about);
}

static void
offer_program(void *data, const char *name, const char *path)
{
	struct typed *t = data;

	offer(t->c, t->cur, name, path);
}

/* `ops help` takes commands and topics. */
static void
offer_help(struct typed *t)
{
	struct str prefix = STR_INIT;

	for (size_t i = 0; i + 1 < t->n; i++)
		if (t->word[i][0] != '-')
			str_addf(&prefix, "%s ", t->word[i]);
	cmd_next(prefix.p, offer_word, t);
	for (const struct topic *o = topics; prefix.len == 0 && o->name; o++)
		offer(t->c, t->cur, o->name, o->brief);
	if (prefix.len == 0) {
		offer(t->c, t->cur, "how", "find a command by its task");
		offer(t->c, t->cur, "options", "those of all commands");
		offer(t->c, t->cur, "settings", "all of them");
	}
	str_free(&prefix);
}

static void
offer_argument(struct typed *t)
{
	size_t i = 0;

	if (strcmp(t->cmd->path, "help") == 0) {
		offer_help(t);
		return;
	}
	for (const struct field *f = t->cmd->fields; f && f->name; f++) {
		if (!(f->flags & FIELD_ARG))
			continue;
		if (i++ < t->arguments && f->kind->store != STORE_TEXTS)
			continue;
		offer_values(t, f->kind, f->name, t->cur);
		return;
	}
}

/* Behind a command: options, their values, arguments. */
static void
complete_command(struct typed *t)
{
	struct option o = { NULL, NULL };
	int value_next = 0;

	for (size_t i = 0; i + 1 < t->n; i++) {
		const char *word = t->word[i];

		if (value_next)
			value_next = 0;
		else if (t->only_arguments || word[0] != '-')
			t->arguments++;
		else if (strcmp(word, "--") == 0)
			t->only_arguments = 1;
		else if (find_option(t->cmd, word, &o))
			value_next =
			    takes_value(&o) && strchr(word, '=') == NULL;
	}
	if (value_next)
		offer_value_of(t, &o, 0);
	else if (t->only_arguments || t->cur[0] != '-')
		offer_argument(t);
	else if (strchr(t->cur, '=') == NULL)
		offer_options(t);
	else if (find_option(t->cmd, t->cur, &o) && takes_value(&o))
		offer_value_of(t, &o, strcspn(t->cur, "=") + 1);
}

/* Before a command: its next word, or the options that stand there. */
static void
complete_path(struct typed *t, const char **words, size_t n)
{
	static const struct {
		const char *option, *about;
	} globals[] = { { "-C", "in this folder" },
		{ "-c", "with this setting" }, { "--book", "of this book" },
		{ "--help", "what there is" }, { "--version", "of ops" } };
	struct str prefix = STR_INIT;

	for (size_t i = 0; i + 1 < n; i++)
		str_addf(&prefix, "%s ", words[i]);
	if (n == 1 && t->cur[0] == '-')
		for (size_t i = 0; i < sizeof globals / sizeof *globals; i++)
			offer(t->c, t->cur, globals[i].option,
			    globals[i].about);
	else
		cmd_next(prefix.p, offer_word, t);
	if (n == 1 && t->cur[0] != '-') {
		alias_each(t->c->ops, offer_word, t);
		program_each(t->c->ops, offer_program, t);
	}
	str_free(&prefix);
}

/* The first word may be a shortcut; the words, the last one as it was. */
static int
expand(struct call *c, const char ***words, size_t *n)
{
	int argc = (int)*n - 1;
	char **argv = (char **)(uintptr_t)*words;
	const char **longer;

	if (book_settings(c->ops, NULL, 0, NULL) != 0 ||
	    (argc > 0 && cmd_begins(argv[0])))
		return 0;
	if (alias_expand(c->ops, &argc, &argv) != 0)
		return c->ops->code;
	longer = ARENA_ARRAY(c->ops->keep, const char *, argc + 1);
	for (int i = 0; i < argc; i++)
		longer[i] = argv[i];
	longer[argc] = (*words)[*n - 1];
	*words = longer;
	*n = (size_t)argc + 1;
	return 0;
}

/* Takes the global options; 1 where the cursor is in one of them. */
static int
skip_globals(struct typed *t, const char **words, size_t n, size_t *i)
{
	for (*i = 0; *i + 1 < n && words[*i][0] == '-'; ++*i) {
		const char *word = words[*i], *value = words[*i + 1];
		int at_end = *i + 2 == n;

		if (text_starts(word, "--book=")) {
			t->book.book = word + strlen("--book=");
			continue;
		}
		if (strcmp(word, "-C") != 0 && strcmp(word, "--book") != 0 &&
		    strcmp(word, "-c") != 0)
			return 1;
		if (at_end && strcmp(word, "-c") == 0)
			offer_keys(t->c, value, 1, "=");
		if (at_end)
			tell(t->c,
			    strcmp(word, "-c") == 0 ? "nospace" : "folder");
		if (at_end)
			return 1;
		if (strcmp(word, "--book") == 0)
			t->book.book = value;
		else if (strcmp(word, "-C") == 0 && value[0] != '\0') {
			t->book.changed = 1;
			if (chdir(value) != 0)
				return 1;
		}
		++*i;
	}
	return 0;
}

/* Behind ops-stock stand the words behind `ops stock`. */
static const char **
behind(struct call *c, const char **words, size_t n)
{
	const char **all = ARENA_ARRAY(c->ops->keep, const char *, n + 1);

	all[0] = c->link;
	memcpy(all + 1, words, n * sizeof *all);
	return all;
}

void
complete_words(struct call *c, const char **words, size_t n)
{
	struct typed t = { .c = c };
	size_t i;
	int used, known;

	if (n == 0 || skip_globals(&t, words, n, &i))
		return;
	words += i;
	n -= i;
	if (c->link != NULL)
		words = behind(c, words, n++);
	known = expand(c, &words, &n) == 0;
	fail_clear(c->ops);
	if (!known)
		return;
	t.cur = words[n - 1];
	t.cmd = cmd_find((int)n - 1, (char **)(uintptr_t)words, &used);
	if (t.cmd == NULL) {
		complete_path(&t, words, n);
		return;
	}
	t.word = words + used;
	t.n = n - (size_t)used;
	complete_command(&t);
	fail_clear(c->ops);
}
