/* ops stock issue: goods go out to a customer. */

#define MOVE_HEAD(how, member) AT_##how(struct issue_head, move.member)
#define MOVE_LINE(how, member) AT_##how(struct move_line, member)
#define MOVE_OF_LINE FIELD_LINE

#include "move.h"

struct issue_head {
	struct move_head move;
	int fefo;
};

static const struct field fields[] = {
	MOVE_WHAT("what goes out"),
	MOVE_FROM,
	MOVE_QTY,
	MOVE_PAPERS,
	MOVE_PARTY("who takes it"),
	MOVE_PRICE,
	{ "fefo", 0, &kind_flag, AT_FLAG(struct issue_head, fefo),
	    FIELD_OPTION, "lots that are not said: the first to expire" },
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct issue_head *in = rec;
	struct move_head *h = &in->move;
	int err = location_check_stock(c->ops, h->from);

	if (err != 0)
		return fail_at(c->ops, "from");
	err = location_end(c->ops, PLACE_CUSTOMER, &h->to);
	if (err != 0)
		return err;
	return in->fefo ? move_lines_fefo(c, h, lines, n)
			: move_lines_post(c, h, lines, n);
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
		 "is there is refused, unless stock.negative says otherwise.\n"
		 "\nAn item that is tracked by lot or serial goes out with "
		 "it. With --fefo the lots need not be said: those of the "
		 "place that expire first go first, one line each; what has "
		 "expired stays. A lot that has expired is refused, unless "
		 "stock.expired says otherwise.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct issue_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.record = record,
};
