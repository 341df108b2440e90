/* ops stock standard list: the standard costs of items. */
#include "standard.h"

const struct column standard_columns[] = {
	{ "item", TYPE_CODE, COL_FILTER, "the item", &kind_known_item },
	{ "valid_from", TYPE_DATE, 0, "the first day on which it holds" },
	{ "cost", TYPE_PRICE, 0, "what one is worth" },
	{ "current", TYPE_BOOL, 0, "is it the one of today?" },
	{ NULL },
};

enum { COLUMNS = sizeof standard_columns / sizeof *standard_columns - 1 };


static int
run(struct call *c)
{
	int64_t today = clock_today(&c->clock);
	struct standard *all;
	size_t n;
	int err = standards_all(c->ops, c->known, &all, &n);

	if (err == 0)
		err = call_begin(c, standard_columns, COLUMNS);
	for (size_t i = 0; err == 0 && i < n; i++) {
		const struct standard *s = &all[i];
		int last = i + 1 == n || all[i + 1].item != s->item ||
		    all[i + 1].day > today;
		struct cell cells[COLUMNS] = { cell_text(s->item->sku),
			cell_int(s->day), cell_int(s->cost),
			cell_int(last && s->day <= today) };

		err = call_row(c, cells);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what items are worth by standard, and since when",
	    "ops stock standard list" },
	{ NULL },
};

const struct cmd cmd_stock_standard_list = {
	.path = "stock standard list",
	.brief = "list the standard costs of items",
	.about = "As 'ops stock standard set' takes them, by item and day.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = standard_columns,
	.examples = examples,
	.run = run,
};
