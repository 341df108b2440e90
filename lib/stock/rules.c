/* What a move must be: lots, serials, expiry and the status of its item. */
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "conf/conf.h"
#include "ledger/book.h"
#include "stock/fefo.h"
#include "stock/rules.h"
#include "time/date.h"
#include "time/zone.h"

enum { STATE = 1 }; /* of entry->state: the rules' own */

/* The values of stock.expired and stock.held, in their order. */
enum { GOES_REFUSE, GOES_WARN, GOES_ALLOW };

/* When a serial came to our places, or left them. */
struct point {
	int64_t at, qty;
};

struct points {
	VEC(struct point) v;
};

/* What the entry has done to serials, by "<sku>\n<serial>". */
struct rules {
	struct map serials;
};

int64_t
rules_day(struct ops *ops, int64_t at)
{
	int64_t day;
	int second;

	zone_from_utc(ops->book->zone, at, &day, &second);
	return day;
}

static const char *
day_text(struct ops *ops, int64_t day)
{
	char text[DATE_SIZE];

	date_print(text, day);
	return arena_strdup(ops->mem, text);
}

/* What our places gain by a move: 1, 0, -1 times its quantity. */
static int
gain(const struct move *m)
{
	return place_is_stock(m->to->kind) - place_is_stock(m->from->kind);
}

/* ---- status ---- */

static int
check_status(struct ops *ops, const struct move *m)
{
	enum status status = item_status(m->item);

	if (status == STATUS_PHASE_OUT && m->from->kind == PLACE_VENDOR &&
	    gain(m) > 0)
		return fail(ops, OPS_DENIED, "item: '%s' is phased out: it is "
		    "not received any more (status)", m->item->sku);
	if (status == STATUS_BLOCKED && place_is_stock(m->to->kind) &&
	    m->to->kind != PLACE_QUARANTINE)
		return fail(ops, OPS_DENIED, "item: '%s' is blocked: it only "
		    "goes out, or into quarantine (status)", m->item->sku);
	return 0;
}

/* ---- lots ---- */

static int
lot_missing(struct ops *ops, const struct move *m)
{
	const char *first = "";
	int err = place_is_stock(m->from->kind)
	    ? fefo_words(ops, m->item, m->from, m->at, &first) : 0;

	return err != 0 ? err : fail(ops, OPS_DATA, "lot: is missing: '%s' is "
	    "tracked by %s%s", m->item->sku, m->item->tracking, first);
}

/* Of the order itself, or of one before it that makes the lot. */
static int
check_same_expiry(struct ops *ops, const struct move_order *o, size_t i)
{
	const struct move_order *x = &o[i];
	int64_t has = x->move.lot == NULL ? NONE : x->move.lot->expires;

	for (size_t k = 0; has == NONE && x->move.lot == NULL && k < i; k++)
		if (o[k].move.item == x->move.item &&
		    text_eq(o[k].lot, x->lot))
			has = o[k].expires;
	if (has == NONE || x->expires == NONE || has == x->expires)
		return 0;
	return fail(ops, OPS_DATA, "expires: '%s' is wrong: lot '%s' of '%s' "
	    "expires %s ('ops stock lot set' changes it)",
	    day_text(ops, x->expires), x->lot, x->move.item->sku,
	    day_text(ops, has));
}

/* What comes in new, from whom its age is known, is good for its life. */
static void
fill_expiry(struct ops *ops, struct move_order *o)
{
	const struct move *m = &o->move;

	if (o->expires == NONE && m->lot == NULL &&
	    m->item->shelf_life != NONE &&
	    (m->from->kind == PLACE_VENDOR ||
		m->from->kind == PLACE_PRODUCTION))
		o->expires = rules_day(ops, m->at) + m->item->shelf_life;
}

/* As the setting says: refused, or said; `why` without it. */
static int
refuse_or_say(struct ops *ops, const struct entry *e, const struct move *m,
    const char *setting, int policy, const char *why)
{
	const char *where = "";

	if (policy == GOES_REFUSE)
		return fail(ops, OPS_DENIED, "%s (%s: refuse)", why, setting);
	if (e->source != NULL && m->source_line != NONE)
		where = arena_printf(ops->mem, "%s:%lld: ", e->source,
		    (long long)m->source_line);
	note(ops, "%s%s (%s: warn)", where, why, setting);
	return 0;
}

/* Is it sold, or built in? */
static int
is_used(const struct move *m)
{
	return m->to->kind == PLACE_CUSTOMER || m->to->kind == PLACE_PRODUCTION;
}

/* Could it be used, where it comes to? */
static int
is_freed(const struct move *m)
{
	return place_is_stock(m->to->kind) && m->to->kind != PLACE_QUARANTINE;
}

/*
 * What is in quarantine goes to no customer, and into nothing; nor is it
 * free because somebody brings it elsewhere.
 */
static int
check_held(struct ops *ops, const struct entry *e, const struct move_order *o)
{
	const struct move *m = &o->move;
	int policy;

	if (m->from->kind != PLACE_QUARANTINE || o->releases ||
	    (!is_used(m) && !is_freed(m)))
		return 0;
	policy = conf_choice(ops->conf, "stock.held");
	return policy == GOES_ALLOW ? 0 : refuse_or_say(ops, e, m,
	    "stock.held", policy, arena_printf(ops->mem, "from: '%s' at %s is "
	    "held: 'ops stock release' or 'inspect' lets it out",
	    m->item->sku, m->from->code));
}

static int
check_expired(struct ops *ops, const struct entry *e, const struct move *m)
{
	int policy;

	if (m->lot == NULL || m->lot->expires == NONE ||
	    !place_is_stock(m->from->kind) || !is_used(m) ||
	    m->lot->expires >= rules_day(ops, m->at))
		return 0;
	policy = conf_choice(ops->conf, "stock.expired");
	return policy == GOES_ALLOW ? 0 : refuse_or_say(ops, e, m,
	    "stock.expired", policy, arena_printf(ops->mem, "lot: '%s' of '%s' "
	    "expired on %s", m->lot->lot, m->item->sku,
	    day_text(ops, m->lot->expires)));
}

/* ---- serials ---- */

static struct points *
points_of(struct ops *ops, struct entry *e, const struct item *item,
    const char *serial)
{
	struct rules *r = entry_state(e, STATE, sizeof *r, NULL);
	void **place;

	r->serials.mem = e->own;
	place = map_put(&r->serials, arena_printf(ops->mem, "%s\n%s",
	    item->sku, serial));
	if (*place == NULL)
		*place = ARENA_NEW(e->own, struct points);
	return *place;
}

#define GAIN(place)                                                       \
	"CASE WHEN " place ".kind IN ('site', 'internal', 'quarantine', " \
	"'transit') THEN m.qty ELSE 0 END"

SQL(sql_serial,
    "SELECT m.at, " GAIN("b") " - " GAIN("a") " FROM move m "
    "JOIN location a ON a.id = m.src JOIN location b ON b.id = m.dst "
    "WHERE m.item = $1 AND m.lot = $2 ORDER BY m.at, m.entry, m.line");

static int
read_points(struct ops *ops, const struct move *m, struct points *p)
{
	struct db_query q;
	int err;

	if (m->lot == NULL)
		return 0;
	err = db_query(ops, &q, sql_serial, V(m->item->id), V(m->lot->id));
	while (err == 0 && (err = db_next(&q)) == 1) {
		*VEC_ADD(ops->mem, &p->v) = (struct point){ db_int(&q, 0),
			db_int(&q, 1) };
		err = 0;
	}
	db_done(&q);
	return err;
}

static int
by_time(const void *a, const void *b)
{
	const struct point *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

/* From an instant on, is there ever more than one of it? */
static int
check_once(struct ops *ops, const struct item *item, const char *serial,
    struct points *p, int64_t since)
{
	int64_t sum = 0;

	qsort(p->v.v, p->v.n, sizeof *p->v.v, by_time);
	for (size_t i = 0; i < p->v.n; i++) {
		sum += p->v.v[i].qty;
		if (p->v.v[i].at < since || sum <= MILLION ||
		    (i + 1 < p->v.n && p->v.v[i + 1].at == p->v.v[i].at))
			continue;
		return fail(ops, OPS_DATA, "lot: serial '%s' of '%s' would be "
		    "there twice on %s", serial, item->sku,
		    day_text(ops, rules_day(ops, p->v.v[i].at)));
	}
	return 0;
}

static int
check_serial(struct ops *ops, struct entry *e, const struct move_order *o,
    size_t i)
{
	const struct move *m = &o[i].move;
	struct points all = { .v = { .n = 0 } };
	struct points *before;
	struct point *p;
	int err;

	if (m->qty != MILLION)
		return decimal_wrong(ops, "qty", m->qty, QTY_SCALE,
		    arena_printf(ops->mem, "1: each piece of '%s' has its own "
		    "serial", m->item->sku));
	if (gain(m) <= 0)
		return 0;
	err = read_points(ops, m, &all);
	before = points_of(ops, e, m->item, o[i].lot);
	VEC_EACH(&before->v, p)
		*VEC_ADD(ops->mem, &all.v) = *p;
	for (size_t k = 0; k <= i; k++)
		if (o[k].move.item == m->item && text_eq(o[k].lot, o[i].lot))
			*VEC_ADD(ops->mem, &all.v) = (struct point){
				o[k].move.at, gain(&o[k].move) * MILLION };
	return err != 0 ? err : check_once(ops, m->item, o[i].lot, &all,
	    m->at);
}

int
rules_check(struct ops *ops, struct entry *e, struct move_order *o, size_t i)
{
	struct move_order *x = &o[i];
	enum tracking tracking = item_tracking(x->move.item);
	int err = check_status(ops, &x->move);

	if (err == 0)
		err = check_held(ops, e, x);
	if (err == 0 && x->lot == NULL && tracking != TRACKING_NONE)
		err = lot_missing(ops, &x->move);
	if (err == 0 && x->lot == NULL && x->expires != NONE)
		err = fail(ops, OPS_DATA, "expires: it goes with lot only");
	if (err != 0 || x->lot == NULL)
		return err;
	fill_expiry(ops, x);
	err = check_same_expiry(ops, o, i);
	if (err == 0)
		err = check_expired(ops, e, &x->move);
	if (err == 0 && tracking == TRACKING_SERIAL)
		err = check_serial(ops, e, o, i);
	return err;
}

void
rules_passed(struct ops *ops, struct entry *e, const struct move_order *o,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct move *m = &o[i].move;

		if (o[i].lot == NULL || gain(m) == 0 ||
		    item_tracking(m->item) != TRACKING_SERIAL)
			continue;
		*VEC_ADD(e->own, &points_of(ops, e, m->item, o[i].lot)->v) =
		    (struct point){ m->at, gain(m) * m->qty };
	}
}

int
rules_check_reverse(struct ops *ops, struct entry *e, const struct move *m)
{
	struct move_order o = { .move = *m, .expires = NONE };
	int err;

	if (m->lot == NULL || item_tracking(m->item) != TRACKING_SERIAL)
		return 0;
	o.lot = m->lot->lot;
	err = check_serial(ops, e, &o, 0);
	if (err == 0)
		rules_passed(ops, e, &o, 1);
	return err;
}
