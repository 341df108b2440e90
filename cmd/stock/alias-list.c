/* ops stock alias list: by which numbers others know our items. */
#include "stock/itemalias.h"
#include "stock/kinds.h"

static const struct column columns[] = {
	{ "code", TYPE_CODE, COL_FILTER, "the number, a GTIN in 14 digits" },
	{ "item", TYPE_CODE, COL_FILTER, "what it means", &kind_known_item },
	{ "unit", TYPE_CODE, 0, "how much of it is one" },
	{ "party", TYPE_CODE, COL_FILTER, "whose it is",
	    &kind_known_party },
	{ "kind", TYPE_CODE, COL_FILTER, "gtin, vendor, customer or old",
	    &kind_alias },
	{ NULL },
};

static int
take_row(void *data, const struct item_alias *a)
{
	struct cell cells[] = { cell_text(a->code), cell_text(a->item->sku),
		cell_text(a->unit), cell_text(a->party),
		cell_text(a->kind) };

	return call_row(data, cells);
}

static int
run(struct call *c)
{
	int err = call_begin(c, columns, sizeof columns / sizeof *columns - 1);

	if (err == 0)
		err = item_aliases(c->ops, c->known, take_row, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what the barcodes are", "ops stock alias list --kind gtin" },
	{ NULL },
};

const struct cmd cmd_stock_alias_list = {
	.path = "stock alias list",
	.brief = "list barcodes and other people's numbers",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = columns,
	.examples = examples,
	.run = run,
};
