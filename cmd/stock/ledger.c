/* ops stock ledger: the moves of items, with the balance after each. */
#include <string.h>

#include "stock/history.h"
#include "stock/kinds.h"

struct ledger_input {
	struct texts item, location, site;
	const char *lot;
};

#define INPUT(how, member) AT_##how(struct ledger_input, member)

static const struct field fields[] = {
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "only these items (repeatable)" },
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "only these places and all below them (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only these sites (repeatable)" },
	{ "lot", 0, &kind_code, INPUT(TEXT, lot), 0, "only this lot" },
	{ NULL },
};

static const struct column columns[] = {
	{ "entry", TYPE_INT, COL_FILTER, "the entry that posted it",
	    &kind_known_entry },
	{ "line", TYPE_INT, COL_MINOR, "its line in the entry" },
	{ "date", TYPE_TIME, 0, "when it happened" },
	{ "item", TYPE_CODE, 0, "what moved" },
	{ "from", TYPE_CODE, COL_FILTER, "the place it left",
	    &kind_known_location },
	{ "to", TYPE_CODE, COL_FILTER, "the place it came to",
	    &kind_known_location },
	{ "lot", TYPE_CODE, 0, "the lot" },
	{ "qty", TYPE_QTY, 0, "how much, in the item's unit" },
	{ "unit_cost", TYPE_PRICE, COL_MINOR,
	    "what one cost, in the item's unit" },
	{ "balance", TYPE_QTY, 0, "what was there after it" },
	{ "reference", TYPE_CODE, COL_FILTER,
	    "order, delivery note, document" },
	{ "reason", TYPE_TEXT, COL_WIDE, "why" },
	{ "party", TYPE_CODE, COL_FILTER, "who gave or took it",
	    &kind_known_party },
	{ "value", TYPE_MONEY, 0, "what the stock's value gained by it" },
	{ "worth", TYPE_MONEY, 0, "what all of ours was worth after it" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static int
print_row(void *data, const struct history_row *r)
{
	struct cell cells[COLUMNS] = { cell_int(r->entry), cell_int(r->line),
		cell_int(r->at), cell_text(r->item->sku),
		cell_text(r->from->code), cell_text(r->to->code),
		cell_text(r->lot == NULL ? NULL : r->lot->lot),
		cell_int(r->qty), cell_int(r->unit_cost),
		cell_int(r->balance), cell_text(r->reference),
		cell_text(r->reason),
		cell_text(r->party == NULL ? NULL : r->party->code),
		cell_int(r->value), cell_int(r->worth) };

	return call_row(data, cells);
}

/* Items in the order of their codes, whatever the order of the options. */
static int
print_items(struct call *c, struct history_query *q,
    const struct texts *item)
{
	const struct item **all;
	size_t n = 0;
	int err;

	if (item->n == 0)
		return history(c->ops, q, print_row, c);
	err = items_named(c->ops, item->v, item->n, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		q->item = all[i];
		err = history(c->ops, q, print_row, c);
	}
	return err;
}

/* Does what the user chose of the columns, or all he said, name this one? */
static int
wants(const struct call *c, const char *column)
{
	const char *said[] = { c->opt.columns, c->opt.where, c->opt.sort };

	for (size_t i = 0; i < 3; i++)
		if (said[i] != NULL && strstr(said[i], column) != NULL)
			return 1;
	return c->opt.columns == NULL;
}

static int
run(struct call *c)
{
	struct ledger_input in = { .lot = NULL };
	/* What is not wanted is not reckoned: it costs time. */
	struct history_query q = { .since = c->since, .until = c->until,
		.known = c->known, .balances = wants(c, "balance"),
		.values = wants(c, "value") || wants(c, "worth") };
	const struct location **place = NULL;
	int err;

	err = fill_given(c, &in, NULL);
	q.lot = in.lot;
	if (q.until == NONE || q.until > c->clock.now)
		q.until = c->clock.now;
	if (err == 0)
		err = places_named(c->ops, in.location.v, in.location.n,
		    in.site.v, in.site.n, &place, &q.n);
	q.place = place;
	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	if (err == 0)
		err = print_items(c, &q, &in.item);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what became of an item", "ops stock ledger --item BELL-BRASS" },
	{ "all moves of last month", "ops stock ledger -p last-month" },
	{ "what a place held, move by move",
	    "ops stock ledger --item BELL-BRASS --location SOUTH --since som" },
	{ "what a customer took",
	    "ops stock ledger --party HARBOUR --columns date,item,qty" },
	{ NULL },
};

const struct cmd cmd_stock_ledger = {
	.path = "stock ledger",
	.brief = "list the moves, with the balance after each",
	.about = "By item, then by time, entry and line. The balance is what "
		 "all places of ours hold, so a move between two of them does "
		 "not change it; with --location, --site or --lot it is what "
		 "those hold, and only moves that touch them are listed. "
		 "--since begins with the balance of before. Other filters "
		 "and --where choose among the rows and leave the balance "
		 "alone. value is what our stock gained by the move, by the "
		 "item's own method; worth is that of all places together, so "
		 "with --location, --site or --lot it is missing. Where it "
		 "changes by more than value, a landed cost or a new standard "
		 "cost lies between ('ops stock landed list', 'standard "
		 "list').",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct ledger_input),
	.columns = columns,
	.examples = examples,
	.run = run,
};
