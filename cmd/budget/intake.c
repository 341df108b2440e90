/* ops budget intake: an answer that comes by mail. */
#include <string.h>

#include "base/str.h"
#include "io/input.h"
#include "io/mime.h"
#include "ledger/passcode.h"
#include "request.h"

struct intake_input {
	int mail;
};

static const struct field fields[] = {
	{ "mail", 0, &kind_flag, AT_FLAG(struct intake_input, mail), 0,
	    "a mail on standard input" },
	{ NULL },
};

/* The mail, taken in before the transaction begins. */
static int
open_mail(struct call *c)
{
	struct mail *mail = ARENA_NEW(c->ops->keep, struct mail);
	struct str bytes = STR_INIT;
	struct input *in;
	int64_t n = 1;
	int err;

	c->own = mail;
	if (c->given.n == 0 || c->opt.template)
		return 0;
	err = input_open_most(c->ops, "-", MAIL_MAX, &in);
	if (err != 0)
		return fail_at(c->ops, "the mail");
	while (err == 0 && n > 0) {
		n = input_read(c->ops, in, str_room(&bytes, 65536), 65536);
		err = n < 0 ? (int)n : 0;
		bytes.len += n > 0 ? (size_t)n : 0;
	}
	input_close(in);
	if (err == 0)
		err = mail_read(c->ops, bytes.p, bytes.len, mail);
	mail->text = arena_strdup(c->ops->keep, mail->text);
	mail->from = arena_strdup(c->ops->keep, mail->from);
	str_free(&bytes);
	return err;
}

/* ---- what was answered ---- */

struct answer {
	const char *word, *code, *reason; /* NULL */
};

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

/* The first line that is not quoted: only it counts. */
static char *
first_line(struct ops *ops, const char *text)
{
	char *line;

	while ((line = line_of(ops, &text)) != NULL) {
		if (*line == '\0' || *line == '>')
			continue;
		if (!leads_quote(ops, line, text))
			return line;
		while (line != NULL && *line != '>')
			line = line_of(ops, &text);
	}
	return NULL;
}

/* Cuts the next word off, in small letters where it is a verb. */
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

/* Another answer, with another code, in a line that is not quoted? */
static int
says_more(struct ops *ops, const char *text, const char *code)
{
	char first[DIGEST_TEXT], digest[DIGEST_TEXT], *line;

	if (passcode_digest(code, first) != 0)
		return 0;
	while ((line = line_of(ops, &text)) != NULL) {
		const char *verb = word(&line);

		if ((same_word(verb, "approve") || same_word(verb, "reject")) &&
		    is_code(word(&line), digest) &&
		    strcmp(digest, first) != 0)
			return 1;
	}
	return 0;
}

/* A reason is kept as it is, and no code is. */
static int
has_code(struct ops *ops, const char *text)
{
	char digest[DIGEST_TEXT], *line = arena_strdup(ops->mem, text);

	while (*line != '\0')
		if (is_code(word(&line), digest))
			return 1;
	return 0;
}

static int
read_answer(struct ops *ops, const struct mail *mail, struct answer *a)
{
	static const char expected[] = "expected 'approve <code>' or 'reject "
	    "<code> <reason>' as the first line";
	char *line = first_line(ops, mail->text);

	if (mail->automatic)
		return fail(ops, OPS_DATA, "the mail was sent by a robot or a "
		    "list: %s of a person", expected);
	if (line == NULL)
		return fail(ops, OPS_DATA, "the mail says nothing: %s",
		    expected);
	a->word = word(&line);
	if (!same_word(a->word, "approve") && !same_word(a->word, "reject"))
		return fail(ops, OPS_DATA, "the mail begins with '%.40s': %s",
		    a->word, expected);
	a->code = word(&line);
	line += strspn(line, " ");
	a->reason = *line == '\0' ? NULL : line;
	if (*a->code == '\0')
		return fail(ops, OPS_DATA, "the code is missing: %s",
		    expected);
	if ((a->reason != NULL && has_code(ops, a->reason)) ||
	    says_more(ops, mail->text, a->code))
		return fail(ops, OPS_DATA, "the mail has several answers: "
		    "expected one in each mail");
	if (a->reason != NULL && strlen(a->reason) > 1000)
		return fail(ops, OPS_DATA, "the reason is too long: expected "
		    "at most 1000 bytes");
	return 0;
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	const struct intake_input *in = rec;
	const struct mail *mail = c->own;
	struct decide how = { .actor = c->entry->head.actor,
		.way = WAY_MAIL, .date = c->ops->now };
	struct authority *all;
	struct answer a = { NULL, NULL, NULL };
	struct request r;
	int err;

	(void)lines;
	(void)n;
	if (!in->mail)
		return fail(c->ops, OPS_USAGE, "--mail is missing");
	err = read_answer(c->ops, mail, &a);
	if (err == 0)
		err = authority_read(c->ops, c->ops->conf, &all);
	if (err == 0)
		err = request_answer(c->ops, c->entry, a.code, how.date, &r,
		    &how.person);
	if (err != 0)
		return err;
	how.authority = all;
	how.reason = a.reason;
	return same_word(a.word, "approve")
	    ? request_approve(c->ops, c->entry, &r, &how)
	    : request_reject(c->ops, c->entry, &r, &how);
}

static const struct example examples[] = {
	{ "take an approver's answer that came by mail",
	    "ops budget intake --mail --dry-run <answer.eml",
	    "reply approve reject code" },
	{ NULL },
};

const struct cmd cmd_budget_intake = {
	.path = "budget intake",
	.brief = "take an answer that comes by mail",
	.about = "Reads one mail from standard input. The first line of its "
		 "text that is not quoted is 'approve <code>' or 'reject "
		 "<code> <reason>', with a code of 'ops budget request -F "
		 "mime'. The code says whose answer it is and is good once; "
		 "the rules of authority and the gate hold as at a terminal. "
		 "A mail that was sent by a robot is refused. What is refused "
		 "is said on standard error, with the exit status of its "
		 "reason.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE | TAKES_NO_INPUT,
	.fields = fields,
	.size = sizeof(struct intake_input),
	.columns = request_columns,
	.posts = &ledger_decision,
	.examples = examples,
	.record = record,
	.open = open_mail,
};
