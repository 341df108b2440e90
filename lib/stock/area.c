/* Places taken together, by site or all of them: what analyses look at. */
#include "stock/area.h"
#include "base/vec.h"
#include "stock/balance.h"

static uint32_t
number(struct ops *ops, struct areas *a, size_t *cap,
    const struct location *site, int wanted)
{
	size_t i = 0;

	while (i < a->n && (a->v[i].site != site || a->v[i].wanted != wanted))
		i++;
	if (i == a->n) {
		if (a->n == *cap)
			a->v =
			    vec_grow(ops->keep, a->v, a->n, sizeof *a->v, cap);
		a->v[a->n++] = (struct area){ site, wanted };
	}
	return (uint32_t)i + 1;
}

int
areas_read(struct ops *ops, const struct location *const *place, size_t n,
    int by_site, struct areas *out)
{
	const struct location *const *all;
	size_t places, cap = 0;
	int64_t last = 0;
	int err = locations_all(ops, &all, &places);

	*out = (struct areas){ .n = 0 };
	if (err != 0)
		return err;
	for (size_t i = 0; i < places; i++)
		last = all[i]->id > last ? all[i]->id : last;
	out->of = ARENA_ARRAY(ops->keep, uint32_t, last + 1);
	for (size_t i = 0; i < places; i++)
		if (place_is_stock(all[i]->kind))
			out->of[all[i]->id] = number(ops, out, &cap,
			    by_site ? all[i]->site : NULL,
			    place_within(all[i], place, n));
	return 0;
}
