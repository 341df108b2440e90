/* ops stock flow: throughput, work in progress and dwell time of places. */
#include "analysis.h"
#include "base/decimal.h"
#include "cli/by.h"
#include "stock/flow.h"
#include "stock/kinds.h"
#include "time/date.h"

struct flow_input {
	struct texts item, location, site;
	const char *by;
	int64_t depth, least;
};

#define INPUT(how, member) AT_##how(struct flow_input, member)

enum { PERIOD_DAYS = 90, LEAST = 30 };

static const struct field fields[] = {
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "only these items (repeatable)" },
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "only these places and all below them (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only these sites (repeatable)" },
	{ "by", 0, &kind_text, INPUT(TEXT, by), 0,
	    "the keys: location or site, and item (location)" },
	{ "depth", 0, &kind_depth, INPUT(INT, depth), 0,
	    "places this deep in the tree, a site is 1, stand for all below "
	    "them" },
	{ "least", 0, &kind_count, INPUT(INT, least), 0,
	    "bookings out of a place that are enough to tell (30)" },
	{ NULL },
};

enum {
	ITEM,
	UNIT,
	LOCATION,
	SITE,
	MOVES_IN,
	MOVES_OUT,
	IN,
	OUT,
	THROUGHPUT,
	WIP,
	GROWN,
	DWELL,
	UTILISATION,
	BOTTLENECK,
	WHY,
	COLUMNS
};

/* By item the amounts are quantities, else money. */
#define FLOW_COLUMNS(prefix, type)                                             \
 { "item", TYPE_CODE, 0, "the item (--by item)" },                             \
     { "unit", TYPE_CODE, 0, "its unit (--by item)" },                         \
     { "location", TYPE_CODE, 0, "the place" },                                \
     { "site", TYPE_CODE, 0, "its site" },                                     \
     { "moves_in", TYPE_INT, COL_MINOR, "bookings into it" },                  \
     { "moves_out", TYPE_INT, 0, "bookings out of it" },                       \
     { prefix "in", type, COL_MINOR, "what came" },                            \
     { prefix "out", type, 0, "what left" },                                   \
     { "throughput", type, 0, "what left a day" },                             \
     { "wip", type, 0, "what was there, on average over the time" },           \
     { "grown", type, 0, "what is there at the end, less at the begin" },      \
     { "dwell_days", TYPE_RATIO, 0, "wip / throughput" },                      \
     { "utilisation", TYPE_RATIO, COL_MINOR,                                   \
	     "the share of days on which something left" },                    \
     { "bottleneck", TYPE_BOOL, 0,                                             \
	     "is it that? missing: too few bookings to tell" },                \
     { "why", TYPE_TEXT, COL_WIDE, "why it is, or cannot be told" },           \
 {                                                                             \
  NULL                                                                         \
 }

static const struct column columns[] = { FLOW_COLUMNS("value_", TYPE_MONEY) };
static const struct column item_columns[] = { FLOW_COLUMNS("qty_", TYPE_QTY) };

struct printing {
	struct call *call;
	const struct flow_query *ask;
};

enum { BY_ITEM = 1, BY_SITE = 2, BY_LOCATION = 4 };
static const char *const key_words[] = { "item", "site", "location", NULL };

static int
read_keys(struct call *c, const char *text, struct flow_query *q)
{
	unsigned by = 0;
	int err = by_read(c, text == NULL ? "all" : text, &by);

	q->by_item = (by & BY_ITEM) != 0;
	if ((by & BY_SITE) && !(by & BY_LOCATION) && q->depth == NONE)
		q->depth = 1;
	return err;
}

/* To hundredths of a day. */
static struct cell
days(int64_t millionths)
{
	int64_t v;

	if (millionths == NONE || mul_div(millionths, 1, 10000, &v) != 0)
		return CELL_MISSING;
	return cell_int(v * 10000);
}

static const char *
why(const struct printing *p, const struct flow_row *r)
{
	struct ops *ops = p->call->ops;
	char grown[DECIMAL_MAX];
	struct cell v = days(r->grown_days);

	switch (r->verdict) {
	case FLOW_TOO_FEW:
		return arena_printf(ops->mem,
		    "too few bookings to tell: %lld of %lld",
		    (long long)r->moves_out, (long long)p->ask->least);
	case FLOW_GROWS:
		decimal_print(grown, v.i, RATIO_SCALE, 0);
		return arena_printf(ops->mem,
		    "grew most: by %s days of its throughput", grown);
	case FLOW_LONGEST:
		return "nothing grew: the longest dwell";
	case FLOW_FINE:
		break;
	}
	return NULL;
}

static int
print_row(void *data, const struct flow_row *r)
{
	const struct printing *p = data;
	struct arena_mark mark = arena_mark(p->call->ops->mem);
	const struct location *site = r->location->site;
	struct cell all[COLUMNS];
	int err;

	all[ITEM] = cell_text(r->item == NULL ? NULL : r->item->sku);
	all[UNIT] = cell_text(r->item == NULL ? NULL : r->item->unit);
	all[LOCATION] = cell_text(r->location->code);
	all[SITE] = cell_text(site == NULL ? NULL : site->code);
	all[MOVES_IN] = cell_int(r->moves_in);
	all[MOVES_OUT] = cell_int(r->moves_out);
	all[IN] = cell_int(r->in);
	all[OUT] = cell_int(r->out);
	all[THROUGHPUT] = cell_int(r->throughput);
	all[WIP] = cell_int(r->wip);
	all[GROWN] = cell_int(r->grown);
	all[DWELL] = days(r->dwell);
	all[UTILISATION] = days(r->used);
	all[BOTTLENECK] = r->verdict == FLOW_TOO_FEW ? CELL_MISSING
	    : cell_int(r->verdict != FLOW_FINE);
	all[WHY] = cell_text(why(p, r));
	err = call_row(p->call, p->ask->by_item ? all : all + LOCATION);
	arena_back(p->call->ops->mem, mark);
	return err;
}

static int
ask(struct printing *p, const struct flow_input *in, struct flow_query *q)
{
	struct call *c = p->call;
	const struct location **place;
	const struct item **item = NULL;
	struct flow_facts facts;
	int err = places_named(c->ops, in->location.v, in->location.n,
	    in->site.v, in->site.n, &place, &q->places);

	q->place = place;
	if (err == 0 && in->item.n > 0)
		err = items_named(c->ops, in->item.v, in->item.n, &item, &q->n);
	q->item = item;
	if (err == 0)
		err = q->by_item ? call_begin(c, item_columns, COLUMNS)
		    : call_begin(c, columns + LOCATION, COLUMNS - LOCATION);
	if (err == 0)
		err = flow(c->ops, q, &facts, print_row, p);
	if (err >= 0 && facts.uncosted > 0)
		note(c->ops, "%zu items that moved have no cost, and no "
		    "receipt has one: their amounts are left out",
		    facts.uncosted);
	return err < 0 ? err : sink_end(c->out);
}

static int
run(struct call *c)
{
	struct flow_input in = { .depth = NONE, .least = NONE };
	struct flow_query q = {
		.since = c->since, .until = c->until, .known = c->known
	};
	struct printing p = { c, &q };
	int err = fill_given(c, &in, NULL);

	if (err != 0)
		return err;
	if (q.until == NONE || q.until > c->clock.now)
		q.until = c->clock.now;
	if (q.since == NONE)
		q.since = q.until - PERIOD_DAYS * DAY_SECONDS + 1;
	q.depth = in.depth;
	q.least = in.least == NONE ? LEAST : in.least;
	err = read_keys(c, in.by, &q);
	if (err == 0)
		tell_period(c, q.since, q.until);
	return err != 0 ? err : ask(&p, &in, &q);
}

static const struct example examples[] = {
	{ "where the flow stops", "ops stock flow --where 'bottleneck = yes'",
	    "bottleneck queue wip little lead time" },
	{ "how long goods lie, place by place",
	    "ops stock flow --sort -dwell_days" },
	{ "throughput of the sites this year",
	    "ops stock flow -p ytd --by site" },
	{ "which items lie longest in a place",
	    "ops stock flow --by item,location --location SOUTH/A "
	    "--sort -dwell_days --limit 10" },
	{ NULL },
};

const struct cmd cmd_stock_flow = {
	.path = "stock flow",
	.brief = "show throughput, work in progress, dwell and the bottleneck",
	.about = "For each place of ours, from the moves of the period (the "
		 "last 90 days). Of all items together amounts are money: "
		 "quantity times the item's cost, or what the latest receipt "
		 "cost; --by item they are quantities: qty_in and qty_out, "
		 "behind item and unit. The bottleneck is the "
		 "place whose stock grew most in days of its throughput, "
		 "among those with enough bookings out (--least).",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct flow_input),
	.keys = key_words,
	.columns = columns + LOCATION,
	.examples = examples,
	.run = run,
};
