/* A buffered stream of bytes to a descriptor, a file, or memory. */
#ifndef IO_OUT_H
#define IO_OUT_H

#include <stddef.h>
#include <string.h>

#include "base/ops.h"

enum { OUT_BUFFER = 256 * 1024 };

/*
 * Made by one of the open functions, ended by out_close() or out_abandon().
 * Writing never reports: the first error is kept, later bytes are dropped,
 * and out_flush() and out_close() say what happened.  A reader that left
 * (EPIPE) is not an error: bytes are dropped.
 * Only the functions of this file touch the fields.
 */
struct out {
	char *buf;
	size_t len, cap;
	int failed;
	struct out_target *to;
};

/*
 * Standard output.  It may be closed: that is an error only when bytes are
 * flushed.  out_close() leaves descriptor 1 open.
 */
int out_open_stdout(struct ops *, struct out **);

/* An open descriptor, called `name` in messages; it stays the caller's. */
int out_open_fd(struct ops *, int fd, const char *name, struct out **);

/*
 * A file, atomically: the bytes go to a temporary file beside the target,
 * which out_close() syncs, renames over the target and syncs the folder.
 * Whatever goes wrong before leaves the old file as it was.  Permissions of
 * an existing file are kept; a symbolic link stays, what it names is
 * replaced.  What is no regular file (/dev/full, a fifo, /dev/stdout,
 * /dev/fd/3) is written directly.  OPS_CANTCREAT where it cannot be made.
 */
int out_open_file(struct ops *, const char *path, struct out **);

/* Memory: out_bytes() gives what was written, valid until the next write. */
struct out *out_memory(void);
const char *out_bytes(const struct out *, size_t *n); /* NUL-terminated */

/* Hands all bytes to the system; OPS_IO and the reason where it fails. */
int out_flush(struct ops *, struct out *);

/* Flushes, makes a file final, frees: in every case `o` is gone. */
int out_close(struct ops *, struct out *);

/* Frees, drops what is buffered, removes the temporary file; NULL is fine. */
void out_abandon(struct out *);

/*
 * Removes the temporary files of all that is open.  Calls unlink() only, so
 * that a handler of signals may call it before the process dies.
 */
void out_remove_unfinished(void);

/* A write has failed (not: a reader left); cheap enough for every row. */
static inline int
out_failed(const struct out *o)
{
	return o->failed;
}

/*
 * What becomes of the process when a reader leaves: `dies` gives SIGPIPE its
 * default action, whatever the parent left (read verbs); else it is ignored
 * (write verbs).
 */
void out_when_reader_leaves(int dies);

/*
 * Occupies descriptors 0, 1, 2 where they are closed, so that no file that
 * is opened later becomes standard output; using them still fails (EBADF).
 * A limit on the size of files makes writes fail and kills nobody.  Once,
 * before anything is opened.
 */
void out_guard_standard(void);

void out_write(struct out *, const void *bytes, size_t n);
void out_printf(struct out *, const char *fmt, ...) PRINTF(2, 3);

/* Makes room for n <= OUT_BUFFER bytes and gives its place; see out_used(). */
char *out_make_room(struct out *, size_t n);

static inline void
out_text(struct out *o, const char *text)
{
	out_write(o, text, strlen(text));
}

/* For writers in a hurry: a place for up to n bytes, n <= OUT_BUFFER. */
static inline char *
out_room(struct out *o, size_t n)
{
	if (o->cap - o->len >= n)
		return o->buf + o->len;
	return out_make_room(o, n);
}

/* Ends what out_room() began: the bytes up to `end` are written. */
static inline void
out_used(struct out *o, const char *end)
{
	o->len = (size_t)(end - o->buf);
}

static inline void
out_char(struct out *o, char c)
{
	*out_room(o, 1) = c;
	o->len++;
}

#endif
