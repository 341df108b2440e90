/* ops stock item add: make items. */
#include "item.h"

#define INPUT(how, member) AT_##how(struct item_input, item.member)

#define ITEM_FIELDS(new)                                                       \
	{ "sku", 0, &kind_sku, INPUT(TEXT, sku),                               \
	    FIELD_REQUIRED | FIELD_ARG | (new), "the item's code, for ever" }, \
	{ "name", 0, &kind_text, INPUT(TEXT, name), 0,                         \
	    "what people call it" },                                           \
	{ "unit", 'u', &kind_code, INPUT(TEXT, unit), 0,                       \
	    "what is counted (each)" },                                        \
	{ "category", 0, &kind_text, INPUT(TEXT, category), 0,                 \
	    "a group of items" },                                              \
	{ "min", 0, &kind_qty, INPUT(INT, min), 0,                             \
	    "reorder when there is less" },                                    \
	{ "max", 0, &kind_qty, INPUT(INT, max), 0,                             \
	    "fill up to this quantity" },                                      \
	{ "cost", 0, &kind_price, INPUT(INT, cost), 0, "what one costs" },     \
	{ "price", 0, &kind_price, INPUT(INT, price), 0,                       \
	    "what one is sold for" },                                          \
	{ "costing", 0, &kind_costing, INPUT(TEXT, costing), 0,                \
	    "how it is valued (as stock.costing says)" },                      \
	{ "tracking", 0, &kind_tracking, INPUT(TEXT, tracking), 0,             \
	    "what tells pieces apart (none)" },                                \
	{ "shelf_life", 0, &kind_count, INPUT(INT, shelf_life), 0,             \
	    "days from its receipt to its expiry" },                           \
	{ "lead_time", 0, &kind_count, INPUT(INT, lead_time), 0,               \
	    "days from its order to its receipt" },                            \
	{ "weight", 0, &kind_qty, INPUT(INT, weight), 0, "kg of one" },        \
	{ "status", 0, &kind_item_status, INPUT(TEXT, status), 0,              \
	    "is it bought and sold (active)" }

static const struct field fields[] = { ITEM_FIELDS(FIELD_NEW), { NULL } };

const struct field item_set_fields[] = {
	ITEM_FIELDS(0),
	{ "create", 0, &kind_flag, AT_FLAG(struct item_input, create),
	    FIELD_OPTION, "make the item where there is none" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	struct item_input *in = rec;
	const struct item *there;
	int err = item_find(c->ops, in->item.sku, &there);

	if (err != 0)
		return err;
	if (there != NULL)
		return fail(c->ops, OPS_DATA, "sku: '%s' is there already: "
		    "'ops stock item set' changes it", in->item.sku);
	if (in->item.unit == NULL)
		in->item.unit = "each";
	return item_post(c->ops, c->entry, &in->item);
}

static const struct example examples[] = {
	{ "a new item", "ops stock item add BELL --name 'Bicycle bell' "
			"--min 20 --max 100 --cost 2.40" },
	{ "many items from a spreadsheet", "ops stock item add -i items.csv" },
	{ NULL },
};

const struct cmd cmd_stock_item_add = {
	.path = "stock item add",
	.brief = "make items",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct item_input),
	.columns = item_columns,
	.posts = &ledger_item,
	.examples = examples,
	.record = record,
};
