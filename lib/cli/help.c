/* What a command's table says, as a text: for people and for the manual. */
#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "cli/help.h"
#include "cli/pages.h"
#include "cli/usage.h"
#include "conf/keys.h"

const char *const help_pages[] = { "stock", "budget", "report", NULL };

int
help_on_page(const struct cmd *cmd, const char *page)
{
	for (size_t i = 0; help_pages[i] != NULL; i++) {
		size_t n = strlen(help_pages[i]);

		if (strncmp(cmd->path, help_pages[i], n) == 0 &&
		    (cmd->path[n] == ' ' || cmd->path[n] == '\0'))
			return page != NULL && strcmp(help_pages[i], page) == 0;
	}
	return page == NULL;
}

/* "make items" as the sentence "Make items." */
static void
sentence(struct doc *d, const char *brief)
{
	struct str s = STR_INIT;

	str_addf(&s, "%c%s.", toupper((unsigned char)brief[0]), brief + 1);
	doc_para(d, s.p);
	str_free(&s);
}

/* The same words with the macros of a manual. */
static void
mdoc_synopsis(struct out *o, const struct cmd *cmd)
{
	char buf[OPTION_MAX];

	out_printf(o, ".Bd -ragged -offset indent\n.Nm ops %s\n", cmd->path);
	for (const struct field *f = cmd->fields; f && f->name; f++) {
		const char *more = f->kind->store == STORE_TEXTS ? " ..." : "";

		if ((f->flags & FIELD_ARG) && (f->flags & FIELD_REQUIRED))
			out_printf(o, ".Ar %s%s\n", f->name, more);
		else if (f->flags & FIELD_ARG)
			out_printf(o, ".Op Ar %s%s\n", f->name, more);
		else if (f->flags & FIELD_REQUIRED)
			mdoc_option(o, option_name(f->name, buf),
			    f->kind->name);
	}
	out_text(o, ".Op Ar options\n.Ed\n");
}

static void
synopsis(struct doc *d, const struct cmd *cmd)
{
	struct str s = STR_INIT;

	if (d->mdoc) {
		mdoc_synopsis(d->o, cmd);
		return;
	}
	str_addf(&s, "ops %s", cmd->path);
	usage_words(cmd, &s);
	out_text(d->o, "\n        ");
	wrap(d->o, s.p, 8, 12);
	str_free(&s);
}

/* Kinds whose name says all: 'ops help values' tells what they take. */
static int
is_plain(const struct kind *kind)
{
	static const struct kind *const plain[] = { &kind_text, &kind_code,
		&kind_int, &kind_count, &kind_number, &kind_qty, &kind_said,
		&kind_money, &kind_amount, &kind_price, &kind_time, &kind_day,
		&kind_period, &kind_file, &kind_folder, &kind_texts };

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (kind == plain[i])
			return 1;
	return kind->complete != NULL;
}

/* ": one of refuse, warn", or what else is accepted. */
static void
add_kind(struct str *s, const struct kind *kind)
{
	const char *accepts = kind->accepts;

	if (kind->words != NULL) {
		str_add(s, ": one of ");
		for (size_t i = 0; kind->words[i] != NULL; i++)
			str_addf(s, "%s%s", i > 0 ? ", " : "", kind->words[i]);
	} else if (accepts != NULL && !is_plain(kind)) {
		str_addf(s, "; %s", accepts);
	}
}

static void
option(struct doc *d, const struct field *f)
{
	struct str s = STR_INIT;
	char buf[OPTION_MAX];

	str_add(&s, f->help);
	if (f->flags & FIELD_REQUIRED)
		str_add(&s, " (required)");
	add_kind(&s, f->kind);
	doc_option(d, f->letter, option_name(f->name, buf), f->kind->name, s.p);
	str_free(&s);
}

static int
has_filters(const struct cmd *cmd)
{
	for (const struct column *k = cmd->columns; k && k->name; k++)
		if (k->flags & COL_FILTER)
			return !(cmd->needs & NEED_WRITE);
	return 0;
}

static void
options(struct doc *d, const struct cmd *cmd)
{
	char buf[OPTION_MAX];

	if ((cmd->fields == NULL || cmd->fields->name == NULL) &&
	    !has_filters(cmd))
		return;
	doc_list(d);
	for (const struct field *f = cmd->fields; f && f->name; f++)
		if (!(f->flags & FIELD_COLUMN))
			option(d, f);
	for (const struct column *k = cmd->columns; k && k->name; k++) {
		struct str s = STR_INIT;

		if (!(k->flags & COL_FILTER) || !has_filters(cmd))
			continue;
		str_addf(&s, "only rows with this %s (repeatable)", k->name);
		doc_option(d, 0, option_name(k->name, buf), k->name, s.p);
		str_free(&s);
	}
	doc_list_end(d);
}

static void
common(struct doc *d, const struct cmd *cmd)
{
	struct str s = STR_INIT;

	for (const struct option_group *g = option_groups; g->title; g++) {
		int any = 0;

		for (const struct field *f = common_fields; f->name; f++)
			any |= common_applies(cmd, f) && option_in_group(g, f);
		if (any)
			str_addf(&s, "%s%s", s.len > 0 ? ", " : "", g->title);
	}
	if (s.len > 0) {
		struct str text = STR_INIT;

		str_addf(&text, "Common options: %s.", s.p);
		if (d->mdoc)
			out_text(d->o, ".Pp\n");
		doc_para(d, text.p);
		str_free(&text);
	}
	str_free(&s);
}

static const char *
type_note(enum type type)
{
	switch (type) {
	case TYPE_INT:
		return "number";
	case TYPE_QTY:
		return "quantity";
	case TYPE_MONEY:
		return "amount";
	case TYPE_PRICE:
		return "price";
	case TYPE_RATIO:
		return "ratio";
	case TYPE_DATE:
		return "date";
	case TYPE_TIME:
		return "time";
	case TYPE_BOOL:
		return "yes or no";
	case TYPE_TEXT:
	case TYPE_CODE:
		break;
	}
	return NULL;
}

static void
one_column(struct doc *d, const struct column *k)
{
	const char *note = type_note(k->type);
	struct str s = STR_INIT;

	str_add(&s, k->help != NULL ? k->help : "");
	if (note != NULL)
		str_addf(&s, " (%s)", note);
	doc_term(d, k->name, s.p);
	str_free(&s);
}

static void
list_columns(struct doc *d, const char *title, const struct column *cols,
    size_t n)
{
	if (d->mdoc)
		out_text(d->o, ".Pp\n");
	doc_para(d, title);
	doc_list(d);
	for (size_t i = 0; i < n; i++)
		one_column(d, &cols[i]);
	doc_list_end(d);
}

static void
columns(struct doc *d, const struct cmd *cmd)
{
	const struct ledger *l = cmd->posts;
	size_t n = 0;

	if (cmd->takes != NULL) {
		while (cmd->takes[n].name != NULL)
			n++;
		list_columns(d, "Columns of -i:", cmd->takes, n);
		n = 0;
	}
	if (l != NULL && cmd->prints == PRINTS_ENTRY && cmd->line_size == 0)
		list_columns(d, "Columns of --dry-run:", l->cols,
		    l->sort == LEDGER_RECORD ? l->n - 1 : l->n);
	if (cmd->columns == NULL ||
	    ((cmd->needs & NEED_WRITE) && cmd->prints != PRINTS_RELATION))
		return;
	while (cmd->columns[n].name != NULL)
		n++;
	if (n > 0)
		list_columns(d, "Columns:", cmd->columns, n);
}

static void
examples(struct doc *d, const struct cmd *cmd)
{
	for (const struct example *e = cmd->examples; e && e->line; e++) {
		struct str s = STR_INIT;

		str_addf(&s, "Example: %s:", e->task);
		if (d->mdoc)
			out_text(d->o, ".Pp\n");
		doc_para(d, s.p);
		doc_line(d, e->line);
		str_free(&s);
	}
}

void
help_command(struct doc *d, const struct cmd *cmd)
{
	doc_heading(d, cmd->path);
	sentence(d, cmd->brief);
	synopsis(d, cmd);
	doc_paras(d, cmd->about);
	options(d, cmd);
	common(d, cmd);
	columns(d, cmd);
	examples(d, cmd);
}

void
help_options(struct doc *d)
{
	for (const struct option_group *g = option_groups; g->title; g++) {
		struct str s = STR_INIT;

		str_addf(&s, "%s: %s", g->title, g->about);
		doc_heading(d, s.p);
		str_free(&s);
		doc_list(d);
		for (const struct field *f = common_fields; f->name; f++)
			if (option_in_group(g, f))
				option(d, f);
		doc_list_end(d);
	}
}

static const char *
type_of_key(const struct key *key)
{
	switch (key->type) {
	case KEY_TEXT:
		return "a text";
	case KEY_INT:
		return "a whole number";
	case KEY_NUMBER:
		return "a number";
	case KEY_BOOL:
		return "yes or no";
	case KEY_DURATION:
		return "a duration";
	case KEY_SECONDS:
		return "a duration in s, min or h";
	case KEY_LIST:
		return "a list of texts";
	case KEY_NAMES:
		return "a list of names";
	case KEY_CUTS:
		return "a list of numbers that rise";
	case KEY_WORDS:
		return "words";
	case KEY_SECTION:
		return "a section";
	case KEY_CHOICE:
		break;
	}
	return "";
}

static void
add_type(struct str *s, const struct key *key)
{
	str_add(s, type_of_key(key));
	for (const char *p = key->words; p != NULL && *p != '\0'; p++)
		if (*p == ' ')
			str_add(s, ", ");
		else
			str_addc(s, *p);
}

void
help_settings(struct doc *d)
{
	static const char *const scope[] = { "Rules: of the book",
		"Habits: of a person or a machine" };

	for (unsigned i = 0; i < 2; i++) {
		doc_heading(d, scope[i]);
		doc_list(d);
		for (size_t k = 0; k < keys_n; k++) {
			struct str s = STR_INIT;

			if (keys[k].scope != i)
				continue;
			str_addf(&s, "%s; ", keys[k].help);
			add_type(&s, &keys[k]);
			if (keys[k].dflt != NULL)
				str_addf(&s, " (default: %s)", keys[k].dflt);
			doc_term(d, keys[k].name, s.p);
			str_free(&s);
		}
		doc_list_end(d);
	}
}

const struct topic *
topic_find(const char *name)
{
	for (const struct topic *t = topics; t->name != NULL; t++)
		if (strcmp(t->name, name) == 0)
			return t;
	return NULL;
}

void
help_topic(struct doc *d, const struct topic *t)
{
	int in_list = 0;

	if (!d->mdoc)
		doc_heading(d, t->brief);
	for (const struct passage *p = t->passages; p->text != NULL; p++) {
		int is_term = p->term != NULL && strcmp(p->term, "$") != 0;

		if (is_term && !in_list)
			doc_list(d);
		if (!is_term && in_list)
			doc_list_end(d);
		if (is_term)
			doc_term(d, p->term, p->text);
		else if (p->term != NULL)
			doc_line(d, p->text);
		else if (d->mdoc && p != t->passages)
			out_text(d->o, ".Pp\n");
		if (p->term == NULL)
			doc_para(d, p->text);
		in_list = is_term;
	}
	if (in_list)
		doc_list_end(d);
}

void
help_overview(struct out *o)
{
	out_text(o,
	    "usage: ops [-C <dir>] [-c <key>=<value>] [--book <dir>] "
	    "<command> [<options>]\n\nThe book\n");
	for (size_t i = 0; all_commands[i] != NULL; i++)
		if (help_on_page(all_commands[i], NULL) &&
		    !(all_commands[i]->needs & HIDDEN))
			usage_group(o, all_commands[i]->path);
	for (size_t i = 0; help_pages[i] != NULL; i++) {
		struct str prefix = STR_INIT;

		str_addf(&prefix, "%s ", help_pages[i]);
		out_printf(o, "\n%s\n", help_pages[i]);
		usage_group(o, prefix.p);
		str_free(&prefix);
	}
	out_text(o, "\nTopics\n  options settings");
	for (const struct topic *t = topics; t->name != NULL; t++)
		out_printf(o, " %s", t->name);
	out_text(o, "\n ");
	for (const struct page_topic *t = page_topics; t->name != NULL; t++)
		out_printf(o, " %s", t->name);
	out_text(o,
	    "\n\n'ops <command> -h' shows a command's options, 'ops "
	    "help <command>' its manual;\n'ops help how <words>' finds one by "
	    "what is to be done: ops help how goods short\n");
}
