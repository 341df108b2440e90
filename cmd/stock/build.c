/* ops stock build: parts become what they make, in one entry. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "stock/balance.h"
#include "stock/kinds.h"
#include "stock/kit.h"
#include "stock/move.h"
#include "stock/units.h"

struct build_input {
	int64_t date;
	const struct item *item;
	struct said qty;
	const struct location *from, *to;
	const char *lot, *reference, *reason;
};

struct build_line {
	const struct item *part;
	struct said used;
	const char *lot;
};

#define HEAD(how, member) AT_##how(struct build_input, member)
#define LINE(how, member) AT_##how(struct build_line, member)

static const struct field fields[] = {
	{ "date", 0, &kind_time, HEAD(INT, date), 0, "when it happened (now)" },
	{ "item", 0, &kind_item, HEAD(ITEM, item), FIELD_REQUIRED,
	    "what is made" },
	{ "qty", 0, &kind_said, HEAD(SAID, qty), FIELD_REQUIRED, "how much" },
	{ "from", 0, &kind_location, HEAD(LOCATION, from), FIELD_REQUIRED,
	    "the place the parts leave, with all below it" },
	{ "to", 0, &kind_location, HEAD(LOCATION, to), FIELD_REQUIRED,
	    "the place where it is put" },
	{ "lot", 0, &kind_code, HEAD(TEXT, lot), 0,
	    "the lot or serial of what is made" },
	{ "reference", 0, &kind_code, HEAD(TEXT, reference), FIELD_KEY,
	    "the work order" },
	{ "reason", 0, &kind_text, HEAD(TEXT, reason), 0, "why" },
	{ "part", 0, &kind_item, LINE(ITEM, part), FIELD_LINE,
	    "a part that was used otherwise than the kit says" },
	{ "used", 0, &kind_counted, LINE(SAID, used), FIELD_LINE,
	    "how much of it was used (what the kit needs)" },
	{ "part_lot", 0, &kind_code, LINE(TEXT, lot), FIELD_LINE,
	    "its lot or serial" },
	{ NULL },
};

/* What is posted: first the parts that go in, then what comes out. */
struct orders {
	VEC(struct move_order) v; /* in ops->keep */
};

struct building {
	struct call *call;
	const struct build_input *in;
	const struct location *production;
	struct orders *orders; /* used again for each record */
};

static struct move_order *
add_order(struct building *b, const struct item *item, int64_t qty)
{
	struct call *c = b->call;
	struct move_order *o = VEC_ADD(c->ops->keep, &b->orders->v);

	*o = (struct move_order){ .expires = NONE, .move = { .item = item,
		.at = b->in->date == NONE ? c->ops->now : b->in->date,
		.from = b->in->from, .to = b->production, .qty = qty,
		.said_qty = NONE, .unit_cost = NONE, .price = NONE,
		.reference = b->in->reference, .reason = b->in->reason,
		.source_line = c->source == NULL ? NONE : c->line } };
	return o;
}

static int
in_own_unit(struct call *c, const struct item *item, const struct said *said,
    int64_t *qty)
{
	*qty = said->qty;
	return said->unit == NULL ? 0
	    : unit_qty(c->ops, item, said->qty, said->unit, qty);
}

/* What a part's places hold, the one asked for first. */
struct shelf {
	struct building *building;
	const struct item *part;
	const char *lot; /* NULL: nobody named one */
	int64_t left;
};

/* From each place what it has, until there is enough. */
static int
take_shelf(void *data, const struct balance_row *row)
{
	struct shelf *s = data;
	int64_t qty = row->on_hand < s->left ? row->on_hand : s->left;
	struct move_order *o;

	if (qty <= 0 || row->location->kind == PLACE_QUARANTINE ||
	    (s->lot != NULL && (row->lot == NULL ||
				   !text_eq(row->lot->lot, s->lot))))
		return 0;
	o = add_order(s->building, s->part, qty);
	o->move.from = row->location;
	o->lot = s->lot;
	s->left -= qty;
	return 0;
}

/* What is nowhere is missing at the place itself. */
static int
add_part(struct building *b, const struct item *part, const char *lot,
    int64_t qty)
{
	struct call *c = b->call;
	struct balance_query ask = { .item = part, .place = &b->in->from,
		.n = 1, .known = NONE, .by_location = 1, .by_lot = lot != NULL,
		.as_of = b->in->date == NONE ? c->ops->now : b->in->date };
	struct shelf s = { b, part, lot, qty };
	int err = balances(c->ops, &ask, take_shelf, &s);

	if (err == 0 && s.left > 0)
		add_order(b, part, s.left)->lot = lot;
	return err;
}

/*
 * Lines say what was used of a part, lot by lot, and nothing else counts;
 * one that does not say how much is of the rest of what is needed.
 */
static int
add_lines(struct building *b, const struct item *part, int64_t need,
    const struct build_line *line, size_t n, int *said)
{
	const struct build_line *rest = NULL;
	int64_t qty;
	int err = 0;

	*said = 0;
	for (size_t i = 0; err == 0 && i < n; i++) {
		if (line[i].part != part)
			continue;
		*said = 1;
		if (line[i].used.qty == NONE) {
			if (rest != NULL || need == NONE)
				return fail(b->call->ops, OPS_DATA,
				    "used: is missing for '%s'", part->sku);
			rest = &line[i];
			continue;
		}
		err = in_own_unit(b->call, part, &line[i].used, &qty);
		if (err == 0 && qty > 0)
			err = add_part(b, part, line[i].lot, qty);
		if (err == 0 && need != NONE)
			need = qty < need ? need - qty : 0;
	}
	return err != 0 || rest == NULL || need == 0 ? err
	    : add_part(b, part, rest->lot, need);
}

static int
add_parts(struct building *b, const struct kit *kit, int64_t made,
    const struct build_line *line, size_t n)
{
	int err = 0, said = 0;

	for (size_t i = 0; err == 0 && i < kit->parts; i++) {
		const struct kit_part *p = &kit->part[i];
		int64_t qty;

		err = kit_needs(b->call->ops, kit, p, made, &qty);
		if (err == 0)
			err = add_lines(b, p->part, qty, line, n, &said);
		if (err == 0 && !said && qty > 0)
			err = add_part(b, p->part, NULL, qty);
	}
	return err;
}

/* A part that the kit does not have is used, too, if that is said. */
static int
add_others(struct building *b, const struct kit *kit,
    const struct build_line *line, size_t n)
{
	int err = 0, said;

	for (size_t i = 0; err == 0 && i < n; i++) {
		int known = line[i].part == NULL;

		for (size_t k = 0; k < kit->parts; k++)
			known |= kit->part[k].part == line[i].part;
		for (size_t k = 0; k < i; k++)
			known |= line[k].part == line[i].part;
		if (!known && line[i].part == b->in->item)
			err = fail(b->call->ops, OPS_DATA,
			    "part: '%s' is what is made", line[i].part->sku);
		else if (!known)
			err = add_lines(b, line[i].part, NONE, line, n, &said);
	}
	return err;
}

static int
check_kit(struct call *c, const struct item *item, const struct kit *kit)
{
	if (strcmp(kit->status, "released") != 0)
		return fail(c->ops, OPS_DENIED, "item: the kit of '%s' is %s: "
		    "only a released one is built", item->sku, kit->status);
	return 0;
}

static int
check_places(struct call *c, const struct build_input *in)
{
	if (location_check_stock(c->ops, in->from) != 0)
		return fail_at(c->ops, "from");
	if (location_check_stock(c->ops, in->to) != 0)
		return fail_at(c->ops, "to");
	return 0;
}

static int
record(struct call *c, void *rec, void *lines, size_t n)
{
	const struct build_input *in = rec;
	struct building b = { .call = c, .in = in };
	struct move_order *made;
	const struct kit *kit;
	int64_t qty;
	int err = check_places(c, in);

	if (c->own == NULL)
		c->own = ARENA_NEW(c->ops->keep, struct orders);
	b.orders = c->own;
	b.orders->v.n = 0;
	if (err == 0)
		err = kit_known(kits_open(c->ops, c->ops->mem, NONE), in->item,
		    &kit);
	if (err == 0)
		err = check_kit(c, in->item, kit);
	if (err == 0)
		err = location_end(c->ops, PLACE_PRODUCTION, &b.production);
	if (err == 0)
		err = in_own_unit(c, in->item, &in->qty, &qty);
	if (err == 0)
		err = add_parts(&b, kit, qty, lines, n);
	if (err == 0)
		err = add_others(&b, kit, lines, n);
	if (err != 0)
		return err;
	made = add_order(&b, in->item, qty);
	made->lot = in->lot;
	made->move.from = b.production;
	made->move.to = in->to;
	c->entry->source = c->source;
	return moves_post(c->ops, c->entry, b.orders->v.v, b.orders->v.n);
}

static const struct example examples[] = {
	{ "build from parts",
	    "ops stock build --item BIKE-TOUR --qty 1 --from NORTH/A "
	    "--to NORTH/B --reference MO-1 --dry-run",
	    "production assembly manufacture work order" },
	{ NULL },
};

const struct cmd cmd_stock_build = {
	.path = "stock build",
	.brief = "use up parts and put in what they make",
	.about = "In one entry the parts of the item's kit (one level of "
		 "it, with scrap) go from a place to PRODUCTION, and the item "
		 "comes from there: what the parts were worth is what the "
		 "item is worth. The kit has to be released. What was really "
		 "used is said with --line part=...,used=...,part_lot=...: "
		 "without used it is what the kit needs, or the rest of it; "
		 "used 0 leaves a part out.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct build_input),
	.line_size = sizeof(struct build_line),
	.posts = &ledger_move,
	.examples = examples,
	.document = record,
};
