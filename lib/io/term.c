/* The terminal: is there one, how wide, with colour, and the pager. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/vec.h"
#include "io/term.h"

static const int pager_signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

enum { SIGNALS = sizeof pager_signals / sizeof *pager_signals };

/* The one pager of the process. */
static struct {
	pid_t pid;
	int terminal; /* what descriptor 1 was */
	struct sigaction before[SIGNALS];
} pager;

int
term_is_out(void)
{
	return pager_runs() || isatty(STDOUT_FILENO);
}

int
term_is_err(void)
{
	return isatty(STDERR_FILENO);
}

static int
whole_number(const char *text)
{
	char *end;
	long n;

	if (text == NULL || *text < '0' || *text > '9')
		return 0;
	n = strtol(text, &end, 10);
	return *end == '\0' && n > 0 && n < 100000 ? (int)n : 0;
}

int
term_width(void)
{
	int fds[] = { pager_runs() ? pager.terminal : STDOUT_FILENO,
		STDERR_FILENO };
	int n = whole_number(getenv("COLUMNS"));
	struct winsize size;

	for (int i = 0; i < 2 && n == 0; i++)
		if (ioctl(fds[i], TIOCGWINSZ, &size) == 0)
			n = size.ws_col;
	return n > 0 ? n : 80;
}

const char *
color_by_name(const char *name, enum color_when *when)
{
	static const char *const names[] = { "auto", "always", "never" };

	for (int i = 0; i < 3; i++) {
		if (strcmp(name, names[i]) == 0) {
			*when = (enum color_when)i;
			return NULL;
		}
	}
	return "auto, always or never";
}

/* One that knows letters only: no colours, and no pager can work on it. */
static int
is_dumb(void)
{
	const char *term = getenv("TERM");

	return term == NULL || *term == '\0' || strcmp(term, "dumb") == 0;
}

int
term_color(enum color_when when)
{
	const char *no = getenv("NO_COLOR");

	if (when != COLOR_AUTO)
		return when == COLOR_ALWAYS;
	return term_is_out() && (no == NULL || *no == '\0') && !is_dumb();
}

/*
 * The pager
 */
int
pager_runs(void)
{
	return pager.pid > 0;
}

static void
reap(void)
{
	while (waitpid(pager.pid, NULL, 0) < 0 && errno == EINTR)
		;
}

/* The user still reads: the process dies when they have left. */
static void
on_signal(int number)
{
	close(STDOUT_FILENO);
	reap();
	for (int i = 0; i < SIGNALS; i++)
		sigaction(pager_signals[i], &pager.before[i], NULL);
	raise(number);
}

static void
catch_signals(void)
{
	struct sigaction act = { .sa_handler = on_signal };

	sigemptyset(&act.sa_mask);
	for (int i = 0; i < SIGNALS; i++) {
		sigaction(pager_signals[i], &act, &pager.before[i]);
		/* What the parent had ignored (nohup) stays ignored. */
		if (pager.before[i].sa_handler == SIG_IGN)
			sigaction(pager_signals[i], &pager.before[i], NULL);
	}
}

/* The words of the command, or NULL where there is to be no pager. */
static char **
pager_words(struct arena *mem, const char *setting)
{
	const char *command = getenv("OPS_PAGER");
	VEC(char *) words = { 0 };
	char *p;

	if (command == NULL)
		command = setting != NULL ? setting : getenv("PAGER");
	p = arena_strdup(mem, command != NULL ? command : "less -FRX");
	for (;;) {
		p += strspn(p, " \t\n");
		if (*p == '\0')
			break;
		*VEC_ADD(mem, &words) = p;
		p += strcspn(p, " \t\n");
		if (*p != '\0')
			*p++ = '\0';
	}
	if (words.n == 0 || (words.n == 1 && strcmp(words.v[0], "cat") == 0))
		return NULL;
	*VEC_ADD(mem, &words) = NULL;
	return words.v;
}

static NORETURN void
become_pager(char **words, int data, int status)
{
	struct sigaction act = { .sa_handler = SIG_DFL };
	int error;

	sigemptyset(&act.sa_mask);
	sigaction(SIGPIPE, &act, NULL);
	setenv("LESS", "FRX", 0);
	setenv("LV", "-c", 0);
	if (dup2(data, STDIN_FILENO) >= 0)
		execvp(words[0], words);
	error = errno;
	if (write(status, &error, sizeof error) < 0)
		_exit(126);
	_exit(127);
}

static int
make_pipe(int fd[2])
{
	if (pipe(fd) < 0)
		return -1;
	for (int i = 0; i < 2; i++)
		fcntl(fd[i], F_SETFD, FD_CLOEXEC);
	return 0;
}

/*
 * Runs it at the reading end of the pipe; gives its process, or -1.  The
 * status pipe is closed by a successful exec and has bytes otherwise.
 */
static pid_t
spawn(char **words, const int data[2])
{
	int status[2], error;
	ssize_t got;
	pid_t pid;

	if (make_pipe(status) < 0)
		return -1;
	pid = fork();
	if (pid == 0)
		become_pager(words, data[0], status[1]);
	close(status[1]);
	if (pid > 0) {
		do
			got = read(status[0], &error, sizeof error);
		while (got < 0 && errno == EINTR);
		if (got > 0) {
			waitpid(pid, NULL, 0);
			pid = -1;
		}
	}
	close(status[0]);
	return pid;
}

int
pager_start(struct ops *ops, const char *setting)
{
	int data[2];
	char **words;
	pid_t pid;

	if (pager_runs() || !isatty(STDOUT_FILENO) || is_dumb())
		return 0;
	words = pager_words(ops->mem, setting);
	if (words == NULL || make_pipe(data) < 0)
		return 0;
	pid = spawn(words, data);
	close(data[0]);
	if (pid > 0) {
		pager.terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
		pager.pid = pid;
		catch_signals();
		dup2(data[1], STDOUT_FILENO);
	}
	close(data[1]);
	return 0;
}

void
pager_wait(void)
{
	if (!pager_runs())
		return;
	dup2(pager.terminal, STDOUT_FILENO);
	close(pager.terminal);
	reap();
	for (int i = 0; i < SIGNALS; i++)
		sigaction(pager_signals[i], &pager.before[i], NULL);
	pager.pid = 0;
}
