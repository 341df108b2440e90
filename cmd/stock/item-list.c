/* ops stock item list: what items there are. */
#include "item.h"

const struct column item_columns[] = {
	{ "sku", TYPE_CODE, COL_FILTER, "the item's code", &kind_known_item },
	{ "name", TYPE_TEXT, COL_WIDE, "what people call it" },
	{ "unit", TYPE_CODE, 0, "what is counted" },
	{ "category", TYPE_TEXT, COL_FILTER, "a group of items" },
	{ "min", TYPE_QTY, 0, "reorder when there is less" },
	{ "max", TYPE_QTY, 0, "fill up to this quantity" },
	{ "cost", TYPE_PRICE, 0, "what one costs" },
	{ "price", TYPE_PRICE, 0, "what one is sold for" },
	{ "costing", TYPE_CODE, COL_FILTER | COL_MINOR, "how it is valued",
	    &kind_costing },
	{ "tracking", TYPE_CODE, COL_FILTER | COL_MINOR,
	    "what tells pieces apart", &kind_tracking },
	{ "shelf_life", TYPE_INT, COL_MINOR,
	    "days from its receipt to its expiry" },
	{ "lead_time", TYPE_INT, COL_MINOR,
	    "days from its order to its receipt" },
	{ "weight", TYPE_QTY, COL_MINOR, "kg of one" },
	{ "status", TYPE_CODE, COL_FILTER | COL_MINOR,
	    "is it bought and sold", &kind_item_status },
	{ NULL },
};

void
item_cells(const struct item *i, struct cell *cells)
{
	cells[0] = cell_text(i->sku);
	cells[1] = cell_text(i->name);
	cells[2] = cell_text(i->unit);
	cells[3] = cell_text(i->category);
	cells[4] = cell_int(i->min);
	cells[5] = cell_int(i->max);
	cells[6] = cell_int(i->cost);
	cells[7] = cell_int(i->price);
	cells[8] = cell_text(i->costing);
	cells[9] = cell_text(i->tracking);
	cells[10] = cell_int(i->shelf_life);
	cells[11] = cell_int(i->lead_time);
	cells[12] = cell_int(i->weight);
	cells[13] = cell_text(i->status);
}

static int
run(struct call *c)
{
	const struct item *const *all;
	struct cell cells[ITEM_COLUMNS];
	size_t n = 0;
	int err = call_begin(c, item_columns, ITEM_COLUMNS);

	if (err == 0)
		err = items_all(c->ops, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		item_cells(all[i], cells);
		err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "all items, as a spreadsheet", "ops stock item list -F csv" },
	{ "items without a minimum",
	    "ops stock item list --where \"min = ''\"" },
	{ NULL },
};

const struct cmd cmd_stock_item_list = {
	.path = "stock item list",
	.brief = "list the items",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = item_columns,
	.examples = examples,
	.run = run,
};
