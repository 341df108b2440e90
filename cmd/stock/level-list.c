/* ops stock level list: how much of an item each place shall hold. */
#include "level.h"

struct list_input {
	struct texts item, location, site;
	int all;
};

#define INPUT(how, member) AT_##how(struct list_input, member)

static const struct field fields[] = {
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "only these items (repeatable)" },
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "what holds at these places, inherited or not (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "what holds at these sites, inherited or not (repeatable)" },
	{ "all", 0, &kind_flag, INPUT(FLAG, all), 0,
	    "what holds at each place of ours, inherited or not" },
	{ NULL },
};

static const char *const level_words[] = { "own", "inherited", "item", NULL };
static const struct kind kind_level = { .name = "level", .words = level_words };

enum { OWN, INHERITED, ITEMS };

const struct column level_columns[] = {
	{ "item", TYPE_CODE, 0, "the item" },
	{ "location", TYPE_CODE, 0,
	    "the place (missing: all places of ours together)" },
	{ "min", TYPE_QTY, 0, "below it, it is time to refill" },
	{ "max", TYPE_QTY, 0, "fill up to this quantity" },
	{ "multiple", TYPE_QTY, 0, "in whole packs of so many" },
	{ "source", TYPE_CODE, COL_FILTER,
	    "a vendor, a place of ours, or make" },
	{ "unit", TYPE_CODE, 0, "the unit of all quantities" },
	{ "level", TYPE_CODE, COL_FILTER,
	    "whose minimum it is: own, inherited, or the item's", &kind_level },
	{ "from", TYPE_CODE, 0, "the place that it was set for" },
	{ "set", TYPE_TIME, COL_MINOR, "when it was recorded" },
	{ "age", TYPE_INT, 0, "days since then" },
	{ NULL },
};

enum { COLUMNS = sizeof level_columns / sizeof *level_columns - 1 };

struct listing {
	struct call *call;
	struct levels *levels;
	int64_t *own; /* by item id: the entry that set its min and max */
	int holds;    /* what holds at places, not what was set */
};

/* What was set for just this place: what set takes. */
static void
only_own(struct effective *e, const struct level *own)
{
	*e = (struct effective){ .min = own->min,
		.max = own->max,
		.multiple = own->multiple,
		.source = own->source,
		.from = own->location,
		.entry = own->entry };
}

static int
print_level(struct listing *p, const struct item *item,
    const struct location *at)
{
	struct call *c = p->call;
	const struct level *own =
	    at == NULL ? NULL : level_own(p->levels, item, at);
	struct effective e;
	int64_t set, today = clock_today(&c->clock);
	struct clock then;
	int how, err;

	level_effective(p->levels, item, at, &e);
	if (at == NULL)
		e.max = item->max;
	else if (!p->holds)
		only_own(&e, own);
	if (e.min == NONE && e.max == NONE && e.multiple == NONE &&
	    e.source == NULL)
		return 0;
	how = e.from == NULL ? ITEMS : e.from == at ? OWN : INHERITED;
	err = entry_recorded(c->ops,
	    e.from != NULL		     ? e.entry :
		e.min == NONE && own != NULL ? own->entry :
					       p->own[item->id],
	    &set);
	then = (struct clock){ set, c->clock.zone };
	if (err == 0) {
		struct cell cells[COLUMNS] = { cell_text(item->sku),
			cell_text(at == NULL ? NULL : at->code),
			cell_int(e.min), cell_int(e.max), cell_int(e.multiple),
			cell_text(e.source), cell_text(item->unit),
			cell_text(level_words[how]),
			cell_text(e.from == NULL ? NULL : e.from->code),
			cell_int(set),
			cell_int(
			    set == NONE ? NONE : today - clock_today(&then)) };

		err = call_row(c, cells);
	}
	return err;
}

static int
is_named(const struct location *l, const struct location *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i] == l)
			return 1;
	return 0;
}

/* The item's own, those that were set, and those that were asked for. */
static int
print_item(struct listing *p, const struct list_input *in,
    const struct item *item, const struct location *const *at, size_t n)
{
	const struct location *const *all;
	size_t places;
	int err = locations_all(p->call->ops, &all, &places);

	if (err == 0 && n == 0) /* --all has it, too */
		err = print_level(p, item, NULL);
	for (size_t i = 0; err == 0 && i < places; i++)
		if (place_is_stock(all[i]->kind) &&
		    (in->all || is_named(all[i], at, n) ||
			(!p->holds &&
			    level_own(p->levels, item, all[i]) != NULL)))
			err = print_level(p, item, all[i]);
	return err;
}

static int
run(struct call *c)
{
	struct list_input in = { .all = 0 };
	struct listing p = { .call = c };
	const struct location **at;
	const struct item *const *item;
	const struct item **named;
	size_t n = 0, places;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = places_named(c->ops, in.location.v, in.location.n,
		    in.site.v, in.site.n, &at, &places);
	p.holds = in.all || in.location.n + in.site.n > 0;
	if (err == 0)
		err = levels_load(c->ops, c->known, &p.levels);
	if (err == 0)
		err = item_levels_set(c->ops, c->known, &p.own);
	if (err == 0)
		err = call_begin(c, level_columns, COLUMNS);
	if (err == 0 && in.item.n == 0) {
		err = items_all(c->ops, &item, &n);
	} else if (err == 0) {
		err = items_named(c->ops, in.item.v, in.item.n, &named, &n);
		item = named;
	}
	for (size_t i = 0; err == 0 && i < n; i++)
		err = print_item(&p, &in, item[i], at, places);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "how much of an item each place shall hold",
	    "ops stock level list --item TYRE-700 --all",
	    "reorder point minimum maximum" },
	{ "minimums that nobody has looked at for a year",
	    "ops stock level list --where 'age > 365'", "stale old" },
	{ NULL },
};

const struct cmd cmd_stock_level_list = {
	.path = "stock level list",
	.brief = "list how much of an item each place shall hold",
	.about = "What was set, as 'ops stock level set' takes it: one row "
		 "for each item that has a minimum of its own (no location: "
		 "all places of ours together), and for each place with a "
		 "level. With --location, --site or --all it is what holds "
		 "at those places: what is missing is inherited from the "
		 "place above, at last from the item; and where a maximum is "
		 "missing, or below the minimum, it is the minimum. from "
		 "says where the minimum was set, age how many days ago.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct list_input),
	.columns = level_columns,
	.examples = examples,
	.run = run,
};
