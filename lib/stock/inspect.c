/* An inspection is decided: what is missing, what must not be, what moves. */
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "stock/inspectrecord.h"
#include "stock/move.h"
#include "stock/quarantine.h"
#include "stock/returned.h"

struct inspecting {
	struct map gone; /* by item, lot and place: struct gone */
	struct map codes;
	struct returned *returned;
};

struct gone {
	int64_t qty;
};

struct inspecting *
inspecting_new(struct ops *ops)
{
	struct inspecting *in = ARENA_NEW(ops->keep, struct inspecting);

	in->gone.mem = in->codes.mem = ops->keep;
	in->returned = returned_new(ops);
	return in;
}

static const char *
qty_text(struct ops *ops, int64_t qty)
{
	char text[DECIMAL_MAX];

	decimal_print(text, qty, QTY_SCALE, 0);
	return arena_strdup(ops->mem, text);
}

SQL(sql_vendor,
    "SELECT DISTINCT p.code FROM move m JOIN location l ON l.id = m.src "
    "JOIN party p ON p.id = m.party WHERE m.item = $1 AND m.lot = $2 "
    "AND l.kind = 'vendor' ORDER BY p.code LIMIT 2");

int
lot_vendor(struct ops *ops, const struct item *item, const char *lot,
    const char **party)
{
	const struct lot *l = NULL;
	struct db_query q;
	int err = lot == NULL ? 0 : lot_find(ops, item, lot, &l);

	*party = NULL;
	if (err != 0 || l == NULL)
		return err;
	err = db_query(ops, &q, sql_vendor, V(item->id), V(l->id));
	while (err == 0 && (err = db_next(&q)) == 1) {
		err = 0;
		if (*party != NULL) { /* there are two */
			*party = NULL;
			break;
		}
		*party = arena_strdup(ops->mem, db_text(&q, 0));
	}
	db_done(&q);
	return err;
}

/* ---- how much is held ---- */

static struct gone *
gone_of(struct ops *ops, struct inspecting *in,
    const struct inspection_order *o)
{
	void **place = map_put(&in->gone, arena_printf(ops->mem, "%s\n%s\n%s",
	    o->item->sku, o->about.lot == NULL ? "" : o->about.lot,
	    o->location->code));

	if (*place == NULL)
		*place = ARENA_NEW(ops->keep, struct gone);
	return *place;
}

static int
check_held(struct ops *ops, const struct entry *e, struct inspecting *in,
    struct inspection_order *o)
{
	struct inspection *i = &o->about;
	struct held_goods g = { o->item, i->lot, i->date, e->head.number };
	int64_t held;
	int err;

	if (o->location == NULL && quarantine_where(ops, &g, &o->location) != 0)
		return fail_at(ops, "location");
	if (o->location->kind != PLACE_QUARANTINE)
		return fail(ops, OPS_DATA, "location: '%s' is of kind %s: "
		    "expected a place of kind quarantine ('ops stock hold' "
		    "puts goods there)", o->location->code,
		    place_words[o->location->kind]);
	err = quarantine_qty(ops, &g, o->location, &held);
	if (err != 0)
		return err;
	held -= gone_of(ops, in, o)->qty;
	if (i->qty == NONE)
		i->qty = held;
	if (i->qty <= held && i->qty > 0)
		return 0;
	return fail(ops, OPS_DATA, "qty: %s of '%s'%s%s%s would be inspected, "
	    "but %s holds %s: no inspection of more than is held",
	    i->qty > 0 ? qty_text(ops, i->qty) : "all", o->item->sku,
	    i->lot == NULL ? "" : " lot '", i->lot == NULL ? "" : i->lot,
	    i->lot == NULL ? "" : "'", o->location->code,
	    held > 0 ? qty_text(ops, held) : "none");
}

/* ---- what was measured ---- */

static const struct characteristic *
planned(const struct characteristic *plan, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(plan[i].name, name) == 0)
			return &plan[i];
	return NULL;
}

static int
not_planned(struct ops *ops, const struct inspection_order *o,
    const struct characteristic *plan, size_t n, const char *name)
{
	const char *all = "it has none";

	for (size_t i = 0; i < n; i++)
		all = arena_printf(ops->mem, "%s%s'%s'",
		    i == 0 ? "expected " : all, i == 0 ? "" : ", ",
		    plan[i].name);
	return fail(ops, OPS_DATA, "characteristic: '%s' is not in the plan of "
	    "'%s' at stage '%s': %s", name, o->item->sku, o->about.stage, all);
}

/* A piece that was not numbered is the next one of its characteristic. */
static int
number_piece(struct ops *ops, const struct inspection_order *o, size_t at)
{
	struct measure *m = &o->measure[at];
	int64_t last = 0;

	for (size_t i = 0; i < at; i++) {
		const struct measure *x = &o->measure[i];

		if (strcmp(x->characteristic, m->characteristic) != 0)
			continue;
		if (x->piece == m->piece)
			return fail(ops, OPS_DATA,
			    "piece: '%s' of piece %lld is there twice",
			    m->characteristic, (long long)m->piece);
		last = x->piece > last ? x->piece : last;
	}
	if (m->piece == NONE)
		m->piece = last + 1;
	return 0;
}

static int
is_first_of_piece(const struct inspection_order *o, const char *outside,
    size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (outside[i] && o->measure[i].piece == o->measure[at].piece)
			return 0;
	return 1;
}

/* How many pieces have a value outside, and which is the first. */
static int
judge(struct ops *ops, struct inspection_order *o, int64_t *pieces,
    const struct measure **first)
{
	char *outside = ARENA_ARRAY(ops->mem, char, o->measures + 1);
	struct characteristic *plan = NULL;
	size_t n = 0;
	int err = inspection_plan(ops, o->item, o->about.party,
	    o->about.stage, &plan, &n);

	*pieces = 0;
	*first = NULL;
	for (size_t i = 0; err == 0 && i < o->measures; i++) {
		struct measure *m = &o->measure[i];
		const struct characteristic *c = planned(plan, n,
		    m->characteristic);

		if (c == NULL)
			return not_planned(ops, o, plan, n,
			    m->characteristic);
		err = number_piece(ops, o, i);
		if (err != 0 || m->value == NONE)
			continue;
		if (strcmp(c->kind, "attribute") == 0 && m->value != 0 &&
		    m->value != MILLION)
			return fail(ops, OPS_DATA, "value: '%s' is an "
			    "attribute: expected yes or no", c->name);
		m->lower = c->lower;
		m->upper = c->upper;
		outside[i] = (char)characteristic_outside(c, m->value);
		if (!outside[i] || !is_first_of_piece(o, outside, i))
			continue;
		*first = ++*pieces == 1 ? m : *first;
	}
	return err;
}

static int
any_value(const struct inspection_order *o)
{
	for (size_t i = 0; i < o->measures; i++)
		if (o->measure[i].value != NONE)
			return 1;
	return 0;
}

/* What was not said is what is left of the other; the two are all. */
static int
share_out(struct ops *ops, struct inspection *i)
{
	int64_t sum;

	if (i->accepted > i->qty || i->rejected > i->qty)
		return fail(ops, OPS_DATA, "%s: %s is more than the %s "
		    "inspected", i->accepted > i->qty ? "accepted" : "rejected",
		    qty_text(ops, i->accepted > i->qty ? i->accepted
			: i->rejected), qty_text(ops, i->qty));
	if (i->accepted == NONE)
		i->accepted = i->qty - i->rejected;
	if (i->rejected == NONE)
		i->rejected = i->qty - i->accepted;
	if (i->accepted < 0 || i->rejected < 0 ||
	    add_i64(i->accepted, i->rejected, &sum) != 0 || sum != i->qty)
		return fail(ops, OPS_DATA, "accepted: %s and %s rejected are "
		    "not the %s inspected", qty_text(ops, i->accepted),
		    qty_text(ops, i->rejected), qty_text(ops, i->qty));
	return 0;
}

/* What is accepted and what rejected is told, and follows the rule. */
static int
decide(struct ops *ops, struct inspection_order *o)
{
	struct inspection *i = &o->about;
	const struct measure *first;
	int64_t pieces, least;
	int err = judge(ops, o, &pieces, &first);

	if (err != 0)
		return err;
	least = pieces > i->qty / MILLION ? i->qty : pieces * MILLION;
	if (i->accepted == NONE && i->rejected == NONE) {
		if (!any_value(o))
			return fail(ops, OPS_DATA, "rejected: is missing: "
			    "expected it, or accepted, or measured values");
		i->rejected = i->override != NULL ? 0 : least;
		if (i->rejected > 0)
			note(ops, "%s of '%s' rejected by rule: %s of piece "
			    "%lld is outside the limits", qty_text(ops, least),
			    o->item->sku, first->characteristic,
			    (long long)first->piece);
	}
	if ((err = share_out(ops, i)) != 0)
		return err;
	if (i->rejected < least && i->override == NULL)
		return fail(ops, OPS_DATA, "rejected: %s is too little: %lld "
		    "%s a value outside the limits (%s of piece %lld): values "
		    "outside are rejects, unless override says why not",
		    qty_text(ops, i->rejected), (long long)pieces,
		    pieces == 1 ? "piece has" : "pieces have",
		    first->characteristic, (long long)first->piece);
	return 0;
}

/* ---- where it goes ---- */

static int
check_places(struct ops *ops, struct entry *e, struct inspection_order *o)
{
	struct inspection *i = &o->about;
	struct held_goods g = { o->item, i->lot, i->date, e->head.number };
	const struct location *to = o->reject_to;

	if (i->accepted == 0)
		o->to = NULL;
	else if (o->to == NULL &&
	    quarantine_origin(ops, &g, o->location, &o->to) != 0)
		return fail_at(ops, "to");
	if (o->to != NULL && location_check_stock(ops, o->to) != 0)
		return fail_at(ops, "to");
	if (o->to != NULL && o->to->kind == PLACE_QUARANTINE)
		return fail(ops, OPS_DATA, "to: '%s' is of kind quarantine: "
		    "expected a place where goods can be used", o->to->code);
	if (i->rejected == 0 || to == o->location)
		o->reject_to = to = NULL;
	if (to != NULL && to->kind != PLACE_QUARANTINE &&
	    to->kind != PLACE_SCRAP && to->kind != PLACE_VENDOR &&
	    to->kind != PLACE_PRODUCTION)
		return fail(ops, OPS_DATA, "reject_to: '%s' is of kind %s: "
		    "expected quarantine, scrap, vendor or production, rejects "
		    "are not available", to->code, place_words[to->kind]);
	return 0;
}

/* Why goods are scrapped, or sent back: as said, else what was most wrong. */
static const char *
reject_reason(const struct inspection_order *o)
{
	const struct defect *most = NULL;

	if (o->about.reason != NULL)
		return o->about.reason;
	for (size_t i = 0; i < o->defects; i++)
		if (most == NULL || o->defect[i].qty > most->qty)
			most = &o->defect[i];
	return most == NULL ? "rejected" : most->defect;
}

static int
check_returned(struct ops *ops, struct inspecting *in,
    const struct inspection_order *o, size_t *told)
{
	struct returned_line r = { .item = o->item, .lot = o->about.lot,
		.party = o->about.party, .end = PLACE_VENDOR,
		.at = o->about.date, .qty = o->about.rejected };
	int err;

	*told = 0;
	if (o->reject_to == NULL || o->reject_to->kind != PLACE_VENDOR)
		return 0;
	err = returned_check(ops, in->returned, &r);
	if (err != 0)
		return err;
	returned_add(ops, in->returned, &r);
	*told = 1;
	return 0;
}

static int
post_moves(struct ops *ops, struct entry *e, struct inspecting *in,
    const struct inspection_order *o)
{
	const struct inspection *i = &o->about;
	struct move_order order[2];
	const struct location *const to[2] = { o->to, o->reject_to };
	const int64_t qty[2] = { i->accepted, i->rejected };
	size_t n = 0;
	size_t told;
	int err = check_returned(ops, in, o, &told);

	for (size_t k = 0; k < 2; k++)
		if (to[k] != NULL)
			order[n++] = (struct move_order){ .lot = i->lot,
				.releases = 1,
				.party = k == 0 ? NULL : i->party,
				.expires = NONE,
				.move = { .item = o->item, .at = i->date,
				    .from = o->location, .to = to[k],
				    .qty = qty[k], .said_qty = qty[k],
				    .unit_cost = NONE, .price = NONE,
				    .reference = i->code,
				    .reason = k == 0 ? "accepted"
						     : reject_reason(o),
				    .source_line = o->source_line } };
	if (err == 0 && n > 0)
		err = moves_post(ops, e, order, n);
	if (err != 0) {
		returned_drop(in->returned, told);
		return err;
	}
	for (size_t k = 0; k < n; k++)
		gone_of(ops, in, o)->qty += order[k].move.qty;
	return 0;
}

static int
check_defects(struct ops *ops, const struct inspection_order *o)
{
	for (size_t i = 0; i < o->defects; i++) {
		if (o->defect[i].qty <= 0)
			return decimal_wrong(ops, "count", o->defect[i].qty,
			    QTY_SCALE, "a quantity above 0");
		for (size_t k = 0; k < i; k++)
			if (strcmp(o->defect[k].defect,
			    o->defect[i].defect) == 0)
				return fail(ops, OPS_DATA, "defect: '%s' is "
				    "there twice", o->defect[i].defect);
	}
	return 0;
}

/* Its code is new; so are those before it in this entry. */
static int
check_names(struct ops *ops, struct inspecting *in,
    struct inspection_order *o)
{
	struct inspection *i = &o->about;
	const struct party *p;
	int err = inspection_check_new(ops, i->code);

	if (err == 0 && map_get(&in->codes, i->code) != NULL)
		err = fail(ops, OPS_DATA,
		    "code: inspection '%s' is there twice", i->code);
	if (err == 0 && i->lot == NULL &&
	    item_tracking(o->item) != TRACKING_NONE)
		err = fail(ops, OPS_DATA, "lot: is missing: '%s' is tracked "
		    "by %s", o->item->sku, o->item->tracking);
	if (err == 0 && i->party == NULL)
		err = lot_vendor(ops, o->item, i->lot, &i->party);
	else if (err == 0 && party_by_code(ops, i->party, &p) != 0)
		return fail_at(ops, "party");
	if (err == 0 && i->repeats != NULL)
		err = inspection_check_repeats(ops, i->repeats, o->item->sku);
	return err != 0 ? err : check_defects(ops, o);
}

int
inspection_post(struct ops *ops, struct entry *e, struct inspecting *in,
    struct inspection_order *o)
{
	struct inspection *i = &o->about;
	int err = entry_check_date(ops, e, i->date);

	i->item = o->item->sku;
	if (err == 0)
		err = check_names(ops, in, o);
	if (err == 0)
		err = check_held(ops, e, in, o);
	if (err == 0)
		err = decide(ops, o);
	if (err == 0)
		err = check_places(ops, e, o);
	if (err == 0)
		err = post_moves(ops, e, in, o);
	if (err != 0)
		return err;
	i->location = o->location->code;
	i->accepted_to = o->to == NULL ? NULL : o->to->code;
	i->rejected_to = o->reject_to == NULL ? NULL : o->reject_to->code;
	*map_put(&in->codes, i->code) = in;
	return inspection_records(ops, e, o);
}
