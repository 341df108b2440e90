/* Values from text: what was typed becomes a typed cell. */
#include <string.h>

#include "base/decimal.h"
#include "io/decode.h"
#include "io/literal.h"
#include "time/period.h"

static int
is_word(const char *s, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(s, word, n) == 0;
}

static const char *
bool_parse(const char *s, size_t n, int64_t *out)
{
	int yes = is_word(s, n, "yes") || is_word(s, n, "true");

	if (!yes && !is_word(s, n, "no") && !is_word(s, n, "false"))
		return "yes or no";
	*out = yes;
	return NULL;
}

const char *
value_parse(const char *s, size_t n, enum type type,
    const struct value_context *ctx, enum when_edge edge, struct cell *out)
{
	const char *expected = NULL;
	int64_t i = NONE;

	if (n == 0) {
		*out = CELL_MISSING;
		return NULL;
	}
	switch (type) {
	case TYPE_TEXT:
	case TYPE_CODE:
		if (utf8_check(s, n) != n || memchr(s, '\0', n) != NULL)
			return "text in UTF-8";
		*out = (struct cell){ s, (int64_t)n };
		return NULL;
	case TYPE_INT:
		expected = decimal_parse(s, n, 0, &i);
		break;
	case TYPE_QTY:
		expected = decimal_parse(s, n, QTY_SCALE, &i);
		break;
	case TYPE_MONEY:
		expected = decimal_parse(s, n, ctx->decimals, &i);
		break;
	case TYPE_PRICE:
		expected = decimal_parse(s, n, PRICE_SCALE, &i);
		break;
	case TYPE_RATIO:
		expected = decimal_parse(s, n, RATIO_SCALE, &i);
		break;
	case TYPE_DATE:
		expected = when_day(s, n, ctx->clock, &i);
		break;
	case TYPE_TIME:
		expected = when_parse(s, n, ctx->clock, edge, &i);
		break;
	case TYPE_BOOL:
		expected = bool_parse(s, n, &i);
		break;
	}
	if (expected == NULL)
		*out = cell_int(i);
	return expected;
}

/*
 * Whether the text may be a period.  An offset is not: -4w is the day four
 * weeks ago as +4w is the one to come, though --period takes it for a run.
 */
static int
may_be_period(const char *s, size_t n, const struct value_context *ctx)
{
	if (s[0] == '+' || s[0] == '-')
		return 0;
	return ctx->fiscal_month > 0 || n < 2 || memcmp(s, "FY", 2) != 0;
}

const char *
value_parse_range(const char *s, size_t n, enum type type,
    const struct value_context *ctx, int64_t *first, int64_t *last)
{
	struct cell from, to;
	struct period period;
	const char *expected;

	expected = value_parse(s, n, type, ctx, WHEN_FIRST, &from);
	if (expected == NULL)
		expected = value_parse(s, n, type, ctx, WHEN_LAST, &to);
	if (expected == NULL) {
		*first = from.i;
		*last = to.i;
		return NULL;
	}
	if ((type != TYPE_DATE && type != TYPE_TIME) ||
	    !may_be_period(s, n, ctx) ||
	    period_parse(s, n, ctx->clock,
		ctx->fiscal_month > 0 ? ctx->fiscal_month : 1, &period) != NULL)
		return expected;
	*first = period.first;
	*last = period.last;
	if (type == TYPE_TIME) {
		*first = day_start(ctx->clock->zone, period.first);
		*last = day_end(ctx->clock->zone, period.last);
	}
	return NULL;
}
