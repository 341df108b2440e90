/* A buffered stream of bytes to a descriptor, a file, or memory. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "io/out.h"

/* Where the bytes of a stream go. */
struct out_target {
	int fd;	    /* -1 is memory */
	int owned;  /* fd is closed by out_close() */
	int error;  /* errno of the first failure, or 0 */
	int left;   /* the reader has left */
	char *name; /* as messages call it */
	char *temp; /* the unfinished file, or NULL */
	char *path; /* what it becomes */
	struct out_target *next;
};

/* POSIX.1-2008 has it; the C library shows it to X/Open programs only. */
char *realpath(const char *restrict path, char *restrict resolved);

/* All unfinished files; a signal's handler walks it at any moment. */
static struct out_target *volatile unfinished;

/*
 * The bytes
 */
static void
wait_writable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	poll(&p, 1, -1);
}

static void
put(struct out_target *to, const char *bytes, size_t n)
{
	while (n > 0 && to->error == 0 && !to->left) {
		ssize_t done = write(to->fd, bytes, n);

		if (done >= 0) {
			bytes += done;
			n -= (size_t)done;
		} else if (errno == EAGAIN) {
			wait_writable(to->fd);
		} else if (errno == EPIPE) {
			to->left = 1;
		} else if (errno != EINTR) {
			to->error = errno;
		}
	}
}

static void
empty(struct out *o)
{
	put(o->to, o->buf, o->len);
	o->failed = o->to->error != 0;
	o->len = 0;
}

/* One byte more than cap is there, for the NUL of out_bytes(). */
static void
grow(struct out *o, size_t n)
{
	size_t cap = o->cap * 2;

	if (n > SIZE_MAX / 4 || cap > SIZE_MAX / 4)
		no_memory();
	if (cap < o->len + n)
		cap = o->len + n;
	o->buf = xrealloc(o->buf, cap + 1);
	o->cap = cap;
}

char *
out_make_room(struct out *o, size_t n)
{
	if (n > OUT_BUFFER)
		BUG("out_room(%zu)", n);
	if (o->to->fd < 0)
		grow(o, n);
	else
		empty(o);
	return o->buf + o->len;
}

void
out_write(struct out *o, const void *bytes, size_t n)
{
	if (n == 0)
		return;
	if (o->cap - o->len < n) {
		if (o->to->fd < 0) {
			grow(o, n);
		} else {
			empty(o);
			if (n >= o->cap) {
				put(o->to, bytes, n);
				return;
			}
		}
	}
	memcpy(o->buf + o->len, bytes, n);
	o->len += n;
}

void
out_printf(struct out *o, const char *fmt, ...)
{
	char text[512], *p = text;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (n < 0)
		BUG("format '%s'", fmt);
	if ((size_t)n >= sizeof text) {
		p = xmalloc((size_t)n + 1);
		va_start(ap, fmt);
		vsnprintf(p, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	out_write(o, p, (size_t)n);
	if (p != text)
		free(p);
}

const char *
out_bytes(const struct out *o, size_t *n)
{
	if (o->to->fd >= 0)
		BUG("out_bytes() of %s", o->to->name);
	o->buf[o->len] = '\0';
	if (n != NULL)
		*n = o->len;
	return o->buf;
}

/*
 * Opening
 */
static char *
copy(const char *text)
{
	size_t n = strlen(text) + 1;

	return memcpy(xmalloc(n), text, n);
}

static struct out *
new_out(int fd, const char *name, size_t cap)
{
	struct out *o = xmalloc(sizeof *o);

	o->to = xmalloc(sizeof *o->to);
	*o->to = (struct out_target){ .fd = fd, .name = copy(name) };
	o->buf = xmalloc(cap + 1);
	o->len = 0;
	o->cap = cap;
	o->failed = 0;
	return o;
}

int
out_open_stdout(struct ops *ops, struct out **o)
{
	return out_open_fd(ops, STDOUT_FILENO, "standard output", o);
}

int
out_open_fd(struct ops *ops, int fd, const char *name, struct out **o)
{
	(void)ops;
	*o = new_out(fd, name, OUT_BUFFER);
	return 0;
}

struct out *
out_memory(void)
{
	return new_out(-1, "memory", 1024);
}

static int
cannot_create(struct ops *ops, const char *path)
{
	return fail(ops, OPS_CANTCREAT, "cannot create '%s': %s", path,
	    strerror(errno));
}

static void
quoted_out(int fd, const char *path, struct out **o)
{
	size_t size = strlen(path) + 3;
	char *name = xmalloc(size);

	snprintf(name, size, "'%s'", path);
	*o = new_out(fd, name, OUT_BUFFER);
	(*o)->to->owned = 1;
	free(name);
}

/* The descriptor that a path like /dev/fd/3 names, or -1. */
static int
fd_of_path(const char *path)
{
	static const char *const prefix[] = { "/dev/fd/", "/proc/self/fd/" };

	if (strcmp(path, "/dev/stdout") == 0)
		return STDOUT_FILENO;
	if (strcmp(path, "/dev/stderr") == 0)
		return STDERR_FILENO;
	for (size_t i = 0; i < sizeof prefix / sizeof *prefix; i++) {
		size_t n = strlen(prefix[i]);
		char *end;
		long fd;

		if (strncmp(path, prefix[i], n) != 0 || path[n] < '0' ||
		    path[n] > '9')
			continue;
		fd = strtol(path + n, &end, 10);
		if (*end == '\0' && fd <= 65535)
			return (int)fd;
	}
	return -1;
}

static int
open_direct(struct ops *ops, const char *path, struct out **o)
{
	int fd = fd_of_path(path);

	fd = fd >= 0 ? dup(fd) : open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return cannot_create(ops, path);
	quoted_out(fd, path, o);
	return 0;
}

/* A new file beside `path`; gives its descriptor and its name. */
static int
open_beside(const char *path, mode_t mode, char **temp)
{
	static unsigned number;
	const char *slash = strrchr(path, '/');
	size_t dir = slash == NULL ? 0 : (size_t)(slash - path) + 1;
	size_t size = dir + 64;
	int fd;

	*temp = xmalloc(size);
	memcpy(*temp, path, dir);
	do {
		snprintf(*temp + dir, size - dir, ".ops-%ld-%u.tmp",
		    (long)getpid(), number++);
		fd = open(*temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	} while (fd < 0 && errno == EEXIST && number < 10000);
	if (fd < 0) {
		free(*temp);
		*temp = NULL;
	}
	return fd;
}

/*
 * Owner and permission of the file that is replaced.  Where its group cannot
 * be kept, another group must not get what was that group's.
 */
static int
keep_permission(int fd, const struct stat *old)
{
	mode_t mode = old->st_mode & 0777;

	if (fchown(fd, old->st_uid, old->st_gid) < 0 &&
	    fchown(fd, (uid_t)-1, old->st_gid) < 0)
		mode &= 0707;
	return fchmod(fd, mode);
}

static int
open_atomic(struct ops *ops, const char *path, const struct stat *old,
    struct out **o)
{
	char *real, *temp;
	int fd;

	if (old != NULL && access(path, W_OK) < 0)
		return cannot_create(ops, path);
	real = old != NULL ? realpath(path, NULL) : copy(path);
	if (real == NULL)
		return cannot_create(ops, path);
	/* Nobody may open what will be private before it is. */
	fd = open_beside(real, old != NULL ? 0600 : 0666, &temp);
	if (fd < 0) {
		free(real);
		return cannot_create(ops, path);
	}
	quoted_out(fd, path, o);
	(*o)->to->temp = temp;
	(*o)->to->path = real;
	(*o)->to->next = unfinished;
	unfinished = (*o)->to;
	if (old != NULL && keep_permission(fd, old) < 0) {
		cannot_create(ops, path);
		out_abandon(*o);
		*o = NULL;
		return OPS_CANTCREAT;
	}
	return 0;
}

int
out_open_file(struct ops *ops, const char *path, struct out **o)
{
	struct stat st, link;

	*o = NULL;
	if (fd_of_path(path) >= 0)
		return open_direct(ops, path, o);
	if (stat(path, &st) < 0) {
		if (errno != ENOENT || *path == '\0' || lstat(path, &link) == 0)
			return cannot_create(ops, path);
		return open_atomic(ops, path, NULL, o);
	}
	if (S_ISREG(st.st_mode))
		return open_atomic(ops, path, &st, o);
	return open_direct(ops, path, o);
}

/*
 * Ending
 */
static int
cannot_write(struct ops *ops, const struct out_target *to, int error)
{
	return fail(ops, OPS_IO, "cannot write %s: %s", to->name,
	    strerror(error));
}

int
out_flush(struct ops *ops, struct out *o)
{
	if (o->to->fd < 0)
		return 0;
	empty(o);
	return o->to->error == 0 ? 0 : cannot_write(ops, o->to, o->to->error);
}

static void
forget(struct out_target *to)
{
	struct out_target *t = unfinished;

	if (t == to) {
		unfinished = to->next;
		return;
	}
	while (t != NULL && t->next != to)
		t = t->next;
	if (t != NULL)
		t->next = to->next;
}

static void
free_out(struct out *o)
{
	struct out_target *to = o->to;

	forget(to);
	if (to->owned && to->fd >= 0)
		close(to->fd);
	free(to->temp);
	free(to->path);
	free(to->name);
	free(to);
	free(o->buf);
	free(o);
}

void
out_abandon(struct out *o)
{
	if (o == NULL)
		return;
	if (o->to->temp != NULL)
		unlink(o->to->temp);
	free_out(o);
}

void
out_remove_unfinished(void)
{
	for (struct out_target *t = unfinished; t != NULL; t = t->next)
		unlink(t->temp);
}

/* Some file systems cannot sync a folder and say EINVAL: nothing is lost. */
static int
sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = copy(slash == NULL ? "." : path);
	int fd, error = 0;

	if (slash != NULL)
		dir[slash == path ? 1 : slash - path] = '\0';
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(dir);
	if (fd < 0)
		return 0; /* a folder one may write but not read */
	if (fsync(fd) < 0 && errno != EINVAL)
		error = errno;
	close(fd);
	return error;
}

/* Closing tells what a quota or a network file system has held back. */
static int
finish(struct out_target *to)
{
	int fd = to->fd;

	if (!to->owned) {
		fd = dup(fd);
		return fd >= 0 && close(fd) < 0 && errno != EINTR ? errno : 0;
	}
	if (to->temp != NULL && fsync(fd) < 0)
		return errno;
	to->fd = -1;
	if (close(fd) < 0 && errno != EINTR)
		return errno;
	if (to->temp == NULL)
		return 0;
	if (rename(to->temp, to->path) < 0)
		return errno;
	forget(to);
	free(to->temp);
	to->temp = NULL;
	return sync_folder(to->path);
}

int
out_close(struct ops *ops, struct out *o)
{
	int err = out_flush(ops, o), error;

	if (err == 0 && o->to->fd >= 0) {
		error = finish(o->to);
		if (error != 0)
			err = cannot_write(ops, o->to, error);
	}
	out_abandon(o);
	return err;
}

/*
 * The process's own streams
 */
void
out_when_reader_leaves(int dies)
{
	struct sigaction act = { .sa_handler = dies ? SIG_DFL : SIG_IGN };
	sigset_t set;

	sigemptyset(&act.sa_mask);
	sigaction(SIGPIPE, &act, NULL);
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void
out_guard_standard(void)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	/* A limit on the size of files fails the write, as a full disk does. */
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGXFSZ, &ignore, NULL);
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
			return;
}
