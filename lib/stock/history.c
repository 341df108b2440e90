/* The moves of items in their order, with the balance after each. */
#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "db/db.h"
#include "stock/balance.h"
#include "stock/history.h"
#include "stock/value.h"

/* A change of value by a move, or (line 0) between moves. */
struct change {
	int64_t at, entry, line, value;
};

struct history {
	struct ops *ops;
	const struct history_query *query;
	int (*row)(void *, const struct history_row *);
	void *data;
	int64_t *opening; /* by item id: the balance before `since`, NULL: 0 */
	int64_t balance;
	struct valuation *valuation; /* NULL: no values */
	VEC(struct change) changes;  /* of the item's value, in order */
	size_t next;
	int64_t worth; /* after those before next */
};

/* Does what lies there count?  A far end only where it is named itself. */
static int
counts(const struct history_query *q, const struct location *l)
{
	for (size_t i = 0; i < q->n; i++)
		if (q->place[i] == l)
			return 1;
	return place_is_stock(l->kind) &&
	    (q->n == 0 || place_within(l, q->place, q->n));
}

static int
is_narrowed(const struct history_query *q)
{
	return q->n > 0 || q->lot != NULL;
}

static int
wanted_lot(const struct history_query *q, const struct lot *lot)
{
	return q->lot == NULL || (lot != NULL && text_eq(lot->lot, q->lot));
}

static int
add_opening(void *data, const struct balance_row *row)
{
	struct history *h = data;

	if (!counts(h->query, row->location) ||
	    !wanted_lot(h->query, row->lot))
		return 0;
	return balance_add(h->ops, row->item, &h->opening[row->item->id],
	    row->on_hand);
}

/* What was there just before a time (NONE: at the end of all time). */
static int
read_opening(struct history *h, int64_t before)
{
	const struct history_query *q = h->query;
	struct balance_query b = { .item = q->item, .place = q->place,
		.n = q->n, .known = q->known, .by_location = 1,
		.by_lot = q->lot != NULL, .everywhere = 1,
		.as_of = before == NONE ? NONE : before - 1 };
	const struct item *const *item = &q->item;
	size_t n = 1;
	int err = q->item != NULL ? 0 : items_all(h->ops, &item, &n);

	if (err != 0)
		return err;
	h->opening = balance_numbers(h->ops, item, n);
	return balances(h->ops, &b, add_opening, h);
}

#define MOVE_COLUMNS                                                          \
	"SELECT m.entry, m.line, m.at, m.src, m.dst, m.lot, m.party, m.qty, " \
	"m.unit_cost, m.reference, m.reason, m.said_qty FROM move m "         \
	"WHERE 1 = 1"

/* The clauses of one item: those of the index first. */
static void
select_moves(const struct history_query *q, const struct item *item,
    const struct lot *lot, struct db_select *s)
{
	db_where(s, " AND m.item = $", V(item->id));
	if (q->since != NONE)
		db_where(s, " AND m.at >= $", V(q->since));
	if (q->until != NONE)
		db_where(s, " AND m.at <= $", V(q->until));
	if (q->known != NONE)
		db_where(s, " AND m.entry <= $", V(q->known));
	if (lot != NULL)
		db_where(s, " AND m.lot = $", V(lot->id));
}

static int
read_row(struct ops *ops, const struct db_query *q, const struct item *item,
    struct history_row *r)
{
	int err = location_by_id(ops, db_int(q, 3), &r->from);

	if (err == 0)
		err = location_by_id(ops, db_int(q, 4), &r->to);
	if (err == 0)
		err = lot_by_id(ops, db_int(q, 5), &r->lot);
	if (err == 0)
		err = party_by_id(ops, db_int(q, 6), &r->party);
	r->item = item;
	r->entry = db_int(q, 0);
	r->line = db_int(q, 1);
	r->at = db_int(q, 2);
	r->qty = db_int(q, 7);
	r->unit_cost = db_int(q, 8);
	r->reference = db_text(q, 9);
	r->reason = db_text(q, 10);
	r->value = r->worth = NONE;
	/* Of a box it is said for the box, and the row counts pieces. */
	if (err == 0 && r->unit_cost != NONE && db_int(q, 11) != NONE)
		err = mul_div(r->unit_cost, db_int(q, 11), r->qty,
		    &r->unit_cost);
	return err;
}

/* How a move changes what is counted; NONE where it does not touch it. */
static int64_t
change(const struct history_query *q, const struct history_row *r)
{
	int in = counts(q, r->to), out = counts(q, r->from);

	if (!in && !out)
		return is_narrowed(q) ? NONE : 0;
	return in == out ? 0 : in ? r->qty : -r->qty;
}

/* A landed cost belongs to its receipt where it counts at its time. */
static int
add_change(void *data, const struct value_event *e)
{
	struct history *h = data;
	int landed = e->kind == VALUE_LANDED && e->of_entry != NONE &&
	    h->changes.n > 0 &&
	    h->changes.v[h->changes.n - 1].entry == e->of_entry &&
	    h->changes.v[h->changes.n - 1].line == e->of_line;

	*VEC_ADD(h->ops->keep, &h->changes) = (struct change){ e->at,
		landed ? e->of_entry : e->entry, landed ? e->of_line : e->line,
		e->value };
	return 0;
}

static int
compare_place(const struct change *c, const struct history_row *r)
{
	if (c->at != r->at)
		return c->at < r->at ? -1 : 1;
	if (c->line == 0)
		return -1;
	if (c->entry != r->entry)
		return c->entry < r->entry ? -1 : 1;
	return c->line < r->line ? -1 : c->line > r->line;
}

/* What the move changed, and what there was after it. */
static int
find_value(struct history *h, struct history_row *r)
{
	r->value = r->worth = NONE;
	if (h->valuation == NULL)
		return 0;
	for (r->value = 0; h->next < h->changes.n; h->next++) {
		const struct change *c = &h->changes.v[h->next];
		int order = compare_place(c, r);

		if (order > 0)
			break;
		if (add_i64(h->worth, c->value, &h->worth) != 0 ||
		    (order == 0 && add_i64(r->value, c->value, &r->value) != 0))
			return fail(h->ops, OPS_DATA, "the value of '%s' "
			    "would be too large a number", r->item->sku);
	}
	r->worth = is_narrowed(h->query) ? NONE : h->worth;
	return 0;
}

static int
pass_on(struct history *h, struct history_row *r)
{
	int64_t qty = change(h->query, r);
	int err;

	if (qty == NONE)
		return 0;
	err = find_value(h, r);
	if (err == 0 && h->query->balances)
		err = balance_add(h->ops, r->item, &h->balance, qty);
	r->balance = h->balance;
	return err != 0 ? err : h->row(h->data, r);
}

static int
one_item(struct history *h, const struct item *item)
{
	const struct lot *lot = NULL;
	struct history_row r;
	struct db_select s;
	struct db_query q;
	int err = 0, got;

	h->balance = h->opening == NULL ? 0 : h->opening[item->id];
	if (h->query->lot != NULL) {
		err = lot_find(h->ops, item, h->query->lot, &lot);
		if (err != 0 || lot == NULL)
			return err;
	}
	if (h->valuation != NULL) {
		h->changes.n = h->next = 0;
		h->worth = 0;
		err = valuation_item(h->valuation, item);
		if (err != 0)
			return err;
	}
	db_select(&s, h->ops, MOVE_COLUMNS);
	select_moves(h->query, item, lot, &s);
	db_clause(&s, " ORDER BY m.item, m.at, m.entry, m.line");
	err = db_select_query(&s, &q);
	if (err != 0)
		return err;
	while ((got = db_next(&q)) == 1) {
		err = read_row(h->ops, &q, item, &r);
		if (err == 0)
			err = pass_on(h, &r);
		if (err != 0)
			break;
	}
	db_done(&q);
	return got < 0 ? got : err;
}

static int
all_items(struct history *h)
{
	const struct item *const *all;
	size_t n = 0;
	int err = 0;

	if (h->query->item != NULL)
		return one_item(h, h->query->item);
	err = items_all(h->ops, &all, &n);
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct arena_mark mark = arena_mark(h->ops->mem);

		err = one_item(h, all[i]);
		arena_back(h->ops->mem, mark);
	}
	return err;
}

int
history(struct ops *ops, const struct history_query *q,
    int (*row)(void *, const struct history_row *), void *data)
{
	struct history h = { .ops = ops, .query = q, .row = row,
		.data = data };
	struct value_query v = { .as_of = q->until, .known = q->known,
		.event = add_change };
	int err = 0;

	if (q->balances && q->since != NONE)
		err = read_opening(&h, q->since);
	if (err == 0 && q->values)
		err = valuation_open(ops, &v, &h, &h.valuation);
	if (err == 0)
		err = all_items(&h);
	valuation_close(h.valuation);
	return err;
}

/* Backwards: before the latest move there was its balance less its change. */
int
history_last(struct ops *ops, const struct history_query *q,
    struct history_row *row, size_t *n)
{
	struct history_query all = *q;
	struct history h = { .ops = ops, .query = &all };
	struct db_select s;
	struct db_query found;
	size_t max = *n, at = max;
	int64_t balance = 0;
	int err, got = 0;

	all.since = NONE;
	*n = 0;
	err = read_opening(&h, q->until == NONE ? NONE : q->until + 1);
	if (err != 0)
		return err;
	balance = h.opening[q->item->id];
	db_select(&s, ops, MOVE_COLUMNS);
	select_moves(&all, q->item, NULL, &s);
	db_clause(&s, " ORDER BY m.at DESC, m.entry DESC, m.line DESC");
	err = db_select_query(&s, &found);
	while (err == 0 && at > 0 && (got = db_next(&found)) == 1) {
		struct history_row r;
		int64_t qty;

		err = read_row(ops, &found, q->item, &r);
		if (err != 0 || !wanted_lot(q, r.lot) ||
		    (qty = change(q, &r)) == NONE)
			continue;
		r.balance = balance;
		r.reference = arena_strdup(ops->mem, r.reference);
		r.reason = arena_strdup(ops->mem, r.reason);
		row[--at] = r;
		err = balance_add(ops, q->item, &balance, -qty);
	}
	db_done(&found);
	if (err != 0 || got < 0)
		return err != 0 ? err : got;
	*n = max - at;
	for (size_t i = 0; i < *n; i++)
		row[i] = row[at + i];
	return 0;
}
