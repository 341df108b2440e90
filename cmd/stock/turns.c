/* ops stock turns: how fast stock turns, and how long it will do. */
#include "analysis.h"
#include "base/decimal.h"
#include "stock/turns.h"

struct turns_input {
	struct goods_asked goods;
	const char *average;
	int explain;
};

#define INPUT(how, member) AT_##how(struct turns_input, member)

static const char *const average_words[] = { "time", "ends", NULL };
static const struct kind kind_average = { .name = "rule",
	.store = STORE_TEXT, .accepts = "time or ends",
	.words = average_words };

static const struct field fields[] = {
	{ "by", 0, &kind_text, INPUT(TEXT, goods.by), 0,
	    "the keys: any of item, category, site; or all (item)" },
	FIELDS_OF_GOODS(struct turns_input),
	FIELDS_OF_PLACES(struct turns_input),
	{ "average", 0, &kind_average, INPUT(TEXT, average), 0,
	    "the average value: time, over all of the period; or ends, of "
	    "its beginning and its end (time)" },
	{ "explain", 0, &kind_flag, INPUT(FLAG, explain), 0,
	    "the opening value and the days, too" },
	{ NULL },
};

enum { ITEM, NAME, CATEGORY, SITE, ON_HAND, USED, UNIT, VALUE, AVERAGE, COST,
	TURNS, COVER, OPENING, DAYS, COLUMNS };

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "category", TYPE_TEXT, 0, "its category (--by category)" },
	{ "site", TYPE_CODE, 0, "where it lies (--by site)" },
	{ "on_hand", TYPE_QTY, 0, "what is there at the period's end" },
	{ "used", TYPE_QTY, 0, "what was sold, less returns, and consumed" },
	{ "unit", TYPE_CODE, 0, "the unit of both" },
	{ "value", TYPE_MONEY, 0, "what on_hand is worth" },
	{ "average", TYPE_MONEY, 0, "what was there on the average" },
	{ "cost", TYPE_MONEY, 0, "what was used had cost" },
	{ "turns", TYPE_RATIO, 0, "cost / average, of 365 days" },
	{ "cover", TYPE_INT, 0, "how many days on_hand will do" },
	{ "opening", TYPE_MONEY, 0, "the value at the beginning (--explain)" },
	{ "days", TYPE_INT, 0, "how many days the period has (--explain)" },
	{ NULL },
};

static const char *const key_words[] = { "item", "category", "site", NULL };

struct printing {
	struct call *call;
	struct shown shown;
	int64_t days;
	int ends;
};

/* cost / average * 365 / days, in millionths. */
static int64_t
turns_of(int64_t cost, int64_t average, int64_t days)
{
	int64_t turns;

	if (average <= 0 || mul_div(cost, 365 * MILLION, days, &turns) != 0 ||
	    mul_div(turns, 1, average, &turns) != 0)
		return NONE;
	return turns;
}

/* Days, rounded down: one more would be too long. */
static int64_t
cover_of(int64_t left, int64_t used, int64_t days)
{
	int64_t cover;

	if (used <= 0 || left < 0 ||
	    __builtin_mul_overflow(left, days, &cover))
		return NONE;
	return cover / used;
}

static int
print_row(void *data, const struct turns_row *r)
{
	struct printing *p = data;
	const struct item *item = NULL;
	int64_t average = r->average;
	int err = 0;

	if (r->key[TURNS_ITEM] != NULL)
		err = item_by_sku(p->call->ops, r->key[TURNS_ITEM], &item);
	if (err == 0 && p->ends) {
		err = add_i64(r->opening, r->value, &average);
		mul_div(average, 1, 2, &average);
	}
	if (err != 0)
		return err;
	return shown_row(&p->shown, (struct cell[COLUMNS]){
	    [ITEM] = cell_text(r->key[TURNS_ITEM]),
	    [NAME] = cell_text(item == NULL ? NULL : item->name),
	    [CATEGORY] = cell_text(r->key[TURNS_CATEGORY]),
	    [SITE] = cell_text(r->key[TURNS_SITE]),
	    [ON_HAND] = cell_int(r->qty), [USED] = cell_int(r->used),
	    [UNIT] = cell_text(item == NULL ? NULL : item->unit),
	    [VALUE] = cell_int(r->value), [AVERAGE] = cell_int(average),
	    [COST] = cell_int(r->cost),
	    [TURNS] = cell_int(turns_of(r->cost, average, p->days)),
	    [COVER] = cell_int(item != NULL
		? cover_of(r->qty, r->used, p->days)
		: cover_of(r->value, r->cost, p->days)),
	    [OPENING] = cell_int(r->opening), [DAYS] = cell_int(p->days) });
}

static unsigned
columns_of(unsigned by, int explain)
{
	unsigned shown = 1U << VALUE | 1U << AVERAGE | 1U << COST |
	    1U << TURNS | 1U << COVER;

	if (by >> TURNS_ITEM & 1)
		shown |= 1U << ITEM | 1U << NAME | 1U << ON_HAND | 1U << USED |
		    1U << UNIT;
	if (by >> TURNS_CATEGORY & 1)
		shown |= 1U << CATEGORY;
	if (by >> TURNS_SITE & 1)
		shown |= 1U << SITE;
	if (explain)
		shown |= 1U << OPENING | 1U << DAYS;
	return shown;
}

static int
run(struct call *c)
{
	struct turns_input in = { .explain = 0 };
	struct printing p = { .call = c,
		.shown = { c, columns, COLUMNS, 0 } };
	struct turns_query q = { .known = c->known, .row = print_row };
	struct goods_meant goods;
	int err = fill_given(c, &in, NULL);

	last_year(c, &q.since, &q.until);
	if (err == 0 && q.until < q.since)
		err = fail(c->ops, OPS_USAGE,
		    "the period has not begun: expected one that has");
	if (err == 0)
		err = by_read(c, in.goods.by == NULL ? "item" : in.goods.by,
		    &q.keys);
	if (err == 0)
		err = goods_read(c, &in.goods, &goods);
	p.days = days_between(c, q.since, q.until);
	p.ends = in.average != NULL && in.average[0] == 'e';
	p.shown.bits = columns_of(q.keys, in.explain);
	q.item = goods.item;
	q.n = goods.n;
	q.place = goods.place;
	q.places = goods.places;
	if (err == 0) {
		tell_period(c, q.since, q.until);
		err = shown_begin(&p.shown);
	}
	if (err == 0 && !goods.none)
		err = turns(c->ops, &q, &p);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "how often each item turned in a year, and how long it will do",
	    "ops stock turns", "inventory turnover days of cover supply" },
	{ "which goods lie longest", "ops stock turns --where 'turns < 2' "
				     "--sort turns", "slow movers" },
	{ "turns of each category in this quarter",
	    "ops stock turns --by category --period qtd" },
	{ "turns of each site", "ops stock turns --by site" },
	{ NULL },
};

const struct cmd cmd_stock_turns = {
	.path = "stock turns",
	.brief = "show how fast stock turns, and how long it will do",
	.about = "Turns are the cost of what was sold and consumed in the "
		 "period (the last 365 days), divided by the value that lay "
		 "there on the average, for a year of 365 days. Cover is how "
		 "many whole days what is on hand will do if as much is used "
		 "a day as in the period: by quantity of an item, by value "
		 "of several. Where nothing lay there, or nothing was used, "
		 "the cell is empty. --site, --location and --by site count "
		 "what was used from there, against what lay there; a "
		 "transfer is no use.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct turns_input),
	.keys = key_words,
	.columns = columns,
	.examples = examples,
	.run = run,
};
