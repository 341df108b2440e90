/* Files and folders a command has made, so that they can be unmade. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/fd.h"
#include "ledger/made.h"

void
made_note(struct ops *ops, struct made *m, const char *path)
{
	*VEC_ADD(ops->keep, &m->path) = arena_strdup(ops->keep, path);
}

static int
cannot_make(struct ops *ops, const char *path)
{
	return fail(ops, OPS_CANTCREAT, "cannot make '%s': %s", path,
	    errno == EEXIST ? "it is there already" : strerror(errno));
}

/* The mode is what was asked for, whatever the umask says of a group. */
static int
set_mode(const char *path, mode_t mode)
{
	return (mode & 020) == 0 ? 0 : chmod(path, mode);
}

int
made_folder(struct ops *ops, struct made *m, const char *path, mode_t mode)
{
	struct stat st;

	if (mkdir(path, mode & 0777) != 0) {
		if (errno == EEXIST && stat(path, &st) == 0 &&
		    S_ISDIR(st.st_mode))
			return 0;
		return cannot_make(ops, path);
	}
	made_note(ops, m, path);
	return set_mode(path, mode) == 0 ? 0 : cannot_make(ops, path);
}

int
made_file(struct ops *ops, struct made *m, const char *folder, const char *name,
    const void *bytes, size_t n, mode_t mode)
{
	char *path = arena_printf(ops->mem, "%s/%s", folder, name);
	char *slash = path + strlen(folder) + 1;
	int fd, err = 0;

	for (; err == 0 && (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		err = made_folder(ops, m, path, mode | (mode & 0444) >> 2);
		*slash = '/';
	}
	if (err != 0)
		return err;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    mode);
	if (fd < 0)
		return cannot_make(ops, path);
	made_note(ops, m, path);
	if (fd_write(fd, bytes, n) != 0 || fsync(fd) != 0 ||
	    set_mode(path, mode) != 0)
		err = fail(ops, OPS_IO, "cannot write '%s': %s", path,
		    strerror(errno));
	close(fd);
	return err;
}

void
made_undo(struct made *m)
{
	while (m->path.n > 0)
		if (remove(m->path.v[--m->path.n]) != 0)
			errno = 0; /* what others put there stays */
}
