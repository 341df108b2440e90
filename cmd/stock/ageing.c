/* ops stock ageing: how old the stock is. */
#include <string.h>

#include "analysis.h"
#include "base/decimal.h"
#include "stock/ageing.h"

struct ageing_input {
	struct goods_asked goods;
	const char *ages;
	int qty;
};

#define INPUT(how, member) AT_##how(struct ageing_input, member)

static const struct field fields[] = {
	{ "by", 0, &kind_text, INPUT(TEXT, goods.by), 0,
	    "the keys: any of item, category, site, lot; or all (item)" },
	FIELDS_OF_GOODS(struct ageing_input),
	FIELDS_OF_PLACES(struct ageing_input),
	{ "ages", 0, &kind_text, INPUT(TEXT, ages), 0,
	    "where the classes of age end, in days (30,60,90,180,365)" },
	{ "qty", 0, &kind_flag, INPUT(FLAG, qty), 0,
	    "quantities of each age instead of values" },
	{ NULL },
};

enum { ITEM, NAME, CATEGORY, SITE, LOT, QTY, UNIT, VALUE, AGE, NEGATIVE, PARTS,
	COLUMNS = PARTS + AGES_MAX + 1 };

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "category", TYPE_TEXT, 0, "its category (--by category)" },
	{ "site", TYPE_CODE, 0, "where it lies (--by site)" },
	{ "lot", TYPE_CODE, 0, "its lot (--by lot)" },
	{ "qty", TYPE_QTY, 0, "what is there" },
	{ "unit", TYPE_CODE, 0, "the unit of qty" },
	{ "value", TYPE_MONEY, 0, "what it is worth" },
	{ "age", TYPE_INT, 0, "days since it came, on the average of value" },
	{ "negative", TYPE_MONEY, 0, "of value, what left before it came" },
	{ "to_30", TYPE_MONEY, 0, "of value, what is up to 30 days old" },
	{ "to_60", TYPE_MONEY, 0, "what is older, and up to 60 days" },
	{ "to_90", TYPE_MONEY, 0, "and so on, as --ages has it" },
	{ "to_180", TYPE_MONEY, 0, "" },
	{ "to_365", TYPE_MONEY, 0, "" },
	{ "over", TYPE_MONEY, 0, "what is older than all of them" },
	{ NULL },
};

static const char *const key_words[] = { "item", "category", "site",
	"lot", NULL };

struct printing {
	struct call *call;
	struct shown shown;
	struct column cols[COLUMNS];
	size_t ages;
	int qty;
};

static int
print_row(void *data, const struct ageing_row *r)
{
	struct printing *p = data;
	const struct item *item = NULL;
	struct cell all[COLUMNS];
	int err = 0;

	if (r->key[AGEING_ITEM] != NULL)
		err = item_by_sku(p->call->ops, r->key[AGEING_ITEM], &item);
	if (err != 0)
		return err;
	all[ITEM] = cell_text(r->key[AGEING_ITEM]);
	all[NAME] = cell_text(item == NULL ? NULL : item->name);
	all[CATEGORY] = cell_text(r->key[AGEING_CATEGORY]);
	all[SITE] = cell_text(r->key[AGEING_SITE]);
	all[LOT] = cell_text(r->key[AGEING_LOT]);
	all[QTY] = cell_int(r->all.qty);
	all[UNIT] = cell_text(item == NULL ? NULL : item->unit);
	all[VALUE] = cell_int(r->all.value);
	all[AGE] = cell_int(r->age);
	all[NEGATIVE] = cell_int(p->qty ? r->negative.qty : r->negative.value);
	for (size_t i = 0; i <= p->ages; i++)
		all[PARTS + i] = cell_int(p->qty ? r->part[i].qty
						 : r->part[i].value);
	return shown_row(&p->shown, all);
}

/* "30,60,90": whole days that rise. */
static int
read_ages(struct call *c, const char *text, struct ageing_query *q)
{
	const char *at = text;

	for (q->ages = 0; q->ages < AGES_MAX;) {
		size_t n, end = strcspn(at += strspn(at, " "), ",");
		int64_t *age = &q->age[q->ages++];

		for (n = end; n > 0 && at[n - 1] == ' ';)
			n--;
		if (decimal_parse(at, n, 0, age) != NULL || *age < 0 ||
		    *age > 1000000 || (q->ages > 1 && *age <= age[-1]))
			break;
		if (at[end] == '\0')
			return 0;
		at += end + 1;
	}
	return fail(c->ops, OPS_USAGE, "--ages: '%s' is wrong: expected at "
	    "most %d numbers of days that rise: 30,60,90", text, AGES_MAX);
}

/* The columns of the ages that were asked for. */
static void
name_columns(struct printing *p, const struct ageing_query *q)
{
	struct ops *ops = p->call->ops;
	size_t n = PARTS;

	memcpy(p->cols, columns, PARTS * sizeof *columns);
	for (; n < PARTS + q->ages; n++)
		p->cols[n] = (struct column){ arena_printf(ops->keep,
		    "to_%lld", (long long)q->age[n - PARTS]), TYPE_MONEY, 0,
		    "" };
	p->cols[n++] = (struct column){ "over", TYPE_MONEY, 0, "" };
	for (size_t i = NEGATIVE; p->qty && i < n; i++)
		p->cols[i].type = TYPE_QTY;
	p->ages = q->ages;
	p->shown = (struct shown){ p->call, p->cols, n, (1U << n) - 1 };
	if (!(q->keys >> AGEING_ITEM & 1))
		p->shown.bits &= ~(1U << ITEM | 1U << NAME | 1U << QTY |
		    1U << UNIT);
	if (!(q->keys >> AGEING_CATEGORY & 1))
		p->shown.bits &= ~(1U << CATEGORY);
	if (!(q->keys >> AGEING_SITE & 1))
		p->shown.bits &= ~(1U << SITE);
	if (!(q->keys >> AGEING_LOT & 1))
		p->shown.bits &= ~(1U << LOT);
}

static int
run(struct call *c)
{
	struct ageing_input in = { .qty = 0 };
	struct printing p = { .call = c };
	struct ageing_query q = { .as_of = c->clock.now, .known = c->known,
		.zone = c->clock.zone, .row = print_row };
	struct goods_meant goods;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = by_read(c, in.goods.by == NULL ? "item" : in.goods.by,
		    &q.keys);
	if (err == 0 && !(q.keys & 1) && ((q.keys >> AGEING_LOT & 1) ||
	    in.qty))
		err = fail(c->ops, OPS_USAGE, "--by: '%s' is wrong: lots "
		    "and quantities are of an item, item must be among the "
		    "keys", in.goods.by);
	if (err == 0)
		err = read_ages(c, in.ages == NULL ? "30,60,90,180,365"
						   : in.ages, &q);
	if (err == 0)
		err = goods_read(c, &in.goods, &goods);
	if (err != 0)
		return err;
	p.qty = in.qty;
	name_columns(&p, &q);
	q.item = goods.item;
	q.n = goods.n;
	q.place = goods.place;
	q.places = goods.places;
	err = shown_begin(&p.shown);
	if (err == 0 && !goods.none)
		err = ageing(c->ops, &q, &p);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "how old the stock is", "ops stock ageing", "aging age old goods" },
	{ "what is older than half a year, by category",
	    "ops stock ageing --by category --ages 180 --sort -over" },
	{ "how old it is at each site",
	    "ops stock ageing --by item,site --ages 90" },
	{ NULL },
};

const struct cmd cmd_stock_ageing = {
	.path = "stock ageing",
	.brief = "show how old the stock is",
	.about = "What is on hand, by the days since it came, in classes of "
		 "age. Goods leave in the order in which they came (of items "
		 "with average or standard cost, too); transfers between "
		 "places of ours keep their age, what a customer returns "
		 "begins anew, and so does what production made. A class "
		 "has its last day in it: to_30 is up to and with 30 days. "
		 "--site, --location and --by site ask each site for itself: "
		 "goods leave it in the order in which they came there, and "
		 "its value is its share by quantity.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct ageing_input),
	.keys = key_words,
	.columns = columns,
	.examples = examples,
	.run = run,
};
