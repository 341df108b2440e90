/* What was counted: the records of counts, and what the book says to them. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "stock/counted.h"
#include "stock/value.h"

const char *const counted_words[] = { "agrees", "posted", "waiting",
	"recounted", "superseded", NULL };

static const struct column head_cols[] = {
	{ "code", TYPE_CODE, LEDGER_KEY, "the count" },
	{ "date", TYPE_TIME, LEDGER_WHEN, "the instant of its latest line" },
	{ "counted_by", TYPE_TEXT, LEDGER_PERSONAL | COL_PERSON,
	    "who counted" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

enum { CODE, N, ROUND, SKU, PLACE, LOT, COUNTED, DATE, HELD, LIVE };

static const struct column line_cols[] = {
	{ "count_code", TYPE_CODE, LEDGER_KEY, "the count" },
	{ "n", TYPE_INT, LEDGER_KEY, "which line of it" },
	{ "round", TYPE_INT, 0, "1, or 2 where it was counted again" },
	{ "item", TYPE_CODE, 0, "what was counted" },
	{ "location", TYPE_CODE, 0, "where" },
	{ "lot", TYPE_CODE, 0, "the lot, or the serial" },
	{ "counted", TYPE_QTY, 0, "how much there was" },
	{ "date", TYPE_TIME, LEDGER_WHEN, "when" },
	{ "held", TYPE_BOOL, 0, "yes: not posted, over the tolerance" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

SQL(sql_said,
    "SELECT date FROM counted_version WHERE count_code = $1 AND "
    "n = $2 AND live = 1 ORDER BY entry DESC, line DESC LIMIT 1");

/* The instant that a line is about, or was before it was taken back. */
static int
line_date(struct ops *ops, const struct reversal *r, int64_t *date)
{
	*date = r->cols[DATE].type == DB_INT ? r->cols[DATE].i : NONE;
	return *date != NONE ? 0
	    : db_get(ops, date, sql_said, V((const char *)r->cols[CODE].p),
		V(r->cols[N].i));
}

/*
 * What was counted and what was posted for it go together; and what people
 * saw on a day that is closed stays, another count corrects it.
 */
static int
count_reverse(struct ops *ops, struct entry *e, const struct ledger *l,
    const struct reversal *r)
{
	struct reversal here = *r;
	int64_t date = NONE;
	int err = 0;

	here.keep_new = 0;
	if (!r->whole)
		return fail(ops, OPS_DATA, "a line of a count is not undone "
		    "alone: undo entry %lld, or count again",
		    (long long)r->entry);
	if (l == &ledger_counted)
		err = line_date(ops, r, &date);
	if (err == 0 && date != NONE && e->closed != NONE && date <= e->closed)
		return fail(ops, OPS_DENIED, "count '%s' is in a closed period "
		    "and stays as it is: count again",
		    (const char *)r->cols[CODE].p);
	return err != 0 ? err : record_reverse(ops, e, l, &here);
}

const struct ledger ledger_count = { .name = "stock count",
	RECORD_LEDGER(head_cols, "count_head"),
	.reverse = count_reverse,
	.verify = record_verify };

const struct ledger ledger_counted = { .name = "stock counted",
	RECORD_LEDGER(line_cols, "counted"),
	.reverse = count_reverse,
	.verify = record_verify };

/* ---- the facts ---- */

struct loading {
	struct ops *ops;
	const struct counted_query *ask;
	struct map by; /* "<entry> <count>": who */
	VEC(struct counted) line;
	struct counted **in_order; /* by item, place, lot, date, entry, line */
};

SQL(sql_by,
    "SELECT v.entry, v.code, p.body FROM count_head_version v "
    "JOIN private p ON p.digest = v.counted_by WHERE v.live = 1");

static const char *
by_key(struct loading *g, int64_t entry, const char *code)
{
	return arena_printf(g->ops->mem, "%lld %s", (long long)entry, code);
}

static int
read_by(struct loading *g)
{
	struct db_query q;
	int err = db_query0(g->ops, &q, sql_by);

	g->by.mem = g->ops->keep;
	while (err == 0 && (err = db_next(&q)) == 1) {
		*map_put(&g->by, by_key(g, db_int(&q, 0), db_text(&q, 1))) =
		    arena_strdup(g->ops->keep, db_text(&q, 2));
		err = 0;
	}
	db_done(&q);
	return err;
}

static int
read_line(struct loading *g, const struct db_query *q)
{
	struct ops *ops = g->ops;
	struct counted c = { .entry = db_int(q, 1),
		.line = db_int(q, 2),
		.n = db_int(q, 3 + N),
		.round = db_int(q, 3 + ROUND),
		.counted = db_int(q, 3 + COUNTED),
		.date = db_int(q, 3 + DATE),
		.held = db_int(q, 3 + HELD) != 0 };
	int err = item_find(ops, db_text(q, 3 + SKU), &c.item);

	if (err == 0)
		err = location_find(ops, db_text(q, 3 + PLACE), &c.location);
	if (err != 0 || c.item == NULL || c.location == NULL ||
	    (g->ask->as_of != NONE && c.date > g->ask->as_of) ||
	    (g->ask->item != NULL && c.item != g->ask->item))
		return err;
	c.count = g->line.n > 0 &&
		text_eq(g->line.v[g->line.n - 1].count, db_text(q, 3))
	    ? g->line.v[g->line.n - 1].count
	    : arena_strdup(ops->keep, db_text(q, 3));
	c.lot = arena_strdup(ops->keep, db_text(q, 3 + LOT));
	c.by = map_get(&g->by, by_key(g, c.entry, c.count));
	*VEC_ADD(ops->keep, &g->line) = c;
	return 0;
}

static int
read_lines(struct loading *g)
{
	struct arena_mark mark = arena_mark(g->ops->mem);
	struct db_query q;
	int err =
	    record_query(g->ops, &ledger_counted, g->ask->known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		err = read_line(g, &q);
		arena_back(g->ops->mem, mark);
	}
	db_done(&q);
	return err;
}

/* ---- places ---- */

static int
by_place(const struct counted *a, const struct counted *b)
{
	int order = text_order(a->item->sku, b->item->sku);

	if (order == 0)
		order = text_order(a->location->code, b->location->code);
	return order != 0 ? order : text_order(a->lot, b->lot);
}

static int
by_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
by_place_and_time(const void *x, const void *y)
{
	const struct counted *a = *(const struct counted *const *)x;
	const struct counted *b = *(const struct counted *const *)y;
	int order = by_place(a, b);

	if (order == 0)
		order = by_number(a->date, b->date);
	if (order == 0)
		order = by_number(a->entry, b->entry);
	return order != 0 ? order : by_number(a->line, b->line);
}

static void
put_in_order(struct loading *g)
{
	size_t n = g->line.n;

	g->in_order = ARENA_ARRAY(g->ops->keep, struct counted *, n + 1);
	for (size_t i = 0; i < n; i++)
		g->in_order[i] = &g->line.v[i];
	if (n > 1)
		qsort(g->in_order, n, sizeof *g->in_order, by_place_and_time);
}

/* The lines of one place: which of them stand? */
static void
tell_states(struct counted *const *line, size_t n)
{
	struct counted *latest = NULL;

	for (size_t i = 0; i < n; i++) {
		struct counted *c = line[i];

		c->final = 1;
		if (!c->held)
			latest = c;
		c->state = c->held     ? COUNTED_WAITING :
		    c->difference == 0 ? COUNTED_AGREES :
					 COUNTED_POSTED;
		for (size_t k = 0; k < n; k++) {
			const struct counted *x = line[k];

			if (strcmp(x->count, c->count) == 0 && x->n > c->n) {
				c->final = 0;
				if (c->held)
					c->state = COUNTED_RECOUNTED;
			} else if (c->state == COUNTED_WAITING && !x->held &&
			    x->entry > c->entry) {
				c->state = COUNTED_SUPERSEDED;
			}
		}
	}
	if (latest != NULL)
		latest->latest = 1;
}

/* ---- what the book had ---- */

/* The lines of one item at hand, by place and lot. */
struct pile {
	struct counted *const *line;
	size_t n;
	const struct location *location;
	int64_t lot; /* its id, 0: none, -1: unknown to the book */
};

SQL(sql_moves,
    "SELECT src, dst, lot, qty, at, entry FROM move "
    "WHERE item = $1 AND entry <= $2");

static int
fold_in(struct ops *ops, const struct pile *pile, size_t n, int64_t place,
    int64_t lot, int64_t qty, int64_t at, int64_t entry)
{
	for (size_t i = 0; i < n; i++) {
		if (pile[i].location->id != place || pile[i].lot != lot)
			continue;
		for (size_t k = 0; k < pile[i].n; k++) {
			struct counted *c = pile[i].line[k];

			if (at > c->date)
				continue;
			if ((entry < c->entry &&
				add_i64(c->book, qty, &c->book) != 0) ||
			    add_i64(c->drift, qty, &c->drift) != 0)
				return fail(ops, OPS_DATA,
				    "the balance of '%s' is too large",
				    c->item->sku);
		}
	}
	return 0;
}

static int
fold_moves(struct ops *ops, const struct pile *pile, size_t n, int64_t known)
{
	struct db_query q;
	int err = db_query(ops, &q, sql_moves, V(pile->line[0]->item->id),
	    V(known == NONE ? INT64_MAX : known));

	while (err == 0 && (err = db_next(&q)) == 1) {
		int64_t lot = db_int(&q, 2), qty = db_int(&q, 3);
		int64_t at = db_int(&q, 4), entry = db_int(&q, 5);

		err =
		    fold_in(ops, pile, n, db_int(&q, 0), lot, -qty, at, entry);
		if (err == 0)
			err = fold_in(ops, pile, n, db_int(&q, 1), lot, qty, at,
			    entry);
	}
	db_done(&q);
	return err;
}

static int
begin_pile(struct ops *ops, struct counted *const *line, struct pile *p)
{
	const struct lot *lot = NULL;
	int err = line[0]->lot == NULL ? 0
	    : lot_find(ops, line[0]->item, line[0]->lot, &lot);

	*p = (struct pile){ line, 0, line[0]->location,
		lot != NULL		 ? lot->id :
		    line[0]->lot == NULL ? 0 :
					   -1 };
	return err;
}

static int
reckon_item(struct loading *g, struct counted *const *line, size_t n)
{
	struct arena_mark mark = arena_mark(g->ops->mem);
	struct pile *pile = ARENA_ARRAY(g->ops->mem, struct pile, n);
	size_t piles = 0;
	int err = 0;

	for (size_t i = 0; err == 0 && i < n; i++) {
		if (i == 0 || by_place(line[i - 1], line[i]) != 0)
			err = begin_pile(g->ops, &line[i], &pile[piles++]);
		pile[piles - 1].n++;
	}
	if (err == 0)
		err = fold_moves(g->ops, pile, piles, g->ask->known);
	for (size_t i = 0; err == 0 && i < n; i++)
		if (sub_i64(line[i]->counted, line[i]->book,
			&line[i]->difference) != 0 ||
		    sub_i64(
			line[i]->drift, line[i]->counted, &line[i]->drift) != 0)
			err = fail(g->ops, OPS_DATA,
			    "a difference of '%s' is too large",
			    line[i]->item->sku);
	for (size_t i = 0; err == 0 && i < piles; i++)
		tell_states(pile[i].line, pile[i].n);
	arena_back(g->ops->mem, mark);
	return err;
}

static int
reckon(struct loading *g)
{
	size_t n = g->line.n, from = 0;
	int err = 0;

	for (size_t i = 1; err == 0 && i <= n; i++)
		if (i == n || g->in_order[i]->item != g->in_order[from]->item) {
			err = reckon_item(g, g->in_order + from, i - from);
			from = i;
		}
	return err;
}

/* ---- what it was worth ---- */

struct posting {
	int64_t entry, item, place, lot;
};

struct valuing {
	struct ops *ops;
	struct map posted; /* to the line */
};

static int
take_event(void *data, const struct value_event *e)
{
	struct valuing *v = data;
	int late = e->kind == VALUE_TRUE_UP && e->of_entry != NONE;
	const struct location *place =
	    e->from != NULL && place_is_stock(e->from->kind) ? e->from : e->to;
	struct posting key = { late ? e->of_entry : e->entry, e->item->id,
		place == NULL ? 0 : place->id,
		e->lot == NULL ? 0 : e->lot->id };
	struct counted *c;

	if (e->kind != VALUE_FOUND && e->kind != VALUE_LOST && !late)
		return 0;
	c = map_getn(&v->posted, (const char *)&key, sizeof key);
	if (c != NULL && add_i64(c->value, e->value, &c->value) != 0)
		return fail(v->ops, OPS_DATA,
		    "the value of a difference of '%s' is too large",
		    c->item->sku);
	return 0;
}

SQL(sql_undoes, "SELECT undoes FROM entry WHERE entry = $1");

/* Undone and done again, it is the first one's moves that have a value. */
static int
first_posted(struct ops *ops, int64_t *entry)
{
	int64_t before = *entry;
	int err = 0;

	while (err == 0 && before != NONE) {
		*entry = before;
		before = NONE;
		err = db_get(ops, &before, sql_undoes, V(*entry));
	}
	return err;
}

static int
reckon_values(struct loading *g)
{
	struct ops *ops = g->ops;
	struct valuing v = { .ops = ops, .posted.mem = ops->keep };
	const struct item **item =
	    ARENA_ARRAY(ops->keep, const struct item *, g->line.n + 1);
	struct value_query ask = { .item = item,
		.as_of = g->ask->as_of,
		.known = g->ask->known,
		.event = take_event,
		.from_start = 1 };
	int err = 0;

	for (size_t i = 0; err == 0 && i < g->line.n; i++) {
		struct counted *c = g->in_order[i];
		struct posting key = { c->entry, c->item->id, c->location->id };
		const struct lot *lot = NULL;

		if (c->held || c->difference == 0)
			continue;
		err = first_posted(ops, &key.entry);
		if (err == 0 && c->lot != NULL)
			err = lot_find(ops, c->item, c->lot, &lot);
		key.lot = lot == NULL ? 0 : lot->id;
		*map_putn(&v.posted, (const char *)&key, sizeof key) = c;
		if (ask.n == 0 || item[ask.n - 1] != c->item)
			item[ask.n++] = c->item;
	}
	return err != 0 || ask.n == 0 ? err : values(ops, &ask, &v);
}

int
counted_load(struct ops *ops, const struct counted_query *ask,
    struct counted **out, size_t *n)
{
	struct loading g = { .ops = ops, .ask = ask };
	size_t kept = 0;
	int err = read_by(&g);

	if (err == 0)
		err = read_lines(&g);
	if (err == 0) {
		put_in_order(&g);
		err = reckon(&g);
	}
	if (err == 0 && ask->values)
		err = reckon_values(&g);
	for (size_t i = 0; err == 0 && i < g.line.n; i++)
		if (ask->count == NULL ||
		    text_eq(g.line.v[i].count, ask->count))
			g.line.v[kept++] = g.line.v[i];
	*out = g.line.v;
	*n = kept;
	return err;
}

/* ---- the tolerance ---- */

__extension__ typedef __int128 int128;

static int128
size_of(int64_t v)
{
	return v < 0 ? -(int128)v : v;
}

int
counted_over(struct ops *ops, int64_t book, int64_t difference, int64_t value,
    int strict)
{
	int64_t percent = conf_number(ops->conf, "stock.count_tolerance");
	int64_t money = conf_number(ops->conf, "stock.count_tolerance_value");
	int128 worth = size_of(value) * MILLION;

	if (difference == 0)
		return 0;
	if (percent == NONE && money == NONE)
		return strict;
	for (int i = 0; i < ops->book->decimals; i++)
		money = money == NONE || money > INT64_MAX / 10 ? money :
								  money * 10;
	if (money != NONE && worth > money)
		return 1;
	return percent != NONE &&
	    size_of(difference) * 100 * MILLION > size_of(book) * percent;
}
