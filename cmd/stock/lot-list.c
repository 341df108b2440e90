/* ops stock lot list: what lots there are, and what is left of them. */
#include "lot.h"
#include "stock/balance.h"

const struct column lot_columns[] = {
	{ "item", TYPE_CODE, COL_FILTER, "the item", &kind_known_item },
	{ "lot", TYPE_CODE, COL_FILTER, "the lot's number, or a serial" },
	{ "expires", TYPE_DATE, 0, "the last day on which it is good" },
	{ "made", TYPE_DATE, 0, "the day on which it was made" },
	{ "on_hand", TYPE_QTY, 0, "what all places of ours hold of it" },
	{ "unit", TYPE_CODE, 0, "what is counted" },
	{ NULL },
};

enum { COLUMNS = 6 };

/* What is there of each lot, at its id. */
struct sums {
	struct ops *ops;
	int64_t *of;
};

static int
add_row(void *data, const struct balance_row *row)
{
	struct sums *s = data;

	return row->lot == NULL ?
	    0 :
	    balance_add(s->ops, row->item, &s->of[row->lot->id], row->on_hand);
}

static int
sum_up(struct call *c, const struct lot *const *lot, size_t n,
    const struct item *item, struct sums *s)
{
	struct balance_query ask = { .item = item,
		.as_of = c->clock.now,
		.known = c->known,
		.by_lot = 1 };
	int64_t last = 0;

	for (size_t i = 0; i < n; i++)
		last = lot[i]->id > last ? lot[i]->id : last;
	s->of = ARENA_ARRAY(c->ops->keep, int64_t, last + 1);
	return balances(c->ops, &ask, add_row, s);
}

static int
run(struct call *c)
{
	const char *sku = call_filter_one(c, "item");
	const struct item *item = NULL;
	const struct lot *const *all;
	struct sums sums = { .ops = c->ops };
	size_t n = 0;
	int err = call_begin(c, lot_columns, COLUMNS);

	if (err == 0 && sku != NULL)
		err = item_by_sku(c->ops, sku, &item);
	if (err == 0)
		err = lots_all(c->ops, &all, &n);
	if (err == 0)
		err = sum_up(c, all, n, item, &sums);
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct cell cells[COLUMNS] = { cell_text(all[i]->item->sku),
			cell_text(all[i]->lot), cell_int(all[i]->expires),
			cell_int(all[i]->made), cell_int(sums.of[all[i]->id]),
			cell_text(all[i]->item->unit) };

		if (item == NULL || all[i]->item == item)
			err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "the lots of an item", "ops stock lot list --item BATTERY-36V",
	    "batch serial" },
	{ "lots that are there, the first to expire first",
	    "ops stock lot list --where 'on_hand > 0' --sort expires" },
	{ NULL },
};

const struct cmd cmd_stock_lot_list = {
	.path = "stock lot list",
	.brief = "list lots and serials",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = lot_columns,
	.examples = examples,
	.run = run,
};
