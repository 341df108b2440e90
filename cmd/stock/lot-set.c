/* ops stock lot set: when a lot was made, and how long it is good. */
#include "lot.h"

struct lot_input {
	struct lot lot;
	int create;
};

#define INPUT(how, member) AT_##how(struct lot_input, lot.member)

static const struct field fields[] = {
	{ "item", 0, &kind_item, INPUT(ITEM, item), FIELD_REQUIRED | FIELD_ARG,
	    "the item" },
	{ "lot", 0, &kind_code, INPUT(TEXT, lot), FIELD_REQUIRED | FIELD_ARG,
	    "the lot's number, or a serial" },
	{ "expires", 0, &kind_day, INPUT(INT, expires), 0,
	    "the last day on which it is good" },
	{ "made", 0, &kind_day, INPUT(INT, made), 0,
	    "the day on which it was made" },
	{ "create", 0, &kind_flag, AT_FLAG(struct lot_input, create),
	    FIELD_OPTION, "make the lot where there is none" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct lot_input *in = rec;
	struct lot_input now = *in;
	const struct lot *there;
	int err = lot_find(c->ops, in->lot.item, in->lot.lot, &there);

	if (err != 0)
		return err;
	if (there == NULL && !in->create)
		return fail(c->ops, OPS_DATA,
		    "lot: '%s' is not a known lot of '%s'", in->lot.lot,
		    in->lot.item->sku);
	if (there != NULL)
		now.lot = *there;
	fill_changed(c, in, &now);
	return lot_post(c->ops, c->entry, &now.lot);
}

static const struct example examples[] = {
	{ "a lot is good for longer than was said",
	    "ops stock lot set BATTERY-36V L-17 --expires eoy --dry-run",
	    "expiry best before date batch" },
	{ NULL },
};

const struct cmd cmd_stock_lot_set = {
	.path = "stock lot set",
	.brief = "change lots and serials",
	.about = "What is not given stays as it is; an empty value clears. "
		 "A lot is made by the first move that names it; --create "
		 "makes it before that. Each change is a version.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct lot_input),
	.columns = lot_columns,
	.posts = &ledger_lot,
	.examples = examples,
	.record = record,
};
