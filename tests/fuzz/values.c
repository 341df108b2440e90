/*
 * Any bytes as a number, time, period, duration: what is read can be printed.
 */
#include <stdint.h>
#include <string.h>

#include "base/decimal.h"
#include "io/literal.h"
#include "io/value.h"
#include "time/duration.h"
#include "time/period.h"
#include "time/when.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { UNTOUCHED = 12345678 };

/* 2026-11-21T14:00Z, a year that does not begin in January. */
static struct clock now = { 1795269600, NULL };
enum { FISCAL_MONTH = 7 };

static void
check_decimal(const char *s, size_t n, int scale)
{
	char text[DECIMAL_MAX];
	int64_t v = UNTOUCHED, again;

	if (decimal_parse(s, n, scale, &v) != NULL) {
		if (v != UNTOUCHED)
			BUG("a number that was refused was taken");
		return;
	}
	if (v == NONE)
		BUG("no number was taken for one");
	n = decimal_print(text, v, scale, 0);
	if (decimal_parse(text, n, scale, &again) != NULL || again != v)
		BUG("'%s' is not read back", text);
}

static void
check_when(const char *s, size_t n, enum when_edge edge)
{
	struct style style = { .decimals = 2, .zone = now.zone };
	char text[VALUE_MAX];
	int64_t t = UNTOUCHED, again;

	if (when_parse(s, n, &now, edge, &t) != NULL) {
		if (t != UNTOUCHED)
			BUG("a time that was refused was taken");
		return;
	}
	n = value_put(text, &style, TYPE_TIME, t);
	if (when_parse(text, n, &now, edge, &again) != NULL || again != t)
		BUG("'%.*s' is not read back", (int)n, text);
}

static void
check_day(const char *s, size_t n)
{
	struct style style = { .decimals = 2, .zone = now.zone };
	char text[VALUE_MAX];
	int64_t day = UNTOUCHED, again;

	if (when_day(s, n, &now, &day) != NULL) {
		if (day != UNTOUCHED)
			BUG("a day that was refused was taken");
		return;
	}
	n = value_put(text, &style, TYPE_DATE, day);
	if (when_day(text, n, &now, &again) != NULL || again != day)
		BUG("'%.*s' is not read back", (int)n, text);
}

static void
check_period(const char *s, size_t n)
{
	char text[PERIOD_SIZE];
	struct period p, again;

	if (period_parse(s, n, &now, FISCAL_MONTH, &p) != NULL)
		return;
	if (p.first > p.last)
		BUG("a period that ends before it begins");
	n = period_print(text, &p);
	if (period_parse(text, n, &now, FISCAL_MONTH, &again) != NULL ||
	    again.first != p.first || again.last != p.last)
		BUG("'%s' is not read back", text);
}

static void
check_duration(const char *s, size_t n)
{
	struct duration d;

	if (duration_parse(s, n, &d) != NULL)
		return;
	if (d.n < 0 || d.n > DURATION_LIMIT)
		BUG("%lld is no length", (long long)d.n);
	time_add(now.zone, now.now, -1, &d);
	day_add(20000, 1, &d);
}

/* The first byte chooses the scale and the edge, the others are the text. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct value_context ctx = { &now, 2, FISCAL_MONTH };
	const char *s = (const char *)bytes + 1;
	struct cell cell;

	if (n < 1)
		return 0;
	n--;
	now.zone = zone_utc();
	check_decimal(s, n, bytes[0] % (DECIMAL_SCALE_MAX + 1));
	check_when(s, n, bytes[0] & 128 ? WHEN_LAST : WHEN_FIRST);
	check_day(s, n);
	check_period(s, n);
	check_duration(s, n);
	for (int type = TYPE_TEXT; type <= TYPE_BOOL; type++)
		if (!type_is_text((enum type)type))
			value_parse(s, n, (enum type)type, &ctx, WHEN_LAST,
			    &cell);
	return 0;
}
