/* ops stock inspect plan set: what is looked at when goods are inspected. */
#include "inspect.h"

struct plan_input {
	const struct item *item;
	struct characteristic c;
};

#define INPUT(how, member) AT_##how(struct plan_input, member)

static const struct field fields[] = {
	{ "characteristic", 0, &kind_code, INPUT(TEXT, c.name),
	    FIELD_REQUIRED | FIELD_ARG, "what is looked at" },
	{ "item", 0, &kind_item, INPUT(ITEM, item), 0, "of which item" },
	{ "category", 0, &kind_text, INPUT(TEXT, c.category), 0,
	    "or of all items of a category" },
	{ "party", 0, &kind_party, INPUT(TEXT, c.party), 0,
	    "only of goods from this vendor" },
	{ "stage", 0, &kind_code, INPUT(TEXT, c.stage), 0,
	    "only at this stage: receipt, production, stock ..." },
	{ "kind", 0, &kind_characteristic, INPUT(TEXT, c.kind), 0,
	    "attribute (good or not) or measured (where there is a value)" },
	{ "nominal", 0, &kind_number, INPUT(INT, c.nominal), 0,
	    "what the value shall be" },
	{ "lower", 0, &kind_number, INPUT(INT, c.lower), 0,
	    "the least that is good" },
	{ "upper", 0, &kind_number, INPUT(INT, c.upper), 0,
	    "the most that is good" },
	{ "unit", 0, &kind_code, INPUT(TEXT, c.unit), 0,
	    "the unit of the values" },
	{ "gauge", 0, &kind_text, INPUT(TEXT, c.gauge), 0,
	    "what it is measured with" },
	{ "sample", 0, &kind_count, INPUT(INT, c.sample), 0,
	    "how many pieces are looked at, 0: none (1)" },
	{ NULL },
};

static int
record(struct call *c, void *rec)
{
	struct plan_input *in = rec, now;
	const struct party *p;
	int there, err = 0;

	if ((in->item == NULL) == (in->c.category == NULL))
		return fail(c->ops, c->source == NULL ? OPS_USAGE : OPS_DATA,
		    "item: expected it, or a category");
	if (in->c.party != NULL && party_by_code(c->ops, in->c.party, &p) != 0)
		return fail_at(c->ops, "party");
	in->c.item = in->item == NULL ? NULL : in->item->sku;
	now = *in;
	err = characteristic_read(c->ops, &now.c, &there);
	fill_changed(c, in, &now);
	if (now.c.sample == NONE)
		now.c.sample = 1;
	if (now.c.kind == NULL)
		now.c.kind = characteristic_words[now.c.nominal != NONE ||
		    now.c.lower != NONE || now.c.upper != NONE ||
		    now.c.unit != NULL];
	return err != 0 ? err : characteristic_post(c->ops, c->entry, &now.c);
}

static const struct example examples[] = {
	{ "measure what comes in of an item",
	    "ops stock inspect plan set width --item TYRE-700 --stage receipt "
	    "--nominal 35 --lower 34.5 --upper 35.5 --unit mm "
	    "--gauge 'caliper 3' --sample 5 --dry-run",
	    "control plan tolerance limits" },
	{ "look at the paint of all bicycles",
	    "ops stock inspect plan set paint --category bicycles "
	    "--stage production --dry-run", "checklist" },
	{ NULL },
};

const struct cmd cmd_stock_inspect_plan_set = {
	.path = "stock inspect plan set",
	.brief = "say what is looked at when goods are inspected",
	.about = "A characteristic of an item, or of all items of a category; "
		 "of a vendor's goods, or of all; at a stage, or at all. For "
		 "an inspection, what is said for the item goes before what "
		 "is for its category, then the vendor before all, then the "
		 "stage before all; --sample 0 leaves it out. What is not "
		 "given stays as it is, an empty value clears.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct plan_input),
	.columns = inspect_plan_columns,
	.posts = &ledger_characteristic,
	.examples = examples,
	.record = record,
};
