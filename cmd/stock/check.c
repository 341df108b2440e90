/* ops stock check: is there too little of an item, or too old, or none? */
#include "base/str.h"
#include "cli/nagios.h"
#include "io/steps.h"
#include "stock/check.h"
#include "stock/kinds.h"

struct check_input {
	struct texts location, site;
	int64_t warning, critical;
	int counts;
};

#define INPUT(how, member) AT_##how(struct check_input, member)

static const struct field fields[] = {
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "only what these places and all below them hold (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only what these sites hold (repeatable)" },
	{ "counts", 0, &kind_flag, INPUT(FLAG, counts), 0,
	    "find what is to be counted, too ('ops stock count due')" },
	{ "warning", 0, &kind_count, INPUT(INT, warning), 0,
	    "with --nagios: how many may be below minimum (0)" },
	{ "critical", 0, &kind_count, INPUT(INT, critical), 0,
	    "with --nagios: more below minimum are critical" },
	{ NULL },
};

static const struct kind kind_finding = { .name = "kind",
	.words = finding_words };

static const struct column columns[] = {
	{ "kind", TYPE_CODE, COL_FILTER,
	    "negative, below-min, expired or count-due", &kind_finding },
	{ "item", TYPE_CODE, COL_FILTER, "the item", &kind_known_item },
	{ "location", TYPE_CODE, 0,
	    "the place; of below-min the one whose level it is" },
	{ "on_hand", TYPE_QTY, 0, "what is there" },
	{ "min", TYPE_QTY, 0, "the level's minimum" },
	{ "max", TYPE_QTY, 0, "fill up to this quantity" },
	{ "unit", TYPE_CODE, 0, "the unit of all quantities" },
	{ "short", TYPE_QTY, 0, "how much there is too little" },
	{ "lot", TYPE_CODE, 0, "the lot (negative, expired, count-due)" },
	{ "name", TYPE_TEXT, COL_WIDE, "the item's name" },
	{ "date", TYPE_DATE, 0,
	    "the last day on which it was good; the day to count it" },
	{ NULL },
};

enum { COLUMNS = sizeof columns / sizeof *columns - 1 };

/* The rows that the filters let through are counted and handed on. */
struct checking {
	struct sink sink;
	struct call *call;
	struct sink *first; /* the filters, and then this */
	int64_t found[FINDINGS]; /* by enum finding */
	enum finding kind; /* of the row that is on its way */
};

static int
count_begin(struct sink *s, const struct column *cols, size_t n)
{
	return call_begin(((struct checking *)s)->call, cols, n);
}

static int
count_row(struct sink *s, const struct cell *cells)
{
	struct checking *k = (struct checking *)s;
	int err;

	k->found[k->kind]++;
	err = call_row(k->call, cells);
	return err < 0 ? err : 0; /* counts go on behind a --limit */
}

static int
count_end(struct sink *s)
{
	return sink_end(((struct checking *)s)->call->out);
}

static int
take_row(void *data, const struct finding_row *f)
{
	struct checking *k = data;
	struct cell cells[COLUMNS] = { cell_text(finding_words[f->kind]),
		cell_text(f->item->sku),
		cell_text(f->location == NULL ? NULL : f->location->code),
		cell_int(f->on_hand), cell_int(f->min),
		cell_int(f->max), cell_text(f->item->unit),
		cell_int(f->short_by),
		cell_text(f->lot == NULL ? NULL : f->lot->lot),
		cell_text(f->item->name), cell_int(f->date) };

	k->kind = f->kind;
	return sink_row(k->first, cells);
}

static int
answer(struct checking *k, const struct check_input *in)
{
	struct call *c = k->call;
	struct nagios_count counts[] = {
		{ "below", "below minimum", k->found[FOUND_BELOW_MIN],
		    in->warning == NONE ? 0 : in->warning, in->critical },
		{ "negative", "negative", k->found[FOUND_NEGATIVE], NONE, 0 },
		{ "expired", "expired", k->found[FOUND_EXPIRED], 0, NONE },
		{ "counts", "counts due", k->found[FOUND_COUNT_DUE], 0, NONE },
	};

	if (c->opt.nagios)
		nagios_print(c, "STOCK", counts,
		    sizeof counts / sizeof *counts - !in->counts);
	for (int i = 0; i < FINDINGS && !c->opt.nagios; i++)
		if (k->found[i] > 0)
			c->answer = OPS_NO;
	return 0;
}

static int
run(struct call *c)
{
	struct check_input in = { .warning = NONE, .critical = NONE };
	struct checking k = { { count_begin, count_row, count_end },
		.call = c };
	const struct location **place;
	size_t n;
	int err;

	err = fill_given(c, &in, NULL);
	if (err == 0 && !c->opt.nagios &&
	    (in.warning != NONE || in.critical != NONE))
		return fail(c->ops, OPS_USAGE,
		    "--warning and --critical go with --nagios only");
	if (text_eq(
		call_filter_one(c, "kind"), finding_words[FOUND_COUNT_DUE]))
		in.counts = 1;
	if (err == 0)
		err = places_named(c->ops, in.location.v, in.location.n,
		    in.site.v, in.site.n, &place, &n);
	if (err == 0)
		err = step_where(c->ops, c->opt.where, c->filters.v,
		    c->filters.n, &c->values, &k.sink, &k.first);
	if (err == 0)
		err = sink_begin(k.first, columns, COLUMNS);
	if (err == 0)
		err = stock_check(c->ops, place, n, c->clock.now, c->known,
		    take_row, &k);
	if (err == 0 && in.counts)
		err = stock_check_counts(c->ops, place, n, c->clock.now,
		    c->known, take_row, &k);
	if (err == 0)
		err = sink_end(k.first);
	return err != 0 ? err : answer(&k, &in);
}

static const struct example examples[] = {
	{ "which goods are short", "ops stock check" },
	{ "what is short, the most first",
	    "ops stock check --kind below-min --sort -short" },
	{ "is everything in stock", "ops stock check -q" },
	{ "is everything in stock, and counted",
	    "ops stock check --counts", "cycle count stocktake" },
	{ "watch the stock from a monitoring system",
	    "ops stock check --nagios --critical 30" },
	{ NULL },
};

const struct cmd cmd_stock_check = {
	.path = "stock check",
	.brief = "find what is short, below zero or expired",
	.about = "One row for each place that holds less than nothing of an "
		 "item (or of a lot); for each item of which all places of "
		 "ours together hold less than its minimum (no location); "
		 "for each place that holds less than the minimum that "
		 "'ops stock level set' has for it; and for each expired lot "
		 "that is not in quarantine. With --location or --site those "
		 "places are compared with the level that was set for them "
		 "or around them; where there is none, nor one inside, what "
		 "the company has with the item's minimum, which is for all "
		 "places together. The answer is yes, exit 0, where there is "
		 "no row. What is to be counted is looked for only with "
		 "--counts (or --kind count-due), and makes the answer no, "
		 "too. With --nagios one that is negative is CRITICAL, what is "
		 "below minimum is WARNING above --warning, and CRITICAL above "
		 "--critical; what is expired, or to be counted, is WARNING.",
	.prints = PRINTS_ANSWER,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct check_input),
	.columns = columns,
	.examples = examples,
	.run = run,
};
