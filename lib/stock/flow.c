/* How goods flow through places: throughput, work in progress, dwell time. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/vec.h"
#include "db/db.h"
#include "ledger/book.h"
#include "stock/balance.h"
#include "stock/flow.h"
#include "stock/undone.h"
#include "time/date.h"

__extension__ typedef __int128 int128;

/*
 * Sums of an item, or of all: amounts are millionths of a unit (of all:
 * times millionths of a currency unit), area is amount times seconds.
 */
struct sums {
	int64_t moves_in, moves_out;
	int128 in, out, area, grown;
};

/* What stands for a place in the rows. */
struct group {
	const struct location *place;
	struct sums all, item;
	int128 kept, later; /* of the item: now, and what came since */
	int touched;	    /* by the item at hand */
	unsigned char *day; /* a bit for each day on which something left */
};

struct flow {
	struct ops *ops;
	const struct flow_query *ask;
	struct flow_facts *facts;
	int (*row)(void *, const struct flow_row *);
	void *data;
	struct group **of; /* by place id; NULL: not asked for, or not ours */
	VEC(struct group) groups;
	VEC(struct group *) touched;
	struct undone undone;	   /* moves that do not count */
	VEC(struct flow_row) rows; /* with amounts in place */
	int64_t span;		   /* seconds */
	size_t days;
	int64_t latest_qty, latest_value; /* of the receipts of the item */
};

static int
too_large(const struct flow *f)
{
	return fail(f->ops, OPS_DATA, "what flowed is too large a number");
}

/* Rounded half away from zero. */
static int
divide(const struct flow *f, int128 a, int128 b, int64_t *out)
{
	int128 half = b / 2, q = a < 0 ? -((-a + half) / b) : (a + half) / b;

	if (q > INT64_MAX || q <= INT64_MIN)
		return too_large(f);
	*out = (int64_t)q;
	return 0;
}

static int
compare_places(const void *a, const void *b)
{
	const struct location *const *x = a, *const *y = b;

	return strcmp((*x)->code, (*y)->code);
}

/* The groups in the order of their codes, and which one each place is in. */
static int
begin_groups(struct flow *f)
{
	const struct flow_query *ask = f->ask;
	VEC(const struct location *) stand = { 0 };
	const struct location *const *all;
	size_t n = 0, most = 0;
	int err = locations_all(f->ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++) {
		if ((size_t)all[i]->id > most)
			most = (size_t)all[i]->id;
		if (place_is_stock(all[i]->kind))
			*VEC_ADD(f->ops->keep, &stand) =
			    place_at_depth(all[i], ask->depth);
	}
	if (stand.n > 1)
		qsort(stand.v, stand.n, sizeof *stand.v, compare_places);
	for (size_t i = 0; i < stand.n; i++)
		if (i == 0 || stand.v[i] != stand.v[i - 1]) {
			struct group *g = VEC_ADD(f->ops->keep, &f->groups);

			g->place = stand.v[i];
			g->day = arena_alloc(f->ops->keep, f->days / 8 + 1);
		}
	f->of = ARENA_ARRAY(f->ops->keep, struct group *, most + 1);
	for (size_t i = 0; err == 0 && i < n; i++) {
		const struct location *as = place_at_depth(all[i], ask->depth);

		if (!place_is_stock(all[i]->kind) ||
		    (ask->places > 0 &&
			!place_within(all[i], ask->place, ask->places)))
			continue;
		for (size_t k = 0; k < f->groups.n; k++)
			if (f->groups.v[k].place == as)
				f->of[all[i]->id] = &f->groups.v[k];
	}
	return err;
}

static int64_t
known_last(const struct flow *f)
{
	return f->ask->known == NONE ? INT64_MAX : f->ask->known;
}

SQL(sql_first, "SELECT MIN(first_at) FROM move_span WHERE entry <= $1");

/* Not longer than the book has moves: else nothing would have flowed. */
static int
begin_period(struct flow *f)
{
	int64_t first = NONE;
	int err = db_get(f->ops, &first, sql_first, V(known_last(f)));

	f->facts->since = f->ask->since;
	f->facts->until = f->ask->until;
	f->facts->uncosted = 0;
	if (first != NONE &&
	    (f->facts->since == NONE || first > f->facts->since))
		f->facts->since = first;
	if (f->facts->since == NONE || f->facts->since > f->facts->until)
		f->facts->since = f->facts->until;
	f->span = f->facts->until - f->facts->since + 1;
	f->days = (size_t)((f->span + DAY_SECONDS - 1) / DAY_SECONDS);
	return err;
}

static struct group *
touch(struct flow *f, int64_t place)
{
	struct group *g = f->of[place];

	if (g != NULL && !g->touched) {
		g->touched = 1;
		*VEC_ADD(f->ops->keep, &f->touched) = g;
	}
	return g;
}

/* What is there in the end is kept, or has to be added up here. */
static void
add_balance(const struct flow *f, struct group *g, int64_t at, int64_t qty)
{
	if (at >= f->facts->since)
		g->later += qty;
	if (f->ask->known != NONE)
		g->kept += qty;
}

/* Columns: at, entry, line, src, dst, qty, value. */
static void
add_move(struct flow *f, const struct db_query *q)
{
	struct group *from = touch(f, db_int(q, 3));
	struct group *to = touch(f, db_int(q, 4));
	int64_t at = db_int(q, 0), qty = db_int(q, 5), value = db_int(q, 6);
	int counts;

	if (value != NONE && value > 0) {
		f->latest_value = value;
		f->latest_qty = qty;
	}
	if (from == to)
		return;
	if (from != NULL)
		add_balance(f, from, at, -qty);
	if (to != NULL)
		add_balance(f, to, at, qty);
	if (at < f->facts->since || at > f->facts->until)
		return;
	counts = !undone_is(&f->undone, db_int(q, 1), db_int(q, 2));
	if (from != NULL) {
		size_t day = (size_t)((at - f->facts->since) / DAY_SECONDS);

		from->item.area -= (int128)qty * (f->facts->until - at + 1);
		from->item.grown -= qty;
		from->item.out += counts ? qty : 0;
		from->item.moves_out += counts;
		if (counts)
			from->day[day / 8] |= (unsigned char)(1 << day % 8);
	}
	if (to != NULL) {
		to->item.area += (int128)qty * (f->facts->until - at + 1);
		to->item.grown += qty;
		to->item.in += counts ? qty : 0;
		to->item.moves_in += counts;
	}
}

#define MOVE                                                                   \
 "SELECT m.at, m.entry, m.line, m.src, m.dst, m.qty, m.value, m.item "         \
 "FROM item i JOIN move m ON m.item = i.id AND "
#define IN_ORDER " ORDER BY i.id, m.at, m.entry, m.line"

SQL(sql_since, MOVE "m.at >= $1" IN_ORDER);
SQL(sql_since_one, MOVE "m.at >= $1 WHERE i.id = $2" IN_ORDER);
SQL(sql_known, MOVE "m.at <= $1 AND m.entry <= $2" IN_ORDER);
SQL(sql_known_one,
    MOVE "m.at <= $1 AND m.entry <= $2 WHERE i.id = $3" IN_ORDER);
SQL(sql_kept, "SELECT location, qty, item FROM on_hand ORDER BY item");
SQL(sql_kept_one, "SELECT location, qty, item FROM on_hand WHERE item = $1");

/* Rows of all items, by item: where it is, and of which item. */
struct cursor {
	struct db_query q;
	int column;   /* that has the item */
	int64_t item; /* of the row at hand; INT64_MAX: there is none */
};

static int
next_row(struct cursor *c)
{
	int got = db_next(&c->q);

	c->item = got == 1 ? db_int(&c->q, c->column) : INT64_MAX;
	return got < 0 ? got : 0;
}

/* Back from what is there now; what was known then is read from the start. */
static int
open_rows(struct flow *f, const struct item *one, struct cursor *kept,
    struct cursor *moves)
{
	int64_t known = f->ask->known, since = f->facts->since;
	int64_t until = f->facts->until, id = one == NULL ? NONE : one->id;
	int err = 0;

	*kept = (struct cursor){ .column = 2, .item = INT64_MAX };
	*moves = (struct cursor){ .column = 7, .item = INT64_MAX };
	if (known == NONE) {
		err = one == NULL ? db_query0(f->ops, &kept->q, sql_kept)
		    : db_query(f->ops, &kept->q, sql_kept_one, V(id));
		if (err == 0)
			err = next_row(kept);
	}
	if (err != 0)
		return err;
	if (known == NONE)
		err = one == NULL ?
		    db_query(f->ops, &moves->q, sql_since, V(since)) :
		    db_query(f->ops, &moves->q, sql_since_one, V(since), V(id));
	else
		err = one == NULL
		    ? db_query(f->ops, &moves->q, sql_known, V(until), V(known))
		    : db_query(f->ops, &moves->q, sql_known_one, V(until),
			V(known), V(id));
	return err != 0 ? err : next_row(moves);
}

SQL(sql_cost,
    "SELECT qty, value FROM move WHERE item = $1 AND at < $2 "
    "AND value > 0 AND entry <= $3 "
    "ORDER BY item DESC, at DESC, entry DESC, line DESC LIMIT 1");

/* What one is counted as, in millionths of a currency unit; NONE. */
static int
weigh(struct flow *f, const struct item *item, int64_t *cost)
{
	int128 decimals = power_of_ten(f->ops->book->decimals);
	struct db_query q;
	int err = 0, got = 0;

	*cost = item->cost;
	if (*cost != NONE && *cost > 0)
		return 0;
	*cost = NONE;
	if (f->latest_qty == 0) {
		err = db_query(f->ops, &q, sql_cost, V(item->id),
		    V(f->facts->since), V(known_last(f)));
		if (err == 0 && (got = db_next(&q)) == 1) {
			f->latest_qty = db_int(&q, 0);
			f->latest_value = db_int(&q, 1);
		}
		db_done(&q);
	}
	if (err != 0 || got < 0 || f->latest_qty == 0)
		return err != 0 ? err : got < 0 ? got : 0;
	return divide(f, (int128)f->latest_value * MILLION * MILLION,
	    decimals * f->latest_qty, cost);
}

static int
is_silent(const struct sums *s)
{
	return s->moves_in == 0 && s->moves_out == 0 && s->area == 0 &&
	    s->grown == 0;
}

static int
used_days(const struct flow *f, const struct group *g, int64_t *used)
{
	size_t n = 0;

	for (size_t i = 0; i < f->days; i++)
		n += g->day[i / 8] >> i % 8 & 1;
	return divide(f, (int128)n * MILLION, (int128)f->days, used);
}

/* Amounts are divided by `unit`, which makes them what a row has. */
static int
make_row(struct flow *f, const struct group *g, const struct sums *s,
    const struct item *item, int128 unit)
{
	struct flow_row *r = VEC_ADD(f->ops->keep, &f->rows);
	int err = divide(f, s->in, unit, &r->in);

	r->location = g->place;
	r->item = item;
	r->moves_in = s->moves_in;
	r->moves_out = s->moves_out;
	r->dwell = r->grown_days = NONE;
	if (err == 0)
		err = divide(f, s->out, unit, &r->out);
	if (err == 0)
		err = divide(f, s->grown, unit, &r->grown);
	if (err == 0)
		err = divide(f, s->area, unit * f->span, &r->wip);
	if (err == 0)
		err = divide(f, s->out * DAY_SECONDS, unit * f->span,
		    &r->throughput);
	if (err == 0 && s->out > 0 && s->area >= 0)
		err = divide(f, s->area / DAY_SECONDS * MILLION, s->out,
		    &r->dwell);
	if (err == 0 && s->out > 0)
		err = divide(f, s->grown * f->span / DAY_SECONDS * MILLION,
		    s->out, &r->grown_days);
	return err != 0 ? err : used_days(f, g, &r->used);
}

/* No sum may come near the end of its numbers: it is multiplied further. */
static int
add_times(const struct flow *f, int128 *sum, int128 more, int64_t cost)
{
	const int128 limit = (int128)1 << 106;
	int128 v;

	return __builtin_mul_overflow(more, cost, &v) ||
	    __builtin_add_overflow(*sum, v, sum) || *sum > limit ||
	    *sum < -limit ? too_large(f) : 0;
}

static int
add_up(const struct flow *f, struct sums *all, const struct sums *s,
    int64_t cost)
{
	int128 span = 0; /* what is grown is multiplied by it */
	int err = add_times(f, &all->in, s->in, cost);

	all->moves_in += s->moves_in;
	all->moves_out += s->moves_out;
	if (err == 0)
		err = add_times(f, &all->out, s->out, cost);
	if (err == 0)
		err = add_times(f, &all->area, s->area, cost);
	if (err == 0)
		err = add_times(f, &all->grown, s->grown, cost);
	return err != 0 ? err : add_times(f, &span, all->grown, f->span);
}

static int
end_item(struct flow *f, const struct item *item)
{
	int64_t cost = NONE;
	int moved = 0, err = 0;

	for (size_t i = 0; i < f->touched.n; i++) {
		struct group *g = f->touched.v[i];

		g->item.area += (g->kept - g->later) * f->span;
		moved |= !is_silent(&g->item);
	}
	if (moved && !f->ask->by_item)
		err = weigh(f, item, &cost);
	f->facts->uncosted += moved && cost == NONE && !f->ask->by_item;
	for (size_t i = 0; err == 0 && i < f->touched.n; i++) {
		struct group *g = f->touched.v[i];

		if (f->ask->by_item && !is_silent(&g->item))
			err = make_row(f, g, &g->item, item, 1);
		else if (!f->ask->by_item)
			err = add_up(f, &g->all, &g->item,
			    cost == NONE ? 0 : cost);
		g->item = (struct sums){ 0, 0, 0, 0, 0, 0 };
		g->kept = g->later = 0;
		g->touched = 0;
		if (f->ask->by_item)
			memset(g->day, 0, f->days / 8 + 1);
	}
	f->touched.n = 0;
	f->latest_qty = f->latest_value = 0;
	return err;
}

/* Item by item, all or one. */
static int
read_items(struct flow *f, const struct item *one)
{
	struct cursor kept, moves;
	int err = open_rows(f, one, &kept, &moves);

	while (
	    err == 0 && (kept.item != INT64_MAX || moves.item != INT64_MAX)) {
		int64_t id = kept.item < moves.item ? kept.item : moves.item;
		const struct item *item;

		while (err == 0 && kept.item == id) {
			struct group *g = touch(f, db_int(&kept.q, 0));

			if (g != NULL)
				g->kept += db_int(&kept.q, 1);
			err = next_row(&kept);
		}
		while (err == 0 && moves.item == id) {
			add_move(f, &moves.q);
			err = next_row(&moves);
		}
		if (err == 0)
			err = item_by_id(f->ops, id, &item);
		if (err == 0)
			err = end_item(f, item);
	}
	db_done(&kept.q);
	db_done(&moves.q);
	return err;
}

static int
all_items(struct flow *f)
{
	int err = 0;

	if (f->ask->n == 0)
		return read_items(f, NULL);
	for (size_t i = 0; err == 0 && i < f->ask->n; i++)
		err = read_items(f, f->ask->item[i]);
	return err;
}

static int
all_groups(struct flow *f)
{
	int128 unit = (int128)MILLION * MILLION;
	int err = 0;

	for (int i = 0; i < f->ops->book->decimals; i++)
		unit /= 10;
	for (size_t i = 0; err == 0 && i < f->groups.n; i++)
		if (!is_silent(&f->groups.v[i].all))
			err = make_row(f, &f->groups.v[i], &f->groups.v[i].all,
			    NULL, unit);
	return err;
}

/* Does x hold up more than the one found so far? */
static int
is_worse(const struct flow_row *x, const struct flow_row *y)
{
	int64_t a = x->grown_days > 0 ? x->grown_days : 0;
	int64_t b = y->grown_days > 0 ? y->grown_days : 0;

	if (a != b)
		return a > b;
	return x->dwell != NONE && (y->dwell == NONE || x->dwell > y->dwell);
}

static int
by_item(const void *a, const void *b)
{
	const struct flow_row *x = a, *y = b;
	int order = x->item == y->item ? 0 : strcmp(x->item->sku, y->item->sku);

	return order != 0 ? order :
			    strcmp(x->location->code, y->location->code);
}

/* One place alone has nothing to be compared with, but it may grow. */
static int
judge(struct flow *f)
{
	struct flow_row *r, *worst = NULL;
	int err = 0;

	if (f->ask->by_item && f->rows.n > 1)
		qsort(f->rows.v, f->rows.n, sizeof *f->rows.v, by_item);
	VEC_EACH(&f->rows, r)
		if (r->moves_out < f->ask->least)
			r->verdict = FLOW_TOO_FEW;
		else if (worst == NULL || is_worse(r, worst))
			worst = r;
	if (worst != NULL)
		worst->verdict =
		    worst->grown_days > 0 ? FLOW_GROWS : FLOW_LONGEST;
	VEC_EACH(&f->rows, r)
		if (err == 0)
			err = f->row(f->data, r);
	return err;
}

int
flow(struct ops *ops, const struct flow_query *ask, struct flow_facts *facts,
    int (*row)(void *, const struct flow_row *), void *data)
{
	struct flow f = {
		.ops = ops, .ask = ask, .facts = facts, .row = row, .data = data
	};
	int err = begin_period(&f);

	if (err == 0)
		err = begin_groups(&f);
	if (err == 0)
		err = undone_read(ops, known_last(&f), &f.undone);
	if (err == 0)
		err = all_items(&f);
	if (err == 0 && !ask->by_item)
		err = all_groups(&f);
	return err != 0 ? err : judge(&f);
}
