/* ops stock pick: the sheet to fetch goods by, for orders. */
#include "pick.h"
#include "base/decimal.h"
#include "demand.h"
#include "stock/pick.h"

struct pick_input {
	const char *order;
	const struct location *site;
	int64_t date;
};

#define INPUT(how, member) AT_##how(struct pick_input, member)

static const struct field fields[] = {
	{ "order", 0, &kind_order, INPUT(TEXT, order), FIELD_ARG,
	    "only this order" },
	{ "site", 0, &kind_location, INPUT(LOCATION, site), 0,
	    "only what lies in this site, or place and all below it" },
	{ "date", 0, &kind_day, INPUT(INT, date), 0,
	    "only lines promised, or due, by this day" },
	{ NULL },
};

const struct column pick_columns[] = {
	{ "from", TYPE_CODE, 0, "the place to take it from" },
	{ "item", TYPE_CODE, 0, "what" },
	{ "name", TYPE_TEXT, COL_WIDE, "what people call it" },
	{ "lot", TYPE_CODE, 0, "the lot" },
	{ "qty", TYPE_QTY, 0, "how much" },
	{ "unit", TYPE_CODE, 0, "the unit of the quantity" },
	{ "order", TYPE_CODE, 0, "for which order" },
	{ "order_line", TYPE_INT, 0, "and which line of it" },
	{ "party", TYPE_CODE, 0, "who gets it" },
	{ "day", TYPE_DATE, 0, "when it is promised, else due" },
	{ NULL },
};

enum { COLUMNS = 10 };

/* What is missing is no row: there is nothing to fetch. */
static int
print_row(void *data, const struct pick_row *r)
{
	struct call *c = data;
	const struct demand *d = r->demand;
	char qty[DECIMAL_MAX];

	if (r->location == NULL) {
		decimal_print(qty, r->qty, QTY_SCALE, 0);
		note(c->ops, "order '%s' line %lld: %s of '%s' cannot be taken "
		    "from anywhere", d->order, (long long)d->line, qty,
		    d->item);
		return 0;
	}
	return call_row(c,
	    (struct cell[COLUMNS]){ cell_text(r->location->code),
		cell_text(r->item->sku), cell_text(r->item->name),
		cell_text(r->lot == NULL ? NULL : r->lot->lot),
		cell_int(r->qty), cell_text(r->item->unit), cell_text(d->order),
		cell_int(d->line), cell_text(d->party),
		cell_int(demand_day(d)) });
}

static int
run(struct call *c)
{
	struct pick_input in = { NULL, NULL, NONE };
	struct pick_query ask;
	struct demand *d;
	size_t n;
	int err = fill_given(c, &in, NULL);

	if (err == 0 && in.order != NULL &&
	    demand_by_order(c->ops, in.order, &d, &n) != 0)
		err = fail_at(c->ops, "order");
	if (err == 0 && in.site != NULL &&
	    location_check_stock(c->ops, in.site) != 0)
		err = fail_at(c->ops, "site");
	if (err == 0)
		err = call_begin(c, pick_columns, COLUMNS);
	ask = (struct pick_query){ in.order, in.site, in.date };
	if (err == 0)
		err = pick(c->ops, &ask, print_row, c);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what to fetch for an order", "ops stock pick SO-8004",
	    "picking list" },
	{ "fetch and ship what is due in a site by today",
	    "ops stock pick --site SOUTH --date today -F csv | "
	    "ops stock issue -i - --dry-run",
	    "picking deliver" },
	{ NULL },
};

const struct cmd cmd_stock_pick = {
	.path = "stock pick",
	.brief = "print the sheet to fetch goods by",
	.about = "In walking order: that of the tree of places. Each line "
		 "gets what is reserved for it, then what is free: the lot "
		 "that expires first, then the first place. Lines are served "
		 "in turn, as 'ops stock reserve --auto' does it. The sheet "
		 "is what 'ops stock issue -i' takes back: correct the "
		 "quantities to what was taken. What cannot be taken from "
		 "anywhere is said on standard error.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK,
	.fields = fields,
	.size = sizeof(struct pick_input),
	.columns = pick_columns,
	.examples = examples,
	.run = run,
};
