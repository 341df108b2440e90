/* ops stock waste: what it costs that things go wrong. */
#include "analysis.h"
#include "stock/waste.h"

struct waste_input {
	struct goods_asked goods;
	int explain;
};

#define INPUT(how, member) AT_##how(struct waste_input, member)

static const struct field fields[] = {
	{ "by", 0, &kind_text, INPUT(TEXT, goods.by), 0,
	    "the keys: any of kind, reason, item, category, site; or all "
	    "(kind,reason)" },
	FIELDS_OF_GOODS(struct waste_input),
	FIELDS_OF_PLACES(struct waste_input),
	{ "explain", 0, &kind_flag, INPUT(FLAG, explain), 0,
	    "the throughput, too" },
	{ NULL },
};

enum { KIND, REASON, ITEM, NAME, CATEGORY, SITE, LINES, QTY, UNIT, VALUE,
	SHARE, CUMULATED, OF_THROUGHPUT, THROUGHPUT, COLUMNS };

static const struct column columns[] = {
	{ "kind", TYPE_CODE, 0,
	    "scrap, expiry, rework, shrinkage, write-down or returns" },
	{ "reason", TYPE_TEXT, 0, "why, as the move says" },
	{ "item", TYPE_CODE, 0, "the item (--by item)" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "category", TYPE_TEXT, 0, "its category (--by category)" },
	{ "site", TYPE_CODE, 0, "the site (--by site)" },
	{ "lines", TYPE_INT, 0, "how often" },
	{ "qty", TYPE_QTY, 0, "how much (--by item)" },
	{ "unit", TYPE_CODE, 0, "the unit of qty" },
	{ "value", TYPE_MONEY, 0, "what it had cost" },
	{ "share", TYPE_RATIO, 0, "of all that is listed" },
	{ "cumulated", TYPE_RATIO, 0, "the shares down to this one" },
	{ "of_throughput", TYPE_RATIO, 0, "value / throughput" },
	{ "throughput", TYPE_MONEY, 0,
	    "the cost of what was sold and consumed (--explain)" },
	{ NULL },
};

static const char *const key_words[] = { "kind", "reason", "item", "category",
	"site", NULL };

struct printing {
	struct call *call;
	struct shown shown;
};

static int
print_row(void *data, const struct waste_row *r)
{
	struct printing *p = data;
	const struct item *item = NULL;
	int err = 0;

	if (r->key[WASTE_ITEM] != NULL)
		err = item_by_sku(p->call->ops, r->key[WASTE_ITEM], &item);
	if (err != 0)
		return err;
	return shown_row(&p->shown, (struct cell[COLUMNS]){
	    [KIND] = cell_text(r->key[WASTE_KIND]),
	    [REASON] = cell_text(r->key[WASTE_REASON]),
	    [ITEM] = cell_text(r->key[WASTE_ITEM]),
	    [NAME] = cell_text(item == NULL ? NULL : item->name),
	    [CATEGORY] = cell_text(r->key[WASTE_CATEGORY]),
	    [SITE] = cell_text(r->key[WASTE_SITE]),
	    [LINES] = cell_int(r->lines), [QTY] = cell_int(r->qty),
	    [UNIT] = cell_text(item == NULL ? NULL : item->unit),
	    [VALUE] = cell_int(r->value), [SHARE] = cell_int(r->share),
	    [CUMULATED] = cell_int(r->cumulated),
	    [OF_THROUGHPUT] = cell_int(r->of_throughput),
	    [THROUGHPUT] = cell_int(r->throughput) });
}

static unsigned
columns_of(unsigned by, int explain)
{
	static const int column[] = { KIND, REASON, ITEM, CATEGORY, SITE };
	unsigned shown = 1U << LINES | 1U << VALUE | 1U << SHARE |
	    1U << CUMULATED | 1U << OF_THROUGHPUT;

	for (int i = 0; i < WASTE_KEYS; i++)
		if (by >> i & 1)
			shown |= 1U << column[i];
	if (by >> WASTE_ITEM & 1)
		shown |= 1U << NAME | 1U << QTY | 1U << UNIT;
	return explain ? shown | 1U << THROUGHPUT : shown;
}

static int
run(struct call *c)
{
	struct waste_input in = { .explain = 0 };
	struct printing p = { .call = c,
		.shown = { c, columns, COLUMNS, 0 } };
	struct waste_query q = { .known = c->known, .zone = c->clock.zone,
		.row = print_row };
	struct goods_meant goods;
	int err = fill_given(c, &in, NULL);

	last_year(c, &q.since, &q.until);
	if (err == 0)
		err = by_read(c, in.goods.by == NULL ? "kind,reason"
						     : in.goods.by, &q.keys);
	if (err == 0)
		err = goods_read(c, &in.goods, &goods);
	if (err != 0)
		return err;
	p.shown.bits = columns_of(q.keys, in.explain);
	q.item = goods.item;
	q.n = goods.n;
	q.place = goods.place;
	q.places = goods.places;
	tell_period(c, q.since, q.until);
	err = shown_begin(&p.shown);
	if (err == 0 && !goods.none)
		err = waste(c->ops, &q, &p);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what waste costs, the worst first", "ops stock waste",
	    "scrap loss pareto shrinkage quality" },
	{ "which items are scrapped most this year",
	    "ops stock waste --period ytd --by kind,item --where 'kind = "
	    "scrap'" },
	{ NULL },
};

const struct cmd cmd_stock_waste = {
	.path = "stock waste",
	.brief = "show what waste costs, by kind and reason",
	.about = "What was wasted in the period (the last 365 days), at what "
		 "the goods had cost, the largest first, with the shares "
		 "summed up (Pareto) and set against the cost of what was "
		 "sold and consumed in it. What went to scrap or was lost and "
		 "whose lot had expired is expiry; what production consumed "
		 "for a reason that begins with rework is rework; shrinkage "
		 "is what counts and adjustments lost, and nothing that they "
		 "found is set against it; a write-down is by a lower "
		 "standard cost.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct waste_input),
	.keys = key_words,
	.columns = columns,
	.examples = examples,
	.run = run,
};
