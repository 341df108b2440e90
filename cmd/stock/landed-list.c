/* ops stock landed list: what receipts cost besides, line by line. */
#include "stock/kinds.h"
#include "stock/landed.h"

static const struct column columns[] = {
	{ "receipt", TYPE_INT, 0, "the entry of the receipt" },
	{ "of_line", TYPE_INT, 0, "and its line" },
	{ "n", TYPE_INT, 0, "which cost of that line" },
	{ "item", TYPE_CODE, COL_FILTER, "what was received",
	    &kind_known_item },
	{ "amount", TYPE_MONEY, 0, "its share of the cost" },
	{ "date", TYPE_TIME, 0, "when that was known" },
	{ "reference", TYPE_CODE, COL_FILTER, "the bill" },
	{ "reason", TYPE_TEXT, 0, "freight, customs ..." },
	{ "party", TYPE_CODE, COL_FILTER, "whom it was paid to",
	    &kind_known_party },
	{ "entry", TYPE_INT, 0, "the entry that put it there" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static int
row(void *data, const struct landed_share *s)
{
	struct call *c = data;
	struct cell cells[COLUMNS] = { cell_int(s->receipt), cell_int(s->line),
		cell_int(s->n), cell_text(s->item), cell_int(s->amount),
		cell_int(s->date), cell_text(s->reference),
		cell_text(s->reason), cell_text(s->party),
		cell_int(s->entry) };

	return s->date > c->clock.now ? 0 : call_row(c, cells);
}

static int
run(struct call *c)
{
	int err = call_begin(c, columns, COLUMNS);

	if (err == 0)
		err = landed_shares(c->ops, c->known, row, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what deliveries cost besides the goods",
	    "ops stock landed list --limit 5", "freight customs landed cost" },
	{ NULL },
};

const struct cmd cmd_stock_landed_list = {
	.path = "stock landed list",
	.brief = "list what was put on receipts",
	.about = "A row for each share of a cost, by the entry and line of "
		 "the receipt. The shares of one bill sum to it.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = columns,
	.examples = examples,
	.run = run,
};
