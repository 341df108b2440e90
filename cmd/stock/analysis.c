/* What the verbs that analyse stock have in common: which goods, which keys. */
#include "analysis.h"
#include "base/decimal.h"
#include "time/date.h"

int
goods_read(struct call *c, const struct goods_asked *in,
    struct goods_meant *out)
{
	const struct location **place = NULL;
	int err = items_chosen(c->ops, in->item.v, in->item.n, in->category.v,
	    in->category.n, &out->item, &out->n, &out->none);

	if (err == 0)
		err = places_named(c->ops, in->location.v, in->location.n,
		    in->site.v, in->site.n, &place, &out->places);
	out->place = (const struct location *const *)place;
	return err;
}

int64_t
until_now(const struct call *c)
{
	return c->until != NONE && c->until < c->clock.now ? c->until
							   : c->clock.now;
}

void
last_year(const struct call *c, int64_t *since, int64_t *until)
{
	int64_t day;
	int second;

	*until = until_now(c);
	*since = c->since;
	if (*since != NONE)
		return;
	zone_from_utc(c->clock.zone, *until, &day, &second);
	*since = day_start(c->clock.zone, day - 364);
}

int64_t
days_between(const struct call *c, int64_t since, int64_t until)
{
	int64_t first, last;
	int second;

	zone_from_utc(c->clock.zone, since, &first, &second);
	zone_from_utc(c->clock.zone, until, &last, &second);
	return last - first + 1;
}

int64_t
ratio_or_none(int64_t part, int64_t whole)
{
	int64_t ratio = NONE;

	return mul_div(part, MILLION, whole, &ratio) == 0 ? ratio : NONE;
}
