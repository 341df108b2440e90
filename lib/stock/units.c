/* Units of items: how many of one are in another, exactly. */
#include <string.h>

#include "base/decimal.h"
#include "stock/cache.h"
#include "stock/units.h"
#include "stock/uom.h"

/* A chain of units is no longer: pallet, layer, box, each. */
enum { UNIT_STEPS = 16 };

static const struct column unit_cols[] = {
	{ "item", TYPE_CODE, LEDGER_KEY, "the item, or * for all" },
	{ "unit", TYPE_CODE, LEDGER_KEY, "the unit" },
	{ "num", TYPE_INT, 0, "one of it is num/den ..." },
	{ "den", TYPE_INT, 0, "... as typed, not in lowest terms" },
	{ "of", TYPE_CODE, 0, "of this unit" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

const char unit_of_all[] = "*";

static struct db_value
key_of(const struct item *item)
{
	return V(item == NULL ? unit_of_all : item->sku);
}

/* NULL where there is none. */
static int
find(struct ops *ops, const struct item *item, const char *unit,
    const struct unit **out)
{
	struct db_value key[2] = { key_of(item), V(unit) };
	void *found;
	int err = cache_find(ops, UNIT, key, &found);

	*out = found;
	return err;
}

/* The word of an item, or else the one for all. */
static int
find_either(struct ops *ops, const struct item *item, const char *word,
    const struct unit **out)
{
	int err = 0;

	*out = NULL;
	if (item != NULL)
		err = find(ops, item, word, out);
	return err == 0 && *out == NULL ? find(ops, NULL, word, out)
					: err;
}

/* What one of it is, whichever of its words was defined. */
static int
defined(struct ops *ops, const struct item *item, const char *word,
    const struct unit **out)
{
	const struct uom *known;
	const char *words[3];
	int err = find_either(ops, item, word, out);

	if (err != 0 || *out != NULL || (known = uom_find(word)) == NULL)
		return err;
	words[0] = known->code;
	words[1] = known->symbol;
	words[2] = known->name;
	for (size_t i = 0; err == 0 && *out == NULL && i < 3; i++)
		if (words[i][0] != '\0')
			err = find_either(ops, item, words[i], out);
	return err;
}

/*
 * Follows a unit to `until`, or to where nothing more is known: one of it is
 * *r of *root.  OPS_DATA without a message where that does not fit.
 */
static int
follow(struct ops *ops, const struct item *item, const char *word,
    const char *until, struct ratio *r, const char **root)
{
	*r = (struct ratio){ 1, 1 };
	*root = word;
	for (int i = 0; i < UNIT_STEPS; i++) {
		const struct unit *u = NULL;
		int err;

		if (until != NULL && uom_same(*root, until))
			return 0;
		err = defined(ops, item, *root, &u);
		if (err == 0 && u != NULL)
			err = ratio_mul(*r, u->qty, r);
		if (err != 0 || u == NULL)
			return err;
		*root = u->of;
	}
	return 0;
}

/* Both come down to the same, or to what measures the same. */
static int
meet(const char *a, struct ratio ra, const char *b, struct ratio rb,
    struct ratio *out)
{
	struct ratio between = { 1, 1 };

	return (uom_same(a, b) ||
		   uom_ratio(uom_find(a), uom_find(b), &between)) &&
	    ratio_mul(ra, between, out) == 0 && ratio_div(*out, rb, out) == 0;
}

/* One g is said, and the item knows what a kg is. */
static int
by_dimension(struct ops *ops, const struct item *item, const char *root,
    struct ratio r, struct ratio *out, int *found)
{
	const struct unit *const *all;
	size_t n = 0;
	int err = units_all(ops, &all, &n);

	for (size_t i = 0; err == 0 && !*found && i < n; i++) {
		struct ratio step, rest;
		const char *end;

		if ((all[i]->item != NULL && all[i]->item != item) ||
		    !uom_ratio(uom_find(root), uom_find(all[i]->unit), &step))
			continue;
		err = follow(ops, item, all[i]->unit, item->unit, &rest, &end);
		*found = err == 0 && uom_same(end, item->unit) &&
		    ratio_mul(r, step, out) == 0 &&
		    ratio_mul(*out, rest, out) == 0;
	}
	return err;
}

int
unit_factor(struct ops *ops, const struct item *item, const char *unit,
    struct ratio *out)
{
	struct ratio r, own;
	const char *root, *base;
	int found = 0, err = follow(ops, item, unit, item->unit, &r, &root);

	if (err == 0)
		found = meet(root, r, item->unit, (struct ratio){ 1, 1 }, out);
	if (err == 0 && !found) {
		err = follow(ops, item, item->unit, NULL, &own, &base);
		if (err == 0)
			found = meet(root, r, base, own, out);
	}
	if (err == 0 && !found)
		err = by_dimension(ops, item, root, r, out, &found);
	if (err == 0 && !found)
		return fail(ops, OPS_DATA, "item '%s' does not know the unit "
		    "'%s' (its own is '%s'): 'ops stock unit set' says how "
		    "many it is", item->sku, unit, item->unit);
	return err;
}

int
unit_qty(struct ops *ops, const struct item *item, int64_t said,
    const char *unit, int64_t *qty)
{
	char text[RATIO_MAX], many[DECIMAL_MAX];
	struct ratio r;
	int err;

	*qty = said;
	if (unit == NULL || strcmp(unit, item->unit) == 0)
		return 0;
	err = unit_factor(ops, item, unit, &r);
	if (err != 0)
		return fail_at(ops, "qty");
	err = ratio_of(said, r, qty);
	if (err == 0)
		return 0;
	ratio_print(text, r);
	decimal_print(many, said, QTY_SCALE, 0);
	return fail(ops, OPS_DATA, "qty: '%s %s' of %s %s is %s", many, unit,
	    text, item->unit,
	    err == RATIO_REST
		? "no number of 6 decimals: expected one that comes out even"
		: "too large a number");
}

/* ---- the ledger ---- */

/* Would a unit be made of itself? */
static int
check_round(struct ops *ops, const struct item *item, const char *unit,
    const char *of)
{
	for (int i = 0; i < UNIT_STEPS; i++) {
		const struct unit *u = NULL;
		int err;

		if (uom_same(of, unit))
			return fail(ops, OPS_DATA,
			    "of: '%s' would be made of itself", unit);
		err = defined(ops, item, of, &u);
		if (err != 0 || u == NULL)
			return err;
		of = u->of;
	}
	return fail(ops, OPS_DATA,
	    "of: '%s' would be the end of a chain of more than %d units", unit,
	    UNIT_STEPS);
}

static int
check_known(struct ops *ops, const char *unit, struct ratio r, const char *of)
{
	char text[RATIO_MAX];
	struct ratio exact;

	if (!uom_ratio(uom_find(unit), uom_find(of), &exact) ||
	    ratio_same(r, exact))
		return 0;
	ratio_print(text, exact);
	return fail(ops, OPS_DATA, "qty: one '%s' is %s '%s' (UNECE "
	    "recommendation 20): expected that, or another word", unit, text,
	    of);
}

static int
check_unit(struct ops *ops, const struct db_value *v, int live)
{
	const struct item *item = NULL;
	int err = 0;

	if (!live)
		return 0;
	if (strcmp(v[0].p, unit_of_all) != 0)
		err = item_by_sku(ops, v[0].p, &item);
	if (err == 0)
		err = check_known(ops, v[1].p, (struct ratio){ v[2].i, v[3].i },
		    v[4].p);
	return err != 0 ? err : check_round(ops, item, v[1].p, v[4].p);
}

static void
forget(struct ops *ops, const struct db_value *key)
{
	cache_forget(ops, UNIT, key);
}

const struct ledger ledger_unit = { .name = "stock unit",
	RECORD_LEDGER(unit_cols, "unit"),
	.check = check_unit,
	.forget = forget,
	.reverse = record_reverse,
	.verify = record_verify };

int
unit_post(struct ops *ops, struct entry *e, const struct unit *u)
{
	struct db_value cols[LEDGER_COLUMNS] = { key_of(u->item), V(u->unit),
		V(u->qty.num), V(u->qty.den), V(u->of) };
	void *posted;

	return cache_post(ops, e, UNIT, cols, &posted);
}
