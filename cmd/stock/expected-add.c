/* ops stock expected add: keep what an order will bring. */
#include <string.h>

#include "base/str.h"
#include "expected.h"

static const struct field fields[] = { EXPECTED_FIELDS(FIELD_REQUIRED),
	{ NULL } };

static int
record(struct call *c, void *rec)
{
	const struct expected_input *in = rec;
	struct expected there,
	    x = { .reference = in->reference,
		    .line = in->line,
		    .item = in->item,
		    .location = in->location,
		    .from = in->from,
		    .party = in->party,
		    .due = in->due,
		    .ordered = in->ordered,
		    .cancelled = NONE,
		    .kind =
			in->from != NULL ? EXPECTED_TRANSFER : EXPECTED_BUY };
	int found = 0,
	    err = expected_said(c->ops, in->item, in->qty.qty, in->qty.unit,
	        &x.qty);

	if (err == 0 && in->line == NONE)
		err = expected_next_line(c->ops, in->reference, &x.line);
	else if (err == 0)
		err = expected_read(c->ops, in->reference, in->line, &there,
		    &found);
	if (err != 0)
		return err;
	if (found)
		return fail(c->ops, OPS_DATA, "reference: '%s' line %lld is "
		    "there already: 'ops stock expected set' changes it",
		    in->reference, (long long)in->line);
	for (int i = 0; in->kind != NULL && expected_words[i] != NULL; i++)
		if (text_eq(expected_words[i], in->kind))
			x.kind = (enum expected_kind)i;
	if (x.ordered == NONE)
		x.ordered = clock_today(&c->clock);
	return expected_post(c->ops, c->entry, &x);
}

static const struct example examples[] = {
	{ "goods are on order",
	    "ops stock expected add PO-2201 --item BELL-BRASS --qty 100 "
	    "--location NORTH --due +10d --party ECHO --dry-run",
	    "purchase order incoming on the way" },
	{ NULL },
};

const struct cmd cmd_stock_expected_add = {
	.path = "stock expected add",
	.brief = "keep what an order will bring",
	.about = "A line of an order, a production or a transfer. What comes "
		 "of it is told by the receipts that name its reference; "
		 "until then it counts as expected in 'ops stock balance' "
		 "and 'ops stock plan'.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct expected_input),
	.columns = expected_columns,
	.posts = &ledger_expected,
	.examples = examples,
	.record = record,
};
