/* ops stock count accuracy: how right the book is, by what was counted. */
#include "analysis.h"
#include "base/decimal.h"
#include "cli/by.h"
#include "count.h"
#include "stock/accuracy.h"

struct accuracy_input {
	struct texts location, site;
	const char *by;
};

#define INPUT(how, member) AT_##how(struct accuracy_input, member)

static const struct field fields[] = {
	{ "location", 0, &kind_locations, INPUT(TEXTS, location), 0,
	    "only these places and all below them (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only these sites (repeatable)" },
	{ "by", 0, &kind_text, INPUT(TEXT, by), 0,
	    "the keys: any of site, class, month, or all (site)" },
	{ NULL },
};

enum {
	SITE,
	CLASS,
	MONTH,
	PLACES,
	WITHIN,
	ACCURACY,
	WAITING,
	GAIN,
	LOSS,
	NET,
	GROSS,
	COLUMNS
};

static const struct column columns[] = {
	{ "site", TYPE_CODE, 0, "the site of the places (--by site)" },
	{ "class", TYPE_CODE, COL_FILTER, "of the items (--by class)",
	    &kind_item_class },
	{ "month", TYPE_DATE, 0, "its first day (--by month)" },
	{ "places", TYPE_INT, 0, "how many were counted" },
	{ "within", TYPE_INT, 0, "of them within the tolerance" },
	{ "accuracy", TYPE_RATIO, 0, "within by places" },
	{ "waiting", TYPE_INT, 0, "how many more wait for a second count" },
	{ "gain", TYPE_MONEY, 0, "value of what was found" },
	{ "loss", TYPE_MONEY, 0, "value of what was gone" },
	{ "net", TYPE_MONEY, 0, "gain less loss" },
	{ "gross", TYPE_MONEY, 0, "gain and loss" },
	{ NULL },
};

struct printing {
	struct call *call;
	struct shown shown;
};

/* In the order of BY_SITE, BY_CLASS and BY_MONTH, as the columns. */
static const char *const key_words[] = { "site", "class", "month", NULL };

static int
print_row(void *data, const struct accuracy_row *r)
{
	struct printing *p = data;
	struct cell all[COLUMNS];
	int64_t share = NONE, net, gross;

	if (r->places > 0 &&
	    mul_div(r->within, MILLION, r->places, &share) != 0)
		share = NONE;
	if (sub_i64(r->gain, r->loss, &net) != 0 ||
	    add_i64(r->gain, r->loss, &gross) != 0)
		return fail(p->call->ops, OPS_DATA,
		    "the sum of the differences is too large a number");
	all[SITE] = cell_text(r->site);
	all[CLASS] = cell_text(r->class);
	all[MONTH] = cell_int(r->month);
	all[PLACES] = cell_int(r->places);
	all[WITHIN] = cell_int(r->within);
	all[ACCURACY] = cell_int(share);
	all[WAITING] = cell_int(r->waiting);
	all[GAIN] = cell_int(r->gain);
	all[LOSS] = cell_int(r->loss);
	all[NET] = cell_int(net);
	all[GROSS] = cell_int(gross);
	return shown_row(&p->shown, all);
}

static int
run(struct call *c)
{
	struct accuracy_input in = { .by = NULL };
	struct printing p = { .call = c };
	struct accuracy_query ask = { .since = c->since,
		.until = c->until,
		.as_of = c->clock.now,
		.known = c->known };
	const struct location **place = NULL;
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = by_read(c, in.by == NULL ? "site" : in.by, &ask.by);
	if (err == 0)
		err = places_named(c->ops, in.location.v, in.location.n,
		    in.site.v, in.site.n, &place, &ask.n);
	ask.place = place;
	if (call_filter(c, "class") != NULL)
		ask.by |= BY_CLASS;
	p.shown = (struct shown){ c, columns, COLUMNS, (1U << COLUMNS) - 1 };
	p.shown.bits &= ~(unsigned)(BY_SITE | BY_CLASS | BY_MONTH) | ask.by;
	if (err == 0) {
		tell_period(c, NONE, c->clock.now);
		err = shown_begin(&p.shown);
	}
	if (err == 0)
		err = accuracies(c->ops, &ask, print_row, &p);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "how right is the book", "ops stock count accuracy",
	    "inventory record accuracy shrinkage" },
	{ "the same by class, this year",
	    "ops stock count accuracy --by class,month --period ytd" },
	{ NULL },
};

const struct cmd cmd_stock_count_accuracy = {
	.path = "stock count accuracy",
	.brief = "show how right the book is, by what was counted",
	.about = "Of the places counted in the period (ever), the share that "
		 "was within the tolerance (stock.count_tolerance, "
		 "stock.count_tolerance_value; without them: equal), and what "
		 "the differences were worth. A place counted twice in a count "
		 "is one place, its last round counts; one that waits is not "
		 "counted yet. The class is today's, or that of --as-of.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct accuracy_input),
	.keys = key_words,
	.columns = columns,
	.examples = examples,
	.run = run,
};
