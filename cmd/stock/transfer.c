/* ops stock transfer: goods change their place. */

#define MOVE_HEAD(how, member) AT_##how(struct fefo_head, move.member)
#define MOVE_LINE(how, member) AT_##how(struct move_line, member)
#define MOVE_OF_LINE FIELD_LINE

#include "move.h"
#include "plan.h"

static const struct field fields[] = {
	MOVE_WHAT("what moves"),
	{ "from", 0, &kind_location, MOVE_HEAD(LOCATION, from),
	    FIELD_REQUIRED, "the place it leaves", "source" },
	{ "to", 0, &kind_location, MOVE_HEAD(LOCATION, to), FIELD_REQUIRED,
	    "the place it comes to", "location" },
	MOVE_QTY,
	MOVE_PAPERS,
	MOVE_FEFO(struct fefo_head),
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct fefo_head *in = rec;
	struct move_head *h = &in->move;
	int err = location_check_stock(c->ops, h->from);

	if (err != 0)
		return fail_at(c->ops, "from");
	err = location_check_stock(c->ops, h->to);
	if (err != 0)
		return fail_at(c->ops, "to");
	return in->fefo ? move_lines_fefo(c, h, lines, n)
			: move_lines_post(c, h, lines, n);
}

static const struct example examples[] = {
	{ "bring goods to another place",
	    "ops stock transfer --item BELL-MINI --qty 50 --from NORTH/A/01 "
	    "--to SOUTH --dry-run" },
	{ "bring what the plan proposes",
	    "ops stock plan --site SOUTH --kind transfer -F csv | "
	    "ops stock transfer -i - --dry-run",
	    "replenish refill" },
	{ NULL },
};

const struct cmd cmd_stock_transfer = {
	.path = "stock transfer",
	.brief = "bring goods from one place of ours to another",
	.about = "Both are places where goods are kept. What the company holds "
		 "stays the same, only where it is changes. -i takes what "
		 "'ops stock plan --kind transfer' prints: its source is "
		 "from, its location is to.\n\nAn item that is tracked by lot "
		 "or serial moves with it; with --fefo neither lots nor bins "
		 "need be said: of the place and those below it what expires "
		 "first goes first, then as one walks, one line each; what "
		 "is reserved stays.\n\nWhat is held does not become free by "
		 "it: out of a place of kind quarantine it goes to another "
		 "one, and 'ops stock release' lets it out.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct fefo_head),
	.line_size = sizeof(struct move_line),
	.columns = plan_columns,
	.posts = &ledger_move,
	.examples = examples,
	.document = record,
};
