/* Opening: what a book begins with, said to be there at an instant. */
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "ledger/book.h"
#include "stock/opening.h"
#include "stock/units.h"
#include "time/date.h"

struct opening {
	int64_t at;
	const struct location *from;
	struct map named;  /* item, place and lot, once each */
	struct map lots;   /* to the last good day that a row said */
	struct map orders; /* to the number of lines so far */
	struct map lines;  /* of orders, once each */
	struct map heads;  /* to the first line that customers' orders have */
};

SQL(sql_before, "SELECT MIN(first_at) FROM move_span");

int
opening_begin(struct ops *ops, int64_t at, struct opening **out)
{
	struct opening *o = ARENA_NEW(ops->keep, struct opening);
	char first[TIME_SIZE], then[TIME_SIZE];
	int64_t moved = NONE;
	int err = db_get_values(ops, &moved, sql_before, NULL, 0);

	if (err != 0)
		return err;
	if (moved != NONE && moved < at) {
		time_print(first, moved, ops->book->zone);
		time_print(then, at, ops->book->zone);
		return fail(ops, OPS_DATA, "date: goods moved at %s, before "
		    "%s: expected an instant before all moves ('ops stock "
		    "adjust' corrects what is there)", first, then);
	}
	o->at = at;
	o->named.mem = o->lots.mem = o->orders.mem = ops->keep;
	o->lines.mem = o->heads.mem = ops->keep;
	*out = o;
	return location_end(ops, PLACE_ADJUSTMENT, &o->from);
}

int64_t
opening_at(const struct opening *o)
{
	return o->at;
}

static int
name_once(struct ops *ops, struct opening *o, const struct move_order *m)
{
	const char *key = arena_printf(ops->mem, "%lld\n%lld\n%s",
	    (long long)m->move.item->id, (long long)m->move.to->id,
	    m->lot == NULL ? "" : m->lot);
	void **at = map_put(&o->named, key);

	if (*at != NULL)
		return fail(ops, OPS_DATA,
		    "item: '%s'%s%s at %s is there twice", m->move.item->sku,
		    m->lot == NULL ? "" : " lot ", m->lot == NULL ? "" : m->lot,
		    m->move.to->code);
	*at = o;
	return 0;
}

SQL(sql_held,
    "SELECT CAST(SUM(CASE WHEN dst = $2 THEN qty ELSE 0 END - "
    "CASE WHEN src = $2 THEN qty ELSE 0 END) AS BIGINT) FROM move "
    "WHERE item = $1 AND at <= $3 AND lot = $4");

/* What the book says was there; a lot that it does not know: nothing. */
static int
held_then(struct ops *ops, const struct opening *o, const struct move_order *m,
    int64_t *held)
{
	const struct lot *lot = NULL;
	int err =
	    m->lot == NULL ? 0 : lot_find(ops, m->move.item, m->lot, &lot);

	*held = NONE;
	if (err == 0 && (m->lot == NULL || lot != NULL))
		err = db_get(ops, held, sql_held, V(m->move.item->id),
		    V(m->move.to->id), V(o->at),
		    V(lot == NULL ? INT64_C(0) : lot->id));
	*held = *held == NONE ? 0 : *held;
	return err;
}

/* A lot has one last good day, wherever it lies. */
static int
one_expiry(struct ops *ops, struct opening *o, const struct move_order *m)
{
	char day[DATE_SIZE], before[DATE_SIZE];
	int64_t *said;
	void **at;

	if (m->lot == NULL || m->expires == NONE)
		return 0;
	at = map_put(&o->lots, arena_printf(ops->mem, "%lld\n%s",
	    (long long)m->move.item->id, m->lot));
	if (*at == NULL) {
		*at = said = ARENA_NEW(ops->keep, int64_t);
		*said = m->expires;
	}
	said = *at;
	if (*said == m->expires)
		return 0;
	date_print(day, m->expires);
	date_print(before, *said);
	return fail(ops, OPS_DATA, "expires: '%s' is not what a row before "
	    "says of lot '%s': %s", day, m->lot, before);
}

SQL(sql_cost,
    "SELECT unit_cost, COALESCE(said_qty, qty), qty, entry FROM move "
    "WHERE item = $1 AND at = $2 AND src = $3 AND dst = $4 AND lot = $5 "
    "ORDER BY entry, line");

/*
 * What one is worth was said before: another word does not change it, so it
 * is not taken for one that does.
 */
static int
same_cost(struct ops *ops, const struct opening *o, const struct move_order *m,
    int64_t qty)
{
	const struct move *v = &m->move;
	const struct lot *lot = NULL;
	int64_t cost = v->unit_cost, was = NONE, entry = NONE;
	char text[DECIMAL_MAX];
	struct db_query q;
	int got = 0, err = m->lot == NULL ? 0
	    : lot_find(ops, v->item, m->lot, &lot);

	if (err != 0 || cost == NONE || qty == 0 ||
	    (m->lot != NULL && lot == NULL))
		return err;
	if (mul_div(cost, v->qty, qty, &cost) != 0)
		return fail(ops, OPS_DATA, "unit_cost: it is too large");
	err = db_query(ops, &q, sql_cost, V(v->item->id), V(o->at),
	    V(o->from->id), V(v->to->id),
	    V(lot == NULL ? INT64_C(0) : lot->id));
	while (err == 0 && (got = db_next(&q)) == 1) {
		was = db_int(&q, 0);
		entry = db_int(&q, 3);
		if (was != NONE && mul_div(was, db_int(&q, 1), db_int(&q, 2),
		    &was) != 0)
			was = NONE;
		if (was != cost)
			break;
	}
	db_done(&q);
	if (err != 0 || got < 1)
		return err != 0 ? err : got;
	decimal_print(text, was, PRICE_SCALE, PRICE_MIN_DECIMALS);
	return fail(ops, OPS_DATA, "unit_cost: the book was opened with %s for "
	    "one of '%s' at %s: 'ops undo %lld', then open it again",
	    was == NONE ? "no cost" : text, v->item->sku, v->to->code,
	    (long long)entry);
}

/* The lot and its last good day, as the row says. */
static int
say_lot(struct ops *ops, struct entry *e, struct move_order *m)
{
	struct lot now = { .item = m->move.item,
		.lot = m->lot,
		.expires = m->expires,
		.made = NONE };
	const struct lot *there = NULL;
	int err = m->lot == NULL ? 0 : lot_find(ops, now.item, m->lot, &there);

	if (err == 0 && m->lot == NULL && m->expires != NONE)
		return fail(ops, OPS_DATA,
		    "lot: is missing: expires is of a lot");
	if (err != 0 || m->expires == NONE ||
	    (there != NULL && there->expires == m->expires))
		return err;
	if (there != NULL)
		now.made = there->made;
	return lot_post(ops, e, &now);
}

int
opening_stock(struct ops *ops, struct entry *e, struct opening *o,
    struct move_order *m)
{
	struct move *v = &m->move;
	int64_t held, qty = v->qty;
	int err = location_check_stock(ops, v->to);

	if (err != 0)
		return fail_at(ops, "location");
	err = name_once(ops, o, m);
	if (err == 0 && v->said_unit != NULL &&
	    strcmp(v->said_unit, v->item->unit) != 0)
		err = unit_qty(ops, v->item, v->qty, v->said_unit, &qty);
	if (err == 0)
		err = one_expiry(ops, o, m);
	if (err == 0)
		err = held_then(ops, o, m, &held);
	if (err == 0 && held != 0)
		err = same_cost(ops, o, m, qty);
	if (err == 0)
		err = say_lot(ops, e, m);
	if (err != 0 || held == qty) {
		e->unchanged += err == 0;
		return err;
	}
	v->at = o->at;
	v->from = o->from;
	v->said_qty = v->qty;
	if (v->reason == NULL)
		v->reason = "opening";
	if (held == 0)
		return moves_post(ops, e, m, 1);
	/* A difference is in the item's unit, and so is its cost. */
	if (sub_i64(qty, held, &v->qty) != 0)
		return fail(ops, OPS_DATA, "qty: the difference is too large");
	if (v->unit_cost != NONE && qty != v->said_qty &&
	    mul_div(v->unit_cost, v->said_qty, qty, &v->unit_cost) != 0)
		v->unit_cost = NONE;
	if (v->qty < 0) {
		v->from = v->to;
		v->to = o->from;
		v->qty = -v->qty;
	}
	v->said_unit = NULL;
	v->said_qty = v->qty;
	return moves_post(ops, e, m, 1);
}

/* The next line of an order in this call, from 1. */
static int64_t
next_line(struct opening *o, const char *order)
{
	void **at = map_put(&o->orders, order);

	*at = (void *)((uintptr_t)*at + 1);
	return (int64_t)(uintptr_t)*at;
}

/* A line that is NONE is the next one; no line is there twice. */
static int
name_line(struct ops *ops, struct opening *o, int kind, const char *order,
    int64_t *line)
{
	void **at;

	if (*line == NONE)
		*line = next_line(o, arena_printf(ops->mem, "%d %s", kind,
		    order));
	at = map_put(&o->lines, arena_printf(ops->mem, "%d %lld %s", kind,
	    (long long)*line, order));
	if (*at != NULL)
		return fail(ops, OPS_DATA, "line: '%lld' of '%s' is there "
		    "twice: expected a number in all rows of an order, or in "
		    "none", (long long)*line, order);
	*at = o;
	return 0;
}

int
opening_expected(struct ops *ops, struct entry *e, struct opening *o,
    struct expected *x)
{
	int64_t day;
	int second, err;

	zone_from_utc(ops->book->zone, o->at, &day, &second);
	if (x->ordered == NONE)
		x->ordered = day;
	if (x->ordered > day)
		return date_wrong(ops, "ordered", x->ordered,
		    "no day after the opening");
	err = name_line(ops, o, 'e', x->reference, &x->line);
	return err != 0 ? err : expected_post(ops, e, x);
}

/* Does the book's line say what the row says? */
static int
says_same(const struct demand *a, const struct demand *b)
{
	return text_eq(a->party, b->party) && text_eq(a->item, b->item) &&
	    a->qty == b->qty && a->due == b->due &&
	    (b->promised == NONE || a->promised == b->promised) &&
	    text_eq(a->location, b->location) && a->priority == b->priority &&
	    a->price == b->price;
}

/* An order is one customer's, and of one time. */
static int
same_head(struct ops *ops, struct opening *o, const struct demand *d)
{
	void **at = map_put(&o->heads, d->order);
	const struct demand *first;

	if (*at == NULL)
		*at = demand_copy(ops->keep, d);
	first = *at;
	if (!text_eq(first->party, d->party))
		return fail(ops, OPS_DATA, "party: '%s' is not what a row "
		    "before says of order '%s': %s",
		    d->party == NULL ? "" : d->party, d->order,
		    first->party == NULL ? "nobody" : first->party);
	return first->date == d->date ? 0 : fail(ops, OPS_DATA, "ordered: it "
	    "is not what a row before says of order '%s'", d->order);
}

int
opening_demand(struct ops *ops, struct entry *e, struct opening *o,
    struct demand *d)
{
	struct demand_query now = { d->order, INT64_MAX, NONE };
	struct demand *there;
	size_t n = 0;
	int64_t day;
	int second, err;

	if (d->date == NONE)
		d->date = o->at;
	if (d->date > o->at) {
		zone_from_utc(ops->book->zone, d->date, &day, &second);
		return date_wrong(ops, "ordered", day,
		    "no day after the opening");
	}
	err = same_head(ops, o, d);
	if (err == 0)
		err = name_line(ops, o, 'd', d->order, &d->line);
	if (err == 0)
		err = demand_lines(ops, &now, &there, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		if (there[i].line != d->line)
			continue;
		e->unchanged++;
		if (says_same(&there[i], d))
			return 0;
		return fail(ops, OPS_DATA, "reference: '%s' line %lld is there "
		    "already: 'ops stock demand set' changes it", d->order,
		    (long long)d->line);
	}
	return err != 0 ? err : demand_post(ops, e, d);
}
