/* ops stock unit list: the units of items, and those that all know. */
#include "stock/units.h"
#include "stock/uom.h"
#include "unit.h"

struct list_input {
	int known;
};

static const struct field fields[] = {
	{ "known", 0, &kind_flag, AT_FLAG(struct list_input, known),
	    FIELD_OPTION, "those of UNECE Recommendation 20 instead" },
	{ NULL },
};

const struct column unit_columns[] = {
	{ "item", TYPE_CODE, COL_FILTER, "whose unit it is; none: of all",
	    &kind_known_item },
	{ "unit", TYPE_CODE, COL_FILTER, "the unit" },
	{ "qty", TYPE_TEXT, 0, "how many are in one of it" },
	{ "of", TYPE_CODE, 0, "of which unit" },
	{ "symbol", TYPE_CODE, COL_MINOR, "how it is written" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ NULL },
};

enum { COLUMNS = 6 };

static int
row(struct call *c, const struct item *item, const char *unit,
    const struct ratio *qty, const char *of)
{
	const struct uom *known = uom_find(unit);
	char text[RATIO_MAX] = "";
	struct cell cells[COLUMNS] = {
		cell_text(item == NULL ? NULL : item->sku), cell_text(unit),
		CELL_MISSING, cell_text(of), CELL_MISSING, CELL_MISSING
	};

	if (qty != NULL) {
		ratio_print(text, *qty);
		cells[2] = cell_text(text);
	}
	if (known != NULL) {
		if (known->symbol[0] != '\0')
			cells[4] = cell_text(known->symbol);
		cells[5] = cell_text(known->name);
	}
	return call_row(c, cells);
}

static int
list_known(struct call *c)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < uom_count; i++) {
		const struct uom *u = &uom_table[i];
		struct ratio r = { u->num, u->den };

		err =
		    row(c, NULL, u->code, u->dimension == UOM_OTHER ? NULL : &r,
			uom_base(u->dimension));
	}
	return err;
}

static int
run(struct call *c)
{
	struct list_input in = { 0 };
	const struct unit *const *all;
	size_t n = 0;
	int err = call_begin(c, unit_columns, COLUMNS);

	if (err == 0)
		err = fill_given(c, &in, NULL);
	if (err == 0 && in.known)
		err = list_known(c);
	else if (err == 0)
		err = units_all(c->ops, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = row(c, all[i]->item, all[i]->unit, &all[i]->qty,
		    all[i]->of);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "how items are packed", "ops stock unit list" },
	{ "what a unit's code means", "ops stock unit list --known --unit KGM",
	    "unece uom" },
	{ NULL },
};

const struct cmd cmd_stock_unit_list = {
	.path = "stock unit list",
	.brief = "list the units of items",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct list_input),
	.columns = unit_columns,
	.examples = examples,
	.run = run,
};
