/*
 * The check of stock.negative: what every place would hold, at each time
 * that new moves touch, with the moves the book has after them.
 */
#include <string.h>

#include "base/decimal.h"
#include "base/pairs.h"
#include "base/vec.h"
#include "stock/fefo.h"
#include "stock/move.h"
#include "time/date.h"
#include "time/zone.h"
#include "ledger/book.h"

/* What a place holds of a lot of the item at hand. */
struct held {
	uint32_t location, lot;
	int64_t qty;	 /* with the new moves */
	int64_t change;	 /* of it, by the new moves */
	int64_t line;	 /* the last new move that took from it ... */
	int64_t source_line;
	int64_t at;	 /* ... and when */
	int touched;	 /* at the instant at hand */
	int told;
};

struct replay {
	struct ops *ops;
	const struct entry *entry;
	int policy;
	struct arena *mem;
	int64_t item; /* NONE before the first */
	int64_t at;   /* the instant at hand, NONE */
	int64_t after_entry; /* the existing move of this instant, NONE */
	struct pairs keys; /* (place, lot) of held */
	VEC(struct held) held;
	VEC(size_t) moved; /* held at the instant at hand */
	struct db_query later; /* moves of the book not yet replayed */
	int has_later;
	size_t met; /* moves of the book, for who counts them */
};

int
replay_begin(struct ops *ops, const struct entry *e, int policy,
    struct replay **out)
{
	struct arena *mem = arena_new();
	struct replay *r = ARENA_NEW(mem, struct replay);

	r->ops = ops;
	r->entry = e;
	r->policy = policy;
	r->mem = r->keys.mem = mem;
	r->item = r->at = r->after_entry = NONE;
	*out = r;
	return 0;
}

static struct held *
holds(struct replay *r, uint32_t location, uint32_t lot)
{
	size_t i = pairs_number(&r->keys, location, lot);
	struct held *h;

	if (i < r->held.n)
		return &r->held.v[i];
	h = VEC_ADD(r->mem, &r->held);
	*h = (struct held){ .location = location, .lot = lot, .line = NONE,
		.source_line = NONE };
	return h;
}

/* Is the existing move of this instant later than what is undone now? */
static int
stands_on(const struct replay *r)
{
	return r->entry->head.undoes != NONE &&
	    r->after_entry > r->entry->head.undoes;
}

/* "'A1' at MAIN would be -3 on 2026-11-20 00:00", and by which rule */
static const char *
shortage_words(struct ops *ops, int policy, const struct shortage *s,
    const struct location *place, const struct item *item,
    const struct lot *lot)
{
	char qty[DECIMAL_MAX], day[TIME_SIZE];
	const char *after = "", *time;
	int64_t d;
	int second;

	decimal_print(qty, s->qty, QTY_SCALE, 0);
	zone_from_utc(ops->book->zone, s->at, &d, &second);
	date_print(day, d);
	/* What came later that day does not count: a day alone begins it. */
	time = arena_printf(ops->mem, "%s %02d:%02d", day, second / 3600,
	    second / 60 % 60);
	if (s->after_entry != NONE)
		after = arena_printf(ops->mem, " after entry %lld",
		    (long long)s->after_entry);
	return arena_printf(ops->mem, "qty: '%s'%s%s at %s would be %s on %s%s "
	    "(stock.negative: %s)", item->sku, lot == NULL ? "" : " lot ",
	    lot == NULL ? "" : lot->lot, place->code, qty, time, after,
	    policy == NEGATIVE_WARN ? "warn" : "refuse");
}

int
shortage_tell(struct ops *ops, const struct entry *e, int policy,
    const struct shortage *s)
{
	const struct location *place;
	const struct item *item;
	const struct lot *lot = NULL;
	const char *why, *prefix = "", *below = "";
	int err = location_by_id(ops, s->location, &place);

	if (err == 0 && !place_is_stock(place->kind))
		return 0;
	if (err == 0)
		err = item_by_id(ops, s->item, &item);
	if (err == 0 && s->lot < LOT_NEW)
		err = lot_by_id(ops, s->lot, &lot);
	if (err != 0)
		return err;
	why = shortage_words(ops, policy, s, place, item, lot);
	if (policy != NEGATIVE_WARN && s->lot < LOT_NEW &&
	    ops->problems < PROBLEMS_SHOWN)
		err = fefo_below(ops, item, place, lot, &below);
	if (err != 0)
		return err;
	if (below[0] != '\0')
		why = arena_printf(ops->mem, "%s%s", why, below);
	if (policy != NEGATIVE_WARN && e->immediate)
		return fail(ops, OPS_DATA, "%s", why);
	if (e->source != NULL && s->source_line != NONE)
		prefix = arena_printf(ops->mem, "%s:%lld: ", e->source,
		    (long long)s->source_line);
	if (policy == NEGATIVE_WARN)
		note(ops, "%s%s", prefix, why);
	else if (prefix[0] == '\0')
		return fail(ops, OPS_DATA, "%s", why);
	else
		problem(ops, OPS_DATA, "%s%s", prefix, why);
	return 0;
}

static int
tell(struct replay *r, struct held *h)
{
	struct shortage s = { .item = r->item, .at = r->at, .qty = h->qty,
		.after_entry = NONE, .source_line = h->source_line,
		.location = h->location, .lot = h->lot };

	h->told = 1;
	if (r->at > h->at || stands_on(r))
		s.after_entry = r->after_entry;
	return shortage_tell(r->ops, r->entry, r->policy, &s);
}

/* All moves of an instant are in: is anything below zero, and lower? */
static int
end_instant(struct replay *r)
{
	size_t *i;
	int err = 0;

	VEC_EACH(&r->moved, i) {
		struct held *h = &r->held.v[*i];

		h->touched = 0;
		if (err == 0 && h->qty < 0 && h->change < 0 && !h->told)
			err = tell(r, h);
	}
	r->moved.n = 0;
	r->after_entry = NONE;
	return err;
}

static int
step_to(struct replay *r, int64_t at)
{
	int err = r->at != NONE && at != r->at ? end_instant(r) : 0;

	r->at = at;
	return err;
}

/* A balance is a number of at most 9,223,372,036,854.775807. */
static int
too_large(struct replay *r, uint32_t location, const struct packed *p)
{
	const struct location *place;
	const struct item *item;
	int err = location_by_id(r->ops, location, &place);

	if (err == 0)
		err = item_by_id(r->ops, r->item, &item);
	if (err == 0)
		err = fail(r->ops, OPS_DATA, "qty: the balance of '%s' at %s "
		    "would be too large a number", item->sku, place->code);
	if (r->entry->source != NULL && p != NULL && p->source_line != NONE)
		return fail_at(r->ops, "%s:%lld", r->entry->source,
		    (long long)p->source_line);
	return err;
}

static int
shift(struct replay *r, uint32_t location, uint32_t lot, int64_t qty,
    const struct packed *p)
{
	struct held *h = holds(r, location, lot);

	if (add_i64(h->qty, qty, &h->qty) != 0)
		return too_large(r, location, p);
	if (!h->touched) {
		h->touched = 1;
		*VEC_ADD(r->mem, &r->moved) = (size_t)(h - r->held.v);
	}
	if (p == NULL)
		return 0;
	if (add_i64(h->change, qty, &h->change) != 0)
		return too_large(r, location, p);
	if (qty < 0) {
		h->line = p->head.line;
		h->at = p->head.at;
		h->source_line = p->source_line;
	}
	return 0;
}

/* The book's own moves up to and at an instant (NONE: all that are left). */
static int
replay_book(struct replay *r, int64_t until)
{
	int err = 0;

	while (err == 0 && r->has_later) {
		int64_t at = db_int(&r->later, 0);
		uint32_t lot = (uint32_t)db_int(&r->later, 3);
		int64_t qty = db_int(&r->later, 4);

		if (until != NONE && at > until)
			break;
		err = step_to(r, at);
		if (err != 0)
			break;
		err = shift(r, (uint32_t)db_int(&r->later, 1), lot, -qty,
		    NULL);
		if (err == 0)
			err = shift(r, (uint32_t)db_int(&r->later, 2), lot,
			    qty, NULL);
		if (err != 0)
			break;
		r->after_entry = db_int(&r->later, 5);
		err = db_next(&r->later);
		r->has_later = err == 1;
		if (err == 1)
			err = 0;
	}
	return err;
}

SQL(sql_now, "SELECT location, lot, qty FROM on_hand WHERE item = $1");
SQL(sql_after, "SELECT at, src, dst, lot, qty, entry FROM move "
	       "WHERE item = $1 AND at >= $2 ORDER BY at, entry, line");
/*
 * Takes back what a move did.  The sums wrap on the way, as they must where
 * more went in and out than fits: the last one is right.
 */
static void
take_back(struct replay *r, int64_t location, int64_t lot, uint64_t qty)
{
	struct held *h = holds(r, (uint32_t)location, (uint32_t)lot);

	h->qty = (int64_t)((uint64_t)h->qty - qty);
}

/* What the places held just before the item's first new move. */
static int
begin_item(struct replay *r, const struct packed *p)
{
	struct db_query q;
	int any = 0, err;

	pairs_reset(&r->keys);
	r->held.n = r->moved.n = 0;
	r->item = p->item;
	r->at = NONE;
	r->has_later = 0;
	err = db_query(r->ops, &q, sql_now, V(p->item));
	while (err == 0 && (err = db_next(&q)) == 1) {
		holds(r, (uint32_t)db_int(&q, 0), (uint32_t)db_int(&q, 1))
		    ->qty = db_int(&q, 2);
		any = 1;
		err = 0;
	}
	if (err != 0 || !any)
		return err;
	err = db_query(r->ops, &q, sql_after, V(p->item), V(p->head.at));
	while (err == 0 && (err = db_next(&q)) == 1) {
		uint64_t qty = (uint64_t)db_int(&q, 4);

		r->met++;
		take_back(r, db_int(&q, 1), db_int(&q, 3), 0 - qty);
		take_back(r, db_int(&q, 2), db_int(&q, 3), qty);
		err = 0;
	}
	if (err == 0)
		err = db_query(r->ops, &r->later, sql_after, V(p->item),
		    V(p->head.at));
	if (err == 0) {
		err = db_next(&r->later);
		r->has_later = err == 1;
	}
	return err < 0 ? err : 0;
}

static int
end_item(struct replay *r)
{
	int err = r->item == NONE ? 0 : replay_book(r, NONE);

	if (err == 0 && r->item != NONE)
		err = end_instant(r);
	db_done(&r->later);
	return err;
}

int
replay_move(struct replay *r, const struct packed *p)
{
	int err = 0;

	if (p->item != r->item) {
		err = end_item(r);
		if (err == 0)
			err = begin_item(r, p);
	}
	if (err == 0)
		err = replay_book(r, p->head.at);
	if (err == 0)
		err = step_to(r, p->head.at);
	if (err != 0)
		return err;
	err = shift(r, p->from, p->lot, -p->qty, p);
	return err != 0 ? err : shift(r, p->to, p->lot, p->qty, p);
}

size_t
replay_met(const struct replay *r)
{
	return r->met;
}

void
replay_free(struct replay *r)
{
	if (r == NULL)
		return;
	db_done(&r->later);
	arena_free(r->mem);
}

int
replay_end(struct replay *r)
{
	int err = end_item(r);

	db_done(&r->later);
	return err;
}
