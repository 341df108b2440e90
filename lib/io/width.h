/* How many columns a text takes on a terminal, and what is safe to show. */
#ifndef IO_WIDTH_H
#define IO_WIDTH_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * One code point of UTF-8: gives its bytes (1 to 4, never more than n) and
 * stores its number, or -1 and one byte where the bytes are not UTF-8
 * (overlong, surrogate, above U+10FFFF, cut off).  n is at least 1.
 */
size_t utf8_next(const char *s, size_t n, int32_t *code);

/*
 * The columns that text_safe() of these bytes takes, whatever the locale: a
 * grapheme cluster (a letter with its marks, an emoji sequence) is as wide
 * as its base, East Asian wide and emoji are 2, ambiguous ones are 1
 * (Unicode Annexes 11 and 29, by libutf8proc).
 */
size_t text_width(const char *s, size_t n);

/*
 * Adds the text as it may be sent to a terminal.  Control characters (C0,
 * DEL, C1), line separators, embedded direction (U+202A-202E, U+2066-2069),
 * invisible spaces and bytes that are not UTF-8 become \n \r \t, \x1b,
 * \u202e: visible, and without effect.
 */
void text_safe(struct str *, const char *s, size_t n);

/* Is it one of them?  (-1, what is not UTF-8, is.) */
int code_is_unsafe(int32_t code);

/* The same in at most `width` columns, cut with "…"; gives the columns. */
size_t text_cut(struct str *, const char *s, size_t n, size_t width);

#endif
