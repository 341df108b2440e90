/* The words behind a command: which options and arguments they are. */
#include <string.h>

#include "base/str.h"
#include "cli/cmd.h"
#include "io/decode.h"

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
		if (!(f->flags & FIELD_COLUMN) &&
		    same_option(f->name, word, n)) {
			out->field = f;
			return 1;
		}
	for (const struct column *k = cmd->columns; k && k->name; k++)
		if (takes_filters(cmd) && (k->flags & COL_FILTER) &&
		    same_option(k->name, word, n)) {
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

/* Is it an option of some other command? */
static int
is_of_others(const char *word, size_t n)
{
	struct found at;

	for (size_t i = 0; all_commands[i] != NULL; i++)
		if (word[1] == '-'
			? find_long(all_commands[i], word + 2, n, &at)
			: find_short(all_commands[i], word[1], &at))
			return 1;
	return 0;
}

/* One that has its place elsewhere is no mistyped one. */
static int
misplaced_option(struct call *c, const char *word, size_t n)
{
	const char *path = c->cmd->path, *how;

	if (strcmp(word, "-C") == 0 || strcmp(word, "-c") == 0 ||
	    (n == 4 && strncmp(word, "--book", 6) == 0))
		return fail(c->ops, OPS_USAGE, "option '%.*s' stands before "
		    "the command: 'ops %.*s ... %s'", word[1] == '-' ? 6 : 2,
		    word, word[1] == '-' ? 6 : 2, word, path);
	if (!is_of_others(word, n))
		return 0;
	if ((c->cmd->needs & TAKES_TIME) &&
	    ((n == 5 && (strncmp(word, "--since", 7) == 0 ||
		strncmp(word, "--until", 7) == 0)) ||
		(n == 6 && strncmp(word, "--period", 8) == 0) ||
		strcmp(word, "-p") == 0))
		how = "it is of one time, --as-of";
	else
		how = arena_printf(c->ops->mem, "'ops %s -h' lists them", path);
	return fail(c->ops, OPS_USAGE, "'%.*s' is not an option of '%s': %s",
	    word[1] == '-' ? (int)n + 2 : 2, word, path, how);
}

static int
unknown_option(struct call *c, const char *word)
{
	struct names *all = ARENA_NEW(c->ops->mem, struct names);
	const char *name = word + strspn(word, "-"), *near;
	size_t n = strcspn(name, "=");
	const char *plain = arena_strndup(c->ops->mem, name, n);
	int err = misplaced_option(c, word, n);

	if (err != 0)
		return err;
	for (const struct field *f = c->cmd->fields; f && f->name; f++)
		if (!(f->flags & FIELD_COLUMN))
			add_name(all, f->name);
	for (const struct column *k = c->cmd->columns; k && k->name; k++)
		if (takes_filters(c->cmd) && (k->flags & COL_FILTER))
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

/* The system's names are bytes; all else that is typed is UTF-8. */
static int
is_name_of_file(const struct field *f)
{
	return f->kind == &kind_file || f->kind == &kind_folder;
}

/* What was meant to be named ("$folder") is not this folder, or no file. */
static int
empty_name(struct call *c, const struct field *f)
{
	const char *what = f->kind == &kind_file ? "file" : "folder";
	char buf[OPTION_MAX];

	if (f->flags & FIELD_ARG)
		return fail(c->ops, OPS_USAGE,
		    "<%s> is empty: expected the name of a %s", f->name, what);
	return fail(c->ops, OPS_USAGE, "--%s is empty: expected the name of a "
	    "%s", option_name(f->name, buf), what);
}

/*
 * In a record an empty value is a missing one; where rows are chosen it
 * would choose them all, and that is what an unset variable must not do.
 */
static int
may_be_empty(const struct call *c, const struct found *at)
{
	if (at->common)
		return strcmp(at->field->name, "message") == 0;
	return (c->cmd->needs & (NEED_WRITE | HIDDEN)) != 0;
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
	if (is_name_of_file(at->field) && text[0] == '\0')
		return empty_name(c, at->field);
	if (!is_name_of_file(at->field) &&
	    utf8_check(text, strlen(text)) != strlen(text))
		return fail(c->ops, at->common ? OPS_USAGE : OPS_DATA,
		    "%s%s: '%s' is wrong: expected UTF-8",
		    at->common ? "--" : "", at->field->name, text);
	if (text[0] == '\0' && !may_be_empty(c, at))
		return fail(c->ops, OPS_USAGE,
		    "option '--%s' is empty: leave it out, or give it a value",
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
		(char *)&c->opt + at->field->at) == 0)
		return 0;
	c->ops->code = OPS_USAGE; /* it is how to do it, not what is done */
	return fail_at(c->ops, "--%s", option_name(at->field->name, buf));
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
