/* ops: global options, the command's words, and the exit code. */
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/alias.h"
#include "cli/cmd.h"
#include "cli/help.h"
#include "cli/install.h"
#include "cli/program.h"
#include "cli/usage.h"
#include "io/out.h"
#include "io/term.h"
#include "io/width.h"

enum { SETTINGS_MAX = 64 };

struct globals {
	const char *setting[SETTINGS_MAX]; /* -c key=value */
	size_t settings;
	struct book_words words;
	const char *self; /* argv[0] */
	char *link;	  /* it is ops-<link>: the first word; or NULL */
	int is_other;	  /* it is ops-<word> of no command */
	int nagios;	  /* --nagios is among the words */
};

/* One line in one write, so that two programs' lines do not mix. */
static void
say(struct ops *ops, const char *line)
{
	struct str text = STR_INIT;

	(void)ops;
	str_add(&text, "ops: ");
	text_safe(&text, line, strlen(line));
	str_addc(&text, '\n');
	if (write(STDERR_FILENO, text.p, text.len) < 0)
		errno = 0; /* nobody is left to be told */
	str_free(&text);
}

static int
set_clock(struct ops *ops)
{
	const char *text = getenv("OPS_NOW"), *expected;
	struct clock clock = { .zone = zone_utc() };
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	ops->now = clock.now = now.tv_sec;
	if (text == NULL || text[0] == '\0')
		return 0;
	expected = when_parse(text, strlen(text), &clock, WHEN_FIRST,
	    &ops->now);
	if (expected == NULL)
		return 0;
	return fail(ops, OPS_USAGE, "OPS_NOW: '%s' is wrong: expected %s",
	    text, expected);
}

/* -h, --version and the like: whoever comes next takes them. */
static int
ends_globals(const struct globals *g, const char *word)
{
	static const char *const known[] = { "--version", "--help", "-h",
		"--install" };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(word, known[i]) == 0)
			return 1;
	/* Behind ops-log stand the options of log. */
	return g->link != NULL && strcmp(word, "-C") != 0 &&
	    strcmp(word, "-c") != 0 && strcmp(word, "--book") != 0 &&
	    !text_starts(word, "--book=");
}

/* "$folder" that was never set is not the folder at hand. */
static int
no_folder(struct ops *ops, const char *option)
{
	return fail(ops, OPS_USAGE,
	    "%s is empty: expected the name of a folder", option);
}

static int
take_book(struct ops *ops, struct globals *g, const char *folder)
{
	if (folder[0] == '\0')
		return no_folder(ops, "--book");
	if (g->words.book != NULL)
		return fail(ops, OPS_USAGE, "option '--book' is given twice");
	g->words.book = folder;
	return 0;
}

/* Takes the options before the command; *used is how many words. */
static int
global_options(struct ops *ops, struct globals *g, int argc, char **argv,
    int *used)
{
	int i, err = 0;

	for (i = 0; err == 0 && i < argc && argv[i][0] == '-'; i++) {
		const char *word = argv[i];
		const char *value = i + 1 < argc ? argv[i + 1] : NULL;

		if (ends_globals(g, word))
			break;
		if (text_starts(word, "--book=")) {
			err = take_book(ops, g, word + strlen("--book="));
			continue;
		}
		if (strcmp(word, "-C") != 0 && strcmp(word, "-c") != 0 &&
		    strcmp(word, "--book") != 0)
			return fail(ops, OPS_USAGE, "option '%s' is not known "
			    "before a command (-C, -c and --book are)", word);
		if (value == NULL)
			return fail(ops, OPS_USAGE, "option '%s' needs a value",
			    word);
		i++;
		if (value[0] == '\0' && strcmp(word, "-c") != 0)
			return no_folder(ops, word);
		if (strcmp(word, "--book") == 0) {
			err = take_book(ops, g, value);
		} else if (strcmp(word, "-c") == 0) {
			if (g->settings == SETTINGS_MAX)
				return fail(ops, OPS_USAGE,
				    "more than %d -c", SETTINGS_MAX);
			g->setting[g->settings++] = value;
		} else {
			g->words.changed = 1;
			if (chdir(value) != 0)
				return fail(ops, OPS_NOINPUT,
				    "cannot change to '%s': %s", value,
				    strerror(errno));
		}
	}
	*used = i;
	return err;
}

/* The words typed so far that lead somewhere: "stock item ". */
static const char *
known_prefix(struct ops *ops, int argc, char **argv, int *n)
{
	const char *prefix = "";

	for (*n = 0; *n < argc && argv[*n][0] != '-'; ++*n) {
		const char *longer = arena_printf(ops->keep, "%s%s ", prefix,
		    argv[*n]);
		int leads = 0;

		for (size_t i = 0; all_commands[i] != NULL; i++)
			leads |= text_starts(all_commands[i]->path, longer);
		if (!leads)
			break;
		prefix = longer;
	}
	return prefix;
}

/* The commands below a prefix, a line each, to a descriptor. */
static int
print_list(struct ops *ops, const char *prefix, int fd)
{
	struct out *o;
	int err = out_open_fd(ops, fd, fd == STDOUT_FILENO ? "standard output"
	    : "standard error", &o);

	if (err != 0)
		return err;
	if (prefix[0] == '\0') {
		help_overview(o);
		return out_close(ops, o);
	}
	out_text(o, "usage: ops [-C <dir>] [-c <key>=<value>] [--book <dir>] "
	    "<command> [<options>]\n\n");
	usage_group(o, prefix);
	out_text(o,
	    "\n'ops <command> -h' shows its options, 'ops help' tells more.\n");
	return out_close(ops, o);
}

/* --help behind words is `ops help` before them. */
static int
help(struct ops *ops, struct globals *g, int argc, char **argv)
{
	struct call call = { .ops = ops };
	static char name[] = "help";
	char *word[] = { name };
	int used, err;

	call.cmd = cmd_find(1, word, &used);
	if (call.cmd == NULL)
		BUG("there is no command 'help'");
	err = parse_words(&call, argc, argv);
	return err != 0 ? err
	    : run_call(&call, g->setting, g->settings, &g->words);
}

static int
no_command(struct ops *ops, struct globals *g, int argc, char **argv)
{
	int n;
	const char *prefix = known_prefix(ops, argc, argv, &n), *near;

	if (n < argc && argv[n][0] != '-') {
		near = cmd_nearest(argv[n], prefix);
		if (near != NULL)
			return fail(ops, OPS_USAGE,
			    "'%s%s' is not a command (did you mean '%s%s'?)",
			    prefix, argv[n], prefix, near);
		return fail(ops, OPS_USAGE, "'%s%s' is not a command: 'ops "
		    "help -a' lists them", prefix, argv[n]);
	}
	if (n > 0 && n < argc && strcmp(argv[n], "-h") == 0)
		return print_list(ops, prefix, STDOUT_FILENO);
	if (n < argc && (strcmp(argv[n], "-h") == 0 ||
		strcmp(argv[n], "--help") == 0))
		return help(ops, g, n, argv);
	if (g->nagios)
		return fail(ops, OPS_USAGE, "'ops %s...' is not a command: "
		    "'ops help -a' lists them", prefix);
	if (g->is_other)
		return fail(ops, OPS_USAGE, "'%s' is a link to ops, and names "
		    "no command of it: 'ops help' lists them", g->self);
	print_list(ops, prefix, STDERR_FILENO);
	return OPS_USAGE;
}

static int
print_usage(struct call *c)
{
	struct out *o;
	int err = out_open_stdout(c->ops, &o);

	if (err != 0)
		return err;
	usage_print(c->cmd, o);
	return out_close(c->ops, o);
}

/* ops-stock, a link to this program, is `ops stock`. */
static void
find_link(struct ops *ops, struct globals *g, const char *self)
{
	const char *slash = strrchr(self, '/');
	const char *name = slash != NULL ? slash + 1 : self;

	g->self = self;
	if (!text_starts(name, "ops-"))
		return;
	name += strlen("ops-");
	if (cmd_begins(name))
		g->link = arena_strdup(ops->keep, name);
	g->is_other = g->link == NULL;
}

static void
prepend(struct ops *ops, char *word, int *argc, char ***argv)
{
	char **words = ARENA_ARRAY(ops->keep, char *, *argc + 2);

	words[0] = word;
	memcpy(words + 1, *argv, (size_t)*argc * sizeof *words);
	++*argc;
	*argv = words;
}

/* `ops foo` is ops-foo, which finds the book in its environment. */
static int
run_program(struct ops *ops, struct globals *g, const char *path, int argc,
    char **argv)
{
	char **words = ARENA_ARRAY(ops->keep, char *, argc + 1);
	const char *folder;
	int err;

	if (g->settings > 0)
		return fail(ops, OPS_USAGE, "-c is for the commands of ops: "
		    "'%s' is a program of its own", path);
	if (g->words.book != NULL) {
		err = book_find(ops, &g->words, &folder);
		if (err != 0)
			return err;
		setenv("OPS_BOOK", folder, 1);
	} else if (g->words.changed) {
		unsetenv("OPS_BOOK");
	}
	words[0] = arena_printf(ops->keep, "ops-%s", argv[0]);
	memcpy(words + 1, argv + 1, (size_t)(argc - 1) * sizeof *words);
	signal(SIGXFSZ, SIG_DFL);
	execv(path, words);
	return fail(ops, OPS_UNAVAIL, "'%s' cannot be run: %s", path,
	    strerror(errno));
}

/* The first word is no command: a shortcut, a program, or a mistake. */
static int
other_word(struct ops *ops, struct globals *g, int *argc, char ***argv)
{
	const struct conf_value *alias;
	const char *path;
	int err = book_settings(ops, g->setting, g->settings, NULL);

	if (err == 0)
		err = alias_check(ops);
	if (err != 0)
		return err;
	alias = alias_find(ops, (*argv)[0]);
	path = g->is_other ? NULL : program_find(ops, (*argv)[0]);
	if (alias != NULL && path != NULL)
		return fail(ops, OPS_CONFIG, "%s: %s would hide '%s': expected "
		    "another name", alias->origin, alias->name, path);
	err = alias_expand(ops, argc, argv);
	if (err != 0 || cmd_begins((*argv)[0]))
		return err;
	path = g->is_other ? NULL : program_find(ops, (*argv)[0]);
	return path == NULL ? 0 : run_program(ops, g, path, *argc, *argv);
}

/* A mistake in any word is no news of what is watched. */
static int
asks_for_nagios(int argc, char **argv)
{
	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--nagios") == 0)
			return 1;
	return 0;
}

/* What stands before all commands and does something. */
static int
run_global(struct ops *ops, struct globals *g, int argc, char **argv)
{
	if (strcmp(argv[0], "--install") == 0)
		return argc == 2 && argv[1][0] != '\0'
		    ? install_links(ops, g->self, argv[1])
		    : fail(ops, OPS_USAGE, "--install needs one folder");
	printf("ops %s\n", OPS_VERSION);
	return fflush(stdout) == 0 ? 0
	    : fail(ops, OPS_IO, "cannot write standard output: %s",
		  strerror(errno));
}

static int
run(struct ops *ops, struct globals *g, int argc, char **argv)
{
	struct call call = { .ops = ops };
	int used, err = global_options(ops, g, argc, argv, &used);

	if (err != 0)
		return err;
	argc -= used;
	argv += used;
	if (argc > 0 && (strcmp(argv[0], "--version") == 0 ||
	    strcmp(argv[0], "--install") == 0))
		return run_global(ops, g, argc, argv);
	/* The shells ask a link, too, and mean words behind it. */
	call.link = g->link;
	if (g->link != NULL && (argc == 0 || strcmp(argv[0], "complete") != 0))
		prepend(ops, g->link, &argc, &argv);
	if (argc > 0 && argv[0][0] != '-' && !cmd_begins(argv[0]))
		err = other_word(ops, g, &argc, &argv);
	if (err != 0)
		return err;
	call.cmd = cmd_find(argc, argv, &used);
	if (call.cmd == NULL)
		return no_command(ops, g, argc, argv);
	ops->as = call.cmd->path;
	g->nagios |= asks_for_nagios(argc, argv); /* of a shortcut */
	err = parse_words(&call, argc - used, argv + used);
	if (err != 0)
		return err;
	if (call.opt.usage)
		return print_usage(&call);
	if (call.opt.help)
		return help(ops, g, used, argv);
	return run_call(&call, g->setting, g->settings, &g->words);
}

/* A monitoring plugin's way to say that it could not find out. */
static int
unknown_state(struct ops *ops)
{
	struct str why = STR_INIT;

	text_safe(&why, ops->why, strlen(ops->why));
	for (size_t i = 0; i < why.len; i++)
		if (why.p[i] == '|') /* what follows would be numbers */
			why.p[i] = '/';
	printf("UNKNOWN - %s\n", why.p);
	fflush(stdout);
	str_free(&why);
	return 3;
}

/* Whoever is told to go leaves no unfinished file behind. */
static void
on_death(int sig)
{
	out_remove_unfinished();
	signal(sig, SIG_DFL);
	raise(sig);
}

static void
catch_deaths(void)
{
	static const int deaths[] = { SIGHUP, SIGINT, SIGTERM };
	struct sigaction act = { .sa_handler = on_death }, old;

	sigemptyset(&act.sa_mask);
	for (size_t i = 0; i < sizeof deaths / sizeof *deaths; i++)
		if (sigaction(deaths[i], NULL, &old) == 0 &&
		    old.sa_handler == SIG_DFL)
			sigaction(deaths[i], &act, NULL);
}

int
main(int argc, char **argv)
{
	struct ops ops = { .say = say, .known = NONE };
	struct globals g = { .settings = 0 };
	int err, code;

	out_guard_standard();
	catch_deaths();
	ops.mem = arena_new();
	ops.keep = arena_new();
	arena_grows(ops.keep);
	find_link(&ops, &g, argc > 0 ? argv[0] : "ops");
	g.nagios = asks_for_nagios(argc, argv);
	err = set_clock(&ops);
	if (err == 0)
		err = run(&ops, &g, argc > 0 ? argc - 1 : 0, argv + 1);
	code = -err;
	if (ops.code != OPS_OK) {
		if (g.nagios)
			code = unknown_state(&ops);
		else
			warn(&ops, "%s", ops.why);
	}
	arena_free(ops.keep);
	arena_free(ops.mem);
	return code;
}
