/* What a person answered in a mail: their own words are told from quotes. */
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "budget/reply.h"
#include "ledger/passcode.h"

enum { REASON_MAX = 1000, CUT_LEAST = 60 };

static const char expected[] = "expected 'approve <code>' or 'reject <code> "
    "<reason>' as the first line";

typedef VEC(char *) lines;

/* ---- the person's own lines ---- */

/* Blanks of every width are one; those of none are nothing; a hyphen is one. */
static const char *
plain_blanks(struct ops *ops, const char *text)
{
	static const struct {
		const char *bytes, *as;
	} blanks[] = { { "\xc2\xa0", " " }, { "\xe2\x80\xaf", " " },
		{ "\xe2\x80\x87", " " }, { "\xe2\x80\x8b", "" },
		{ "\xef\xbb\xbf", "" }, { "\xe2\x80\x90", "-" },
		{ "\xe2\x80\x91", "-" } };
	struct str out = STR_INIT;
	const char *copy;

	while (*text != '\0') {
		size_t i = 0, all = sizeof blanks / sizeof *blanks;

		while (i < all && !text_starts(text, blanks[i].bytes))
			i++;
		if (i == all) {
			str_addc(&out, *text++);
			continue;
		}
		str_add(&out, blanks[i].as);
		text += strlen(blanks[i].bytes);
	}
	copy = arena_strdup(ops->mem, out.p == NULL ? "" : out.p);
	str_free(&out);
	return copy;
}

/* The next line in ops->mem, without blanks at its ends; NULL: the end. */
static char *
line_of(struct ops *ops, const char **text)
{
	size_t n = strcspn(*text, "\n"), first = strspn(*text, " ");
	char *line;

	if (**text == '\0')
		return NULL;
	if (first > n)
		first = n;
	line = arena_strndup(ops->mem, *text + first, n - first);
	for (size_t k = n - first; k > 0 && line[k - 1] == ' '; k--)
		line[k - 1] = '\0';
	*text += n + ((*text)[n] == '\n');
	return line;
}

/* "On Sunday, Ida <ida@example.org> wrote:" before what is quoted; it may be
 * cut into three lines. */
static int
leads_quote(struct ops *ops, const char *line, const char *rest)
{
	for (int i = 0; i < 3 && line != NULL && *line != '\0'; i++) {
		size_t n = strlen(line);
		const char *next = line_of(ops, &rest);

		if (line[n - 1] == ':')
			while (next != NULL && *next == '\0')
				next = line_of(ops, &rest);
		if (line[n - 1] == ':' && next != NULL && *next == '>')
			return 1;
		line = next;
	}
	return 0;
}

/* Behind it is the mail that is answered, or a signature. */
static int
ends_own(const char *line)
{
	return text_starts(line, "-----") || text_starts(line, "_____") ||
	    text_starts(line, "From: ") || strcmp(line, "--") == 0;
}

static void
own_lines(struct ops *ops, const char *text, lines *own)
{
	char *line;

	while ((line = line_of(ops, &text)) != NULL && !ends_own(line)) {
		if (leads_quote(ops, line, text))
			while (line != NULL && *line != '>')
				line = line_of(ops, &text);
		if (line != NULL && *line != '>')
			*VEC_ADD(ops->mem, own) = line;
	}
}

/* ---- words ---- */

/* Cuts the next word off. */
static char *
word(char **line)
{
	char *w = *line + strspn(*line, " ");
	size_t n = strcspn(w, " ");

	*line = w + n + (w[n] != '\0');
	w[n] = '\0';
	return w;
}

static int
same_word(const char *text, const char *small)
{
	for (; *small != '\0'; text++, small++)
		if (*text != *small && *text != *small - 'a' + 'A')
			return 0;
	return *text == '\0';
}

/* As it was sent: five, a hyphen, five; a long word is none. */
static int
is_code(const char *text, char digest[DIGEST_TEXT])
{
	return strlen(text) == PASSCODE_TEXT - 1 && text[5] == '-' &&
	    text[11] == '-' && text[17] == '-' &&
	    passcode_digest(text, digest) == 0;
}

/* Without what people write around a code: <...>. */
static void
strip_code(char *code)
{
	size_t n = strlen(code);

	while (n > 0 && strchr(".,;:!>\"')", code[n - 1]) != NULL)
		code[--n] = '\0';
	while (*code != '\0' && strchr("<\"'(", *code) != NULL)
		memmove(code, code + 1, n--);
}

/* A reason is kept as it is, and no code is. */
static int
has_code(struct ops *ops, const char *text)
{
	char digest[DIGEST_TEXT], *line = arena_strdup(ops->mem, text);

	while (*line != '\0') {
		char *w = word(&line);

		strip_code(w);
		if (is_code(w, digest))
			return 1;
	}
	return 0;
}

/* ---- greetings ---- */

static const char *const greetings[] = { "hi", "hello", "hey", "dear", "good",
	"hallo", "moin", "guten", "liebe", "lieber", "bonjour", "hola", "ciao",
	NULL };
static const char *const thanks[] = { "thanks", "thank", "you", "please", "yes",
	"ok", "okay", "fine", "go", "ahead", "danke", "merci", "gracias",
	NULL };
static const char *const assents[] = { "please", "yes", "ok", "okay", NULL };

/* The bytes of a word at the beginning that is one of these, or 0. */
static size_t
begins_with(const char *text, const char *const *words)
{
	size_t n = strcspn(text, " ,.!:");
	char first[16];

	if (n >= sizeof first)
		return 0;
	memcpy(first, text, n);
	first[n] = '\0';
	for (; *words != NULL; words++)
		if (same_word(first, *words))
			return n;
	return 0;
}

static int
count_words(const char *text, size_t n)
{
	int words = 0;

	for (size_t i = 0; i < n; i++)
		words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
	return words;
}

/* The stop of a short word within: "Dr. Voss". */
static int
is_title(const char *line, const char *stop)
{
	const char *first = stop;

	while (first > line && first[-1] != ' ')
		first--;
	return stop[1] == ' ' && first > line && stop - first <= 4 &&
	    *first >= 'A' && *first <= 'Z';
}

/* Where the first mark stands that ends a sentence, or its end. */
static size_t
mark_of(const char *line)
{
	size_t n = strcspn(line, ",.!:");

	while (line[n] == '.' && is_title(line, line + n))
		n += 1 + strcspn(line + n + 1, ",.!:");
	return n;
}

/*
 * A line that only greets.  Without a mark at its end two words must do, or
 * nothing may follow: "Hi, we cannot" goes on in the next line.
 */
static int
is_greeting(const char *line, const char *next)
{
	size_t n = strlen(line), end = mark_of(line);
	int words = count_words(line, end);

	if (begins_with(line, greetings) == 0 || words > 5)
		return 0;
	if (end < n)
		return end + 1 == n;
	return words <= 2 || (next != NULL && *next == '\0');
}

/* Behind "Hi Tom," or "Yes, please" in the line of the answer. */
static char *
skip_greeting(char *line)
{
	size_t n;

	if (begins_with(line, greetings) > 0) {
		n = strcspn(line, ",!:");
		if (line[n] == '\0' || count_words(line, n) > 5)
			return line;
		line += n + 1;
		line += strspn(line, " ");
	}
	while ((n = begins_with(line, assents)) > 0) {
		line += n + strspn(line + n, ",");
		line += strspn(line, " ");
	}
	return line;
}

/* ---- the answer ---- */

/* Takes a line apart, which is changed; is it an answer? */
static int
take_answer(char *line, struct reply *r)
{
	char *verb, *code;

	line = skip_greeting(line);
	verb = word(&line);
	r->yes = same_word(verb, "approve");
	if (!r->yes && !same_word(verb, "reject"))
		return 0;
	code = word(&line);
	strip_code(code);
	line += strspn(line, " ");
	r->code = code;
	r->reason = *line == '\0' ? NULL : line;
	return 1;
}

/*
 * A later answer of the person's own: with another code, or the opposite.
 * What a message asks for, both answers below each other, is only repeated.
 */
static int
says_more(struct ops *ops, const lines *own, size_t at, const struct reply *a)
{
	char first[DIGEST_TEXT], digest[DIGEST_TEXT];

	if (passcode_digest(a->code, first) != 0)
		return 0;
	for (; at < own->n; at++) {
		struct reply b, c;
		size_t next = at + 1;
		int template;

		if (!take_answer(arena_strdup(ops->mem, own->v[at]), &b) ||
		    passcode_digest(b.code, digest) != 0)
			continue;
		if (strcmp(digest, first) != 0)
			return 1;
		while (next < own->n && *own->v[next] == '\0')
			next++;
		template = !b.yes ? text_eq(b.reason, "<reason>")
		    : next < own->n &&
			take_answer(arena_strdup(ops->mem, own->v[next]), &c) &&
			!c.yes && text_eq(c.reason, "<reason>");
		if (b.yes != a->yes && !template)
			return 1;
	}
	return 0;
}

/* A yes that says "if" is none; nobody would read what is behind it. */
static int
only_thanks(const char *text)
{
	size_t n;

	while (*(text += strspn(text, " ,.!-")) != '\0') {
		if ((n = begins_with(text, thanks)) == 0)
			return 0;
		text += n;
	}
	return 1;
}

/* A long line was cut by the program that sent it: the reason goes on. */
static void
join_reason(struct ops *ops, const lines *own, size_t at, struct reply *r)
{
	while (at < own->n && strlen(own->v[at - 1]) >= CUT_LEAST &&
	    *own->v[at] != '\0' && strlen(r->reason) <= REASON_MAX) {
		r->reason = arena_printf(ops->mem, "%s %s", r->reason,
		    own->v[at]);
		at++;
	}
}

static int
check_answer(struct ops *ops, const lines *own, size_t at,
    const struct reply *r)
{
	if (*r->code == '\0')
		return fail(ops, OPS_DATA, "the code is missing: %s",
		    expected);
	if ((r->reason != NULL && has_code(ops, r->reason)) ||
	    says_more(ops, own, at, r))
		return fail(ops, OPS_DATA,
		    "the mail has several answers: expected one in each mail");
	if (r->yes && r->reason != NULL && !only_thanks(r->reason))
		return fail(ops, OPS_DATA, "an approval has no conditions: "
		    "expected nothing behind the code, or 'reject <code> "
		    "<reason>'");
	if (r->reason != NULL && strlen(r->reason) > REASON_MAX)
		return fail(ops, OPS_DATA, "the reason is too long: expected "
		    "at most %d bytes", REASON_MAX);
	if (!r->yes && text_eq(r->reason, "<reason>"))
		return fail(ops, OPS_DATA,
		    "the reason is still '<reason>': expected yours");
	return 0;
}

int
reply_read(struct ops *ops, const struct mail *mail, struct reply *r)
{
	lines own = { NULL, 0, 0 };
	size_t i = 0;
	char *line;

	if (mail->several)
		return fail(ops, OPS_DATA, "these are several mails: expected "
		    "one: 'formail -s ops budget intake --mail' gives each");
	if (mail->automatic)
		return fail(ops, OPS_DATA, "the mail was sent by a robot or a "
		    "list: %s of a person", expected);
	own_lines(ops, plain_blanks(ops, mail->text), &own);
	while (i < own.n && (*own.v[i] == '\0' || is_greeting(own.v[i],
	    i + 1 < own.n ? own.v[i + 1] : NULL)))
		i++;
	if (i == own.n)
		return fail(ops, OPS_DATA, "the mail says nothing: %s",
		    expected);
	line = arena_strdup(ops->mem, own.v[i]);
	if (!take_answer(line, r))
		return fail(ops, OPS_DATA, "the mail begins with '%.40s': %s",
		    word(&own.v[i]), expected);
	if (!r->yes && r->reason != NULL)
		join_reason(ops, &own, i + 1, r);
	return check_answer(ops, &own, i + 1, r);
}
