/* Regular expressions from people we do not know: no pattern can explode. */
#ifndef IO_PATTERN_H
#define IO_PATTERN_H

#include <stddef.h>

#include "base/arena.h"

/*
 * POSIX extended regular expressions (XBD 9.4) over the characters of UTF-8,
 * whatever the locale: . [a-z] [^a-z] [[:digit:]] ( ) | * + ? {2} {2,} {2,5}
 * ^ $ and \ before a punctuation mark.  Case counts.  The classes are those
 * of the C locale; [=a=] and [.a.] are refused, and so is \ before a letter
 * or a digit, which means something else in each library.
 *
 * Not regcomp(3): the C library's takes minutes and gigabytes for patterns
 * as short as ()*{1000} or (a|b)*a(a|b){20}.  Here a search takes at most
 * (characters of the text) x PATTERN_SIZE steps and no memory: it follows
 * all ways at once (Thompson, CACM 11(6), 1968).
 *
 * A pattern is refused that is longer than PATTERN_LENGTH bytes, nests
 * parentheses deeper than PATTERN_DEPTH, or needs more than PATTERN_SIZE
 * instructions: about one for each character, set and operator, times the
 * repeats around them.
 */
enum { PATTERN_LENGTH = 1000, PATTERN_DEPTH = 50, PATTERN_SIZE = 2000 };

struct pattern;

/*
 * Compiles `text`: NULL and *out, in the arena, else what was expected, a
 * noun phrase.  A pattern is for one thread.
 */
const char *pattern_compile(struct arena *, const char *text,
    struct pattern **out);

/* Whether the pattern is found anywhere in a NUL-terminated text. */
int pattern_search(const struct pattern *, const char *text);

#endif
