/* ops help: commands, topics, examples by task; the manual's raw material. */
#include <string.h>

#include "base/str.h"
#include "cli/alias.h"
#include "cli/help.h"
#include "cli/pages.h"
#include "cli/program.h"
#include "cli/usage.h"
#include "io/term.h"
#include "manpage.h"

struct help {
	struct texts words;
	int all, names, man;
};

static const struct field fields[] = {
	{ "words", 0, &kind_texts, AT_TEXTS(struct help, words), FIELD_ARG,
	    "a command, a group of them, a topic; or how and what is to be "
	    "done" },
	{ "all", 'a', &kind_flag, AT_FLAG(struct help, all), 0,
	    "all commands, a line each; your shortcuts and programs, too" },
	{ "names", 0, &kind_flag, AT_FLAG(struct help, names), 0,
	    "with --all: their names only" },
	{ "man", 0, &kind_flag, AT_FLAG(struct help, man), 0,
	    "as a part of a manual page, mdoc(7)" },
	{ NULL },
};

static const struct column command_columns[] = {
	{ "command", TYPE_TEXT, 0, "its words" },
	{ "brief", TYPE_TEXT, COL_WIDE, "what it does" },
};
static const struct column how_columns[] = {
	{ "task", TYPE_TEXT, 0, "what is to be done" },
	{ "line", TYPE_TEXT, COL_WIDE, "the line that does it" },
};
static const struct column text_columns[] = {
	{ "topic", TYPE_TEXT, 0, "what it is about" },
	{ "text", TYPE_TEXT, COL_WIDE, "the text, in lines of 80 columns" },
};

static int
is_text(const struct call *c)
{
	return c->format == FORMAT_TABLE;
}

static int
two_cells(struct call *c, const char *a, const char *b)
{
	struct cell cells[2] = { cell_text(a), cell_text(b) };

	return call_row(c, cells);
}

/* What a person or a machine adds to the commands. */
struct more {
	struct call *call;
	const char *title; /* until it is printed, NULL */
	int err;
};

static void
one_more(void *data, const char *name, const char *about)
{
	struct more *m = data;

	if (!is_text(m->call)) {
		if (m->err == 0)
			m->err = two_cells(m->call, name, about);
		return;
	}
	if (m->title != NULL)
		out_printf(m->call->stream, "\n%s\n", m->title);
	m->title = NULL;
	usage_line(m->call->stream, name, about);
}

static int
list_more(struct call *c)
{
	struct more m = { .call = c, .title = "Your shortcuts (alias.*)" };

	alias_each(c->ops, one_more, &m);
	m.title = "Programs on the PATH";
	program_each(c->ops, one_more, &m);
	return m.err;
}

/* -a: all commands. */
static int
list_all(struct call *c, const struct help *want)
{
	int err = 0;

	if (!is_text(c))
		err = call_begin(c, command_columns, 2);
	else if (!want->names)
		usage_group(c->stream, "");
	for (size_t i = 0; err == 0 && all_commands[i] != NULL; i++) {
		const struct cmd *cmd = all_commands[i];

		if (cmd->needs & HIDDEN)
			continue;
		if (!is_text(c))
			err = two_cells(c, cmd->path, cmd->brief);
		else if (want->names)
			out_printf(c->stream, "%s\n", cmd->path);
	}
	if (err == 0 && !want->names)
		err = list_more(c);
	if (err != 0 || is_text(c))
		return err < 0 ? err : 0;
	return sink_end(c->out);
}

struct found {
	struct call *call;
	size_t n;
};

static int
print_example(void *data, const struct example *e, const struct cmd *cmd)
{
	struct found *found = data;
	struct call *c = found->call;

	(void)cmd;
	found->n++;
	if (!is_text(c))
		return two_cells(c, e->task, e->line);
	out_printf(c->stream, "%s\n    %s\n", e->task, e->line);
	return 0;
}

/* how goods short */
static int
how(struct call *c, const char *const *words, size_t n)
{
	struct found found = { c, 0 };
	int err = is_text(c) ? 0 : call_begin(c, how_columns, 2);

	if (err == 0)
		err = how_search(c->ops, words, n, print_example, &found);
	if (err >= 0 && !is_text(c))
		err = sink_end(c->out);
	if (err < 0 || found.n > 0)
		return err < 0 ? err : 0;
	note(c->ops,
	    "no example has these words: 'ops help -a' lists all commands");
	c->answer = OPS_NO;
	return 0;
}

/* The commands of a group, or (NULL) those of no page. */
static void
commands_of(struct doc *d, const char *page)
{
	for (size_t i = 0; all_commands[i] != NULL; i++)
		if (help_on_page(all_commands[i], page) &&
		    !(all_commands[i]->needs & HIDDEN))
			help_command(d, all_commands[i]);
}

/* Those whose path is the words or begins with them; gives how many. */
static int
commands_below(struct doc *d, const char *words)
{
	size_t n = strlen(words);
	int found = 0;

	for (size_t i = 0; all_commands[i] != NULL; i++) {
		const struct cmd *cmd = all_commands[i];

		if (strncmp(cmd->path, words, n) != 0 ||
		    (cmd->path[n] != ' ' && cmd->path[n] != '\0') ||
		    (cmd->needs & HIDDEN))
			continue;
		if (d != NULL)
			help_command(d, cmd);
		found++;
	}
	return found;
}

static const char *
name_at(size_t i, const void *data)
{
	return ((const char *const *)data)[i];
}

static int
unknown(struct call *c, const char *words)
{
	const char *names[64] = { "options", "settings", "how" };
	const char *near = cmd_nearest(words, "");
	size_t n = 3;

	for (const struct topic *t = topics; t->name != NULL && n < 64; t++)
		names[n++] = t->name;
	for (const struct page_topic *t = page_topics;
	     near == NULL && t->name != NULL && n < 64; t++)
		names[n++] = t->name;
	if (near == NULL)
		near = text_nearest(words, n, name_at, names);
	if (near != NULL)
		return fail(c->ops, OPS_USAGE, "'%s' is neither a command nor "
		    "a topic (did you mean '%s'?)", words, near);
	return fail(c->ops, OPS_USAGE,
	    "'%s' is neither a command nor a topic: 'ops help' lists them",
	    words);
}

struct meant {
	struct doc *d;
	const char *name;
	int found;
};

static void
one_meant(void *data, const char *name, const char *words)
{
	struct meant *m = data;

	if (strcmp(name, m->name) != 0)
		return;
	out_printf(m->d->o, "'ops %s' is your shortcut for 'ops %s'\n", name,
	    words);
	m->found = 1;
}

static int
shortcut(struct call *c, struct doc *d, const char *words)
{
	struct meant m = { d, words, 0 };

	alias_each(c->ops, one_meant, &m);
	return m.found ? 0 : unknown(c, words);
}

static int
is_page(const char *words)
{
	for (size_t i = 0; help_pages[i] != NULL; i++)
		if (strcmp(help_pages[i], words) == 0)
			return 1;
	return 0;
}

/* What the words are about, to `d`; OPS_USAGE where they are nothing. */
static int
about(struct call *c, struct doc *d, const char *words)
{
	const struct topic *topic = topic_find(words);

	if (words[0] == '\0')
		help_overview(d->o);
	else if (strcmp(words, "options") == 0)
		help_options(d);
	else if (strcmp(words, "settings") == 0)
		help_settings(d);
	else if (topic != NULL)
		help_topic(d, topic);
	else if (page_find(words) != NULL && !d->mdoc)
		page_print(d->o, page_find(words));
	else if (d->mdoc && strcmp(words, "book") == 0)
		commands_of(d, NULL);
	else if (d->mdoc && is_page(words))
		commands_of(d, words);
	else if (commands_below(d, words) == 0)
		return shortcut(c, d, words);
	return 0;
}

static int
print_text(struct call *c, const char *words, const char *text)
{
	int err;

	if (is_text(c)) {
		if (c->opt.output == NULL && !c->opt.no_pager)
			pager_start(c->ops,
			    c->ops->conf == NULL ? NULL
				: conf_text(c->ops->conf, "pager"));
		out_text(c->stream, text);
		return 0;
	}
	err = call_begin(c, text_columns, 2);
	if (err == 0)
		err = two_cells(c, words, text);
	return err < 0 ? err : sink_end(c->out);
}

/* The words as one text, a blank between. */
static const char *
join(struct call *c, const struct texts *words)
{
	struct str s = STR_INIT;
	const char *text;

	for (size_t i = 0; i < words->n; i++)
		str_addf(&s, "%s%s", i > 0 ? " " : "", words->v[i]);
	text = arena_strdup(c->ops->keep, s.p);
	str_free(&s);
	return text;
}

/* On a terminal a manual page is opened, where it is installed. */
static int
opened_page(struct call *c, const struct help *want, const char *words)
{
	const struct page_topic *text = page_find(words);
	char page[64];

	if (!is_text(c) || want->man || c->opt.output != NULL ||
	    !term_is_out() || words[0] == '\0' || topic_find(words) != NULL ||
	    strcmp(words, "options") == 0)
		return 0;
	if (strcmp(words, "settings") == 0)
		return manpage_open(c->ops, "ops-config.5", NULL);
	if (text != NULL)
		return manpage_open(c->ops, text->file, text->section);
	if (commands_below(NULL, words) == 0)
		return 0;
	snprintf(page, sizeof page, "ops.1");
	for (size_t i = 0; help_pages[i] != NULL; i++)
		if (strcmp(want->words.v[0], help_pages[i]) == 0)
			snprintf(page, sizeof page, "ops-%s.1", help_pages[i]);
	return manpage_open(c->ops, page,
	    strchr(words, ' ') != NULL ? words : NULL);
}

/* A wrong setting must not be in the way of help. */
static void
load_habits(struct call *c)
{
	if (book_settings(c->ops, c->settings, c->n_settings, NULL) != 0) {
		fail_clear(c->ops);
		c->ops->conf = NULL;
	}
}

static int
run(struct call *c)
{
	struct help want = { .all = 0 };
	struct out *text;
	struct doc d = { .o = NULL };
	const char *words;
	int err = fill_given(c, &want, NULL);

	if (err != 0)
		return err;
	if (want.all) {
		load_habits(c);
		return list_all(c, &want);
	}
	if (want.words.n > 0 && strcmp(want.words.v[0], "how") == 0)
		return how(c, want.words.v + 1, want.words.n - 1);
	words = join(c, &want.words);
	if (opened_page(c, &want, words))
		return 0;
	load_habits(c);
	text = out_memory();
	d = (struct doc){ .o = text, .mdoc = want.man };
	err = about(c, &d, words);
	if (err == 0)
		err = print_text(c, words, out_bytes(text, &(size_t){ 0 }));
	out_abandon(text);
	return err;
}

static const struct example examples[] = {
	{ "which commands are there", "ops help -a" },
	{ "find a command by what is to be done", "ops help how goods short" },
	{ "what dates may look like", "ops help dates" },
	{ NULL },
};

const struct cmd cmd_book_help = {
	.path = "help",
	.brief = "explain a command or a topic, or find one by its task",
	.about = "On a terminal a command's manual page is opened, where it "
		 "is installed beside ops; else the text in the program is "
		 "shown. 'how' searches the examples of all commands for all "
		 "words.\n\nTopics: options, settings, formats, values, dates, "
		 "periods, where, exit-codes, environment; tutorial, "
		 "ops-config and of it imports, people, numbering, hooks.",
	.prints = PRINTS_DOCUMENT,
	.needs = OWN_PAGER,
	.fields = fields,
	.size = sizeof(struct help),
	.examples = examples,
	.run = run,
};
