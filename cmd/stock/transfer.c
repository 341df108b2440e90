/* ops stock transfer: goods change their place. */
#include "move.h"

#define HEAD(how, member) AT_##how(struct move_head, member)
#define LINE(how, member) AT_##how(struct move_line, member)

static const struct field fields[] = {
	{ "date", 0, &kind_time, HEAD(INT, date), 0, "when it happened (now)" },
	{ "item", 0, &kind_item, LINE(ITEM, item),
	    FIELD_REQUIRED | FIELD_LINE, "what moves" },
	{ "from", 0, &kind_location, HEAD(LOCATION, from), FIELD_REQUIRED,
	    "the place it leaves" },
	{ "to", 0, &kind_location, HEAD(LOCATION, to), FIELD_REQUIRED,
	    "the place it comes to" },
	{ "qty", 0, &kind_said, LINE(SAID, qty), FIELD_REQUIRED | FIELD_LINE,
	    "how much" },
	{ "unit_cost", 0, &kind_price, LINE(INT, unit_cost), FIELD_LINE,
	    "what one cost" },
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
	int err = location_check_stock(c->ops, h->from);

	if (err != 0)
		return fail_at(c->ops, "from");
	err = location_check_stock(c->ops, h->to);
	if (err != 0)
		return fail_at(c->ops, "to");
	return move_lines_post(c, h, lines, n);
}

static const struct example examples[] = {
	{ "bring goods to another place",
	    "ops stock transfer --item BELL-MINI --qty 50 --from NORTH/A/01 "
	    "--to SOUTH --dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_transfer = {
	.path = "stock transfer",
	.brief = "bring goods from one place of ours to another",
	.about = "Both are places where goods are kept. What the company holds "
		 "stays the same, only where it is changes.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.record = record,
};
