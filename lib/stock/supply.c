/* Where what a plan wants comes from: a place, other sites, a vendor. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "stock/balance.h"
#include "stock/planning.h"
#include "time/date.h"

static void
add_qty(struct str *s, const char *before, int64_t qty, const char *behind)
{
	char text[DECIMAL_MAX];

	decimal_print(text, qty, QTY_SCALE, 0);
	str_addf(s, "%s%s%s", before, text, behind);
}

/* What is expected only after an order of today would be there. */
static void
add_late(struct str *s, const struct planning *p, const struct proposal *r)
{
	char day[DATE_SIZE];

	for (const struct expected *x = expected_of(p->expected, p->item);
	     x != NULL; x = x->next) {
		if (x->open == 0 || x->due == NONE || r->lead_time == NONE ||
		    x->due <= p->today + r->lead_time)
			continue;
		date_print(day, x->due);
		add_qty(s, "; ", x->open, " expected only on ");
		str_add(s, day);
		return;
	}
}

/* "3 on hand + 0 expected - 0 reserved = 3, below 5: 17 up to 20, ..." */
static const char *
reason(struct planning *p, const struct proposal *r)
{
	struct str s = STR_INIT;
	const char *text;
	int64_t plain = r->on_hand + r->expected - r->reserved;

	add_qty(&s, "", r->on_hand, " on hand");
	if (r->expected != 0)
		add_qty(&s, r->expected < 0 ? " - " : " + ",
		    r->expected < 0 ? -r->expected : r->expected, " expected");
	if (r->reserved != 0)
		add_qty(&s, " - ", r->reserved, " reserved");
	if (r->projected != plain)
		add_qty(&s, r->projected < plain ? " - " : " + ",
		    r->projected < plain ? plain - r->projected :
					   r->projected - plain,
		    " planned");
	if (r->projected != r->on_hand)
		add_qty(&s, " = ", r->projected, "");
	add_qty(&s, ", below ", r->min, "");
	add_qty(&s, ": ", r->gap, "");
	add_qty(&s, " up to ", r->max, "");
	if (r->multiple != NONE) {
		add_qty(&s, ", ", r->proposed, "");
		add_qty(&s, " in packs of ", r->multiple, "");
	}
	add_late(&s, p, r);
	text = arena_strdup(p->ops->mem, s.p);
	str_free(&s);
	return text;
}

static void
add_flow(struct planning *p, const struct location *at, int64_t qty, int wanted)
{
	*VEC_ADD(p->ops->mem, &p->flow) = (struct plan_flow){ at, qty, wanted };
}

/* A row of the plan; what it brings is there for what comes next. */
static void
propose(struct planning *p, const struct proposal *of, enum plan_kind kind,
    const char *source, int64_t qty, const char *rule)
{
	struct proposal *r = VEC_ADD(p->ops->mem, &p->found);

	*r = *of;
	r->kind = kind;
	r->source = source;
	r->qty = qty;
	r->rule = rule;
	r->reason = reason(p, of);
	if (kind == PLAN_TRANSFER)
		r->need_by = p->today;
	else if (of->lead_time != NONE)
		r->need_by = p->today + of->lead_time;
	add_flow(p, of->location, qty, 0);
}

static int64_t
whole_packs(int64_t qty, int64_t multiple)
{
	return multiple == NONE ? qty : qty - qty % multiple;
}

/* What a place has beyond `keep`, pile by pile. */
static int
take_from(struct planning *p, const struct proposal *of,
    const struct location *from, int64_t keep, const char *rule, int64_t *left)
{
	struct plan_pile *pile;
	int64_t spare, qty;
	int err = plan_spare(p, from, &spare);

	if (err != 0 || sub_i64(spare, keep, &spare) != 0 || spare <= 0)
		return err;
	qty = whole_packs(*left < spare ? *left : spare, of->multiple);
	VEC_EACH(&p->pile, pile) {
		int64_t q = pile->qty - pile->taken;
		struct proposal r = *of;

		q = q < qty ? q : qty;
		if (q <= 0 || !place_is_stock(pile->at->kind) ||
		    pile->at->kind == PLACE_TRANSIT ||
		    !place_within(pile->at, &from, 1))
			continue;
		r.lot = pile->lot;
		pile->taken += q;
		qty -= q;
		*left -= q;
		add_flow(p, pile->at, -q, 0);
		propose(p, &r, PLAN_TRANSFER, pile->at->code, q, rule);
	}
	return 0;
}

/*
 * The site with the most above its maximum; *most is 0: none.  The item's
 * own is of all places together: no site has to keep it.
 */
static int
richest(struct planning *p, const struct location *but,
    const struct location **site, int64_t *keep, int64_t *most)
{
	int err = 0;

	*most = 0;
	for (size_t i = 0; err == 0 && i < p->sites; i++) {
		struct effective e;
		int64_t spare, max;

		if (p->site[i] == but)
			continue;
		level_effective(p->levels, p->item, p->site[i], &e);
		max = e.max == NONE || e.own_max ? 0 : e.max;
		err = plan_spare(p, p->site[i], &spare);
		if (err == 0 && sub_i64(spare, max, &spare) == 0 &&
		    spare > *most) {
			*most = spare;
			*site = p->site[i];
			*keep = max;
		}
	}
	return err;
}

/* Other sites give what is above their maximum, the richest first. */
static int
take_surplus(struct planning *p, const struct proposal *of, int64_t *left)
{
	const struct location *site = NULL;
	int64_t keep = 0, most, before;
	int err;

	do {
		before = *left;
		err = richest(p, of->location->site, &site, &keep, &most);
		if (err == 0 && most > 0)
			err = take_from(p, of, site, keep, "surplus", left);
	} while (err == 0 && *left > 0 && *left < before);
	return err;
}

/* ---- vendors ---- */

struct last {
	const struct party *party; /* of the receipt, NULL */
	const struct location *to; /* the place it came to; NULL: no receipt */
	int made;
	int64_t price; /* for one, NONE */
};

SQL(sql_receipts,
    "SELECT src, dst, party, unit_cost, said_qty, qty, entry, line FROM move "
    "WHERE item = $1 AND at <= $2 AND entry <= $3 "
    "ORDER BY item DESC, at DESC, entry DESC, line DESC");
SQL(sql_undoes, "SELECT undoes FROM entry WHERE entry = $1");

/* What was undone never came, and an undo is no receipt. */
static int
receipt_stands(struct planning *p, int64_t entry, int64_t line, int *stands)
{
	int64_t undoes = NONE;
	int err = db_get(p->ops, &undoes, sql_undoes, V(entry));

	*stands = 0;
	return err != 0 || undoes != NONE
	    ? err
	    : entry_line_stood(p->ops, entry, line, p->ask->known, stands);
}

/* Did it come to us from outside, and from that vendor (NULL: any)? */
static int
is_supply(const struct location *from, const struct location *to,
    const struct party *party, const char *vendor)
{
	return place_is_stock(to->kind) &&
	    (from->kind == PLACE_VENDOR || from->kind == PLACE_PRODUCTION) &&
	    (vendor == NULL ||
	    (party != NULL && strcmp(party->code, vendor) == 0));
}

/*
 * The latest receipt, of one vendor where that is given; made or bought.
 * One that names its vendor goes before those that do not.
 */
static int
last_receipt(struct planning *p, const char *vendor, struct last *last)
{
	struct db_query q;
	int err =
	    db_query(p->ops, &q, sql_receipts, V(p->item->id), V(p->ask->as_of),
		V(p->ask->known == NONE ? INT64_MAX : p->ask->known));

	*last = (struct last){ .price = NONE };
	while (err == 0 && (err = db_next(&q)) == 1) {
		const struct location *from, *to;
		const struct party *party;
		int stands = 0;

		err = location_by_id(p->ops, db_int(&q, 0), &from);
		if (err == 0)
			err = location_by_id(p->ops, db_int(&q, 1), &to);
		if (err == 0)
			err = party_by_id(p->ops, db_int(&q, 2), &party);
		if (err != 0 || !is_supply(from, to, party, vendor))
			continue;
		if (last->to != NULL && party == NULL &&
		    from->kind == PLACE_VENDOR)
			continue;
		err = receipt_stands(p, db_int(&q, 6), db_int(&q, 7), &stands);
		if (err != 0 || !stands)
			continue;
		*last = (struct last){ party, to,
			from->kind == PLACE_PRODUCTION, db_int(&q, 3) };
		/* The cost is for one of the unit that was said. */
		if (last->price != NONE && db_int(&q, 4) != NONE &&
		    mul_div(last->price, db_int(&q, 4), db_int(&q, 5),
			&last->price) != 0)
			last->price = NONE;
		if (party != NULL || last->made)
			break;
	}
	db_done(&q);
	return err < 0 ? err : 0;
}

static int
order(struct planning *p, const struct proposal *of, const char *source,
    int64_t qty)
{
	struct proposal r = *of;
	const struct location *place;
	enum supply kind;
	struct last last;
	int err = level_source(p->ops, source, &kind, &place);

	if (err == 0)
		err = last_receipt(p, kind == SUPPLY_VENDOR ? source : NULL,
		    &last);
	if (err != 0)
		return err;
	r.unit_price = last.price != NONE ? last.price : p->item->cost;
	if (kind == SUPPLY_MAKE || (kind != SUPPLY_VENDOR && last.made)) {
		r.unit_price = p->item->cost;
		propose(p, &r, PLAN_MAKE, "make", qty,
		    kind == SUPPLY_MAKE ? "level" : "receipt");
	} else if (kind == SUPPLY_VENDOR)
		propose(p, &r, PLAN_BUY, source, qty, "level");
	else
		propose(p, &r, PLAN_BUY,
		    last.party == NULL ? NULL : last.party->code, qty,
		    "receipt");
	return 0;
}

/* ---- a place that supplies another ---- */

/* Is there a need to come that sees what is wanted of the place? */
static struct plan_need *
need_around(struct planning *p, const struct location *place, int done)
{
	struct plan_need *n;

	VEC_EACH(&p->need, n)
		if (n->at != NULL && n->done == done &&
		    place_within(place, &n->at, 1))
			return n;
	return NULL;
}

/* What it does not have it is asked for, and orders itself. */
static int
ask_for(struct planning *p, const struct proposal *of,
    const struct location *from, int64_t qty)
{
	struct effective e;
	char text[DECIMAL_MAX];

	decimal_print(text, qty, QTY_SCALE, 0);
	if (place_within(of->location, p->ask->place, p->ask->n) &&
	    p->noted++ < PROBLEMS_SHOWN)
		note(p->ops, "'%s' at %s wants %s more than %s, where it comes "
		    "from, has to give", p->item->sku, of->location->code, text,
		    from->code);
	if (need_around(p, from, 0) == NULL) {
		if (need_around(p, from, 1) != NULL)
			return order(p, of, NULL, qty);
		level_effective(p->levels, p->item, from, &e);
		e.min = e.max = 0;
		*VEC_ADD(p->ops->mem, &p->need) =
		    (struct plan_need){ .at = from, .level = e, .asked = 1 };
	}
	add_flow(p, from, -qty, 1);
	return 0;
}

static int
from_place(struct planning *p, const struct proposal *of,
    const struct location *from, int64_t left)
{
	struct effective e;
	int err;

	/* The item's own minimum is of all places: this moves nothing. */
	level_effective(p->levels, p->item, from, &e);
	err =
	    take_from(p, of, from, e.from == NULL ? 0 : e.min, "level", &left);
	if (err == 0 && left > 0)
		err = take_surplus(p, of, &left);
	return err != 0 || left == 0 ? err : ask_for(p, of, from, left);
}

/* ---- all places together ---- */

/*
 * Where goods for all come in: at the site of the latest receipt, else at
 * the first; and where that one's goods come from, if it is a place.
 */
static int
find_door(struct planning *p, struct proposal *r)
{
	const struct location *at;
	struct last last;
	int err = last_receipt(p, NULL, &last);

	if (err != 0)
		return err;
	if (p->sites == 0)
		return fail(p->ops, OPS_DATA, "the book has no site");
	at = last.to != NULL && last.to->site != NULL ? last.to->site :
							p->site[0];
	for (size_t i = 0; at != NULL && i <= p->sites; i++) {
		enum supply kind;

		r->location = at;
		level_effective(p->levels, p->item, at, &r->level);
		err = level_source(p->ops, r->level.source, &kind, &at);
		if (err != 0)
			return err;
	}
	return 0;
}

static int
supply_all(struct planning *p, struct proposal *r)
{
	int64_t least, multiple;
	int err = find_door(p, r);

	if (err != 0)
		return err;
	multiple = r->level.multiple;
	r->multiple = multiple;
	r->level.from = NULL;
	r->level.entry = NONE;
	if (sub_i64(r->min, r->projected, &least) != 0 ||
	    plan_packs(r->gap, least, multiple, p->down, &r->proposed) != 0)
		return fail(p->ops, OPS_DATA, "the level of '%s' is too large",
		    p->item->sku);
	return order(p, r, r->level.source, r->proposed);
}

int
plan_supply(struct planning *p, const struct plan_need *need,
    struct proposal *r)
{
	const struct location *from;
	enum supply kind;
	int64_t left = r->proposed;
	int err;

	if (need->at == NULL)
		return supply_all(p, r);
	err = level_source(p->ops, need->level.source, &kind, &from);
	if (err != 0)
		return err;
	if (kind == SUPPLY_PLACE)
		return from_place(p, r, from, left);
	err = take_surplus(p, r, &left);
	return err != 0 || left == 0 ? err :
				       order(p, r, need->level.source, left);
}
