/* Money: minor units of currencies, amounts of lines, fair splits. */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stddef.h>
#include <stdint.h>

/*
 * How many decimals a currency has, by its code (three capital letters), 0
 * to 4; -1 where the code is unknown or has no minor unit (gold, drawing
 * rights, "no currency").  Source: ISO 4217 list one, 2024-06-25, with XCG
 * (amendment 176, in force 2025-03-31).
 */
#define CURRENCIES_OF_0                                                  \
	"BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF "   \
	"XOF XPF"
#define CURRENCIES_OF_3 "BHD IQD JOD KWD LYD OMR TND"
#define CURRENCIES_OF_4 "CLF UYW"
enum { CURRENCY_DECIMALS_MAX = 4 };
int currency_decimals(const char *code);

/*
 * What `qty` (millionths) at `price` (millionths of a currency unit for one)
 * comes to in minor units of a currency with `decimals`, rounded once, half
 * away from zero.  0 and *minor, or OPS_DATA as mul_div().
 */
int money_of(int64_t qty, int64_t price, int decimals, int64_t *minor);

/* The other way: the unit price (millionths) at which qty comes to minor. */
int money_price(int64_t minor, int64_t qty, int decimals, int64_t *price);

/*
 * An amount in another currency (minor units, with `decimals`) in the base
 * currency, and back.  The rate says how many units of the other currency
 * one unit of the base is worth, in millionths: 1.0887 dollars for a euro is
 * 1088700.  Rounded once, half away from zero, to the minor unit; the rate
 * is used as it is, neither inverted nor cut (Regulation (EC) 1103/97,
 * articles 4 and 5).  0 and *out, or OPS_DATA as mul_div(), and for a rate
 * that is not above 0.
 */
int money_to_base(int64_t amount, int decimals, int64_t rate,
    int base_decimals, int64_t *out);
int money_from_base(int64_t amount, int base_decimals, int64_t rate,
    int decimals, int64_t *out);

/*
 * Splits `total` by n weights so that the parts sum to it exactly: each part
 * is its share cut towards zero, and the units left over go one each to the
 * largest remainders, the earlier part first among equals (largest remainder
 * method, Hamilton).  A negative total is split as its mirror image.
 * OPS_DATA where n is 0, a weight is negative, all are 0, or total is NONE;
 * `part` may not overlap `weight`.
 */
int money_split(int64_t total, const int64_t *weight, size_t n, int64_t *part);

#endif
