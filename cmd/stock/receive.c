/* ops stock receive: goods come in from a vendor. */
#include "move.h"

#define HEAD(how, member) AT_##how(struct move_head, member)
#define LINE(how, member) AT_##how(struct move_line, member)

static const struct field fields[] = {
	{ "date", 0, &kind_time, HEAD(INT, date), 0, "when it happened (now)" },
	{ "item", 0, &kind_item, LINE(ITEM, item),
	    FIELD_REQUIRED | FIELD_LINE, "what comes in" },
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
	{ "party", 0, &kind_party, HEAD(TEXT, party), 0, "who delivered it" },
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
		return fail_at(c->ops, "to");
	err = location_end(c->ops, PLACE_VENDOR, &h->from);
	return err != 0 ? err : move_lines_post(c, h, lines, n);
}

static const struct example examples[] = {
	{ "book goods in", "ops stock receive --item TYRE-700 --qty 40 "
			   "--to SOUTH --unit-cost 11.20 --dry-run" },
	{ "a delivery of several items",
	    "ops stock receive --to SOUTH --reference DN-4711 "
	    "--line item=TYRE-700,qty=40 --line item=BELL-BRASS,qty=100 "
	    "--dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_receive = {
	.path = "stock receive",
	.brief = "take in goods from a vendor",
	.about = "Goods come from VENDOR. A receipt has as many lines as it "
		 "needs: --line, repeated, or rows of a CSV file. With "
		 "unit_cost it stores its value, qty x unit_cost, rounded "
		 "once.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.record = record,
};
