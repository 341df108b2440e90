/* GS1: check digits of article numbers, and what an element string says. */
#ifndef STOCK_GS1_H
#define STOCK_GS1_H

#include <stdint.h>

#include "base/arena.h"

enum { GTIN_SIZE = 15 };

/*
 * A GTIN-8, -12, -13 or -14 as 14 digits with leading zeros.  NULL, else
 * what was expected.  The check digit is that of the GS1 General
 * Specifications, 7.9: weights 3 and 1 from the right, sum to a ten.
 */
const char *gtin_parse(const char *text, char out[GTIN_SIZE]);

/* What a label said; texts are NULL and numbers NONE where it did not. */
struct gs1 {
	const char *gtin;      /* 01, or 02 of what is inside: 14 digits */
	const char *lot;       /* 10 */
	const char *serial;    /* 21 */
	int64_t made;	       /* 11, a day */
	int64_t best_before;   /* 15, a day */
	int64_t expires;       /* 17, a day */
	int64_t count;	       /* 30 or 37, pieces */
};

/* Does a text look like an element string, and like no plain number? */
int gs1_looks_so(const char *);

/*
 * Reads "(01)09501101530003(10)AB-1", or the same as a scanner sends it,
 * with FNC1 (0x1D) behind what has no fixed length.  Without one, a text
 * that can be read in two ways is refused.  `today` (a day) tells the
 * century of a two-digit year (General Specifications, 7.12).  Texts live
 * in the arena.  NULL, else what is wrong.
 */
const char *gs1_parse(struct arena *, const char *, int64_t today,
    struct gs1 *);

#endif
