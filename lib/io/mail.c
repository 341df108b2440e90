/* Mail is read: what a person wrote in it, and nothing else of it. */
#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "io/decode.h"
#include "io/mime.h"

enum { FIELD_MAX = 1000, BOUNDARY_MAX = 70 };

enum encoding { PLAIN, QUOTED, BASE64, UNKNOWN };

/* The head of a message or of a part of it. */
struct head {
	char type[FIELD_MAX]; /* "text/plain; charset=..."; "" is missing */
	char encoding[FIELD_MAX], from[FIELD_MAX], disposition[FIELD_MAX];
	char automatic[FIELD_MAX], precedence[FIELD_MAX], path[FIELD_MAX];
	int fields, froms;
};

struct reading {
	struct ops *ops;
	int parts;
	const char *text; /* what was found */
};

struct span {
	const char *p;
	size_t n;
};

/* The next line, without its end; 0 where there is none. */
static int
next_line(struct span *rest, struct span *line)
{
	const char *end;

	if (rest->n == 0)
		return 0;
	end = memchr(rest->p, '\n', rest->n);
	line->p = rest->p;
	line->n = end == NULL ? rest->n : (size_t)(end - rest->p);
	rest->n -= line->n + (end != NULL);
	rest->p += line->n + (end != NULL);
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	return 1;
}

/* Is the name of a header this one?  Then where its value begins. */
static int
is_field(const struct span *line, const char *name, size_t *value)
{
	size_t n = strlen(name);

	if (line->n <= n || line->p[n] != ':')
		return 0;
	for (size_t i = 0; i < n; i++)
		if (tolower((unsigned char)line->p[i]) != name[i])
			return 0;
	*value = n + 1;
	return 1;
}

static char *
field_of(struct head *h, const struct span *line, size_t *value)
{
	static const char *const names[] = { "content-type",
		"content-transfer-encoding", "from", "content-disposition",
		"auto-submitted", "precedence", "return-path" };
	char *const to[] = { h->type, h->encoding, h->from, h->disposition,
		h->automatic, h->precedence, h->path };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_field(line, names[i], value))
			return to[i][0] == '\0' ? to[i] : NULL;
	return NULL;
}

/* Adds to a value what fits; blanks and controls become one blank. */
static void
add_value(char *to, const char *p, size_t n)
{
	size_t len = strlen(to);

	for (; n > 0 && len + 1 < FIELD_MAX; p++, n--) {
		unsigned char c = (unsigned char)*p;

		if (c <= ' ' || c == 0x7f) {
			if (len == 0 || to[len - 1] == ' ')
				continue;
			c = ' ';
		}
		to[len++] = (char)c;
	}
	to[len] = '\0';
}

/* Takes the head off `rest`; the first value of each header counts. */
static void
read_head(struct span *rest, struct head *h)
{
	struct span line, before = *rest;
	char *to = NULL;
	size_t value;

	memset(h, 0, sizeof *h);
	while (next_line(rest, &line) && line.n > 0) {
		if (line.p[0] == ' ' || line.p[0] == '\t') {
			if (to != NULL)
				add_value(to, line.p, line.n);
			continue;
		}
		if (memchr(line.p, ':', line.n) == NULL) {
			*rest = before; /* a head that just ends */
			return;
		}
		h->fields++;
		h->froms += is_field(&line, "from", &value);
		to = field_of(h, &line, &value);
		if (to != NULL)
			add_value(to, line.p + value, line.n - value);
		before = *rest;
	}
}

/* Does a value begin with this word?  Words are lower case. */
static int
begins(const char *value, const char *word)
{
	for (; *word != '\0'; value++, word++)
		if (tolower((unsigned char)*value) != *word)
			return 0;
	return 1;
}

/* "; name=value" or "; name="value"" of a content type, or "". */
static void
parameter(const char *value, const char *name, char out[FIELD_MAX])
{
	size_t n = 0;
	char end;

	out[0] = '\0';
	while ((value = strchr(value, ';')) != NULL) {
		value += 1 + strspn(value + 1, " ");
		if (!begins(value, name))
			continue;
		value += strlen(name);
		value += strspn(value, " ");
		if (*value == '=')
			break;
	}
	if (value == NULL)
		return;
	value += 1 + strspn(value + 1, " ");
	end = *value == '"' ? *value++ : '\0';
	for (; *value != '\0' && *value != end; value++) {
		if (end == '\0' && (*value == ';' || *value == ' '))
			break;
		if (end != '\0' && *value == '\\' && value[1] != '\0')
			value++;
		out[n++] = *value;
	}
	out[n] = '\0';
}

/* ---- the bytes of a text ---- */

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What is wrongly encoded stays as it is, as RFC 2045 6.7 has it. */
static void
decode_quoted(struct span in, struct str *out)
{
	struct span line;

	while (next_line(&in, &line) && out->len < MAIL_TEXT_MAX) {
		size_t i;

		while (line.n > 0 && (line.p[line.n - 1] == ' ' ||
		    line.p[line.n - 1] == '\t'))
			line.n--;
		for (i = 0; i < line.n; i++) {
			const char *p = line.p + i;

			if (*p == '=' && i + 1 == line.n)
				break;
			if (*p == '=' && i + 2 < line.n &&
			    hex_digit(p[1]) >= 0 && hex_digit(p[2]) >= 0) {
				str_addc(out, (char)(hex_digit(p[1]) << 4 |
				    hex_digit(p[2])));
				i += 2;
			} else {
				str_addc(out, *p);
			}
		}
		if (i == line.n)
			str_addc(out, '\n');
	}
}

static int
base64_digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *p = c == '\0' ? NULL : strchr(digits, c);

	return p == NULL ? -1 : (int)(p - digits);
}

static void
decode_base64(struct span in, struct str *out)
{
	unsigned bits = 0;
	int n = 0;

	for (size_t i = 0; i < in.n && out->len < MAIL_TEXT_MAX; i++) {
		int digit = base64_digit(in.p[i]);

		if (in.p[i] == '=')
			return;
		if (digit < 0)
			continue;
		bits = (bits << 6 | (unsigned)digit) & 0xffffff;
		n += 6;
		if (n >= 8) {
			n -= 8;
			str_addc(out, (char)(bits >> n & 0xff));
		}
	}
}

static enum encoding
encoding_of(const struct head *h)
{
	if (begins(h->encoding, "quoted-printable"))
		return QUOTED;
	if (begins(h->encoding, "base64"))
		return BASE64;
	return h->encoding[0] == '\0' || begins(h->encoding, "7bit") ||
	    begins(h->encoding, "8bit") || begins(h->encoding, "binary")
	    ? PLAIN : UNKNOWN;
}

/* One byte of Latin-1 (and of Windows-1252, but for its quotes) as UTF-8. */
static void
add_latin(struct str *out, unsigned char c)
{
	if (c >= 0x80 && c < 0xa0) {
		str_addc(out, '?');
		return;
	}
	str_addc(out, (char)(0xc0 | c >> 6));
	str_addc(out, (char)(0x80 | (c & 0x3f)));
}

/* As UTF-8 that may be shown: no NUL, no CR, no other control. */
static void
to_utf8(const struct str *in, const char *charset, struct str *out)
{
	int latin = begins(charset, "iso-8859-1") ||
	    begins(charset, "windows-1252") || begins(charset, "iso-8859-15");
	int utf8 = utf8_check(in->p, in->len) == in->len;

	for (size_t i = 0; i < in->len; i++) {
		unsigned char c = (unsigned char)in->p[i];

		if (c == '\n' || (c >= ' ' && c < 0x7f))
			str_addc(out, (char)c);
		else if (c == '\t')
			str_addc(out, ' ');
		else if (c >= 0x80 && utf8)
			str_addc(out, (char)c);
		else if (c >= 0x80 && latin)
			add_latin(out, c);
		else if (c >= 0x80)
			str_addc(out, '?');
	}
}

static int
take_text(struct reading *r, const struct head *h, struct span body)
{
	struct str bytes = STR_INIT, text = STR_INIT;
	char charset[FIELD_MAX];
	enum encoding encoding = encoding_of(h);

	if (encoding == UNKNOWN)
		return fail(r->ops, OPS_DATA,
		    "the mail's encoding '%.40s' is not known", h->encoding);
	parameter(h->type, "charset", charset);
	if (encoding == QUOTED)
		decode_quoted(body, &bytes);
	else if (encoding == BASE64)
		decode_base64(body, &bytes);
	else
		str_addn(&bytes, body.p,
		    body.n < MAIL_TEXT_MAX ? body.n : MAIL_TEXT_MAX);
	if (bytes.len > MAIL_TEXT_MAX)
		bytes.len = MAIL_TEXT_MAX;
	to_utf8(&bytes, charset, &text);
	r->text = arena_strdup(r->ops->mem, text.p);
	str_free(&bytes);
	str_free(&text);
	return 0;
}

/* ---- parts ---- */

static int read_part(struct reading *, const struct head *, struct span body,
    int depth);

/* 1: the line ends a part; 2: the last one. */
static int
is_boundary(const struct span *line, const char *boundary)
{
	size_t n = strlen(boundary), at = n + 2;

	if (line->n < at || line->p[0] != '-' || line->p[1] != '-' ||
	    memcmp(line->p + 2, boundary, n) != 0)
		return 0;
	if (line->n >= at + 2 && line->p[at] == '-' && line->p[at + 1] == '-')
		return 2;
	while (at < line->n && (line->p[at] == ' ' || line->p[at] == '\t'))
		at++;
	return at == line->n;
}

static int
read_parts(struct reading *r, const char *boundary, struct span body,
    int depth)
{
	struct span line, part = { NULL, 0 };
	const char *here = body.p;
	int err = 0, is = 0;

	while (err == 0 && r->text == NULL && is < 2) {
		struct head h;

		here = body.p;
		if (next_line(&body, &line))
			is = is_boundary(&line, boundary);
		else
			is = 2;
		if (is == 0)
			continue;
		if (part.p != NULL) {
			part.n = (size_t)(here - part.p);
			read_head(&part, &h);
			err = read_part(r, &h, part, depth + 1);
		}
		part.p = body.p;
	}
	return err;
}

static int
read_part(struct reading *r, const struct head *h, struct span body, int depth)
{
	char boundary[FIELD_MAX];

	if (++r->parts > MAIL_PARTS_MAX || depth > MAIL_DEPTH_MAX)
		return fail(r->ops, OPS_DATA, "the mail has too many parts");
	if (begins(h->disposition, "attachment"))
		return 0;
	if (h->type[0] == '\0' || begins(h->type, "text/plain"))
		return take_text(r, h, body);
	if (!begins(h->type, "multipart/"))
		return 0;
	parameter(h->type, "boundary", boundary);
	if (boundary[0] == '\0' || strlen(boundary) > BOUNDARY_MAX)
		return fail(r->ops, OPS_DATA,
		    "the mail has parts, but no boundary between them");
	return read_parts(r, boundary, body, depth);
}

/* Behind a quoted text or a comment that begins here; NULL: it has no end. */
static const char *
behind_quoted(const char *p)
{
	char end = *p == '"' ? '"' : ')';
	int depth = 0;

	for (; *p != '\0'; p++) {
		if (*p == '\\' && p[1] != '\0')
			p++;
		else if (end == ')' && *p == '(')
			depth++;
		else if (*p == end && (end == ')' ? --depth == 0 : depth++ > 0))
			return p + 1;
	}
	return NULL;
}

/*
 * What stands in < >, else all that is no comment.  Programs disagree on a
 * header with several addresses, or parts of some: it is none of anybody.
 */
static const char *
address_of(struct ops *ops, const char *from)
{
	struct str bare = STR_INIT;
	const char *open = NULL, *out = NULL, *p = from;
	size_t n;

	while (p != NULL && *p != '\0') {
		if (*p == '"' || *p == '(') {
			p = behind_quoted(p);
			continue;
		}
		str_addc(&bare, (char)tolower((unsigned char)*p++));
	}
	if (p == NULL || bare.p == NULL)
		goto out;
	while (bare.len > 0 && bare.p[bare.len - 1] == ' ')
		bare.p[--bare.len] = '\0';
	open = strchr(bare.p, '<');
	if (open != NULL && bare.p[bare.len - 1] != '>')
		goto out;
	if (open != NULL)
		bare.p[--bare.len] = '\0';
	open = open == NULL ? bare.p : open + 1;
	open += strspn(open, " ");
	n = strcspn(open, " ,:;<>");
	if (open[n] == '\0' && strchr(open, '@') != NULL &&
	    strchr(open, '@') == strrchr(open, '@') &&
	    memchr(bare.p, ',', bare.len) == NULL)
		out = arena_strdup(ops->mem, open);
out:
	str_free(&bare);
	return out;
}

/* Does a further mail of a mailbox begin: "From " behind an empty line? */
static int
has_another(struct span rest)
{
	struct span line;
	int empty = 0;

	while (next_line(&rest, &line)) {
		if (empty && line.n > 5 && memcmp(line.p, "From ", 5) == 0)
			return 1;
		empty = line.n == 0;
	}
	return 0;
}

int
mail_read(struct ops *ops, const char *bytes, size_t n, struct mail *mail)
{
	struct reading r = { .ops = ops };
	struct span rest = { bytes, n }, line;
	struct head h;
	int err;

	mail->several = 0;
	if (n > MAIL_MAX)
		return fail(ops, OPS_DATA,
		    "the mail is too large: expected at most 1 MiB");
	if (n > 5 && memcmp(bytes, "From ", 5) == 0) {
		next_line(&rest, &line);
		mail->several = has_another(rest);
	}
	read_head(&rest, &h);
	if (h.fields == 0)
		return fail(ops, OPS_DATA, "this is no mail: it has no header");
	err = read_part(&r, &h, rest, 0);
	if (err == 0 && r.text == NULL)
		err = fail(ops, OPS_DATA, "the mail has no plain text: "
		    "expected a part of text/plain");
	mail->from = h.froms == 1 ? address_of(ops, h.from) : NULL;
	mail->text = r.text;
	mail->automatic = (h.automatic[0] != '\0' &&
	    !begins(h.automatic, "no")) || begins(h.precedence, "bulk") ||
	    begins(h.precedence, "list") || begins(h.precedence, "junk") ||
	    strcmp(h.path, "<>") == 0;
	return err;
}

int
mail_same_address(const char *a, const char *b)
{
	while (*a != '\0' &&
	    tolower((unsigned char)*a) == tolower((unsigned char)*b)) {
		a++;
		b++;
	}
	return *a == *b;
}
