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
	{ "by", 0, &kind_text, INPUT(TEXT, goods.by), 0,
	    "the keys: item, or item,site (item)" },
	FIELDS_OF_GOODS(struct dead_input),
	FIELDS_OF_PLACES(struct dead_input),
	{ NULL },
};

static const struct column columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "category", TYPE_TEXT, 0, "its category" },
	{ "site", TYPE_CODE, 0, "where it lies (--by item,site)" },
	{ "qty", TYPE_QTY, 0, "what is there" },
	{ "unit", TYPE_CODE, 0, "the unit of qty" },
	{ "value", TYPE_MONEY, 0, "the money that is tied up" },
	{ "last_in", TYPE_DATE, 0, "the day on which something came last" },
	{ "last_out", TYPE_DATE, 0,
	    "the day on which something went to a customer or to production "
	    "last" },
	{ "last_moved", TYPE_DATE, 0, "the day on which something went to "
	    "another place of ours last (of sites and places)" },
	{ "idle", TYPE_INT, 0, "days since the later of both, or since it "
	    "came first" },
	{ NULL },
};

enum { ITEM, NAME, CATEGORY, SITE, QTY, UNIT, VALUE, LAST_IN, LAST_OUT,
	LAST_MOVED, IDLE, COLUMNS };

static const char *const key_words[] = { "item", "site", NULL };

/* The day, or NONE as it is. */
static int64_t
day_or_none(const struct call *c, int64_t at)
{
	return at == NONE ? NONE : day_of(c, at);
}

static int
print_row(const struct shown *shown, const struct dead_row *r)
{
	const struct call *c = shown->call;
	const struct item *i = r->item;
	int64_t last = r->last_out > r->last_moved ? r->last_out
						   : r->last_moved;

	if (last == NONE)
		last = r->first_in;
	return shown_row(shown, (struct cell[COLUMNS]){
	    [ITEM] = cell_text(i->sku), [NAME] = cell_text(i->name),
	    [CATEGORY] = cell_text(i->category),
	    [SITE] = cell_text(r->site == NULL ? NULL : r->site->code),
	    [QTY] = cell_int(r->qty), [UNIT] = cell_text(i->unit),
	    [VALUE] = cell_int(r->value),
	    [LAST_IN] = cell_int(day_of(c, r->last_in)),
	    [LAST_OUT] = cell_int(day_or_none(c, r->last_out)),
	    [LAST_MOVED] = cell_int(day_or_none(c, r->last_moved)),
	    [IDLE] = cell_int(clock_today(&c->clock) - day_of(c, last)) });
}

/* What is asked of which goods, where. */
static int
read_query(struct call *c, const struct dead_input *in, struct dead_query *q,
    int *none)
{
	struct goods_meant goods = { .n = 0 };
	unsigned by = 0;
	int64_t since;
	int err = day_from_now(c, "idle", in->idle == NULL ? "180d" : in->idle,
	    -1, &since);

	if (err == 0)
		err = by_read(c, in->goods.by == NULL ? "item" : in->goods.by,
		    &by);
	if (err == 0 && !(by & 1))
		err = fail(c->ops, OPS_USAGE, "--by: '%s' is wrong: goods "
		    "are dead, not sites, item must be among the keys",
		    in->goods.by);
	if (err == 0)
		err = goods_read(c, &in->goods, &goods);
	if (err != 0)
		return err;
	*q = (struct dead_query){ goods.item, goods.n, goods.place,
		goods.places, (int)(by >> 1 & 1), c->clock.now, c->known,
		day_end(c->clock.zone, since) + 1 };
	*none = goods.none;
	return 0;
}

static int
run(struct call *c)
{
	struct dead_input in = { .idle = NULL };
	struct shown shown = { c, columns, COLUMNS, (1U << COLUMNS) - 1 };
	struct dead_query q;
	struct dead_row *row = NULL;
	size_t n = 0;
	int none, err = fill_given(c, &in, NULL);

	if (err == 0)
		err = read_query(c, &in, &q, &none);
	if (err == 0 && !none)
		err = dead_stock(c->ops, &q, &row, &n);
	if (err != 0)
		return err;
	if (!q.by_site)
		shown.bits &= ~(1U << SITE);
	if (!q.by_site && q.places == 0)
		shown.bits &= ~(1U << LAST_MOVED);
	err = shown_begin(&shown);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = print_row(&shown, &row[i]);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what lies there and nobody wants", "ops stock dead",
	    "obsolete excess slow stock" },
	{ "goods without demand for a month, worth more than 100",
	    "ops stock dead --idle 30d --where 'value > 100'" },
	{ "what is dead at its site, wanted elsewhere maybe",
	    "ops stock dead --by item,site --idle 90d" },
	{ NULL },
};

const struct cmd cmd_stock_dead = {
	.path = "stock dead",
	.brief = "list what nobody has wanted for long",
	.about = "Items of which there is some, and of which nothing has "
		 "gone to a customer or to production for so many days. What "
		 "was moved between places, counted or scrapped was not "
		 "wanted. What never went out is dead when so many days have "
		 "passed since it came first. The most money stands first. "
		 "--site, --location and --by item,site ask of the places: "
		 "what left them for another place of ours was wanted, and "
		 "what came from one came then.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct dead_input),
	.keys = key_words,
	.columns = columns,
	.examples = examples,
	.run = run,
};
