/* ops stock sales: revenue, cost and margin. */
#include "analysis.h"
#include "base/decimal.h"
#include "stock/sales.h"

struct sales_input {
	struct goods_asked goods;
	struct texts customer;
	int consumed;
};

#define INPUT(how, member) AT_##how(struct sales_input, member)

static const struct field fields[] = {
	{ "by", 0, &kind_text, INPUT(TEXT, goods.by), 0,
	    "the keys: any of item, category, customer, site and one of day, "
	    "week, month, quarter, year; or all (item)" },
	FIELDS_OF_GOODS(struct sales_input),
	{ "customer", 0, &kind_parties, INPUT(TEXTS, customer), 0,
	    "only sales to these customers (repeatable)" },
	FIELDS_OF_PLACES(struct sales_input),
	{ "consumed", 0, &kind_flag, INPUT(FLAG, consumed), 0,
	    "what production took, too: all that was used" },
	{ NULL },
};

enum { ITEM, NAME, CATEGORY, CUSTOMER, SITE, PERIOD, QTY, UNIT, REVENUE, COST,
	MARGIN, RATE, LINES, UNPRICED, COLUMNS };

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "category", TYPE_TEXT, 0, "its category (--by category)" },
	{ "customer", TYPE_CODE, 0, "who took it (--by customer)" },
	{ "site", TYPE_CODE, 0, "the site it left (--by site)" },
	{ "period", TYPE_CODE, 0, "the day, week ... (--by month)" },
	{ "qty", TYPE_QTY, 0, "what went, less what came back" },
	{ "unit", TYPE_CODE, 0, "the unit of qty" },
	{ "revenue", TYPE_MONEY, 0, "what it brought" },
	{ "cost", TYPE_MONEY, 0, "what it had cost" },
	{ "margin", TYPE_MONEY, 0, "revenue less cost" },
	{ "margin_rate", TYPE_RATIO, 0, "margin / revenue" },
	{ "lines", TYPE_INT, COL_MINOR, "how many sales and returns" },
	{ "unpriced", TYPE_INT, COL_MINOR, "of them, those without a price" },
	{ NULL },
};

static const char *const key_words[] = { "item", "category", "customer",
	"site", "day", "week", "month", "quarter", "year", NULL };

struct printing {
	struct call *call;
	struct shown shown;
};

static int
print_row(void *data, const struct sales_row *r)
{
	struct printing *p = data;
	struct ops *ops = p->call->ops;
	const struct item *item = NULL;
	int64_t margin = NONE;
	int err = 0;

	if (r->key[SALES_ITEM] != NULL)
		err = item_by_sku(ops, r->key[SALES_ITEM], &item);
	if (err == 0 && r->revenue != NONE &&
	    sub_i64(r->revenue, r->cost, &margin) != 0)
		err = fail(ops, OPS_DATA, "a margin is too large a number");
	if (err != 0)
		return err;
	return shown_row(&p->shown, (struct cell[COLUMNS]){
	    [ITEM] = cell_text(r->key[SALES_ITEM]),
	    [NAME] = cell_text(item == NULL ? NULL : item->name),
	    [CATEGORY] = cell_text(r->key[SALES_CATEGORY]),
	    [CUSTOMER] = cell_text(r->key[SALES_CUSTOMER]),
	    [SITE] = cell_text(r->key[SALES_SITE]),
	    [PERIOD] = cell_text(r->key[SALES_PERIOD]),
	    [QTY] = cell_int(r->qty),
	    [UNIT] = cell_text(item == NULL ? NULL : item->unit),
	    [REVENUE] = cell_int(r->revenue),
	    [COST] = cell_int(r->cost),
	    [MARGIN] = cell_int(margin),
	    [RATE] = cell_int(margin == NONE || r->revenue <= 0
		? NONE : ratio_or_none(margin, r->revenue)),
	    [LINES] = cell_int(r->lines),
	    [UNPRICED] = cell_int(r->unpriced) });
}

/* The keys, and the columns that go with them. */
static int
read_keys(struct call *c, const char *by, struct sales_query *q,
    unsigned *shown)
{
	static const int column[] = { ITEM, CATEGORY, CUSTOMER, SITE };
	unsigned words;
	int grain, err = by_read(c, by == NULL ? "item" : by, &words);

	*shown = 1U << REVENUE | 1U << COST | 1U << MARGIN | 1U << RATE |
	    1U << LINES | 1U << UNPRICED;
	for (int i = 0; i < 4; i++)
		if (words >> i & 1)
			*shown |= 1U << column[i];
	if (words & 1)
		*shown |= 1U << NAME | 1U << QTY | 1U << UNIT;
	q->keys = words & 15;
	if (err == 0)
		err = by_one(c, words, 4, &grain);
	if (err != 0 || grain < 0)
		return err;
	q->keys |= 1U << SALES_PERIOD;
	*shown |= 1U << PERIOD;
	q->grain = (enum grain)grain;
	return 0;
}

static int
find_customers(struct call *c, const struct texts *code,
    struct sales_query *q)
{
	const struct party **party = ARENA_ARRAY(c->ops->keep,
	    const struct party *, code->n);
	int err = 0;

	for (size_t i = 0; err == 0 && i < code->n; i++)
		err = party_by_code(c->ops, code->v[i], &party[i]);
	q->customer = (const struct party *const *)party;
	q->customers = code->n;
	return err == 0 ? 0 : fail_at(c->ops, "customer");
}

static int
run(struct call *c)
{
	struct sales_input in = { .consumed = 0 };
	struct printing p = { .call = c,
		.shown = { c, columns, COLUMNS, 0 } };
	struct sales_query q = { .since = c->since, .until = until_now(c),
		.known = c->known, .zone = c->clock.zone, .row = print_row };
	struct goods_meant goods;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = read_keys(c, in.goods.by, &q, &p.shown.bits);
	if (err == 0)
		err = goods_read(c, &in.goods, &goods);
	if (err == 0)
		err = find_customers(c, &in.customer, &q);
	if (err == 0) {
		tell_period(c, q.since, q.until);
		err = shown_begin(&p.shown);
	}
	if (err == 0 && !goods.none) {
		q.item = goods.item;
		q.n = goods.n;
		q.place = goods.place;
		q.places = goods.places;
		q.consumed = in.consumed;
		err = sales(c->ops, &q, &p);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what was sold this year, item by item, and what it earned",
	    "ops stock sales --period ytd", "revenue margin profit" },
	{ "which customers bought most",
	    "ops stock sales --by customer --sort -revenue --limit 10" },
	{ "sales of each category, month by month",
	    "ops stock sales --by category,month", "turnover" },
	{ NULL },
};

const struct cmd cmd_stock_sales = {
	.path = "stock sales",
	.brief = "show what was sold, what it brought and what it cost",
	.about = "Moves to customers, less what came back from them, in the "
		 "period (all that the book has). Revenue "
		 "is quantity times the price of the move; a move without a "
		 "price brings nothing and is counted in unpriced. Cost is "
		 "what the stock was worth by each item's method "
		 "(ops-stock(1), VALUE).",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct sales_input),
	.keys = key_words,
	.columns = columns,
	.examples = examples,
	.run = run,
};
