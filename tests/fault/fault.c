/*
 * Loaded before the C library, makes the n-th call of a kind fail:
 *	FAULT=write:3	the third write or pwrite
 *	FAULT=sync:2+	the second fsync and all after it
 *	FAULT=kill:5	the fifth write, and the process with it
 * The kinds: malloc write sync open rename kill.  FAULT_HIT names a file
 * that is made when a call was made to fail.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { NONE, MALLOC, WRITE, SYNC, OPEN, RENAME, KILL, KINDS };

static const char *const names[KINDS] = { "", "malloc", "write", "sync",
	"open", "rename", "kill" };
static enum kind armed;
static long at, seen;
static int lasting;
static _Thread_local int spared; /* in what does not survive it */

/* The raw call: nothing here may call what it replaces. */
static void
mark(void)
{
	const char *path = getenv("FAULT_HIT");
	long fd;

	if (path == NULL)
		return;
	fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0644);
	if (fd >= 0)
		syscall(SYS_close, fd);
}

/* Is it this call's turn? */
static int
turn(enum kind kind)
{
	if (armed != kind || spared > 0)
		return 0;
	seen++;
	if (seen < at || (seen > at && !lasting))
		return 0;
	mark();
	return 1;
}

static int
write_turn(int fd)
{
	if (fd == STDERR_FILENO)
		return 0;
	if (turn(KILL))
		syscall(SYS_kill, getpid(), SIGKILL);
	return turn(WRITE);
}

__attribute__((constructor)) static void
arm(void)
{
	const char *text = getenv("FAULT"), *colon;

	if (text == NULL || strcmp(program_invocation_short_name, "ops") != 0)
		return;
	colon = strchr(text, ':');
	if (colon == NULL)
		return;
	at = strtol(colon + 1, NULL, 10);
	lasting = text[strlen(text) - 1] == '+';
	for (int k = 1; k < KINDS; k++)
		if (strlen(names[k]) == (size_t)(colon - text) &&
		    strncmp(text, names[k], (size_t)(colon - text)) == 0)
			armed = (enum kind)k;
}

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

void *
malloc(size_t n)
{
	if (!turn(MALLOC))
		return __libc_malloc(n);
	errno = ENOMEM;
	return NULL;
}

void *
calloc(size_t n, size_t size)
{
	if (!turn(MALLOC))
		return __libc_calloc(n, size);
	errno = ENOMEM;
	return NULL;
}

void *
realloc(void *old, size_t n)
{
	if (!turn(MALLOC))
		return __libc_realloc(old, n);
	errno = ENOMEM;
	return NULL;
}

/* glibc's own look-up of users ends in assertions where no memory is left. */
struct passwd *
getpwuid(uid_t uid)
{
	struct passwd *(*next)(uid_t), *who;

	spared++;
	*(void **)&next = dlsym(RTLD_NEXT, "getpwuid");
	who = next(uid);
	spared--;
	return who;
}

static int
no_space(void)
{
	errno = ENOSPC;
	return -1;
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	return write_turn(fd) ? no_space() : syscall(SYS_write, fd, bytes, n);
}

ssize_t
writev(int fd, const struct iovec *v, int n)
{
	return write_turn(fd) ? no_space() : syscall(SYS_writev, fd, v, n);
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t offset)
{
	return write_turn(fd) ? no_space()
			      : syscall(SYS_pwrite64, fd, bytes, n, offset);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t offset)
{
	return write_turn(fd) ? no_space()
			      : syscall(SYS_pwrite64, fd, bytes, n, offset);
}

static int
sync_or_fail(long call, int fd)
{
	if (turn(SYNC)) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(call, fd);
}

int
fsync(int fd)
{
	return sync_or_fail(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return sync_or_fail(SYS_fdatasync, fd);
}

int
rename(const char *from, const char *to)
{
	if (turn(RENAME)) {
		errno = EACCES;
		return -1;
	}
	return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

static int
open_or_fail(int folder, const char *path, int flags, va_list ap)
{
	mode_t mode = 0;

	if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE)
		mode = (mode_t)va_arg(ap, int);
	if (turn(OPEN)) {
		errno = EMFILE;
		return -1;
	}
	return (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define OPEN_LIKE(name)                                          \
	int name(const char *path, int flags, ...)               \
	{                                                        \
		va_list ap;                                      \
		int fd;                                          \
								 \
		va_start(ap, flags);                             \
		fd = open_or_fail(AT_FDCWD, path, flags, ap);    \
		va_end(ap);                                      \
		return fd;                                       \
	}

OPEN_LIKE(open)
OPEN_LIKE(open64)
