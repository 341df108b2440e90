/* What the verbs that analyse stock have in common: which goods, which keys. */
#include <string.h>

#include "analysis.h"
#include "base/decimal.h"
#include "time/date.h"
#include "time/duration.h"

static const char *const crossing_words[] = { "higher", "lower", NULL };
const struct kind kind_crossing = { .name = "class", .store = STORE_TEXT,
	.accepts = "higher or lower", .words = crossing_words };

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

int64_t
day_of(const struct call *c, int64_t at)
{
	int64_t day;
	int second;

	zone_from_utc(c->clock.zone, at, &day, &second);
	return day;
}

void
last_year(const struct call *c, int64_t *since, int64_t *until)
{
	*until = until_now(c);
	*since = c->since;
	if (*since == NONE)
		*since = day_start(c->clock.zone, day_of(c, *until) - 364);
}

void
tell_period(struct call *c, int64_t since, int64_t until)
{
	char first[DATE_SIZE], last[DATE_SIZE];

	if (c->since != NONE || c->until != NONE || c->stream == NULL ||
	    c->format != FORMAT_TABLE || c->opt.input != NULL)
		return;
	date_print(last, day_of(c, until));
	if (since == NONE) {
		note(c->ops, "all that the book has, up to %s: --period, "
		    "--since or --until chooses", last);
		return;
	}
	date_print(first, day_of(c, since));
	note(c->ops,
	    "%s..%s: --period, --since or --until chooses another period",
	    first, last);
}

int64_t
days_between(const struct call *c, int64_t since, int64_t until)
{
	return day_of(c, until) - day_of(c, since) + 1;
}

int
day_from_now(struct call *c, const char *option, const char *text, int sign,
    int64_t *day)
{
	struct duration d;
	const char *expected = duration_parse(text, strlen(text), &d);

	*day = NONE;
	if (expected == NULL && unit_is_days(d.unit))
		*day = day_add(clock_today(&c->clock), sign, &d);
	if (expected == NULL && unit_is_days(d.unit) && *day == NONE)
		*day = sign < 0 ? DAY_MIN : DAY_MAX; /* longer than all days */
	return *day != NONE ? 0 : fail(c->ops, OPS_USAGE, "--%s: '%s' is "
	    "wrong: expected days, weeks, months or years: 30d, 6w, 3mo, 1y",
	    option, text);
}

int64_t
ratio_or_none(int64_t part, int64_t whole)
{
	int64_t ratio = NONE;

	return mul_div(part, MILLION, whole, &ratio) == 0 ? ratio : NONE;
}
