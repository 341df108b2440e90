/* Finding commands by their words, and the one screen of -h. */
#include <stdio.h>
#include <string.h>

#include "cli/doc.h"
#include "cli/usage.h"

enum { COMMAND_WIDTH = 26, TITLE_WIDTH = 10 };

/* How many of the words a command's path takes; 0 where it is another. */
static int
path_matches(const char *path, int argc, char **argv)
{
	int n = 0;

	while (*path != '\0') {
		size_t len = strcspn(path, " ");

		if (n >= argc || strlen(argv[n]) != len ||
		    memcmp(argv[n], path, len) != 0)
			return 0;
		path += len;
		path += *path == ' ';
		n++;
	}
	return n;
}

const struct cmd *
cmd_find(int argc, char **argv, int *used)
{
	const struct cmd *found = NULL;

	*used = 0;
	for (size_t i = 0; all_commands[i] != NULL; i++) {
		int n = path_matches(all_commands[i]->path, argc, argv);

		if (n > *used) {
			*used = n;
			found = all_commands[i];
		}
	}
	return found;
}

/* Commands of a group stand side by side. */
const char *
cmd_group(struct ops *ops, size_t *i)
{
	for (; all_commands[*i] != NULL; ++*i) {
		const char *path = all_commands[*i]->path;
		const char *before = *i > 0 ? all_commands[*i - 1]->path : "";
		size_t n = strcspn(path, " ");

		if (path[n] == '\0' || strncmp(path, before, n + 1) == 0)
			continue;
		++*i;
		return arena_strndup(ops->keep, path, n);
	}
	return NULL;
}

int
cmd_begins(const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; n > 0 && all_commands[i] != NULL; i++) {
		const char *path = all_commands[i]->path;

		if (strncmp(path, word, n) == 0 &&
		    (path[n] == '\0' || path[n] == ' '))
			return strchr(word, ' ') == NULL;
	}
	return 0;
}

/* Text behind `indent` blanks, filled up to `width`; gives the column. */
static int
out_pad(struct out *o, const char *text, int indent, int width)
{
	int n = indent + (int)strlen(text);

	out_printf(o, "%*s%s", indent, "", text);
	for (; n < indent + width; n++)
		out_char(o, ' ');
	return n;
}

struct words {
	const char *prefix;
	char text[400][32];
	const char *v[400];
	size_t n;
};

/* The words that may follow `prefix` ("" or "stock "), each once. */
static void
next_words(struct words *w, const char *prefix)
{
	size_t plen = strlen(prefix);

	w->n = 0;
	for (size_t i = 0; all_commands[i] != NULL; i++) {
		const char *path = all_commands[i]->path, *word;
		size_t n, k;

		if (strncmp(path, prefix, plen) != 0)
			continue;
		word = path + plen;
		n = strcspn(word, " ");
		if ((all_commands[i]->needs & HIDDEN) || n == 0 ||
		    n >= sizeof *w->text || w->n == 400)
			continue;
		for (k = 0; k < w->n; k++)
			if (strlen(w->v[k]) == n &&
			    memcmp(w->v[k], word, n) == 0)
				break;
		if (k < w->n)
			continue;
		memcpy(w->text[w->n], word, n);
		w->text[w->n][n] = '\0';
		w->v[w->n] = w->text[w->n];
		w->n++;
	}
}

void
cmd_next(const char *prefix, void (*each)(void *, const char *, const char *),
    void *data)
{
	static struct words w;

	next_words(&w, prefix);
	for (size_t i = 0; i < w.n; i++) {
		const char *about = NULL;

		for (size_t k = 0; all_commands[k] != NULL; k++) {
			const char *path = all_commands[k]->path;

			if (text_starts(path, prefix) &&
			    strcmp(path + strlen(prefix), w.v[i]) == 0)
				about = all_commands[k]->brief;
		}
		each(data, w.v[i], about);
	}
}

static const char *
word_at(size_t i, const void *data)
{
	return ((const struct words *)data)->v[i];
}

/* `receive` is in a group: "stock receive". */
static const char *
in_group(const char *word)
{
	static char found[80];
	size_t n = strlen(word);

	for (size_t i = 0; all_commands[i] != NULL; i++) {
		const char *path = all_commands[i]->path;
		const char *rest = strchr(path, ' ');

		if (rest == NULL || strncmp(++rest, word, n) != 0 ||
		    (rest[n] != ' ' && rest[n] != '\0'))
			continue;
		snprintf(found, sizeof found, "%.*s", (int)(rest + n - path),
		    path);
		return found;
	}
	return NULL;
}

const char *
cmd_nearest(const char *word, const char *prefix)
{
	static struct words w;
	const char *near;

	next_words(&w, prefix);
	near = text_nearest(word, w.n, word_at, &w);
	return near != NULL || prefix[0] != '\0' ? near : in_group(word);
}

void
usage_line(struct out *o, const char *name, const char *about)
{
	int n = out_pad(o, name, 2, COMMAND_WIDTH);

	wrap(o, about, (size_t)n, COMMAND_WIDTH + 2);
}

/* The verbs of the noun that a path begins with: "add, set, list". */
static void
add_verbs(struct str *s, const char *path, size_t n)
{
	for (size_t i = 0; all_commands[i] != NULL; i++) {
		const char *other = all_commands[i]->path;

		if (strncmp(other, path, n) == 0 && other[n] == ' ')
			str_addf(s, "%s%s", s->len > 0 ? ", " : "",
			    other + n + 1);
	}
}

/* Where a path has a noun between the group and the verb: its end. */
static size_t
noun_end(const char *path, size_t group)
{
	size_t n = group + strcspn(path + group, " ");

	return path[n] == ' ' ? n : 0;
}

/* Is the command before it of the same noun? */
static int
same_noun(size_t i, size_t n)
{
	return i > 0 && strncmp(all_commands[i - 1]->path,
	    all_commands[i]->path, n + 1) == 0;
}

void
usage_group(struct out *o, const char *prefix)
{
	size_t group = strlen(prefix);
	int nouns = group > 0 && strchr(prefix, ' ') == prefix + group - 1;

	for (size_t i = 0; all_commands[i] != NULL; i++) {
		const struct cmd *cmd = all_commands[i];
		struct str name = STR_INIT, verbs = STR_INIT;
		size_t n;

		if (!text_starts(cmd->path, prefix) || (cmd->needs & HIDDEN))
			continue;
		n = nouns ? noun_end(cmd->path, group) : 0;
		if (n > 0 && same_noun(i, n))
			continue;
		str_addn(&name, cmd->path, n > 0 ? n : strlen(cmd->path));
		if (n > 0)
			add_verbs(&verbs, cmd->path, n);
		usage_line(o, name.p, n > 0 ? verbs.p : cmd->brief);
		str_free(&name);
		str_free(&verbs);
	}
}

/* "--item <item>", whose blank does not break. */
static void
add_option(struct str *s, const struct field *f)
{
	char buf[OPTION_MAX];

	if (f->letter != 0)
		str_addf(s, "-%c,\1", f->letter);
	str_addf(s, "--%s", option_name(f->name, buf));
	if (f->kind->name != NULL)
		str_addf(s, "\1<%s>", f->kind->name);
}

static void
print_synopsis(const struct cmd *cmd, struct out *o)
{
	struct str s = STR_INIT;
	unsigned required = 0;

	str_addf(&s, "usage: ops %s", cmd->path);
	usage_words(cmd, &s);
	wrap(o, s.p, 0, 11);
	for (const struct field *f = cmd->fields; f && f->name; f++)
		required |= f->flags & FIELD_REQUIRED;
	str_reset(&s);
	if (cmd->needs & NEED_WRITE && !(cmd->needs & TAKES_NO_INPUT) &&
	    required)
		out_printf(o, "       ops %s -i <file> [<options>]\n",
		    cmd->path);
	str_free(&s);
	out_printf(o, "\n%s\n", cmd->brief);
}

void
usage_words(const struct cmd *cmd, struct str *s)
{
	char buf[OPTION_MAX];

	for (const struct field *f = cmd->fields; f && f->name; f++) {
		const char *more = f->kind->store == STORE_TEXTS ? "..." : "";

		if ((f->flags & FIELD_ARG) && (f->flags & FIELD_REQUIRED))
			str_addf(s, " <%s>%s", f->name, more);
		else if (f->flags & FIELD_ARG)
			str_addf(s, " [<%s>%s]", f->name, more);
		else if (f->flags & FIELD_REQUIRED)
			str_addf(s, " --%s\1<%s>", option_name(f->name, buf),
			    f->kind->name);
	}
	str_add(s, " [<options>]");
}

static void
print_own(const struct cmd *cmd, struct doc *d)
{
	char buf[OPTION_MAX];

	for (const struct field *f = cmd->fields; f && f->name; f++) {
		struct str help = STR_INIT;

		if (f->flags & FIELD_COLUMN)
			continue;
		str_add(&help, f->help);
		if (f->flags & FIELD_REQUIRED)
			str_add(&help, " (required)");
		else if (f->kind->store == STORE_TEXTS &&
		    strstr(f->help, "repeatable") == NULL)
			str_add(&help, " (repeatable)");
		doc_option(d, f->letter, option_name(f->name, buf),
		    f->kind->name, help.p);
		str_free(&help);
	}
}

/* Filters and columns are many and say what they are: names only. */
static void
print_names(const struct cmd *cmd, struct out *o, unsigned flags,
    const char *title)
{
	struct str s = STR_INIT;
	char buf[OPTION_MAX];

	for (const struct column *k = cmd->columns; k && k->name; k++)
		if (flags == 0)
			str_addf(&s, " %s", k->name);
		else if (k->flags & flags)
			str_addf(&s, " --%s\1<%s>\1", option_name(k->name, buf),
			    k->name);
	if (s.len > 0) {
		out_pad(o, title, 0, TITLE_WIDTH);
		wrap(o, s.p, TITLE_WIDTH, TITLE_WIDTH);
	}
	str_free(&s);
}

static void
print_common(const struct cmd *cmd, struct out *o)
{
	for (const struct option_group *g = option_groups; g->title; g++) {
		struct str s = STR_INIT;

		for (const struct field *f = common_fields; f->name; f++)
			if (common_applies(cmd, f) && option_in_group(g, f)) {
				str_addc(&s, ' ');
				add_option(&s, f);
				str_addc(&s, '\1');
			}
		if (s.len > 0) {
			out_pad(o, g->title, 0, TITLE_WIDTH);
			wrap(o, s.p, TITLE_WIDTH, TITLE_WIDTH);
		}
		str_free(&s);
	}
}

void
usage_print(const struct cmd *cmd, struct out *o)
{
	struct doc d = { .o = o };

	print_synopsis(cmd, o);
	out_char(o, '\n');
	print_own(cmd, &d);
	if (cmd->fields != NULL && cmd->fields->name != NULL)
		out_char(o, '\n');
	if (!(cmd->needs & NEED_WRITE))
		print_names(cmd, o, COL_FILTER, "filters");
	print_common(cmd, o);
	if (!(cmd->needs & NEED_WRITE) || cmd->prints == PRINTS_RELATION)
		print_names(cmd, o, 0, "columns");
	for (const struct example *e = cmd->examples; e && e->line; e++) {
		out_pad(o, e == cmd->examples ? "examples" : "", 0,
		    TITLE_WIDTH);
		wrap(o, e->line, TITLE_WIDTH, TITLE_WIDTH + 4);
	}
	out_pad(o, "help", 0, TITLE_WIDTH);
	out_text(o, "--help: the manual page; 'ops help options': those of all "
	    "commands\n");
}
