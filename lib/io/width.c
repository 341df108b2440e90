/* How many columns a text takes on a terminal, and what is safe to show. */
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "io/width.h"

/* What is shown as one: a grapheme cluster, or an escape for a code point. */
struct piece {
	size_t bytes;	 /* taken from the text */
	size_t width;	 /* columns */
	char escape[12]; /* instead of the bytes, or "" */
};

size_t
utf8_next(const char *s, size_t n, int32_t *code)
{
	utf8proc_ssize_t max = n < 4 ? (utf8proc_ssize_t)n : 4;
	utf8proc_ssize_t used;

	used = utf8proc_iterate((const utf8proc_uint8_t *)s, max, code);
	if (used > 0)
		return (size_t)used;
	*code = -1;
	return 1;
}

static int
is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7f;
}

int
code_is_unsafe(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) ||
	    c == 0x200b ||		    /* zero width space */
	    c == 0x2028 || c == 0x2029 ||   /* line and paragraph separator */
	    (c >= 0x202a && c <= 0x202e) || /* embedded directions */
	    (c >= 0x2066 && c <= 0x2069) || /* isolated directions */
	    c == 0xfeff;		    /* byte order mark */
}

static void
escape(struct piece *p, int32_t c, unsigned char byte)
{
	static const char named[] = "\n\r\t", letter[] = "nrt";
	const char *at = c > 0 && c < 0x20 ? strchr(named, c) : NULL;
	int n;

	if (at != NULL)
		n = snprintf(p->escape, sizeof p->escape, "\\%c",
		    letter[at - named]);
	else if (c < 0x80) /* a control, or a byte that is not UTF-8 */
		n = snprintf(p->escape, sizeof p->escape, "\\x%02x", byte);
	else
		n = snprintf(p->escape, sizeof p->escape, "\\u%04x",
		    (unsigned)c);
	p->width = (size_t)n;
}

static int
is_flag_half(int32_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

/* A cluster is as wide as its base; a flag and an emoji presentation are 2. */
static void
cluster(struct piece *p, const char *s, size_t n, int32_t first)
{
	int w = utf8proc_charwidth(first);
	utf8proc_int32_t state = 0;
	int32_t last = first, c;

	while (p->bytes < n) {
		size_t used = utf8_next(s + p->bytes, n - p->bytes, &c);

		if (code_is_unsafe(c) || /* also what is not UTF-8, -1 */
		    utf8proc_grapheme_break_stateful(last, c, &state))
			break;
		if (c == 0xfe0f || (is_flag_half(first) && is_flag_half(c)))
			w = 2;
		p->bytes += used;
		last = c;
	}
	p->width = w < 0 ? 0 : (size_t)w;
}

static void
next_piece(const char *s, size_t n, struct piece *p)
{
	int32_t c;

	p->bytes = utf8_next(s, n, &c);
	p->escape[0] = '\0';
	if (code_is_unsafe(c))
		escape(p, c, (unsigned char)*s);
	else if (c < 0x7f && (n == 1 || is_plain((unsigned char)s[1])))
		p->width = 1;
	else
		cluster(p, s, n, c);
}

size_t
text_width(const char *s, size_t n)
{
	size_t at = 0, width = 0;
	struct piece p;

	while (at < n && is_plain((unsigned char)s[at]))
		at++;
	if (at == n)
		return n;
	for (at = 0; at < n; at += p.bytes) {
		next_piece(s + at, n - at, &p);
		width += p.width;
	}
	return width;
}

void
text_safe(struct str *out, const char *s, size_t n)
{
	text_cut(out, s, n, SIZE_MAX);
}

size_t
text_cut(struct str *out, const char *s, size_t n, size_t width)
{
	/* Where the cut would be: all before it leaves room for the dots. */
	size_t cut_len = out->len, cut_width = 0, used = 0;
	struct piece p;

	for (size_t at = 0; at < n; at += p.bytes) {
		next_piece(s + at, n - at, &p);
		if (p.width > width - used) {
			out->len = cut_len;
			if (width == 0)
				return 0;
			str_add(out, "\u2026");
			return cut_width + 1;
		}
		if (p.escape[0] != '\0')
			str_add(out, p.escape);
		else
			str_addn(out, s + at, p.bytes);
		used += p.width;
		if (used < width) {
			cut_len = out->len;
			cut_width = used;
		}
	}
	return used;
}
