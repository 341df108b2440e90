/* The terminal and its pager, on a pseudo terminal of the test's own. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/ops.h"
#include "io/out.h"
#include "io/progress.h"
#include "io/term.h"
#include "tap.h"

static struct ops ops;

/* What a child wrote to its terminal, and how it ended. */
static char seen[10000];
static int status;

static int
open_terminal(void)
{
	struct winsize size = { .ws_col = 123, .ws_row = 40 };
	int fd = posix_openpt(O_RDWR | O_NOCTTY);

	if (fd < 0 || grantpt(fd) < 0 || unlockpt(fd) < 0)
		return -1;
	ioctl(fd, TIOCSWINSZ, &size);
	return fd;
}

/* Runs work() in a child whose three streams are a terminal. */
static int
on_terminal(void (*work)(void))
{
	int master = open_terminal(), slave;
	size_t n = 0;
	ssize_t got;
	pid_t pid;

	if (master < 0)
		return -1;
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		for (int fd = 0; fd < 3; fd++)
			dup2(slave, fd);
		work();
		_exit(0);
	}
	close(slave);
	while (n < sizeof seen - 1 &&
	    (got = read(master, seen + n, sizeof seen - 1 - n)) > 0)
		n += (size_t)got;
	seen[n] = '\0';
	waitpid(pid, &status, 0);
	close(master);
	return 0;
}

static void
environment(void)
{
	unsetenv("COLUMNS");
	unsetenv("NO_COLOR");
	unsetenv("OPS_PAGER");
	unsetenv("PAGER");
	setenv("TERM", "xterm", 1);
}

static void
names(void)
{
	enum color_when when = COLOR_AUTO;

	ok(color_by_name("never", &when) == NULL && when == COLOR_NEVER,
	    "never is a word for colour");
	is_text(color_by_name("yes", &when), "auto, always or never",
	    "yes is not");
}

/* Without a terminal: the test's own streams may be one, so a child's. */
static void
without_terminal(void)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		int fd = open("/dev/null", O_RDWR), good;

		for (int i = 0; i < 3; i++)
			dup2(fd, i);
		good = !term_is_out() && !term_is_err() && term_width() == 80 &&
		    !term_color(COLOR_AUTO) && term_color(COLOR_ALWAYS);
		setenv("COLUMNS", "55", 1);
		good = good && term_width() == 55;
		setenv("COLUMNS", "-3", 1);
		good = good && term_width() == 80;
		pager_start(&ops, "false");
		_exit(good && !pager_runs() ? 0 : 1);
	}
	waitpid(pid, &status, 0);
	is_int(status, 0, "no terminal: 80 columns, no colour, no pager");
}

static void
look_around(void)
{
	int good = term_is_out() && term_is_err() && term_width() == 123 &&
	    term_color(COLOR_AUTO) && !term_color(COLOR_NEVER);

	setenv("NO_COLOR", "", 1);
	good = good && term_color(COLOR_AUTO);
	setenv("NO_COLOR", "1", 1);
	good = good && !term_color(COLOR_AUTO) && term_color(COLOR_ALWAYS);
	unsetenv("NO_COLOR");
	setenv("TERM", "dumb", 1);
	good = good && !term_color(COLOR_AUTO);
	_exit(good ? 0 : 1);
}

static void
page(const char *setting, const char *text)
{
	struct out *o;
	int started;

	pager_start(&ops, setting);
	started = pager_runs();
	if (started && (term_width() != 123 || !term_is_out()))
		_exit(9);
	out_open_stdout(&ops, &o);
	out_text(o, text);
	out_close(&ops, o);
	pager_wait();
	if (write(STDOUT_FILENO, "end", 3) != 3 || pager_runs())
		_exit(8);
	_exit(started ? 0 : 7);
}

static void
page_through_sed(void)
{
	page("  sed   s/^/>/  ", "one\n");
}

static void
page_through_nothing(void)
{
	page("ops-no-such-pager -x", "one\n");
}

static void
page_through_cat(void)
{
	setenv("OPS_PAGER", "cat", 1);
	page("sed s/^/>/", "one\n");
}

static void
page_by_environment(void)
{
	setenv("PAGER", "sed s/^/p/", 1);
	page(NULL, "one\n");
}

static void
page_on_a_dumb_one(void)
{
	setenv("TERM", "dumb", 1);
	page("sed s/^/>/", "one\n");
}

static void
page_environment(void)
{
	unsetenv("LESS");
	setenv("LV", "mine", 1);
	page("env", "");
}

/* Half a megabyte for a reader that wants one line. */
static void
page_to_one_who_leaves(void)
{
	struct out *o;

	out_when_reader_leaves(1);
	pager_start(&ops, "head -n 1");
	out_open_stdout(&ops, &o);
	for (int i = 0; i < 100000; i++)
		out_text(o, "line\n");
	out_close(&ops, o);
	pager_wait();
	_exit(0);
}

static void
interrupted(void)
{
	struct out *o;

	pager_start(&ops, "sed s/^/>/");
	out_open_stdout(&ops, &o);
	out_text(o, "one\n");
	out_flush(&ops, o);
	raise(SIGTERM);
}

static void
pagers(void)
{
	on_terminal(page_through_sed);
	is_text(seen, ">one\r\nend", "a pager is run, then its end awaited");
	is_int(status, 0, "and the terminal stays the width");
	on_terminal(page_through_nothing);
	is_text(seen, "one\r\nend", "a missing pager: printed plainly");
	is_int(WEXITSTATUS(status), 7, "without one");
	on_terminal(page_through_cat);
	is_text(seen, "one\r\nend", "OPS_PAGER=cat is none");
	on_terminal(page_on_a_dumb_one);
	is_text(seen, "one\r\nend", "a dumb terminal has none");
	on_terminal(page_by_environment);
	is_text(seen, "pone\r\nend", "PAGER is used where nothing else is");
	on_terminal(page_environment);
	ok(strstr(seen, "LESS=FRX\r\n") != NULL &&
		strstr(seen, "LV=mine\r\n") != NULL,
	    "LESS is set, what the user has set stays");
	on_terminal(page_to_one_who_leaves);
	is_text(seen, "line\r\n", "a reader that leaves");
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE,
	    "ends the process silently");
	on_terminal(interrupted);
	is_text(seen, ">one\r\n", "a signal lets the pager finish");
	ok(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM,
	    "then the process dies of it");
}

static void
run_long(void)
{
	struct progress p;

	progress_begin(&p, "reading a\033b", 2000);
	p.began -= 2000; /* it began two seconds ago */
	for (int i = 0; i < 500; i++)
		progress_row(&p);
	p.shown -= 1000;
	p.next = p.done;
	progress_row(&p);
	progress_end(&p);
}

static void
run_short(void)
{
	struct progress p;

	progress_begin(&p, "reading", -1);
	for (int i = 0; i < 100000; i++)
		progress_row(&p);
	progress_end(&p);
}

static void
progress(void)
{
	char *first, *last;

	on_terminal(run_long);
	first = strstr(seen, "\rreading a\\x1bb: ");
	ok(first == seen, "progress says what it does, safely");
	ok(strstr(seen, " %, ") != NULL && strstr(seen, " s left") != NULL,
	    "how much and how long");
	ok(strstr(seen, ": 501 rows, 250/s, 25 %, 5 s left\033[K") != NULL,
	    "rows, rate, share, seconds");
	last = strrchr(seen, '\r');
	is_text(last, "\r\033[K", "and clears its line");
	on_terminal(run_short);
	is_text(seen, "", "nothing for what is over in a second");
}

int
main(void)
{
	int fd = open_terminal();

	environment();
	ops.mem = arena_new();
	names();
	without_terminal();
	if (fd < 0) {
		ok(1, "terminals # SKIP no pseudo terminals here");
	} else {
		close(fd);
		on_terminal(look_around);
		is_int(status, 0, "a terminal has width and colour");
		pagers();
		progress();
	}
	arena_free(ops.mem);
	return done();
}
