/* Files without a name, for what is too much for memory. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/temp.h"

const char *
temp_folder(void)
{
	const char *dir = getenv("TMPDIR");

	return dir == NULL || *dir == '\0' ? "/tmp" : dir;
}

int
temp_open(struct ops *ops, const char *what)
{
	const char *dir = temp_folder();
	char *path = arena_printf(ops->mem, "%s/ops-XXXXXX", dir);
	int fd = mkstemp(path);

	if (fd < 0)
		return fail(ops, OPS_CANTCREAT,
		    "cannot make a temporary file%s%s%s in '%s': %s",
		    what == NULL ? "" : " for '", what == NULL ? "" : what,
		    what == NULL ? "" : "'", dir, strerror(errno));
	unlink(path);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fd;
}

enum { BLOCK = 4096 };

void
temp_give_back(int fd, int64_t *from, int64_t to)
{
	int64_t first = (*from + BLOCK - 1) / BLOCK * BLOCK;
	int64_t end = to / BLOCK * BLOCK;

	if (first >= end)
		return;
#ifdef FALLOC_FL_PUNCH_HOLE
	/* Who cannot keeps the room until the file is closed. */
	(void)fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, first,
	    end - first);
#else
	(void)fd;
#endif
	*from = end;
}
