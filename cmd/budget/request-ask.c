/* ops budget request ask: those who may approve it now get a code. */
#include "ask.h"

struct ask_input {
	const char *request, *approver;
	struct texts quote;
};

#define INPUT(how, member) AT_##how(struct ask_input, member)

static const struct field fields[] = {
	{ "request", 0, &kind_request, INPUT(TEXT, request),
	    FIELD_REQUIRED | FIELD_ARG, "the request" },
	{ "approver", 0, &kind_code, INPUT(TEXT, approver), 0,
	    "only this person (all who may)" },
	{ "quote", 0, &kind_texts, INPUT(TEXTS, quote), FIELD_OPTION,
	    "with -F mime: a file that goes with it (repeatable)" },
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	const struct ask_input *in = rec;
	struct request r;
	int err = request_by_code(c->ops, in->request, &r);

	(void)lines;
	(void)n;
	return err != 0 ? fail_at(c->ops, "request")
			: ask(c, &r, in->approver);
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
	{ NULL },
};

const struct cmd cmd_budget_request_ask = {
	.path = "budget request ask",
	.brief = "ask those who may approve a request now",
	.about = "Each gets a code of their own, which is good for one "
		 "answer to the step that is open; the book keeps its digest "
		 "only. -F mime prints the messages: one as it is, for "
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
