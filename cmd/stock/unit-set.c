/* ops stock unit set: how many of one unit are in another. */
#include <string.h>

#include "stock/units.h"
#include "unit.h"

struct unit_input {
	const struct item *item;
	const char *unit, *qty, *of;
};

/* Checked here, read where it is posted: 5/105 is no number of a field. */
static int
parse_ratio(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	struct ratio r;
	const char *expected = ratio_parse(text, n, &r);

	if (expected != NULL)
		return fail(c->ops, OPS_DATA, "'%s' is wrong: expected %s",
		    text, expected);
	return kind_parse_text(c, f, text, n, at);
}

static const struct kind kind_ratio = { .name = "number",
	.store = STORE_TEXT,
	.accepts = "a number above 0: 12, 0.125 or 5/105",
	.number = 1,
	.parse = parse_ratio };

#define INPUT(how, member) AT_##how(struct unit_input, member)

static const struct field fields[] = {
	{ "item", 0, &kind_item, INPUT(ITEM, item), 0,
	    "whose unit it is (all items)" },
	{ "unit", 0, &kind_code, INPUT(TEXT, unit), FIELD_REQUIRED,
	    "the unit: box" },
	{ "qty", 0, &kind_ratio, INPUT(TEXT, qty), FIELD_REQUIRED,
	    "how many are in one of it" },
	{ "of", 0, &kind_code, INPUT(TEXT, of), 0,
	    "of which unit (the item's own)" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	const struct unit_input *in = rec;
	struct unit u = { .item = in->item, .unit = in->unit, .of = in->of };

	ratio_parse(in->qty, strlen(in->qty), &u.qty);
	if (u.of == NULL && u.item == NULL)
		return fail(c->ops, OPS_DATA,
		    "of: is missing: what is for all items says of which unit");
	if (u.of == NULL)
		u.of = u.item->unit;
	return unit_post(c->ops, c->entry, &u);
}

static const struct example examples[] = {
	{ "a box of an item holds twelve",
	    "ops stock unit set --item BELL-BRASS --unit box --qty 12 "
	    "--dry-run",
	    "pack package pallet conversion convert" },
	{ "of any item, a pallet is forty boxes",
	    "ops stock unit set --unit pallet --qty 40 --of box --dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_unit_set = {
	.path = "stock unit set",
	.brief = "say how many of one unit are in another",
	.about = "Whatever takes a quantity then takes '3 box'. A factor is "
		 "kept as it was typed and reckoned with exactly: 5/105 stays "
		 "5/105. It makes a unit or changes it; what was posted stays "
		 "as it is.\n\nWhat UNECE Recommendation 20 knows needs no "
		 "factor: kg and g, KGM and GRM, DZN; ops stock unit list "
		 "--known prints it.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct unit_input),
	.columns = unit_columns,
	.posts = &ledger_unit,
	.examples = examples,
	.record = record,
};
