/* ops stock adjust: what a place holds is more or less than the book says. */
#include "base/str.h"
#include "cli/bulk.h"
#include "cli/sheet.h"
#include "move.h"
#include "stock/balance.h"
#include "stock/count.h"

static const struct field fields[] = {
	MOVE_WHAT("what was found or is gone"),
	{ "location", 0, &kind_location, MOVE_HEAD(LOCATION, to),
	    FIELD_REQUIRED, "the place it is about" },
	{ "qty", 0, &kind_change, MOVE_LINE(SAID, qty), FIELD_LINE,
	    "how much more; below 0: less" },
	MOVE_COST("what one found is worth"),
	MOVE_PAPERS,
	{ "counted", 0, &kind_qty, MOVE_LINE(INT, counted), FIELD_LINE,
	    "what is there, instead of qty: the difference is posted" },
	{ NULL },
};

/* A line that was counted gets the difference as its quantity. */
static int
take_line(struct call *c, const struct move_head *h, struct move_line *line)
{
	int64_t at = h->date == NONE ? c->ops->now : h->date;

	if (line->counted == NONE && line->qty.qty == NONE)
		return c->source == NULL
		    ? fail(c->ops, OPS_USAGE, "--qty or --counted is missing")
		    : fail(c->ops, OPS_DATA, "qty: is missing, and counted");
	if (line->counted == NONE)
		return count_adjusted(c->ops, c->own, line->item, h->to,
		    line->lot);
	if (line->qty.qty != NONE)
		return fail(c->ops, OPS_DATA, "counted: it goes without qty");
	line->qty.unit = NULL;
	return count_difference(c->ops, c->own, line->item, h->to, line->lot,
	    at, line->counted, &line->qty.qty);
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	struct move_head *h = rec;
	struct move_line *line = lines;
	size_t posted = 0;
	int err = location_check_stock(c->ops, h->to);

	if (err != 0)
		return fail_at(c->ops, "location");
	if (c->own == NULL)
		c->own = count_new(c->ops);
	err = location_end(c->ops, PLACE_ADJUSTMENT, &h->from);
	for (size_t i = 0; err == 0 && i < n; i++) {
		err = take_line(c, h, &line[i]);
		if (err == 0 && line[i].qty.qty != 0)
			line[posted++] = line[i];
	}
	if (err != 0 || posted == 0)
		return err;
	return move_lines_post(c, h, line, posted);
}

/* Of a whole list: what it lacks. */
static int
finish(struct call *c)
{
	if (c->own != NULL && c->entry->snapshot)
		return count_missing(c->ops, c->own);
	if (c->own != NULL && c->entry->lines == 0 && c->ops->problems == 0 &&
	    bulk_rejected(c) == 0)
		note(c->ops, "the book has that already, nothing is posted");
	return 0;
}

static const struct column sheet_columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "location", TYPE_CODE, 0, "the place" },
	{ "lot", TYPE_CODE, 0, "the lot" },
	{ "counted", TYPE_QTY, 0, "what the book says is there" },
};

struct sheet {
	struct call *call;
	const char *lot; /* only this one, NULL */
};

/* Nobody counts less than nothing: what is below 0 is left to be filled in. */
static int
sheet_row(void *data, const struct balance_row *row)
{
	const struct sheet *s = data;
	const char *lot = row->lot == NULL ? NULL : row->lot->lot;
	struct cell cells[4] = { cell_text(row->item->sku),
		cell_text(row->location->code), cell_text(lot),
		cell_int(row->on_hand < 0 ? NONE : row->on_hand) };

	if (s->lot != NULL && !text_eq(s->lot, lot))
		return 0;
	return call_row(s->call, cells);
}

static int
sheet(struct call *c)
{
	struct balance_query query = { .as_of = NONE, .known = NONE,
		.by_location = 1, .by_lot = 1 };
	struct sheet s = { .call = c };
	struct move_head head;
	struct move_line line;
	int err = sheet_fields(c, " item location lot ");

	fill_clear(fields, 0, FIELD_LINE, &head);
	fill_clear(fields, FIELD_LINE, 0, &line);
	if (err == 0)
		err = fill_given(c, &head, &line);
	if (err == 0 && head.to != NULL &&
	    location_check_stock(c->ops, head.to) != 0)
		err = fail_at(c->ops, "location");
	if (err != 0)
		return err;
	query.item = line.item;
	query.place = &head.to;
	query.n = head.to != NULL;
	s.lot = line.lot;
	err = call_begin(c, sheet_columns, 4);
	if (err == 0)
		err = balances(c->ops, &query, sheet_row, &s);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "goods are broken or lost",
	    "ops stock adjust --item BELL-BRASS --location SOUTH/A --qty -3 "
	    "--reason damaged --dry-run",
	    "scrap write off shrinkage" },
	{ "goods were counted",
	    "ops stock adjust --item BELL-BRASS --location SOUTH/A "
	    "--counted 40 --reason count --dry-run",
	    "inventory stocktake stocktaking count" },
	{ "a sheet to count by",
	    "ops stock adjust --location SOUTH --sheet -o count.csv",
	    "inventory stocktake stocktaking" },
	{ NULL },
};

const struct cmd cmd_stock_adjust = {
	.path = "stock adjust",
	.brief = "correct what a place holds",
	.about = "The other side is ADJUSTMENT: a quantity above 0 was found "
		 "and comes from there, one below 0 is gone and goes there. "
		 "Or say what was counted: the difference to what the book "
		 "had at that time is posted, if there is one.\n\n--sheet "
		 "prints what the book has now, to be counted, corrected and "
		 "given back with -i: all of it, or that of an item, a lot, "
		 "or a place and all places in it. What is below 0 has no "
		 "number there.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct move_head),
	.line_size = sizeof(struct move_line),
	.posts = &ledger_move,
	.examples = examples,
	.document = record,
	.finish = finish,
	.sheet = sheet,
};
