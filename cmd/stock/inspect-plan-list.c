/* ops stock inspect plan list: what is looked at when goods are inspected. */
#include "inspect.h"

const struct column inspect_plan_columns[] = {
	{ "item", TYPE_CODE, COL_FILTER, "of which item", &kind_known_item },
	{ "category", TYPE_TEXT, COL_FILTER, "or of which category" },
	{ "party", TYPE_CODE, COL_FILTER, "whose goods (missing: all)",
	    &kind_known_party },
	{ "stage", TYPE_CODE, COL_FILTER, "at which stage (missing: all)" },
	{ "characteristic", TYPE_CODE, COL_FILTER, "what is looked at" },
	{ "kind", TYPE_CODE, COL_FILTER, "attribute or measured",
	    &kind_characteristic },
	{ "nominal", TYPE_RATIO, 0, "what the value shall be" },
	{ "lower", TYPE_RATIO, 0, "the least that is good" },
	{ "upper", TYPE_RATIO, 0, "the most that is good" },
	{ "unit", TYPE_CODE, 0, "the unit of the values" },
	{ "gauge", TYPE_TEXT, 0, "what it is measured with" },
	{ "sample", TYPE_INT, 0, "how many pieces are looked at" },
	{ NULL },
};

static int
take_row(void *data, const struct characteristic *c)
{
	struct cell cells[] = { cell_text(c->item), cell_text(c->category),
		cell_text(c->party), cell_text(c->stage), cell_text(c->name),
		cell_text(c->kind), cell_int(c->nominal), cell_int(c->lower),
		cell_int(c->upper), cell_text(c->unit), cell_text(c->gauge),
		cell_int(c->sample) };

	return call_row(data, cells);
}

static int
run(struct call *c)
{
	int err = call_begin(c, inspect_plan_columns, 12);

	if (err == 0)
		err = characteristics(c->ops, c->known, take_row, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what is looked at when goods come in",
	    "ops stock inspect plan list --stage receipt",
	    "control plan checklist" },
	{ NULL },
};

const struct cmd cmd_stock_inspect_plan_list = {
	.path = "stock inspect plan list",
	.brief = "list what is looked at when goods are inspected",
	.about = "As 'ops stock inspect plan set' takes it. What that comes "
		 "to for the goods that are held now is printed by 'ops stock "
		 "inspect --sheet'.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.columns = inspect_plan_columns,
	.examples = examples,
	.run = run,
};
