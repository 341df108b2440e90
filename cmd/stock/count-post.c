/* ops stock count post: what was counted, and what differs is posted. */
#include "count.h"
#include "stock/counting.h"

struct count_head {
	const char *count, *counted_by;
};

struct count_line {
	const struct item *item;
	const struct location *location;
	const char *lot;
	struct said counted;
	int64_t date;
};

#define HEAD(how, member) AT_##how(struct count_head, member)
#define LINE(how, member) AT_##how(struct count_line, member)

static const struct field fields[] = {
	{ "count", 0, &kind_code, HEAD(TEXT, count), FIELD_ARG | FIELD_KEY,
	    "the count's code (the next one)" },
	{ "date", 0, &kind_time, LINE(INT, date), FIELD_LINE,
	    "the instant it was counted at (now)" },
	{ "item", 0, &kind_item, LINE(ITEM, item), FIELD_REQUIRED | FIELD_LINE,
	    "what was counted" },
	{ "location", 0, &kind_location, LINE(LOCATION, location),
	    FIELD_REQUIRED | FIELD_LINE, "where" },
	{ "lot", 0, &kind_code, LINE(TEXT, lot), FIELD_LINE,
	    "the lot, or the serial" },
	{ "counted", 0, &kind_counted, LINE(SAID, counted),
	    FIELD_REQUIRED | FIELD_LINE, "how much there was" },
	{ "counted_by", 0, &kind_text, HEAD(TEXT, counted_by), 0,
	    "who counted" },
	{ NULL },
};

static int
begin(struct call *c)
{
	c->own = counting_new(c->ops);
	if (c->opt.dry_run)
		c->posts = &ledger_move;
	return 0;
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct counting_line *line =
	    ARENA_ARRAY(c->ops->mem, struct counting_line, n);
	const struct count_head *h = rec;
	const struct count_line *in = lines;

	c->entry->source = c->source;
	for (size_t i = 0; i < n; i++)
		line[i] = (struct counting_line){ .item = in[i].item,
			.location = in[i].location,
			.lot = in[i].lot,
			.counted = in[i].counted.qty,
			.unit = in[i].counted.unit,
			.date = in[i].date };
	return counting_post(c->ops, c->entry, c->own, h->count, h->counted_by,
	    c->source == NULL ? NONE : c->line, line, n);
}

static int
finish(struct call *c)
{
	return c->ops->problems > 0 ? 0
	    : counting_end(c->ops, c->entry, c->own);
}

static const struct example examples[] = {
	{ "goods of a shelf were counted",
	    "ops stock count post --location SOUTH/A "
	    "--line item=BELL-BRASS,counted=40 "
	    "--line item=TYRE-700,counted=12 --counted-by Pia --dry-run",
	    "inventory stocktake stocktaking cycle count" },
	{ "count with a scanner, and post it",
	    "printf 'SOUTH/A\\nBELL-BRASS\\n*12\\n' | "
	    "ops stock scan --to count | "
	    "ops stock count post -i - --dry-run",
	    "barcode scanner stocktake" },
	{ NULL },
};

const struct cmd cmd_stock_count_post = {
	.path = "stock count post",
	.brief = "post what was counted",
	.about = "A count says what was there at its instant: the difference "
		 "to what the book had then is posted from or to ADJUSTMENT, "
		 "whatever moved since. A line that agrees is kept, too: it "
		 "proves that somebody looked. --dry-run shows the moves.\n\n"
		 "A difference over stock.count_tolerance (percent of the "
		 "book) or stock.count_tolerance_value (money) is not posted "
		 "but waits: 'ops stock count sheet --again' has those "
		 "places, and the second count of them, posted to the same "
		 "count, decides.\n\nWithout a code all lines are one more "
		 "count: with the prefix numbering.count, else C-. A place is "
		 "counted once in a count.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct count_head),
	.line_size = sizeof(struct count_line),
	.columns = count_columns,
	.posts = &ledger_count,
	.examples = examples,
	.begin = begin,
	.document = record,
	.finish = finish,
};
