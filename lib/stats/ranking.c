/* Ranks by size: shares, sums from the top, and classes cut from them. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/err.h"
#include "stats/ranking.h"

__extension__ typedef __int128 int128;

static int
by_value(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->value != y->value)
		return x->value > y->value ? -1 : 1; /* NONE is the least */
	return strcmp(x->key, y->key);
}

int
rank(struct ranked *r, size_t n, int64_t *total)
{
	int64_t sum = 0;

	if (n > 1)
		qsort(r, n, sizeof *r, by_value);
	for (size_t i = 0; i < n; i++) {
		r[i].before = sum;
		if (r[i].value > 0 && add_i64(sum, r[i].value, &sum) != 0)
			return OPS_DATA;
		r[i].cumulated = sum;
	}
	for (size_t i = 0; i < n; i++) {
		r[i].share = NONE;
		if (r[i].value > 0 &&
		    mul_div(r[i].value, MILLION, sum, &r[i].share) != 0)
			return OPS_DATA;
	}
	*total = sum;
	return 0;
}

int64_t
ranked_cumulated(const struct ranked *r, int64_t total)
{
	int64_t part = NONE;

	if (r->value == NONE || total == 0)
		return NONE;
	return mul_div(r->cumulated, MILLION, total, &part) == 0 ? part : NONE;
}

const char *
cuts_parse(const char *text, size_t most, int64_t max, struct cuts *out)
{
	const char *expected = max == SHARES
	    ? "numbers above 0 that rise, 1 at most, with commas between"
	    : "numbers above 0 that rise, with commas between";

	for (out->n = 0; out->n < most && out->n < CUTS_MAX;) {
		size_t n, end = strcspn(text += strspn(text, " "), ",");
		int64_t *at = &out->at[out->n++];

		for (n = end; n > 0 && text[n - 1] == ' ';)
			n--;
		if (decimal_parse(text, n, RATIO_SCALE, at) != NULL ||
		    *at <= 0 || (max > 0 && *at > max) ||
		    (out->n > 1 && *at <= at[-1]))
			return expected;
		if (text[end] == '\0')
			return NULL;
		text += end + 1;
	}
	return expected;
}

int
ranked_class(const struct ranked *r, int64_t total, const struct cuts *cuts,
    enum crossing crossing)
{
	size_t i = 0;

	if (r->value == NONE)
		return -1;
	if (r->value <= 0)
		return (int)cuts->n;
	for (; i < cuts->n; i++) {
		int128 cut = (int128)cuts->at[i] * total;

		if (crossing == CROSSING_HIGHER
			? (int128)r->before * MILLION < cut
			: (int128)r->cumulated * MILLION <= cut)
			break;
	}
	return (int)i;
}
