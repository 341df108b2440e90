/* Whole writes, and what has to be on the disk. */
#ifndef IO_FD_H
#define IO_FD_H

#include <stddef.h>

/* Writes all of it; -1 with errno. */
int fd_write(int fd, const void *bytes, size_t n);

/* fsync(2) of a file or (flags: O_DIRECTORY) a folder; -1 with errno. */
int path_sync(const char *path, int flags);

#endif
