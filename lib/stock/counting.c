/* Counting: what was found is posted, or waits to be counted again. */
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/money.h"
#include "base/vec.h"
#include "ledger/book.h"
#include "ledger/number.h"
#include "stock/count.h"
#include "stock/counting.h"
#include "stock/move.h"
#include "stock/units.h"
#include "stock/value.h"

/* What a count has of a place: the last of its lines. */
struct counted_place {
	int64_t round;
	int held;
};

/* A count that the call adds to. */
struct session {
	const char *code;
	struct map place; /* what the book has of it */
	int64_t last;	  /* the number of its last line */
	int posted;	  /* its head is in the entry */
};

struct counting {
	struct map sessions;  /* by code */
	struct map named;     /* the places that this call has counted */
	const char *numbered; /* the code of those who gave none */
	const struct location *adjustment;
	int64_t places, differ, waiting;
	const char *waits; /* the count of the last that waits */
	int64_t gain, loss;
	struct map items; /* that were posted, by sku */
	int64_t entry;
};

/* A line on its way. */
struct judged {
	const struct counting_line *in;
	const char *key;
	int64_t at, counted, difference, round;
	int held;
};

struct counting *
counting_new(struct ops *ops)
{
	struct counting *c = ARENA_NEW(ops->keep, struct counting);

	c->sessions.mem = c->named.mem = c->items.mem = ops->keep;
	return c;
}

/* ---- the count ---- */

static const char default_prefix[] = "C-";

static int
number_count(struct ops *ops, struct counting *c)
{
	const char *prefix = number_prefix(ops, &ledger_count);
	int64_t last;
	int err;

	if (c->numbered != NULL)
		return 0;
	if (prefix == NULL)
		prefix = default_prefix;
	err = number_largest(ops, &ledger_count, prefix, &last);
	if (err == 0)
		c->numbered = arena_printf(ops->keep, "%s%lld", prefix,
		    (long long)last + 1);
	return err;
}

static const char *
place_key(struct ops *ops, const char *sku, const char *place, const char *lot)
{
	return arena_printf(ops->mem, "%s\n%s\n%s", sku, place,
	    lot == NULL ? "" : lot);
}

SQL(sql_before,
    "SELECT item, location, lot, round, held FROM counted "
    "WHERE count_code = $1 ORDER BY n");
SQL(sql_last, "SELECT MAX(n) FROM counted_version WHERE count_code = $1");

static int
read_session(struct ops *ops, struct session *s)
{
	struct db_query q;
	int err = db_get(ops, &s->last, sql_last, V(s->code));

	if (s->last == NONE)
		s->last = 0;
	if (err == 0)
		err = db_query(ops, &q, sql_before, V(s->code));
	else
		return err;
	while (err == 0 && (err = db_next(&q)) == 1) {
		struct counted_place *p =
		    ARENA_NEW(ops->keep, struct counted_place);

		p->round = db_int(&q, 3);
		p->held = db_int(&q, 4) != 0;
		*map_put(&s->place,
		    place_key(ops, db_text(&q, 0), db_text(&q, 1),
			db_text(&q, 2))) = p;
		err = 0;
	}
	db_done(&q);
	return err;
}

static int
open_session(struct ops *ops, struct counting *c, const char *code,
    struct session **out)
{
	void **at;
	int err = 0;

	if (code == NULL) {
		err = number_count(ops, c);
		code = c->numbered;
	}
	if (err != 0)
		return err;
	at = map_put(&c->sessions, code);
	if (*at == NULL) {
		*out = ARENA_NEW(ops->keep, struct session);
		(*out)->code = map_key(at);
		(*out)->place.mem = ops->keep;
		*at = *out;
		err = read_session(ops, *out);
	}
	*out = *at;
	return err;
}

/* ---- one line ---- */

static const char *
lot_words(struct ops *ops, const char *lot)
{
	return lot == NULL ? "" : arena_printf(ops->mem, " lot '%s'", lot);
}

/* May it be counted at all? */
static int
check_place(struct ops *ops, const struct entry *e, const struct judged *j)
{
	const struct counting_line *in = j->in;
	enum tracking tracking = item_tracking(in->item);
	int err = location_check_stock(ops, in->location);

	if (err != 0)
		return fail_at(ops, "location");
	if (item_status(in->item) == STATUS_BLOCKED)
		return fail(ops, OPS_DENIED, "item: '%s' is blocked: it is not "
		    "counted ('ops stock item set --status' opens it)",
		    in->item->sku);
	if (tracking != TRACKING_NONE && in->lot == NULL)
		return fail(ops, OPS_DATA,
		    "lot: is missing: '%s' is tracked by %s", in->item->sku,
		    in->item->tracking);
	if (tracking == TRACKING_SERIAL && j->counted != 0 &&
	    j->counted != MILLION)
		return fail(ops, OPS_DATA,
		    "counted: a serial of '%s' is one piece: expected 0 or 1",
		    in->item->sku);
	return entry_check_date(ops, e, j->at);
}

/* The round that it is of; refused where its place has been counted. */
static int
find_round(struct ops *ops, const struct counting *c, const struct session *s,
    struct judged *j)
{
	const struct counted_place *before = map_get(&s->place, j->key);
	const struct counting_line *in = j->in;
	int twice = map_get(&c->named, j->key) != NULL;

	if (!twice && (before == NULL || before->held)) {
		j->round = before == NULL ? 1 : before->round + 1;
		return 0;
	}
	if (twice)
		return fail(ops, OPS_DATA,
		    "counted: '%s'%s at %s is counted twice", in->item->sku,
		    lot_words(ops, in->lot), in->location->code);
	return fail(ops, OPS_DATA, "counted: '%s'%s at %s is counted in '%s' "
	    "already, and does not wait: expected another count", in->item->sku,
	    lot_words(ops, in->lot), in->location->code, s->code);
}

/* ---- what a difference is worth, before it is posted ---- */

struct worth {
	struct ops *ops;
	const struct lot *lot;
	const struct item *item;
	int64_t difference, value;
};

static int
take_pool(void *data, const struct value_pool *p)
{
	struct worth *w = data;
	int err = 0;

	if (p->by_lot && p->lot != w->lot)
		return 0;
	if (p->qty > 0)
		err = mul_div(w->difference, p->value, p->qty, &w->value);
	else if (p->last_qty > 0)
		err = mul_div(w->difference, p->last_value, p->last_qty,
		    &w->value);
	return err == 0 ? 0 :
			  fail(w->ops, OPS_DATA,
			      "the value of the difference of '%s' is too "
			      "large",
			      p->item->sku);
}

static int
find_worth(struct ops *ops, const struct judged *j, const struct lot *lot,
    int64_t *value)
{
	const struct item *item = j->in->item;
	struct worth w = { ops, lot, item, j->difference, NONE };
	struct value_query q = { .item = &item,
		.n = 1,
		.as_of = j->at,
		.known = NONE,
		.pool = take_pool };
	int err = values(ops, &q, &w);

	if (err == 0 && w.value == NONE) {
		w.value = 0;
		if (item->cost != NONE &&
		    money_of(j->difference, item->cost, ops->book->decimals,
			&w.value) != 0)
			return fail(ops, OPS_DATA,
			    "the value of the difference of '%s' is too large",
			    item->sku);
	}
	*value = w.value;
	return err;
}

static int
judge(struct ops *ops, const struct entry *e, const struct counting *c,
    const struct session *s, struct judged *j)
{
	const struct counting_line *in = j->in;
	const struct lot *lot = NULL;
	int64_t held = 0, value = 0;
	int err = unit_qty(ops, in->item, in->counted,
	    in->unit == NULL ? in->item->unit : in->unit, &j->counted);

	j->at = in->date == NONE ? ops->now : in->date;
	j->key = place_key(ops, in->item->sku, in->location->code, in->lot);
	if (err == 0)
		err = check_place(ops, e, j);
	if (err == 0)
		err = find_round(ops, c, s, j);
	if (err == 0 && in->lot != NULL)
		err = lot_find(ops, in->item, in->lot, &lot);
	if (err == 0 && (in->lot == NULL || lot != NULL))
		err =
		    count_held(ops, in->item, in->location, lot, j->at, &held);
	if (err == 0 && sub_i64(j->counted, held, &j->difference) != 0)
		return fail(ops, OPS_DATA,
		    "counted: the difference is too large");
	if (err != 0 || j->difference == 0 || j->round > 1)
		return err;
	if (conf_number(ops->conf, "stock.count_tolerance_value") != NONE)
		err = find_worth(ops, j, lot, &value);
	j->held = counted_over(ops, held, j->difference, value, 0);
	return err;
}

/* ---- posting ---- */

static int
post_moves(struct ops *ops, struct entry *e, struct counting *c,
    const struct session *s, int64_t source_line, const struct judged *j,
    size_t n)
{
	struct move_order *o = ARENA_ARRAY(ops->mem, struct move_order, n);
	size_t moves = 0;
	int err = 0;

	if (c->adjustment == NULL)
		err = location_end(ops, PLACE_ADJUSTMENT, &c->adjustment);
	for (size_t i = 0; i < n; i++) {
		int found = j[i].difference > 0;
		const struct location *at = j[i].in->location;

		if (j[i].difference == 0 || j[i].held)
			continue;
		o[moves++] = (struct move_order){ .lot = j[i].in->lot,
			.expires = NONE,
			.move = { .item = j[i].in->item,
			    .at = j[i].at,
			    .from = found ? c->adjustment : at,
			    .to = found ? at : c->adjustment,
			    .qty = found ? j[i].difference : -j[i].difference,
			    .said_qty = NONE,
			    .unit_cost = NONE,
			    .price = NONE,
			    .reference = s->code,
			    .reason = "count",
			    .source_line = source_line } };
	}
	return err != 0 || moves == 0 ? err : moves_post(ops, e, o, moves);
}

static int
post_head(struct ops *ops, struct entry *e, struct session *s, const char *by,
    const struct judged *j, size_t n)
{
	int64_t latest = j[0].at;
	struct db_value v[LEDGER_COLUMNS] = { V(s->code) };

	for (size_t i = 1; i < n; i++)
		latest = j[i].at > latest ? j[i].at : latest;
	v[1] = V(latest);
	v[2] = V(by);
	s->posted = 1;
	return record_post(ops, e, &ledger_count, v, NULL);
}

static int
post_line(struct ops *ops, struct entry *e, struct counting *c,
    struct session *s, const struct judged *j)
{
	const struct counting_line *in = j->in;
	struct db_value v[LEDGER_COLUMNS] = { V(s->code), V(++s->last),
		V(j->round), V(in->item->sku), V(in->location->code),
		V(in->lot), V(j->counted), V(j->at), V(j->held) };

	*map_put(&c->named, j->key) = c;
	c->places++;
	c->differ += j->difference != 0;
	c->waiting += j->held;
	if (j->held)
		c->waits = s->code;
	else if (j->difference != 0)
		*map_put(&c->items, in->item->sku) =
		    (void *)(uintptr_t)in->item;
	return record_post(ops, e, &ledger_counted, v, NULL);
}

/* A document names each place once, too. */
static int
check_once(struct ops *ops, const struct judged *j, size_t n)
{
	struct map seen = { .mem = ops->mem };

	for (size_t i = 0; i < n; i++) {
		void **at = map_put(&seen, j[i].key);

		if (*at != NULL)
			return fail(ops, OPS_DATA,
			    "counted: '%s'%s at %s is counted twice",
			    j[i].in->item->sku, lot_words(ops, j[i].in->lot),
			    j[i].in->location->code);
		*at = &seen;
	}
	return 0;
}

int
counting_post(struct ops *ops, struct entry *e, struct counting *c,
    const char *code, const char *by, int64_t source_line,
    const struct counting_line *line, size_t n)
{
	struct judged *j = ARENA_ARRAY(ops->mem, struct judged, n);
	struct session *s = NULL;
	int err = open_session(ops, c, code, &s);

	c->entry = e->head.number;
	for (size_t i = 0; err == 0 && i < n; i++) {
		j[i].in = &line[i];
		err = judge(ops, e, c, s, &j[i]);
	}
	if (err == 0)
		err = check_once(ops, j, n);
	if (err == 0)
		err = post_moves(ops, e, c, s, source_line, j, n);
	if (err == 0 && !s->posted)
		err = post_head(ops, e, s, by, j, n);
	for (size_t i = 0; err == 0 && i < n; i++)
		err = post_line(ops, e, c, s, &j[i]);
	return err;
}

/* ---- what came of it ---- */

static int
take_event(void *data, const struct value_event *v)
{
	struct counting *c = data;

	if (v->entry != c->entry)
		return 0;
	if (v->kind == VALUE_FOUND)
		return add_i64(c->gain, v->value, &c->gain);
	return v->kind == VALUE_LOST ? add_i64(c->loss, v->value, &c->loss) : 0;
}

static int
value_posted(struct ops *ops, struct entry *e, struct counting *c)
{
	const struct item **item =
	    ARENA_ARRAY(ops->mem, const struct item *, c->items.n);
	struct value_query q = { .item = item,
		.n = c->items.n,
		.as_of = NONE,
		.known = NONE,
		.event = take_event,
		.from_start = 1 };
	int err = entry_settle(ops, e);

	for (size_t i = 0; i < c->items.n; i++)
		item[i] = c->items.pair[i].value;
	return err != 0 ? err : values(ops, &q, c);
}

static const char *
money(struct ops *ops, int64_t amount)
{
	char buf[DECIMAL_MAX];

	decimal_print(buf, amount, ops->book->decimals, ops->book->decimals);
	return arena_strdup(ops->mem, buf);
}

int
counting_end(struct ops *ops, struct entry *e, struct counting *c)
{
	int64_t gross;
	int err = 0;

	if (c->places == 0)
		return 0;
	if (c->items.n > 0)
		err = value_posted(ops, e, c);
	if (err == 0)
		err = sub_i64(c->gain, c->loss, &gross);
	if (err != 0)
		return ops->code != OPS_OK ? err : fail(ops, OPS_DATA,
		    "what differs is worth too large a number");
	note(ops, "%lld counted, %lld %s: gain %s, loss %s, net %s, gross %s",
	    (long long)c->places, (long long)c->differ,
	    c->differ == 1 ? "differs" : "differ", money(ops, c->gain),
	    money(ops, -c->loss), money(ops, c->gain + c->loss),
	    money(ops, gross));
	if (c->waiting > 0)
		note(ops, "%lld %s for a second count, nothing is posted for "
		    "%s: 'ops stock count sheet --again %s'",
		    (long long)c->waiting, c->waiting == 1 ? "waits" : "wait",
		    c->waiting == 1 ? "it" : "them", c->waits);
	return 0;
}
