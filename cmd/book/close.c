/* ops close: nothing dated up to a day is posted any more. */
#include "closing.h"

const struct field closing_fields[] = {
	{ "date", 0, &kind_day, AT_INT(struct closing_input, date),
	    FIELD_REQUIRED | FIELD_ARG, "the day" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct closing_input *in = rec;

	return closing_post(c->ops, c->entry, in->date);
}

static const struct example examples[] = {
	{ "close last month", "ops close som-1d --dry-run",
	    "month end, month-end closing, period" },
	{ "close the book through yesterday", "ops close yesterday --dry-run" },
	{ NULL },
};

const struct cmd cmd_book_close = {
	.path = "close",
	.brief = "close the book through a day",
	.about = "From then on nothing that is effective on that day or "
		 "before is posted; corrections go to the first open day. "
		 "What is only named (items, places, parties) has no date and "
		 "can be changed. 'ops reopen' opens it again.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE | TAKES_NO_INPUT,
	.fields = closing_fields,
	.size = sizeof(struct closing_input),
	.posts = &ledger_closing,
	.examples = examples,
	.record = record,
};
