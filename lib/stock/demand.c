/* Demand: the lines of customers' orders, kept and read. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "ledger/number.h"
#include "stock/demand.h"
#include "stock/reserve.h"
#include "time/date.h"

const char *const demand_words[] = { "open", "partial", "shipped", "cancelled",
	NULL };

static const struct column demand_cols[] = {
	{ "order_code", TYPE_CODE, LEDGER_KEY, "the order" },
	{ "order_line", TYPE_INT, LEDGER_KEY, "its line" },
	{ "party", TYPE_CODE, 0, "who wants it" },
	{ "item", TYPE_CODE, 0, "what" },
	{ "qty", TYPE_QTY, 0, "how much, in the item's unit" },
	{ "due", TYPE_DATE, 0, "when it is wanted" },
	{ "promised", TYPE_DATE, 0, "when it is promised" },
	{ "location", TYPE_CODE, 0, "where it shall come from" },
	{ "priority", TYPE_INT, 0, "1 is served first" },
	{ "reference", TYPE_CODE, 0, "the customer's own number" },
	{ "date", TYPE_TIME, 0, "when it was ordered" },
	{ "price", TYPE_PRICE, 0, "what one is sold for" },
	{ "first_promised", TYPE_DATE, 0, "the first promise" },
	{ "cancelled", TYPE_TIME, 0, "when the rest was given up" },
	{ "reason", TYPE_TEXT, COL_WIDE, "why" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

enum { DEMAND_COLS = sizeof demand_cols / sizeof *demand_cols };

SQL(sql_shipped,
    "SELECT CAST(SUM(qty) AS BIGINT), MIN(item) FROM shipment "
    "WHERE order_code = $1 AND order_line = $2");
SQL(sql_any_reserved,
    "SELECT MIN(entry) FROM reservation "
    "WHERE order_code = $1 AND order_line = $2");

static int
check_taken_back(struct ops *ops, const struct db_value *v, int64_t shipped)
{
	int64_t entry = NONE;
	int err = db_get(ops, &entry, sql_any_reserved, v[0], v[1]);

	if (err != 0 || (shipped == NONE && entry == NONE))
		return err;
	return fail(ops, OPS_DATA,
	    "order '%s' line %lld %s: it cannot be "
	    "taken back",
	    (const char *)v[0].p, (long long)v[1].i,
	    shipped != NONE ? "was shipped" : "has a reservation");
}

/* A line that was shipped stays what it was, and is not less than that. */
static int
check_demand(struct ops *ops, const struct db_value *v, int live)
{
	int over = conf_choice(ops->conf, "stock.ship_over");
	int64_t shipped = NONE;
	const char *item = NULL;
	char text[DECIMAL_MAX];
	struct db_query q;
	int err = db_query(ops, &q, sql_shipped, v[0], v[1]);

	if (err != 0 || (err = db_next(&q)) < 0)
		return err;
	shipped = db_int(&q, 0);
	item = arena_strdup(ops->mem, db_text(&q, 1));
	db_done(&q);
	if (!live)
		return check_taken_back(ops, v, shipped);
	if (item != NULL && !text_eq(item, v[3].p))
		return fail(ops, OPS_DATA,
		    "item: order '%s' line %lld was "
		    "shipped as '%s' already",
		    (const char *)v[0].p, (long long)v[1].i, item);
	if (shipped == NONE || v[4].i >= shipped || over != SHIP_OVER_REFUSE)
		return 0;
	decimal_print(text, shipped, QTY_SCALE, 0);
	return fail(ops, OPS_DATA,
	    "qty: %s of it was shipped already "
	    "(order '%s' line %lld)",
	    text, (const char *)v[0].p, (long long)v[1].i);
}

const struct ledger ledger_demand = { .name = "stock demand",
	.cols = demand_cols,
	.n = DEMAND_COLS,
	.kept = "demand",
	.check = check_demand,
	.sort = LEDGER_RECORD,
	.store = record_store,
	.lines = record_lines,
	.lines_back = record_lines_back,
	.reverse = record_reverse_new,
	.verify = record_verify };

/* ---- reading ---- */

/* Lines and their shipments, both in the order of their keys. */
struct reading {
	struct ops *ops;
	const struct demand_query *ask;
	struct arena *mem; /* of what grows */
	struct db_query lines, shipments;
	int more; /* of shipments */
	VEC(struct demand_shipment) of_line;
};

enum { KEY = 3 }; /* of a row of record_query(): where its columns begin */

SQL(sql_lines_of,
    "SELECT id, entry, line, order_code, order_line, party, item, qty, due, "
    "promised, location, priority, reference, date, price, first_promised, "
    "cancelled, reason FROM demand WHERE order_code = $1 "
    "ORDER BY order_code, order_line");
SQL(sql_shipments_of,
    "SELECT id, entry, line, order_code, order_line, n, item, qty, date, "
    "location FROM shipment WHERE order_code = $1 "
    "ORDER BY order_code, order_line, n");

static int
begin_reading(struct reading *r)
{
	const struct demand_query *ask = r->ask;
	struct ops *ops = r->ops;
	int one = ask->order != NULL && ask->known == NONE;
	int err = one ?
	    db_query(ops, &r->lines, sql_lines_of, V(ask->order)) :
	    record_query(ops, &ledger_demand, ask->known, NULL, &r->lines);

	if (err == 0)
		err = one ? db_query(ops, &r->shipments, sql_shipments_of,
				V(ask->order)) :
			    record_query(ops, &ledger_shipment, ask->known,
				NULL, &r->shipments);
	if (err == 0)
		err = r->more = db_next(&r->shipments);
	return err < 0 ? err : 0;
}

/* Below, at or above 0 as the shipment is before the line, of it, behind. */
static int
compare_shipment(const struct reading *r, const struct demand *d)
{
	int order = strcmp(db_text(&r->shipments, KEY), d->order);
	int64_t line = db_int(&r->shipments, KEY + 1);

	return order != 0 ? order : line < d->line ? -1 : line > d->line;
}

/* The shipments of a line that count, into r->of_line and their sum. */
static int
read_shipments(struct reading *r, struct demand *d)
{
	int compared;

	r->of_line.n = 0;
	while (r->more == 1 && (compared = compare_shipment(r, d)) <= 0) {
		int64_t at = db_int(&r->shipments, KEY + 5);

		if (compared == 0 && at <= r->ask->as_of) {
			struct demand_shipment *s =
			    VEC_ADD(r->mem, &r->of_line);

			s->at = at;
			s->qty = db_int(&r->shipments, KEY + 4);
			s->location = arena_strdup(
			    r->ops->mem, db_text(&r->shipments, KEY + 6));
			if (add_i64(d->shipped, s->qty, &d->shipped) != 0)
				return fail(r->ops, OPS_DATA,
				    "what was "
				    "shipped of order '%s' is too large",
				    d->order);
		}
		r->more = db_next(&r->shipments);
	}
	d->shipment = r->of_line.v;
	d->shipments = r->of_line.n;
	d->from = d->location != NULL || d->shipments == 0
	    ? d->location : d->shipment[0].location;
	return r->more < 0 ? r->more : 0;
}

static void
read_line(const struct db_query *q, struct demand *d)
{
	*d = (struct demand){ .order = db_text(q, KEY),
		.line = db_int(q, KEY + 1),
		.party = db_text(q, KEY + 2),
		.item = db_text(q, KEY + 3),
		.qty = db_int(q, KEY + 4),
		.due = db_int(q, KEY + 5),
		.promised = db_int(q, KEY + 6),
		.location = db_text(q, KEY + 7),
		.priority = db_int(q, KEY + 8),
		.reference = db_text(q, KEY + 9),
		.date = db_int(q, KEY + 10),
		.price = db_int(q, KEY + 11),
		.first_promised = db_int(q, KEY + 12),
		.cancelled = db_int(q, KEY + 13),
		.reason = db_text(q, KEY + 14) };
}

static void
reckon(struct demand *d)
{
	d->open = d->shipped < d->qty ? d->qty - d->shipped : 0;
	if (d->open == 0)
		d->state = DEMAND_SHIPPED;
	else if (d->cancelled != NONE)
		d->state = DEMAND_CANCELLED;
	else
		d->state = d->shipped > 0 ? DEMAND_PARTIAL : DEMAND_OPEN;
	if (d->state == DEMAND_CANCELLED)
		d->open = 0;
}

int
demands(struct ops *ops, const struct demand_query *ask,
    int (*row)(void *, const struct demand *), void *data)
{
	struct reading r = { .ops = ops,
		.ask = ask,
		.mem = ask->order == NULL ? ops->keep : ops->mem };
	struct demand d;
	int err = begin_reading(&r);

	while (err == 0 && (err = db_next(&r.lines)) == 1) {
		struct arena_mark mark = arena_mark(ops->mem);

		read_line(&r.lines, &d);
		err = read_shipments(&r, &d);
		if (d.cancelled != NONE && d.cancelled > ask->as_of) {
			d.cancelled = NONE;
			d.reason = NULL;
		}
		reckon(&d);
		if (err == 0 && d.date <= ask->as_of &&
		    (ask->order == NULL || strcmp(ask->order, d.order) == 0))
			err = row(data, &d);
		if (ask->order == NULL)
			arena_back(ops->mem, mark);
	}
	db_done(&r.lines);
	db_done(&r.shipments);
	return err;
}

struct demand *
demand_copy(struct arena *mem, const struct demand *d)
{
	struct demand *copy = ARENA_NEW(mem, struct demand);

	*copy = *d;
	copy->order = arena_strdup(mem, d->order);
	copy->party = arena_strdup(mem, d->party);
	copy->item = arena_strdup(mem, d->item);
	copy->location = arena_strdup(mem, d->location);
	copy->reference = arena_strdup(mem, d->reference);
	copy->reason = arena_strdup(mem, d->reason);
	copy->from = arena_strdup(mem, d->from);
	copy->shipment = NULL;
	copy->shipments = 0;
	return copy;
}

struct collecting {
	struct ops *ops;
	VEC(struct demand) lines;
};

static int
collect(void *data, const struct demand *d)
{
	struct collecting *c = data;

	*VEC_ADD(c->ops->mem, &c->lines) = *demand_copy(c->ops->mem, d);
	return 0;
}

int
demand_lines(struct ops *ops, const char *order, struct demand **out, size_t *n)
{
	struct demand_query ask = { order, INT64_MAX, NONE };
	struct collecting c = { .ops = ops };
	int err = demands(ops, &ask, collect, &c);

	*out = c.lines.v;
	*n = c.lines.n;
	return err;
}

SQL(sql_orders, "SELECT DISTINCT order_code FROM demand ORDER BY order_code");

struct orders {
	const char **v;
	size_t n, cap;
};

static const char *
order_at(size_t i, const void *data)
{
	const struct orders *all = data;

	return all->v[i];
}

static int
not_known(struct ops *ops, const char *order)
{
	struct orders all = { .n = 0 };
	const char *near;
	struct db_query q;
	int err = db_query0(ops, &q, sql_orders);

	while (err == 0 && (err = db_next(&q)) == 1) {
		*VEC_ADD(ops->mem, &all) =
		    arena_strdup(ops->mem, db_text(&q, 0));
		err = 0;
	}
	if (err != 0)
		return err;
	near = text_nearest(order, all.n, order_at, &all);
	if (near == NULL)
		return fail(ops, OPS_DATA, "'%s' is not a known order", order);
	return fail(ops, OPS_DATA,
	    "'%s' is not a known order (did you mean "
	    "'%s'?)",
	    order, near);
}

int
demand_by_order(
    struct ops *ops, const char *order, struct demand **out, size_t *n)
{
	int err = demand_lines(ops, order, out, n);

	return err != 0 || *n > 0 ? err : not_known(ops, order);
}

SQL(sql_is_order, "SELECT 1 FROM demand WHERE order_code = $1 LIMIT 1");

int
demand_meant(struct ops *ops, const char *typed, const char **order)
{
	const char *prefix, *longer;
	int64_t there = 0;
	int err;

	*order = typed;
	if (typed[strspn(typed, "0123456789")] != '\0' ||
	    (prefix = number_prefix(ops, &ledger_demand)) == NULL)
		return 0;
	err = db_get(ops, &there, sql_is_order, V(typed));
	if (err != 0 || there != 0)
		return err;
	longer = arena_printf(ops->mem, "%s%s", prefix, typed);
	err = db_get(ops, &there, sql_is_order, V(longer));
	if (err == 0 && there != 0)
		*order = longer;
	return err;
}

int64_t
demand_day(const struct demand *d)
{
	return d->promised != NONE ? d->promised : d->due;
}

int64_t
demand_late(const struct demand *d, const struct zone *zone, int64_t now)
{
	int64_t day = demand_day(d), then = now, reached;
	int second;

	if (day == NONE || d->state == DEMAND_CANCELLED)
		return NONE;
	for (size_t i = 0; d->state == DEMAND_SHIPPED && i < d->shipments; i++)
		if (i == 0 || d->shipment[i].at > then)
			then = d->shipment[i].at;
	zone_from_utc(zone, then, &reached, &second);
	return reached > day ? reached - day : 0;
}

/* A missing number is the last. */
static int
compare(int64_t a, int64_t b)
{
	if (a == b)
		return 0;
	if (a == NONE || b == NONE)
		return a == NONE ? 1 : -1;
	return a < b ? -1 : 1;
}

int
demand_before(const void *a, const void *b)
{
	const struct demand *x = a, *y = b;
	int order = compare(x->priority, y->priority);

	if (order == 0)
		order = compare(demand_day(x), demand_day(y));
	if (order == 0)
		order = compare(x->date, y->date);
	if (order == 0)
		order = strcmp(x->order, y->order);
	return order != 0 ? order : compare(x->line, y->line);
}

/* ---- posting ---- */

enum { PARTY_REGISTER, PARTY_STRICT };

static int
check_party(struct ops *ops, const char *code)
{
	const struct party *there;
	int err = code == NULL ? 0 : party_find(ops, code, &there);

	if (err != 0 || code == NULL || there != NULL ||
	    conf_choice(ops->conf, "stock.party") != PARTY_STRICT)
		return err;
	return fail(ops, OPS_DATA,
	    "party: '%s' is not a known party "
	    "(stock.party is strict)",
	    code);
}

static int
register_party(struct ops *ops, struct entry *e, const char *code)
{
	const struct party *there;
	int err = code == NULL ? 0 : party_find(ops, code, &there);

	if (err != 0 || code == NULL || there != NULL)
		return err;
	return party_post(
	    ops, e, &(struct party){ .code = code, .kind = "customer" });
}

static int
check_values(struct ops *ops, const struct entry *e, const struct demand *d)
{
	const struct location *place;
	int err;

	if (d->qty <= 0)
		return fail(ops, OPS_DATA, "qty: it must be above 0");
	if (d->line <= 0)
		return fail(ops, OPS_DATA,
		    "line: '%lld' is wrong: expected a "
		    "number from 1",
		    (long long)d->line);
	if (d->price != NONE && d->price < 0)
		return fail(ops, OPS_DATA, "price: it is below 0");
	if (d->location != NULL) {
		err = location_by_code(ops, d->location, &place);
		if (err == 0)
			err = location_check_stock(ops, place);
		if (err != 0)
			return fail_at(ops, "location");
	}
	if (d->cancelled == NONE)
		return 0;
	if (d->cancelled < d->date)
		return fail(ops, OPS_DATA,
		    "cancelled: it is before the "
		    "order's date");
	err = entry_check_date(ops, e, d->cancelled);
	return err != 0 ? fail_at(ops, "cancelled") : 0;
}

/* What the book has of a line now. */
struct line_now {
	int there;
	const char *item;
	int64_t date, first_promised, shipped;
};

SQL(sql_line_now,
    "SELECT d.item, d.date, d.first_promised, (SELECT "
    "COALESCE(CAST(SUM(s.qty) AS BIGINT), 0) FROM shipment s "
    "WHERE s.order_code = d.order_code AND s.order_line = d.order_line) "
    "FROM demand d WHERE d.order_code = $1 AND d.order_line = $2");

static int
line_now(struct ops *ops, const struct demand *d, struct line_now *now)
{
	struct db_query q;
	int err = db_query(ops, &q, sql_line_now, V(d->order), V(d->line));

	*now = (struct line_now){ .first_promised = NONE };
	if (err != 0 || (err = db_next(&q)) != 1)
		return err;
	now->there = 1;
	now->item = arena_strdup(ops->mem, db_text(&q, 0));
	now->date = db_int(&q, 1);
	now->first_promised = db_int(&q, 2);
	now->shipped = db_int(&q, 3);
	db_done(&q);
	return 0;
}

static void
columns_of(const struct demand *d, struct db_value cols[LEDGER_COLUMNS])
{
	memcpy(cols,
	    DB_VALUES(V(d->order), V(d->line), V(d->party), V(d->item),
		V(d->qty), V(d->due), V(d->promised), V(d->location),
		V(d->priority), V(d->reference), V(d->date), V(d->price),
		V(d->first_promised), V(d->cancelled), V(d->reason)),
	    (DEMAND_COLS - 1) * sizeof *cols);
}

static int
check_change(struct ops *ops, const struct entry *e, struct demand *d,
    struct line_now *now)
{
	struct db_value cols[LEDGER_COLUMNS];
	int err = line_now(ops, d, now);

	if (err == 0 && (!now->there || now->date != d->date))
		err = entry_check_date(ops, e, d->date);
	if (err == 0 && now->there && now->date != d->date)
		err = entry_check_date(ops, e, now->date);
	if (err == 0)
		err = check_values(ops, e, d);
	if (err == 0)
		err = check_party(ops, d->party);
	if (now->first_promised != NONE)
		d->first_promised = now->first_promised;
	if (d->first_promised == NONE)
		d->first_promised = d->promised;
	columns_of(d, cols);
	return err != 0 ? err : check_demand(ops, cols, 1);
}

int
demand_check(struct ops *ops, const struct entry *e, struct demand *d)
{
	struct line_now now;

	return check_change(ops, e, d, &now);
}

int
demand_post(struct ops *ops, struct entry *e, struct demand *d)
{
	struct line_now now;
	struct db_value cols[LEDGER_COLUMNS];
	int err = check_change(ops, e, d, &now), same = 0;

	if (err == 0)
		err = register_party(ops, e, d->party);
	columns_of(d, cols);
	if (err == 0 && now.there)
		err = record_same(ops, &ledger_demand, cols, NULL, &same);
	e->unchanged += same;
	if (err != 0 || same)
		return err;
	cols[DEMAND_COLS - 1] = V(1);
	err = entry_post(ops, e, &ledger_demand, cols, cols);
	if (err != 0 || !now.there)
		return err;
	if (!text_eq(now.item, d->item) || d->cancelled != NONE)
		return reserve_trim(ops, e, d->order, d->line, 0);
	return reserve_trim(ops, e, d->order, d->line,
	    d->qty > now.shipped ? d->qty - now.shipped : 0);
}
