/* ops stock kit explode: all that is needed to make some of an item. */
#include "base/decimal.h"
#include "kit.h"
#include "stock/balance.h"

static const struct field fields[] = {
	{ "item", 0, &kind_item, KIT_AT(ITEM, item),
	    FIELD_REQUIRED | FIELD_ARG, "what is to be made" },
	{ "qty", 0, &kind_qty, KIT_AT(INT, qty), 0, "how much of it (1)" },
	{ NULL },
};

static const struct column columns[] = {
	{ "level", TYPE_INT, COL_FILTER, "1 is in it, 2 in a part of it ..." },
	{ "kit", TYPE_CODE, COL_FILTER, "what it goes into" },
	{ "part", TYPE_CODE, COL_FILTER, "what is needed" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "qty", TYPE_QTY, 0, "how much of it, with scrap" },
	{ "unit", TYPE_CODE, 0, "its unit" },
	{ "scrap", TYPE_RATIO, 0, "what is lost on the way, of one" },
	{ "on_hand", TYPE_QTY, 0, "what all places of ours hold" },
	{ "short", TYPE_QTY, 0, "what this row alone lacks" },
	{ "made", TYPE_BOOL, 0, "it has a kit itself" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static int
add_row(void *data, const struct balance_row *row)
{
	*(int64_t *)data = row->on_hand;
	return 0;
}

static int
take_row(void *data, const struct kit_row *r)
{
	struct call *c = data;
	const struct item *part = r->part->part;
	struct balance_query ask = { .item = part, .as_of = c->clock.now,
		.known = c->known };
	int64_t there = 0;
	int err = balances(c->ops, &ask, add_row, &there);
	struct cell cells[COLUMNS] = { cell_int(r->level),
		cell_text(r->kit->item->sku), cell_text(part->sku),
		cell_text(part->name), cell_int(r->qty),
		cell_text(part->unit), cell_int(r->part->scrap),
		cell_int(there),
		cell_int(r->qty > there ? r->qty - there : 0),
		cell_int(r->made_of != NULL) };

	return err != 0 ? err : call_row(c, cells);
}

int
kit_ask(struct call *c, struct kit_asked *in, struct kits **kits)
{
	const struct kit *kit;
	int err;

	*in = (struct kit_asked){ .qty = MILLION };
	*kits = kits_open(c->ops, c->ops->keep, c->known);
	err = fill_record(c, in);
	return err != 0 ? err : kit_known(*kits, in->item, &kit);
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
		err = kit_explode(kits, in.item, in.qty, take_row, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what ten of a kit need", "ops stock kit explode BIKE-CITY --qty 10",
	    "bill of material requirements parts" },
	{ NULL },
};

const struct cmd cmd_stock_kit_explode = {
	.path = "stock kit explode",
	.brief = "show all that making an item takes, level by level",
	.about = "A part's quantity is what is asked for, times the part's "
		 "own quantity, divided by what the kit makes, times one "
		 "plus its scrap factor; rounded once.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct kit_asked),
	.columns = columns,
	.examples = examples,
	.run = run,
};
