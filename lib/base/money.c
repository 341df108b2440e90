/* Money: minor units of currencies, amounts of lines, fair splits. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/money.h"

__extension__ typedef __int128 int128;

/* By number of decimals; four bytes a code. */
static const struct {
	int decimals;
	const char *codes;
} currency[] = {
	{ 0, CURRENCIES_OF_0 },
	{ 2,
	    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD "
	    "BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY "
	    "COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD "
	    "FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR "
	    "IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL "
	    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN "
	    "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR "
	    "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB "
	    "TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST "
	    "XCD XCG YER ZAR ZMW ZWG" },
	{ 3, CURRENCIES_OF_3 },
	{ 4, CURRENCIES_OF_4 },
};

int
currency_decimals(const char *code)
{
	const char *c;

	if (strlen(code) != 3)
		return -1;
	for (size_t i = 0; i < sizeof currency / sizeof *currency; i++) {
		for (c = currency[i].codes;; c += 4) {
			if (memcmp(c, code, 3) == 0)
				return currency[i].decimals;
			if (c[3] == '\0')
				break;
		}
	}
	return -1;
}

/* What one unit of money is in millionths of millionths. */
static int64_t
minor_factor(int decimals)
{
	return power_of_ten(QTY_SCALE + PRICE_SCALE - decimals);
}

int
money_of(int64_t qty, int64_t price, int decimals, int64_t *minor)
{
	return mul_div(qty, price, minor_factor(decimals), minor);
}

int
money_price(int64_t minor, int64_t qty, int decimals, int64_t *price)
{
	return mul_div(minor, minor_factor(decimals), qty, price);
}

int
money_to_base(int64_t amount, int decimals, int64_t rate, int base_decimals,
    int64_t *out)
{
	int64_t one;

	/* What stands under the line: a rate is counted in millionths. */
	if (rate <= 0 ||
	    mul_div(rate, power_of_ten(decimals), 1, &one) != 0)
		return OPS_DATA;
	return mul_div(amount, power_of_ten(RATIO_SCALE + base_decimals), one,
	    out);
}

int
money_from_base(int64_t amount, int base_decimals, int64_t rate, int decimals,
    int64_t *out)
{
	int64_t one;

	if (rate <= 0 ||
	    mul_div(rate, power_of_ten(decimals), 1, &one) != 0)
		return OPS_DATA;
	return mul_div(amount, one,
	    power_of_ten(RATIO_SCALE + base_decimals), out);
}

struct share {
	int128 rest;
	size_t part;
};

/* Largest rest first; the earlier part first among equals. */
static int
by_rest(const void *a, const void *b)
{
	const struct share *x = a, *y = b;

	if (x->rest != y->rest)
		return x->rest < y->rest ? 1 : -1;
	return (x->part > y->part) - (x->part < y->part);
}

int
money_split(int64_t total, const int64_t *weight, size_t n, int64_t *part)
{
	struct share *share;
	int128 sum = 0, product;
	int64_t sign = total < 0 ? -1 : 1, left;

	for (size_t i = 0; i < n; i++) {
		if (weight[i] < 0)
			return OPS_DATA;
		sum += weight[i];
	}
	if (sum == 0 || total == NONE)
		return OPS_DATA;
	total *= sign;
	left = total;
	share = xmalloc(n * sizeof *share);
	for (size_t i = 0; i < n; i++) {
		product = (int128)total * weight[i];
		part[i] = (int64_t)(product / sum);
		left -= part[i];
		share[i].rest = product % sum;
		share[i].part = i;
	}
	/* left is below the number of parts whose rest is not 0 */
	if (left > 0)
		qsort(share, n, sizeof *share, by_rest);
	for (int64_t i = 0; i < left; i++)
		part[share[i].part]++;
	for (size_t i = 0; i < n; i++)
		part[i] *= sign;
	free(share);
	return 0;
}
