/* Ratios of whole numbers: factors between units, kept and used exactly. */
#ifndef BASE_RATIO_H
#define BASE_RATIO_H

#include <stddef.h>
#include <stdint.h>

/* Both are above 0; 5/105 stays 5/105 until it is reckoned with. */
struct ratio {
	int64_t num, den;
};

/*
 * Reads all n bytes: "12", "0.125" (6 decimals at most, in lowest terms
 * then) or "5/105".  NULL and *out; else what was expected, and *out is
 * untouched.
 */
const char *ratio_parse(const char *s, size_t n, struct ratio *out);

/* "12" or "5/105", NUL-terminated; gives the length. */
enum { RATIO_MAX = 48 };
size_t ratio_print(char buf[RATIO_MAX], struct ratio);

/* In lowest terms: 0 and *out, or OPS_DATA where a number does not fit. */
int ratio_mul(struct ratio, struct ratio, struct ratio *out);
int ratio_div(struct ratio, struct ratio, struct ratio *out);
int ratio_same(struct ratio, struct ratio);

/*
 * v times the ratio: 0 and *out; RATIO_REST where that is no whole number;
 * OPS_DATA where it does not fit.
 */
enum { RATIO_REST = 1 };
int ratio_of(int64_t v, struct ratio, int64_t *out);

#endif
