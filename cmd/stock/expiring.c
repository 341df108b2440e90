/* ops stock expiring: what will not be good for long. */
#include "analysis.h"
#include "stock/expiring.h"

struct expiring_input {
	struct goods_asked goods;
	const char *within;
};

#define INPUT(how, member) AT_##how(struct expiring_input, member)

static const struct field fields[] = {
	{ "within", 0, &kind_text, INPUT(TEXT, within), 0,
	    "how soon: 7d, 6w, 3mo (30d)" },
	FIELDS_OF_GOODS(struct expiring_input),
	FIELDS_OF_PLACES(struct expiring_input),
	{ NULL },
};

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "lot", TYPE_CODE, 0, "the lot" },
	{ "location", TYPE_CODE, 0, "where it is" },
	{ "expires", TYPE_DATE, 0, "the last day on which it is good" },
	{ "days", TYPE_INT, 0, "how many days from today; below 0: expired" },
	{ "qty", TYPE_QTY, 0, "how much of it is there" },
	{ "unit", TYPE_CODE, 0, "the unit of qty" },
	{ "value", TYPE_MONEY, 0, "what it is worth" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static int
print_row(struct call *c, const struct worth_row *r)
{
	struct cell cells[COLUMNS] = { cell_text(r->item->sku),
		cell_text(r->item->name), cell_text(r->lot->lot),
		cell_text(r->location->code), cell_int(r->lot->expires),
		cell_int(r->lot->expires - clock_today(&c->clock)),
		cell_int(r->qty), cell_text(r->item->unit),
		cell_int(r->value) };

	return call_row(c, cells);
}

static int
run(struct call *c)
{
	struct expiring_input in = { .within = NULL };
	struct expiring_query q = { .as_of = c->clock.now,
		.known = c->known };
	struct goods_meant goods;
	struct worth_row *row = NULL;
	size_t n = 0;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = day_from_now(c, "within", in.within == NULL ? "30d"
								  : in.within,
		    1, &q.last);
	if (err == 0)
		err = goods_read(c, &in.goods, &goods);
	if (err == 0 && !goods.none) {
		q.item = goods.item;
		q.n = goods.n;
		q.place = goods.place;
		q.places = goods.places;
		err = expiring(c->ops, &q, &row, &n);
	}
	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = print_row(c, &row[i]);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what expires within a month, or has", "ops stock expiring",
	    "shelf life best before expiry" },
	{ "what has expired", "ops stock expiring --within 0d --where "
			      "'days < 0'" },
	{ NULL },
};

const struct cmd cmd_stock_expiring = {
	.path = "stock expiring",
	.brief = "list the lots that expire soon, and those that have",
	.about = "By lot and place, the first to expire first. A lot is good "
		 "up to and with the day in expires; days is 0 on it.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct expiring_input),
	.columns = columns,
	.examples = examples,
	.run = run,
};
