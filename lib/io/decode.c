/* Bytes of an input as UTF-8, whatever encoding they came in. */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "io/decode.h"

struct decoder {
	char *name;
	int plain;     /* UTF-8: nothing to do */
	int began;     /* the first bytes were looked at */
	iconv_t iconv; /* or -1 */
	size_t unit;   /* bytes to pass over where one is not valid */
	char *in;      /* bytes not yet decoded: the start of a character */
	size_t n, cap;
	int ended;
};

/* How many bytes the character at p has, or 0 if it is not well formed. */
static size_t
utf8_length(const unsigned char *p, size_t left)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t n;

	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	n = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f;
	if (left < n || p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

size_t
utf8_check(const char *bytes, size_t n)
{
	const unsigned char *p = (const unsigned char *)bytes;
	size_t i = 0, length;
	uint64_t eight;

	while (i < n) {
		if (n - i >= sizeof eight) {
			memcpy(&eight, p + i, sizeof eight);
			if ((eight & 0x8080808080808080U) == 0) {
				i += sizeof eight;
				continue;
			}
		}
		length = utf8_length(p + i, n - i);
		if (length == 0)
			return i;
		i += length;
	}
	return n;
}

/* UTF-16 and UCS-2 come in units of two bytes, UTF-32 and UCS-4 of four. */
static size_t
unit_of(const char *name)
{
	if (strstr(name, "16") != NULL && strncasecmp(name, "ut", 2) == 0)
		return 2;
	if (strstr(name, "32") != NULL && strncasecmp(name, "ut", 2) == 0)
		return 4;
	if (strncasecmp(name, "ucs", 3) == 0)
		return strchr(name, '2') != NULL ? 2 : 4;
	return 1;
}

static int
is_plain(const char *name)
{
	return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/* A slash would ask iconv to drop or to guess what is not valid. */
static iconv_t
find_iconv(const char *name)
{
	return *name == '\0' || strchr(name, '/') != NULL ? (iconv_t)-1
	    : iconv_open("UTF-8", name);
}

const char *
encoding_check(const char *name)
{
	iconv_t found = is_plain(name) ? (iconv_t)-1 : find_iconv(name);

	if (found != (iconv_t)-1)
		iconv_close(found);
	return is_plain(name) || found != (iconv_t)-1 ? NULL
	    : "UTF-8 or what 'iconv -l' lists";
}

int
decoder_open(struct ops *ops, const char *encoding, struct decoder **out)
{
	const char *name = encoding == NULL ? "UTF-8" : encoding;
	struct decoder *d;
	int plain = is_plain(name);
	iconv_t iconv = plain ? (iconv_t)-1 : find_iconv(name);
	size_t n = strlen(name) + 1;

	*out = NULL;
	if (!plain && iconv == (iconv_t)-1)
		return fail(ops, OPS_USAGE, "the encoding '%s' is not known, "
		    "only UTF-8 and what 'iconv -l' lists", name);
	d = xmalloc(sizeof *d);
	*d = (struct decoder){ .plain = plain, .iconv = iconv };
	d->name = memcpy(xmalloc(n), name, n);
	d->unit = unit_of(name);
	*out = d;
	return 0;
}

const char *
decoder_name(const struct decoder *d)
{
	return d->name;
}

/* Decodes all of d->in but the beginning of a character at its end. */
static void
convert(struct decoder *d, int at_end, struct str *to)
{
	char *in = d->in;
	size_t left = d->n;

	while (left > 0) {
		char *out = str_room(to, left * 2 + 16);
		size_t room = to->cap - to->len - 1;
		size_t done = iconv(d->iconv, &in, &left, &out, &room);
		int why = errno;

		to->len = (size_t)(out - to->p);
		to->p[to->len] = '\0';
		if (done != (size_t)-1 || (why == EINVAL && !at_end))
			break;
		if (why == E2BIG)
			continue;
		str_addc(to, '\xff');
		done = left < d->unit ? left : d->unit;
		in += done;
		left -= done;
	}
	memmove(d->in, in, left);
	d->n = left;
}

/* Some encodings hold a letter back until they know what follows it. */
static void
flush(struct decoder *d, struct str *to)
{
	size_t room = 16;
	char *out = str_room(to, room);

	iconv(d->iconv, NULL, NULL, &out, &room);
	to->len = (size_t)(out - to->p);
	to->p[to->len] = '\0';
}

static const char mark[] = "\xef\xbb\xbf";

/* Does the input begin with the mark, by what is there of it? */
static int
may_be_marked(const struct decoder *d)
{
	return memcmp(d->in, mark, d->n < 3 ? d->n : 3) == 0;
}

/* It says that it is in UTF-8, and is taken at its word. */
static void
become_plain(struct decoder *d, struct str *to)
{
	d->plain = 1;
	free(d->name);
	d->name = memcpy(xmalloc(sizeof "UTF-8"), "UTF-8", sizeof "UTF-8");
	str_addn(to, d->in, d->n);
	d->n = 0;
}

int
decoder_read(struct ops *ops, struct decoder *d, struct input *input, size_t n,
    struct str *to)
{
	int64_t got;

	if (d->plain) {
		got = input_read(ops, input, str_room(to, n), n);
		if (got <= 0)
			return (int)got;
		to->len += (size_t)got;
		to->p[to->len] = '\0';
		return 1;
	}
	if (d->cap < d->n + n) {
		d->cap = d->n + n;
		d->in = xrealloc(d->in, d->cap);
	}
	got = input_read(ops, input, d->in + d->n, n);
	if (got < 0)
		return (int)got;
	if (got == 0 && d->ended)
		return 0;
	d->n += (size_t)got;
	if (!d->began && got > 0 && d->n < 3 && may_be_marked(d))
		return 1; /* three bytes will tell */
	if (!d->began && d->n >= 3 && may_be_marked(d)) {
		become_plain(d, to);
		return 1;
	}
	d->began = 1;
	convert(d, got == 0, to);
	if (got == 0)
		flush(d, to);
	d->ended = got == 0;
	return 1;
}

void
decoder_close(struct decoder *d)
{
	if (d == NULL)
		return;
	if (d->iconv != (iconv_t)-1)
		iconv_close(d->iconv);
	free(d->in);
	free(d->name);
	free(d);
}
