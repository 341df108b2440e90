/* ops stock kit list: what items are made of. */
#include "kit.h"

const struct column kit_columns[] = {
	{ "item", TYPE_CODE, COL_FILTER, "what is made", &kind_known_item },
	{ "makes", TYPE_QTY, 0, "how much of it the parts make" },
	{ "status", TYPE_CODE, COL_FILTER, "draft, released or retired",
	    &kind_kit_status },
	{ "part", TYPE_CODE, COL_FILTER, "what goes into it",
	    &kind_known_item },
	{ "qty", TYPE_QTY, 0, "how much of it" },
	{ "scrap", TYPE_RATIO, 0, "what is lost on the way, of one" },
	{ "unit", TYPE_CODE, 0, "the part's unit" },
	{ "name", TYPE_TEXT, COL_WIDE, "the part's name" },
	{ NULL },
};

enum { COLUMNS = sizeof kit_columns / sizeof *kit_columns - 1 };

static int
print_kit(struct call *c, const struct kit *k)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < k->parts; i++) {
		const struct kit_part *p = &k->part[i];
		struct cell cells[COLUMNS] = { cell_text(k->item->sku),
			cell_int(k->makes), cell_text(k->status),
			cell_text(p->part->sku), cell_int(p->qty),
			cell_int(p->scrap), cell_text(p->part->unit),
			cell_text(p->part->name) };

		err = call_row(c, cells);
	}
	return err;
}

static int
run(struct call *c)
{
	const struct kit *const *all;
	size_t n = 0;
	int err = call_begin(c, kit_columns, COLUMNS);

	if (err == 0)
		err = kits_all(kits_open(c->ops, c->ops->keep, c->known), &all,
		    &n);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = print_kit(c, all[i]);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what bicycles are made of", "ops stock kit list" },
	{ NULL },
};

const struct cmd cmd_stock_kit_list = {
	.path = "stock kit list",
	.brief = "list kits with their parts",
	.about = "One row for each part, in the shape that 'kit set' takes.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = kit_columns,
	.examples = examples,
	.run = run,
};
