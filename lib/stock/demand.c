/* Demand: the lines of customers' orders, checked and posted. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "conf/conf.h"
#include "stock/demand.h"
#include "stock/reserve.h"

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
	    "order '%s' line %lld %s: it cannot be taken back",
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
		    "item: order '%s' line %lld was shipped as '%s' already",
		    (const char *)v[0].p, (long long)v[1].i, item);
	if (shipped == NONE || v[4].i >= shipped || over != SHIP_OVER_REFUSE)
		return 0;
	decimal_print(text, shipped, QTY_SCALE, 0);
	return fail(ops, OPS_DATA,
	    "qty: %s of it was shipped already (order '%s' line %lld)", text,
	    (const char *)v[0].p, (long long)v[1].i);
}

const struct ledger ledger_demand = { .name = "stock demand",
	RECORD_LEDGER(demand_cols, "demand"),
	.check = check_demand,
	.reverse = record_reverse_new,
	.verify = record_verify };

static int
check_values(struct ops *ops, const struct entry *e, const struct demand *d)
{
	const struct location *place;
	int err;

	if (d->qty <= 0)
		return decimal_wrong(ops, "qty", d->qty, QTY_SCALE,
		    "a quantity above 0");
	if (d->line <= 0)
		return decimal_wrong(ops, "line", d->line, 0,
		    "a number from 1");
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
		    "cancelled: it is before the order's date");
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
	const struct party *party;
	int err = line_now(ops, d, now);

	if (err == 0 && (!now->there || now->date != d->date))
		err = entry_check_date(ops, e, d->date);
	if (err == 0 && now->there && now->date != d->date)
		err = entry_check_date(ops, e, now->date);
	if (err == 0)
		err = check_values(ops, e, d);
	if (err == 0)
		err = party_named(ops, d->party, &party);
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
	const struct party *party;
	int err = check_change(ops, e, d, &now), same = 0;

	if (err == 0)
		err = party_register(ops, e, d->party, "customer", &party);
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
