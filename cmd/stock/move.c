/* ops stock move: goods from a place to a place; the bulk form. */
#include <string.h>

#include "cli/bulk.h"
#include "move.h"

struct move_input {
	struct move_head head;
	struct move_line line;
};

int
move_lines_post(struct call *c, const struct move_head *h,
    const struct move_line *line, size_t n)
{
	struct move_order one, *o = n == 1 ? &one
	    : ARENA_ARRAY(c->ops->mem, struct move_order, n);

	c->entry->source = c->source;
	for (size_t i = 0; i < n; i++) {
		int back = line[i].qty.qty < 0;
		int64_t qty = back ? -line[i].qty.qty : line[i].qty.qty;

		o[i] = (struct move_order){ .lot = line[i].lot,
			.party = h->party,
			.move = { .item = line[i].item,
			    .at = h->date == NONE ? c->ops->now : h->date,
			    .from = back ? h->to : h->from,
			    .to = back ? h->from : h->to,
			    .qty = qty, .said_qty = qty,
			    .said_unit = line[i].qty.unit,
			    .unit_cost = line[i].unit_cost,
			    .price = line[i].price,
			    .reference = h->reference, .reason = h->reason,
			    .source_line = c->source == NULL ? NONE
							     : c->line } };
	}
	return moves_post(c->ops, c->entry, o, n);
}

#define HEAD(how, member) AT_##how(struct move_input, head.member)
#define LINE(how, member) AT_##how(struct move_input, line.member)

static const struct field fields[] = {
	{ "date", 0, &kind_time, HEAD(INT, date), 0, "when it happened (now)" },
	{ "item", 0, &kind_item, LINE(ITEM, item), FIELD_REQUIRED,
	    "what moves" },
	{ "from", 0, &kind_location, HEAD(LOCATION, from), FIELD_REQUIRED,
	    "the place it leaves" },
	{ "to", 0, &kind_location, HEAD(LOCATION, to), FIELD_REQUIRED,
	    "the place it comes to" },
	{ "qty", 0, &kind_said, LINE(SAID, qty), FIELD_REQUIRED, "how much" },
	{ "unit_cost", 0, &kind_price, LINE(INT, unit_cost), 0,
	    "what one cost" },
	{ "lot", 0, &kind_code, LINE(TEXT, lot), 0, "the lot" },
	{ "reference", 0, &kind_code, HEAD(TEXT, reference), 0,
	    "order, delivery note, document" },
	{ "reason", 0, &kind_text, HEAD(TEXT, reason), 0, "why" },
	{ "party", 0, &kind_party, HEAD(TEXT, party), 0,
	    "who gave or took it" },
	{ "price", 0, &kind_price, LINE(INT, price), 0,
	    "what one was sold for" },
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	const struct move_input *in = rec;

	(void)lines;
	(void)n;
	return move_lines_post(c, &in->head, &in->line, 1);
}

static const struct example examples[] = {
	{ "post the moves of a file",
	    "ops stock move -i moves.csv --dry-run" },
	{ "goods come back from a customer",
	    "ops stock move --item BELL-BRASS --from CUSTOMER --to SOUTH/Q "
	    "--qty 1 --reason returned --dry-run",
	    "return returns refund rma" },
	{ "move goods by hand",
	    "ops stock move --item TYRE-700 --from SOUTH/A --to SOUTH/B "
	    "--qty 5 --dry-run" },
	{ NULL },
};

const struct cmd cmd_stock_move = {
	.path = "stock move",
	.brief = "move goods from a place to a place",
	.about = "Every move has a from and a to, vendors and customers "
		 "among them, so goods are never lost: the sum over all "
		 "places is zero. qty is positive, the places give the "
		 "direction.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_input),
	.posts = &ledger_move,
	.examples = examples,
	.record = record,
};
