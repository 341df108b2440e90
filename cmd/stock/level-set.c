/* ops stock level set: how much of an item a place shall hold. */
#include "level.h"

struct level_input {
	const struct item *item;
	const struct location *location;
	struct level level;
};

#define INPUT(how, member) AT_##how(struct level_input, member)

static const struct field fields[] = {
	{ "item", 0, &kind_item, INPUT(ITEM, item), FIELD_REQUIRED | FIELD_ARG,
	    "the item" },
	{ "location", 0, &kind_location, INPUT(LOCATION, location), 0,
	    "the place, with all below it (missing: the item's own level)" },
	{ "min", 0, &kind_qty, INPUT(INT, level.min), 0,
	    "below it, it is time to refill" },
	{ "max", 0, &kind_qty, INPUT(INT, level.max), 0,
	    "fill up to this quantity" },
	{ "multiple", 0, &kind_qty, INPUT(INT, level.multiple), 0,
	    "in whole packs of so many" },
	{ "source", 0, &kind_code, INPUT(TEXT, level.source), 0,
	    "where it comes from: a vendor, a place of ours, or make" },
	{ NULL },
};

/* The root of the tree is the item's own level: all places together. */
static int
set_own(struct call *c, const struct level_input *in)
{
	struct level_input now = *in;
	struct item item = *in->item;

	if (in->level.multiple != NONE || in->level.source != NULL)
		return fail(c->ops, OPS_DATA, "location: is missing: multiple "
		    "and source belong to a place");
	now.level.min = item.min;
	now.level.max = item.max;
	fill_changed(c, in, &now);
	item.min = now.level.min;
	item.max = now.level.max;
	return item_post(c->ops, c->entry, &item);
}

static int
record(struct call *c, void *rec)
{
	const struct level_input *in = rec;
	struct level_input now = *in;
	int there, err;

	if (in->location == NULL)
		return set_own(c, in);
	err = level_read(c->ops, in->item, in->location, &now.level, &there);
	fill_changed(c, in, &now);
	now.level.item = in->item;
	now.level.location = in->location;
	return err != 0 ? err : level_post(c->ops, c->entry, &now.level);
}

static const struct example examples[] = {
	{ "how much a shop shall hold of an item",
	    "ops stock level set TYRE-700 --location SOUTH --min 20 --max 60 "
	    "--source NORTH --dry-run",
	    "reorder point minimum maximum par stock" },
	{ "order in whole boxes of twelve from a vendor",
	    "ops stock level set BELL-BRASS --location NORTH --multiple 12 "
	    "--source ECHO --dry-run",
	    "pack size lot size order multiple" },
	{ NULL },
};

const struct cmd cmd_stock_level_set = {
	.path = "stock level set",
	.brief = "say how much of an item a place shall hold",
	.about = "A level is meant for what a place and all below it hold "
		 "together. What is not given stays as it is; an empty value "
		 "clears, and what is missing is as at the place above, at "
		 "last the item's own min and max: those are of all places "
		 "of ours together, and are set here where no location is "
		 "given. Each change is a version: --known-at answers with "
		 "the one of then.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct level_input),
	.columns = level_columns,
	.posts = &ledger_level,
	.examples = examples,
	.record = record,
};
