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

#endif
