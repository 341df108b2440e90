/* Expected lines of orders, productions and transfers: checked and posted. */
#include <string.h>

#include "base/decimal.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/expected.h"
#include "stock/units.h"

const char *const expected_words[] = { "buy", "transfer", "make", NULL };

static const struct column cols[] = {
	{ "reference", TYPE_CODE, LEDGER_KEY, "the order" },
	{ "position", TYPE_INT, LEDGER_KEY, "the order's line" },
	{ "item", TYPE_CODE, 0, "what will come" },
	{ "location", TYPE_CODE, 0, "the place it will come to" },
	{ "qty", TYPE_QTY, 0, "how much was ordered" },
	{ "due", TYPE_DATE, 0, "the day on which it is to come" },
	{ "party", TYPE_CODE, 0, "who delivers it" },
	{ "kind", TYPE_CODE, 0, "buy, transfer or make" },
	{ "source", TYPE_CODE, 0, "the place it comes from (transfer)" },
	{ "ordered", TYPE_DATE, 0, "the day of the order" },
	{ "cancelled", TYPE_DATE, 0, "the day it was cancelled" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

enum {
	REFERENCE,
	POSITION,
	ITEM_CODE,
	PLACE_CODE,
	QTY,
	DUE,
	PARTY_CODE,
	KIND,
	SOURCE_CODE,
	ORDERED,
	CANCELLED
};

static enum expected_kind
kind_of(const char *word)
{
	for (int i = 0; word != NULL && expected_words[i] != NULL; i++)
		if (strcmp(expected_words[i], word) == 0)
			return (enum expected_kind)i;
	return EXPECTED_BUY;
}

static int
check_places(struct ops *ops, const struct db_value *v)
{
	const struct location *to, *from;
	int transfer = kind_of(v[KIND].p) == EXPECTED_TRANSFER;
	int err = location_by_code(ops, v[PLACE_CODE].p, &to);

	if (err == 0)
		err = location_check_stock(ops, to);
	if (err != 0)
		return fail_at(ops, "location");
	if (transfer != (v[SOURCE_CODE].p != NULL))
		return fail(ops, OPS_DATA, "from: %s",
		    transfer ? "is missing: a transfer comes from a place of "
			       "ours" : "it goes with a transfer only");
	if (!transfer)
		return 0;
	err = location_by_code(ops, v[SOURCE_CODE].p, &from);
	if (err == 0)
		err = location_check_stock(ops, from);
	if (err != 0)
		return fail_at(ops, "from");
	if (from == to)
		return fail(ops, OPS_DATA, "from: '%s' is where it will come "
		    "to: expected another place", from->code);
	return 0;
}

static int
check_expected(struct ops *ops, const struct db_value *v, int live)
{
	const struct item *item;
	int err;

	if (!live)
		return 0;
	err = item_by_sku(ops, v[ITEM_CODE].p, &item);
	if (err != 0)
		return fail_at(ops, "item");
	if (v[POSITION].i < 1)
		return decimal_wrong(ops, "line", v[POSITION].i, 0,
		    "a number from 1");
	if (v[QTY].i <= 0)
		return decimal_wrong(ops, "qty", v[QTY].i, QTY_SCALE,
		    "a quantity above 0");
	if (v[CANCELLED].type == DB_INT && v[CANCELLED].i < v[ORDERED].i)
		return fail(ops, OPS_DATA,
		    "date: it was cancelled before it was ordered");
	return check_places(ops, v);
}

const struct ledger ledger_expected = { .name = "stock expected",
	RECORD_LEDGER(cols, "expected"),
	.check = check_expected,
	.reverse = record_reverse_new,
	.verify = record_verify };

int
expected_line(struct ops *ops, const struct db_query *q, struct expected *x,
    int *known)
{
	int err = item_find(ops, db_text(q, 3 + ITEM_CODE), &x->item);

	if (err == 0)
		err = location_find(ops, db_text(q, 3 + PLACE_CODE),
		    &x->location);
	if (err == 0 && db_text(q, 3 + SOURCE_CODE) != NULL)
		err = location_find(ops, db_text(q, 3 + SOURCE_CODE), &x->from);
	x->reference = arena_strdup(ops->keep, db_text(q, 3 + REFERENCE));
	x->line = db_int(q, 3 + POSITION);
	x->qty = db_int(q, 3 + QTY);
	x->due = db_int(q, 3 + DUE);
	x->party = arena_strdup(ops->keep, db_text(q, 3 + PARTY_CODE));
	x->kind = kind_of(db_text(q, 3 + KIND));
	x->ordered = db_int(q, 3 + ORDERED);
	x->cancelled = db_int(q, 3 + CANCELLED);
	*known = err == 0 && x->item != NULL && x->location != NULL;
	return err;
}

int
expected_read(struct ops *ops, const char *reference, int64_t line,
    struct expected *x, int *found)
{
	struct db_value key[2] = { V(reference), V(line) };
	struct db_query q;
	int err = record_query(ops, &ledger_expected, NONE, key, &q);

	memset(x, 0, sizeof *x);
	*found = 0;
	if (err != 0 || (err = db_next(&q)) != 1)
		return err;
	err = expected_line(ops, &q, x, found);
	db_done(&q);
	return err;
}

int
expected_said(struct ops *ops, const struct item *item, int64_t said,
    const char *unit, int64_t *qty)
{
	*qty = said;
	if (unit == NULL || strcmp(unit, item->unit) == 0)
		return 0;
	return unit_qty(ops, item, said, unit, qty);
}

SQL(sql_last_line, "SELECT MAX(position) FROM expected WHERE reference = $1");

int
expected_next_line(struct ops *ops, const char *reference, int64_t *line)
{
	int err;

	*line = NONE;
	err = db_get(ops, line, sql_last_line, V(reference));
	*line = *line == NONE ? 1 : *line + 1;
	return err;
}

/* A day's fact stands in open time where the day ends there. */
static int
check_day(struct ops *ops, const struct entry *e, int64_t day)
{
	int64_t end = day_end(ops->book->zone, day);
	struct clock clock = { ops->now, ops->book->zone };

	if (day == clock_today(&clock))
		end = ops->now;
	return entry_check_date(ops, e, end);
}

int
expected_post(struct ops *ops, struct entry *e, const struct expected *x)
{
	struct db_value v[LEDGER_COLUMNS] = { V(x->reference), V(x->line),
		V(x->item->sku), V(x->location->code), V(x->qty), V(x->due),
		V(x->party), V(expected_words[x->kind]),
		V(x->from == NULL ? (const char *)NULL : x->from->code),
		V(x->ordered), V(x->cancelled) };
	struct expected was;
	const struct party *party;
	int same, found,
	    err = record_same(ops, &ledger_expected, v, NULL, &same);

	if (err != 0 || same) {
		e->unchanged += same;
		return err;
	}
	err = expected_read(ops, x->reference, x->line, &was, &found);
	if (err == 0 && (!found || was.ordered != x->ordered))
		err = check_day(ops, e, x->ordered);
	if (err == 0 && x->cancelled != NONE &&
	    (!found || was.cancelled != x->cancelled))
		err = check_day(ops, e, x->cancelled);
	if (err == 0)
		err = party_register(ops, e, x->party, "vendor", &party);
	return err != 0 ? err : record_post(ops, e, &ledger_expected, v, NULL);
}
