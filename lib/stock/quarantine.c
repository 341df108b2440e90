/* Quarantine: places whose goods are ours, but not to be used yet. */
#include "base/decimal.h"
#include "base/vec.h"
#include "stock/quarantine.h"

/* "'A', 'B'", in ops->mem: the first five, and how many more. */
struct names {
	const char *text;
	size_t n;
};

static void
add_name(struct ops *ops, struct names *names, const char *code)
{
	if (names->n < 5)
		names->text = arena_printf(ops->mem, "%s%s'%s'",
		    names->n == 0 ? "" : names->text,
		    names->n == 0 ? "" : ", ", code);
	else if (names->n == 5)
		names->text = arena_printf(ops->mem, "%s ...", names->text);
	names->n++;
}

int
quarantine_of(struct ops *ops, const struct location *place,
    const struct location **out)
{
	const struct location *const *all;
	struct names names = { NULL, 0 };
	size_t n;
	int err = locations_all(ops, &all, &n);

	if (err != 0)
		return err;
	if (place->site == NULL)
		return fail(ops, OPS_DATA, "is missing: '%s' is in no site",
		    place->code);
	for (size_t i = 0; i < n; i++)
		if (all[i]->kind == PLACE_QUARANTINE &&
		    all[i]->site == place->site) {
			*out = all[i];
			add_name(ops, &names, all[i]->code);
		}
	if (names.n == 0)
		return fail(ops, OPS_DATA, "is missing: site '%s' has no "
		    "place of kind quarantine", place->site->code);
	return names.n == 1 ? 0 : fail(ops, OPS_DATA, "is missing: site "
	    "'%s' has several places of kind quarantine: %s",
	    place->site->code, names.text);
}

/* A lot that nobody knows is held nowhere: *known is 0. */
static int
lot_id(struct ops *ops, const struct held_goods *g, int64_t *id, int *known)
{
	const struct lot *lot = NULL;
	int err = g->lot == NULL ? 0 : lot_find(ops, g->item, g->lot, &lot);

	*id = lot == NULL ? 0 : lot->id;
	*known = g->lot == NULL || lot != NULL;
	return err;
}

static int64_t
before(const struct held_goods *g)
{
	return g->before == NONE ? INT64_MAX : g->before;
}

SQL(sql_qty,
    "SELECT COALESCE(CAST(SUM(CASE WHEN dst = $1 THEN qty ELSE 0 END - "
    "CASE WHEN src = $1 THEN qty ELSE 0 END) AS BIGINT), 0) FROM move "
    "WHERE item = $2 AND lot = $3 AND at <= $4 AND (src = $1 OR dst = $1) "
    "AND entry < $5");

int
quarantine_qty(struct ops *ops, const struct held_goods *g,
    const struct location *place, int64_t *qty)
{
	int64_t lot;
	int known, err = lot_id(ops, g, &lot, &known);

	*qty = 0;
	return err != 0 || !known ? err
	    : db_get(ops, qty, sql_qty, V(place->id), V(g->item->id), V(lot),
		  V(g->at), V(before(g)));
}

static const char *
lot_words(struct ops *ops, const struct held_goods *g)
{
	if (g->lot != NULL)
		return arena_printf(ops->mem, " lot '%s'", g->lot);
	return item_tracking(g->item) == TRACKING_NONE ? ""
						       : " without a lot";
}

SQL(sql_held,
    "SELECT p.code, t.lot, CAST(SUM(x.qty) AS BIGINT) FROM ("
    "SELECT dst AS place, lot, qty FROM move WHERE item = $1 AND at <= $2 "
    "AND entry < $3 UNION ALL "
    "SELECT src, lot, -qty FROM move WHERE item = $1 AND at <= $2 "
    "AND entry < $3) x JOIN location p ON p.id = x.place "
    "AND p.kind = 'quarantine' LEFT JOIN lot t ON t.id = x.lot "
    "GROUP BY p.code, t.lot HAVING SUM(x.qty) > 0 ORDER BY p.code, t.lot");

/* "held are 4 at 'Q', 2 of lot 'L' at 'R'", five of them at most; NULL. */
static int
say_held(struct ops *ops, const struct held_goods *g, const char **out)
{
	char qty[DECIMAL_MAX];
	const char *text = NULL;
	struct db_query q;
	int n = 0, got = 0, err = db_query(ops, &q, sql_held, V(g->item->id),
	    V(g->at), V(before(g)));

	while (err == 0 && n < 6 && (got = db_next(&q)) == 1) {
		const char *lot = db_text(&q, 1);

		decimal_print(qty, db_int(&q, 2), QTY_SCALE, 0);
		text = n++ == 5 ? arena_printf(ops->mem, "%s ...", text)
		    : arena_printf(ops->mem, "%s%s%s%s%s at '%s'",
			  text == NULL ? "held are " : arena_printf(ops->mem,
			  "%s, ", text), qty, lot == NULL ? "" : " of lot '",
			  lot == NULL ? "" : lot, lot == NULL ? "" : "'",
			  db_text(&q, 0));
	}
	db_done(&q);
	*out = text;
	return err != 0 ? err : got < 0 ? got : 0;
}

int
quarantine_check(struct ops *ops, const struct held_goods *g,
    const struct location *place)
{
	const char *held;
	int64_t qty = 0;
	int err = quarantine_qty(ops, g, place, &qty);

	if (err != 0 || qty > 0)
		return err;
	err = say_held(ops, g, &held);
	if (err == 0 && held == NULL)
		held = arena_printf(ops->mem, "nothing of '%s' is held",
		    g->item->sku);
	return err != 0 ? err : fail(ops, OPS_DATA, "'%s' holds no '%s'%s%s: "
	    "%s", place->code, g->item->sku, lot_words(ops, g),
	    g->at < ops->now ? " then" : "", held);
}

int
quarantine_where(struct ops *ops, const struct held_goods *g,
    const struct location **out)
{
	const struct location *const *all;
	struct names names = { NULL, 0 };
	const char *held;
	size_t n;
	int err = locations_all(ops, &all, &n);

	for (size_t i = 0; err == 0 && i < n; i++) {
		int64_t qty = 0;

		if (all[i]->kind != PLACE_QUARANTINE)
			continue;
		err = quarantine_qty(ops, g, all[i], &qty);
		if (qty <= 0)
			continue;
		*out = all[i];
		add_name(ops, &names, all[i]->code);
	}
	if (err != 0 || names.n == 1)
		return err;
	if (names.n == 0) {
		err = say_held(ops, g, &held);
		return err != 0 ? err : fail(ops, OPS_DATA, "is missing: no "
		    "place of kind quarantine holds '%s'%s%s%s", g->item->sku,
		    lot_words(ops, g), held == NULL ? "" : ": ",
		    held == NULL ? "" : held);
	}
	return fail(ops, OPS_DATA,
	    "is missing: several places of kind quarantine hold '%s'%s: %s",
	    g->item->sku, lot_words(ops, g), names.text);
}

/* ---- where it came from ---- */

struct source {
	int64_t place, qty;
};

struct sources {
	VEC(struct source) v;
	int64_t held;
};

static void
count_move(struct ops *ops, struct sources *s, int64_t place, int64_t qty)
{
	size_t i = 0;

	while (i < s->v.n && s->v.v[i].place != place)
		i++;
	if (i == s->v.n) {
		VEC_ADD(ops->mem, &s->v);
		s->v.v[i] = (struct source){ place, 0 };
	}
	s->v.v[i].qty += qty;
	s->held += qty;
	if (s->held <= 0) { /* what comes from now on is another story */
		s->v.n = 0;
		s->held = 0;
	}
}

SQL(sql_moves,
    "SELECT src, dst, qty FROM move WHERE item = $1 AND lot = $2 "
    "AND at <= $3 AND (src = $4 OR dst = $4) AND entry < $5 "
    "ORDER BY at, entry, line");

static int
read_sources(struct ops *ops, const struct held_goods *g,
    const struct location *place, struct sources *s)
{
	struct db_query q;
	int64_t lot;
	int known, err = lot_id(ops, g, &lot, &known);

	if (err == 0)
		err = db_query(ops, &q, sql_moves, V(g->item->id), V(lot),
		    V(g->at), V(place->id), V(before(g)));
	else
		return err;
	while (err == 0 && (err = db_next(&q)) == 1) {
		int out = db_int(&q, 0) == place->id;

		count_move(ops, s, db_int(&q, out ? 1 : 0),
		    out ? -db_int(&q, 2) : db_int(&q, 2));
		err = 0;
	}
	db_done(&q);
	return err;
}

int
quarantine_origin(struct ops *ops, const struct held_goods *g,
    const struct location *place, const struct location **out)
{
	const struct location *l;
	struct names names = { NULL, 0 };
	struct sources s = { .held = 0 };
	int err = read_sources(ops, g, place, &s), ours = 1;

	for (size_t i = 0; err == 0 && i < s.v.n; i++) {
		if (s.v.v[i].qty <= 0)
			continue;
		err = location_by_id(ops, s.v.v[i].place, &l);
		if (err != 0)
			break;
		ours = ours && place_is_stock(l->kind) &&
		    l->kind != PLACE_QUARANTINE;
		*out = l;
		add_name(ops, &names, l->code);
	}
	if (err != 0 || (names.n == 1 && ours))
		return err;
	return fail(ops, OPS_DATA, "is missing: what '%s' holds of '%s'%s "
	    "came from %s", place->code, g->item->sku, lot_words(ops, g),
	    names.n == 0 ? "nowhere" : names.text);
}
