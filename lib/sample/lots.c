/* The sample's lots and serials: a lot of batteries that is to be recalled. */
#include "base/decimal.h"
#include "base/str.h"
#include "sample/stock.h"
#include "stock/kit.h"
#include "stock/landed.h"
#include "stock/units.h"

/* What has lots came into the shop in the middle of the year. */
enum { BEGAN = 140, NEVER = -1 };

static const struct item lot_goods[] = {
	{ .sku = "BATTERY-36V", .name = "Battery 36 V", .unit = "each",
	    .category = "electric", .min = NONE, .max = NONE,
	    .cost = 210 * MILLION, .price = NONE, .tracking = "lot",
	    .shelf_life = 730, .lead_time = 21, .weight = 2600000 },
	{ .sku = "MOTOR-250", .name = "Hub motor and control, 250 W",
	    .unit = "each", .category = "electric", .min = NONE, .max = NONE,
	    .cost = 285 * MILLION, .price = NONE, .shelf_life = NONE,
	    .lead_time = 21, .weight = 4100000 },
	{ .sku = "CHASSIS-E", .name = "Rolling frame for a hub motor",
	    .unit = "each", .category = "electric", .min = NONE, .max = NONE,
	    .cost = 395 * MILLION, .price = NONE, .shelf_life = NONE,
	    .lead_time = 24, .weight = 15 * MILLION },
	{ .sku = "EBIKE-TOUR", .name = "Electric tourer", .unit = "each",
	    .category = "electric", .min = NONE, .max = NONE,
	    .cost = 890 * MILLION, .price = 1890 * MILLION,
	    .tracking = "serial", .shelf_life = NONE, .lead_time = NONE,
	    .weight = 22 * MILLION },
	{ .sku = "SEALANT-250", .name = "Tyre sealant 250 ml", .unit = "each",
	    .category = "care", .min = NONE, .max = NONE,
	    .cost = 3100000, .price = 8900000, .costing = "average",
	    .tracking = "lot", .shelf_life = 180, .lead_time = 10,
	    .weight = 300000 },
};

/* What an electric bicycle is put together from. */
enum { EBIKE_PARTS = 3 };
static const char *const ebike_parts[EBIKE_PARTS] = { "BATTERY-36V",
	"MOTOR-250", "CHASSIS-E" };

/*
 * What happened, `left` days before the end of the year; what is of one
 * entry stands together.
 */
struct told {
	int left;
	const char *actor, *command, *sku;
	enum spot from, to;
	int64_t qty;
	const char *lot;
	int good_for; /* days, NEVER: not said */
	int64_t unit_cost, price; /* cents, 0: none */
	const char *party, *reference, *reason;
	int64_t freight; /* cents, 0: none */
};

#define RECEIVED(left, sku, to, qty, lot, days, cost, party, dn, freight) \
	{ left, "omar", "stock receive", sku, VENDOR, to, qty, lot, days, \
	    cost, 0, party, dn, NULL, freight }
#define USED(left, sku, lot, order)                                     \
	{ left, "ida", "stock build", sku, RACKS, PRODUCTION, 1, lot,   \
	    NEVER, 0, 0, NULL, order, NULL, 0 }
#define BUILT_OF(left, battery, serial, order)                             \
	USED(left, "BATTERY-36V", battery, order),                         \
	USED(left, "MOTOR-250", NULL, order),                              \
	USED(left, "CHASSIS-E", NULL, order),                              \
	{ left, "ida", "stock build", "EBIKE-TOUR", PRODUCTION, BUILT, 1,  \
	    serial, NEVER, 0, 0, NULL, order, NULL, 0 },                   \
	{ (left) - 1, "omar", "stock transfer", "EBIKE-TOUR", BUILT, HALL, \
	    1, serial, NEVER, 0, 0, NULL, NULL, NULL, 0 }
#define SOLD(left, sku, from, qty, lot, price, party, order)               \
	{ left, "lena", "stock issue", sku, from, CUSTOMER, qty, lot,      \
	    NEVER, 0, price, party, order, NULL, 0 }

static const struct told told[] = {
	RECEIVED(139, "SEALANT-250", SHELF, 6, "SL-00", 136, 290, "FARO",
	    "GR-7001", 0),
	RECEIVED(135, "BATTERY-36V", RACKS, 4, "L-16", NEVER, 20500, "VOLT",
	    "GR-7002", 0),
	RECEIVED(135, "MOTOR-250", RACKS, 8, NULL, NEVER, 28500, "VOLT",
	    "GR-7002", 0),
	RECEIVED(134, "CHASSIS-E", RACKS, 8, NULL, NEVER, 39500, "ALTA",
	    "GR-7006", 0),
	BUILT_OF(128, "L-16", "E-0001", "WO-E1"),
	BUILT_OF(121, "L-16", "E-0002", "WO-E2"),
	RECEIVED(120, "SEALANT-250", SHELF, 36, "SL-01", NEVER, 310, "FARO",
	    "GR-7003", 0),
	SOLD(115, "EBIKE-TOUR", HALL, 1, "E-0001", 132300, "RIVERSIDE",
	    "SO-7001"),
	SOLD(100, "SEALANT-250", SHELF, 3, "SL-00", 890, "STATION", "SO-7002"),
	RECEIVED(90, "BATTERY-36V", RACKS, 6, "L-17", NEVER, 21000, "VOLT",
	    "GR-7004", 2400),
	BUILT_OF(80, "L-17", "E-0003", "WO-E3"),
	SOLD(70, "EBIKE-TOUR", HALL, 1, "E-0003", 136080, "HARBOUR",
	    "SO-7003"),
	BUILT_OF(66, "L-17", "E-0004", "WO-E4"),
	RECEIVED(60, "SEALANT-250", SHELF, 24, "SL-02", NEVER, 325, "FARO",
	    "GR-7005", 0),
	SOLD(55, "SEALANT-250", SHELF, 12, "SL-01", 850, "RIVERSIDE",
	    "SO-7004"),
	SOLD(50, "EBIKE-TOUR", HALL, 1, "E-0004", 147420, "STATION",
	    "SO-7005"),
	BUILT_OF(45, "L-17", "E-0005", "WO-E5"),
	SOLD(25, "SEALANT-250", SHELF, 9, "SL-01", 890, "HARBOUR", "SO-7006"),
	BUILT_OF(20, "L-17", "E-0006", "WO-E6"),
	{ 12, "lena", "stock return", "EBIKE-TOUR", CUSTOMER, CHECK, 1,
	    "E-0004", NEVER, 0, 147420, "STATION", "SO-7005", "battery", 0 },
};

enum { TOLD = sizeof told / sizeof *told, ENTRY_MOVES = EBIKE_PARTS + 1 };

static int
make_kit(struct year *y)
{
	struct kit_part part[EBIKE_PARTS];
	struct kit kit = { .makes = ONE, .status = "released", .part = part,
		.parts = EBIKE_PARTS };
	int err = item_by_sku(y->ops, "EBIKE-TOUR", &kit.item);

	for (size_t i = 0; err == 0 && i < EBIKE_PARTS; i++) {
		part[i] = (struct kit_part){ .qty = ONE, .scrap = NONE };
		err = item_by_sku(y->ops, ebike_parts[i], &part[i].part);
	}
	return err != 0 ? err : kit_post(y->ops, y->entry, &kit);
}

static int
begin_lots(struct year *y)
{
	static const struct sample_act act = { "tomas", 19, 40,
		"stock item add", NULL };
	struct unit carton = { .unit = "carton", .of = "each",
		.qty = { 12, 1 } };
	int err = year_entry(y, &act);

	for (size_t i = 0; err == 0 && i < sizeof lot_goods / sizeof *lot_goods;
	     i++)
		err = item_post(y->ops, y->entry, &lot_goods[i]);
	if (err == 0)
		err = item_by_sku(y->ops, "SEALANT-250", &carton.item);
	if (err == 0)
		err = unit_post(y->ops, y->entry, &carton);
	if (err == 0)
		err = make_kit(y);
	if (err == 0)
		err = year_end(y);
	return err != 0 ? err : year_numbers(y);
}

static int
order_of(struct year *y, const struct told *t, struct move_order *o)
{
	*o = (struct move_order){ .lot = t->lot, .party = t->party,
		.expires = t->good_for == NEVER ? NONE : y->day + t->good_for,
		.move = { .at = year_at(y, y->day, 19, 40),
		    .from = y->stock->spot[t->from],
		    .to = y->stock->spot[t->to],
		    .qty = t->qty * ONE,
		    .said_qty = NONE,
		    .source_line = NONE,
		    .unit_cost = t->unit_cost > 0 ? t->unit_cost * 10000 : NONE,
		    .price = t->price > 0 ? t->price * 10000 : NONE,
		    .reference = t->reference,
		    .reason = t->reason } };
	return item_by_sku(y->ops, t->sku, &o->move.item);
}

static int
freight(struct year *y, const struct told *t, const struct move_order *o)
{
	struct landed_cost cost = { .amount = t->freight, .date = o->move.at,
		.reference = t->reference, .reason = "freight" };
	struct landed_line line = { y->entry->head.number, o->line,
		o->move.item, o->move.at, o->move.qty, o->move.value };

	return landed_post(y->ops, y->entry, &cost, LANDED_QTY, &line, 1);
}

/* Is it of the same entry as the one before it? */
static int
goes_on(size_t i)
{
	return i > 0 && i < TOLD && told[i].left == told[i - 1].left &&
	    text_eq(told[i].reference, told[i - 1].reference);
}

static int
happen(struct year *y, size_t i)
{
	const struct sample_act act = { told[i].actor, 19, 45,
		told[i].command, NULL };
	struct move_order o[ENTRY_MOVES];
	size_t n = 0;
	int err = year_entry(y, &act);

	for (size_t k = i;
	     err == 0 && n < ENTRY_MOVES && (k == i || goes_on(k)); k++)
		err = order_of(y, &told[k], &o[n++]);
	if (err == 0)
		err = moves_post(y->ops, y->entry, o, n);
	if (err == 0 && told[i].freight > 0)
		err = freight(y, &told[i], o);
	return err != 0 ? err : year_end(y);
}

static int
day(struct year *y)
{
	int64_t left = year_left(y);
	int err = left == BEGAN ? begin_lots(y) : 0;

	for (size_t i = 0; err == 0 && i < TOLD; i++)
		if (told[i].left == left && !goes_on(i))
			err = happen(y, i);
	return err;
}

static int
begin(struct year *y)
{
	(void)y;
	return 0;
}

const struct sample_domain sample_lots = { begin, day };
