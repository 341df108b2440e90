/* Numbers as small pictures made of text. */
#ifndef IO_SPARK_H
#define IO_SPARK_H

#include <stddef.h>
#include <stdint.h>

#include "base/none.h"
#include "base/str.h"

/*
 * Adds one of ▁▂▃▄▅▆▇█ for each of the n values, the least as ▁, the
 * greatest as █, all equal as ▄; a missing value (NONE) is a blank.
 */
void spark(struct str *, const int64_t *values, size_t n);

/*
 * Adds a bar of value/most of `width` columns in eighths, filled up with
 * blanks to `width`: never longer, never shorter; a value above 0 shows at
 * least ▏.  Nothing but blanks for 0, negative, missing, and most <= 0.
 */
void bar(struct str *, int64_t value, int64_t most, size_t width);

#endif
