/* ops reopen: a closed period is open again. */
#include "base/str.h"
#include "closing.h"

static int
record(struct call *c, void *rec)
{
	const struct closing_input *in = rec;

	if (text_is_blank(c->opt.message))
		return fail(c->ops, OPS_USAGE,
		    "--message is missing: say why the book is opened again");
	return closing_reopen(c->ops, c->entry, in->date);
}

static const struct example examples[] = {
	{ "post a late invoice into a closed month",
	    "ops reopen 2026-02-01 -m 'late invoice of ACME' --dry-run" },
	{ NULL },
};

const struct cmd cmd_book_reopen = {
	.path = "reopen",
	.brief = "open the book again from a day on",
	.about = "The book stays closed through the day before. The message "
		 "is required: it is what an auditor will read.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE | TAKES_NO_INPUT,
	.fields = closing_fields,
	.size = sizeof(struct closing_input),
	.posts = &ledger_closing,
	.examples = examples,
	.record = record,
};
