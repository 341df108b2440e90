/* Which moves do not count: what was undone, and what undid it. */
#ifndef STOCK_UNDONE_H
#define STOCK_UNDONE_H

#include "base/ops.h"
#include "base/vec.h"

/* An entry, or (line not NONE) a line of it, that has no effect. */
struct undone_line {
	int64_t entry, line;
};
struct undone {
	VEC(struct undone_line) gone; /* by entry and line */
};

/* As known after entry `last`; in ops->keep. */
int undone_read(struct ops *, int64_t last, struct undone *);

/* Is a line of an entry without effect? */
int undone_is(const struct undone *, int64_t entry, int64_t line);

#endif
