/* Stock as `ops sql` shows it: views with the columns of the read verbs. */
#include "db/view.h"
#include "stock/views.h"

/* As place_is_stock() has it. */
#define OURS(place)                                                       \
	place ".kind IN ('site', 'internal', 'quarantine', 'transit')"

/* What has expired is told by the clock, which a view does not have. */
#define BALANCE                                                             \
	"SELECT item, name, location, lot, " VIEW_QTY("qty")                \
	" AS on_hand, " VIEW_QTY("reserved") " AS reserved, "               \
	VIEW_QTY("(usable - reserved)") " AS available, "                   \
	"NULL AS expected, unit FROM (SELECT i.sku AS item, "               \
	"i.name AS name, p.code AS location, l.lot AS lot, h.qty AS qty, "  \
	"CASE WHEN p.kind = 'quarantine' THEN 0 ELSE h.qty END AS usable, " \
	"COALESCE((SELECT SUM(r.qty) FROM main.reservation r "              \
	"WHERE r.item = i.sku AND r.location = p.code "                     \
	"AND r.lot IS l.lot), 0) AS reserved, "                             \
	"i.unit AS unit FROM main.on_hand h "                               \
	"JOIN main.item i ON i.id = h.item "                                \
	"JOIN main.location p ON p.id = h.location "                        \
	"LEFT JOIN main.lot l ON l.id = h.lot "                             \
	"WHERE h.qty <> 0 AND " OURS("p") ")"

/* A line of an order as it stands now; what is late is told by the clock. */
#define DEMAND_LIST                                                         \
	"SELECT \"order\", line, party, item, " VIEW_QTY("qty") " AS qty, " \
	VIEW_DATE("due") " AS due, " VIEW_DATE("promised") " AS promised, " \
	"location, priority, reference, " VIEW_TIME("date") " AS date, "    \
	VIEW_PRICE("price") " AS price, " VIEW_DATE("first_promised")       \
	" AS first_promised, " VIEW_TIME("cancelled") " AS cancelled, "     \
	"reason, " VIEW_QTY("shipped") " AS shipped, "                      \
	VIEW_QTY("(CASE WHEN shipped >= qty OR cancelled IS NOT NULL "      \
		 "THEN 0 ELSE qty - shipped END)") " AS open, "             \
	VIEW_QTY("reserved") " AS reserved, CASE WHEN shipped >= qty "      \
	"THEN 'shipped' WHEN cancelled IS NOT NULL THEN 'cancelled' "       \
	"WHEN shipped > 0 THEN 'partial' ELSE 'open' END AS state FROM ("   \
	"SELECT d.order_code AS \"order\", d.order_line AS line, d.party, " \
	"d.item, d.qty, d.due, d.promised, d.location, d.priority, "        \
	"d.reference, d.date, d.price, d.first_promised, d.cancelled, "     \
	"d.reason, "                                                        \
	"COALESCE((SELECT SUM(s.qty) FROM main.shipment s WHERE "           \
	"s.order_code = d.order_code AND s.order_line = d.order_line), 0) " \
	"AS shipped, COALESCE((SELECT SUM(r.qty) FROM main.reservation r "  \
	"WHERE r.order_code = d.order_code "                                \
	"AND r.order_line = d.order_line), 0) AS reserved "                 \
	"FROM main.demand d)"

/* The balance is of all our places; it is reckoned in millionths. */
#define LEDGER                                                            \
	"SELECT entry, line, " VIEW_TIME("at") " AS date, item, "         \
	"\"from\", \"to\", lot, " VIEW_QTY("qty") " AS qty, "             \
	VIEW_PRICE("unit_cost") " AS unit_cost, "                         \
	VIEW_QTY("balance") " AS balance, reference, reason, party "      \
	"FROM (SELECT m.entry AS entry, m.line AS line, m.at AS at, "     \
	"i.sku AS item, a.code AS \"from\", b.code AS \"to\", "           \
	"l.lot AS lot, m.qty AS qty, m.unit_cost AS unit_cost, "          \
	"SUM(CASE WHEN " OURS("b") " THEN m.qty ELSE 0 END - "            \
	"CASE WHEN " OURS("a") " THEN m.qty ELSE 0 END) OVER ("           \
	"PARTITION BY i.sku ORDER BY m.at, m.entry, m.line "              \
	"ROWS UNBOUNDED PRECEDING) AS balance, "                          \
	"m.reference AS reference, m.reason AS reason, p.code AS party "  \
	"FROM main.move m JOIN main.item i ON i.id = m.item "             \
	"JOIN main.location a ON a.id = m.src "                           \
	"JOIN main.location b ON b.id = m.dst "                           \
	"LEFT JOIN main.lot l ON l.id = m.lot "                           \
	"LEFT JOIN main.party p ON p.id = m.party)"

#define ITEM_LIST                                                         \
	"SELECT sku, name, unit, category, " VIEW_QTY("min") " AS min, "  \
	VIEW_QTY("max") " AS max, " VIEW_PRICE("cost") " AS cost, "       \
	VIEW_PRICE("price") " AS price, costing, tracking, shelf_life, "  \
	"lead_time, " VIEW_QTY("weight") " AS weight, status "            \
	"FROM main.item"

#define LOT_LIST                                                          \
	"SELECT l.item AS item, l.lot AS lot, " VIEW_DATE("l.expires")    \
	" AS expires, " VIEW_DATE("l.made") " AS made, "                  \
	VIEW_QTY("(SELECT COALESCE(SUM(h.qty), 0) FROM main.on_hand h "   \
	    "JOIN main.location p ON p.id = h.location "                  \
	    "WHERE h.item = i.id AND h.lot = l.id AND " OURS("p") ")")    \
	" AS on_hand, i.unit AS unit "                                    \
	"FROM main.lot l JOIN main.item i ON i.sku = l.item"

#define UNIT_LIST                                                         \
	"SELECT NULLIF(item, '*') AS item, unit, CASE den WHEN 1 THEN "   \
	"CAST(num AS TEXT) ELSE num || '/' || den END AS qty, "           \
	"\"of\" FROM main.unit"

/* The site is the root above a place, if it is one; no chain is endless. */
#define LOCATION_LIST                                                        \
	"SELECT l.code AS code, l.name AS name, l.kind AS kind, "            \
	"l.parent AS parent, (WITH RECURSIVE @hidden@ (code, parent, kind) " \
	"AS (SELECT l.code, l.parent, l.kind UNION "                         \
	"SELECT x.code, x.parent, x.kind FROM "                              \
	"@hidden@ u JOIN main.location x ON x.code = u.parent) "             \
	"SELECT code FROM @hidden@ WHERE parent IS NULL "                    \
	"AND kind = 'site') AS site "                                        \
	"FROM main.location l"

const struct db_view stock_views[] = {
	{ "stock_balance", BALANCE },
	{ "stock_ledger", LEDGER },
	{ "stock_item_list", ITEM_LIST },
	{ "stock_level",
	    "SELECT item, location, " VIEW_QTY("min") " AS min, "
	    VIEW_QTY("max") " AS max, " VIEW_QTY("multiple") " AS multiple, "
	    "source FROM main.level" },
	{ "stock_expected",
	    "SELECT reference, position AS line, kind, item, location, "
	    "source AS \"from\", party, " VIEW_QTY("qty") " AS qty, "
	    VIEW_DATE("due") " AS due, " VIEW_DATE("ordered") " AS ordered, "
	    VIEW_DATE("cancelled") " AS cancelled FROM main.expected" },
	{ "stock_demand_list", DEMAND_LIST },
	{ "stock_counted",
	    "SELECT count_code AS \"count\", n, round, item, location, lot, "
	    VIEW_QTY("counted") " AS counted, " VIEW_TIME("date")
	    " AS date, held, entry FROM main.counted" },
	{ "stock_location_list", LOCATION_LIST },
	{ "stock_lot_list", LOT_LIST },
	{ "stock_unit_list", UNIT_LIST },
	{ "stock_landed_list",
	    "SELECT receipt, of_line, n, item, " VIEW_MONEY("amount")
	    " AS amount, " VIEW_TIME("date") " AS date, reference, reason, "
	    "party, entry FROM main.landed" },
	{ "stock_standard_list",
	    "SELECT item, " VIEW_DATE("valid_from") " AS valid_from, "
	    VIEW_PRICE("cost") " AS cost FROM main.standard" },
	{ "stock_party_list",
	    "SELECT code, name, kind, contact FROM main.party" },
	{ "stock_alias_list",
	    "SELECT code, item, unit, CASE WHEN party = '*' THEN NULL "
	    "ELSE party END AS party, kind FROM main.alias" },
	{ "stock_inspect_plan_list",
	    "SELECT NULLIF(item, '*') AS item, NULLIF(category, '*') AS "
	    "category, NULLIF(party, '*') AS party, NULLIF(stage, '*') AS "
	    "stage, characteristic, kind, " VIEW_QTY("nominal")
	    " AS nominal, " VIEW_QTY("lower") " AS lower, "
	    VIEW_QTY("upper") " AS upper, unit, gauge, sample "
	    "FROM main.characteristic" },
	{ "stock_inspect_list",
	    "SELECT i.code AS code, " VIEW_TIME("i.date") " AS date, "
	    "i.item AS item, i.lot AS lot, i.location AS location, "
	    "i.stage AS stage, i.party AS party, " VIEW_QTY("i.qty")
	    " AS qty, " VIEW_QTY("i.accepted") " AS accepted, "
	    VIEW_QTY("i.rejected") " AS rejected, m.unit AS unit, "
	    "i.accepted_to AS \"to\", i.rejected_to AS reject_to, "
	    "i.repeats AS repeats, i.reason AS reason, "
	    "i.override AS override, i.inspector AS inspector, "
	    "i.entry AS entry FROM main.inspection i "
	    "JOIN main.item m ON m.sku = i.item" },
	{ "stock_defect",
	    "SELECT inspection, defect, " VIEW_QTY("qty") " AS qty "
	    "FROM main.defect" },
	{ "stock_measure",
	    "SELECT inspection, characteristic, piece, " VIEW_QTY("value")
	    " AS value, " VIEW_QTY("lower") " AS lower, "
	    VIEW_QTY("upper") " AS upper FROM main.measure" },
	{ NULL, NULL },
};
