/* All that is expected, and what has come of it by the moves. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/expected.h"
#include "time/date.h"

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

		err = expected_line(ops, &q, x, &known);
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
		return y->due == NONE || (x->due != NONE && x->due < y->due)
		    ? -1
		    : 1;
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
bring(struct ops *ops, struct expected **v, size_t n, struct coming *m,
    int here)
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
take_back(struct ops *ops, struct expected **v, size_t n, struct coming *m,
    int here)
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
		    v[i]->cancelled != NONE || v[i]->received >= v[i]->qty ? 0
		    : v[i]->qty - v[i]->received;
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
expected_load(struct ops *ops, int64_t as_of, int64_t known,
    struct expected_book **out)
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
    const struct item *item, const struct location *to, int64_t at,
    const char *reference)
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
		    !place_within(to, &x->location, 1) ||
		    at < day_start(ops->book->zone, x->ordered))
			continue;
		more += first != NULL;
		first = first == NULL ? x : first;
	}
	if (first == NULL)
		return 0;
	if (policy == RECEIVE_REFUSE)
		return fail(ops, OPS_DENIED, "reference: %s: expected its name "
		    "(stock.receive_expected: refuse)",
		    in_words(ops, first, more));
	note(ops, "%s: '--reference %s' would book this as its receipt",
	    in_words(ops, first, more), first->reference);
	return 0;
}
