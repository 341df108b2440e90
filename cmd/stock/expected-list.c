/* ops stock expected list: what orders and productions will bring. */
#include "expected.h"
#include "stock/balance.h"

struct list_input {
	struct texts location, site;
	int all;
};

#define INPUT(how, member) AT_##how(struct list_input, member)

static const struct field fields[] = {
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "only what comes to these places and all below (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only what comes to these sites (repeatable)" },
	{ "all", 0, &kind_flag, INPUT(FLAG, all), 0,
	    "what has come or is cancelled, too" },
	{ NULL },
};

const struct kind kind_expected = { .name = "kind",
	.store = STORE_TEXT,
	.accepts = "buy, transfer or make",
	.words = expected_words };

static const char *const progress_words[] = { "open", "part", "received",
	"cancelled", NULL };
static const struct kind kind_status = { .name = "status",
	.words = progress_words };

enum { OPEN, PART, RECEIVED, CANCELLED };

const struct column expected_columns[] = {
	{ "reference", TYPE_CODE, COL_FILTER, "the order" },
	{ "line", TYPE_INT, 0, "the order's line" },
	{ "kind", TYPE_CODE, COL_FILTER, "buy, transfer or make",
	    &kind_expected },
	{ "item", TYPE_CODE, COL_FILTER, "what will come", &kind_known_item },
	{ "location", TYPE_CODE, 0, "the place it will come to" },
	{ "from", TYPE_CODE, 0, "the place a transfer comes from" },
	{ "party", TYPE_CODE, COL_FILTER, "who delivers it",
	    &kind_known_party },
	{ "qty", TYPE_QTY, 0, "how much was ordered" },
	{ "received", TYPE_QTY, 0, "how much has come" },
	{ "open", TYPE_QTY, 0, "how much will still come" },
	{ "unit", TYPE_CODE, 0, "the unit of all quantities" },
	{ "due", TYPE_DATE, 0, "the day on which it is to come" },
	{ "late", TYPE_INT, 0, "days since then, where it is open" },
	{ "ordered", TYPE_DATE, COL_MINOR, "the day of the order" },
	{ "status", TYPE_CODE, COL_FILTER, "open, part, received or cancelled",
	    &kind_status },
	{ "name", TYPE_TEXT, COL_WIDE, "the item's name" },
	{ NULL },
};

enum { COLUMNS = sizeof expected_columns / sizeof *expected_columns - 1 };

static int
print_line(struct call *c, const struct expected *x)
{
	int64_t today = clock_today(&c->clock);
	int status = x->cancelled != NONE ? CANCELLED :
	    x->open == 0		  ? RECEIVED :
	    x->received > 0		  ? PART :
					    OPEN;
	struct cell cells[COLUMNS] = { cell_text(x->reference),
		cell_int(x->line), cell_text(expected_words[x->kind]),
		cell_text(x->item->sku), cell_text(x->location->code),
		cell_text(x->from == NULL ? NULL : x->from->code),
		cell_text(x->party), cell_int(x->qty), cell_int(x->received),
		cell_int(x->open), cell_text(x->item->unit), cell_int(x->due),
		cell_int(x->open == 0 || x->due == NONE || x->due >= today
			? NONE
			: today - x->due),
		cell_int(x->ordered), cell_text(progress_words[status]),
		cell_text(x->item->name) };

	return call_row(c, cells);
}

static int
run(struct call *c)
{
	struct list_input in = { .all = 0 };
	const struct expected *const *all = NULL;
	const struct location **at;
	struct expected_book *book;
	size_t n = 0, places;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = places_named(c->ops, in.location.v, in.location.n,
		    in.site.v, in.site.n, &at, &places);
	if (err == 0)
		err = expected_load(c->ops, c->clock.now, c->known, &book);
	if (err == 0)
		err = call_begin(c, expected_columns, COLUMNS);
	if (err == 0)
		all = expected_all(book, &n);
	for (size_t i = 0; err == 0 && i < n; i++)
		if ((in.all || all[i]->open > 0) &&
		    place_within(all[i]->location,
			(const struct location *const *)at, places))
			err = print_line(c, all[i]);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what is on its way", "ops stock expected list",
	    "open purchase orders incoming goods" },
	{ "what is late",
	    "ops stock expected list --where 'late > 0' "
	    "--sort -late",
	    "overdue deliveries" },
	{ NULL },
};

const struct cmd cmd_stock_expected_list = {
	.path = "stock expected list",
	.brief = "list what orders and productions will bring",
	.about = "One row for each line of which something is open; --all: "
		 "for each. received is what receipts brought that name the "
		 "reference and the item, since the day of the order: from a "
		 "vendor (buy), from production (make), or to the place from "
		 "elsewhere (transfer). They fill the lines of the place "
		 "they came to first, in the order of their numbers, then "
		 "the order's others. What went back to the vendor, or was "
		 "undone, is open again.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct list_input),
	.columns = expected_columns,
	.examples = examples,
	.run = run,
};
