/* The record ledgers of stock: what a version of each master holds. */
#include <string.h>

#include "base/decimal.h"
#include "stock/masters.h"
#include "stock/units.h"
#include "time/date.h"

static const struct column item_cols[] = {
	{ "sku", TYPE_CODE, LEDGER_KEY,
	    "the item's code (stock keeping unit)" },
	{ "name", TYPE_TEXT, COL_WIDE, "what people call it" },
	{ "unit", TYPE_CODE, 0, "what is counted: each, kg, m" },
	{ "category", TYPE_TEXT, 0, "a group of items" },
	{ "min", TYPE_QTY, 0, "reorder below this quantity" },
	{ "max", TYPE_QTY, 0, "fill up to this quantity" },
	{ "cost", TYPE_PRICE, 0, "what one costs, as last agreed" },
	{ "price", TYPE_PRICE, 0, "what one is sold for" },
	{ "costing", TYPE_CODE, 0, "fifo, average or standard" },
	{ "tracking", TYPE_CODE, 0, "none, lot or serial" },
	{ "shelf_life", TYPE_INT, 0, "days from its receipt to its expiry" },
	{ "lead_time", TYPE_INT, 0, "days from its order to its receipt" },
	{ "weight", TYPE_QTY, 0, "kg of one" },
	{ "status", TYPE_CODE, 0, "active, phase-out or blocked" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

static const struct column location_cols[] = {
	{ "code", TYPE_CODE, LEDGER_KEY, "the place's code" },
	{ "name", TYPE_TEXT, COL_WIDE, "what people call it" },
	{ "kind", TYPE_CODE, 0, "site, internal, quarantine, transit ..." },
	{ "parent", TYPE_CODE, 0, "the place it is in" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

static const struct column party_cols[] = {
	{ "code", TYPE_CODE, LEDGER_KEY, "the party's code" },
	{ "name", TYPE_TEXT, COL_WIDE, "its name" },
	{ "kind", TYPE_CODE, 0, "vendor, customer or internal" },
	{ "contact", TYPE_TEXT, LEDGER_PERSONAL | COL_WIDE,
	    "whom to ask, and how" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

static const struct column lot_cols[] = {
	{ "item", TYPE_CODE, LEDGER_KEY, "the item" },
	{ "lot", TYPE_CODE, LEDGER_KEY, "the lot's number, or a serial" },
	{ "expires", TYPE_DATE, 0, "the last day on which it is good" },
	{ "made", TYPE_DATE, 0, "the day on which it was made" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

/* Each gives an entry whose lines name the master, where there is one. */
SQL(sql_item_used, "SELECT m.entry FROM item i JOIN move m ON m.item = i.id "
		   "WHERE i.sku = $1 UNION ALL "
		   "SELECT entry FROM level WHERE item = $1 UNION ALL "
		   "SELECT entry FROM expected WHERE item = $1 UNION ALL "
		   "SELECT entry FROM demand WHERE item = $1 UNION ALL "
		   "SELECT entry FROM counted WHERE item = $1 LIMIT 1");
SQL(sql_place_used,
    "SELECT m.entry FROM location l JOIN on_hand h ON h.location = l.id "
    "JOIN move m ON m.item = h.item AND (m.src = l.id OR m.dst = l.id) "
    "WHERE l.code = $1 UNION ALL "
    "SELECT c.entry FROM location c WHERE c.parent = $1 UNION ALL "
    "SELECT entry FROM level WHERE location = $1 OR source = $1 UNION ALL "
    "SELECT entry FROM expected WHERE location = $1 OR source = $1 UNION ALL "
    "SELECT entry FROM demand WHERE location = $1 UNION ALL "
    "SELECT entry FROM counted WHERE location = $1 LIMIT 1");
SQL(sql_party_used, "SELECT m.entry FROM party p JOIN move m "
		    "ON m.party = p.id WHERE p.code = $1 UNION ALL "
		    "SELECT entry FROM level WHERE source = $1 UNION ALL "
		    "SELECT entry FROM expected WHERE party = $1 UNION ALL "
		    "SELECT entry FROM demand WHERE party = $1 LIMIT 1");
SQL(sql_lot_used, "SELECT m.entry FROM lot l JOIN item i ON i.sku = l.item "
		  "JOIN move m ON m.item = i.id AND m.lot = l.id "
		  "WHERE l.item = $1 AND l.lot = $2 UNION ALL "
		  "SELECT entry FROM counted WHERE item = $1 AND lot = $2 "
		  "LIMIT 1");

int
min_above_max(struct ops *ops, int64_t min, int64_t max)
{
	char low[DECIMAL_MAX], high[DECIMAL_MAX];

	decimal_print(low, min, QTY_SCALE, 0);
	decimal_print(high, max, QTY_SCALE, 0);
	return fail(ops, OPS_DATA,
	    "min: '%s' is wrong: expected at most the max, %s", low, high);
}

/* A master that moves name cannot be taken back. */
static int
refuse_used(struct ops *ops, const char *sql, const char *what,
    const struct db_value *key, size_t n)
{
	int64_t entry = NONE;
	int err = db_get_values(ops, &entry, sql, key, n);

	if (err == 0 && entry != NONE)
		return fail(ops, OPS_DATA,
		    "%s '%s' is named by entry %lld: it cannot be taken back",
		    what, (const char *)key[n - 1].p, (long long)entry);
	return err;
}

/* The columns of an item by number, as check_item() reads them. */
enum { SKU, NAME, UNIT, CATEGORY, MIN, MAX, COST, PRICE, COSTING, TRACKING,
	SHELF_LIFE, LEAD_TIME, WEIGHT, STATUS };

SQL(sql_counted, "SELECT m.entry FROM item i JOIN move m ON m.item = i.id "
		 "WHERE i.sku = $1 AND i.unit <> $2 LIMIT 1");

/* Quantities that were posted are in the unit that the item had. */
static int
check_unit(struct ops *ops, const char *sku, const char *unit)
{
	int64_t entry = NONE;
	int err = db_get(ops, &entry, sql_counted, V(sku), V(unit));

	if (err != 0 || entry == NONE)
		return err;
	return fail(ops, OPS_DATA, "unit: '%s' is wrong: '%s' was counted in "
	    "its unit already (entry %lld): expected another item", unit, sku,
	    (long long)entry);
}

SQL(sql_tracked,
    "SELECT m.entry FROM item i JOIN move m ON m.item = i.id "
    "WHERE i.sku = $1 AND COALESCE(i.tracking, 'none') <> $2 LIMIT 1");

/* What has moved without lots has none, and the other way round. */
static int
check_tracking(struct ops *ops, const char *sku, const char *tracking)
{
	int64_t entry = NONE;
	int err;

	if (tracking == NULL)
		tracking = tracking_words[TRACKING_NONE];
	err = db_get(ops, &entry, sql_tracked, V(sku), V(tracking));
	if (err != 0 || entry == NONE)
		return err;
	return fail(ops, OPS_DATA, "tracking: '%s' is wrong: '%s' was moved "
	    "already (entry %lld): expected another item", tracking, sku,
	    (long long)entry);
}

SQL(sql_costed,
    "SELECT m.entry FROM item i JOIN move m ON m.item = i.id "
    "WHERE i.sku = $1 AND COALESCE(i.costing, '') <> $2 LIMIT 1");

/* It is allowed, since a value is reckoned anew each time: but said. */
static int
tell_costing(struct ops *ops, const char *sku, const char *costing)
{
	int64_t entry = NONE;
	int err = db_get(ops, &entry, sql_costed, V(sku),
	    V(costing == NULL ? "" : costing));

	if (err == 0 && entry != NONE)
		note(ops, "costing: '%s' was moved already (entry %lld): its "
		    "values are reckoned anew", sku, (long long)entry);
	return err;
}

static int
check_whole(struct ops *ops, const struct db_value *v)
{
	static const int whole[] = { MIN, MAX };

	if (v[TRACKING].type == DB_NULL ||
	    strcmp(v[TRACKING].p, tracking_words[TRACKING_SERIAL]) != 0)
		return 0;
	for (size_t i = 0; i < 2; i++)
		if (v[whole[i]].type == DB_INT && v[whole[i]].i % MILLION != 0)
			return decimal_wrong(ops, item_cols[whole[i]].name,
			    v[whole[i]].i, QTY_SCALE, "a whole number: serials "
			    "are counted by the piece");
	return 0;
}

/* Missing is fine. */
static int
check_not_below_0(struct ops *ops, const struct db_value *v)
{
	static const int positive[] = { COST, PRICE, SHELF_LIFE, LEAD_TIME,
		WEIGHT };

	for (size_t i = 0; i < sizeof positive / sizeof *positive; i++)
		if (v[positive[i]].type == DB_INT && v[positive[i]].i < 0)
			return fail(ops, OPS_DATA, "%s: it is below 0",
			    item_cols[positive[i]].name);
	return 0;
}

static int
check_item(struct ops *ops, const struct db_value *v, int live)
{
	int err;

	if (!live)
		return refuse_used(ops, sql_item_used, "item", v, 1);
	if (strcmp(v[SKU].p, unit_of_all) == 0)
		return fail(ops, OPS_DATA, "sku: '%s' means all items",
		    unit_of_all);
	if (v[MIN].type == DB_INT && v[MAX].type == DB_INT &&
	    v[MIN].i > v[MAX].i)
		return min_above_max(ops, v[MIN].i, v[MAX].i);
	err = check_not_below_0(ops, v);
	if (err == 0)
		err = check_whole(ops, v);
	if (err == 0)
		err = check_unit(ops, v[SKU].p, v[UNIT].p);
	if (err == 0)
		err = check_tracking(ops, v[SKU].p, v[TRACKING].p);
	return err != 0 ? err : tell_costing(ops, v[SKU].p, v[COSTING].p);
}

SQL(sql_parent, "SELECT code, parent, kind FROM location WHERE code = $1");

/*
 * The place's code as the store has it now, its parent, is it ours; or NULLs.
 */
static int
find_parent(struct ops *ops, const char *code, const char **found,
    const char **parent, int *ours)
{
	struct db_query q;
	int err = db_query(ops, &q, sql_parent, V(code));

	*found = *parent = NULL;
	if (err != 0 || (err = db_next(&q)) != 1)
		return err;
	*found = arena_strdup(ops->mem, db_text(&q, 0));
	*parent = arena_strdup(ops->mem, db_text(&q, 1));
	*ours = place_is_stock(place_kind(db_text(&q, 2), NULL));
	db_done(&q);
	return 0;
}

SQL(sql_moved,
    "SELECT m.entry FROM location l JOIN on_hand h ON h.location = l.id "
    "JOIN move m ON m.item = h.item AND (m.src = l.id OR m.dst = l.id) "
    "WHERE l.code = $1 AND CASE WHEN l.kind IN "
    "('site', 'internal', 'quarantine', 'transit') THEN 1 "
    "WHEN l.kind = 'production' THEN 2 ELSE 0 END <> $2 LIMIT 1");
SQL(sql_makes, "SELECT 1 FROM location WHERE code = $1 AND "
	       "kind = 'production'");

SQL(sql_ours_in, "SELECT MIN(code) FROM location WHERE parent = $1 "
		 "AND kind IN ('site', 'internal', 'quarantine', 'transit')");

/*
 * A place of ours to or from which goods went stays one, and one of
 * production, too; nor does a place change sides that places of ours are in.
 */
static int
check_side(struct ops *ops, const char *code, const char *kind, int ours)
{
	const char *in = NULL;
	int64_t entry = NONE, made = 0;
	int makes = place_kind(kind, NULL) == PLACE_PRODUCTION;
	int err = db_get(ops, &entry, sql_moved, V(code),
	    V((int64_t)(ours ? 1 : makes ? 2 : 0)));

	if (err == 0 && entry != NONE)
		err = db_get(ops, &made, sql_makes, V(code));
	if (err == 0 && entry == NONE && !ours)
		err = db_get_text(ops, &in, sql_ours_in, V(code));
	if (err == 0 && in != NULL)
		return fail(ops, OPS_DATA, "kind: '%s' is wrong: '%s' is ours "
		    "and stands in '%s'", kind, in, code);
	if (err != 0 || entry == NONE)
		return err;
	return fail(ops, OPS_DATA, "kind: '%s' is wrong: goods were moved "
	    "there or from there (entry %lld) and '%s' would %s", kind,
	    (long long)entry, code, ours ? "become a place of ours" :
	    makes ? "become a place of production" :
	    made  ? "be no place of production any more" :
		    "be no place of ours any more");
}

SQL(sql_holding,
    "SELECT 1 FROM location l WHERE l.code = $1 AND l.kind = 'quarantine' "
    "AND EXISTS (SELECT 1 FROM on_hand h WHERE h.location = l.id "
    "AND h.qty > 0)");

/* What is held does not become free because its place is renamed so. */
static int
check_holding(struct ops *ops, const char *code, const char *kind)
{
	int64_t holds = 0;
	int err = place_kind(kind, NULL) == PLACE_QUARANTINE ? 0
	    : db_get(ops, &holds, sql_holding, V(code));

	return err != 0 || !holds ? err : fail(ops, OPS_DATA, "kind: '%s' is "
	    "wrong: what '%s' holds would be free: 'ops stock release' lets "
	    "it out", kind, code);
}

/*
 * A site is a root; any other place of ours is in a place of ours.  The
 * store is asked, since an undo changes places that have been read.
 */
static int
check_location(struct ops *ops, const struct db_value *v, int live)
{
	const char *code = v[0].p, *kind = v[2].p, *up = v[3].p, *found;
	const struct location *place;
	int ours = place_is_stock(place_kind(kind, NULL)), above = ours;
	int err = 0;

	if (!live)
		return refuse_used(ops, sql_place_used, "location", v, 1);
	if (up != NULL && strcmp(kind, "site") == 0)
		return fail(ops, OPS_DATA,
		    "parent: a site is a root, it stands in no other place: "
		    "what does is internal");
	if (up == NULL && (strcmp(kind, "internal") == 0 ||
	    strcmp(kind, "quarantine") == 0))
		return fail(ops, OPS_DATA, "parent: is missing: what is %s "
		    "stands in a site, or in a place of one", kind);
	err = check_side(ops, code, kind, ours);
	if (err == 0)
		err = check_holding(ops, code, kind);
	while (err == 0 && up != NULL) {
		if (strcmp(up, code) == 0)
			return fail(ops, OPS_DATA,
			    "parent: '%s' would stand in itself", code);
		err = find_parent(ops, up, &found, &up, &above);
		if (err == 0 && found != NULL && ours && !above)
			return fail(ops, OPS_DATA, "parent: '%s' is no place "
			    "of ours, what is %s stands in one", found, kind);
		if (err != 0 || found != NULL)
			continue;
		err = location_by_code(ops, v[3].p, &place);
		return err != 0 ? fail_at(ops, "parent")
		    : fail(ops, OPS_DATA, "parent: '%s' is taken back",
			  (const char *)v[3].p);
	}
	return err;
}

static int
check_party(struct ops *ops, const struct db_value *v, int live)
{
	return live ? 0 : refuse_used(ops, sql_party_used, "party", v, 1);
}

static int
check_lot(struct ops *ops, const struct db_value *v, int live)
{
	if (!live)
		return refuse_used(ops, sql_lot_used, "lot", v, 2);
	if (v[2].type == DB_INT && v[3].type == DB_INT && v[2].i < v[3].i)
		return date_wrong(ops, "expires", v[2].i,
		    "no day before it was made");
	return 0;
}

#define LEDGER(id, text, table)                                               \
	const struct ledger ledger_##id = { .name = text,                     \
		RECORD_LEDGER(id##_cols, table), .check = check_##id,         \
		.forget = id##_forget, .reverse = record_reverse,             \
		.verify = record_verify }

LEDGER(item, "stock item", "item");
LEDGER(location, "stock location", "location");
LEDGER(party, "stock party", "party");
LEDGER(lot, "stock lot", "lot");
