/* Shipments: which moves closed which lines of demand. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "stock/demand.h"
#include "stock/reserve.h"
#include "time/date.h"

static const struct column shipment_cols[] = {
	{ "order_code", TYPE_CODE, LEDGER_KEY, "the order" },
	{ "order_line", TYPE_INT, LEDGER_KEY, "its line" },
	{ "n", TYPE_INT, LEDGER_KEY, "the line's first shipment, the second" },
	{ "item", TYPE_CODE, 0, "what" },
	{ "qty", TYPE_QTY, 0, "how much, in the item's unit" },
	{ "date", TYPE_TIME, 0, "when it left" },
	{ "location", TYPE_CODE, 0, "the place it left" },
	{ "move", TYPE_INT, 0, "the line of its move in the entry" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};


SQL(sql_room,
    "SELECT d.qty, d.cancelled, (SELECT CAST(SUM(s.qty) AS BIGINT) "
    "FROM shipment s WHERE s.order_code = $1 AND s.order_line = $2 "
    "AND s.n <> $3) FROM demand d "
    "WHERE d.order_code = $1 AND d.order_line = $2");

/* What an undo brings back must fit what was shipped since. */
static int
check_shipment(struct ops *ops, const struct db_value *v, int live)
{
	int64_t ordered, shipped, cancelled, sum;
	struct db_query q;
	int err = 0, got;

	if (!live)
		return 0;
	err = db_query(ops, &q, sql_room, v[0], v[1], v[2]);
	if (err != 0 || (got = db_next(&q)) < 0)
		return ops->code;
	if (got == 0)
		return fail(ops, OPS_DATA, "order '%s' has no line %lld",
		    (const char *)v[0].p, (long long)v[1].i);
	ordered = db_int(&q, 0);
	cancelled = db_int(&q, 1);
	shipped = db_int(&q, 2);
	db_done(&q);
	if (cancelled != NONE && cancelled <= v[5].i)
		return fail(ops, OPS_DATA,
		    "order '%s' line %lld was cancelled before",
		    (const char *)v[0].p, (long long)v[1].i);
	if (conf_choice(ops->conf, "stock.ship_over") != SHIP_OVER_REFUSE ||
	    (add_i64(shipped == NONE ? 0 : shipped, v[4].i, &sum) == 0 &&
		sum <= ordered))
		return 0;
	return fail(ops, OPS_DATA, "order '%s' line %lld was shipped since",
	    (const char *)v[0].p, (long long)v[1].i);
}

/* With its move only: goods that are gone are not open again. */
static int
shipment_reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	struct reversal here = *r;

	here.keep_new = 0;
	if (!r->whole)
		return fail(ops, OPS_DATA, "line %lld of entry %lld goes with "
		    "its move: 'ops undo %lld.%lld'", (long long)r->line,
		    (long long)r->entry, (long long)r->entry,
		    (long long)r->cols[7].i);
	return record_reverse(ops, e, l, &here);
}

const struct ledger ledger_shipment = { .name = "stock shipment",
	RECORD_LEDGER(shipment_cols, "shipment"),
	.check = check_shipment,
	.reverse = shipment_reverse,
	.verify = record_verify };

SQL(sql_of_move,
    "SELECT line, order_code, order_line, n, item, qty, date, location, move "
    "FROM shipment_version WHERE entry = $1 AND move = $2 AND live = 1 "
    "ORDER BY line DESC");

int
shipping_undone(struct ops *ops, struct entry *e, const struct reversal *r)
{
	struct reversal here = *r;
	struct db_value cols[LEDGER_COLUMNS];
	struct db_query q;
	int err = db_query(ops, &q, sql_of_move, V(r->entry), V(r->line));

	here.whole = here.keep_new = 0;
	here.cols = cols;
	while (err == 0 && (err = db_next(&q)) == 1) {
		here.line = db_int(&q, 0);
		ledger_row(&ledger_shipment, &q, 1, cols);
		err = record_reverse(ops, e, &ledger_shipment, &here);
	}
	db_done(&q);
	return err;
}

/* ---- shipping ---- */

/* What is open of a line, less what is planned already. */
static int64_t
still_open(const struct demand *d, const struct shippings *all)
{
	int64_t open = d->open;

	for (size_t i = 0; open > 0 && i < all->n; i++)
		if (all->v[i].line == d->line &&
		    text_eq(all->v[i].order, d->order))
			open -= all->v[i].qty;
	return open > 0 ? open : 0;
}

static int
too_much(struct ops *ops, const struct demand *d, int64_t open, int64_t qty)
{
	int policy = conf_choice(ops->conf, "stock.ship_over");
	char was[DECIMAL_MAX], now[DECIMAL_MAX];

	decimal_print(was, open, QTY_SCALE, 0);
	decimal_print(now, qty, QTY_SCALE, 0);
	if (policy == SHIP_OVER_REFUSE)
		return fail(ops, OPS_DATA, "qty: %s of '%s' are open in order "
		    "'%s' line %lld, not %s (stock.ship_over: refuse)", was,
		    d->item, d->order, (long long)d->line, now);
	if (policy == SHIP_OVER_WARN)
		note(ops, "%s of '%s' are open in order '%s' line %lld: %s are "
		    "shipped", was, d->item, d->order, (long long)d->line, now);
	return 0;
}

static int
add_part(struct ops *ops, struct shippings *all, const struct demand *d,
    int64_t qty)
{
	struct shipping *last = all->n > 0 ? &all->v[all->n - 1] : NULL;

	if (qty <= 0)
		return 0;
	if (last != NULL && last->line == d->line &&
	    text_eq(last->order, d->order))
		return add_i64(last->qty, qty, &last->qty) == 0 ? 0
		    : fail(ops, OPS_DATA, "qty: what is shipped of order '%s' "
			"is too large a number", d->order);
	*VEC_ADD(ops->mem, all) =
	    (struct shipping){ d->order, d->line, qty, d->party, d->price };
	return 0;
}

/* May goods of this item go out for the line at all? */
static int
check_line(struct ops *ops, const struct demand *d, const struct item *item,
    int64_t at)
{
	int64_t day, ordered;
	int second;

	if (strcmp(d->item, item->sku) != 0)
		return fail(ops, OPS_DATA,
		    "item: order '%s' line %lld is of '%s', not of '%s'",
		    d->order, (long long)d->line, d->item, item->sku);
	if (d->state == DEMAND_CANCELLED)
		return fail(ops, OPS_DATA, "order: '%s' line %lld is cancelled",
		    d->order, (long long)d->line);
	zone_from_utc(ops->book->zone, at, &day, &second);
	zone_from_utc(ops->book->zone, d->date, &ordered, &second);
	if (day < ordered)
		return date_wrong(ops, "date", day, arena_printf(ops->mem,
		    "no day before that of order '%s'", d->order));
	return 0;
}

/* The order's open lines with the item; what is too much is of the last. */
static int
plan_item(struct ops *ops, const struct demand *d, size_t lines,
    const struct item *item, int64_t qty, int64_t at, struct shippings *all)
{
	const struct demand *last = NULL;
	int64_t wanted = qty;
	int err = 0;

	for (size_t i = 0; err == 0 && i < lines; i++) {
		int64_t part;

		if (strcmp(d[i].item, item->sku) != 0)
			continue;
		if (last == NULL || d[i].state != DEMAND_CANCELLED)
			last = &d[i];
		part = still_open(&d[i], all);
		part = part < qty ? part : qty;
		if (part > 0)
			err = check_line(ops, &d[i], item, at);
		if (err == 0)
			err = add_part(ops, all, &d[i], part);
		qty -= part;
	}
	if (err == 0 && last == NULL)
		return fail(ops, OPS_DATA,
		    "item: order '%s' has no line of '%s'", d->order,
		    item->sku);
	if (err != 0 || qty == 0)
		return err;
	err = check_line(ops, last, item, at);
	if (err == 0)
		err = too_much(ops, last, wanted - qty, wanted);
	return err != 0 ? err : add_part(ops, all, last, qty);
}

int
shipping_plan(struct ops *ops, const char *order, int64_t line,
    const struct item *item, int64_t qty, int64_t at, struct shippings *all)
{
	struct demand *d;
	size_t lines, i = 0;
	int64_t open;
	int err = demand_by_order(ops, order, &d, &lines);

	if (err != 0)
		return fail_at(ops, "order");
	if (line == NONE)
		return plan_item(ops, d, lines, item, qty, at, all);
	while (i < lines && d[i].line != line)
		i++;
	if (i == lines)
		return fail(ops, OPS_DATA,
		    "order_line: order '%s' has no line %lld", order,
		    (long long)line);
	err = check_line(ops, &d[i], item, at);
	open = still_open(&d[i], all);
	if (err == 0 && open < qty)
		err = too_much(ops, &d[i], open, qty);
	return err != 0 ? err : add_part(ops, all, &d[i], qty);
}

SQL(sql_last_n,
    "SELECT MAX(n) FROM shipment_version "
    "WHERE order_code = $1 AND order_line = $2");

int
shipping_post(struct ops *ops, struct entry *e, const struct shipping *s,
    const struct item *item, const struct location *from, const char *lot,
    int64_t at, int64_t move)
{
	int64_t last = NONE;
	int err = db_get(ops, &last, sql_last_n, V(s->order), V(s->line));
	int64_t n = last == NONE ? 1 : last + 1;
	struct db_value cols[LEDGER_COLUMNS] = { V(s->order), V(s->line),
		V(n), V(item->sku), V(s->qty), V(at), V(from->code),
		V(move), V(1) };

	if (err != 0)
		return err;
	err = entry_post(ops, e, &ledger_shipment, cols, cols);
	return err != 0 ? err
	    : reserve_shipped(ops, e, s->order, s->line, from, lot, s->qty);
}
