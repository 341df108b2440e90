/* A text that grows: a buffer, its length, and a limit it may not pass. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

char str_empty[1] = "";

void
str_free(struct str *s)
{
	if (s->cap > 0)
		free(s->p);
	s->p = str_empty;
	s->len = s->cap = 0;
}

void
str_reset(struct str *s)
{
	s->len = 0;
	if (s->cap > 0)
		s->p[0] = '\0';
}

char *
str_room(struct str *s, size_t n)
{
	size_t need = s->len + n + 1;

	if (n > SIZE_MAX / 4 || s->len > SIZE_MAX / 4)
		no_memory();
	if (need > s->cap) {
		size_t cap = s->cap + s->cap / 2 + 64;

		if (cap < need)
			cap = need;
		s->p = xrealloc(s->cap > 0 ? s->p : NULL, cap);
		s->cap = cap;
		s->p[s->len] = '\0';
	}
	return s->p + s->len;
}

void
str_addn(struct str *s, const char *bytes, size_t n)
{
	if (n == 0)
		return;
	memcpy(str_room(s, n), bytes, n);
	s->len += n;
	s->p[s->len] = '\0';
}

void
str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void
str_addc(struct str *s, char c)
{
	str_addn(s, &c, 1);
}

void
str_addf(struct str *s, const char *fmt, ...)
{
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	n = format_length(fmt, ap);
	vsnprintf(str_room(s, n), n + 1, fmt, ap);
	s->len += n;
	va_end(ap);
}

int
text_eq(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

int
text_is_blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\n\r")] == '\0';
}

int
text_order(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

int
text_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

enum { WORD_MAX = 64 };

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * How far two words are from each other: insertions, deletions,
 * substitutions and swaps of neighbours (Damerau 1964), ASCII case ignored.
 */
static size_t
distance(const char *a, const char *b)
{
	size_t row[3][WORD_MAX + 1], na = strlen(a), nb = strlen(b);

	if (na > WORD_MAX || nb > WORD_MAX)
		return SIZE_MAX;
	for (size_t j = 0; j <= nb; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t *now = row[i % 3], *up = row[(i + 2) % 3];
		int ca = tolower((unsigned char)a[i - 1]);

		now[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			int cb = tolower((unsigned char)b[j - 1]);

			now[j] = least(least(up[j], now[j - 1]) + 1,
			    up[j - 1] + (ca != cb));
			if (i > 1 && j > 1 &&
			    ca == tolower((unsigned char)b[j - 2]) &&
			    cb == tolower((unsigned char)a[i - 2]))
				now[j] = least(now[j],
				    row[(i + 1) % 3][j - 2] + 1);
		}
	}
	return row[na % 3][nb];
}

const char *
text_nearest(const char *word, size_t n,
    const char *(*get)(size_t, const void *), const void *data)
{
	size_t len = strlen(word), best = len < 3 ? 1 : len / 3;
	const char *found = NULL;

	for (size_t i = 0; i < n; i++) {
		const char *name = get(i, data);
		size_t d = name == NULL ? SIZE_MAX : distance(word, name);

		if (d < len && (d < best || (d == best && found == NULL))) {
			best = d;
			found = name;
		}
	}
	return found;
}
