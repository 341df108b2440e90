/* Values from text: an option, a CSV cell, a word of --where. */
#ifndef IO_LITERAL_H
#define IO_LITERAL_H

#include <stddef.h>

#include "io/relation.h"
#include "time/when.h"

/* What a value's meaning rests on besides its text. */
struct value_context {
	const struct clock *clock; /* now and the zone, for dates and times */
	int decimals;		   /* of the book's currency */
};

/*
 * The n bytes at s, which must be followed by a NUL, as a value of the type:
 * NULL and *out, else a sentence saying what was expected and *out as it was.
 * No bytes are the missing value of every type.  Texts and codes must be
 * UTF-8; *out points to s.  Quantities, ratios and prices have 6 decimals at
 * most, money the book's; a bool is yes, no, true or false.  Dates and times
 * are when_parse()'s, relative words too; where the text names more than one
 * day or second, `edge` says whether the first or the last is meant.
 */
const char *value_parse(const char *s, size_t n, enum type,
    const struct value_context *, enum when_edge edge, struct cell *out);

/* Where the text stops being UTF-8: its length where it does not. */
size_t utf8_valid(const char *s, size_t n);

#endif
