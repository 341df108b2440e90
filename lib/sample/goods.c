/* What the sample company buys, makes and sells, where, and with whom. */
#include "sample/goods.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *const spot_code[ALL_SPOTS] = { "NORTH/A/01", "NORTH/A/02",
	"NORTH/B", "SOUTH/A", "SOUTH/B", "SOUTH/Q", "VENDOR", "CUSTOMER",
	"PRODUCTION", "SCRAP", "ADJUSTMENT" };

const struct sample_place places[] = {
	{ "NORTH", "Works", "site", NULL },
	{ "NORTH/A", "Parts store", "internal", "NORTH" },
	{ "NORTH/A/01", "Bins: small parts", "internal", "NORTH/A" },
	{ "NORTH/A/02", "Racks: frames and wheels", "internal", "NORTH/A" },
	{ "NORTH/B", "Finished bicycles", "internal", "NORTH" },
	{ "NORTH/Q", "Held, to be looked at", "quarantine", "NORTH" },
	{ "SOUTH", "Warehouse", "site", NULL },
	{ "SOUTH/A", "Shelves: parts and accessories", "internal", "SOUTH" },
	{ "SOUTH/B", "Hall: bicycles", "internal", "SOUTH" },
	{ "NORTH/Q", "Held, not to be used", "quarantine", "NORTH" },
	{ "SOUTH/Q", "Returns, to be looked at", "quarantine", "SOUTH" },
};
const size_t places_n = COUNT(places);

const struct sample_party parties[] = {
	{ "ALTA", "Alta Frames", "vendor", 0 },
	{ "BORA", "Bora Wheels and Tyres", "vendor", 0 },
	{ "CADENZ", "Cadenz Drivetrains", "vendor", 0 },
	{ "DELTA", "Delta Saddles and Bars", "vendor", 0 },
	{ "ECHO", "Echo Lights and Bells", "vendor", 0 },
	{ "FARO", "Faro Materials", "vendor", 0 },
	{ "HARBOUR", "Harbour Cycles", "customer", 28 },
	{ "HILLTOP", "Hilltop Bikes", "customer", 25 },
	{ "MILL-LANE", "Mill Lane Cycles", "customer", 25 },
	{ "OLD-TOWN", "Old Town Wheels", "customer", 28 },
	{ "RIVERSIDE", "Riverside Bikes", "customer", 30 },
	{ "STATION", "Station Cycles", "customer", 22 },
	{ "WEB", "Web shop", "customer", 0 },
};
const size_t parties_n = COUNT(parties);

#define BIKE(sku, name, cost, price, sold)                                     \
 {                                                                             \
  "BIKE-" sku, name, "each", "bicycles", NULL, cost, price, 10, sold, BUILT    \
 }
#define PART(sku, name, vendor, cost, price, lead, sold)                       \
 {                                                                             \
  sku, name, "each", "parts", vendor, cost, price, lead, sold, BINS            \
 }
#define BIG(sku, name, category, vendor, cost, price, lead, sold)              \
 {                                                                             \
  sku, name, "each", category, vendor, cost, price, lead, sold, RACKS          \
 }
#define MORE(sku, name, vendor, cost, price, lead, sold)                       \
 {                                                                             \
  sku, name, "each", "accessories", vendor, cost, price, lead, sold, SHELF     \
 }
#define BULK(sku, name, unit, cost, lead)                                      \
 {                                                                             \
  sku, name, unit, "materials", "FARO", cost, 0, lead, 0, BINS                 \
 }

const struct good goods[] = {
	BIKE("CITY", "City bicycle 28\"", 28650, 54900, 1000),
	BIKE("TOUR", "Touring bicycle 28\"", 36980, 74900, 500),
	BIKE("ROAD", "Road bicycle", 49870, 119000, 350),
	BIKE("MTB", "Mountain bicycle 29\"", 46210, 99000, 450),
	BIKE("KIDS", "Children's bicycle 20\"", 16940, 29900, 400),
	BIKE("CARGO", "Cargo bicycle", 61530, 219000, 120),
	BIG("FRAME-CITY", "City frame and fork", "frames", "ALTA", 7800, 0, 24,
	    0),
	BIG("FRAME-TOUR", "Touring frame and fork", "frames", "ALTA", 9600, 0,
	    24, 0),
	BIG("FRAME-ROAD", "Road frame and fork", "frames", "ALTA", 14200, 0, 24,
	    0),
	BIG("FRAME-MTB", "Mountain frame and fork", "frames", "ALTA", 12800, 0,
	    24, 0),
	BIG("FRAME-KIDS", "Children's frame and fork", "frames", "ALTA", 4400,
	    0, 24, 0),
	BIG("FRAME-CARGO", "Cargo frame and fork", "frames", "ALTA", 26500, 0,
	    24, 0),
	BIG("WHEEL-700", "Wheel 700C", "wheels", "BORA", 2450, 5990, 14, 60),
	BIG("WHEEL-29", "Wheel 29\"", "wheels", "BORA", 3100, 7490, 14, 40),
	BIG("WHEEL-20", "Wheel 20\"", "wheels", "BORA", 1500, 3690, 14, 20),
	BIG("TYRE-700", "Tyre 700x35C", "tyres", "BORA", 980, 2190, 12, 900),
	BIG("TYRE-29", "Tyre 29x2.2", "tyres", "BORA", 1240, 2790, 12, 450),
	BIG("TYRE-20", "Tyre 20x1.75", "tyres", "BORA", 590, 1390, 12, 250),
	PART("TUBE-700", "Inner tube 700C", "BORA", 190, 590, 12, 1600),
	PART("TUBE-29", "Inner tube 29\"", "BORA", 210, 650, 12, 800),
	PART("TUBE-20", "Inner tube 20\"", "BORA", 160, 490, 12, 500),
	PART("CHAIN-8", "Chain, 8 speed", "CADENZ", 620, 1590, 16, 500),
	PART("CHAIN-11", "Chain, 11 speed", "CADENZ", 1480, 3490, 16, 250),
	PART("GEAR-8", "Hub gear set, 8 speed", "CADENZ", 5800, 0, 16, 0),
	PART("GEAR-11", "Derailleur set, 11 speed", "CADENZ", 9400, 0, 16, 0),
	PART("CRANK-170", "Crank set 170 mm", "CADENZ", 2100, 0, 16, 0),
	PART("BRAKE-V", "Rim brake set", "CADENZ", 1400, 3290, 16, 80),
	PART("BRAKE-DISC", "Disc brake set", "CADENZ", 3300, 7490, 16, 60),
	PART("PEDAL-STD", "Pedals, pair", "DELTA", 650, 1590, 10, 300),
	PART("BAR-CITY", "Handlebar, swept", "DELTA", 820, 0, 10, 0),
	PART("BAR-ROAD", "Handlebar, drop", "DELTA", 1950, 0, 10, 0),
	PART("GRIP-STD", "Grips, pair", "DELTA", 240, 790, 10, 350),
	PART("SADDLE-CITY", "Saddle, gel", "DELTA", 1120, 2990, 10, 250),
	PART("SADDLE-SPORT", "Saddle, narrow", "DELTA", 1780, 4490, 10, 180),
	PART("POST-272", "Seat post 27.2 mm", "DELTA", 680, 1690, 10, 60),
	PART("BELL-MINI", "Bell, small", "ECHO", 120, 450, 8, 300),
	MORE("BELL-BRASS", "Bell, brass", "ECHO", 310, 990, 8, 400),
	MORE("LIGHT-FRONT", "Front light, battery", "ECHO", 1250, 3490, 8, 500),
	MORE("LIGHT-REAR", "Rear light, battery", "ECHO", 690, 1990, 8, 600),
	MORE("LIGHT-DYNAMO", "Dynamo light, 6 V", "ECHO", 1800, 4990, 8, 150),
	MORE("RACK-REAR", "Luggage rack", "DELTA", 980, 2690, 10, 250),
	MORE("GUARD-700", "Mudguards, pair", "DELTA", 740, 1990, 10, 300),
	MORE("BASKET-FRONT", "Basket, front", "DELTA", 860, 2490, 10, 220),
	MORE("LOCK-U", "U lock", "ECHO", 1480, 3990, 8, 450),
	MORE("LOCK-CABLE", "Cable lock", "ECHO", 520, 1590, 8, 350),
	MORE("HELMET-M", "Helmet, medium", "ECHO", 1750, 4990, 12, 550),
	MORE("HELMET-L", "Helmet, large", "ECHO", 1750, 4990, 12, 400),
	MORE("PUMP-FLOOR", "Floor pump", "ECHO", 1320, 3690, 8, 200),
	MORE("BOTTLE-750", "Bottle 750 ml", "ECHO", 190, 650, 8, 700),
	BULK("PAINT-RED", "Powder paint, red", "kg", 1240, 7),
	BULK("PAINT-BLACK", "Powder paint, black", "kg", 1180, 7),
	BULK("GREASE", "Bearing grease", "kg", 960, 7),
	BULK("CABLE-BRAKE", "Brake cable", "m", 32, 7),
	BULK("HOUSING-5", "Cable housing 5 mm", "m", 41, 7),
	BULK("CARTON-BIKE", "Bicycle carton", "each", 390, 5),
};
const size_t goods_n = COUNT(goods);

const struct model models[] = {
	{ "BIKE-CITY", 24,
	    { "FRAME-CITY", "WHEEL-700", "TYRE-700", "TUBE-700", "CHAIN-8",
		"GEAR-8", "BRAKE-V", "BAR-CITY", "SADDLE-CITY", "PAINT-RED" } },
	{ "BIKE-TOUR", 16,
	    { "FRAME-TOUR", "WHEEL-700", "TYRE-700", "TUBE-700", "CHAIN-8",
		"GEAR-8", "BRAKE-DISC", "BAR-CITY", "SADDLE-CITY",
		"PAINT-BLACK" } },
	{ "BIKE-ROAD", 12,
	    { "FRAME-ROAD", "WHEEL-700", "TYRE-700", "TUBE-700", "CHAIN-11",
		"GEAR-11", "BRAKE-DISC", "BAR-ROAD", "SADDLE-SPORT",
		"PAINT-RED" } },
	{ "BIKE-MTB", 16,
	    { "FRAME-MTB", "WHEEL-29", "TYRE-29", "TUBE-29", "CHAIN-11",
		"GEAR-11", "BRAKE-DISC", "BAR-CITY", "SADDLE-SPORT",
		"PAINT-BLACK" } },
	{ "BIKE-KIDS", 16,
	    { "FRAME-KIDS", "WHEEL-20", "TYRE-20", "TUBE-20", "CHAIN-8",
		"BRAKE-V", "BAR-CITY", "SADDLE-CITY", "PAINT-RED" } },
	{ "BIKE-CARGO", 6,
	    { "FRAME-CARGO", "WHEEL-20", "TYRE-20", "TUBE-20", "CHAIN-8",
		"GEAR-8", "BRAKE-DISC", "BAR-CITY", "SADDLE-CITY",
		"PAINT-BLACK" } },
};
const size_t models_n = COUNT(models);

const struct use uses[] = {
	{ "WHEEL-", 2000000 },
	{ "TYRE-", 2000000 },
	{ "TUBE-", 2000000 },
	{ "PAINT-", 350000 },
};
const size_t uses_n = COUNT(uses);

const struct use shared[SHARED_PARTS] = {
	{ "CRANK-170", 1000000 },
	{ "PEDAL-STD", 1000000 },
	{ "GRIP-STD", 1000000 },
	{ "POST-272", 1000000 },
	{ "BELL-MINI", 1000000 },
	{ "CABLE-BRAKE", 3200000 },
	{ "HOUSING-5", 2450000 },
	{ "GREASE", 25000 },
	{ "CARTON-BIKE", 1000000 },
};
const size_t shared_n = COUNT(shared);
