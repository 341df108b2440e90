/* ops stock adjust: what a place holds is more or less than the book says. */
#include "move.h"
#include "stock/count.h"

#define HEAD(how, member) AT_##how(struct move_head, member)
#define LINE(how, member) AT_##how(struct move_line, member)

static const struct field fields[] = {
	{ "date", 0, &kind_time, HEAD(INT, date), 0, "when it happened (now)" },
	{ "item", 0, &kind_item, LINE(ITEM, item),
	    FIELD_REQUIRED | FIELD_LINE, "what was found or is gone" },
	{ "location", 0, &kind_location, HEAD(LOCATION, to), FIELD_REQUIRED,
	    "the place it is about" },
	{ "qty", 0, &kind_change, LINE(SAID, qty), FIELD_LINE,
	    "how much more; below 0: less" },
	{ "unit_cost", 0, &kind_price, LINE(INT, unit_cost), FIELD_LINE,
	    "what one found is worth" },
	{ "lot", 0, &kind_code, LINE(TEXT, lot), FIELD_LINE, "the lot" },
	{ "reference", 0, &kind_code, HEAD(TEXT, reference), 0,
	    "order, delivery note, document" },
	{ "reason", 0, &kind_text, HEAD(TEXT, reason), 0, "why" },
	{ "price", 0, &kind_price, LINE(INT, price), FIELD_LINE,
	    "what one was sold for" },
	{ "counted", 0, &kind_qty, LINE(INT, counted), FIELD_LINE,
	    "what is there, instead of qty: the difference is posted" },
	{ NULL },
};

/* A line that was counted gets the difference as its quantity. */
static int
take_line(struct call *c, const struct move_head *h, struct move_line *line)
{
	int64_t at = h->date == NONE ? c->ops->now : h->date;

	if (line->counted == NONE && line->qty.qty == NONE)
		return c->source == NULL
		    ? fail(c->ops, OPS_USAGE, "--qty is missing")
		    : fail(c->ops, OPS_DATA, "qty: is missing");
	if (line->counted == NONE)
		return count_adjusted(c->ops, c->own, line->item, h->to,
		    line->lot);
	if (line->qty.qty != NONE)
		return fail(c->ops, OPS_DATA, "counted: it goes without qty");
	line->qty.unit = NULL;
	return count_difference(c->ops, c->own, line->item, h->to, line->lot,
	    at, line->counted, &line->qty.qty);
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct move_head *h = rec;
	struct move_line *line = lines;
	size_t posted = 0;
	int err = location_check_stock(c->ops, h->to);

	if (err != 0)
		return fail_at(c->ops, "location");
	if (c->own == NULL)
		c->own = count_new(c->ops);
	err = location_end(c->ops, PLACE_ADJUSTMENT, &h->from);
	for (size_t i = 0; err == 0 && i < n; i++) {
		err = take_line(c, h, &line[i]);
		if (err == 0 && line[i].qty.qty != 0)
			line[posted++] = line[i];
	}
	if (err != 0 || posted == 0)
		return err;
	return move_lines_post(c, h, line, posted);
}

/* Of a whole list: what it lacks. */
static int
finish(struct call *c)
{
	return c->own == NULL || !c->entry->snapshot ? 0
	    : count_missing(c->ops, c->own, c->as);
}

static const struct example examples[] = {
	{ "goods are broken or lost",
	    "ops stock adjust --item BELL-BRASS --location SOUTH/A --qty -3 "
	    "--reason damaged --dry-run" },
	{ "goods were counted",
	    "ops stock adjust --item BELL-BRASS --location SOUTH/A "
	    "--counted 40 --reason count --dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_adjust = {
	.path = "stock adjust",
	.brief = "correct what a place holds",
	.about = "The other side is ADJUSTMENT: a quantity above 0 was found "
		 "and comes from there, one below 0 is gone and goes there. "
		 "Or say what was counted: the difference to what the book "
		 "had at that time is posted, if there is one.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.record = record,
	.finish = finish,
};
