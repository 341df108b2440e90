/* The items that options choose, by code and by category. */
#include "base/str.h"
#include "stock/masters.h"

int
items_chosen(struct ops *ops, const char *const *sku, size_t skus,
    const char *const *category, size_t categories,
    const struct item *const **out, size_t *n, int *none)
{
	const struct item **named = NULL, **chosen;
	const struct item *const *all;
	size_t total = 0;
	int err = skus > 0 ? items_named(ops, sku, skus, &named, &total)
	    : categories > 0 ? items_all(ops, &all, &total) : 0;

	*out = NULL;
	*n = 0;
	*none = skus + categories > 0;
	if (err != 0 || total == 0)
		return err;
	if (named != NULL)
		all = (const struct item *const *)named;
	chosen = ARENA_ARRAY(ops->keep, const struct item *, total);
	for (size_t i = 0; i < total; i++) {
		int in = categories == 0;

		for (size_t j = 0; !in && j < categories; j++)
			in = text_eq(all[i]->category, category[j]);
		if (in)
			chosen[(*n)++] = all[i];
	}
	*out = chosen;
	*none = *n == 0;
	return 0;
}
