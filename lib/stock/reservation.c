/* Reservations as records: posted, released, and never more than there is. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "conf/conf.h"
#include "stock/balance.h"
#include "stock/bins.h"

static const struct column reservation_cols[] = {
	{ "order_code", TYPE_CODE, LEDGER_KEY, "the order" },
	{ "order_line", TYPE_INT, LEDGER_KEY, "its line" },
	{ "n", TYPE_INT, LEDGER_KEY, "the line's first reservation, ..." },
	{ "item", TYPE_CODE, 0, "what" },
	{ "location", TYPE_CODE, 0, "where it lies" },
	{ "lot", TYPE_CODE, 0, "of which lot" },
	{ "qty", TYPE_QTY, 0, "how much, in the item's unit" },
	{ "live", TYPE_BOOL, 0, "no: released" },
};

enum { COLS = sizeof reservation_cols / sizeof *reservation_cols };

/* What is new goes again, also where goods were moved in the same entry. */
static int
reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	struct reversal here = *r;

	here.keep_new = 0;
	return record_reverse(ops, e, l, &here);
}

/* ---- never more than there is ---- */

/* A key of reserved goods that the entry has touched. */
struct kept {
	const char *item, *location, *lot;
	int64_t reserved;
};

SQL(sql_any, "SELECT MIN(entry) FROM reservation");
SQL(sql_touched,
    "SELECT r.item, r.location, r.lot, CAST(SUM(r.qty) AS BIGINT) "
    "FROM reservation r WHERE r.item IN ("
    "SELECT v.item FROM reservation_version v WHERE v.entry = $1 UNION "
    "SELECT i.sku FROM move_span s JOIN item i ON i.id = s.item "
    "WHERE s.entry = $1) "
    "GROUP BY r.item, r.location, r.lot "
    "ORDER BY r.item, r.location, r.lot");
SQL(sql_held,
    "SELECT qty FROM on_hand "
    "WHERE item = $1 AND location = $2 AND lot = $3");
SQL(sql_new,
    "SELECT MIN(line) FROM reservation_version WHERE entry = $1 "
    "AND item = $2 AND location = $3 AND live = 1");
SQL(sql_taken,
    "SELECT MIN(m.line) FROM move m JOIN location l ON l.id = m.dst "
    "WHERE m.item = $1 AND m.src = $2 AND m.entry = $3 "
    "AND l.kind NOT IN ('adjustment', 'scrap', 'quarantine')");
SQL(sql_whose,
    "SELECT order_code, order_line FROM reservation WHERE item = $1 "
    "AND location = $2 AND COALESCE(lot, '') = COALESCE($3, '') "
    "ORDER BY order_code, order_line");

static int
whose(struct ops *ops, const struct kept *k, const char **orders)
{
	struct str s = STR_INIT;
	struct db_query q;
	int n = 0;
	int err =
	    db_query(ops, &q, sql_whose, V(k->item), V(k->location), V(k->lot));

	while (err == 0 && (err = db_next(&q)) == 1) {
		if (n++ < 5)
			str_addf(&s, "%s'%s' line %lld", n > 1 ? ", " : "",
			    db_text(&q, 0), (long long)db_int(&q, 1));
		err = 0;
	}
	if (n > 5)
		str_addf(&s, " and %d more", n - 5);
	*orders = arena_strdup(ops->mem, s.p);
	str_free(&s);
	return err;
}

/*
 * Less is there than is reserved.  What was lost is lost, so that is only
 * said; but what is reserved in this entry has to be there.
 */
static int
tell(struct ops *ops, const struct entry *e, const struct kept *k,
    const struct item *item, const struct location *place, int64_t held)
{
	int policy = conf_choice(ops->conf, "stock.reserved");
	char kept[DECIMAL_MAX], left[DECIMAL_MAX];
	const char *orders;
	int64_t taken = NONE, posted = NONE, entry = e->head.number;
	int err =
	    db_get(ops, &taken, sql_taken, V(item->id), V(place->id), V(entry));

	if (err == 0)
		err = db_get(ops, &posted, sql_new, V(entry), V(k->item),
		    V(k->location));
	if (err == 0)
		err = whose(ops, k, &orders);
	if (err != 0)
		return err;
	decimal_print(kept, k->reserved, QTY_SCALE, 0);
	decimal_print(left, held, QTY_SCALE, 0);
	/* With --keep-going each row was looked at: this was lost behind it. */
	if (posted != NONE || (taken != NONE && policy == RESERVED_REFUSE &&
	    !e->immediate))
		return fail(ops, OPS_DATA, "qty: %s of '%s'%s%s at %s %s "
		    "reserved (%s) and %s would be there%s", kept, item->sku,
		    k->lot == NULL ? "" : " lot ", k->lot == NULL ? "" : k->lot,
		    place->code, k->reserved == MILLION ? "is" : "are", orders,
		    left, posted != NONE ? "" : " (stock.reserved: refuse)");
	if (policy != RESERVED_ALLOW && e->ending)
		note(ops, "%s of '%s' at %s are reserved (%s), %s are there",
		    kept, item->sku, place->code, orders, left);
	return 0;
}

static int
check_kept(struct ops *ops, const struct entry *e, const struct kept *k)
{
	const struct item *item;
	const struct location *place;
	const struct lot *lot = NULL;
	int64_t held = 0;
	int err = item_by_sku(ops, k->item, &item);

	if (err == 0)
		err = location_by_code(ops, k->location, &place);
	if (err == 0 && k->lot != NULL)
		err = lot_find(ops, item, k->lot, &lot);
	if (err == 0)
		err = db_get(ops, &held, sql_held, V(item->id), V(place->id),
		    V(lot == NULL ? INT64_C(0) : lot->id));
	return err != 0 || held >= k->reserved ? err
	    : tell(ops, e, k, item, place, held);
}

SQL(sql_unwanted,
    "SELECT r.order_code, r.order_line, r.item FROM reservation r "
    "LEFT JOIN demand d ON d.order_code = r.order_code "
    "AND d.order_line = r.order_line WHERE r.item IN ("
    "SELECT v.item FROM reservation_version v WHERE v.entry = $1) "
    "AND r.entry = $1 AND (d.item IS NULL OR d.item <> r.item "
    "OR d.cancelled IS NOT NULL OR d.qty < ("
    "SELECT COALESCE(CAST(SUM(o.qty) AS BIGINT), 0) FROM reservation o "
    "WHERE o.order_code = r.order_code AND o.order_line = r.order_line) + ("
    "SELECT COALESCE(CAST(SUM(s.qty) AS BIGINT), 0) FROM shipment s "
    "WHERE s.order_code = r.order_code AND s.order_line = r.order_line)) "
    "ORDER BY r.order_code, r.order_line");

/* What was reserved in the entry has a line that waits for it. */
static int
check_wanted(struct ops *ops, const struct entry *e)
{
	struct db_query q;
	int err = db_query(ops, &q, sql_unwanted, V(e->head.number));

	if (err == 0 && (err = db_next(&q)) == 1)
		err = fail(ops, OPS_DATA, "order '%s' line %lld does not wait "
		    "for so much of '%s' any more", db_text(&q, 0),
		    (long long)db_int(&q, 1), db_text(&q, 2));
	db_done(&q);
	return err;
}

static int
finish(struct ops *ops, struct entry *e, const struct ledger *l)
{
	int64_t any = NONE;
	struct db_query q;
	int err = 0;

	(void)l;
	/* With --keep-going a row is posted by then: it cannot be refused. */
	if (e->restoring || (e->immediate && !e->ending))
		return 0;
	err = db_get_values(ops, &any, sql_any, NULL, 0);
	if (err != 0 || any == NONE)
		return err;
	err = check_wanted(ops, e);
	if (err != 0)
		return err;
	err = db_query(ops, &q, sql_touched, V(e->head.number));
	while (err == 0 && (err = db_next(&q)) == 1) {
		struct arena_mark mark = arena_mark(ops->mem);
		struct kept k = { db_text(&q, 0), db_text(&q, 1),
			db_text(&q, 2), db_int(&q, 3) };

		err = check_kept(ops, e, &k);
		arena_back(ops->mem, mark);
	}
	db_done(&q);
	return err;
}

const struct ledger ledger_reservation = { .name = "stock reservation",
	RECORD_LEDGER(reservation_cols, "reservation"),
	.reverse = reverse,
	.verify = record_verify,
	.finish = finish };

/* ---- posting ---- */

/* A version with this quantity; 0 is none any more. */
static int
post(struct ops *ops, struct entry *e, const struct reservation *r, int64_t qty)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(r->order), V(r->line),
		V(r->n), V(r->item->sku), V(r->location->code),
		V(r->lot == NULL ? (char *)NULL : r->lot->lot), V(qty),
		V(qty > 0) };

	for (size_t i = 3; qty == 0 && i + 1 < COLS; i++)
		cols[i] = V((char *)NULL);
	return entry_post(ops, e, &ledger_reservation, cols, cols);
}

SQL(sql_of_order,
    "SELECT order_line, n, item, location, lot, qty FROM reservation "
    "WHERE order_code = $1 ORDER BY order_line, n");

/* The reservations of an order as they are now, in ops->mem. */
static int
of_order(struct ops *ops, const char *order, struct reservation **out,
    size_t *n)
{
	VEC(struct reservation) all = { NULL, 0, 0 };
	struct db_query q;
	int err = db_query(ops, &q, sql_of_order, V(order));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct reservation *r = VEC_ADD(ops->mem, &all);

		r->order = order;
		r->line = db_int(&q, 0);
		r->n = db_int(&q, 1);
		r->qty = db_int(&q, 5);
		err = item_by_sku(ops, db_text(&q, 2), &r->item);
		if (err == 0)
			err =
			    location_by_code(ops, db_text(&q, 3), &r->location);
		if (err == 0 && db_text(&q, 4) != NULL)
			err = lot_find(ops, r->item, db_text(&q, 4), &r->lot);
	}
	db_done(&q);
	*out = all.v;
	*n = all.n;
	return err;
}

SQL(sql_last_n,
    "SELECT MAX(n) FROM reservation_version "
    "WHERE order_code = $1 AND order_line = $2");

int
reserve_post(struct ops *ops, struct entry *e, struct reservation *r)
{
	struct reservation *all;
	int64_t last = NONE;
	size_t n;
	int err = of_order(ops, r->order, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if (all[i].line == r->line && all[i].item == r->item &&
		    all[i].location == r->location && all[i].lot == r->lot)
			return post(ops, e, &all[i], all[i].qty + r->qty);
	if (err == 0)
		err = db_get(ops, &last, sql_last_n, V(r->order), V(r->line));
	r->n = last == NONE ? 1 : last + 1;
	return err != 0 ? err : post(ops, e, r, r->qty);
}

int
reserve_trim(struct ops *ops, struct entry *e, const char *order, int64_t line,
    int64_t keep)
{
	struct reservation *r;
	size_t n;
	int err = of_order(ops, order, &r, &n);

	for (size_t i = 0; err == 0 && i < n; i++) {
		int64_t left = r[i].qty < keep ? r[i].qty : keep;

		if (r[i].line != line)
			continue;
		if (left < r[i].qty)
			err = post(ops, e, &r[i], left);
		keep -= left;
	}
	return err;
}

SQL(sql_open,
    "SELECT d.qty - (SELECT CAST(SUM(s.qty) AS BIGINT) FROM shipment s "
    "WHERE s.order_code = d.order_code AND s.order_line = d.order_line) "
    "FROM demand d WHERE d.order_code = $1 AND d.order_line = $2");

int
reserve_shipped(struct ops *ops, struct entry *e, const char *order,
    int64_t line, const struct location *from, const char *lot, int64_t qty)
{
	struct reservation *r;
	int64_t open = 0;
	size_t n;
	int err = of_order(ops, order, &r, &n);

	for (size_t i = 0; err == 0 && qty > 0 && i < n; i++) {
		int64_t part = r[i].qty < qty ? r[i].qty : qty;

		if (r[i].line != line || r[i].location != from ||
		    !text_eq(r[i].lot == NULL ? NULL : r[i].lot->lot, lot))
			continue;
		err = post(ops, e, &r[i], r[i].qty - part);
		qty -= part;
	}
	if (err == 0 && n > 0)
		err = db_get(ops, &open, sql_open, V(order), V(line));
	return err != 0 || n == 0 ? err
	    : reserve_trim(ops, e, order, line, open > 0 ? open : 0);
}

SQL(sql_orders_of,
    "SELECT DISTINCT order_code FROM reservation "
    "WHERE item = $1 ORDER BY order_code");

static int
release_order(struct ops *ops, struct entry *e, const struct release *what,
    const char *order, int64_t *left, int64_t *count)
{
	struct reservation *r;
	size_t n;
	int err = of_order(ops, order, &r, &n);

	for (size_t i = 0; err == 0 && *left > 0 && i < n; i++) {
		struct bin bin = { .location = r[i].location, .lot = r[i].lot };
		int64_t part = r[i].qty < *left ? r[i].qty : *left;

		if ((what->line != NONE && what->line != r[i].line) ||
		    (what->item != NULL && what->item != r[i].item) ||
		    !bin_fits(&bin, &what->from))
			continue;
		err = post(ops, e, &r[i], r[i].qty - part);
		*left -= part;
		++*count;
	}
	return err;
}

int
reserve_release(struct ops *ops, struct entry *e, const struct release *what,
    int64_t *count)
{
	int64_t left = what->qty == NONE ? INT64_MAX : what->qty;
	VEC(const char *) orders = { NULL, 0, 0 };
	struct db_query q;
	int err = 0;

	*count = 0;
	if (what->order != NULL)
		return release_order(ops, e, what, what->order, &left, count);
	err = db_query(ops, &q, sql_orders_of, V(what->item->sku));
	while (err == 0 && (err = db_next(&q)) == 1) {
		*VEC_ADD(ops->mem, &orders) =
		    arena_strdup(ops->mem, db_text(&q, 0));
		err = 0;
	}
	for (size_t i = 0; err == 0 && i < orders.n; i++)
		err = release_order(ops, e, what, orders.v[i], &left, count);
	return err;
}
