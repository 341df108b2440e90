/* ops stock demand list: what customers want, and what became of it. */
#include <string.h>

#include "base/str.h"
#include "demand.h"
#include "stock/promise.h"
#include "stock/reserve.h"

/* What people type may be the digits of an order's number. */
static int
parse_order(struct call *c, const struct field *f, const char *text, size_t n,
    void *at)
{
	int err = c->source != NULL ? 0 : demand_meant(c->ops, text, &text);

	(void)n;
	return err != 0 ? err : kind_parse_code(c, f, text, strlen(text), at);
}

SQL(sql_orders,
    "SELECT DISTINCT order_code, party FROM demand "
    "ORDER BY order_code");

static int
complete_order(struct call *c, const char *prefix)
{
	struct db_query q;
	int err = db_query0(c->ops, &q, sql_orders);

	while (err == 0 && (err = db_next(&q)) == 1) {
		if (text_starts(db_text(&q, 0), prefix))
			call_candidate(c, db_text(&q, 0), db_text(&q, 1));
		err = 0;
	}
	db_done(&q);
	return err;
}

const struct kind kind_new_order = { .name = "order",
	.store = STORE_TEXT,
	.accepts = "the code of an order",
	.parse = kind_parse_code };
const struct kind kind_order = { .name = "order",
	.store = STORE_TEXT,
	.accepts = "the code of an order",
	.parse = parse_order,
	.complete = complete_order };
static const struct kind kind_demand_state = { .name = "state",
	.words = demand_words };

const struct column demand_columns[] = {
	{ "order", TYPE_CODE, COL_FILTER, "the order", &kind_order },
	{ "line", TYPE_INT, 0, "its line" },
	{ "party", TYPE_CODE, COL_FILTER, "who wants it", &kind_known_party },
	{ "item", TYPE_CODE, COL_FILTER, "what", &kind_known_item },
	{ "qty", TYPE_QTY, 0, "how much was ordered" },
	{ "due", TYPE_DATE, 0, "when it is wanted" },
	{ "promised", TYPE_DATE, 0, "when it is promised" },
	{ "location", TYPE_CODE, COL_FILTER | COL_MINOR,
	    "where it shall come from", &kind_known_location },
	{ "priority", TYPE_INT, COL_FILTER | COL_MINOR, "1 is served first" },
	{ "reference", TYPE_CODE, COL_FILTER | COL_MINOR,
	    "the customer's own number" },
	{ "date", TYPE_TIME, COL_MINOR, "when it was ordered" },
	{ "price", TYPE_PRICE, COL_MINOR, "what one is sold for" },
	{ "first_promised", TYPE_DATE, COL_MINOR, "the first promise" },
	{ "cancelled", TYPE_TIME, COL_DETAIL, "when the rest was given up" },
	{ "reason", TYPE_TEXT, COL_DETAIL | COL_WIDE, "why" },
	{ "shipped", TYPE_QTY, 0, "how much left" },
	{ "open", TYPE_QTY, 0, "how much is waited for" },
	{ "reserved", TYPE_QTY, 0, "of it, how much is reserved" },
	{ "state", TYPE_CODE, COL_FILTER, "open, partial, shipped, cancelled",
	    &kind_demand_state },
	{ "late_days", TYPE_INT, 0, "days behind its day; 0: in time" },
	{ "covered", TYPE_DATE, COL_MINOR,
	    "when all of it is there (--at-risk)" },
	{ "waits_for", TYPE_CODE, COL_MINOR, "what brings it (--at-risk)" },
	{ "expected", TYPE_DATE, COL_MINOR,
	    "when that is expected (--at-risk)" },
	{ "short", TYPE_QTY, COL_MINOR, "what nothing brings (--at-risk)" },
	{ "site", TYPE_CODE, COL_FILTER | COL_MINOR,
	    "the site of location, else the one it left first",
	    &kind_known_site },
	{ "day", TYPE_DATE, COL_DETAIL,
	    "the day that counts: promised, or due" },
	{ NULL },
};

enum { COLUMNS = sizeof demand_columns / sizeof *demand_columns - 1 };

struct list_input {
	int late, at_risk;
};

static const struct field fields[] = {
	{ "late", 0, &kind_flag, AT_FLAG(struct list_input, late), 0,
	    "only what is open behind its day" },
	{ "at_risk", 0, &kind_flag, AT_FLAG(struct list_input, at_risk), 0,
	    "only what nothing will cover in time, and what it waits for" },
	{ NULL },
};

struct listing {
	struct call *call;
	const struct list_input *in;
	const char *order; /* only this one, NULL */
	struct reserved *reserved;
};

enum { COVERED = COLUMNS - 6, WAITS_FOR, EXPECTED, SHORT, SITE };

/* As in service: of its own place, or the one that it left first. */
static int
find_site(struct ops *ops, const struct demand *d, struct cell *cell)
{
	const struct location *l;
	int err;

	if (d->from == NULL)
		return 0;
	err = location_by_code(ops, d->from, &l);
	if (err == 0 && l->site != NULL)
		*cell = cell_text(l->site->code);
	return err;
}

static int
reserved_for_line(const struct listing *l, const struct demand *d,
    int64_t *kept)
{
	const struct item *item;
	int err = item_by_sku(l->call->ops, d->item, &item);

	return err != 0 ? err
	    : reserved_line(l->reserved, item, d->order, d->line, kept);
}

static int
demand_cells(struct listing *l, const struct demand *d, int64_t late,
    struct cell *cells)
{
	int64_t kept = 0;
	int err = reserved_for_line(l, d, &kept);
	struct cell all[COLUMNS] = { cell_text(d->order), cell_int(d->line),
		cell_text(d->party), cell_text(d->item), cell_int(d->qty),
		cell_int(d->due), cell_int(d->promised), cell_text(d->location),
		cell_int(d->priority), cell_text(d->reference),
		cell_int(d->date), cell_int(d->price),
		cell_int(d->first_promised), cell_int(d->cancelled),
		cell_text(d->reason), cell_int(d->shipped), cell_int(d->open),
		cell_int(kept), cell_text(demand_words[d->state]),
		cell_int(late), CELL_MISSING, CELL_MISSING, CELL_MISSING,
		CELL_MISSING, CELL_MISSING, cell_int(demand_day(d)) };

	if (err == 0)
		err = find_site(l->call->ops, d, &all[SITE]);
	memcpy(cells, all, sizeof all);
	return err;
}

static int
print_row(void *data, const struct demand *d)
{
	struct listing *l = data;
	struct call *c = l->call;
	struct cell cells[COLUMNS];
	int64_t late = demand_late(d, c->clock.zone, c->clock.now);
	int err;

	if (l->in->late && (d->open == 0 || late == NONE || late == 0))
		return 0;
	err = demand_cells(l, d, late, cells);
	return err != 0 ? err : call_row(c, cells);
}

/* What is in stock for it is not at risk; what is promised to nobody is late
 * only where it never comes. */
static int
print_risk(void *data, const struct cover_row *r)
{
	struct listing *l = data;
	struct call *c = l->call;
	const struct demand *d = r->demand;
	int64_t late = demand_late(d, c->clock.zone, c->clock.now);
	int64_t day = demand_day(d);
	struct cell cells[COLUMNS];
	int err;

	if ((r->waits_for == NULL && r->short_by == 0) ||
	    (r->day != NONE && (day == NONE || r->day <= day)) ||
	    (l->order != NULL && strcmp(l->order, d->order) != 0) ||
	    (l->in->late && (late == NONE || late == 0)))
		return 0;
	err = demand_cells(l, d, late, cells);
	cells[COVERED] = cell_int(r->day);
	cells[WAITS_FOR] = cell_text(r->waits_for);
	cells[EXPECTED] = cell_int(r->expected);
	cells[SHORT] = cell_int(r->short_by);
	return err != 0 ? err : call_row(c, cells);
}

static int
list_risks(struct listing *l)
{
	struct call *c = l->call;
	struct promises *p;
	int err = promises_load(c->ops, c->clock.now, c->known, &p);

	return err != 0 ? err : cover(p, print_risk, l);
}

static int
run(struct call *c)
{
	struct list_input in = { 0, 0 };
	struct listing l = { .call = c, .in = &in };
	struct demand_query ask = { call_filter_one(c, "order"), c->clock.now,
		c->known };
	int err = fill_given(c, &in, NULL);

	if (err == 0)
		err = call_begin(c, demand_columns, COLUMNS);
	if (err == 0)
		err = reserved_load(c->ops, c->ops->keep, NULL, c->clock.now,
		    c->known, &l.reserved);
	l.order = ask.order;
	if (err == 0)
		err = in.at_risk ? list_risks(&l) :
				   demands(c->ops, &ask, print_row, &l);
	return err < 0 ? err : sink_end(c->out);
}

static const struct example examples[] = {
	{ "what customers wait for",
	    "ops stock demand list --where 'open > 0' --sort due",
	    "open orders backlog" },
	{ "which orders are late", "ops stock demand list --late",
	    "overdue backlog" },
	{ "which promises will be broken, and what they wait for",
	    "ops stock demand list --at-risk", "shortage backorder at risk" },
	{ "what one site has to send", "ops stock demand list --site SOUTH "
	    "--where 'open > 0'" },
	{ "one order", "ops stock demand list --order SO-8004" },
	{ NULL },
};

const struct cmd cmd_stock_demand_list = {
	.path = "stock demand list",
	.brief = "list what customers want",
	.about = "A row for each line of an order. The day that counts is the "
		 "promised one, else the one it is due: late_days is how "
		 "long ago that was for what is open, and how much later the "
		 "last of it left for what was shipped.\n\n--at-risk serves "
		 "open lines in turn, as 'ops stock reserve --auto' does: "
		 "with what is reserved for them, what is free, then what is "
		 "expected; it lists those that have not all by their day, "
		 "with the last of what they wait for. What is overdue comes "
		 "nobody knows when.",
	.prints = PRINTS_RELATION,
	.needs = NEED_BOOK | TAKES_TIME,
	.fields = fields,
	.size = sizeof(struct list_input),
	.columns = demand_columns,
	.examples = examples,
	.run = run,
};
