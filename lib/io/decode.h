/* Bytes of an input as UTF-8, whatever encoding they came in. */
#ifndef IO_DECODE_H
#define IO_DECODE_H

#include <stddef.h>
#include <stdint.h>

#include "base/ops.h"
#include "base/str.h"
#include "io/input.h"

/*
 * The offset of the first byte that does not belong to well-formed UTF-8
 * (Unicode 15, table 3-7: no surrogates, no overlong forms, nothing above
 * U+10FFFF), or n.
 */
size_t utf8_check(const char *bytes, size_t n);

/* NULL, or a sentence that says what was expected instead. */
const char *encoding_check(const char *);

struct decoder;

/*
 * `encoding` NULL or UTF-8: the bytes pass unchanged and unchecked.
 * OPS_USAGE: iconv(3) does not know it.
 */
int decoder_open(struct ops *, const char *encoding, struct decoder **);

/*
 * The encoding's name as it was given, or "UTF-8", which is also what a file
 * is in that begins with the mark of UTF-8: for messages.
 */
const char *decoder_name(const struct decoder *);

/*
 * Reads at most n bytes and adds what they mean to `to`: 1, 0 at the end
 * of the input, or OPS_IO.  What is not valid in the encoding becomes the
 * byte 0xff, which is not valid in UTF-8 either.  Where the input begins
 * with the mark of UTF-8 (EF BB BF), it is in UTF-8, whatever was said; the
 * mark is handed on.
 */
int decoder_read(struct ops *, struct decoder *, struct input *, size_t n,
    struct str *to);

void decoder_close(struct decoder *); /* NULL is fine */

#endif
