/* Expected: what orders, productions and transfers will bring, line by line. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/expected.h"
#include "stock/units.h"
#include "time/date.h"

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
		return fail(ops, OPS_DATA,
		    transfer ?
			"from: is missing: a transfer comes from a place of ours" :
			"from: it goes with a transfer only");
	if (!transfer)
		return 0;
	err = location_by_code(ops, v[SOURCE_CODE].p, &from);
	if (err == 0)
		err = location_check_stock(ops, from);
	if (err != 0)
		return fail_at(ops, "from");
	if (from == to)
		return fail(ops, OPS_DATA,
		    "from: '%s' is where it will come "
		    "to: expected another place",
		    from->code);
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
		return fail(ops, OPS_DATA, "line: it must be above 0");
	if (v[QTY].i <= 0)
		return fail(ops, OPS_DATA, "qty: it must be above 0");
	if (v[CANCELLED].type == DB_INT && v[CANCELLED].i < v[ORDERED].i)
		return fail(ops, OPS_DATA,
		    "date: it was cancelled before it "
		    "was ordered");
	return check_places(ops, v);
}

const struct ledger ledger_expected = {
	.name = "stock expected",
	.cols = cols,
	.n = sizeof cols / sizeof *cols,
	.kept = "expected",
	.check = check_expected,
	.sort = LEDGER_RECORD,
	.store = record_store,
	.lines = record_lines,
	.lines_back = record_lines_back,
	.reverse = record_reverse_new,
	.verify = record_verify,
};

/* From a row of record_query(); *known is 0 where a master is missing. */
static int
read_line(
    struct ops *ops, const struct db_query *q, struct expected *x, int *known)
{
	int err = item_find(ops, db_text(q, 3 + ITEM_CODE), &x->item);

	if (err == 0)
		err = location_find(
		    ops, db_text(q, 3 + PLACE_CODE), &x->location);
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
	err = read_line(ops, &q, x, found);
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

enum { PARTY_STRICT = 1 };

static int
register_party(struct ops *ops, struct entry *e, const char *code)
{
	const struct party *there;
	int err = code == NULL ? 0 : party_find(ops, code, &there);

	if (err != 0 || code == NULL || there != NULL)
		return err;
	if (conf_choice(ops->conf, "stock.party") == PARTY_STRICT)
		return fail(ops, OPS_DATA,
		    "party: '%s' is not a known party "
		    "(stock.party is strict)",
		    code);
	return party_post(
	    ops, e, &(struct party){ .code = code, .kind = "vendor" });
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
		err = register_party(ops, e, x->party);
	return err != 0 ? err : record_post(ops, e, &ledger_expected, v, NULL);
}

/* ---- all of them, and what has come ---- */

struct expected_book {
	VEC(struct expected *) line; /* by reference and line */
	struct expected **first;     /* by item id: a list by due day */
	size_t n;
	int64_t as_of, known;
};

static int
read_all(struct ops *ops, struct expected_book *b, int64_t today)
{
	struct db_query q;
	int known,
	    err = record_query(ops, &ledger_expected, b->known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct expected *x = ARENA_NEW(ops->keep, struct expected);

		err = read_line(ops, &q, x, &known);
		if (err != 0 || !known || x->ordered > today)
			continue;
		if (x->cancelled != NONE && x->cancelled > today)
			x->cancelled = NONE;
		*VEC_ADD(ops->keep, &b->line) = x;
	}
	db_done(&q);
	return err;
}

/* By item, then by due day (none last), reference and line. */
static int
by_due(const void *a, const void *b)
{
	const struct expected *x = *(struct expected *const *)a;
	const struct expected *y = *(struct expected *const *)b;
	int order;

	if (x->item != y->item)
		return x->item->id < y->item->id ? -1 : 1;
	if (x->due != y->due)
		return y->due == NONE || (x->due != NONE && x->due < y->due) ?
		    -1 :
		    1;
	order = strcmp(x->reference, y->reference);
	return order != 0 ? order : x->line < y->line ? -1 : x->line > y->line;
}

static void
link_items(struct ops *ops, struct expected_book *b)
{
	struct expected **v =
	    ARENA_ARRAY(ops->keep, struct expected *, b->line.n + 1);

	if (b->line.n == 0)
		return;
	memcpy(v, b->line.v, b->line.n * sizeof *v);
	qsort(v, b->line.n, sizeof *v, by_due);
	b->n = (size_t)v[b->line.n - 1]->item->id + 1;
	b->first = ARENA_ARRAY(ops->keep, struct expected *, b->n);
	for (size_t i = b->line.n; i-- > 0;) {
		v[i]->next = b->first[v[i]->item->id];
		b->first[v[i]->item->id] = v[i];
	}
}

/* A move that names an order: what it brings to a place, or takes away. */
struct coming {
	const struct location *from, *to;
	const char *reference;
	int64_t qty;
};

/* +1: it brings what the line expects; -1: it takes that back. */
static int
direction(const struct expected *x, const struct coming *m)
{
	static const enum place end[] = { [EXPECTED_BUY] = PLACE_VENDOR,
		[EXPECTED_MAKE] = PLACE_PRODUCTION };

	if (x->kind == EXPECTED_TRANSFER)
		return place_within(m->to, &x->location, 1) -
		    place_within(m->from, &x->location, 1);
	return (m->from->kind == end[x->kind] && place_is_stock(m->to->kind)) -
	    (m->to->kind == end[x->kind] && place_is_stock(m->from->kind));
}

/* Is it about the line; is the place that is meant in the line's place? */
static int
is_about(const struct expected *x, const struct coming *m, int here)
{
	int way = text_eq(x->reference, m->reference) ? direction(x, m) : 0;

	if (way == 0 || !here)
		return way;
	return place_within(way > 0 ? m->to : m->from, &x->location, 1) ? way :
									  0;
}

static int
add_received(struct ops *ops, struct expected *x, int64_t qty)
{
	return balance_add(ops, x->item, &x->received, qty);
}

/* What comes, line by line; `here` of a first pass: where it came to. */
static int
bring(
    struct ops *ops, struct expected **v, size_t n, struct coming *m, int here)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < n && m->qty > 0; i++) {
		int64_t room = v[i]->qty - v[i]->received, q;

		if (is_about(v[i], m, here) <= 0 || room <= 0)
			continue;
		q = m->qty < room ? m->qty : room;
		m->qty -= q;
		err = add_received(ops, v[i], q);
	}
	return err;
}

/* What goes back, from the last line on. */
static int
take_back(
    struct ops *ops, struct expected **v, size_t n, struct coming *m, int here)
{
	int err = 0;

	for (size_t i = n; err == 0 && i-- > 0 && m->qty > 0;) {
		int64_t q;

		if (is_about(v[i], m, here) >= 0 || v[i]->received <= 0)
			continue;
		q = m->qty < v[i]->received ? m->qty : v[i]->received;
		m->qty -= q;
		err = add_received(ops, v[i], -q);
	}
	return err;
}

static int
take_move(struct ops *ops, struct expected **v, size_t n, struct coming *m)
{
	struct expected *last = NULL;
	int err = bring(ops, v, n, m, 1);

	if (err == 0)
		err = bring(ops, v, n, m, 0);
	for (size_t i = 0; err == 0 && i < n; i++)
		if (is_about(v[i], m, 0) > 0)
			last = v[i];
	if (err == 0 && last != NULL)
		err = add_received(ops, last, m->qty);
	if (err == 0 && last == NULL)
		err = take_back(ops, v, n, m, 1);
	if (err == 0 && last == NULL)
		err = take_back(ops, v, n, m, 0);
	return err;
}

SQL(sql_moves,
    "SELECT src, dst, qty, reference FROM move WHERE item = $1 "
    "AND at >= $2 AND at <= $3 AND entry <= $4 "
    "AND reference IS NOT NULL ORDER BY item, at, entry, line");

/* The lines of one item, by reference and line. */
static int
receive(struct ops *ops, const struct expected_book *b, struct expected **v,
    size_t n)
{
	int64_t since = v[0]->ordered;
	struct db_query q;
	int err;

	for (size_t i = 1; i < n; i++)
		since = v[i]->ordered < since ? v[i]->ordered : since;
	err = db_query(ops, &q, sql_moves, V(v[0]->item->id),
	    V(day_start(ops->book->zone, since)), V(b->as_of),
	    V(b->known == NONE ? INT64_MAX : b->known));
	while (err == 0 && (err = db_next(&q)) == 1) {
		struct coming m = { .qty = db_int(&q, 2),
			.reference = db_text(&q, 3) };

		err = location_by_id(ops, db_int(&q, 0), &m.from);
		if (err == 0)
			err = location_by_id(ops, db_int(&q, 1), &m.to);
		if (err == 0)
			err = take_move(ops, v, n, &m);
	}
	db_done(&q);
	for (size_t i = 0; err == 0 && i < n; i++)
		v[i]->open =
		    v[i]->cancelled != NONE || v[i]->received >= v[i]->qty ?
		    0 :
		    v[i]->qty - v[i]->received;
	return err;
}

static int
by_item(const void *a, const void *b)
{
	const struct expected *x = *(struct expected *const *)a;
	const struct expected *y = *(struct expected *const *)b;
	int order;

	if (x->item != y->item)
		return x->item->id < y->item->id ? -1 : 1;
	order = strcmp(x->reference, y->reference);
	return order != 0 ? order : x->line < y->line ? -1 : x->line > y->line;
}

static int
receive_all(struct ops *ops, struct expected_book *b)
{
	struct expected **v =
	    ARENA_ARRAY(ops->keep, struct expected *, b->line.n + 1);
	size_t n = b->line.n;
	int err = 0;

	if (n > 0)
		memcpy(v, b->line.v, n * sizeof *v);
	if (n > 1)
		qsort(v, n, sizeof *v, by_item);
	for (size_t i = 0, end; err == 0 && i < n; i = end) {
		for (end = i; end < n && v[end]->item == v[i]->item;)
			end++;
		err = receive(ops, b, v + i, end - i);
	}
	return err;
}

int
expected_load(
    struct ops *ops, int64_t as_of, int64_t known, struct expected_book **out)
{
	struct expected_book *b = ARENA_NEW(ops->keep, struct expected_book);
	struct clock clock = { as_of, ops->book->zone };
	int err;

	b->as_of = as_of;
	b->known = known;
	*out = b;
	err = read_all(ops, b, clock_today(&clock));
	if (err == 0)
		err = receive_all(ops, b);
	if (err == 0)
		link_items(ops, b);
	return err;
}

const struct expected *
expected_of(const struct expected_book *b, const struct item *item)
{
	return (size_t)item->id < b->n ? b->first[item->id] : NULL;
}

int
expected_open(struct ops *ops, const struct expected_book *b,
    const struct item *item, const struct location *place, int64_t by,
    int64_t *qty)
{
	int err = 0;

	*qty = 0;
	for (const struct expected *x = expected_of(b, item);
	     err == 0 && x != NULL; x = x->next)
		if ((place == NULL || place_within(x->location, &place, 1)) &&
		    (by == NONE || (x->due != NONE && x->due <= by)))
			err = balance_add(ops, item, qty, x->open);
	return err;
}

const struct expected *const *
expected_all(const struct expected_book *b, size_t *n)
{
	*n = b->line.n;
	return (const struct expected *const *)b->line.v;
}

/* ---- a receipt by hand ---- */

enum { RECEIVE_WARN, RECEIVE_REFUSE, RECEIVE_IGNORE };

/* "PO-118 expects 40 of it there, due 2026-03-20" */
static const char *
in_words(struct ops *ops, const struct expected *x, int64_t more)
{
	char qty[DECIMAL_MAX], due[DATE_SIZE] = "";
	struct str s = STR_INIT;
	const char *words;

	decimal_print(qty, x->open, QTY_SCALE, 0);
	str_addf(&s, "'%s' expects %s %s of '%s' at %s", x->reference, qty,
	    x->item->unit, x->item->sku, x->location->code);
	if (x->due != NONE) {
		date_print(due, x->due);
		str_addf(&s, ", due %s", due);
	}
	if (more > 0)
		str_addf(&s, ", and %lld other %s", (long long)more,
		    more == 1 ? "order" : "orders");
	words = arena_strdup(ops->mem, s.p);
	str_free(&s);
	return words;
}

int
expected_check_receipt(struct ops *ops, struct expected_book **book,
    const struct item *item, const struct location *to, const char *reference)
{
	int policy = conf_choice(ops->conf, "stock.receive_expected");
	const struct expected *first = NULL;
	int64_t more = 0;
	int err = 0;

	if (policy == RECEIVE_IGNORE)
		return 0;
	if (*book == NULL)
		err = expected_load(ops, ops->now, NONE, book);
	if (err != 0)
		return err;
	for (const struct expected *x = expected_of(*book, item); x != NULL;
	     x = x->next) {
		if (text_eq(x->reference, reference))
			return 0;
		if (x->open == 0 || x->kind == EXPECTED_TRANSFER ||
		    !place_within(to, &x->location, 1))
			continue;
		more += first != NULL;
		first = first == NULL ? x : first;
	}
	if (first == NULL)
		return 0;
	if (policy == RECEIVE_REFUSE)
		return fail(ops, OPS_DENIED,
		    "reference: %s: expected its "
		    "name (stock.receive_expected: refuse)",
		    in_words(ops, first, more));
	note(ops,
	    "stock receive: %s: '--reference %s' would book this as "
	    "its receipt",
	    in_words(ops, first, more), first->reference);
	return 0;
}
