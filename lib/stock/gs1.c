/* GS1: check digits of article numbers, and what an element string says. */
#include <string.h>

#include "base/none.h"
#include "stock/gs1.h"
#include "time/date.h"

enum { FNC1 = 0x1d };

static int
is_digits(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] < '0' || p[i] > '9')
			return 0;
	return 1;
}

/* The sum with its check digit is a multiple of ten. */
static int
check_holds(const char *digits, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (digits[i] - '0') * ((n - i) % 2 == 0 ? 3 : 1);
	return sum % 10 == 0;
}

const char *
gtin_parse(const char *text, char out[GTIN_SIZE])
{
	size_t n = strlen(text);

	if ((n != 8 && n != 12 && n != 13 && n != 14) || !is_digits(text, n))
		return "a GTIN of 8, 12, 13 or 14 digits";
	if (!check_holds(text, n))
		return "a GTIN: its check digit is wrong";
	memset(out, '0', GTIN_SIZE - 1 - n);
	memcpy(out + GTIN_SIZE - 1 - n, text, n + 1);
	return NULL;
}

enum value { GTIN, DAY, TEXT, COUNT };

/* The application identifiers that goods are moved by. */
static const struct identifier {
	const char *ai;
	enum value value;
	size_t length; /* the greatest, where it is not fixed */
	int fixed;
	size_t at; /* in struct gs1 */
} identifiers[] = {
	{ "01", GTIN, 14, 1, offsetof(struct gs1, gtin) },
	{ "02", GTIN, 14, 1, offsetof(struct gs1, gtin) },
	{ "10", TEXT, 20, 0, offsetof(struct gs1, lot) },
	{ "11", DAY, 6, 1, offsetof(struct gs1, made) },
	{ "15", DAY, 6, 1, offsetof(struct gs1, best_before) },
	{ "17", DAY, 6, 1, offsetof(struct gs1, expires) },
	{ "21", TEXT, 20, 0, offsetof(struct gs1, serial) },
	{ "30", COUNT, 8, 0, offsetof(struct gs1, count) },
	{ "37", COUNT, 8, 0, offsetof(struct gs1, count) },
};

static const struct identifier *
find(const char *p, size_t n)
{
	for (size_t i = 0; i < sizeof identifiers / sizeof *identifiers; i++)
		if (n >= 2 && memcmp(identifiers[i].ai, p, 2) == 0)
			return &identifiers[i];
	return NULL;
}

/* 50 years back and 49 ahead; the day 00 is the month's last. */
static const char *
read_day(const char *p, int64_t today, int64_t *out)
{
	struct civil now;
	int year = (p[0] - '0') * 10 + p[1] - '0';
	int month = (p[2] - '0') * 10 + p[3] - '0';
	int day = (p[4] - '0') * 10 + p[5] - '0';
	int off;

	day_to_civil(today, &now);
	off = year - now.year % 100;
	year += now.year - now.year % 100;
	year += off >= 51 ? -100 : off <= -50 ? 100 : 0;
	if (month < 1 || month > 12 ||
	    (day > 0 && !date_exists(year, month, day)))
		return "a date YYMMDD that exists";
	*out = day > 0 ? day_from_civil(year, month, day)
		       : month_last(day_from_civil(year, month, 1));
	return NULL;
}

/* One value; `out` may be NULL: is it one at all? */
static const char *
read_value(struct arena *mem, const struct identifier *k, const char *p,
    size_t n, int64_t today, struct gs1 *out)
{
	void *at = out == NULL ? NULL : (char *)out + k->at;
	char gtin[GTIN_SIZE];
	const char *wrong;
	int64_t number = 0;

	if (n == 0 || n > k->length || (k->fixed && n != k->length))
		return "a value of the length that its identifier has";
	if (k->value != TEXT && !is_digits(p, n))
		return "digits";
	if (k->value == TEXT || k->value == GTIN) {
		char *text = arena_strndup(mem, p, n);

		wrong = k->value == GTIN ? gtin_parse(text, gtin) : NULL;
		if (wrong == NULL && at != NULL)
			*(const char **)at = text;
		return wrong;
	}
	for (size_t i = 0; i < n && k->value == COUNT; i++)
		number = number * 10 + (p[i] - '0');
	wrong = k->value == DAY ? read_day(p, today, &number) : NULL;
	if (wrong == NULL && at != NULL)
		*(int64_t *)at = number;
	return wrong;
}

/* Could the rest of a text be elements by itself? */
static int
is_elements(struct arena *mem, const char *p, size_t n, int64_t today)
{
	const struct identifier *k = find(p, n);

	if (n == 0)
		return 1;
	if (k == NULL)
		return 0;
	p += 2;
	n -= 2;
	if (!k->fixed)
		return read_value(mem, k, p, n, today, NULL) == NULL;
	return n >= k->length &&
	    read_value(mem, k, p, k->length, today, NULL) == NULL &&
	    is_elements(mem, p + k->length, n - k->length, today);
}

/* Where a value without a fixed length could end before the text does. */
static int
is_ambiguous(struct arena *mem, const char *p, size_t n, int64_t today)
{
	for (size_t i = 1; i + 2 < n; i++)
		if (is_elements(mem, p + i, n - i, today))
			return 1;
	return 0;
}

/* "(01)09501101530003(10)AB-1" */
static const char *
parse_brackets(struct arena *mem, const char *p, int64_t today,
    struct gs1 *out)
{
	while (*p == '(') {
		const struct identifier *k = find(p + 1, strlen(p + 1));
		const char *wrong;
		size_t n;

		if (k == NULL || p[3] != ')')
			return "one of the identifiers 01 02 10 11 15 17 21 "
			       "30 37 in brackets";
		p += 4;
		n = strcspn(p, "(");
		wrong = read_value(mem, k, p, n, today, out);
		if (wrong != NULL)
			return wrong;
		p += n;
	}
	return *p == '\0' ? NULL : "an identifier in brackets";
}

/* As a scanner sends it. */
static const char *
parse_plain(struct arena *mem, const char *p, int64_t today, struct gs1 *out)
{
	int separated = strchr(p, FNC1) != NULL;

	while (*p != '\0') {
		const char *end = strchr(p, FNC1), *wrong;
		const struct identifier *k;
		size_t n;

		if (*p == FNC1) {
			p++;
			continue;
		}
		n = end == NULL ? strlen(p) : (size_t)(end - p);
		k = find(p, n);
		if (k == NULL)
			return "one of the identifiers 01 02 10 11 15 17 21 "
			       "30 37";
		p += 2;
		n -= 2;
		if (k->fixed && n > k->length)
			n = k->length;
		if (!k->fixed && !separated && is_ambiguous(mem, p, n, today))
			return "a separator (FNC1) or brackets: it can be "
			       "read in two ways";
		wrong = read_value(mem, k, p, n, today, out);
		if (wrong != NULL)
			return wrong;
		p += n;
	}
	return NULL;
}

/* "]C1": what kind of label it was, as scanners may send it. */
static const char *
behind_symbology(const char *text)
{
	static const char *const of_gs1[] = { "]C1", "]e0", "]d2", "]Q3" };

	for (size_t i = 0; i < sizeof of_gs1 / sizeof *of_gs1; i++)
		if (strncmp(text, of_gs1[i], 3) == 0)
			return text + 3;
	return text;
}

int
gs1_looks_so(const char *text)
{
	const char *p = behind_symbology(text);
	size_t n = strlen(p);

	return p != text || strchr(text, FNC1) != NULL ||
	    (p[0] == '(' && find(p + 1, n - 1) != NULL) ||
	    (n > 16 && (strncmp(p, "01", 2) == 0 ||
		strncmp(p, "02", 2) == 0) && is_digits(p, 16));
}

const char *
gs1_parse(struct arena *mem, const char *text, int64_t today, struct gs1 *out)
{
	const char *p = behind_symbology(text);

	*out = (struct gs1){ .made = NONE, .best_before = NONE,
		.expires = NONE, .count = NONE };
	return *p == '(' ? parse_brackets(mem, p, today, out)
			 : parse_plain(mem, p, today, out);
}
