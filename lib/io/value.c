/* Values as text: the canonical one of files and pipes, and people's. */
#include <string.h>

#include "base/decimal.h"
#include "io/value.h"
#include "time/date.h"
#include "time/zone.h"

int
type_is_number(enum type type)
{
	return type >= TYPE_INT && type <= TYPE_RATIO;
}

static size_t
put_word(char *out, const char *word)
{
	size_t n = strlen(word);

	memcpy(out, word, n);
	return n;
}

size_t
value_put(char *out, const struct style *style, enum type type, int64_t v)
{
	if (v == NONE)
		return 0;
	switch (type) {
	case TYPE_INT:
		return decimal_print(out, v, 0, 0);
	case TYPE_QTY:
		return decimal_print(out, v, QTY_SCALE, 0);
	case TYPE_MONEY:
		return decimal_print(out, v, style->decimals, style->decimals);
	case TYPE_PRICE:
		return decimal_print(out, v, PRICE_SCALE, PRICE_MIN_DECIMALS);
	case TYPE_RATIO:
		return decimal_print(out, v, RATIO_SCALE, 0);
	case TYPE_DATE:
		return date_print(out, v);
	case TYPE_TIME:
		return time_print_utc(out, v);
	case TYPE_BOOL:
		return put_word(out, v ? "yes" : "no");
	case TYPE_TEXT:
	case TYPE_CODE:
		break;
	}
	BUG("type %d has no number", (int)type);
}

/* Sets commas between the thousands of the n bytes; gives the new length. */
static size_t
group(char *s, size_t n)
{
	size_t sign = n > 0 && s[0] == '-', digits = 0, commas, from, to;
	char old[VALUE_MAX];

	while (sign + digits < n && s[sign + digits] != '.')
		digits++;
	commas = digits == 0 ? 0 : (digits - 1) / 3;
	if (commas == 0)
		return n;
	memcpy(old, s, n);
	for (from = to = sign; from < sign + digits; from++) {
		if (from > sign && (sign + digits - from) % 3 == 0)
			s[to++] = ',';
		s[to++] = old[from];
	}
	memcpy(s + to, old + from, n - from);
	return n + commas;
}

size_t
count_put(char *out, int64_t n)
{
	return group(out, decimal_print(out, n, 0, 0));
}

static size_t
put_local_time(char *out, const struct style *style, int64_t t)
{
	const struct zone *zone =
	    style->zone != NULL ? style->zone : zone_utc();
	size_t n = time_print(out, t, zone);

	if (n > 10 && out[10] == 'T')
		out[10] = ' ';
	return n;
}

size_t
value_put_human(char *out, const struct style *style, enum type type, int64_t v)
{
	if (v == NONE)
		return 0;
	switch (type) {
	case TYPE_QTY:
	case TYPE_MONEY:
	case TYPE_PRICE:
		return group(out, value_put(out, style, type, v));
	case TYPE_TIME:
		return put_local_time(out, style, v);
	default:
		return value_put(out, style, type, v);
	}
}

size_t
cell_print(struct str *out, const struct style *style, enum type type,
    const struct cell *c, int human)
{
	char text[VALUE_MAX];
	size_t n;

	if (cell_missing(type, c))
		return 0;
	if (type_is_text(type)) {
		str_addn(out, c->s, (size_t)c->i);
		return (size_t)c->i;
	}
	n = human ? value_put_human(text, style, type, c->i) :
		    value_put(text, style, type, c->i);
	str_addn(out, text, n);
	return n;
}
