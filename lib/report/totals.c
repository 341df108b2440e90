/* What there is, and how goods flowed against the same days before. */
#include "base/decimal.h"
#include "base/str.h"
#include "ledger/book.h"
#include "report/night.h"

static const struct column site_columns[] = {
	{ "site", TYPE_CODE, 0, "" },
	{ "places", TYPE_INT, 0, "" },
	{ "items", TYPE_INT, 0, "" },
	{ "value", TYPE_MONEY, 0, "" },
};

struct site_total {
	const char *site;
	int64_t places, items, value;
};

static struct site_total *
site_of(struct night *n, struct map *sites, const char *code)
{
	void **at = map_put(sites, code == NULL ? "" : code);
	struct site_total *t = *at;

	if (t == NULL) {
		t = *at = ARENA_NEW(n->mem, struct site_total);
		t->site = code;
	}
	return t;
}

static int
is_ours(const char *kind)
{
	return text_eq(kind, "site") || text_eq(kind, "internal") ||
	    text_eq(kind, "quarantine") || text_eq(kind, "transit");
}

static void
count_places(struct night *n, struct map *sites)
{
	const struct collected *p = &n->places.rows;

	for (size_t i = 0; i < p->n; i++) {
		const char *site = collected_cell(p, i, "site").s;

		if (is_ours(collected_cell(p, i, "kind").s) &&
		    (n->site == NULL || text_eq(site, n->site)))
			site_of(n, sites, site)->places++;
	}
}

/* Adds the balances; gives how many have no cost. */
static int
add_balances(struct night *n, struct map *sites, int64_t *no_cost)
{
	const struct collected *b = &n->balance.rows;

	for (size_t i = 0; i < b->n; i++) {
		struct site_total *t =
		    site_of(n, sites, collected_cell(b, i, "site").s);
		const struct item_flow *item =
		    map_get(&n->flows.items, collected_cell(b, i, "item").s);

		int64_t value = 0;
		int err;

		t->items++;
		if (item == NULL || item->cost == NONE) {
			++*no_cost;
			continue;
		}
		err = flow_value(
		    &n->flows, item, collected_cell(b, i, "on_hand").i, &value);
		if (err == 0 && add_i64(t->value, value, &t->value) != 0)
			err = fail(n->call->ops, OPS_DATA,
			    "the value of the stock is too large");
		if (err != 0)
			return err;
	}
	return 0;
}

static int
print_sites(struct night *n)
{
	struct map sites = { .mem = n->mem };
	int64_t no_cost = 0;
	struct sink *s;
	int err;

	if (night_broken(n, &n->items, "on_hand") ||
	    night_broken(n, &n->places, "on_hand") ||
	    night_broken(n, &n->balance, "on_hand"))
		return 0;
	count_places(n, &sites);
	night_caught(n, &n->balance, add_balances(n, &sites, &no_cost));
	if (night_broken(n, &n->balance, "on_hand"))
		return 0;
	err = document_part(n->doc, "on_hand", "On hand", &s);
	if (err == 0)
		err = sink_begin(s, site_columns, 4);
	for (size_t i = 0; err == 0 && i < sites.n; i++) {
		const struct site_total *t = sites.pair[i].value;
		struct cell cells[4] = { cell_text(t->site),
			cell_int(t->places), cell_int(t->items),
			cell_int(t->value) };

		err = sink_row(s, cells);
	}
	if (err == 0)
		err = sink_end(s);
	if (err != 0)
		return err;
	document_para(n->doc, "on_hand_note",
	    arena_printf(n->mem,
		"Value: quantity on hand x the item's cost as it is listed now, in "
		"%s%s.",
		n->call->ops->book->currency,
		no_cost == 0 ? "" :
			       arena_printf(n->mem,
				   "; %lld %s without a cost %s not in it",
				   (long long)no_cost,
				   no_cost == 1 ? "balance of an item" :
						  "balances of items",
				   no_cost == 1 ? "is" : "are")));
	night_line(n, "on_hand", n->balance.line);
	return 0;
}

/* Amounts in whole units for people, exact for programs. */
static const struct column flow_columns[] = {
	{ "period", TYPE_CODE, 0, "" },
	{ "received", TYPE_QTY, 0, "" },
	{ "issued", TYPE_QTY, 0, "" },
	{ "made", TYPE_QTY, 0, "" },
	{ "used", TYPE_QTY, 0, "" },
	{ "moved", TYPE_QTY, 0, "" },
	{ "adjust", TYPE_QTY, 0, "" },
	{ "scrap", TYPE_QTY, 0, "" },
	{ "moves", TYPE_INT, 0, "" },
};

static const char *const span_names[SPANS] = { "today", "day", "day -7",
	"7 days", "7 before", "28 days", "28 before" };

static int64_t
whole_units(struct night *n, int64_t minor)
{
	int64_t units, scale = power_of_ten(n->call->style.decimals);

	return mul_div(minor, 1, scale, &units) == 0 ? units : NONE;
}

/* As amounts, which tables group; as counts where one is too large for it. */
static enum type
whole_type(struct night *n)
{
	int64_t units;

	for (int span = 0; span < SPANS; span++)
		for (int w = 0; w < FLOWS; w++)
			if (mul_div(whole_units(n, n->flows.value[span][w]),
				MILLION, 1, &units) != 0)
				return TYPE_INT;
	return TYPE_QTY;
}

static struct cell
flow_cell(struct night *n, enum type type, int64_t minor)
{
	int64_t units = whole_units(n, minor);

	return cell_int(type == TYPE_MONEY ? minor
		: type == TYPE_INT ? units : units * MILLION);
}

static int
print_flows(struct night *n)
{
	int exact = n->call->format == FORMAT_JSON;
	enum type type = exact ? TYPE_MONEY : whole_type(n);
	struct column cols[FLOWS + 2];
	struct sink *s;
	int err;

	if (night_broken(n, &n->moves, "flows"))
		return 0;
	for (size_t i = 0; i < FLOWS + 2; i++) {
		cols[i] = flow_columns[i];
		if (cols[i].type == TYPE_QTY)
			cols[i].type = type;
	}
	err = document_part(n->doc, "flows", "What flowed", &s);
	if (err == 0)
		err = sink_begin(s, cols, FLOWS + 2);
	for (int span = n->part_day ? TODAY : DAY; err == 0 && span < SPANS;
	     span++) {
		struct cell cells[FLOWS + 2] = { cell_text(span_names[span]) };

		for (int w = 0; w < FLOWS; w++)
			cells[w + 1] = flow_cell(n, type,
			    n->flows.value[span][w]);
		cells[FLOWS + 1] = cell_int(n->flows.moves[span]);
		err = sink_row(s, cells);
	}
	if (err == 0)
		err = sink_end(s);
	if (err != 0)
		return err;
	document_para(n->doc, "flows_note",
	    arena_printf(n->mem,
		"At item cost, in %s%s; day is %s%s. What came back is taken "
		"off; the periods before are as long%s.",
		exact ? "" : "whole ", n->call->ops->book->currency,
		night_day(n, n->day), n->part_day ? ", today is not over" : "",
		n->flows.no_cost == 0 ?
		    "" :
		    arena_printf(n->mem,
			"; %lld moves of items without a cost count as 0",
			(long long)n->flows.no_cost)));
	night_line(n, "flows", n->moves.line);
	return 0;
}

int
night_totals(struct night *n)
{
	int err = print_sites(n);

	return err != 0 ? err : print_flows(n);
}
