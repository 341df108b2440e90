/* ops stock balance: what is where. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "cli/by.h"
#include "stock/balance.h"
#include "stock/expected.h"
#include "stock/kinds.h"
#include "stock/reserve.h"

struct balance_input {
	struct texts item, category, location, site;
	const char *by;
	int64_t depth;
	int below_min, all;
};

#define INPUT(how, member) AT_##how(struct balance_input, member)

static const struct field fields[] = {
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "only these items (repeatable)" },
	{ "category", 0, &kind_texts, INPUT(TEXTS, category), 0,
	    "only items of these categories (repeatable)" },
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "only these places and all below them (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only these sites (repeatable)" },
	{ "by", 0, &kind_text, INPUT(TEXT, by), 0,
	    "the keys: item and any of site, location, lot (item,location)" },
	{ "depth", 0, &kind_depth, INPUT(INT, depth), 0,
	    "places this deep in the tree, a site is 1, stand for all below "
	    "them" },
	{ "below_min", 0, &kind_flag, INPUT(FLAG, below_min), 0,
	    "only items of which there is less than their minimum" },
	{ "all", 0, &kind_flag, INPUT(FLAG, all), 0,
	    "vendors, customers and other places that are not ours, too" },
	{ NULL },
};

enum { ITEM, NAME, SITE, LOCATION, LOT, ON_HAND, RESERVED, AVAILABLE,
	EXPECTED, UNIT, COLUMNS };

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "site", TYPE_CODE, 0, "the site of the place (--by site)" },
	{ "location", TYPE_CODE, 0, "the place (--by location)" },
	{ "lot", TYPE_CODE, 0, "the lot (--by lot)" },
	{ "on_hand", TYPE_QTY, 0, "what is there" },
	{ "reserved", TYPE_QTY, 0, "of it, what is promised" },
	{ "available", TYPE_QTY, 0, "what is good, less reserved" },
	{ "expected", TYPE_QTY, 0,
	    "what is on its way, less what transfers will take" },
	{ "unit", TYPE_CODE, 0, "the unit of all quantities" },
	{ NULL },
};

/* A row, and what of it is reserved. */
struct row {
	struct balance_row sum;
	int64_t reserved;
};

struct printing {
	struct call *call;
	const struct balance_input *in;
	unsigned by; /* bit i: by enum by_key i */
	struct shown shown;
	const struct balance_query *ask;
	struct reserved *reserved;
	VEC(struct row) item; /* of the item at hand, with --depth */
};

/* What of a row's goods is promised; --site counts what is in it. */
static int
reserved_in(const struct printing *p, const struct balance_row *row,
    int64_t *sum)
{
	const struct balance_query *q = p->ask;
	const struct location *site = q->by_site ? row->location : NULL;
	const struct lot *lot = q->by_lot && row->lot == NULL
	    ? &reserved_no_lot : row->lot;

	*sum = 0;
	if (q->by_site && site == NULL)
		return 0; /* of no site: nothing can be reserved there */
	if (site != NULL)
		return reserved_of(p->reserved, row->item, &site, 1, NULL, lot,
		    sum);
	return reserved_of(p->reserved, row->item, q->place, q->n,
	    row->location, lot, sum);
}

enum by_key { BY_ITEM, BY_SITE, BY_LOCATION, BY_LOT };
static const char *const key_words[] = { "item", "site", "location", "lot",
	NULL };

static int
is_by(const struct printing *p, enum by_key key)
{
	return (int)(p->by >> key & 1);
}

static int
read_keys(struct printing *p)
{
	const struct balance_input *in = p->in;
	int err = by_read(p->call, in->by != NULL ? in->by
		: in->below_min ? "item" : "item,location", &p->by);

	if (err != 0)
		return err;
	if (in->depth != NONE)
		p->by |= 1U << BY_LOCATION;
	if (!is_by(p, BY_ITEM))
		return fail(p->call->ops, OPS_USAGE, "--by: '%s' is wrong: "
		    "quantities of different items do not add up, item must be "
		    "among the keys", in->by);
	if (in->below_min && (p->by != 1U << BY_ITEM ||
	    in->location.n + in->site.n > 0))
		return fail(p->call->ops, OPS_USAGE, "--below-min compares "
		    "whole items: it goes with --by item only, and without "
		    "--depth, --location and --site ('ops stock check' has "
		    "levels of places)");
	return 0;
}

static int
begin(struct printing *p)
{
	p->shown = (struct shown){ p->call, columns, COLUMNS,
		(1U << COLUMNS) - 1 };
	if (!is_by(p, BY_SITE))
		p->shown.bits &= ~(1U << SITE);
	if (!is_by(p, BY_LOCATION))
		p->shown.bits &= ~(1U << LOCATION);
	if (!is_by(p, BY_LOT))
		p->shown.bits &= ~(1U << LOT);
	return shown_begin(&p->shown);
}

static int
print_row(struct printing *p, const struct row *r)
{
	const struct balance_row *row = &r->sum;
	int64_t available = row->usable;
	struct cell all[COLUMNS];
	const struct location *l = row->location;

	if (balance_add(p->call->ops, row->item, &available, -r->reserved) != 0)
		return p->call->ops->code;
	all[ITEM] = cell_text(row->item->sku);
	all[NAME] = cell_text(row->item->name);
	all[SITE] = cell_text(l == NULL || l->site == NULL ? NULL
							   : l->site->code);
	all[LOCATION] = cell_text(l == NULL ? NULL : l->code);
	all[LOT] = cell_text(row->lot == NULL ? NULL : row->lot->lot);
	all[ON_HAND] = cell_int(row->on_hand);
	all[RESERVED] = cell_int(r->reserved);
	all[AVAILABLE] = cell_int(available);
	all[EXPECTED] = cell_int(row->expected);
	all[UNIT] = cell_text(row->item->unit);
	return shown_row(&p->shown, all);
}

/* ---- places so deep ---- */

static int
by_place(const void *a, const void *b)
{
	const struct balance_row *x = &((const struct row *)a)->sum;
	const struct balance_row *y = &((const struct row *)b)->sum;
	int by = strcmp(x->location->code, y->location->code);

	return by != 0 ? by : lot_order(x->lot, y->lot);
}

static int
add_row(struct ops *ops, struct row *to, const struct row *from)
{
	const struct item *item = to->sum.item;
	int err = balance_add(ops, item, &to->sum.on_hand, from->sum.on_hand);

	if (err == 0)
		err = balance_add(ops, item, &to->sum.usable, from->sum.usable);
	if (err == 0)
		err = balance_add(ops, item, &to->sum.expected,
		    from->sum.expected);
	return err != 0 ? err
	    : balance_add(ops, item, &to->reserved, from->reserved);
}

/* The rows of an item are all there. */
static int
print_item(struct printing *p)
{
	struct row *v = p->item.v;
	size_t n = p->item.n;
	int err = 0;

	if (n > 1)
		qsort(v, n, sizeof *v, by_place);
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct row sum = v[i];

		while (err == 0 && i + 1 < n && by_place(&v[i], &v[i + 1]) == 0)
			err = add_row(p->call->ops, &sum, &v[++i]);
		if (err == 0 && (sum.sum.on_hand != 0 || sum.reserved != 0 ||
				    sum.sum.expected != 0))
			err = print_row(p, &sum);
	}
	p->item.n = 0;
	return err;
}

static int
in_category(const struct printing *p, const struct item *item)
{
	const struct texts *t = &p->in->category;

	for (size_t i = 0; i < t->n; i++)
		if (text_eq(item->category, t->v[i]))
			return 1;
	return t->n == 0;
}

static int
take_row(void *data, const struct balance_row *row)
{
	struct printing *p = data;
	struct row r = { *row, 0 };
	int err;

	if (!in_category(p, row->item) ||
	    (p->in->below_min &&
		(row->item->min == NONE || row->on_hand >= row->item->min)))
		return 0;
	err = reserved_in(p, row, &r.reserved);
	if (err != 0)
		return err;
	if (p->in->depth == NONE || row->location == NULL)
		return print_row(p, &r);
	if (p->item.n > 0 && p->item.v[0].sum.item != row->item)
		err = print_item(p);
	r.sum.location = place_at_depth(row->location, p->in->depth);
	*VEC_ADD(p->call->ops->keep, &p->item) = r;
	return err;
}

static int
ask(struct printing *p, struct balance_query *q)
{
	struct call *c = p->call;
	const struct balance_input *in = p->in;
	const struct location **place;
	struct expected_book *book = NULL;
	const struct item **item;
	size_t n = 0;
	int err = places_named(c->ops, in->location.v, in->location.n,
	    in->site.v, in->site.n, &place, &q->n);

	q->place = place;
	if (err == 0)
		err = expected_load(c->ops, q->as_of, q->known, &book);
	q->expected = book;
	q->usable = 1;
	p->ask = q;
	if (err == 0)
		err = reserved_load(c->ops, c->ops->keep, NULL, q->as_of,
		    q->known, &p->reserved);
	if (err == 0 && in->item.n == 0)
		return balances(c->ops, q, take_row, p);
	if (err == 0)
		err = items_named(c->ops, in->item.v, in->item.n, &item, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		q->item = item[i];
		err = balances(c->ops, q, take_row, p);
	}
	return err;
}

static int
run(struct call *c)
{
	struct balance_input in = { .by = NULL, .depth = NONE };
	struct printing p = { .call = c, .in = &in };
	struct balance_query q = { .as_of = c->clock.now, .known = c->known };
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = read_keys(&p);
	if (err == 0)
		err = begin(&p);
	q.by_site = is_by(&p, BY_SITE) && !is_by(&p, BY_LOCATION);
	q.by_location = is_by(&p, BY_LOCATION);
	q.by_lot = is_by(&p, BY_LOT);
	q.everywhere = in.all;
	q.zeros = in.below_min;
	if (err == 0)
		err = ask(&p, &q);
	if (err == 0)
		err = print_item(&p);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what is on hand, and where", "ops stock balance",
	    "inventory stock count stocktake" },
	{ "how much of an item is there",
	    "ops stock balance --item BELL-BRASS --by item" },
	{ "what was in a warehouse at the end of last month",
	    "ops stock balance --site SOUTH --as-of som-1d" },
	{ "how much of each item a site holds",
	    "ops stock balance --depth 1 --category tyres" },
	{ "the ten largest stocks",
	    "ops stock balance --by item --sort -on_hand --limit 10" },
	{ NULL },
};

const struct cmd cmd_stock_balance = {
	.path = "stock balance",
	.brief = "show what is where",
	.about = "One row for each key whose balance is not 0, or of which "
		 "something is expected ('ops stock expected list'). --by "
		 "names the keys, the item always among them. --location takes "
		 "a place with all that stand in it; with --depth such a place "
		 "stands for what is below it.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct balance_input),
	.keys = key_words,
	.columns = columns,
	.examples = examples,
	.run = run,
};
