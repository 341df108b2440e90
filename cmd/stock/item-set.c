/* ops stock item set: change items. */
#include "item.h"

/* An absent column stays, an empty cell clears. */
#define CHANGE(c, now, in, member)          \
	do {                                \
		if (call_given(c, #member)) \
			(now).member = (in).member; \
	} while (0)

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct item_input *in = rec;
	const struct item *there;
	struct item now = { .sku = in->item.sku, .min = NONE, .max = NONE,
		.cost = NONE, .price = NONE };
	int err = in->create ? item_find(c->ops, now.sku, &there)
			     : item_by_sku(c->ops, now.sku, &there);

	(void)lines;
	(void)n;
	if (err != 0)
		return fail_at(c->ops, "sku");
	if (there != NULL)
		now = *there;
	CHANGE(c, now, in->item, name);
	CHANGE(c, now, in->item, unit);
	CHANGE(c, now, in->item, category);
	CHANGE(c, now, in->item, min);
	CHANGE(c, now, in->item, max);
	CHANGE(c, now, in->item, cost);
	CHANGE(c, now, in->item, price);
	if (now.unit == NULL)
		now.unit = "each";
	return item_post(c->ops, c->entry, &now);
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
		 "of then.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = item_set_fields,
	.size = sizeof(struct item_input),
	.columns = item_columns,
	.posts = &ledger_item,
	.examples = examples,
	.record = record,
};
