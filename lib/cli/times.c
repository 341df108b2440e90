/* When a call's clock stands, and what counts: --as-of --known-at --period. */
#include <string.h>

#include "cli/cmd.h"
#include "ledger/book.h"
#include "time/period.h"

static const char *
moment(struct call *c, const char *option, const char *text,
    enum when_edge edge, int64_t *out)
{
	const char *expected = when_parse(text, strlen(text), &c->clock, edge,
	    out);

	if (expected != NULL)
		fail(c->ops, OPS_USAGE, "--%s: '%s' is wrong: expected %s",
		    option, text, expected);
	return expected;
}

/* To know the last entry is to know all, which is answered faster. */
static int
knows_all(struct call *c, int64_t named)
{
	int64_t last = NONE;
	int err = entry_last(c->ops, &last);

	if (err == 0 && named != NONE && named > last)
		return fail(c->ops, OPS_DATA,
		    "--known-at: there is no entry %lld (the last one is %lld)",
		    (long long)named, (long long)last);
	if (err == 0 && c->known >= last)
		c->known = NONE;
	return err;
}

/* --known-at: a time, or @n for an entry. */
static int
known_at(struct call *c)
{
	const char *text = c->opt.known_at;
	int64_t t, n = 0;

	if (text == NULL)
		return 0;
	if (text[0] == '@') {
		for (const char *p = text + 1; *p >= '0' && *p <= '9' &&
		     p < text + 16; p++)
			n = n * 10 + (*p - '0');
		if (n == 0 || text[1] == '\0' ||
		    text[1 + strspn(text + 1, "0123456789")] != '\0')
			return fail(c->ops, OPS_USAGE, "--known-at: '%s' is "
			    "wrong: expected a time, or @ and an entry's "
			    "number", text);
		c->known = n;
		return knows_all(c, n);
	}
	if (moment(c, "known-at", text, WHEN_LAST, &t) != NULL)
		return OPS_USAGE;
	if (entry_last_by(c->ops, t, &c->known) != 0)
		return c->ops->code;
	return knows_all(c, NONE);
}

/* --period, --since, --until: what meets all of them. */
static int
span(struct call *c)
{
	int64_t since = NONE, until = NONE;
	const char *expected;
	struct period p;

	if (c->opt.period != NULL) {
		expected = period_parse(c->opt.period, strlen(c->opt.period),
		    &c->clock, c->values.fiscal_month, &p);
		if (expected != NULL)
			return fail(c->ops, OPS_USAGE, "--period: '%s' is "
			    "wrong: expected %s", c->opt.period, expected);
		c->since = day_start(c->clock.zone, p.first);
		c->until = day_end(c->clock.zone, p.last);
	}
	if (c->opt.since != NULL &&
	    moment(c, "since", c->opt.since, WHEN_FIRST, &since) != NULL)
		return OPS_USAGE;
	if (c->opt.until != NULL &&
	    moment(c, "until", c->opt.until, WHEN_LAST, &until) != NULL)
		return OPS_USAGE;
	if (since != NONE && until != NONE && since > until)
		return fail(c->ops, OPS_USAGE,
		    "--until: '%s' is before --since '%s': nothing is between",
		    c->opt.until, c->opt.since);
	if (since != NONE && (c->since == NONE || since > c->since))
		c->since = since;
	if (until != NONE && (c->until == NONE || until < c->until))
		c->until = until;
	return 0;
}

int
call_times(struct call *c)
{
	int64_t t;

	c->clock.now = c->ops->now;
	c->clock.zone = c->ops->book != NULL ? c->ops->book->zone : zone_utc();
	c->known = c->since = c->until = NONE;
	c->values.clock = &c->clock;
	c->values.decimals = c->ops->book != NULL ? c->ops->book->decimals : 2;
	c->values.fiscal_month = c->ops->book != NULL
	    ? c->ops->book->fiscal_month : 0;
	c->style.decimals = c->values.decimals;
	c->style.zone = c->clock.zone;
	if (c->opt.as_of != NULL) {
		if (moment(c, "as-of", c->opt.as_of, WHEN_LAST, &t) != NULL)
			return OPS_USAGE;
		c->clock.now = t;
	}
	if (known_at(c) != 0)
		return c->ops->code;
	return span(c);
}

int
call_rules(struct call *c)
{
	if (c->opt.known_at == NULL || c->opt.config != NULL)
		return 0;
	return book_take_rules(c->ops, c->settings, c->n_settings, c->known);
}
