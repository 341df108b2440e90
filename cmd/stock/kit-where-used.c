/* ops stock kit where-used: what an item goes into. */
#include "stock/kinds.h"
#include "stock/kit.h"

struct used_input {
	const struct item *item;
};

static const struct field fields[] = {
	{ "item", 0, &kind_item, AT_ITEM(struct used_input, item),
	    FIELD_REQUIRED | FIELD_ARG, "what is used" },
	{ NULL },
};

static const struct column columns[] = {
	{ "level", TYPE_INT, COL_FILTER,
	    "1: it is in the kit, 2: in a part of it ..." },
	{ "kit", TYPE_CODE, COL_FILTER, "what it goes into" },
	{ "name", TYPE_TEXT, COL_WIDE, "the kit's name" },
	{ "status", TYPE_CODE, COL_FILTER, "draft, released or retired",
	    &kind_kit_status },
	{ "part", TYPE_CODE, 0, "as which part it does" },
	{ "qty", TYPE_QTY, 0, "how much of the item is in one of the kit" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static int
take_row(void *data, const struct kit_row *r)
{
	struct cell cells[COLUMNS] = { cell_int(r->level),
		cell_text(r->kit->item->sku), cell_text(r->kit->item->name),
		cell_text(r->kit->status), cell_text(r->part->part->sku),
		cell_int(r->qty) };

	return call_row(data, cells);
}

static int
run(struct call *c)
{
	struct used_input in = { NULL };
	int err = fill_record(c, &in);

	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	if (err == 0)
		err = kit_where_used(kits_open(c->ops, c->ops->keep, c->known),
		    in.item, take_row, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what a part goes into", "ops stock kit where-used BELL-MINI",
	    "where used bill of material" },
	{ NULL },
};

const struct cmd cmd_stock_kit_where_used = {
	.path = "stock kit where-used",
	.brief = "show what an item goes into, level by level",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct used_input),
	.columns = columns,
	.examples = examples,
	.run = run,
};
