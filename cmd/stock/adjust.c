/* ops stock adjust: what a place holds is more or less than the book says. */
#include "move.h"

#define HEAD(how, member) AT_##how(struct move_head, member)
#define LINE(how, member) AT_##how(struct move_line, member)

static const struct field fields[] = {
	{ "date", 0, &kind_time, HEAD(INT, date), 0, "when it happened (now)" },
	{ "item", 0, &kind_item, LINE(ITEM, item),
	    FIELD_REQUIRED | FIELD_LINE, "what was found or is gone" },
	{ "location", 0, &kind_location, HEAD(LOCATION, to), FIELD_REQUIRED,
	    "the place it is about" },
	{ "qty", 0, &kind_change, LINE(SAID, qty),
	    FIELD_REQUIRED | FIELD_LINE, "how much more; below 0: less" },
	{ "unit_cost", 0, &kind_price, LINE(INT, unit_cost), FIELD_LINE,
	    "what one found is worth" },
	{ "lot", 0, &kind_code, LINE(TEXT, lot), FIELD_LINE, "the lot" },
	{ "reference", 0, &kind_code, HEAD(TEXT, reference), 0,
	    "order, delivery note, document" },
	{ "reason", 0, &kind_text, HEAD(TEXT, reason), 0, "why" },
	{ "price", 0, &kind_price, LINE(INT, price), FIELD_LINE,
	    "what one was sold for" },
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct move_head *h = rec;
	int err = location_check_stock(c->ops, h->to);

	if (err != 0)
		return fail_at(c->ops, "location");
	err = location_end(c->ops, PLACE_ADJUSTMENT, &h->from);
	return err != 0 ? err : move_lines_post(c, h, lines, n);
}

static const struct example examples[] = {
	{ "goods are broken or lost",
	    "ops stock adjust --item BELL-BRASS --location SOUTH/A --qty -3 "
	    "--reason damaged --dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_adjust = {
	.path = "stock adjust",
	.brief = "correct what a place holds",
	.about = "The other side is ADJUSTMENT: a quantity above 0 was found "
		 "and comes from there, one below 0 is gone and goes there.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.record = record,
};
