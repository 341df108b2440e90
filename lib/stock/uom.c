/* Units of measure that the world knows: UNECE Recommendation 20. */
#include <stdlib.h>
#include <string.h>

#include "stock/uom.h"

static int
by_code(const void *word, const void *at)
{
	return strcmp(word, ((const struct uom *)at)->code);
}

/* Most differ in their first letter; a call for each of them costs more. */
static int
is_word(const char *a, const char *word)
{
	return a[0] == word[0] && strcmp(a, word) == 0;
}

const struct uom *
uom_find(const char *word)
{
	const struct uom *found =
	    bsearch(word, uom_table, uom_count, sizeof *uom_table, by_code);

	for (size_t i = 0; found == NULL && i < uom_count; i++)
		if (is_word(uom_table[i].symbol, word))
			found = &uom_table[i];
	for (size_t i = 0; found == NULL && i < uom_count; i++)
		if (is_word(uom_table[i].name, word))
			found = &uom_table[i];
	return found;
}

int
uom_same(const char *a, const char *b)
{
	const struct uom *known;

	if (strcmp(a, b) == 0)
		return 1;
	known = uom_find(a);
	return known != NULL && known == uom_find(b);
}

int
uom_ratio(const struct uom *a, const struct uom *b, struct ratio *out)
{
	return a != NULL && b != NULL && a->dimension != UOM_OTHER &&
	    a->dimension == b->dimension &&
	    ratio_div((struct ratio){ a->num, a->den },
		(struct ratio){ b->num, b->den }, out) == 0;
}

const char *
uom_base(enum uom_dimension d)
{
	static const char *const base[] = { NULL, "each", "m", "MTK", "MTQ",
		"kg", "s", "J" };

	return base[d];
}
