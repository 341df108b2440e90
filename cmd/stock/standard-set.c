/* ops stock standard set: what one of an item is worth from a day on. */
#include "standard.h"

struct standard_input {
	const struct item *item;
	int64_t valid_from, cost;
};

#define INPUT(how, member) AT_##how(struct standard_input, member)

static const struct field fields[] = {
	{ "item", 0, &kind_item, INPUT(ITEM, item),
	    FIELD_REQUIRED | FIELD_ARG, "the item" },
	{ "valid_from", 0, &kind_day, INPUT(INT, valid_from), 0,
	    "the first day on which it holds (today)" },
	{ "cost", 0, &kind_price, INPUT(INT, cost), FIELD_REQUIRED,
	    "what one is worth" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct standard_input *in = rec;
	struct standard s = { .item = in->item, .cost = in->cost,
		.day = in->valid_from };

	if (s.day == NONE)
		s.day = clock_today(&c->clock);
	return standard_post(c->ops, c->entry, &s);
}



static const struct example examples[] = {
	{ "set what an item is worth from the next quarter on",
	    "ops stock standard set TYRE-700 --valid-from soq+3mo "
	    "--cost 11.80 --dry-run", "standard cost revaluation" },
	{ NULL },
};

const struct cmd cmd_stock_standard_set = {
	.path = "stock standard set",
	.brief = "set the standard cost of an item from a day on",
	.about = "It values items whose costing is standard. On that day "
		 "what is there is revalued: 'ops stock value --proof' has "
		 "the difference. A day in a closed period is refused; one "
		 "to come is fine.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct standard_input),
	.columns = standard_columns,
	.posts = &ledger_standard,
	.examples = examples,
	.record = record,
};
