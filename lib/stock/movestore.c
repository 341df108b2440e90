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
	struct flow_lines lines;
	struct outlook *outlook; /* where rows are checked one by one */
	struct backdated *late;	 /* items that have later moves, NULL */
};

/* What an entry that failed leaves behind. */
static void
drop_state(void *data)
{
	struct state *s = data;

	sorter_close(s->lines.sorter);
	outlook_free(s->outlook);
}

static struct state *
state_of(struct entry *e)
{
	return entry_state(e, STATE, sizeof(struct state), drop_state);
}

int
move_open(struct ops *ops, struct entry *e, const struct move *m)
{
	struct state *s = state_of(e);
	int err = flow_open(ops, &s->lines);

	return err == 0 && s->outlook != NULL ? outlook_add(s->outlook, m)
					      : err;
}

static int
add(struct ops *ops, struct sorter *s, int64_t line, const struct move *m,
    const char *texts, size_t n)
{
	struct packed p = { .head = { line, m->at }, .item = m->item->id,
		.qty = m->qty, .value = m->value, .unit_cost = m->unit_cost,
		.price = m->price, .said_qty = m->said_qty,
		.source_line = m->source_line,
		.from = (uint32_t)m->from->id, .to = (uint32_t)m->to->id,
		.lot = m->lot == NULL ? 0 : (uint32_t)m->lot->id,
		.party = m->party == NULL ? 0 : (uint32_t)m->party->id,
		.production = m->from->kind == PLACE_PRODUCTION ||
		    m->to->kind == PLACE_PRODUCTION };

	return flow_add(ops, s, p.item, m->at, &p, sizeof p, texts, n);
}

int
move_add(struct ops *ops, struct entry *e, int64_t line, const struct move *m,
    const char *texts, size_t n)
{
	struct flow_lines *lines = &state_of(e)->lines;

	lines->rare |= m->said_qty != NONE;
	return add(ops, lines->sorter, line, m, texts, n);
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

	for (size_t i = 0; err == 0 && i < n; i++)
		err = add(ops, s, (int64_t)i, &m[i], NULL, 0);
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

/* What is folded of the sorted moves. */
struct folding {
	struct state *state;
	struct replay *replay;	/* NULL where all was checked before */
	struct changes on_hand; /* item, place, lot, quantity */
	struct sorter *productions; /* NULL: none */
	struct pairs keys; /* (place, lot) of the item at hand */
	VEC(int64_t) sum;  /* and how much came */
	int64_t item;	   /* at hand, NONE before the first */
};

static int
end_item(struct folding *g)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < g->sum.n; i++) {
		const int64_t change[] = { g->item, pairs_a(&g->keys, i),
			pairs_b(&g->keys, i), g->sum.v[i] };

		if (g->sum.v[i] != 0)
			err = changes_add(&g->on_hand, change);
	}
	pairs_reset(&g->keys);
	g->sum.n = 0;
	return err;
}

static int
fold(struct flow_pass *f, uint32_t location, uint32_t lot, int64_t qty)
{
	struct folding *g = f->own;
	size_t i = pairs_number(&g->keys, location, lot);

	if (i == g->sum.n)
		*VEC_ADD(f->mem, &g->sum) = 0;
	if (add_i64(g->sum.v[i], qty, &g->sum.v[i]) == 0)
		return 0;
	return fail(f->ops, OPS_DATA, "qty: what moves is too large a number");
}

static int
next_move(struct flow_pass *f, const char *packed, struct db_value *row)
{
	const char *text = packed + sizeof(struct packed);
	struct folding *g = f->own;
	struct packed p;
	int err = 0;

	memcpy(&p, packed, sizeof p);
	if (g->replay != NULL)
		err = replay_move(g->replay, &p);
	if (err == 0 && p.item != g->item) {
		err = end_item(g);
		g->item = p.item;
		if (err == 0)
			err = backdated_item(f->ops, f->entry, &g->state->late,
			    p.item, p.head.at);
	}
	if (err == 0)
		err = fold(f, p.from, p.lot, -p.qty);
	if (err == 0)
		err = fold(f, p.to, p.lot, p.qty);
	row[0] = V((int64_t)p.from);
	row[1] = V((int64_t)p.to);
	row[2] = V((int64_t)p.lot);
	row[3] = V((int64_t)p.party);
	row[4] = V(p.qty);
	row[5] = V(p.value);
	row[6] = V(p.unit_cost);
	row[7] = V(p.price);
	row[8] = flow_value(&text);
	row[9] = flow_value(&text);
	row[10] = V(p.said_qty); /* these two only where moves have them */
	row[11] = flow_value(&text);
	if (err == 0 && p.production && row[8].type == DB_TEXT)
		err = production_note(f->ops, &g->productions, row[8].p,
		    (size_t)row[8].i);
	return err;
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
SQL(sql_span_feed, FLOW_SPANS("move_span", "item", "first_at", "last_at"));

static int
keep_all(struct flow_pass *f)
{
	struct folding *g = f->own;
	int err = changes_open(f->ops, &g->on_hand, 4 << 20, 4);

	if (err == 0)
		err = flow_store(f);
	if (err == 0)
		err = end_item(g);
	if (err == 0 && g->replay != NULL)
		err = replay_end(g->replay);
	if (err == 0)
		err = changes_feed(&g->on_hand, sql_on_hand_feed);
	if (err == 0)
		err = production_keep(f->ops, g->productions,
		    f->entry->head.number);
	return err;
}

/* What fits memory is checked before the table is touched, else on the way. */
static int
check_first(struct flow_pass *f)
{
	struct folding *g = f->own;
	struct ops *ops = f->ops;
	size_t met;
	int err;

	if (f->entry->immediate || policy(ops, f->entry) == NEGATIVE_ALLOW)
		return 0;
	if (!sorter_in_memory(f->sorter))
		return replay_begin(ops, f->entry, policy(ops, f->entry),
		    &g->replay);
	err = check_sorted(ops, f->entry, f->sorter, &met);
	return err != 0 ? err : sorter_rewind(ops, f->sorter);
}

static int
store(struct ops *ops, struct entry *e, struct state *s)
{
	struct folding g = { .state = s, .item = NONE };
	struct flow_pass f;
	int err = flow_begin(&f, ops, e, &ledger_move, &s->lines, &g);

	g.keys.mem = f.mem;
	if (err == 0)
		err = check_first(&f);
	if (err == 0 && ops->problems == 0) {
		err = keep_all(&f);
		reserve_kept(e);
	}
	changes_close(&g.on_hand);
	sorter_close(g.productions);
	replay_free(g.replay);
	flow_end(&f);
	return err;
}

int
move_finish(struct ops *ops, struct entry *e, const struct ledger *l)
{
	struct state *s = e->state[STATE];
	int err;

	(void)l;
	if (s == NULL)
		return 0;
	if (s->lines.sorter == NULL)
		return e->ending ? backdated_tell(ops, e, s->late) : 0;
	/* Where nothing is checked, nothing is kept before the end. */
	if (!e->ending && policy(ops, e) == NEGATIVE_ALLOW)
		return 0;
	err = store(ops, e, s);
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

SQL(sql_lines_all, MOVE_LINE "FROM move m " MOVE_NAMES);
#define MOVES_OF_ENTRY                                                  \
	"FROM move_span s JOIN move m ON m.item = s.item "              \
	"AND m.at BETWEEN s.first_at AND s.last_at "                    \
	"AND m.entry = s.entry " MOVE_NAMES "WHERE s.entry = $1 "

SQL(sql_lines_entry, MOVE_LINE MOVES_OF_ENTRY "ORDER BY m.line");
SQL(sql_lines_back, MOVE_LINE MOVES_OF_ENTRY "ORDER BY m.line DESC");

/*
 * The sum as halves, which cannot overflow: high * 2^32 + low is 0 where low
 * is a multiple of 2^32, and high takes it away.
 */
SQL(sql_on_hand_wrong,
    "SELECT 'the kept balance of item ' || item || ' at location ' || "
    "location || ', lot ' || lot || ' is not the sum of its moves' FROM ("
    "SELECT item, location, lot, qty / 4294967296 AS high, "
    "qty % 4294967296 AS low FROM ("
    "SELECT item, location, lot, qty FROM on_hand UNION ALL "
    "SELECT item, src, lot, qty FROM move UNION ALL "
    "SELECT item, dst, lot, -qty FROM move) x) y "
    "GROUP BY item, location, lot HAVING "
    "CAST(SUM(low) AS BIGINT) % 4294967296 <> 0 OR CAST(SUM(high) AS BIGINT) "
    "+ CAST(SUM(low) AS BIGINT) / 4294967296 <> 0");
SQL(sql_span_wrong, FLOW_SPANS_WRONG("move_span", "item", "first_at",
    "last_at", "move", "at"));

#define PRODUCED                                                               \
 "SELECT reference, entry FROM move WHERE reference IS NOT NULL "              \
 "AND (src IN (SELECT id FROM location WHERE kind = 'production') "            \
 "OR dst IN (SELECT id FROM location WHERE kind = 'production'))"
SQL(sql_production_wrong,
    "SELECT 'production ''' || reference || ''' of entry ' || entry || "
    "' is not kept' FROM (" PRODUCED
    " EXCEPT SELECT reference, entry FROM production) x "
    "UNION ALL SELECT 'production ''' || reference || ''' of entry ' || "
    "entry || ' has no such move' FROM ("
    "SELECT reference, entry FROM production EXCEPT " PRODUCED ") y "
    "ORDER BY 1");

static const char *const wrong[] = { sql_on_hand_wrong, sql_span_wrong,
	sql_production_wrong, NULL };

const struct flow_ledger move_flow = {
	.lines = sql_lines_all,
	.lines_entry = sql_lines_entry,
	.lines_back = sql_lines_back,
	.feed = sql_move_feed,
	.feed_rare = sql_move_feed_said,
	.feed_spans = sql_span_feed,
	.table = "move",
	.wrong = wrong,
	.next = next_move,
};
