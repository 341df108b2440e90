/* Lines as they come: from a scanner, a terminal, a pipe, a file. */
#ifndef IO_LINES_H
#define IO_LINES_H

#include <stdint.h>

#include "base/ops.h"

enum { LINE_BYTES = 4096 };

struct lines;

/* Opens a file, or standard input for "-".  OPS_NOINPUT. */
int lines_open(struct ops *, const char *path, struct lines **);

/* Does somebody sit at the other end? */
int lines_interactive(const struct lines *);

/*
 * 1 and the next line as soon as it is there, without its end, and without
 * blanks around it; 0 at the end; OPS_IO; or OPS_DATA for a line that is
 * longer than LINE_BYTES, no UTF-8, or holds a NUL: the next call goes on
 * behind it.  The text is good until then.
 */
int lines_next(struct ops *, struct lines *, const char **text);

int64_t lines_number(const struct lines *); /* of the last line, from 1 */

void lines_close(struct lines *); /* NULL is fine */

#endif
