/* ops stock value: what the stock is worth, with its proof. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/money.h"
#include "cli/by.h"
#include "stock/balance.h"
#include "stock/kinds.h"
#include "value.h"

struct value_input {
	struct texts item, category, location, site;
	const char *by;
	int64_t depth;
	int negative, layers, proof;
};

#define INPUT(how, member) AT_##how(struct value_input, member)

static const struct field fields[] = {
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "only these items (repeatable)" },
	{ "category", 0, &kind_texts, INPUT(TEXTS, category), 0,
	    "only items of these categories (repeatable)" },
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "only what is in these places and all below them (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only what is in these sites (repeatable)" },
	{ "by", 0, &kind_text, INPUT(TEXT, by), 0,
	    "the keys: any of item, category, site, location, lot; or all "
	    "(item)" },
	{ "depth", 0, &kind_depth, INPUT(INT, depth), 0,
	    "places this deep in the tree, a site is 1, stand for all below "
	    "them" },
	{ "negative", 0, &kind_flag, INPUT(FLAG, negative), 0,
	    "only what is below 0, by item, location and lot: since when, "
	    "and what it is taken to be worth" },
	{ "layers", 0, &kind_flag, INPUT(FLAG, layers), 0,
	    "what is left of each receipt, the oldest first" },
	{ "proof", 0, &kind_flag, INPUT(FLAG, proof), 0,
	    "what came in, what went out and what is on hand instead" },
	{ NULL },
};

enum { ITEM, NAME, CATEGORY, SITE, LOCATION, LOT, QTY, UNIT, VALUE, UNIT_VALUE,
	COLUMNS };

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "category", TYPE_TEXT, 0, "its category" },
	{ "site", TYPE_CODE, 0, "the site of the place (--by site)" },
	{ "location", TYPE_CODE, 0, "the place (--by location)" },
	{ "lot", TYPE_CODE, 0, "the lot (--by lot)" },
	{ "qty", TYPE_QTY, 0, "what is there" },
	{ "unit", TYPE_CODE, 0, "the unit of qty" },
	{ "value", TYPE_MONEY, 0, "what it is worth" },
	{ "unit_value", TYPE_PRICE, 0, "what one is worth: value / qty" },
	{ NULL },
};

/* Some keys together, and what they sum to. */
struct group {
	const struct item *item;
	const char *category;
	const struct location *site, *location;
	const struct lot *lot;
	int64_t qty, value;
};

struct printing {
	struct call *call;
	const struct value_input *in;
	unsigned by; /* bit i: by enum by_key i */
	struct shown shown;
	struct map groups; /* where rows of several items are one */
	const struct item *item; /* of the last row */
	int64_t qty, value;	 /* of its rows so far: above 0, not 0 */
	size_t worthless;	 /* items on hand with a value of 0 */
};

enum by_key { BY_ITEM, BY_CATEGORY, BY_SITE, BY_LOCATION, BY_LOT, KEYS };
static const char *const key_words[] = { "item", "category", "site",
	"location", "lot", NULL };

static int
is_by(const struct printing *p, enum by_key key)
{
	return (int)(p->by >> key & 1);
}

static int
read_keys(struct printing *p)
{
	int err = by_read(p->call, p->in->by == NULL ? "item" : p->in->by,
	    &p->by);

	if (err == 0 && is_by(p, BY_LOT) && !is_by(p, BY_ITEM))
		err = fail(p->call->ops, OPS_USAGE, "--by: '%s' is wrong: a "
		    "lot is of an item, item must be among the keys",
		    p->in->by);
	if (p->in->depth != NONE)
		p->by |= 1U << BY_LOCATION;
	return err;
}

static int
begin(struct printing *p)
{
	static const int column[KEYS] = { ITEM, CATEGORY, SITE, LOCATION,
		LOT };

	p->shown = (struct shown){ p->call, columns, COLUMNS, 1U << VALUE };
	for (int i = 0; i < KEYS; i++)
		if (is_by(p, (enum by_key)i))
			p->shown.bits |= 1U << column[i];
	if (is_by(p, BY_ITEM))
		p->shown.bits |= 1U << NAME | 1U << QTY | 1U << UNIT |
		    1U << UNIT_VALUE;
	return shown_begin(&p->shown);
}

static int
print_group(struct printing *p, const struct group *g)
{
	int decimals = p->call->style.decimals;
	struct cell all[COLUMNS];
	int64_t unit_value = NONE;

	if (g->qty != 0 && g->item != NULL)
		money_price(g->value, g->qty, decimals, &unit_value);
	all[ITEM] = cell_text(g->item == NULL ? NULL : g->item->sku);
	all[NAME] = cell_text(g->item == NULL ? NULL : g->item->name);
	all[CATEGORY] = cell_text(g->category);
	all[SITE] = cell_text(g->site == NULL ? NULL : g->site->code);
	all[LOCATION] = cell_text(g->location == NULL ? NULL
						      : g->location->code);
	all[LOT] = cell_text(g->lot == NULL ? NULL : g->lot->lot);
	all[QTY] = cell_int(g->qty);
	all[UNIT] = cell_text(g->item == NULL ? NULL : g->item->unit);
	all[VALUE] = cell_int(g->value);
	all[UNIT_VALUE] = cell_int(unit_value);
	return shown_row(&p->shown, all);
}

static struct group
group_of(const struct printing *p, const struct worth_row *r)
{
	struct group g = { .qty = r->qty, .value = r->value };

	if (is_by(p, BY_ITEM))
		g.item = r->item;
	if (is_by(p, BY_CATEGORY))
		g.category = r->item->category;
	if (is_by(p, BY_SITE) && r->location != NULL)
		g.site = r->location->site;
	if (is_by(p, BY_LOCATION) && r->location != NULL)
		g.location = place_at_depth(r->location, p->in->depth);
	if (is_by(p, BY_LOT))
		g.lot = r->lot;
	return g;
}

static const char *
group_key(struct ops *ops, const struct group *g)
{
	return arena_printf(ops->mem, "%s\n%s\n%s\n%s\n%s",
	    g->item == NULL ? "" : g->item->sku,
	    g->category == NULL ? "\377" : g->category,
	    g->site == NULL ? "\377" : g->site->code,
	    g->location == NULL ? "\377" : g->location->code,
	    g->lot == NULL ? "\377" : g->lot->lot);
}

/* The rows of an item come together; r NULL: the last one is over. */
static void
look_for_worthless(struct printing *p, const struct worth_row *r)
{
	if (r == NULL || r->item != p->item) {
		p->worthless += p->qty > 0 && p->value == 0;
		p->item = r == NULL ? NULL : r->item;
		p->qty = p->value = 0;
	}
	if (r != NULL && r->qty > 0) {
		p->qty = r->qty;
		p->value |= r->value;
	}
}

static int
add_row(void *data, const struct worth_row *r)
{
	struct printing *p = data;
	struct ops *ops = p->call->ops;
	struct group g = group_of(p, r), *sum;
	void **place;

	look_for_worthless(p, r);
	if (is_by(p, BY_ITEM) && !is_by(p, BY_SITE) && p->in->depth == NONE)
		return print_group(p, &g);
	place = map_put(&p->groups, group_key(ops, &g));
	if (*place == NULL) {
		*place = ARENA_NEW(ops->keep, struct group);
		*(struct group *)*place = g;
		return 0;
	}
	sum = *place;
	if (add_i64(sum->value, g.value, &sum->value) != 0 ||
	    (is_by(p, BY_ITEM) && add_i64(sum->qty, g.qty, &sum->qty) != 0))
		return fail(ops, OPS_DATA,
		    "the sum of the values is too large a number");
	return 0;
}

static int
by_key(const void *a, const void *b)
{
	const struct map_pair *const *x = a, *const *y = b;

	return strcmp((*x)->key, (*y)->key);
}

/* What was summed up, in the order of its keys. */
static int
print_groups(struct printing *p)
{
	size_t n = p->groups.n;
	const struct map_pair **in_order = ARENA_ARRAY(p->call->ops->keep,
	    const struct map_pair *, n);
	int err = 0;

	for (size_t i = 0; i < n; i++)
		in_order[i] = &p->groups.pair[i];
	if (n > 1)
		qsort(in_order, n, sizeof *in_order, by_key);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = print_group(p, in_order[i]->value);
	return err;
}

static int
answer(struct printing *p, struct worth_query *q, int none)
{
	struct call *c = p->call;
	struct worth_sum sum[VALUE_KINDS] = { { 0, 0 } };
	int64_t on_hand = 0;
	int err = begin(p);

	q->row = add_row;
	if (err == 0 && !none)
		err = worths(c->ops, q, sum, &on_hand, p);
	if (err == 0)
		err = print_groups(p);
	if (err < 0)
		return err;
	err = sink_end(c->out);
	if (err == 0)
		err = value_print_footer(c, sum, on_hand);
	look_for_worthless(p, NULL);
	if (err == 0 && p->worthless > 0)
		note(c->ops, "%zu item%s on hand %s for 0.00: what came in "
		    "without a cost is worth nothing; --where 'value = 0' "
		    "lists %s", p->worthless, p->worthless == 1 ? "" : "s",
		    p->worthless == 1 ? "stands" : "stand",
		    p->worthless == 1 ? "it" : "them");
	return err;
}

/* Each of these prints columns of its own. */
static int
check_one(struct call *c, const struct value_input *in)
{
	if (in->negative + in->layers + in->proof + (in->by != NULL ||
	    in->depth != NONE) > 1)
		return fail(c->ops, OPS_USAGE, "--by or --depth, --negative, "
		    "--layers and --proof: one at a time");
	if ((in->layers || in->proof) && in->location.n + in->site.n > 0)
		return fail(c->ops, OPS_USAGE, "--layers and --proof are of "
		    "all places: they go without --location and --site");
	return 0;
}

static int
run(struct call *c)
{
	struct value_input in = { .depth = NONE };
	struct printing p = { .call = c, .in = &in,
		.groups.mem = c->ops->keep };
	struct worth_query q = { .as_of = c->clock.now, .known = c->known };
	const struct location **place = NULL;
	int none = 0, err = fill_given(c, &in, NULL);

	if (err == 0)
		err = check_one(c, &in);
	if (err == 0)
		err = read_keys(&p);
	if (err == 0)
		err = items_chosen(c->ops, in.item.v, in.item.n,
		    in.category.v, in.category.n, &q.item, &q.n, &none);
	if (err == 0)
		err = places_named(c->ops, in.location.v, in.location.n,
		    in.site.v, in.site.n, &place, &q.places);
	q.place = place;
	q.by_location = is_by(&p, BY_LOCATION) || is_by(&p, BY_SITE);
	q.by_lot = is_by(&p, BY_LOT);
	if (err != 0)
		return err;
	return in.negative ? value_print_negative(c, &q, none)
	    : in.layers	   ? value_print_layers(c, &q, none)
	    : in.proof	   ? value_print_proof(c, &q, none)
			   : answer(&p, &q, none);
}

static const struct example examples[] = {
	{ "what the stock is worth, item by item", "ops stock value",
	    "inventory valuation worth money" },
	{ "what the stock was worth at the end of last month, by site",
	    "ops stock value --by site --as-of som-1d", "month end" },
	{ "the value of each category", "ops stock value --by category" },
	{ "what is left of each receipt, and what it cost",
	    "ops stock value --item TYRE-700 --layers", "fifo layers" },
	{ "what is below zero, since when, and what it may cost",
	    "ops stock value --negative", "negative exposure" },
	{ "that what came in went out or is on hand",
	    "ops stock value --proof" },
	{ NULL },
};

const struct cmd cmd_stock_value = {
	.path = "stock value",
	.brief = "show what the stock is worth",
	.about = "Reckoned from the moves, by each item's own method (fifo, "
		 "average or standard), exact to the cent: ops-stock(1) has "
		 "the rules. --by names the keys; a place's or a site's value "
		 "is its share of the item's by quantity, so that the rows sum "
		 "to it. A table ends with its proof, of all places of its "
		 "items: what came in is what went out and what is on hand. "
		 "--proof prints that as rows. What came in without a cost is "
		 "worth nothing; a note counts such items.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct value_input),
	.keys = key_words,
	.columns = columns,
	.examples = examples,
	.run = run,
};
