/* ops stock kit cost: what making an item costs, from its parts. */
#include "base/decimal.h"
#include "base/money.h"
#include "kit.h"
#include "stock/kitcost.h"

static const struct field fields[] = {
	{ "item", 0, &kind_item, KIT_AT(ITEM, item),
	    FIELD_REQUIRED | FIELD_ARG, "what is made" },
	{ "qty", 0, &kind_qty, KIT_AT(INT, qty), 0, "how much of it (1)" },
	{ NULL },
};

static const struct column columns[] = {
	{ "level", TYPE_INT, COL_FILTER, "0 is the item itself" },
	{ "kit", TYPE_CODE, 0, "what the part goes into" },
	{ "part", TYPE_CODE, COL_FILTER, "the part" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "qty", TYPE_QTY, 0, "how much of it, with scrap" },
	{ "unit", TYPE_CODE, 0, "its unit" },
	{ "unit_cost", TYPE_PRICE, 0, "what one costs" },
	{ "cost", TYPE_MONEY, 0, "what all of it costs" },
	{ "basis", TYPE_CODE, 0,
	    "stock, last, agreed, parts, incomplete or unknown" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

/* NONE where it is unknown, or no price can be. */
static int64_t
price_of(const struct call *c, const struct kit_cost *r)
{
	int64_t price = NONE;

	if (r->cost != NONE && r->qty > 0)
		money_price(r->cost, r->qty, c->style.decimals, &price);
	return price;
}

static int
take_row(void *data, const struct kit_cost *r)
{
	struct call *c = data;
	struct cell cells[COLUMNS] = { cell_int(r->level),
		cell_text(r->kit == NULL ? NULL : r->kit->sku),
		cell_text(r->item->sku), cell_text(r->item->name),
		cell_int(r->qty), cell_text(r->item->unit),
		cell_int(price_of(c, r)), cell_int(r->cost),
		cell_text(kit_basis_words[r->basis]) };

	return call_row(c, cells);
}

static int
run(struct call *c)
{
	struct kit_asked in;
	struct kits *kits;
	int err = kit_ask(c, &in, &kits);

	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	if (err == 0)
		err = kit_costs(kits, in.item, in.qty, c->clock.now, c->known,
		    take_row, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what building one costs", "ops stock kit cost BIKE-CITY",
	    "cost roll-up bill of material" },
	{ NULL },
};

const struct cmd cmd_stock_kit_cost = {
	.path = "stock kit cost",
	.brief = "roll up what making an item costs",
	.about = "A part costs what its stock is worth for one, else what it "
		 "cost last, else the item's own cost; a part that has a kit "
		 "costs what its parts do. The first row is the item itself. "
		 "Where a part's cost is not known, its cell is empty and "
		 "what it goes into is incomplete.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct kit_asked),
	.columns = columns,
	.examples = examples,
	.run = run,
};
