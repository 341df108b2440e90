/* Another program run to its end: what it says, how it ends, not for ever. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/ticks.h"
#include "io/child.h"

enum { STEP = 20 }; /* milliseconds between two looks */

/* Signals that we ignore would be ignored by the other program, too. */
static int
start(const char *path, char *const argv[], char *const env[], int err_fd,
    pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, usual;
	int err;

	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGXFSZ);
	sigaddset(&usual, SIGINT);
	sigaddset(&usual, SIGTERM);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr,
	    POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF |
		POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setpgroup(&attr, 0);
	posix_spawnattr_setsigdefault(&attr, &usual);
	posix_spawnattr_setsigmask(&attr, &none);
	err = posix_spawn_file_actions_addopen(&files, STDIN_FILENO,
	    "/dev/null", O_RDONLY, 0);
	if (err == 0)
		err = posix_spawn_file_actions_adddup2(&files, STDERR_FILENO,
		    STDOUT_FILENO);
	if (err == 0)
		err = posix_spawn_file_actions_adddup2(&files, err_fd,
		    STDERR_FILENO);
	if (err == 0)
		err = posix_spawn(pid, path, &files, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	return err;
}

/* Takes what is there: 1, or 0 at the end. */
static int
hear(int fd, struct str *said)
{
	char bytes[4096];
	ssize_t n = read(fd, bytes, sizeof bytes);

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	if (n > 0 && said->len < CHILD_SAID)
		str_addn(said, bytes,
		    (size_t)n < CHILD_SAID - said->len ? (size_t)n
			: CHILD_SAID - said->len);
	return n > 0;
}

/* Something it started may hold the pipe for long: its own end counts. */
static int
wait_for(pid_t pid, int fd, int64_t seconds, struct str *said)
{
	int64_t end = milliseconds() + seconds * 1000;
	int state = 0, open = 1;

	for (;;) {
		struct pollfd p = { .fd = open ? fd : -1, .events = POLLIN };
		int heard = poll(&p, 1, STEP) > 0;
		pid_t got;

		if (heard)
			open = hear(fd, said);
		got = waitpid(pid, &state, WNOHANG);
		if (got == pid || (got < 0 && errno != EINTR))
			break;
		if (milliseconds() >= end) {
			kill(-pid, SIGKILL);
			waitpid(pid, &state, 0);
			return CHILD_TOO_LONG;
		}
	}
	while (open) {
		struct pollfd p = { .fd = fd, .events = POLLIN };

		if (poll(&p, 1, 0) <= 0)
			break;
		open = hear(fd, said);
	}
	return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

int
child_run(struct ops *ops, const char *path, char *const argv[],
    char *const env[], int64_t seconds, struct str *said, int *status)
{
	int fd[2], err;
	pid_t pid;

	if (pipe(fd) != 0)
		return fail(ops, OPS_IO, "cannot make a pipe: %s",
		    strerror(errno));
	fcntl(fd[0], F_SETFD, FD_CLOEXEC);
	fcntl(fd[1], F_SETFD, FD_CLOEXEC);
	err = start(path, argv, env, fd[1], &pid);
	close(fd[1]);
	if (err == 0)
		*status = wait_for(pid, fd[0], seconds, said);
	close(fd[0]);
	return err == 0 ? 0
	    : fail(ops, OPS_CONFIG, "it cannot be started: %s", strerror(err));
}
