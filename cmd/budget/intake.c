/* ops budget intake: an answer that comes by mail. */
#include "base/str.h"
#include "budget/reply.h"
#include "io/input.h"
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
	char *digest = arena_alloc(c->ops->keep, DIGEST_TEXT);
	struct str bytes = STR_INIT;
	struct input *in;
	struct digest d;
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
	digest_begin(&d);
	digest_raw(&d, bytes.p, bytes.len);
	digest_end(&d, digest);
	c->read_digest = digest;
	if (err == 0)
		err = mail_read(c->ops, bytes.p, bytes.len, mail);
	mail->text = arena_strdup(c->ops->keep, mail->text);
	mail->from = arena_strdup(c->ops->keep, mail->from);
	str_free(&bytes);
	return err;
}

/* The code says whose answer it is; the mail has to say the same. */
static int
check_sender(struct call *c, const struct mail *mail, const char *person,
    const struct authority *all)
{
	const struct person *p = people_meant(all->people, person);

	if (p == NULL || p->mail == NULL)
		return fail(c->ops, OPS_DENIED, "the code is %s's, who has no "
		    "mail in ops.yaml", p == NULL ? person : p->name);
	if (mail->from == NULL)
		return fail(c->ops, OPS_DENIED, "the mail has no From with "
		    "one address: expected %s's", p->name);
	if (!mail_same_address(mail->from, p->mail))
		return fail(c->ops, OPS_DENIED, "the mail is from '%.100s', "
		    "and the code is %s's: expected an answer from the address "
		    "it was sent to", mail->from, p->name);
	return 0;
}

static int
record(struct call *c, void *rec)
{
	const struct intake_input *in = rec;
	const struct mail *mail = c->own;
	struct decide how = { .actor = c->entry->head.actor,
		.way = WAY_MAIL, .date = c->ops->now };
	struct authority *all;
	struct reply a;
	struct request r;
	int err;

	if (!in->mail)
		return fail(c->ops, OPS_USAGE, "--mail is missing");
	err = reply_read(c->ops, mail, &a);
	if (err == 0)
		err = authority_read(c->ops, c->ops->conf, &all);
	if (err == 0)
		err = request_answer(c->ops, c->entry, a.code, how.date, &r,
		    &how.person);
	if (err == 0)
		err = check_sender(c, mail, how.person, all);
	if (err != 0)
		return err;
	how.authority = all;
	how.reason = a.reason;
	how.kind = a.yes ? DECISION_APPROVE : DECISION_REJECT;
	return request_decide(c->ops, c->entry, &r, &how);
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
		 "text, below a greeting, is 'approve <code>' or 'reject "
		 "<code> <reason>', with a code of 'ops budget request ask'; "
		 "what is quoted never counts, and a second answer or a "
		 "condition makes it none. The code says whose answer it is, "
		 "and the mail has to be from that person's address in "
		 "ops.yaml. It is good once; the rules of authority and the "
		 "gate hold as at a terminal. A mail that was sent by a robot "
		 "is refused. What is refused is said on standard error, with "
		 "the exit status of its reason.",
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
