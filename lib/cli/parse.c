/* The words behind a command: which options and arguments they are. */
#include <string.h>

#include "base/str.h"
#include "cli/cmd.h"

#define COMMON(f, how) AT_##how(struct common, f)

const struct field common_fields[] = {
	{ "format", 'F', &kind_text, COMMON(format, TEXT), 0,
	    "table, csv, tsv, json, jsonl, md or html" },
	{ "output", 'o', &kind_file, COMMON(output, TEXT), 0,
	    "write to this file, whole or not at all" },
	{ "quiet", 'q', &kind_flag, COMMON(quiet, FLAG), 0,
	    "print nothing but errors" },
	{ "where", 'w', &kind_text, COMMON(where, TEXT), 0,
	    "only rows that meet this condition" },
	{ "columns", 0, &kind_text, COMMON(columns, TEXT), 0,
	    "only these columns, in this order: a,b" },
	{ "sort", 0, &kind_text, COMMON(sort, TEXT), 0,
	    "order by these columns: a,-b (minus: falling)" },
	{ "limit", 0, &kind_count, COMMON(limit, INT), 0,
	    "at most this many rows" },
	{ "no_header", 0, &kind_flag, COMMON(no_header, FLAG), 0,
	    "leave out the line of names" },
	{ "color", 0, &kind_text, COMMON(color, TEXT), 0,
	    "auto, always or never" },
	{ "no_pager", 0, &kind_flag, COMMON(no_pager, FLAG), 0,
	    "do not start a pager" },
	{ "for_spreadsheet", 0, &kind_flag, COMMON(for_spreadsheet, FLAG), 0,
	    "guard texts that a spreadsheet would take for formulas" },
	{ "as_of", 0, &kind_text, COMMON(as_of, TEXT), 0,
	    "what was effective up to then; also the clock" },
	{ "known_at", 0, &kind_text, COMMON(known_at, TEXT), 0,
	    "what was recorded up to then, or up to entry @n" },
	{ "period", 'p', &kind_text, COMMON(period, TEXT), 0,
	    "only what is effective in this period" },
	{ "since", 0, &kind_text, COMMON(since, TEXT), 0,
	    "only what is effective from then on" },
	{ "until", 0, &kind_text, COMMON(until, TEXT), 0,
	    "only what is effective up to then" },
	{ "nagios", 0, &kind_flag, COMMON(nagios, FLAG), 0,
	    "one line and the exit codes of a monitoring plugin" },
	{ "input", 'i', &kind_file, COMMON(input, TEXT), 0,
	    "records from this CSV file; - is standard input" },
	{ "keep_going", 0, &kind_flag, COMMON(keep_going, FLAG), 0,
	    "post the good rows, leave the bad ones in --rejects" },
	{ "rejects", 0, &kind_file, COMMON(rejects, TEXT), 0,
	    "where bad rows go, each with its line and error" },
	{ "line", 0, &kind_texts, COMMON(line, TEXTS), 0,
	    "one line of the document: name=value,... (repeatable)" },
	{ "message", 'm', &kind_text, COMMON(message, TEXT), 0,
	    "why, for the journal" },
	{ "key", 0, &kind_text, COMMON(key, TEXT), 0,
	    "post once: the same key again posts nothing" },
	{ "dry_run", 'n', &kind_flag, COMMON(dry_run, FLAG), 0,
	    "show what would be posted, post nothing" },
	{ "template", 0, &kind_flag, COMMON(template, FLAG), 0,
	    "print the CSV header for -i" },
	{ "sheet", 0, &kind_flag, COMMON(sheet, FLAG), 0,
	    "print the rows expected now, to be corrected for -i" },
	{ NULL, 'h', &kind_flag, 0, 0, NULL },
};

static int
is_write(const struct cmd *cmd)
{
	return (cmd->needs & NEED_WRITE) != 0;
}

int
common_applies(const struct cmd *cmd, const struct field *f)
{
	static const char reading[] =
	    " where columns sort limit no_header for_spreadsheet ";
	static const char bulk[] =
	    " input keep_going rejects template sheet line ";
	static const char writing[] = " message key dry_run ";
	char word[OPTION_MAX + 2] = " ";
	size_t n = strlen(f->name);

	memcpy(word + 1, f->name, n);
	memcpy(word + 1 + n, " ", 2);
	if (strcmp(f->name, "line") == 0)
		return cmd->line_size > 0;
	if (strcmp(f->name, "sheet") == 0)
		return 0; /* the verbs that have one declare it */
	if (strcmp(f->name, "nagios") == 0)
		return cmd->prints == PRINTS_ANSWER;
	if (strcmp(f->name, "as_of") == 0 || strcmp(f->name, "known_at") == 0)
		return (cmd->needs & TAKES_TIME) != 0;
	if (strstr(" period since until ", word) != NULL)
		return (cmd->needs & TAKES_PERIOD) != 0;
	if (strstr(reading, word) != NULL)
		return cmd->prints == PRINTS_RELATION ||
		    cmd->prints == PRINTS_ANSWER;
	if (strstr(bulk, word) != NULL)
		return is_write(cmd) && !(cmd->needs & TAKES_NO_INPUT);
	if (strstr(writing, word) != NULL)
		return is_write(cmd);
	return 1;
}

const char *
option_name(const char *field, char buf[OPTION_MAX])
{
	size_t i = 0;

	for (; field[i] != '\0' && i + 1 < OPTION_MAX; i++)
		buf[i] = field[i] == '_' ? '-' : field[i];
	buf[i] = '\0';
	return buf;
}

static int
same_option(const char *field, const char *word, size_t n)
{
	char buf[OPTION_MAX];

	option_name(field, buf);
	return strlen(buf) == n && memcmp(buf, word, n) == 0;
}

/* What an option stands for. */
struct found {
	const struct field *field;
	const struct column *filter;
	int common;
};

static int
find_long(const struct cmd *cmd, const char *word, size_t n, struct found *out)
{
	memset(out, 0, sizeof *out);
	for (const struct field *f = cmd->fields; f && f->name; f++)
		if (same_option(f->name, word, n)) {
			out->field = f;
			return 1;
		}
	for (const struct column *k = cmd->columns; k && k->name; k++)
		if ((k->flags & COL_FILTER) && same_option(k->name, word, n)) {
			out->filter = k;
			return 1;
		}
	for (const struct field *f = common_fields; f->name; f++)
		if (common_applies(cmd, f) && same_option(f->name, word, n)) {
			out->field = f;
			out->common = 1;
			return 1;
		}
	return 0;
}

static int
find_short(const struct cmd *cmd, char letter, struct found *out)
{
	memset(out, 0, sizeof *out);
	for (const struct field *f = cmd->fields; f && f->name; f++)
		if (f->letter == letter) {
			out->field = f;
			return 1;
		}
	for (const struct field *f = common_fields; f->name; f++)
		if (f->letter == letter && common_applies(cmd, f)) {
			out->field = f;
			out->common = 1;
			return 1;
		}
	return 0;
}

struct names {
	const char *v[200];
	size_t n;
	char text[200][OPTION_MAX];
};

static const char *
name_at(size_t i, const void *data)
{
	return ((const struct names *)data)->v[i];
}

static void
add_name(struct names *all, const char *field)
{
	if (all->n < 200) {
		all->v[all->n] = option_name(field, all->text[all->n]);
		all->n++;
	}
}

static int
unknown_option(struct call *c, const char *word)
{
	struct names *all = ARENA_NEW(c->ops->mem, struct names);
	const char *name = word + strspn(word, "-"), *near;
	size_t n = strcspn(name, "=");
	const char *plain = arena_strndup(c->ops->mem, name, n);

	for (const struct field *f = c->cmd->fields; f && f->name; f++)
		add_name(all, f->name);
	for (const struct column *k = c->cmd->columns; k && k->name; k++)
		if (k->flags & COL_FILTER)
			add_name(all, k->name);
	for (const struct field *f = common_fields; f->name; f++)
		if (common_applies(c->cmd, f))
			add_name(all, f->name);
	near = text_nearest(plain, all->n, name_at, all);
	if (near != NULL && word[1] == '-')
		return fail(c->ops, OPS_USAGE, "option '--%s' is not known "
		    "(did you mean '--%s'?)", plain, near);
	return fail(c->ops, OPS_USAGE, "option '%s' is not known: 'ops %s -h' "
	    "lists the options", word, c->cmd->path);
}

static int
take_filter(struct call *c, const struct column *column, const char *text)
{
	struct filter *f;
	const char **values;

	for (f = c->filters.v; f < c->filters.v + c->filters.n; f++)
		if (strcmp(f->column, column->name) == 0)
			break;
	if (f == c->filters.v + c->filters.n) {
		f = VEC_ADD(c->ops->keep, &c->filters);
		f->column = column->name;
	}
	values = ARENA_ARRAY(c->ops->keep, const char *, f->n + 1);
	if (f->n > 0)
		memcpy(values, f->values, f->n * sizeof *values);
	values[f->n] = text;
	f->values = values;
	f->n++;
	return 0;
}

static int
take_field(struct call *c, const struct found *at, const char *text)
{
	struct given *g;
	int repeats = at->field->kind->store == STORE_TEXTS;
	char buf[OPTION_MAX];

	if (!repeats)
		VEC_EACH(&c->given, g)
			if (g->field == at->field)
				return fail(c->ops, OPS_USAGE,
				    "option '--%s' is given twice",
				    option_name(at->field->name, buf));
	g = VEC_ADD(c->ops->keep, &c->given);
	g->field = at->field;
	g->text = text;
	g->common = at->common;
	if (!at->common)
		return 0;
	if (text[0] == '\0')
		return 0;
	if (at->field->kind->parse(c, at->field, text, strlen(text),
		(char *)&c->opt + at->field->at) != 0)
		return fail_at(c->ops, "--%s",
		    option_name(at->field->name, buf));
	return 0;
}

static int
take(struct call *c, const struct found *at, const char *text)
{
	return at->filter != NULL ? take_filter(c, at->filter, text)
				  : take_field(c, at, text);
}

static int
is_flag(const struct found *at)
{
	return at->field != NULL && at->field->kind->store == STORE_FLAG;
}

/* "--name", "--name value", "--name=value" */
static int
long_option(struct call *c, char **argv, int argc, int *i)
{
	const char *word = argv[*i] + 2, *equals = strchr(word, '=');
	size_t n = equals != NULL ? (size_t)(equals - word) : strlen(word);
	struct found at;

	if (n == 4 && memcmp(word, "help", 4) == 0) {
		c->opt.help = 1;
		return 0;
	}
	if (n == 0 || !find_long(c->cmd, word, n, &at))
		return unknown_option(c, argv[*i]);
	if (is_flag(&at)) {
		if (equals != NULL)
			return fail(c->ops, OPS_USAGE,
			    "option '--%.*s' takes no value", (int)n, word);
		return take(c, &at, "yes");
	}
	if (equals != NULL)
		return take(c, &at, equals + 1);
	if (*i + 1 >= argc)
		return fail(c->ops, OPS_USAGE, "option '--%s' needs a value",
		    word);
	return take(c, &at, argv[++*i]);
}

/* "-nq", "-Fcsv", "-F csv" */
static int
short_options(struct call *c, char **argv, int argc, int *i)
{
	const char *word = argv[*i];

	for (const char *p = word + 1; *p != '\0'; p++) {
		struct found at;
		int err;

		if (*p == 'h') {
			c->opt.usage = 1;
			continue;
		}
		if (!find_short(c->cmd, *p, &at))
			return unknown_option(c, arena_printf(c->ops->mem,
			    "-%c", *p));
		if (is_flag(&at)) {
			err = take(c, &at, "yes");
			if (err != 0)
				return err;
			continue;
		}
		if (p[1] != '\0')
			return take(c, &at, p + 1);
		if (*i + 1 >= argc)
			return fail(c->ops, OPS_USAGE,
			    "option '-%c' needs a value", *p);
		return take(c, &at, argv[++*i]);
	}
	return 0;
}

static int
argument(struct call *c, const char *word)
{
	struct found at = { NULL, NULL, 0 };
	struct given *g;

	for (const struct field *f = c->cmd->fields; f && f->name; f++) {
		int taken = 0;

		if ((f->flags & FIELD_ARG) == 0)
			continue;
		if (f->kind->store != STORE_TEXTS)
			VEC_EACH(&c->given, g)
				taken |= g->field == f;
		if (!taken) {
			at.field = f;
			return take(c, &at, word);
		}
	}
	return fail(c->ops, OPS_USAGE, "'%s' is one argument too many", word);
}

int
parse_words(struct call *c, int argc, char **argv)
{
	int only_arguments = 0, err = 0;

	c->opt.limit = NONE;
	for (int i = 0; err == 0 && i < argc; i++) {
		const char *word = argv[i];

		if (only_arguments || word[0] != '-' || word[1] == '\0')
			err = argument(c, word);
		else if (strcmp(word, "--") == 0)
			only_arguments = 1;
		else if (word[1] == '-')
			err = long_option(c, argv, argc, &i);
		else
			err = short_options(c, argv, argc, &i);
	}
	return err;
}
