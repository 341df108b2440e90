/* Finding commands by their words, and the one screen of -h. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "cli/cmd.h"
#include "io/out.h"

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
		const char *path = all_commands[i]->path, *word = path + plen;
		size_t n = strncmp(path, prefix, plen) == 0
		    ? strcspn(word, " ") : 0, k;

		if (n == 0 || n >= sizeof *w->text || w->n == 400)
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

static const char *
word_at(size_t i, const void *data)
{
	return ((const struct words *)data)->v[i];
}

const char *
cmd_nearest(const char *word, const char *prefix)
{
	static struct words w;

	next_words(&w, prefix);
	return text_nearest(word, w.n, word_at, &w);
}

void
usage_group(struct out *o, const char *prefix)
{
	for (size_t i = 0; all_commands[i] != NULL; i++)
		if (text_starts(all_commands[i]->path, prefix))
			out_printf(o, "  %-24s %s\n", all_commands[i]->path,
			    all_commands[i]->brief);
}

static void
print_option(struct out *o, const char *name, char letter, const char *value,
    const char *help, const char *mark)
{
	char buf[OPTION_MAX], left[120], shown[40] = "";
	const char *option = option_name(name, buf);

	if (value != NULL)
		snprintf(shown, sizeof shown, " <%.30s>", value);
	if (letter != 0)
		snprintf(left, sizeof left, "-%c, --%s%s", letter, option,
		    shown);
	else
		snprintf(left, sizeof left, "    --%s%s", option, shown);
	out_printf(o, "  %-27s %s%s\n", left, help, mark);
}

static void
print_synopsis(struct call *c, struct out *o)
{
	const struct cmd *cmd = c->cmd;

	out_printf(o, "usage: ops %s", cmd->path);
	for (const struct field *f = cmd->fields; f && f->name; f++) {
		char buf[OPTION_MAX];

		if (f->flags & FIELD_ARG)
			out_printf(o, f->flags & FIELD_REQUIRED ? " <%s>%s"
								: " [<%s>%s]",
			    f->name, f->kind->store == STORE_TEXTS ? "..."
								   : "");
		else if (f->flags & FIELD_REQUIRED)
			out_printf(o, " --%s <%s>",
			    option_name(f->name, buf), f->kind->name);
	}
	out_text(o, " [<options>]\n");
	if (cmd->needs & NEED_WRITE && !(cmd->needs & TAKES_NO_INPUT))
		out_printf(o, "       ops %s -i <file> [<options>]\n",
		    cmd->path);
	out_printf(o, "\n%s\n\n", cmd->brief);
}

void
usage_print(struct call *c, struct out *o)
{
	const struct cmd *cmd = c->cmd;

	print_synopsis(c, o);
	for (const struct field *f = cmd->fields; f && f->name; f++)
		print_option(o, f->name, f->letter, f->kind->name, f->help,
		    f->flags & FIELD_REQUIRED ? " (required)" : "");
	for (const struct column *k = cmd->columns; k && k->name; k++)
		if (k->flags & COL_FILTER)
			print_option(o, k->name, 0, k->name, k->help,
			    " (filter, repeatable)");
	for (const struct field *f = common_fields; f->name; f++)
		if (common_applies(cmd, f))
			print_option(o, f->name, f->letter, f->kind->name,
			    f->help, "");
	out_printf(o, "  -h, --help                  this screen; the manual "
	    "page\n");
	if (cmd->columns != NULL && cmd->columns->name != NULL) {
		out_text(o, "\ncolumns: ");
		for (const struct column *k = cmd->columns; k->name; k++)
			out_printf(o, "%s%s", k == cmd->columns ? "" : ",",
			    k->name);
		out_char(o, '\n');
	}
}
