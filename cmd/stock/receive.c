/* ops stock receive: goods come in from a vendor. */
#include "move.h"
#include "stock/expected.h"

static const struct field fields[] = {
	MOVE_WHAT("what comes in"),
	MOVE_TO,
	MOVE_QTY,
	MOVE_COST("what one cost"),
	MOVE_PAPERS,
	MOVE_PARTY("who delivered it"),
	{ NULL },
};

/* What an order expects there is its receipt, where it names the order. */
static int
check_expected(struct call *c, const struct move_head *h,
    const struct move_line *line, size_t n)
{
	struct expected_book *book = c->own;
	int err = 0;

	for (size_t i = 0; err == 0 && i < n; i++)
		err = expected_check_receipt(c->ops, &book, line[i].item,
		    h->to, h->reference);
	c->own = book;
	return err;
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct move_head *h = rec;
	int err = location_check_stock(c->ops, h->to);

	if (err != 0)
		return fail_at(c->ops, "to");
	err = check_expected(c, h, lines, n);
	if (err == 0)
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
		 "once. Where an order expects the goods at that place and "
		 "--reference does not name it, that is said (warn), refused "
		 "or ignored, as stock.receive_expected has it.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.record = record,
};
