/* ops stock adjust: what a place holds is more or less than the book says. */
#include "move.h"

static const struct field fields[] = {
	MOVE_WHAT("what was found or is gone"),
	{ "location", 0, &kind_location, MOVE_HEAD(LOCATION, to),
	    FIELD_REQUIRED, "the place it is about" },
	{ "qty", 0, &kind_change, MOVE_LINE(SAID, qty),
	    FIELD_REQUIRED | FIELD_LINE, "how much more; below 0: less" },
	{ "unit_cost", 0, &kind_price, MOVE_LINE(INT, unit_cost), FIELD_LINE,
	    "what one found is worth" },
	MOVE_PAPERS,
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct move_head *h = rec;
	int err = location_check_stock(c->ops, h->to);

	move_lines_lack(lines, n, MOVE_NO_PRICE);
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
