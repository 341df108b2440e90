/* ops stock transfer: goods change their place. */
#include "move.h"

static const struct field fields[] = {
	MOVE_WHAT("what moves"),
	MOVE_FROM,
	MOVE_TO,
	MOVE_QTY,
	MOVE_PAPERS,
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
