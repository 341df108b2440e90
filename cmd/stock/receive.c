/* ops stock receive: goods come in from a vendor. */

/* What it cost besides is said with it. */
#define MOVE_HEAD(how, member) AT_##how(struct receive_head, move.member)
#define MOVE_LINE(how, member) AT_##how(struct move_line, member)
#define MOVE_OF_LINE FIELD_LINE

#include "move.h"
#include "stock/expected.h"
#include "stock/landed.h"

struct receive_head {
	struct move_head move;
	int64_t landed;
	const char *landed_by;
};

static const struct field fields[] = {
	MOVE_WHAT("what comes in"),
	MOVE_TO,
	MOVE_QTY,
	MOVE_COST("what one cost"),
	MOVE_PAPERS,
	MOVE_PARTY("who delivered it"),
	MOVE_EXPIRES,
	{ "landed", 0, &kind_money, AT_INT(struct receive_head, landed), 0,
	    "freight, customs ..., spread over its lines" },
	{ "landed_by", 0, &kind_landed_by,
	    AT_TEXT(struct receive_head, landed_by), 0,
	    "what decides over the shares (value)" },
	{ NULL },
};

/* What an order expects there is its receipt, where it names the order. */
static int
check_expected(struct call *c, const struct move_head *h,
    const struct move_line *line, size_t n)
{
	struct expected_book *book = c->own;
	int64_t at = h->date == NONE ? c->ops->now : h->date;
	int err = 0;

	for (size_t i = 0; err == 0 && i < n; i++)
		err = expected_check_receipt(c->ops, &book, line[i].item,
		    h->to, at, h->reference);
	c->own = book;
	return err;
}

/* Freight on the lines that were just posted. */
static int
land(struct call *c, const struct receive_head *h,
    const struct move_line *line, size_t n)
{
	int64_t at = h->move.date == NONE ? c->ops->now : h->move.date;
	struct landed_line *to =
	    ARENA_ARRAY(c->ops->mem, struct landed_line, n);
	struct landed_cost cost = { .amount = h->landed, .date = at,
		.reference = h->move.reference, .reason = h->move.reason };

	for (size_t i = 0; i < n; i++)
		to[i] = (struct landed_line){ c->entry->head.number,
			line[i].posted, line[i].item, at, line[i].moved,
			line[i].value };
	if (landed_post(c->ops, c->entry, &cost, landed_by(h->landed_by), to,
		n) != 0)
		return fail_at(c->ops, "landed");
	return 0;
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct receive_head *h = rec;
	int err = location_check_stock(c->ops, h->move.to);

	if (err != 0)
		return fail_at(c->ops, "to");
	if (h->landed == NONE && h->landed_by != NULL)
		return fail(c->ops, OPS_DATA,
		    "landed_by: it goes with landed only");
	if (h->landed != NONE && c->entry->immediate)
		return fail(c->ops, OPS_DATA, "landed: it goes without "
		    "--keep-going: 'ops stock landed' adds it later");
	err = check_expected(c, &h->move, lines, n);
	if (err == 0)
		err = location_end(c->ops, PLACE_VENDOR, &h->move.from);
	if (err == 0)
		err = move_lines_post(c, &h->move, lines, n);
	return err != 0 || h->landed == NONE ? err : land(c, h, lines, n);
}

static const struct example examples[] = {
	{ "book goods in", "ops stock receive --item TYRE-700 --qty 40 "
			   "--to SOUTH --unit-cost 11.20 --dry-run" },
	{ "a delivery of several items",
	    "ops stock receive --to SOUTH --reference DN-4711 "
	    "--line item=TYRE-700,qty=40 --line item=BELL-BRASS,qty=100 "
	    "--dry-run" },
	{ "goods that cost freight",
	    "ops stock receive --item TYRE-700 --qty 40 --to SOUTH "
	    "--unit-cost 11.20 --landed 36 --landed-by qty --dry-run",
	    "landed cost customs freight" },
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
		 "or ignored, as stock.receive_expected has it."
		 "\n\n--landed is what the delivery cost besides, freight or "
		 "customs; it is spread over its lines, by value, quantity or "
		 "weight. What is not known yet is added later: 'ops stock "
		 "landed'.",

	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct receive_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.document = record,
};
