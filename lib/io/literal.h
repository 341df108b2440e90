/* Values from text: what was typed becomes a typed cell. */
#ifndef IO_LITERAL_H
#define IO_LITERAL_H

#include <stddef.h>

#include "io/relation.h"
#include "time/when.h"

/* What a value's meaning rests on besides its text. */
struct value_context {
	const struct clock *clock; /* now and the zone, for dates and times */
	int decimals;		   /* of the book's currency */
	int fiscal_month;	   /* 1 to 12; 0: no FY2026 */
};

/*
 * The n bytes at s, which must be followed by a NUL, as a value of the type:
 * NULL and *out, else what was expected, a noun phrase for "'1,5' is wrong:
 * expected %s", and *out as it was. No bytes are the missing value of every
 * type.  Texts and codes must be UTF-8; *out points to s.  Quantities, ratios
 * and prices have 6 decimals at most, money the book's; a bool is yes, no,
 * true or false.  Dates are when_day()'s and times when_parse()'s, relative
 * words too; of a bare day `edge` says which second is meant.
 */
const char *value_parse(const char *s, size_t n, enum type,
    const struct value_context *, enum when_edge edge, struct cell *out);

/*
 * The same for the types that are no texts, as the values from *first to
 * *last that the text names: a bare day is all its seconds, and where a date
 * or time is wanted a period is, too (2026-11, 2026-Q4, last-month).  Numbers
 * name one value; no bytes name NONE.
 */
const char *value_parse_range(const char *s, size_t n, enum type,
    const struct value_context *, int64_t *first, int64_t *last);

#endif
