/* Demand as it is read: lines with what was shipped of them, in their order. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "ledger/number.h"
#include "stock/demand.h"

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
	int err = one ? db_query(ops, &r->lines, sql_lines_of, V(ask->order))
	    : record_query(ops, &ledger_demand, ask->known, NULL, &r->lines);

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
			s->location = arena_strdup(r->ops->mem,
			    db_text(&r->shipments, KEY + 6));
			if (add_i64(d->shipped, s->qty, &d->shipped) != 0)
				return fail(r->ops, OPS_DATA, "what was "
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
demand_lines(struct ops *ops, const struct demand_query *ask,
    struct demand **out, size_t *n)
{
	struct collecting c = { .ops = ops };
	int err = demands(ops, ask, collect, &c);

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
	    "'%s' is not a known order (did you mean '%s'?)", order, near);
}

int
demand_by_order(struct ops *ops, const char *order, struct demand **out,
    size_t *n)
{
	struct demand_query now = { order, INT64_MAX, NONE };
	int err = demand_lines(ops, &now, out, n);

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
