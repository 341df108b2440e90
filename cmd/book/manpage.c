/* Opening an installed manual page: that of this program, no other's. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "manpage.h"

/* Another program called ops has pages, too: so it is not searched for. */
static const char *
find(struct ops *ops, const char *page)
{
	static const char *const ends[] = { "", ".gz" };
	char self[4096];
	const char *section = strrchr(page, '.') + 1;
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash;

	if (n <= 0)
		return NULL;
	self[n] = '\0';
	for (int up = 0; up < 2; up++) {
		slash = strrchr(self, '/');
		if (slash == NULL)
			return NULL;
		*slash = '\0';
	}
	for (int i = 0; i < 2; i++) {
		const char *path = arena_printf(ops->keep,
		    "%s/share/man/man%s/%s%s", self, section, page, ends[i]);

		if (access(path, R_OK) == 0)
			return path;
	}
	return NULL;
}

static NORETURN void
become_man(struct ops *ops, const char *path, const char *at)
{
	const char *less = getenv("LESS");

	if (at != NULL)
		setenv("LESS",
		    arena_printf(
			ops->mem, "%s +/^ *%s", less != NULL ? less : "", at),
		    1);
	execlp("man", "man", "-l", path, (char *)NULL);
	_exit(127);
}

int
manpage_open(struct ops *ops, const char *page, const char *at)
{
	const char *path = find(ops, page);
	int status = 0;
	pid_t pid;

	if (path == NULL)
		return 0;
	pid = fork();
	if (pid == 0)
		become_man(ops, path, at);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
