/* ops stock issue: goods go out to a customer. */
#include "move.h"

static const struct field fields[] = {
	MOVE_WHAT("what goes out"),
	MOVE_FROM,
	MOVE_QTY,
	MOVE_PAPERS,
	MOVE_PARTY("who takes it"),
	MOVE_PRICE,
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct move_head *h = rec;
	int err = location_check_stock(c->ops, h->from);

	if (err != 0)
		return fail_at(c->ops, "from");
	err = location_end(c->ops, PLACE_CUSTOMER, &h->to);
	return err != 0 ? err : move_lines_post(c, h, lines, n);
}

static const struct example examples[] = {
	{ "send goods to a customer",
	    "ops stock issue --item BELL-BRASS --qty 2 --from SOUTH/A --price 6.90 "
	    "--dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_issue = {
	.path = "stock issue",
	.brief = "send out goods to a customer",
	.about = "Goods go to CUSTOMER. A delivery has as many lines as it "
		 "needs: --line, repeated, or rows of a CSV file. More than "
		 "is there is refused, unless stock.negative says otherwise.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.record = record,
};
