/* Regular expressions from people we do not know, kept from exploding. */
#ifndef IO_PATTERN_H
#define IO_PATTERN_H

#include <stddef.h>

#include "base/arena.h"

/*
 * POSIX extended regular expressions (regcomp(3)), by bytes in the C locale.
 * C libraries expand repeats into copies (a+ into aa*, a{9} into nine), so
 * that nested ones grow without bound, and some follow \1 at exponential
 * cost.  A pattern is therefore refused that is longer than PATTERN_LENGTH,
 * nests parentheses deeper than PATTERN_DEPTH, would expand to more than
 * PATTERN_SIZE single characters, sets and groups, or refers back.
 */
enum { PATTERN_LENGTH = 1000, PATTERN_DEPTH = 50, PATTERN_SIZE = 2000 };

struct pattern;

/*
 * Compiles `text`: NULL and *out, which lives as long as the arena, else
 * what was expected (constant or in the arena).
 */
const char *pattern_compile(
    struct arena *, const char *text, struct pattern **out);

/* Whether the pattern is found anywhere in the text. */
int pattern_search(const struct pattern *, const char *text);

#endif
