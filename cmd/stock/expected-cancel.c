/* ops stock expected cancel: an order will bring no more. */
#include <string.h>

#include "base/str.h"
#include "expected.h"

struct cancel_input {
	const char *reference;
	int64_t line, date;
};

#define INPUT(how, member) AT_##how(struct cancel_input, member)

static const struct field fields[] = {
	{ "reference", 0, &kind_code, INPUT(TEXT, reference),
	    FIELD_REQUIRED | FIELD_ARG, "the order" },
	{ "line", 0, &kind_count, INPUT(INT, line), 0,
	    "only this line of it (all that are open)" },
	{ "date", 0, &kind_day, INPUT(INT, date), 0,
	    "since when it is not expected any more (today)" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct cancel_input *in = rec;
	const struct expected *const *all;
	struct expected_book *book;
	size_t count = 0, found = 0, open = 0;
	int err = expected_load(c->ops, c->ops->now, NONE, &book);

	if (err == 0)
		all = expected_all(book, &count);
	for (size_t i = 0; err == 0 && i < count; i++) {
		struct expected x = *all[i];

		if (!text_eq(x.reference, in->reference) ||
		    (in->line != NONE && in->line != x.line))
			continue;
		found++;
		if (x.open == 0)
			continue;
		open++;
		x.cancelled =
		    in->date == NONE ? clock_today(&c->clock) : in->date;
		err = expected_post(c->ops, c->entry, &x);
	}
	if (err != 0 || open > 0)
		return err;
	if (found > 0)
		return fail(c->ops, OPS_DATA, "reference: nothing of '%s' is "
		    "open: all has come or is cancelled", in->reference);
	return fail(c->ops, OPS_DATA, "reference: '%s' is not expected",
	    in->reference);
}

static const struct example examples[] = {
	{ "an order will not come",
	    "ops stock expected cancel PO-2201 "
	    "--dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_expected_cancel = {
	.path = "stock expected cancel",
	.brief = "an order will bring no more",
	.about = "What has come stays; what is open is not expected any "
		 "more. 'ops undo' takes it back.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct cancel_input),
	.columns = expected_columns,
	.posts = &ledger_expected,
	.examples = examples,
	.record = record,
};
