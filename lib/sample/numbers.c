/* The sample's barcodes, and what others call its goods. */
#include "sample/year.h"
#include "stock/itemalias.h"

/* GTINs of the range that GS1 keeps for examples; one is of a carton. */
static const struct {
	const char *code, *party, *sku, *unit, *kind;
} numbers[] = {
	{ "09520000000011", NULL, "BELL-BRASS", NULL, "gtin" },
	{ "09520000000028", NULL, "TYRE-700", NULL, "gtin" },
	{ "09520000000035", NULL, "BELL-MINI", NULL, "gtin" },
	{ "09520000000042", NULL, "SEALANT-250", NULL, "gtin" },
	{ "19520000000049", NULL, "SEALANT-250", "carton", "gtin" },
	{ "B-622-35", "BORA", "TYRE-700", NULL, "vendor" },
	{ "4711", "RIVERSIDE", "BELL-BRASS", NULL, "customer" },
	{ "GLOCKE-1", NULL, "BELL-BRASS", NULL, "old" },
};

int
year_numbers(struct year *y)
{
	static const struct sample_act act = { "noor", 19, 50,
		"stock alias add", "what scanners read" };
	int err = year_entry(y, &act);

	for (size_t i = 0; err == 0 && i < sizeof numbers / sizeof *numbers;
	     i++) {
		struct item_alias a = { .code = numbers[i].code,
			.party = numbers[i].party,
			.unit = numbers[i].unit,
			.kind = numbers[i].kind };

		err = item_by_sku(y->ops, numbers[i].sku, &a.item);
		if (err == 0)
			err = item_alias_post(y->ops, y->entry, &a);
	}
	return err != 0 ? err : year_end(y);
}
