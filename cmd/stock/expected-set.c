/* ops stock expected set: an order will bring something else, or later. */
#include <string.h>

#include "base/str.h"
#include "expected.h"

static const struct field fields[] = { EXPECTED_FIELDS(0), { NULL } };

/* Without a line it is the order's only one. */
static int
find_line(struct call *c, const struct expected_input *in, int64_t *line)
{
	struct expected x;
	int64_t next;
	int found, err;

	*line = in->line == NONE ? 1 : in->line;
	err = expected_next_line(c->ops, in->reference, &next);
	if (err == 0 && in->line == NONE && next > 2)
		return fail(c->ops, OPS_DATA,
		    "line: is missing: '%s' has more than one", in->reference);
	if (err == 0)
		err = expected_read(c->ops, in->reference, *line, &x, &found);
	if (err != 0 || found)
		return err;
	if (next == 1)
		return fail(c->ops, OPS_DATA, "reference: '%s' is not expected",
		    in->reference);
	return fail(c->ops, OPS_DATA, "line: '%s' has no line %lld",
	    in->reference, (long long)*line);
}

static int
record(struct call *c, void *rec)
{
	const struct expected_input *in = rec;
	struct expected_input now;
	struct expected x;
	int64_t line;
	int found, err = find_line(c, in, &line);

	if (err == 0)
		err = expected_read(c->ops, in->reference, line, &x, &found);
	if (err != 0)
		return err;
	now = (struct expected_input){ .reference = x.reference,
		.line = line,
		.kind = expected_words[x.kind],
		.party = x.party,
		.item = x.item,
		.location = x.location,
		.from = x.from,
		.qty = { x.qty, NULL },
		.due = x.due,
		.ordered = x.ordered };
	fill_changed(c, in, &now);
	if (now.item == NULL || now.location == NULL || now.qty.qty == NONE)
		return fail(c->ops, OPS_DATA, "%s: is missing",
		    now.item == NULL	     ? "item" :
			now.location == NULL ? "location" :
					       "qty");
	err =
	    expected_said(c->ops, now.item, now.qty.qty, now.qty.unit, &x.qty);
	x.item = now.item;
	x.location = now.location;
	x.from = now.from;
	x.party = now.party;
	x.due = now.due;
	x.ordered = now.ordered == NONE ? clock_today(&c->clock) : now.ordered;
	x.kind = now.from != NULL ? EXPECTED_TRANSFER : EXPECTED_BUY;
	for (int i = 0; now.kind != NULL && expected_words[i] != NULL; i++)
		if (text_eq(expected_words[i], now.kind))
			x.kind = (enum expected_kind)i;
	return err != 0 ? err : expected_post(c->ops, c->entry, &x);
}

static const struct example examples[] = {
	{ "an order comes later",
	    "ops stock expected set PO-2201 --due +2w --dry-run",
	    "delay late postponed" },
	{ NULL },
};

const struct cmd cmd_stock_expected_set = {
	.path = "stock expected set",
	.brief = "change what an order will bring",
	.about = "What is not given stays as it is; an empty value clears. "
		 "Each change is a version: --known-at answers with the one "
		 "of then. An order of one line needs no --line.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct expected_input),
	.columns = expected_columns,
	.posts = &ledger_expected,
	.examples = examples,
	.record = record,
};
