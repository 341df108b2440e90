/* Moves: checked, posted, stored in the order in which ledgers are read. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/money.h"
#include "ledger/book.h"
#include "stock/landed.h"
#include "stock/move.h"
#include "stock/movestore.h"
#include "stock/reserve.h"
#include "stock/rules.h"
#include "stock/units.h"

static const struct column move_cols[] = {
	{ "date", TYPE_TIME, 0, "when it happened" },
	{ "item", TYPE_CODE, 0, "what moved" },
	{ "from", TYPE_CODE, 0, "the place it left" },
	{ "to", TYPE_CODE, 0, "the place it came to" },
	{ "qty", TYPE_QTY, 0, "how much, in the item's unit" },
	{ "unit_cost", TYPE_PRICE, 0, "what one cost, as typed" },
	{ "lot", TYPE_CODE, 0, "the lot" },
	{ "reference", TYPE_CODE, 0, "order, delivery note, document" },
	{ "reason", TYPE_TEXT, 0, "why" },
	{ "party", TYPE_CODE, 0, "who gave or took it" },
	{ "price", TYPE_PRICE, 0, "what one was sold for" },
	{ "value", TYPE_MONEY, 0, "qty x unit_cost, rounded once" },
	{ "said_qty", TYPE_QTY, 0, "how much, as it was said" },
	{ "said_unit", TYPE_CODE, 0, "and in which unit" },
};

enum { MOVE_COLS = sizeof move_cols / sizeof *move_cols };

static const char *
code_of_lot(const struct lot *l)
{
	return l == NULL ? NULL : l->lot;
}

static void
columns(const struct move *m, struct db_value cols[MOVE_COLS])
{
	const struct db_value v[MOVE_COLS] = { V(m->at), V(m->item->sku),
		V(m->from->code), V(m->to->code), V(m->qty), V(m->unit_cost),
		V(code_of_lot(m->lot)), V(m->reference), V(m->reason),
		V(m->party == NULL ? (char *)NULL : m->party->code),
		V(m->price), V(m->value), V(m->said_qty), V(m->said_unit) };

	memcpy(cols, v, sizeof v);
}

/* A move on its way to the worker; behind it its texts. */
struct flat {
	struct posted posted;
	struct move move;
};

static int
post(struct ops *ops, struct entry *e, const struct move *m)
{
	const char *text[] = { m->reference, m->reason, m->said_unit };
	struct flat f = { .move = *m };
	int err = move_open(ops, e, m);

	return err != 0 ? err :
	    flow_post(ops, e, &ledger_move, &f, sizeof f, text, 3);
}

static void
move_hint(const void *bytes, int step)
{
	struct flat f;

	memcpy(&f, bytes, sizeof f);
	__builtin_prefetch(step == 0 ? (const void *)f.move.item
				     : f.move.item->sku);
	if (f.move.lot != NULL)
		__builtin_prefetch(step == 0 ? (const void *)f.move.lot
					     : f.move.lot->lot);
	if (f.move.party != NULL)
		__builtin_prefetch(step == 0 ? (const void *)f.move.party
					     : f.move.party->code);
}

static int
move_take(struct ops *ops, struct entry *e, const struct posted *p,
    const void *bytes, size_t n)
{
	const char *texts = (const char *)bytes + sizeof(struct flat);
	const char *at = texts;
	struct db_value cols[MOVE_COLS];
	struct flat f;

	memcpy(&f, bytes, sizeof f);
	f.move.reference = flow_text(&at);
	f.move.reason = flow_text(&at);
	f.move.said_unit = flow_text(&at);
	columns(&f.move, cols);
	entry_digest_line(&e->body, p->ledger, cols);
	return move_add(ops, e, p->line, &f.move, texts, n - sizeof f);
}

static int
check_unit(struct ops *ops, struct move *m)
{
	if (m->said_unit == NULL || strcmp(m->said_unit, m->item->unit) == 0) {
		m->said_unit = NULL;
		m->said_qty = NONE;
		return 0;
	}
	return unit_qty(ops, m->item, m->said_qty, m->said_unit, &m->qty);
}

static int
check_move(struct ops *ops, const struct entry *e, struct move *m)
{
	int64_t said;
	int err = entry_check_date(ops, e, m->at);

	if (err == 0)
		err = check_unit(ops, m);
	if (err != 0)
		return err;
	if (m->from == m->to)
		return fail(ops, OPS_DATA, "to: '%s' is where it comes from: "
		    "expected another place", m->to->code);
	if (m->qty <= 0)
		return fail(ops, OPS_DATA, "qty: it must be above 0");
	if (m->unit_cost != NONE && m->unit_cost < 0)
		return fail(ops, OPS_DATA, "unit_cost: it is below 0");
	if (m->price != NONE && m->price < 0)
		return fail(ops, OPS_DATA, "price: it is below 0");
	m->value = NONE;
	said = m->said_qty == NONE ? m->qty : m->said_qty;
	if (m->unit_cost != NONE && money_of(said, m->unit_cost,
		ops->book->decimals, &m->value) != 0)
		return fail(ops, OPS_DATA,
		    "unit_cost: the value of the move is too large");
	return 0;
}

/* What a party is that nobody has described: told by the move's direction. */
static const char *
kind_by_direction(const struct move *m)
{
	if (m->from->kind == PLACE_VENDOR || m->to->kind == PLACE_VENDOR)
		return "vendor";
	if (m->from->kind == PLACE_CUSTOMER || m->to->kind == PLACE_CUSTOMER)
		return "customer";
	return "internal";
}

static int
find_names(struct ops *ops, struct move_order *o)
{
	int err = 0;

	if (o->lot != NULL)
		err = lot_find(ops, o->move.item, o->lot, &o->move.lot);
	if (err == 0 && o->party != NULL)
		err = party_named(ops, o->party, &o->move.party);
	return err;
}

/* A lot that is new; and an expiry that is new of one that is not. */
static int
register_lot(struct ops *ops, struct entry *e, struct move_order *o)
{
	const struct move *m = &o->move;
	struct lot lot = { .item = m->item, .lot = o->lot,
		.expires = o->expires, .made = NONE };

	if (m->lot == NULL)
		return lot_add(ops, e, &lot, &o->move.lot);
	if (o->expires == NONE || m->lot->expires != NONE)
		return 0;
	lot = *m->lot;
	lot.expires = o->expires;
	return lot_post(ops, e, &lot);
}

/* What is new gets a line of its own before the move that names it. */
static int
register_names(struct ops *ops, struct entry *e, struct move_order *o)
{
	int err = 0;

	if (o->lot != NULL && o->move.lot == NULL)
		err = lot_find(ops, o->move.item, o->lot, &o->move.lot);
	if (err == 0 && o->lot != NULL)
		err = register_lot(ops, e, o);
	if (err == 0 && o->party != NULL && o->move.party == NULL)
		err = party_register(ops, e, o->party,
		    kind_by_direction(&o->move), &o->move.party);
	return err;
}

int
moves_post(struct ops *ops, struct entry *e, struct move_order *o, size_t n)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < n; i++) {
		err = check_move(ops, e, &o[i].move);
		if (err == 0)
			err = find_names(ops, &o[i]);
		if (err == 0)
			err = rules_check(ops, e, o, i);
	}
	if (err == 0 && e->immediate)
		err = reserve_check_now(ops, e, o, n);
	if (err == 0 && e->immediate)
		err = move_check_now(ops, e, o, n);
	if (err == 0 && e->immediate)
		reserve_passed(ops, e, o, n);
	if (err == 0)
		rules_passed(ops, e, o, n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		err = register_names(ops, e, &o[i]);
		if (err == 0)
			err = post(ops, e, &o[i].move);
		o[i].line = e->lines;
	}
	return err;
}

/* A line that comes as texts: from a file, or from an undo. */
static int
read_line(struct ops *ops, const struct db_value *v, struct move *m)
{
	int err = item_by_sku(ops, v[1].p, &m->item);

	if (err == 0)
		err = location_by_code(ops, v[2].p, &m->from);
	if (err == 0)
		err = location_by_code(ops, v[3].p, &m->to);
	if (err == 0 && v[6].p != NULL)
		err = lot_find(ops, m->item, v[6].p, &m->lot);
	if (err == 0 && v[9].p != NULL)
		err = party_find(ops, v[9].p, &m->party);
	if (err != 0)
		return err;
	if ((v[6].p != NULL && m->lot == NULL) ||
	    (v[9].p != NULL && m->party == NULL))
		return fail(ops, OPS_DATA,
		    "a move names a lot or party that is not in the book");
	m->at = v[0].i;
	m->qty = v[4].i;
	m->unit_cost = v[5].type == DB_NULL ? NONE : v[5].i;
	m->reference = v[7].p;
	m->reason = v[8].p;
	m->price = v[10].type == DB_NULL ? NONE : v[10].i;
	m->value = v[11].type == DB_NULL ? NONE : v[11].i;
	m->said_qty = v[12].type == DB_NULL ? NONE : v[12].i;
	m->said_unit = v[13].p;
	m->source_line = NONE;
	return 0;
}

static int
move_read(struct ops *ops, struct entry *e, const struct db_value *cols)
{
	struct move m = { .item = NULL };
	int err = read_line(ops, cols, &m);

	return err != 0 ? err : post(ops, e, &m);
}

/* A serial that came again meanwhile is not brought back. */
static int
check_serial(struct ops *ops, struct entry *e, const struct db_value *cols)
{
	struct move m = { .item = NULL };
	int err = item_by_sku(ops, cols[1].p, &m.item);

	if (err != 0 || item_tracking(m.item) != TRACKING_SERIAL)
		return err;
	err = read_line(ops, cols, &m);
	return err != 0 ? err : rules_check_reverse(ops, e, &m);
}

static int
move_reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	struct db_value cols[MOVE_COLS];
	int64_t at = entry_reversed_at(e, r, r->cols[0].i);
	int err = entry_check_date(ops, e, at);

	if (err == 0)
		err = landed_check_undo(ops, r->entry, r->line);
	if (err != 0)
		return err;
	memcpy(cols, r->cols, sizeof cols);
	cols[0] = V(at);
	cols[2] = r->cols[3];
	cols[3] = r->cols[2];
	err = check_serial(ops, e, cols);
	if (err == 0 && !r->whole)
		err = shipping_undone(ops, e, r);
	return err != 0 ? err : entry_post(ops, e, l, cols, NULL);
}

const struct ledger ledger_move = { .name = "stock move",
	FLOW_LEDGER(move_cols, move_flow),
	.read = move_read,
	.take = move_take,
	.hint = move_hint,
	.finish = move_finish,
	.reverse = move_reverse };
