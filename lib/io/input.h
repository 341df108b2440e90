/* A file to read, or standard input, that can be read twice. */
#ifndef IO_INPUT_H
#define IO_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/ops.h"

struct input;

/*
 * Opens the file, or standard input for "-".  A regular file is read in
 * place.  A pipe or a terminal is first copied to its end into an unlinked
 * temporary file in $TMPDIR (/tmp): after this call no reader waits for
 * another program.  OPS_NOINPUT: no such file, a directory, not readable;
 * OPS_CANTCREAT: no temporary file; OPS_IO: reading or copying failed.
 * The caller closes it.
 */
int input_open(struct ops *, const char *path, struct input **);

/*
 * The same of what has a largest size, in bytes: a regular file, or standard
 * input for "-", which is copied no further than that.  OPS_DATA: another
 * sort of file, which may have no end; more bytes.
 */
int input_open_most(struct ops *, const char *path, int64_t most,
    struct input **);

/*
 * Is what input_open() would read in place the file at `path`, under this
 * name or another one?  No where one of them is no regular file.
 */
int input_is_file(const char *input, const char *path);

/* The path as it was given, or "-": for messages. */
const char *input_name(const struct input *);

/* Bytes in all as it was opened. */
int64_t input_size(const struct input *);

/*
 * The next bytes, at most n: how many, 0 at the end, or OPS_IO; OPS_DATA:
 * more than input_open_most() allows.
 */
int64_t input_read(struct ops *, struct input *, void *buf, size_t n);

/* To the beginning again. */
void input_rewind(struct input *);

void input_close(struct input *); /* NULL is fine */

#endif
