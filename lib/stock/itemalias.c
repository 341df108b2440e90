/* Numbers by which others know our items: barcodes, vendors' and old ones. */
#include <string.h>

#include "base/str.h"
#include "stock/itemalias.h"

const char *const alias_words[] = { "gtin", "vendor", "customer", "old",
	NULL };

#define EVERYBODY "*"

static const struct column alias_cols[] = {
	{ "code", TYPE_CODE, LEDGER_KEY | LEDGER_NAME,
	    "the number, a GTIN in 14 digits" },
	{ "party", TYPE_CODE, LEDGER_KEY, "whose it is; * everybody's" },
	{ "item", TYPE_CODE, 0, "what it means" },
	{ "unit", TYPE_CODE, 0, "and how much of it is one" },
	{ "kind", TYPE_CODE, 0, "gtin, vendor, customer or old" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

const struct ledger ledger_alias = { .name = "stock alias",
	RECORD_LEDGER(alias_cols, "alias"),
	.reverse = record_reverse,
	.verify = record_verify };

SQL(sql_same, "SELECT item FROM alias WHERE code = $1 AND party = $2");

int
item_alias_post(struct ops *ops, struct entry *e, const struct item_alias *a)
{
	const char *party = a->party == NULL ? EVERYBODY : a->party, *item;
	struct db_value cols[LEDGER_COLUMNS] = { V(a->code), V(party),
		V(a->item->sku), V(a->unit), V(a->kind) };
	int err = db_get_text(ops, &item, sql_same, V(a->code), V(party));

	if (err != 0)
		return err;
	if (item != NULL)
		return fail(ops, OPS_DATA, "code: '%s' is there already: it "
		    "means '%s'", a->code, item);
	return record_post(ops, e, &ledger_alias, cols, NULL);
}

/* From code, party, item, unit, kind at a column of the query. */
static int
fill(struct ops *ops, const struct db_query *q, int at, struct item_alias *a)
{
	const char *party = db_text(q, at + 1);

	a->code = arena_strdup(ops->keep, db_text(q, at));
	a->party = text_eq(party, EVERYBODY)
	    ? NULL : arena_strdup(ops->keep, party);
	a->unit = arena_strdup(ops->keep, db_text(q, at + 3));
	a->kind = arena_strdup(ops->keep, db_text(q, at + 4));
	return item_by_sku(ops, db_text(q, at + 2), &a->item);
}

SQL(sql_find,
    "SELECT code, party, item, unit, kind FROM alias WHERE code = $1 "
    "ORDER BY CASE WHEN party = $2 THEN 0 WHEN party = '*' THEN 1 "
    "ELSE 2 END, party");

int
item_alias_find(struct ops *ops, const char *code, const char *party,
    struct item_alias *out)
{
	struct item_alias other;
	struct db_query q;
	int err = db_query(ops, &q, sql_find, V(code),
	    V(party == NULL ? EVERYBODY : party));

	*out = (struct item_alias){ .item = NULL };
	if (err != 0 || (err = db_next(&q)) != 1)
		return err;
	err = fill(ops, &q, 0, out);
	/* Somebody's own number is nobody else's. */
	while (err == 0 && out->party != NULL &&
	    !text_eq(out->party, party) && (err = db_next(&q)) == 1) {
		err = fill(ops, &q, 0, &other);
		if (err == 0 && (other.item != out->item ||
			!text_eq(other.unit, out->unit)))
			err = fail(ops, OPS_DATA, "'%s' is '%s' to %s and '%s' "
			    "to %s: say whose number it is (--party)", code,
			    out->item->sku, out->party, other.item->sku,
			    other.party);
	}
	db_done(&q);
	return err;
}

int
item_aliases(struct ops *ops, int64_t known,
    int (*row)(void *, const struct item_alias *), void *data)
{
	struct item_alias a;
	struct db_query q;
	int err = record_query(ops, &ledger_alias, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		err = fill(ops, &q, 3, &a);
		if (err == 0)
			err = row(data, &a);
	}
	db_done(&q);
	return err;
}
