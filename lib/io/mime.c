/* Messages are written: headers, texts and files as mail carries them. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "io/mime.h"

static const char base64[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char hex[] = "0123456789ABCDEF";

enum { LINE_MAX_BYTES = 76, WORD_BYTES = 42 };

/* Printable ASCII throughout? */
static int
is_plain(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < ' ' || (unsigned char)*text > '~')
			return 0;
	return 1;
}

static void
put_base64(struct out *o, const unsigned char *p, size_t n)
{
	uint32_t v = (uint32_t)p[0] << 16 | (n > 1 ? (uint32_t)p[1] << 8 : 0u) |
	    (n > 2 ? (uint32_t)p[2] : 0u);
	char four[5] = { base64[v >> 18], base64[v >> 12 & 63],
		n > 1 ? base64[v >> 6 & 63] : '=',
		n > 2 ? base64[v & 63] : '=', '\0' };

	out_text(o, four);
}

/* How many of the bytes fit in one encoded word, characters kept whole. */
static size_t
word_length(const char *text, size_t n)
{
	if (n <= WORD_BYTES)
		return n;
	for (n = WORD_BYTES; n > 1 && ((unsigned char)text[n] & 0xc0) == 0x80;)
		n--;
	return n;
}

/* RFC 2047: =?UTF-8?B?...?=, as many as it takes, each on its own line. */
static void
put_encoded(struct out *o, const char *text)
{
	size_t n = strlen(text), take;

	for (; n > 0; text += take, n -= take) {
		take = word_length(text, n);
		out_text(o, "=?UTF-8?B?");
		for (size_t i = 0; i < take; i += 3)
			put_base64(o, (const unsigned char *)text + i,
			    take - i < 3 ? take - i : 3);
		out_text(o, take < n ? "?=\n " : "?=");
	}
}

/* Nothing may end the line and begin another header. */
static char *
without_controls(const char *text)
{
	char *copy = xmalloc(strlen(text) + 1), *p = copy;

	for (; *text != '\0'; text++)
		*p++ = (unsigned char)*text < ' ' || *text == 0x7f ? '?'
								   : *text;
	*p = '\0';
	return copy;
}

void
mime_header(struct out *o, const char *name, const char *value)
{
	char *safe = without_controls(value);
	int folds = strlen(name) + strlen(safe) > 900;

	out_printf(o, "%s: ", name);
	if (is_plain(safe) && !folds && strstr(safe, "=?") == NULL)
		out_text(o, safe);
	else
		put_encoded(o, safe);
	out_text(o, "\n");
	free(safe);
}

void
mime_address(struct out *o, const char *header, const char *name,
    const char *address)
{
	char *safe = without_controls(name == NULL ? "" : name);
	char *to = without_controls(address);

	out_printf(o, "%s: ", header);
	if (!is_plain(safe) || strpbrk(safe, "\"\\") != NULL)
		put_encoded(o, safe);
	else if (safe[0] != '\0')
		out_printf(o, "\"%s\"", safe);
	out_printf(o, safe[0] != '\0' ? " <%s>\n" : "<%s>\n", to);
	free(safe);
	free(to);
}

/* Mail carries lines of 998 bytes; those of people are shorter. */
static int
needs_encoding(const char *text)
{
	size_t line = 0;

	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		line = c == '\n' ? 0 : line + 1;
		if (line > LINE_MAX_BYTES + 2 || c >= 0x7f ||
		    (line == 1 && c == '.') ||
		    (c < ' ' && c != '\n' && c != '\t'))
			return 1;
		if (line == 5 && strncmp(text - 4, "From ", 5) == 0)
			return 1;
	}
	return 0;
}

/* RFC 2045 6.7: what is not printable as =XX, lines cut softly. */
static void
put_quoted(struct out *o, const char *text)
{
	size_t line = 0;

	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;
		int last = text[1] == '\n' || text[1] == '\0';
		int as_is = (c > ' ' && c <= '~' && c != '=' &&
				!(line == 0 && (c == '.' || c == 'F'))) ||
		    ((c == ' ' || c == '\t') && !last);

		if (c == '\n') {
			out_text(o, "\n");
			line = 0;
			continue;
		}
		if (line + (as_is ? 1 : 3) > LINE_MAX_BYTES - 1) {
			out_text(o, "=\n");
			line = 0;
			as_is = as_is && c != '.' && c != 'F';
		}
		if (as_is)
			out_printf(o, "%c", c);
		else
			out_printf(o, "=%c%c", hex[c >> 4], hex[c & 15]);
		line += as_is ? 1 : 3;
	}
}

void
mime_text(struct out *o, const char *text)
{
	int encode = needs_encoding(text);

	out_text(o, "Content-Type: text/plain; charset=UTF-8\n");
	out_printf(o, "Content-Transfer-Encoding: %s\n\n",
	    encode ? "quoted-printable" : "7bit");
	if (encode)
		put_quoted(o, text);
	else
		out_text(o, text);
}

void
mime_begin(struct out *o, const char *unique)
{
	out_printf(o, "Content-Type: multipart/mixed; boundary=\"%s\"\n\n",
	    unique);
	mime_part(o, unique);
}

void
mime_part(struct out *o, const char *unique)
{
	out_printf(o, "--%s\n", unique);
}

void
mime_file(struct out *o, const char *name, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	char *safe = without_controls(name);

	for (char *q = safe; *q != '\0'; q++)
		if ((unsigned char)*q >= 0x7f || *q == '"' || *q == '\\' ||
		    *q == '/')
			*q = '_';
	out_printf(o, "Content-Type: application/octet-stream\n"
	    "Content-Disposition: attachment; filename=\"%s\"\n"
	    "Content-Transfer-Encoding: base64\n\n", safe);
	free(safe);
	for (size_t i = 0; i < n; i += 3) {
		put_base64(o, p + i, n - i < 3 ? n - i : 3);
		if (i % 57 == 54 || i + 3 >= n)
			out_text(o, "\n");
	}
}

void
mime_end(struct out *o, const char *unique)
{
	out_printf(o, "--%s--\n", unique);
}
