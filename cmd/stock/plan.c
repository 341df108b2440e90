/* ops stock plan: what to buy, bring or make. */
#include "plan.h"
#include "stock/kinds.h"
#include "stock/plan.h"

struct plan_input {
	struct texts item, location, site;
	const char *policy;
	int explain;
};

#define INPUT(how, member) AT_##how(struct plan_input, member)

static const char *const policy_words[] = { "minmax", NULL };

static const struct kind kind_policy = { .name = "policy",
	.store = STORE_TEXT,
	.accepts = "minmax",
	.words = policy_words };

static const struct field fields[] = {
	{ "policy", 0, &kind_policy, INPUT(TEXT, policy), 0,
	    "how it is reckoned: minmax" },
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "only these items (repeatable)" },
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "only what these places and all below them want (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only what these sites want (repeatable)" },
	{ "explain", 0, &kind_flag, INPUT(FLAG, explain), 0,
	    "further columns: the numbers and rules behind each row" },
	{ NULL },
};

static const struct kind kind_plan = { .name = "kind", .words = plan_words };

const struct column plan_columns[] = {
	{ "kind", TYPE_CODE, COL_FILTER, "buy, transfer or make", &kind_plan },
	{ "source", TYPE_CODE, COL_FILTER,
	    "the vendor, the place it comes from, or make" },
	{ "item", TYPE_CODE, 0, "the item" },
	{ "location", TYPE_CODE, 0, "the place it shall come to" },
	{ "qty", TYPE_QTY, 0, "how much" },
	{ "unit", TYPE_CODE, 0, "the unit of all quantities" },
	{ "unit_price", TYPE_PRICE, 0,
	    "what one cost there last, else the item's cost" },
	{ "order_by", TYPE_DATE, 0, "the day to order: today" },
	{ "need_by", TYPE_DATE, 0,
	    "order_by and the item's lead_time; a transfer: today" },
	{ "on_hand", TYPE_QTY, 0, "what can be used there" },
	{ "reserved", TYPE_QTY, 0, "what is promised there" },
	{ "expected", TYPE_QTY, 0, "what is on its way there" },
	{ "min", TYPE_QTY, 0, "the level's minimum" },
	{ "max", TYPE_QTY, 0, "the level's maximum" },
	{ "reason", TYPE_TEXT, COL_WIDE, "the numbers and the rule" },
	{ "lot", TYPE_CODE, 0, "the lot (transfer)" },
	{ NULL },
};

static const struct column explain_columns[] = {
	{ "projected", TYPE_QTY, 0, "on_hand, expected, reserved, planned" },
	{ "gap", TYPE_QTY, 0, "from there up to max" },
	{ "multiple", TYPE_QTY, 0, "in packs of so many" },
	{ "proposed", TYPE_QTY, 0, "in all, in whole packs" },
	{ "level", TYPE_CODE, 0, "the place whose level it is" },
	{ "lead_time", TYPE_INT, 0, "days from an order to its receipt" },
	{ "rule", TYPE_CODE, 0,
	    "why this source: level, surplus, or the last receipt" },
};

enum {
	COLUMNS = sizeof plan_columns / sizeof *plan_columns - 1,
	EXPLAINED = sizeof explain_columns / sizeof *explain_columns
};

static int
print_row(void *data, const struct proposal *r)
{
	const struct location *level = r->level.from;
	struct cell cells[COLUMNS + EXPLAINED] = {
		cell_text(plan_words[r->kind]), cell_text(r->source),
		cell_text(r->item->sku), cell_text(r->location->code),
		cell_int(r->qty), cell_text(r->item->unit),
		cell_int(r->kind == PLAN_TRANSFER ? NONE : r->unit_price),
		cell_int(r->order_by), cell_int(r->need_by),
		cell_int(r->on_hand), cell_int(r->reserved),
		cell_int(r->expected), cell_int(r->min), cell_int(r->max),
		cell_text(r->reason),
		cell_text(r->lot == NULL ? NULL : r->lot->lot),
		cell_int(r->projected), cell_int(r->gap), cell_int(r->multiple),
		cell_int(r->proposed),
		cell_text(level == NULL ? NULL : level->code),
		cell_int(r->lead_time), cell_text(r->rule)
	};

	return call_row(data, cells);
}

static int
begin(struct call *c, int explain)
{
	struct column *cols =
	    ARENA_ARRAY(c->ops->keep, struct column, COLUMNS + EXPLAINED);

	for (size_t i = 0; i < COLUMNS; i++)
		cols[i] = plan_columns[i];
	for (size_t i = 0; i < EXPLAINED; i++)
		cols[COLUMNS + i] = explain_columns[i];
	return call_begin(c, cols, explain ? COLUMNS + EXPLAINED : COLUMNS);
}

static int
run(struct call *c)
{
	struct plan_input in = { .explain = 0 };
	struct plan_query q = { .as_of = c->clock.now, .known = c->known };
	const struct location **place;
	const struct item **item;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = places_named(c->ops, in.location.v, in.location.n,
		    in.site.v, in.site.n, &place, &q.n);
	for (size_t i = 0; err == 0 && i < q.n; i++)
		err = location_check_stock(c->ops, place[i]);
	if (err == 0 && in.item.n > 0)
		err = items_named(c->ops, in.item.v, in.item.n, &item,
		    &q.n_items);
	if (err == 0)
		err = begin(c, in.explain);
	q.place = place;
	q.item = q.n_items > 0 ? item : NULL;
	if (err == 0)
		err = plan_minmax(c->ops, &q, print_row, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what to order", "ops stock plan", "reorder replenish purchase buy" },
	{ "what to order, with the rule behind each number",
	    "ops stock plan --kind buy --explain" },
	{ "what to bring to a shop from the other sites",
	    "ops stock plan --policy minmax --site SOUTH "
	    "--where \"kind = transfer\"",
	    "replenish refill transfer" },
	{ NULL },
};

const struct cmd cmd_stock_plan = {
	.path = "stock plan",
	.brief = "propose what to buy, bring or make",
	.about = "Each place with a minimum of its own is looked at, the "
		 "inner ones first, and at last all places of ours together "
		 "by the items' own: that is for the company, not for each "
		 "site. --location and --site show what all this brings to "
		 "those places. Where what can be "
		 "used there, plus what is expected, less what is reserved, "
		 "is below the minimum, it is filled up to the maximum, in "
		 "whole packs: past the maximum if need be, or one pack "
		 "less (plan.past_max), unless that is below the minimum.\n\n"
		 "A source that is a place gives what it has above its own "
		 "minimum. Else, and for what is left, other sites give "
		 "what they have above their maximum, the richest first; "
		 "the rest is bought or made, or asked of the source, whose "
		 "own row then has it. Without a source it is the latest "
		 "receipt's: its vendor, or made. What is for all places "
		 "comes in at the site of the latest receipt. Items that "
		 "are phased out or blocked are left out. 'ops stock "
		 "transfer -i -' takes the rows of kind transfer.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct plan_input),
	.columns = plan_columns,
	.examples = examples,
	.run = run,
};
