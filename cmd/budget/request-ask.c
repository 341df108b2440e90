/* ops budget request ask: those who may approve it now get a code. */
#include <string.h>

#include "ask.h"

struct ask_input {
	const char *request, *approver;
	int waiting;
	struct texts quote;
};

#define INPUT(how, member) AT_##how(struct ask_input, member)

static const struct field fields[] = {
	{ "request", 0, &kind_request, INPUT(TEXT, request),
	    FIELD_ARG, "the request" },
	{ "waiting", 0, &kind_flag, INPUT(FLAG, waiting), FIELD_OPTION,
	    "all requests that wait, of whom has no good code yet" },
	{ "approver", 0, &kind_code, INPUT(TEXT, approver), 0,
	    "only this person (all who may)" },
	{ "quote", 0, &kind_texts, INPUT(TEXTS, quote), FIELD_OPTION,
	    "with -F mime: a file that goes with it (repeatable)" },
	{ NULL },
};

struct waiting {
	struct call *call;
	struct texts code;
};

static int
add_waiting(void *data, const struct request *r)
{
	struct waiting *w = data;

	if (r->state == REQUEST_ASKED)
		*VEC_ADD(w->call->ops->keep, &w->code) =
		    arena_strdup(w->call->ops->keep, r->code);
	return 0;
}

static int
ask_waiting(struct call *c, const struct ask_input *in)
{
	struct waiting w = { .call = c };
	struct request r;
	int err = requests(c->ops, NONE, NULL, add_waiting, &w);

	for (size_t i = 0; err == 0 && i < w.code.n; i++) {
		err = request_by_code(c->ops, w.code.v[i], &r);
		if (err == 0)
			err = ask(c, &r, in->approver, 1);
	}
	return err;
}

static int
record(struct call *c, void *rec)
{
	const struct ask_input *in = rec;
	struct request r;
	int err;

	if (in->waiting && in->request != NULL)
		return fail(c->ops, OPS_USAGE,
		    "--waiting does not go with a request");
	if (in->waiting)
		return ask_waiting(c, in);
	if (in->request == NULL)
		return fail(c->ops, c->source == NULL ? OPS_USAGE : OPS_DATA,
		    "request: is missing: expected its code, or --waiting");
	err = request_by_code(c->ops, in->request, &r);
	return err != 0 ? fail_at(c->ops, "request")
			: ask(c, &r, in->approver, 0);
}

static int
print(struct call *c, int64_t entry)
{
	(void)entry;
	return c->own_format ? ask_mail(c) : ask_rows(c);
}

static const struct example examples[] = {
	{ "ask again, or ask those of the next step",
	    "ops budget request ask BR-2 -F mime --dry-run",
	    "remind approval mail code" },
	{ "ask about all that waits, each person once: a line for cron",
	    "ops budget request ask --waiting -F mime --dry-run",
	    "send pending requests approvers" },
	{ NULL },
};

const struct cmd cmd_budget_request_ask = {
	.path = "budget request ask",
	.brief = "ask those who may approve a request now",
	.about = "Each gets a code of their own, which is good for one "
		 "answer to the step that is open; the book keeps its digest "
		 "only, and a code sent before ends. Whoever reads a code can "
		 "answer with it: only an account with the role mailer in "
		 "'people', which neither asks for money nor approves any, "
		 "gets them; others see with --dry-run how it would look. "
		 "-F mime prints the messages: one as it is, for "
		 "sendmail -t; several as a mailbox, for formail -s sendmail "
		 "-t. Else the codes are rows, to be sent another way.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct ask_input),
	.posts = &ledger_code,
	.examples = examples,
	.record = record,
	.open = ask_open,
	.own_formats = (const char *const[]){ "mime", NULL },
	.print = print,
};
