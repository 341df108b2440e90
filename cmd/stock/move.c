/* ops stock move: goods from a place to a place; the bulk form. */

/* One row is one record here, head and line: no field is of lines. */
#define MOVE_HEAD(how, member) AT_##how(struct move_input, head.member)
#define MOVE_LINE(how, member) AT_##how(struct move_input, line.member)
#define MOVE_OF_LINE 0

#include "move.h"
#include "stock/fefo.h"
#include "stock/units.h"

struct move_input {
	struct move_head head;
	struct move_line line;
};

static int
post(struct call *c, const struct move_head *h, struct move_line *line,
    size_t n)
{
	struct move_order one, *o = n == 1 ? &one
	    : ARENA_ARRAY(c->ops->mem, struct move_order, n);
	int err;

	c->entry->source = c->source;
	for (size_t i = 0; i < n; i++) {
		int back = line[i].qty.qty < 0;
		int64_t qty = back ? -line[i].qty.qty : line[i].qty.qty;
		const struct location *from =
		    line[i].from == NULL ? h->from : line[i].from;

		o[i] = (struct move_order){ .lot = line[i].lot,
			.party = h->party, .expires = line[i].expires,
			.ships = h->ships, .releases = h->releases,
			.move = { .item = line[i].item,
			    .at = h->date == NONE ? c->ops->now : h->date,
			    .from = back ? h->to : from,
			    .to = back ? from : h->to,
			    .qty = qty, .said_qty = qty,
			    .said_unit = line[i].qty.unit,
			    .unit_cost = line[i].unit_cost,
			    .price = line[i].price,
			    .reference = h->reference, .reason = h->reason,
			    .source_line = c->source == NULL ? NONE
							     : c->line } };
	}
	err = moves_post(c->ops, c->entry, o, n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		line[i].posted = o[i].line;
		line[i].moved = o[i].move.qty;
		line[i].value = o[i].move.value;
	}
	return err;
}

static const struct field fields[] = {
	MOVE_WHAT("what moves"),
	MOVE_FROM,
	MOVE_TO,
	MOVE_QTY,
	MOVE_COST("what one cost"),
	MOVE_PAPERS,
	MOVE_PARTY("who gave or took it"),
	MOVE_PRICE,
	MOVE_EXPIRES,
	{ NULL },
};

/* Does a field of the verb fill this member of a line? */
static int
has_field(const struct cmd *cmd, size_t at)
{
	for (const struct field *f = cmd->fields; f->name; f++)
		if ((f->flags & FIELD_LINE) && f->at == at)
			return 1;
	return 0;
}

int
move_lines_post(struct call *c, const struct move_head *h,
    struct move_line *line, size_t n)
{
	size_t start = offsetof(struct move_input, line);

	for (const struct field *f = fields; f->name; f++) {
		struct field lacks[] = { *f, { NULL } };

		if (f->at < start || has_field(c->cmd, f->at - start))
			continue;
		lacks->at -= start;
		for (size_t i = 0; i < n; i++)
			fill_clear(lacks, 0, 0, &line[i]);
	}
	return post(c, h, line, n);
}

/*
 * A part of a line, in the unit it was said in where that comes out even; a
 * price is for one of that unit.
 */
static int
part_of(struct call *c, const struct move_line *line,
    const struct fefo_lot *lot, const struct ratio *factor,
    struct move_line *part)
{
	struct ratio back = { factor->den, factor->num };

	*part = *line;
	part->lot = lot->lot == NULL ? NULL : lot->lot->lot;
	part->from = lot->location;
	if (ratio_of(lot->qty, back, &part->qty.qty) == 0)
		return 0;
	if (line->price != NONE)
		return fail(c->ops, OPS_DATA, "price: a %s would be taken from "
		    "two lots or places: expected a quantity in '%s'",
		    line->qty.unit, line->item->unit);
	part->qty = (struct said){ lot->qty, NULL };
	return 0;
}

static int
post_fefo(struct call *c, const struct move_head *h,
    const struct move_line *line)
{
	int64_t qty, at = h->date == NONE ? c->ops->now : h->date;
	struct ratio factor = { 1, 1 };
	struct move_line *part;
	struct fefo_wish wish;
	struct fefo_lot *lot;
	size_t n = 0;
	int err = unit_qty(c->ops, line->item, line->qty.qty, line->qty.unit,
	    &qty);

	if (err == 0 && line->qty.unit != NULL)
		err = unit_factor(c->ops, line->item, line->qty.unit, &factor);
	if (c->own == NULL)
		c->own = fefo_new(c->ops);
	wish = (struct fefo_wish){ line->item, h->from, h->to, line->lot, at,
		qty };
	if (err == 0)
		err = fefo_take(c->ops, c->own, &wish, &lot, &n);
	part = ARENA_ARRAY(c->ops->mem, struct move_line, n);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = part_of(c, line, &lot[i], &factor, &part[i]);
	if (err == 0)
		err = move_lines_post(c, h, part, n);
	if (err != 0 && n > 0)
		fefo_give_back(c->own, lot, n);
	return err;
}

int
move_lines_fefo(struct call *c, const struct move_head *h,
    struct move_line *line, size_t n)
{
	int err = 0;

	if (c->entry->immediate && n > 1)
		return fail(c->ops, OPS_DATA, "fefo: a record of several lines "
		    "goes without --keep-going");
	for (size_t i = 0; err == 0 && i < n; i++)
		err = line[i].qty.qty > 0 ? post_fefo(c, h, &line[i])
		    : move_lines_post(c, h, &line[i], 1);
	return err;
}

static int
record(struct call *c, void *rec)
{
	struct move_input *in = rec;

	return post(c, &in->head, &in->line, 1);
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
