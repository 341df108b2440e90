/* ops stock issue: goods go out to a customer. */

/* A line may be one of an order. */
#define MOVE_HEAD(how, member) AT_##how(struct issue_head, move.member)
#define MOVE_LINE(how, member) AT_##how(struct issue_line, move.member)
#define MOVE_OF_LINE FIELD_LINE

#include "demand.h"
#include "move.h"
#include "pick.h"
#include "stock/units.h"

struct issue_head {
	struct move_head move;
	const char *order;
	int fefo;
};

struct issue_line {
	struct move_line move; /* first, as move_lines_post() finds fields */
	int64_t order_line;
};

static const struct field fields[] = {
	MOVE_WHAT("what goes out"),
	MOVE_FROM,
	MOVE_QTY,
	MOVE_PAPERS,
	MOVE_PARTY("who takes it"),
	MOVE_PRICE,
	{ "order", 0, &kind_order, AT_TEXT(struct issue_head, order), 0,
	    "the order of which it closes lines" },
	{ "order_line", 0, &kind_count, AT_INT(struct issue_line, order_line),
	    FIELD_LINE, "its line (the open ones with the item)" },
	MOVE_FEFO(struct issue_head),
	{ NULL },
};

/* What the order says need not be said again. */
static void
fill_from_order(struct move_head *h, struct move_line *line,
    const char *order, const struct shipping *s)
{
	if (h->party == NULL)
		h->party = s->party;
	if (h->reference == NULL)
		h->reference = order;
	if (line->price == NONE && line->qty.unit == NULL)
		line->price = s->price;
}

/* One line: its move, and what that ships of the order. */
static int
ship(struct call *c, const struct issue_head *in, struct issue_line *line,
    struct shippings *all)
{
	struct move_line move = line->move;
	struct move_head h = in->move;
	int64_t at = h.date == NONE ? c->ops->now : h.date;
	int64_t qty = move.qty.qty;
	size_t first = all->n;
	int err = move.qty.unit == NULL ? 0
	    : unit_qty(c->ops, move.item, qty, move.qty.unit, &qty);

	h.ships = all;
	if (err == 0)
		err = shipping_plan(c->ops, in->order, line->order_line,
		    move.item, qty, at, all);
	if (err != 0)
		return err;
	fill_from_order(&h, &move, in->order, &all->v[all->n - 1]);
	err = move_lines_post(c, &h, &move, 1);
	for (size_t i = first; err == 0 && i < all->n; i++)
		err = shipping_post(c->ops, c->entry, &all->v[i], move.item,
		    h.from, move.lot, at, move.posted);
	return err;
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct issue_head *h = rec;
	struct issue_line *line = lines;
	struct shippings all = { NULL, 0, 0 };
	struct move_line *move;
	int err = location_check_stock(c->ops, h->move.from);

	if (err != 0)
		return fail_at(c->ops, "from");
	if (h->order != NULL && h->fefo)
		return fail(c->ops, OPS_USAGE, "--order and --fefo do not go "
		    "together: 'ops stock pick' says which lots are taken");
	err = location_end(c->ops, PLACE_CUSTOMER, &h->move.to);
	if (err == 0 && h->order != NULL) {
		for (size_t i = 0; err == 0 && i < n; i++) {
			all.n = 0; /* what was posted is known to the book */
			err = ship(c, h, &line[i], &all);
		}
		return err;
	}
	move = ARENA_ARRAY(c->ops->mem, struct move_line, n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		move[i] = line[i].move;
		if (line[i].order_line != NONE)
			err = fail(c->ops, OPS_DATA,
			    "order_line: it goes with order only");
	}
	if (err != 0)
		return err;
	return h->fefo ? move_lines_fefo(c, &h->move, move, n)
		       : move_lines_post(c, &h->move, move, n);
}

static const struct example examples[] = {
	{ "send goods to a customer",
	    "ops stock issue --item BELL-BRASS --qty 2 --from SOUTH/A --price "
	    "6.90 --dry-run" },
	{ "send goods of a site, from the bins that have them",
	    "ops stock issue --item BELL-BRASS --qty 2 --from SOUTH --fefo "
	    "--dry-run", "walk pick" },
	{ "send out what expires first",
	    "ops stock issue --item SEALANT-250 --qty '2 carton' --from "
	    "SOUTH/A --fefo --dry-run",
	    "fefo expiry lot batch" },
	{ "ship a line of an order",
	    "ops stock issue --order SO-8004 --item BELL-BRASS --qty 2 "
	    "--from SOUTH/A --dry-run",
	    "deliver fulfil" },
	{ NULL },
};

const struct cmd cmd_stock_issue = {
	.path = "stock issue",
	.brief = "send out goods to a customer",
	.about = "Goods go to CUSTOMER. A delivery has as many lines as it "
		 "needs: --line, repeated, or rows of a CSV file. More than "
		 "is there is refused, unless stock.negative says otherwise.\n"
		 "\nAn item that is tracked by lot or serial goes out with "
		 "it. With --fefo neither lots nor bins need be said: of the "
		 "place and the places below it what expires first goes "
		 "first, then as one walks through them, one line each; what "
		 "has expired, is held or reserved stays. A lot that has "
		 "expired is refused, unless stock.expired says otherwise.\n\n"
		 "With --order it closes lines of an order: the named one, "
		 "else the open ones with the item, in their order; customer, "
		 "price and reference come from the order where they are not "
		 "said. More than is open is refused, unless stock.ship_over "
		 "says otherwise; what was reserved for the line is used up. "
		 "'ops undo' opens the lines again. Goods that are reserved "
		 "for others are refused, unless stock.reserved says "
		 "otherwise.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct issue_head),
	.line_size = sizeof(struct issue_line),
	.columns = pick_columns,
	.posts = &ledger_move,
	.examples = examples,
	.document = record,
};
