/* Units of measure that the world knows: UNECE Recommendation 20. */
#ifndef STOCK_UOM_H
#define STOCK_UOM_H

#include "base/ratio.h"

/* What a unit measures; those of one dimension convert into each other. */
enum uom_dimension {
	UOM_OTHER, /* a word only */
	UOM_COUNT,
	UOM_LENGTH,
	UOM_AREA,
	UOM_VOLUME,
	UOM_MASS,
	UOM_TIME,
	UOM_ENERGY
};

/* Without pointers, which each start of the program would have to set. */
struct uom {
	char code[4], name[92], symbol[12]; /* "": none */
	enum uom_dimension dimension;
	int64_t num, den; /* of each, m, m2, m3, kg, s, J; 0 where OTHER */
};

/* The table, in the order of codes. */
extern const struct uom uom_table[];
extern const size_t uom_count;

/* By code, else by symbol, else by name; NULL where it is none of them. */
const struct uom *uom_find(const char *word);

/* Do two words mean the same unit: kg, KGM, kilogram? */
int uom_same(const char *, const char *);

/* How many b are in one a: 1, or 0 where they do not measure the same. */
int uom_ratio(const struct uom *a, const struct uom *b, struct ratio *);

/* The unit that a dimension's factors are in: "kg"; NULL of OTHER. */
const char *uom_base(enum uom_dimension);

#endif
