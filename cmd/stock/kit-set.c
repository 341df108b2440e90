/* ops stock kit set: what an item is made of. */
#include "base/decimal.h"
#include "kit.h"
#include "stock/units.h"

struct kit_input {
	const struct item *item;
	int64_t makes;
	const char *status;
};

#define HEAD(how, member) AT_##how(struct kit_input, member)
#define LINE(how, member) AT_##how(struct kit_line, member)

struct kit_line {
	const struct item *part;
	struct said qty;
	int64_t scrap;
};

static const struct field fields[] = {
	{ "item", 0, &kind_item, HEAD(ITEM, item),
	    FIELD_REQUIRED | FIELD_KEY, "what is made" },
	{ "makes", 0, &kind_qty, HEAD(INT, makes), 0,
	    "how much of it the parts make (1)" },
	{ "status", 0, &kind_kit_status, HEAD(TEXT, status), 0,
	    "draft, released or retired (as it was, at first draft)" },
	{ "part", 0, &kind_item, LINE(ITEM, part),
	    FIELD_REQUIRED | FIELD_LINE, "what goes into it" },
	{ "qty", 0, &kind_said, LINE(SAID, qty), FIELD_REQUIRED | FIELD_LINE,
	    "how much of it" },
	{ "scrap", 0, &kind_number, LINE(INT, scrap), FIELD_LINE,
	    "what is lost on the way: 0.05 is 5 % more" },
	{ NULL },
};

/* The answer names the kits; a trial shows their parts. */
static int
begin(struct call *c)
{
	if (c->opt.dry_run)
		c->posts = &ledger_kit_part;
	return 0;
}

/* What is not said stays as it was. */
static int
fill_head(struct call *c, struct kit_input *in)
{
	const struct kit *was;
	struct kits *now = kits_open(c->ops, c->ops->mem, NONE);
	int err = kit_of(now, in->item, &was);

	if (err == 0 && in->makes == NONE)
		in->makes = was == NULL ? MILLION : was->makes;
	if (err == 0 && in->status == NULL)
		in->status = was == NULL ? kit_status_words[0] : was->status;
	return err;
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct kit_input *in = rec;
	const struct kit_line *line = lines;
	struct kit_part *part = ARENA_ARRAY(c->ops->mem, struct kit_part, n);
	struct kit kit = { .item = in->item, .part = part, .parts = n };
	int err = fill_head(c, in);

	kit.makes = in->makes;
	kit.status = in->status;
	for (size_t i = 0; err == 0 && i < n; i++) {
		part[i] = (struct kit_part){ line[i].part, line[i].qty.qty,
			line[i].scrap };
		if (line[i].qty.unit != NULL)
			err = unit_qty(c->ops, line[i].part, line[i].qty.qty,
			    line[i].qty.unit, &part[i].qty);
		if (err != 0)
			return fail_at(c->ops, "qty");
	}
	return err != 0 ? err : kit_post(c->ops, c->entry, &kit);
}

static const struct example examples[] = {
	{ "what a bicycle is made of",
	    "ops stock kit set --item BIKE-KIDS --status released "
	    "--line part=TYRE-20,qty=2,scrap=0.01 "
	    "--line part=BELL-MINI,qty=1 --dry-run",
	    "bill of material bom recipe" },
	{ NULL },
};

const struct cmd cmd_stock_kit_set = {
	.path = "stock kit set",
	.brief = "say what an item is made of",
	.about = "A kit (a bill of material) has all its parts in one "
		 "record: what a kit had and is not named again is no part "
		 "any more. A part may be a kit itself, to any depth, but "
		 "none contains itself. Only a released kit is built.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct kit_input),
	.line_size = sizeof(struct kit_line),
	.columns = kit_columns,
	.posts = &ledger_kit,
	.examples = examples,
	.begin = begin,
	.document = record,
};
