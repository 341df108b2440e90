/* A file to read, or standard input, that can be read twice. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "io/fd.h"
#include "io/input.h"
#include "io/temp.h"

enum { COPY = 128 * 1024 };

struct input {
	char *name;
	int fd;
	int64_t base; /* where reading began: 0 but for a shared stdin */
	int64_t offset, size;
	int64_t most; /* bytes that are taken; INT64_MAX: any sort of file */
};

/* Read that is not disturbed by signals; from `at`, or on if negative. */
static ssize_t
read_some(int fd, void *buf, size_t n, int64_t at)
{
	ssize_t got;

	do {
		got = at < 0 ? read(fd, buf, n) : pread(fd, buf, n, at);
	} while (got < 0 && errno == EINTR);
	return got;
}

static int
too_large(struct ops *ops, const struct input *in)
{
	return fail(ops, OPS_DATA, "'%s' is too large: expected at most %lld "
	    "MiB", in->name, (long long)(in->most >> 20));
}

/* Copies what is left of a stream; the input then reads the copy. */
static int
spool(struct ops *ops, struct input *in)
{
	int to = temp_open(ops, in->name), code = 0;
	char *buf;
	ssize_t got;

	if (to < 0)
		return to;
	buf = xmalloc(COPY);
	in->size = 0;
	while ((got = read_some(in->fd, buf, COPY, -1)) > 0) {
		if (fd_write(to, buf, (size_t)got) < 0) {
			code = fail(ops, OPS_IO, "cannot copy '%s': %s",
			    in->name, strerror(errno));
			break;
		}
		in->size += got;
		if (in->size > in->most) {
			code = too_large(ops, in);
			break;
		}
	}
	if (got < 0)
		code = fail(ops, OPS_IO, "cannot read '%s': %s", in->name,
		    strerror(errno));
	free(buf);
	if (in->fd != STDIN_FILENO)
		close(in->fd);
	in->fd = to;
	return code;
}

static int
prepare(struct ops *ops, struct input *in)
{
	struct stat st;
	off_t at;

	if (in->fd < 0 || fstat(in->fd, &st) < 0)
		return fail(ops, OPS_NOINPUT, "cannot read '%s': %s", in->name,
		    strerror(errno));
	if (S_ISDIR(st.st_mode))
		return fail(ops, OPS_NOINPUT,
		    "cannot read '%s': it is a directory", in->name);
	if (!S_ISREG(st.st_mode) && in->most != INT64_MAX &&
	    in->fd != STDIN_FILENO)
		return fail(ops, OPS_DATA, "'%s' is no regular file: expected "
		    "one, or '-' for standard input", in->name);
	if (!S_ISREG(st.st_mode))
		return spool(ops, in);
	/* Whoever shares our standard input may have read its beginning. */
	at = lseek(in->fd, 0, SEEK_CUR);
	in->base = at > 0 ? at : 0;
	in->size = st.st_size > in->base ? st.st_size - in->base : 0;
	return in->size > in->most ? too_large(ops, in) : 0;
}

int
input_open(struct ops *ops, const char *path, struct input **out)
{
	return input_open_most(ops, path, INT64_MAX, out);
}

int
input_open_most(struct ops *ops, const char *path, int64_t most,
    struct input **out)
{
	struct input *in = xmalloc(sizeof *in);
	size_t n = strlen(path) + 1;
	int code;

	*in = (struct input){ .fd = STDIN_FILENO, .most = most };
	in->name = memcpy(xmalloc(n), path, n);
	if (strcmp(path, "-") != 0)
		/* A FIFO that nobody writes is not waited for, only refused. */
		in->fd = open(path, O_RDONLY | O_CLOEXEC |
		    (most == INT64_MAX ? 0 : O_NONBLOCK));
	code = prepare(ops, in);
	if (code < 0) {
		input_close(in);
		in = NULL;
	}
	*out = in;
	return code;
}

int
input_is_file(const char *input, const char *path)
{
	struct stat in, st;

	if (strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &in) < 0
				    : stat(input, &in) < 0)
		return 0;
	return S_ISREG(in.st_mode) && stat(path, &st) == 0 &&
	    in.st_dev == st.st_dev && in.st_ino == st.st_ino;
}

const char *
input_name(const struct input *in)
{
	return in->name;
}

int64_t
input_size(const struct input *in)
{
	return in->size;
}

int64_t
input_read(struct ops *ops, struct input *in, void *buf, size_t n)
{
	ssize_t got = read_some(in->fd, buf, n, in->base + in->offset);

	if (got < 0)
		return fail(ops, OPS_IO, "cannot read '%s': %s", in->name,
		    strerror(errno));
	in->offset += got;
	/* What says to be a small file may have no end, as in /proc. */
	if (in->offset > in->most)
		return too_large(ops, in);
	return got;
}

void
input_rewind(struct input *in)
{
	in->offset = 0;
}

void
input_close(struct input *in)
{
	if (in == NULL)
		return;
	if (in->fd > STDERR_FILENO)
		close(in->fd);
	free(in->name);
	free(in);
}
