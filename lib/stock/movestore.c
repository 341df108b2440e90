/* Where moves are stored: sorted, checked, fed to the table, sums kept. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/pairs.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "stock/backdated.h"
#include "stock/movestore.h"
#include "stock/outlook.h"
#include "stock/production.h"
#include "stock/reserve.h"
#include "stock/returned.h"

enum { STATE = 0 }; /* of entry->state: the moves' own */

struct state {
	struct sorter *sorter;	 /* what is posted and not yet stored */
	struct outlook *outlook; /* where rows are checked one by one */
	struct backdated *late;	 /* items that have later moves, NULL */
	int said;		 /* a move was said in another unit */
};

#define BIAS (UINT64_C(1) << 63)

/* A packed move with its texts behind it; its key is in it. */
static int
sort_packed(struct ops *ops, struct sorter *s, const void *bytes, size_t n)
{
	struct packed p;
	uint64_t key[2];

	memcpy(&p, bytes, sizeof p);
	key[0] = (uint64_t)p.item;
	key[1] = (uint64_t)p.at ^ BIAS;
	return sorter_add(ops, s, key, bytes, n);
}

static int
take_packed(struct ops *ops, void *state, const void *bytes, size_t n)
{
	struct state *s = state;
	struct packed p;

	memcpy(&p, bytes, sizeof p);
	s->said |= p.said_qty != NONE;
	return sort_packed(ops, s->sorter, bytes, n);
}

static const struct worker_job packed_job = { .take = take_packed };

/* Into `small`, or where that is too small into ops->mem. */
static const char *
pack(struct ops *ops, int64_t line, const struct move *m, char *small,
    size_t size, size_t *n)
{
	const char *text[3] = { m->reference, m->reason, m->said_unit };
	struct packed p = { .item = m->item->id, .at = m->at, .line = line,
		.qty = m->qty, .value = m->value, .unit_cost = m->unit_cost,
		.price = m->price, .said_qty = m->said_qty,
		.source_line = m->source_line,
		.from = (uint32_t)m->from->id, .to = (uint32_t)m->to->id,
		.lot = m->lot == NULL ? 0 : (uint32_t)m->lot->id,
		.party = m->party == NULL ? 0 : (uint32_t)m->party->id,
		.production = m->from->kind == PLACE_PRODUCTION ||
		    m->to->kind == PLACE_PRODUCTION };
	uint32_t *len[3] = { &p.reference, &p.reason, &p.said_unit };
	char *bytes = small;

	*n = sizeof p;
	for (int i = 0; i < 3; i++) {
		*len[i] = text[i] == NULL ? 0 : (uint32_t)strlen(text[i]);
		*n += *len[i];
	}
	if (*n > size)
		bytes = arena_alloc(ops->mem, *n);
	memcpy(bytes, &p, sizeof p);
	*n = sizeof p;
	for (int i = 0; i < 3; *n += *len[i], i++)
		if (*len[i] > 0)
			memcpy(bytes + *n, text[i], *len[i]);
	return bytes;
}

/* What an entry that failed leaves behind. */
static void
drop_state(void *data)
{
	struct state *s = data;

	sorter_close(s->sorter);
	outlook_free(s->outlook);
}

static struct state *
state_of(struct entry *e)
{
	struct state *s = e->state[STATE];

	if (s == NULL) {
		s = e->state[STATE] = ARENA_NEW(e->own, struct state);
		arena_defer(e->own, drop_state, s);
	}
	return s;
}

int
move_open(struct ops *ops, struct entry *e, const struct move *m)
{
	struct state *s = state_of(e);
	int err = s->sorter == NULL ? sorter_open(ops, 0, &s->sorter) : 0;

	return err == 0 && s->outlook != NULL ? outlook_add(s->outlook, m)
					      : err;
}

int
move_add(struct ops *ops, struct entry *e, int64_t line, const struct move *m)
{
	char small[512];
	size_t n;
	const char *bytes = pack(ops, line, m, small, sizeof small, &n);

	return take_packed(ops, state_of(e), bytes, n);
}

int
move_give(struct ops *ops, struct entry *e, int64_t line, const struct move *m)
{
	char small[512];
	size_t n;
	const char *bytes = pack(ops, line, m, small, sizeof small, &n);

	return worker_give(ops, e->worker, &packed_job, state_of(e), bytes, n);
}

static int
policy(struct ops *ops, const struct entry *e)
{
	if (e->restoring)
		return NEGATIVE_ALLOW;
	if (e->negative == NULL)
		return conf_choice(ops->conf, "stock.negative");
	return e->negative[0] == 'a' ? NEGATIVE_ALLOW
	    : e->negative[0] == 'w' ? NEGATIVE_WARN : NEGATIVE_REFUSE;
}

/* Runs the sorted moves through the replay; *met as replay_met(). */
static int
check_sorted(struct ops *ops, const struct entry *e, struct sorter *s,
    size_t *met)
{
	struct replay *r;
	const void *bytes;
	struct packed p;
	size_t n;
	int err = replay_begin(ops, e, policy(ops, e), &r), got = 0;

	while (err == 0 && (got = sorter_next(ops, s, &bytes, &n, NULL)) == 1) {
		memcpy(&p, bytes, sizeof p);
		err = replay_move(r, &p);
	}
	if (err == 0 && got < 0)
		err = got;
	if (err == 0)
		err = replay_end(r);
	*met = replay_met(r);
	replay_free(r);
	return err;
}

/*
 * A lot that the book does not know yet holds nothing: for the check it has
 * a number of its own, the same for all that name it.
 */
static const struct lot *
new_lot(struct ops *ops, const struct move_order *o, size_t i)
{
	struct lot *lot = ARENA_NEW(ops->mem, struct lot);
	size_t first = 0;

	while (o[first].move.item != o[i].move.item ||
	    !text_eq(o[first].lot, o[i].lot))
		first++;
	lot->id = LOT_NEW + (int64_t)first;
	lot->item = o[i].move.item;
	lot->lot = o[i].lot;
	return lot;
}

static int
replay_now(struct ops *ops, const struct entry *e, const struct move *m,
    size_t n, size_t *met)
{
	struct sorter *s;
	int err = sorter_open(ops, SORTER_MEMORY_MIN, &s);

	for (size_t i = 0; err == 0 && i < n; i++) {
		char small[512];
		size_t size;
		const char *bytes = pack(ops, (int64_t)i, &m[i], small,
		    sizeof small, &size);

		err = sort_packed(ops, s, bytes, size);
	}
	if (err == 0)
		err = sorter_sort(ops, s);
	if (err == 0)
		err = check_sorted(ops, e, s, met);
	sorter_close(s);
	return err;
}

int
move_check_now(struct ops *ops, struct entry *e, const struct move_order *o,
    size_t n)
{
	struct state *s = state_of(e);
	struct move *m;
	size_t met = 0;
	int err;

	if (policy(ops, e) == NEGATIVE_ALLOW)
		return 0;
	if (s->outlook == NULL)
		s->outlook = outlook_new(ops);
	m = ARENA_ARRAY(ops->mem, struct move, n);
	for (size_t i = 0; i < n; i++) {
		m[i] = o[i].move;
		if (o[i].lot != NULL && m[i].lot == NULL)
			m[i].lot = new_lot(ops, o, i);
	}
	err = outlook_check(s->outlook, e, policy(ops, e), m, n);
	if (err != 0)
		return err < 0 ? err : 0;
	err = replay_now(ops, e, m, n, &met);
	outlook_replayed(s->outlook, m, n, met);
	return err;
}

/* A change of a kept row, and of the span of an item in the entry. */
struct change {
	int64_t item, location, lot, qty;
};

/* One pass over the sorted moves: fed to the table, folded on the way. */
struct flow {
	struct ops *ops;
	struct entry *entry;
	struct state *state;
	struct sorter *sorter;
	struct replay *replay; /* NULL where all was checked before */
	struct sorter *changes;	/* struct change, by item and place */
	struct sorter *spans;	/* int64_t[2], by item */
	struct sorter *productions; /* NULL: none */
	struct pairs keys; /* (place, lot) of the item at hand */
	VEC(int64_t) sum;  /* and how much came */
	int64_t item, first, last; /* of the item at hand */
	int64_t latest;
	int said; /* some were said in another unit */
	const char *text; /* the texts of the row at hand */
};

static int
end_item(struct flow *f)
{
	uint64_t key[2] = { (uint64_t)f->item, 0 };
	int64_t span[2] = { f->first, f->last };
	struct change c = { .item = f->item };
	int err;

	if (f->item == NONE)
		return 0;
	err = sorter_add(f->ops, f->spans, key, span, sizeof span);
	for (size_t i = 0; err == 0 && i < f->sum.n; i++) {
		c.location = pairs_a(&f->keys, i);
		c.lot = pairs_b(&f->keys, i);
		c.qty = f->sum.v[i];
		key[1] = f->keys.key[i];
		if (c.qty != 0)
			err = sorter_add(f->ops, f->changes, key, &c,
			    sizeof c);
	}
	pairs_reset(&f->keys);
	f->sum.n = 0;
	return err;
}

static int
fold(struct flow *f, uint32_t location, uint32_t lot, int64_t qty)
{
	size_t i = pairs_number(&f->keys, location, lot);

	if (i == f->sum.n)
		*VEC_ADD(f->keys.mem, &f->sum) = 0;
	if (add_i64(f->sum.v[i], qty, &f->sum.v[i]) == 0)
		return 0;
	return fail(f->ops, OPS_DATA, "qty: what moves is too large a number");
}

static struct db_value
text_at(const struct flow *f, size_t *at, uint32_t n)
{
	struct db_value v = { n == 0 ? DB_NULL : DB_TEXT, n,
		f->text + *at };

	*at += n;
	return v;
}

/* c0 item, at, entry, line, src, dst, lot, party, qty, value ... */
static int
next_move(void *data, struct db_value *row)
{
	struct flow *f = data;
	const void *bytes;
	struct packed p;
	size_t n, at = 0;
	int err = 0, got = sorter_next(f->ops, f->sorter, &bytes, &n, NULL);

	if (got != 1)
		return got;
	memcpy(&p, bytes, sizeof p);
	f->text = (const char *)bytes + sizeof p;
	if (f->replay != NULL)
		err = replay_move(f->replay, &p);
	if (err == 0 && p.item != f->item) {
		err = end_item(f);
		f->item = p.item;
		f->first = p.at;
		if (err == 0)
			err = backdated_item(f->ops, f->entry, &f->state->late,
			    p.item, p.at);
	}
	if (err == 0)
		err = fold(f, p.from, p.lot, -p.qty);
	if (err == 0)
		err = fold(f, p.to, p.lot, p.qty);
	if (err == 0 && p.production && p.reference > 0)
		err = production_note(f->ops, &f->productions, f->text,
		    p.reference);
	if (err != 0)
		return err;
	f->last = p.at;
	if (f->latest == NONE || p.at > f->latest)
		f->latest = p.at;
	row[0] = V(p.item);
	row[1] = V(p.at);
	row[2] = V(f->entry->head.number);
	row[3] = V(p.line);
	row[4] = V((int64_t)p.from);
	row[5] = V((int64_t)p.to);
	row[6] = V((int64_t)p.lot);
	row[7] = V((int64_t)p.party);
	row[8] = V(p.qty);
	row[9] = V(p.value);
	row[10] = V(p.unit_cost);
	row[11] = V(p.price);
	row[12] = text_at(f, &at, p.reference);
	row[13] = text_at(f, &at, p.reason);
	row[14] = V(p.said_qty); /* these two only where moves have them */
	row[15] = text_at(f, &at, p.said_unit);
	return 1;
}

static int
next_change(void *data, struct db_value *row)
{
	struct flow *f = data;
	const void *bytes;
	struct change c;
	size_t n;
	int got = sorter_next(f->ops, f->changes, &bytes, &n, NULL);

	if (got == 1) {
		memcpy(&c, bytes, sizeof c);
		row[0] = V(c.item);
		row[1] = V(c.location);
		row[2] = V(c.lot);
		row[3] = V(c.qty);
	}
	return got;
}

static int
next_span(void *data, struct db_value *row)
{
	struct flow *f = data;
	const void *bytes;
	int64_t span[2];
	uint64_t key[2];
	size_t n;
	int got = sorter_next(f->ops, f->spans, &bytes, &n, key);

	if (got == 1) {
		memcpy(span, bytes, sizeof span);
		row[0] = V(f->entry->head.number);
		row[1] = V((int64_t)key[0]);
		row[2] = V(span[0]);
		row[3] = V(span[1]);
	}
	return got;
}

/*
 * In the order of the table's columns: others cost SQLite a copy each; and
 * those at the end that are not named cost it next to nothing.
 */
#define MOVE_FEED(columns, values)                                         \
	"INSERT INTO move (item, at, entry, line, src, dst, lot, party, "  \
	"qty, value, unit_cost, price, reference, reason" columns          \
	") SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, " \
	"c13" values " FROM feed"
SQL(sql_move_feed, MOVE_FEED("", ""));
SQL(sql_move_feed_said, MOVE_FEED(", said_qty, said_unit", ", c14, c15"));
SQL(sql_on_hand_feed,
    "INSERT INTO on_hand (item, location, lot, qty) "
    "SELECT c0, c1, c2, c3 FROM feed WHERE 1 = 1 "
    "ON CONFLICT (item, location, lot) "
    "DO UPDATE SET qty = on_hand.qty + excluded.qty");
SQL(sql_span_feed,
    "INSERT INTO move_span (entry, item, first_at, last_at) "
    "SELECT c0, c1, c2, c3 FROM feed WHERE 1 = 1 "
    "ON CONFLICT (entry, item) DO UPDATE SET "
    "first_at = CASE WHEN excluded.first_at < move_span.first_at "
    "THEN excluded.first_at ELSE move_span.first_at END, "
    "last_at = CASE WHEN excluded.last_at > move_span.last_at "
    "THEN excluded.last_at ELSE move_span.last_at END");

static int
feed(struct flow *f, const char *sql, struct sorter *s,
    int (*next)(void *, struct db_value *))
{
	struct db_feed rows = { next, f };
	int err = sorter_sort(f->ops, s);

	return err != 0 ? err : db_feed(f->ops, sql, &rows);
}

/* What is worth a file that is made for them. */
enum { LOAD_MOVES = 2000 };

static int
feed_moves(struct flow *f)
{
	const char *sql = f->said ? sql_move_feed_said : sql_move_feed;
	struct db_feed rows = { next_move, f };

	return sorter_count(f->sorter) < LOAD_MOVES ?
	    db_feed(f->ops, sql, &rows) :
	    db_load(f->ops, "move", sql, &rows);
}

static int
keep_all(struct flow *f)
{
	int err = sorter_open(f->ops, 4 << 20, &f->changes);

	if (err == 0)
		err = sorter_open(f->ops, 1 << 20, &f->spans);
	if (err == 0)
		err = feed_moves(f);
	if (err == 0)
		err = end_item(f);
	if (err == 0 && f->replay != NULL)
		err = replay_end(f->replay);
	if (err == 0)
		err = feed(f, sql_on_hand_feed, f->changes, next_change);
	if (err == 0)
		err = feed(f, sql_span_feed, f->spans, next_span);
	if (err == 0)
		err = production_keep(f->ops, f->productions,
		    f->entry->head.number);
	if (err == 0)
		err = entry_effective(f->ops, f->entry, &ledger_move,
		    f->latest);
	return err;
}

/* What fits memory is checked before the table is touched, else on the way. */
static int
check_first(struct flow *f)
{
	struct ops *ops = f->ops;
	size_t met;
	int err;

	if (f->entry->immediate || policy(ops, f->entry) == NEGATIVE_ALLOW)
		return 0;
	if (!sorter_in_memory(f->sorter))
		return replay_begin(ops, f->entry, policy(ops, f->entry),
		    &f->replay);
	err = check_sorted(ops, f->entry, f->sorter, &met);
	return err != 0 ? err : sorter_rewind(ops, f->sorter);
}

int
move_finish(struct ops *ops, struct entry *e, const struct ledger *l)
{
	struct flow f = { .ops = ops, .entry = e, .item = NONE,
		.latest = NONE };
	struct state *s = e->state[STATE];
	int err;

	(void)l;
	if (s == NULL)
		return 0;
	if (s->sorter == NULL)
		return e->ending ? backdated_tell(ops, e, s->late) : 0;
	f.state = s;
	f.sorter = s->sorter;
	f.said = s->said;
	/* Where nothing is checked, nothing is kept before the end. */
	if (!e->ending && policy(ops, e) == NEGATIVE_ALLOW)
		return 0;
	s->sorter = NULL;
	s->said = 0;
	f.keys.mem = arena_new();
	err = sorter_sort(ops, f.sorter);
	if (err == 0)
		err = check_first(&f);
	if (err == 0 && ops->problems == 0) {
		err = keep_all(&f);
		reserve_kept(e);
	}
	sorter_close(f.sorter);
	sorter_close(f.changes);
	sorter_close(f.spans);
	sorter_close(f.productions);
	replay_free(f.replay);
	arena_free(f.keys.mem);
	if (err == 0 && e->head.undoes != NONE && !e->restoring &&
	    ops->problems == 0)
		err = returned_check_undo(ops, e);
	if (err == 0 && e->ending && ops->problems == 0)
		err = backdated_tell(ops, e, s->late);
	return err;
}

#define MOVE_LINE                                                       \
	"SELECT m.entry, m.line, m.at, i.sku, a.code, b.code, m.qty, "  \
	"m.unit_cost, l.lot, m.reference, m.reason, p.code, m.price, "  \
	"m.value, m.said_qty, m.said_unit "
#define MOVE_NAMES                                                         \
	"JOIN item i ON i.id = m.item JOIN location a ON a.id = m.src "    \
	"JOIN location b ON b.id = m.dst LEFT JOIN lot l ON l.id = m.lot " \
	"LEFT JOIN party p ON p.id = m.party "

SQL(sql_lines_all, MOVE_LINE "FROM move m " MOVE_NAMES
			     "ORDER BY m.entry, m.line");
#define MOVES_OF_ENTRY                                                  \
	"FROM move_span s JOIN move m ON m.item = s.item "              \
	"AND m.at BETWEEN s.first_at AND s.last_at "                    \
	"AND m.entry = s.entry " MOVE_NAMES "WHERE s.entry = $1 "

SQL(sql_lines_entry, MOVE_LINE MOVES_OF_ENTRY "ORDER BY m.line");
SQL(sql_lines_back, MOVE_LINE MOVES_OF_ENTRY "ORDER BY m.line DESC");

int
move_lines(struct ops *ops, const struct ledger *l, int64_t entry,
    struct db_query *q)
{
	(void)l;
	return entry == NONE ? db_query0(ops, q, sql_lines_all)
			     : db_query(ops, q, sql_lines_entry, V(entry));
}

int
move_lines_back(struct ops *ops, const struct ledger *l, int64_t entry,
    struct db_query *q)
{
	(void)l;
	return db_query(ops, q, sql_lines_back, V(entry));
}

/*
 * The sum as halves, which cannot overflow: high * 2^32 + low is 0 where low
 * is a multiple of 2^32, and high takes it away.
 */
SQL(sql_verify_on_hand,
    "SELECT item, location, lot FROM ("
    "SELECT item, location, lot, qty / 4294967296 AS high, "
    "qty % 4294967296 AS low FROM ("
    "SELECT item, location, lot, qty FROM on_hand UNION ALL "
    "SELECT item, src, lot, qty FROM move UNION ALL "
    "SELECT item, dst, lot, -qty FROM move) x) y "
    "GROUP BY item, location, lot HAVING "
    "CAST(SUM(low) AS BIGINT) % 4294967296 <> 0 OR CAST(SUM(high) AS BIGINT) "
    "+ CAST(SUM(low) AS BIGINT) / 4294967296 <> 0");
SQL(sql_verify_span,
    "SELECT m.entry, m.item FROM move m GROUP BY m.entry, m.item "
    "EXCEPT SELECT entry, item FROM move_span s WHERE EXISTS ("
    "SELECT 1 FROM move m WHERE m.item = s.item AND m.entry = s.entry "
    "AND m.at = s.first_at) AND EXISTS (SELECT 1 FROM move m WHERE "
    "m.item = s.item AND m.entry = s.entry AND m.at = s.last_at)");

int
move_verify(struct ops *ops, const struct ledger *l,
    int (*report)(void *, const char *), void *data)
{
	struct db_query q;
	int err = db_query0(ops, &q, sql_verify_on_hand);

	while (err == 0 && (err = db_next(&q)) == 1)
		err = report(data, arena_printf(ops->mem, "%s: the kept "
		    "balance of item %lld at location %lld, lot %lld is not "
		    "the sum of its moves", l->name,
		    (long long)db_int(&q, 0), (long long)db_int(&q, 1),
		    (long long)db_int(&q, 2)));
	db_done(&q);
	if (err == 0)
		err = db_query0(ops, &q, sql_verify_span);
	while (err == 0 && (err = db_next(&q)) == 1)
		err = report(data, arena_printf(ops->mem, "%s: the span of "
		    "entry %lld, item %lld is not that of its moves", l->name,
		    (long long)db_int(&q, 0), (long long)db_int(&q, 1)));
	db_done(&q);
	return err != 0 ? err
			: production_verify(ops, l->name, report, data);
}
