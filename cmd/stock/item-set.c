/* ops stock item set: change items. */
#include "item.h"

static int
record(struct call *c, void *rec)
{
	const struct item_input *in = rec;
	struct item_input now = *in;
	const struct item *there;
	int err = in->create ? item_find(c->ops, in->item.sku, &there)
			     : item_by_sku(c->ops, in->item.sku, &there);

	if (err != 0)
		return fail_at(c->ops, "sku");
	if (there != NULL)
		now.item = *there;
	fill_changed(c, in, &now);
	if (now.item.unit == NULL)
		now.item.unit = "each";
	return item_post(c->ops, c->entry, &now.item);
}

static const struct example examples[] = {
	{ "raise a minimum", "ops stock item set TYRE-700 --min 80" },
	{ NULL },
};

const struct cmd cmd_stock_item_set = {
	.path = "stock item set",
	.brief = "change items",
	.about = "What is not given stays as it is; an empty value clears. "
		 "Each change is a version: --known-at answers with the one "
		 "of then; what changes nothing is none.\n\nThe unit and "
		 "the tracking of an item that has moved stay. Its costing "
		 "may change: all values are reckoned anew then.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = item_set_fields,
	.size = sizeof(struct item_input),
	.columns = item_columns,
	.posts = &ledger_item,
	.examples = examples,
	.record = record,
};
