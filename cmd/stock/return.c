/* ops stock return: goods come back from a customer, or go back to a vendor. */

#define MOVE_HEAD(how, member) AT_##how(struct return_head, move.member)
#define MOVE_LINE(how, member) AT_##how(struct move_line, member)
#define MOVE_OF_LINE FIELD_LINE

#include "move.h"
#include "stock/returned.h"
#include "stock/units.h"

struct return_head {
	struct move_head move;
	int to_vendor;
};

static const struct field fields[] = {
	MOVE_WHAT("what comes or goes back"),
	{ "to", 0, &kind_location, MOVE_HEAD(LOCATION, to), 0,
	    "the place it comes to" },
	{ "from", 0, &kind_location, MOVE_HEAD(LOCATION, from), 0,
	    "with --to-vendor: the place it leaves" },
	MOVE_QTY,
	MOVE_PAPERS,
	MOVE_PARTY("who sends it back, or gets it back"),
	MOVE_PRICE,
	{ "to_vendor", 0, &kind_flag, AT_FLAG(struct return_head, to_vendor),
	    FIELD_OPTION, "it goes back to a vendor" },
	{ NULL },
};

/* The place that is ours is said, the other end follows. */
static int
find_ends(struct call *c, struct return_head *h)
{
	const struct location **ours = h->to_vendor ? &h->move.from
						    : &h->move.to;
	const struct location **end = h->to_vendor ? &h->move.to
						   : &h->move.from;
	const char *name = h->to_vendor ? "from" : "to";

	if (*end != NULL)
		return fail(c->ops, c->source == NULL ? OPS_USAGE : OPS_DATA,
		    "%s: expected %s: it %s", h->to_vendor ? "to" : "from",
		    name, h->to_vendor ? "goes back to a vendor"
				       : "comes back from a customer "
					 "(without --to-vendor)");
	if (*ours == NULL)
		return c->source == NULL
		    ? fail(c->ops, OPS_USAGE, "--%s is missing", name)
		    : fail(c->ops, OPS_DATA, "%s: is missing", name);
	if (location_check_stock(c->ops, *ours) != 0)
		return fail_at(c->ops, "%s", name);
	return location_end(c->ops, h->to_vendor ? PLACE_VENDOR
						 : PLACE_CUSTOMER, end);
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct return_head *h = rec;
	struct move_line *line = lines;
	struct returned *had = c->own;
	size_t told = 0;
	int err = find_ends(c, h);

	if (had == NULL)
		had = c->own = returned_new(c->ops);
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct returned_line r = { .item = line[i].item,
			.lot = line[i].lot, .party = h->move.party,
			.end = h->to_vendor ? PLACE_VENDOR : PLACE_CUSTOMER,
			.at = h->move.date == NONE ? c->ops->now
						   : h->move.date };

		err = unit_qty(c->ops, line[i].item, line[i].qty.qty,
		    line[i].qty.unit, &r.qty);
		if (err == 0)
			err = returned_check(c->ops, had, &r);
		if (err != 0)
			break;
		returned_add(c->ops, had, &r);
		told++;
	}
	if (err == 0)
		err = move_lines_post(c, &h->move, lines, n);
	if (err != 0)
		returned_drop(had, told);
	return err;
}

static const struct example examples[] = {
	{ "goods come back from a customer",
	    "ops stock return --item BELL-BRASS --qty 1 --to SOUTH/Q "
	    "--reason 'wrong colour' --dry-run", "rma refund credit" },
	{ "a machine with its serial comes back",
	    "ops stock return --item EBIKE-TOUR --qty 1 --lot E-0003 "
	    "--party HARBOUR --to SOUTH/Q --reason recall --dry-run",
	    "recall serial" },
	{ "goods go back to a vendor",
	    "ops stock return --to-vendor --item BELL-BRASS --qty 2 "
	    "--from SOUTH/A --reason faulty --dry-run",
	    "reject complaint claim" },
	{ NULL },
};

const struct cmd cmd_stock_return = {
	.path = "stock return",
	.brief = "take goods back, or send them back",
	.about = "Goods come back from CUSTOMER to a place of ours; with "
		 "--to-vendor they leave one and go back to VENDOR. What was "
		 "never sold does not come back, and what never came does "
		 "not go back: of the item, the lot and the party where they "
		 "are said, at no time more than before, less what was "
		 "returned already. stock.return_unsold says whether that is "
		 "refused, said (warn) or ignored.\n\nprice is what is paid "
		 "back for one.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct return_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.document = record,
};
