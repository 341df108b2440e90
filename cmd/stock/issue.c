/* ops stock issue: goods go out to a customer. */
#include "move.h"

#define HEAD(how, member) AT_##how(struct move_head, member)
#define LINE(how, member) AT_##how(struct move_line, member)

static const struct field fields[] = {
	{ "date", 0, &kind_time, HEAD(INT, date), 0, "when it happened (now)" },
	{ "item", 0, &kind_item, LINE(ITEM, item),
	    FIELD_REQUIRED | FIELD_LINE, "what goes out" },
	{ "from", 0, &kind_location, HEAD(LOCATION, from), FIELD_REQUIRED,
	    "the place it leaves" },
	{ "qty", 0, &kind_said, LINE(SAID, qty), FIELD_REQUIRED | FIELD_LINE,
	    "how much" },
	{ "unit_cost", 0, &kind_price, LINE(INT, unit_cost), FIELD_LINE,
	    "what one cost" },
	{ "lot", 0, &kind_code, LINE(TEXT, lot), FIELD_LINE, "the lot" },
	{ "reference", 0, &kind_code, HEAD(TEXT, reference), 0,
	    "order, delivery note, document" },
	{ "reason", 0, &kind_text, HEAD(TEXT, reason), 0, "why" },
	{ "party", 0, &kind_party, HEAD(TEXT, party), 0, "who takes it" },
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
