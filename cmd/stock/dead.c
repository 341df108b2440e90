/* ops stock dead: what nobody has wanted for long. */
#include "analysis.h"
#include "stock/dead.h"

struct dead_input {
	struct goods_asked goods;
	const char *idle;
};

#define INPUT(how, member) AT_##how(struct dead_input, member)

static const struct field fields[] = {
	{ "idle", 0, &kind_text, INPUT(TEXT, idle), 0,
	    "how long nothing has gone out: 90d, 1y (180d)" },
	FIELDS_OF_GOODS(struct dead_input),
	{ NULL },
};

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "category", TYPE_TEXT, 0, "its category" },
	{ "qty", TYPE_QTY, 0, "what is there" },
	{ "unit", TYPE_CODE, 0, "the unit of qty" },
	{ "value", TYPE_MONEY, 0, "the money that is tied up" },
	{ "last_in", TYPE_DATE, 0, "the day on which something came last" },
	{ "last_out", TYPE_DATE, 0,
	    "the day on which something went to a customer or to production "
	    "last" },
	{ "idle", TYPE_INT, 0, "days since then, or since it came first" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

static int
print_row(struct call *c, const struct dead_row *r)
{
	const struct item *i = r->item;
	int64_t out = r->last_out == NONE ? NONE : day_of(c, r->last_out);
	struct cell cells[COLUMNS] = { cell_text(i->sku), cell_text(i->name),
		cell_text(i->category), cell_int(r->qty), cell_text(i->unit),
		cell_int(r->value), cell_int(day_of(c, r->last_in)),
		cell_int(out), cell_int(clock_today(&c->clock) -
		    (out == NONE ? day_of(c, r->first_in) : out)) };

	return call_row(c, cells);
}

static int
run(struct call *c)
{
	struct dead_input in = { .idle = NULL };
	struct goods_meant goods;
	struct dead_row *row = NULL;
	int64_t since;
	size_t n = 0;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = day_from_now(c, "idle", in.idle == NULL ? "180d"
							      : in.idle, -1,
		    &since);
	if (err == 0)
		err = goods_read(c, &in.goods, &goods);
	if (err == 0 && !goods.none)
		err = dead_stock(c->ops, goods.item, goods.n, c->clock.now,
		    c->known, day_end(c->clock.zone, since) + 1, &row, &n);
	if (err == 0)
		err = call_begin(c, columns, COLUMNS);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = print_row(c, &row[i]);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what lies there and nobody wants", "ops stock dead",
	    "obsolete excess slow stock" },
	{ "goods without demand for a month, worth more than 100",
	    "ops stock dead --idle 30d --where 'value > 100'" },
	{ NULL },
};

const struct cmd cmd_stock_dead = {
	.path = "stock dead",
	.brief = "list what nobody has wanted for long",
	.about = "Items of which there is some, and of which nothing has "
		 "gone to a customer or to production for so many days. What "
		 "was moved between places, counted or scrapped was not "
		 "wanted. What never went out is dead when so many days have "
		 "passed since it came first. The most money stands first.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct dead_input),
	.columns = columns,
	.examples = examples,
	.run = run,
};
