/* ops stock alias add: numbers by which others know our items. */
#include <string.h>

#include "base/str.h"
#include "stock/itemalias.h"
#include "stock/gs1.h"
#include "stock/kinds.h"

#define INPUT(how, member) AT_##how(struct item_alias, member)

static const struct field fields[] = {
	{ "code", 0, &kind_code, INPUT(TEXT, code),
	    FIELD_REQUIRED | FIELD_ARG, "the barcode or number" },
	{ "item", 0, &kind_item, INPUT(ITEM, item), FIELD_REQUIRED,
	    "what it means" },
	{ "unit", 0, &kind_code, INPUT(TEXT, unit), 0,
	    "how much of it one is: box (one of the item's own unit)" },
	{ "party", 0, &kind_party, INPUT(TEXT, party), 0,
	    "whose number it is (everybody's)" },
	{ "kind", 0, &kind_alias, INPUT(TEXT, kind), 0,
	    "gtin, vendor, customer or old (by the party, or the digits)" },
	{ NULL },
};

/* 12 to 14 digits are a barcode that was typed or scanned. */
static int
looks_scanned(const char *code)
{
	size_t n = strspn(code, "0123456789");

	return code[n] == '\0' && n >= 12 && n <= 14;
}

/* Of a party it is what the party is; else a GTIN, if it looks like one. */
static int
find_kind(struct call *c, struct item_alias *a)
{
	const struct party *p = NULL;
	char gtin[GTIN_SIZE];
	int err = a->party == NULL ? 0 : party_by_code(c->ops, a->party, &p);

	if (err != 0)
		return fail_at(c->ops, "party");
	if (p == NULL && looks_scanned(a->code) &&
	    gtin_parse(a->code, gtin) != NULL)
		return fail(c->ops, OPS_DATA, "code: '%s' is wrong: as a GTIN "
		    "its check digit is; --kind old keeps what is none",
		    a->code);
	if (p != NULL)
		a->kind = text_eq(p->kind, "customer") ? "customer" : "vendor";
	else
		a->kind = gtin_parse(a->code, gtin) == NULL ? "gtin" : "old";
	return 0;
}

static int
record(struct call *c, void *rec)
{
	struct item_alias *a = rec;
	const char *wrong;
	char gtin[GTIN_SIZE];
	int err = a->kind != NULL ? 0 : find_kind(c, a);

	if (err != 0)
		return err;
	if (text_eq(a->kind, "gtin")) {
		wrong = gtin_parse(a->code, gtin);
		if (wrong != NULL)
			return fail(c->ops, OPS_DATA,
			    "code: '%s' is wrong: expected %s", a->code, wrong);
		a->code = gtin;
	}
	return item_alias_post(c->ops, c->entry, a);
}

static const struct example examples[] = {
	{ "a barcode for an item", "ops stock alias add 4006381333931 "
				   "--item BELL-BRASS --dry-run",
	    "barcode gtin ean upc" },
	{ "what a vendor calls it", "ops stock alias add CZ-7001 --item "
				    "TYRE-700 --party CADENZ --dry-run",
	    "supplier part number" },
	{ NULL },
};

const struct cmd cmd_stock_alias_add = {
	.path = "stock alias add",
	.brief = "say by which numbers others know an item",
	.about = "A barcode, a vendor's, a customer's or an old number means "
		 "an item, and maybe a unit of it. A GTIN of 8, 12, 13 or 14 "
		 "digits is checked by its check digit and kept in 14. "
		 "'ops stock scan' reads them.",
	.prints = PRINTS_RECORDS,
	.needs = NEED_WRITE,
	.fields = fields,
	.size = sizeof(struct item_alias),
	.posts = &ledger_alias,
	.examples = examples,
	.record = record,
};
