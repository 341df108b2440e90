/* ops stock scrap: goods that nobody can use any more. */
#include "move.h"

static const struct field fields[] = {
	MOVE_WHAT("what is thrown away"),
	MOVE_FROM,
	MOVE_QTY,
	MOVE_LOT,
	MOVE_REFERENCE,
	{ "reason", 0, &kind_text, MOVE_HEAD(TEXT, reason), FIELD_REQUIRED,
	    "why: broken, expired, damaged ..." },
	{ NULL },
};

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct move_head *h = rec;
	int err = location_check_stock(c->ops, h->from);

	if (err != 0)
		return fail_at(c->ops, "from");
	err = location_end(c->ops, PLACE_SCRAP, &h->to);
	return err != 0 ? err : move_lines_post(c, h, lines, n);
}

static const struct example examples[] = {
	{ "goods are thrown away",
	    "ops stock scrap --item BELL-BRASS --qty 2 --from SOUTH/A "
	    "--reason broken --dry-run",
	    "waste discard dispose write off" },
	{ NULL },
};

const struct cmd cmd_stock_scrap = {
	.path = "stock scrap",
	.brief = "throw goods away",
	.about = "Goods go to SCRAP, with a reason: by reason they are summed "
		 "up later. What has only changed its count is no scrap: "
		 "'ops stock adjust'.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.document = record,
};
