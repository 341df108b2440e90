/* ops stock service: how well promises to customers were kept. */
#include <string.h>

#include "analysis.h"
#include "cli/by.h"
#include "stock/kinds.h"
#include "stock/service.h"

struct service_input {
	struct texts party, item, site;
	const char *by, *against;
	int explain;
};

#define INPUT(how, member) AT_##how(struct service_input, member)

static const struct kind kind_against = { .name = "day",
	.store = STORE_TEXT,
	.accepts = "first (the first promise), promised or due",
	.words = service_words };

static const struct field fields[] = {
	{ "party", 0, &kind_texts, INPUT(TEXTS, party), 0,
	    "only these customers (repeatable)" },
	{ "item", 0, &kind_items, INPUT(TEXTS, item), 0,
	    "only these items (repeatable)" },
	{ "site", 0, &kind_sites, INPUT(TEXTS, site), 0,
	    "only these sites (repeatable)" },
	{ "by", 0, &kind_text, INPUT(TEXT, by), 0,
	    "the keys: any of party, item, site, period (all in one)" },
	{ "against", 0, &kind_against, INPUT(TEXT, against), 0,
	    "the day that counts: first, promised or due (first)" },
	{ "explain", 0, &kind_flag, INPUT(FLAG, explain), 0,
	    "the lines, each with how it was judged" },
	{ NULL },
};

static const struct column columns[] = {
	{ "party", TYPE_CODE, 0, "the customer (--by party)" },
	{ "item", TYPE_CODE, 0, "the item (--by item)" },
	{ "site", TYPE_CODE, 0, "where it comes from (--by site)" },
	{ "period", TYPE_DATE, 0, "first day of the month (--by period)" },
	{ "lines", TYPE_INT, 0, "how many lines are judged" },
	{ "on_time", TYPE_RATIO, 0, "of them, nothing was late" },
	{ "in_full", TYPE_RATIO, 0, "of them, all of it left" },
	{ "otif", TYPE_RATIO, 0, "of them, all of it left in time" },
	{ "fill_rate", TYPE_RATIO, 0,
	    "mean share of a line that left in time" },
	{ "orders", TYPE_INT, 0, "how many orders are judged" },
	{ "order_on_time", TYPE_RATIO, COL_MINOR, "of them, no line was late" },
	{ "order_in_full", TYPE_RATIO, COL_MINOR,
	    "of them, no line lacks anything" },
	{ "order_otif", TYPE_RATIO, 0, "of them, all lines left in time" },
	{ "backlog", TYPE_INT, 0, "lines that are waited for" },
	{ "backlog_late", TYPE_INT, 0, "of them, behind their day" },
	{ "backlog_value", TYPE_MONEY, 0, "what is open, at its price" },
	{ "age_median", TYPE_INT, COL_MINOR, "days since they were ordered" },
	{ "age_oldest", TYPE_INT, COL_MINOR, "the same of the oldest" },
	{ "shipped", TYPE_INT, COL_MINOR, "lines of which all has left" },
	{ "to_ship_median", TYPE_RATIO, COL_MINOR, "days from order to then" },
	{ "to_ship_p90", TYPE_RATIO, COL_MINOR,
	    "nine of ten took at most so many" },
	{ NULL },
};

enum {
	PARTY,
	ITEM,
	SITE,
	PERIOD,
	KEYS,
	COLUMNS = sizeof columns / sizeof *columns - 1
};

static const struct column line_columns[] = {
	{ "order", TYPE_CODE, 0, "the order" },
	{ "line", TYPE_INT, 0, "its line" },
	{ "party", TYPE_CODE, 0, "the customer" },
	{ "item", TYPE_CODE, 0, "the item" },
	{ "site", TYPE_CODE, 0, "where it comes from" },
	{ "qty", TYPE_QTY, 0, "how much was ordered" },
	{ "date", TYPE_TIME, 0, "when it was ordered" },
	{ "day", TYPE_DATE, 0, "the day it is measured by" },
	{ "in_time", TYPE_QTY, 0, "how much left by then" },
	{ "shipped", TYPE_QTY, 0, "how much left so far" },
	{ "complete", TYPE_TIME, 0, "when the last of it left" },
	{ "cancelled", TYPE_TIME, 0, "when the rest was given up" },
	{ "counted", TYPE_BOOL, 0, "is it judged" },
	{ "on_time", TYPE_BOOL, 0, "nothing was late" },
	{ "in_full", TYPE_BOOL, 0, "all of it left" },
	{ "otif", TYPE_BOOL, 0, "all of it left in time" },
	{ "fill", TYPE_RATIO, 0, "the share that left in time" },
	{ "age", TYPE_INT, 0, "days since it was ordered, where it is open" },
	{ "to_ship", TYPE_RATIO, 0, "days from order to complete" },
};

enum { LINE_COLUMNS = sizeof line_columns / sizeof *line_columns };

struct printing {
	struct call *call;
	const struct service_query *ask;
	struct shown shown;
};

static const char *const key_words[] = { "party", "item", "site", "period",
	NULL };

static int
print_group(void *data, const struct service_row *r)
{
	struct printing *p = data;
	const struct cell all[COLUMNS] = { cell_text(r->party),
		cell_text(r->item), cell_text(r->site), cell_int(r->period),
		cell_int(r->lines), cell_int(r->on_time), cell_int(r->in_full),
		cell_int(r->otif), cell_int(r->fill_rate), cell_int(r->orders),
		cell_int(r->order_on_time), cell_int(r->order_in_full),
		cell_int(r->order_otif), cell_int(r->backlog),
		cell_int(r->backlog_late), cell_int(r->backlog_value),
		cell_int(r->age_median), cell_int(r->age_oldest),
		cell_int(r->shipped), cell_int(r->to_ship_median),
		cell_int(r->to_ship_p90) };

	return shown_row(&p->shown, all);
}

static int
print_line(void *data, const struct service_line *s)
{
	const struct demand *d = s->demand;
	int64_t days = NONE;
	struct cell cells[LINE_COLUMNS];

	if (s->to_ship != NONE)
		days = service_days(s->to_ship);
	memcpy(cells,
	    (struct cell[LINE_COLUMNS]){ cell_text(d->order), cell_int(d->line),
		cell_text(d->party), cell_text(d->item), cell_text(s->site),
		cell_int(d->qty), cell_int(d->date), cell_int(s->day),
		cell_int(s->in_time), cell_int(d->shipped),
		cell_int(s->complete), cell_int(d->cancelled),
		cell_int(s->counted), cell_int(s->counted ? s->on_time : NONE),
		cell_int(s->counted ? s->in_full : NONE),
		cell_int(s->counted ? s->otif : NONE), cell_int(s->fill),
		cell_int(s->age), cell_int(days) },
	    sizeof cells);
	return call_row(data, cells);
}

static int
print_groups(struct printing *p)
{
	int err;

	p->shown = (struct shown){ p->call, columns, COLUMNS,
		(1U << COLUMNS) - 1 };
	p->shown.bits &= ~((1U << KEYS) - 1) | p->ask->by;
	err = shown_begin(&p->shown);
	return err != 0 ? err : service(p->call->ops, p->ask, print_group, p);
}

static int
run(struct call *c)
{
	struct service_input in = { .by = NULL };
	struct service_query ask = { .as_of = c->clock.now,
		.known = c->known,
		.first = NONE,
		.last = NONE };
	struct printing p = { .call = c, .ask = &ask };
	int second, err = fill_given(c, &in, NULL);

	if (err == 0)
		err = by_read(c, in.by == NULL ? "all" : in.by, &ask.by);
	if (err != 0)
		return err;
	for (int i = 0; in.against != NULL && service_words[i] != NULL; i++)
		if (strcmp(service_words[i], in.against) == 0)
			ask.against = (enum service_day)i;
	ask.party = (struct service_codes){ in.party.v, in.party.n };
	ask.item = (struct service_codes){ in.item.v, in.item.n };
	ask.site = (struct service_codes){ in.site.v, in.site.n };
	if (c->since != NONE)
		zone_from_utc(c->clock.zone, c->since, &ask.first, &second);
	if (c->until != NONE)
		zone_from_utc(c->clock.zone, c->until, &ask.last, &second);
	tell_period(c, NONE, c->clock.now);
	if (in.explain) {
		err = call_begin(c, line_columns, LINE_COLUMNS);
		if (err == 0)
			err = service_lines(c->ops, &ask, print_line, c);
	} else {
		err = print_groups(&p);
	}
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "how well are promises kept", "ops stock service -p ytd",
	    "otif on time in full delivery performance fill rate" },
	{ "which customers wait", "ops stock service --by party --sort otif" },
	{ "month by month", "ops stock service --by period" },
	{ "why is it so", "ops stock service --explain --where 'otif = no'" },
	{ NULL },
};

const struct cmd cmd_stock_service = {
	.path = "stock service",
	.brief = "measure how promises to customers were kept",
	.about = "A line is measured by its first promise, else by the day "
		 "it is due (--against chooses). It is judged when that day "
		 "is over, or when nothing of it is waited for any more; "
		 "so a late line that is still open is a miss. The period "
		 "(all that the book has) "
		 "is that of its day, of its date where it has none. "
		 "ops-stock(1) has all definitions.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME | TAKES_PERIOD,
	.fields = fields,
	.size = sizeof(struct service_input),
	.keys = key_words,
	.columns = columns,
	.examples = examples,
	.run = run,
};
