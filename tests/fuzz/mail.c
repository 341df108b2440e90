/* Any bytes as a mail: a text that may be shown, and at most one answer. */
#include <stdint.h>
#include <string.h>

#include "budget/reply.h"
#include "io/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What may be shown: UTF-8, line ends and blanks, no other control. */
static void
check_text(const char *text)
{
	size_t n = strlen(text);

	if (n > 3 * (size_t)MAIL_TEXT_MAX)
		BUG("a text of %zu bytes", n);
	if (utf8_check(text, n) != n)
		BUG("a text that is not UTF-8");
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)text[i] < ' ' && text[i] != '\n') ||
		    text[i] == 0x7f)
			BUG("a control character");
}

/* The answer is a person's, or there is a reason why there is none. */
static void
check_reply(struct ops *ops, const struct mail *mail)
{
	struct reply r = { 0, NULL, NULL };
	int err = reply_read(ops, mail, &r);

	if (err != 0 && (err != OPS_DATA || ops->why[0] == '\0'))
		BUG("no answer and no reason: %d", err);
	if (err == 0 && (r.code == NULL || r.code[0] == '\0'))
		BUG("an answer without a code");
	if (err == 0 && (mail->automatic || mail->several))
		BUG("an answer of a robot");
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ops ops = { .mem = arena_new() };
	struct mail mail;
	int err = mail_read(&ops, (const char *)bytes, n, &mail);

	if (err == 0 && mail.text == NULL)
		BUG("a mail without a text");
	if (err == 0)
		check_text(mail.text);
	else if (err != OPS_DATA || ops.why[0] == '\0')
		BUG("a failure without a reason: %d", err);
	if (err == 0 && mail.from != NULL && strchr(mail.from, '@') == NULL)
		BUG("an address without @");
	if (err == 0)
		check_reply(&ops, &mail);
	arena_free(ops.mem);
	return 0;
}
