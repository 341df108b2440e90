/* ops stock opening: what a book begins with. */
#include <string.h>

#include "base/decimal.h"
#include "stock/kinds.h"
#include "stock/opening.h"

struct opening_input {
	int64_t date;
	const char *kind;
	const struct item *item;
	const struct location *location, *from;
	struct said qty;
	int64_t unit_cost, expires, line, due, ordered;
	int64_t promised, priority, price;
	const char *lot, *reference, *party, *reason;
};

#define INPUT(how, member) AT_##how(struct opening_input, member)

static const char *const kind_words[] = { "stock", "expected", "demand", "make",
	NULL };
enum { STOCK, EXPECTED, DEMAND, MAKE };

static const struct kind kind_opening = { .name = "kind",
	.store = STORE_TEXT,
	.accepts = "stock, expected, demand or make",
	.words = kind_words };

static const struct field fields[] = {
	{ "date", 0, &kind_time, INPUT(INT, date), 0,
	    "the instant, a day's first second (today's)" },
	{ "kind", 0, &kind_opening, INPUT(TEXT, kind), 0,
	    "stock, expected (of vendors, or another place), make or demand "
	    "(stock)" },
	{ "item", 0, &kind_item, INPUT(ITEM, item), FIELD_REQUIRED,
	    "the item" },
	{ "location", 0, &kind_location, INPUT(LOCATION, location), 0,
	    "the place it is at, or comes to, or (demand) from" },
	{ "qty", 0, &kind_counted, INPUT(SAID, qty), FIELD_REQUIRED,
	    "how much is there, will come, or is wanted" },
	{ "unit_cost", 0, &kind_price, INPUT(INT, unit_cost), 0,
	    "what one is worth (stock)" },
	{ "lot", 0, &kind_code, INPUT(TEXT, lot), 0, "the lot (stock)" },
	{ "expires", 0, &kind_day, INPUT(INT, expires), 0,
	    "the last day on which the lot is good" },
	{ "reference", 0, &kind_code, INPUT(TEXT, reference), 0,
	    "the order (expected, make, demand)" },
	{ "line", 0, &kind_count, INPUT(INT, line), 0,
	    "its line (1, 2 ... in the order of the rows)" },
	{ "party", 0, &kind_party, INPUT(TEXT, party), 0,
	    "who delivers it, or wants it" },
	{ "due", 0, &kind_day, INPUT(INT, due), 0,
	    "the day on which it is to come, or wanted" },
	{ "ordered", 0, &kind_day, INPUT(INT, ordered), 0,
	    "the day of the order (the opening's)" },
	{ "from", 0, &kind_location, INPUT(LOCATION, from), 0,
	    "the place it comes from (expected, a transfer)" },
	{ "promised", 0, &kind_day, INPUT(INT, promised), 0,
	    "the day that is promised (demand)" },
	{ "priority", 0, &kind_count, INPUT(INT, priority), 0,
	    "1 is served first, none last (demand)" },
	{ "price", 0, &kind_price, INPUT(INT, price), 0,
	    "what one is sold for (demand)" },
	{ "reason", 0, &kind_text, INPUT(TEXT, reason), 0,
	    "why (stock: opening)" },
	{ NULL },
};

static int
kind_of(const struct opening_input *in)
{
	int kind = STOCK;

	while (in->kind != NULL && strcmp(in->kind, kind_words[kind]) != 0)
		kind++;
	return kind;
}

/* Which kinds a field belongs to; those it has not are for all. */
static const struct {
	const char *name;
	unsigned kinds; /* 1 << kind */
} belongs[] = {
	{ "unit_cost", 1 << STOCK },
	{ "lot", 1 << STOCK },
	{ "expires", 1 << STOCK },
	{ "from", 1 << EXPECTED },
	{ "line", 1 << EXPECTED | 1 << DEMAND | 1 << MAKE },
	{ "party", 1 << EXPECTED | 1 << DEMAND },
	{ "due", 1 << EXPECTED | 1 << DEMAND | 1 << MAKE },
	{ "ordered", 1 << EXPECTED | 1 << DEMAND | 1 << MAKE },
	{ "promised", 1 << DEMAND },
	{ "priority", 1 << DEMAND },
	{ "price", 1 << DEMAND },
	{ "reason", 1 << STOCK | 1 << DEMAND },
};

/* What belongs to another kind is not dropped without a word. */
static int
check_fields(struct call *c, const struct opening_input *in)
{
	int kind = kind_of(in);

	for (const struct field *f = fields; f->name != NULL; f++)
		for (size_t i = 0; i < sizeof belongs / sizeof *belongs; i++)
			if (strcmp(belongs[i].name, f->name) == 0 &&
			    (belongs[i].kinds & 1U << kind) == 0 &&
			    !field_missing(f, in))
				return fail(c->ops, OPS_DATA,
				    "%s: it does not go with kind '%s'",
				    f->name, kind_words[kind]);
	if (in->location == NULL && kind != DEMAND)
		return fail(c->ops, OPS_DATA, "location: is missing");
	if (kind != STOCK && in->reference == NULL)
		return fail(c->ops, OPS_DATA, "reference: is missing");
	if (kind != STOCK && in->qty.qty == 0)
		return decimal_wrong(c->ops, "qty", in->qty.qty, QTY_SCALE,
		    "a quantity above 0");
	return 0;
}

static int
post_stock(struct call *c, const struct opening_input *in)
{
	struct move_order o = { .lot = in->lot,
		.expires = in->expires,
		.move = { .item = in->item,
		    .to = in->location,
		    .qty = in->qty.qty,
		    .said_unit = in->qty.unit,
		    .unit_cost = in->unit_cost,
		    .price = NONE,
		    .reference = in->reference,
		    .reason = in->reason,
		    .source_line = c->source == NULL ? NONE : c->line } };

	c->entry->source = c->source;
	return opening_stock(c->ops, c->entry, c->own, &o);
}

static int
post_expected(struct call *c, const struct opening_input *in)
{
	struct expected x = { .reference = in->reference,
		.line = in->line,
		.item = in->item,
		.location = in->location,
		.from = in->from,
		.party = in->party,
		.due = in->due,
		.ordered = in->ordered,
		.cancelled = NONE,
		.kind = kind_of(in) == MAKE ? EXPECTED_MAKE :
		    in->from != NULL	    ? EXPECTED_TRANSFER :
					      EXPECTED_BUY };
	int err =
	    expected_said(c->ops, in->item, in->qty.qty, in->qty.unit, &x.qty);

	return err != 0 ? err : opening_expected(c->ops, c->entry, c->own, &x);
}

static int
post_demand(struct call *c, const struct opening_input *in)
{
	struct demand d = { .order = in->reference,
		.line = in->line,
		.party = in->party,
		.item = in->item->sku,
		.due = in->due,
		.promised = in->promised,
		.priority = in->priority,
		.location = in->location == NULL ? NULL : in->location->code,
		.date = in->ordered == NONE ? NONE
		    : day_start(c->clock.zone, in->ordered),
		.price = in->price,
		.first_promised = NONE,
		.cancelled = NONE,
		.reason = in->reason };
	int err =
	    expected_said(c->ops, in->item, in->qty.qty, in->qty.unit, &d.qty);

	if (err == 0 && in->qty.unit != NULL && in->price != NONE &&
	    mul_div(in->price, in->qty.qty, d.qty, &d.price) != 0)
		return fail(c->ops, OPS_DATA, "price: it is too large");
	return err != 0 ? err : opening_demand(c->ops, c->entry, c->own, &d);
}

/* One instant for all rows of a file: that of the first. */
static int
open_book(struct call *c, int64_t date)
{
	struct opening *o = c->own;
	char said[TIME_SIZE], first[TIME_SIZE];
	int err = 0;

	if (date == NONE)
		date = day_start(c->clock.zone, clock_today(&c->clock));
	if (o == NULL)
		err = opening_begin(c->ops, date, &o);
	c->own = o;
	if (err != 0 || opening_at(o) == date)
		return err;
	time_print(said, date, c->clock.zone);
	time_print(first, opening_at(o), c->clock.zone);
	return fail(c->ops, OPS_DATA, "date: '%s' is another instant than '%s' "
	    "of the first row: expected one for all rows", said, first);
}

static int
record(struct call *c, void *rec)
{
	const struct opening_input *in = rec;
	int err = check_fields(c, in);

	if (err == 0)
		err = open_book(c, in->date);
	if (err != 0)
		return err;
	return kind_of(in) == STOCK ? post_stock(c, in) :
	    kind_of(in) == DEMAND   ? post_demand(c, in) :
				      post_expected(c, in);
}

/* What --date says is checked before the first row. */
static int
begin(struct call *c)
{
	struct opening_input in = { .date = NONE };
	int err;

	if (c->from == NULL)
		return 0;
	err = fill_given(c, &in, NULL);
	return err != 0 || in.date == NONE ? err : open_book(c, in.date);
}

static const struct example examples[] = {
	{ "begin a book with what is there: the columns of its file",
	    "ops stock opening --template",
	    "initial stock migration go live first day spreadsheet" },
	{ NULL },
};

const struct cmd cmd_stock_opening = {
	.path = "stock opening",
	.brief = "say what a book begins with",
	.about = "One file: rows of kind stock say what a place holds of an "
		 "item (and a lot) at the instant, and what one is worth; "
		 "rows of kind expected, what orders will still bring; of "
		 "kind make, what production will; rows of kind demand, what "
		 "customers still want. The goods come from ADJUSTMENT. It is "
		 "refused where goods moved before the instant; moves after it "
		 "may be there already. What is said is what counts: the same "
		 "again posts nothing, another quantity posts the difference.",
	.prints = PRINTS_ENTRY,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct opening_input),
	.posts = &ledger_move,
	.examples = examples,
	.begin = begin,
	.record = record,
};
