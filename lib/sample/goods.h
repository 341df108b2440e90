/* What the sample company buys, makes and sells. */
#ifndef SAMPLE_GOODS_H
#define SAMPLE_GOODS_H

#include <stddef.h>
#include <stdint.h>

/* Its places, and behind them the far ends of moves. */
enum spot {
	BINS,  /* NORTH/A/01: small parts */
	RACKS, /* NORTH/A/02: frames and wheels */
	BUILT, /* NORTH/B: finished bicycles */
	SHELF, /* SOUTH/A: parts and accessories */
	HALL,  /* SOUTH/B: bicycles */
	CHECK, /* SOUTH/Q: returns, to be looked at */
	SPOTS,
	VENDOR = SPOTS,
	CUSTOMER,
	PRODUCTION,
	SCRAP,
	ADJUSTMENT,
	ALL_SPOTS
};
extern const char *const spot_code[ALL_SPOTS];

struct good {
	const char *sku, *name, *unit, *category;
	const char *vendor;  /* NULL: made, not bought */
	int64_t cost, price; /* cents; price 0: not sold by itself */
	int lead;	     /* days from order to receipt */
	int sold;	     /* thousandths of a unit a day, by itself */
	enum spot home;	     /* where it is received or made */
};
extern const struct good goods[];
extern const size_t goods_n;

/* A bicycle: what it is made of besides the parts that all share. */
enum { MODEL_PARTS = 11, SHARED_PARTS = 9 };

struct model {
	const char *bike;
	int batch; /* how many are built at a time */
	const char *part[MODEL_PARTS]; /* ends with NULL */
};
extern const struct model models[];
extern const size_t models_n;

/* How much of a part one bicycle takes, millionths: 2 wheels, 3.2 m cable. */
struct use {
	const char *part; /* a sku, or the beginning of some */
	int64_t qty;
};
extern const struct use uses[];
extern const size_t uses_n;
extern const struct use shared[]; /* parts that every bicycle has */
extern const size_t shared_n;

struct sample_party {
	const char *code, *name, *kind;
	int discount; /* per cent off the price */
};
extern const struct sample_party parties[];
extern const size_t parties_n;

struct sample_place {
	const char *code, *name, *kind, *parent;
};
extern const struct sample_place places[];
extern const size_t places_n;

#endif
