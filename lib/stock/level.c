/* Levels: how much of an item a place shall hold, and where it comes from. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "stock/balance.h"
#include "stock/level.h"

static const struct column cols[] = {
	{ "item", TYPE_CODE, LEDGER_KEY | LEDGER_NAME, "the item" },
	{ "location", TYPE_CODE, LEDGER_KEY, "the place, with all below it" },
	{ "min", TYPE_QTY, 0, "below it, it is time to refill" },
	{ "max", TYPE_QTY, 0, "fill up to this quantity" },
	{ "multiple", TYPE_QTY, 0, "in whole packs of so many" },
	{ "source", TYPE_CODE, 0, "a vendor, a place of ours, or make" },
	{ "live", TYPE_BOOL, 0, "no: taken back" },
};

enum { COL_ITEM, COL_LOCATION, COL_MIN, COL_MAX, COL_MULTIPLE, COL_SOURCE };

static const char make_word[] = "make";

int
level_source(struct ops *ops, const char *source, enum supply *kind,
    const struct location **place)
{
	int err;

	*place = NULL;
	*kind = SUPPLY_NONE;
	if (source == NULL)
		return 0;
	*kind = SUPPLY_MAKE;
	if (strcmp(source, make_word) == 0)
		return 0;
	err = location_find(ops, source, place);
	*kind = *place != NULL ? SUPPLY_PLACE : SUPPLY_VENDOR;
	return err;
}

static int
check_source(struct ops *ops, const char *source, const struct location *at)
{
	const struct location *place;
	const struct party *party;
	enum supply kind;
	int err = level_source(ops, source, &kind, &place);

	if (err != 0 || kind == SUPPLY_NONE || kind == SUPPLY_MAKE)
		return err;
	if (kind == SUPPLY_PLACE) {
		err = location_check_stock(ops, place);
		if (err != 0)
			return fail_at(ops, "source");
		if (!place_within(place, &at, 1) &&
		    !place_within(at, &place, 1))
			return 0;
		return fail(ops, OPS_DATA, "source: '%s' is wrong: it is '%s', "
		    "in it or around it: expected another place", place->code,
		    at->code);
	}
	err = party_find(ops, source, &party);
	if (err == 0 && party == NULL)
		return fail(ops, OPS_DATA, "source: '%s' is wrong: expected a "
		    "known vendor, a location or 'make'", source);
	if (err == 0 && text_eq(party->kind, "customer"))
		return fail(ops, OPS_DATA, "source: '%s' is a customer: "
		    "expected a vendor, a location or 'make'", source);
	return err;
}

static int
check_level(struct ops *ops, const struct db_value *v, int live)
{
	const struct item *item;
	const struct location *place;
	int err;

	if (!live)
		return 0;
	err = item_by_sku(ops, v[COL_ITEM].p, &item);
	if (err != 0)
		return fail_at(ops, "item");
	err = location_by_code(ops, v[COL_LOCATION].p, &place);
	if (err == 0)
		err = location_check_stock(ops, place);
	if (err != 0)
		return fail_at(ops, "location");
	if (v[COL_MIN].type == DB_INT && v[COL_MAX].type == DB_INT &&
	    v[COL_MIN].i > v[COL_MAX].i)
		return min_above_max(ops, v[COL_MIN].i, v[COL_MAX].i);
	if (v[COL_MULTIPLE].type == DB_INT && v[COL_MULTIPLE].i <= 0)
		return decimal_wrong(ops, "multiple", v[COL_MULTIPLE].i,
		    QTY_SCALE, "a quantity above 0");
	return check_source(ops, v[COL_SOURCE].p, place);
}

const struct ledger ledger_level = { .name = "stock level",
	RECORD_LEDGER(cols, "level"),
	.check = check_level,
	.reverse = record_reverse,
	.verify = record_verify };

/* From a row of record_query(). */
static void
read_level(struct ops *ops, const struct db_query *q, struct level *l)
{
	l->entry = db_int(q, 1);
	l->min = db_int(q, 3 + COL_MIN);
	l->max = db_int(q, 3 + COL_MAX);
	l->multiple = db_int(q, 3 + COL_MULTIPLE);
	l->source = arena_strdup(ops->keep, db_text(q, 3 + COL_SOURCE));
}

int
level_read(struct ops *ops, const struct item *item,
    const struct location *place, struct level *l, int *found)
{
	struct db_value key[2] = { V(item->sku), V(place->code) };
	struct db_query q;
	int err = record_query(ops, &ledger_level, NONE, key, &q);

	*l = (struct level){ .item = item,
		.location = place,
		.min = NONE,
		.max = NONE,
		.multiple = NONE,
		.entry = NONE };
	*found = 0;
	if (err != 0 || (err = db_next(&q)) != 1)
		return err;
	read_level(ops, &q, l);
	db_done(&q);
	*found = 1;
	return 0;
}

int
level_post(struct ops *ops, struct entry *e, const struct level *l)
{
	struct db_value v[LEDGER_COLUMNS] = { V(l->item->sku),
		V(l->location->code), V(l->min), V(l->max), V(l->multiple),
		V(l->source) };
	int same, err = record_same(ops, &ledger_level, v, NULL, &same);

	if (err == 0 && same)
		e->unchanged++;
	return err != 0 || same ? err :
				  record_post(ops, e, &ledger_level, v, NULL);
}

/* ---- all of them ---- */

struct levels {
	struct level **first, **last; /* by item id */
	size_t n;
};

static struct level *
add_level(struct ops *ops, struct levels *all, const struct item *item)
{
	struct level *l = ARENA_NEW(ops->keep, struct level);

	if (all->first[item->id] == NULL)
		all->first[item->id] = l;
	else
		all->last[item->id]->next = l;
	all->last[item->id] = l;
	l->item = item;
	return l;
}

static int
read_all(struct ops *ops, int64_t known, struct levels *all)
{
	struct db_query q;
	int err = record_query(ops, &ledger_level, known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		const struct item *item;
		const struct location *place;

		err = item_find(ops, db_text(&q, 3 + COL_ITEM), &item);
		if (err == 0)
			err = location_find(ops, db_text(&q, 3 + COL_LOCATION),
			    &place);
		if (err == 0 && item != NULL && place != NULL) {
			struct level *l = add_level(ops, all, item);

			l->location = place;
			read_level(ops, &q, l);
		}
	}
	db_done(&q);
	return err;
}

int
levels_load(struct ops *ops, int64_t known, struct levels **out)
{
	struct levels *all = ARENA_NEW(ops->keep, struct levels);
	const struct item *const *item;
	size_t n;
	int err = items_all(ops, &item, &n);

	if (err != 0)
		return err;
	for (size_t i = 0; i < n; i++)
		if ((size_t)item[i]->id >= all->n)
			all->n = (size_t)item[i]->id + 1;
	all->first = ARENA_ARRAY(ops->keep, struct level *, all->n + 1);
	all->last = ARENA_ARRAY(ops->keep, struct level *, all->n + 1);
	*out = all;
	return read_all(ops, known, all);
}

const struct level *
levels_of(const struct levels *all, const struct item *item)
{
	return all->first[item->id];
}

const struct level *
level_own(const struct levels *all, const struct item *item,
    const struct location *place)
{
	const struct level *l = levels_of(all, item);

	while (l != NULL && l->location != place)
		l = l->next;
	return l;
}

void
level_effective(const struct levels *all, const struct item *item,
    const struct location *place, struct effective *e)
{
	*e = (struct effective){
		.min = NONE, .max = NONE, .multiple = NONE, .entry = NONE
	};
	for (; place != NULL && levels_of(all, item) != NULL;
	     place = place->up) {
		const struct level *l = level_own(all, item, place);

		if (l == NULL)
			continue;
		if (e->min == NONE && l->min != NONE) {
			e->min = l->min;
			e->from = place;
			e->entry = l->entry;
		}
		if (e->max == NONE)
			e->max = l->max;
		if (e->multiple == NONE)
			e->multiple = l->multiple;
		if (e->source == NULL)
			e->source = l->source;
	}
	/* The item's maximum is for all places, as its minimum is. */
	if (e->min == NONE && e->max == NONE) {
		e->max = item->max;
		e->own_max = 1;
	}
	if (e->min == NONE)
		e->min = item->min;
	if (e->min != NONE && (e->max == NONE || e->max < e->min))
		e->max = e->min;
}

/* ---- how old they are ---- */

SQL(sql_recorded, "SELECT recorded FROM entry WHERE entry = $1");

int
entry_recorded(struct ops *ops, int64_t entry, int64_t *at)
{
	*at = NONE;
	return entry == NONE ? 0 : db_get(ops, at, sql_recorded, V(entry));
}

SQL(sql_item_levels,
    "SELECT id, entry, min, max FROM item_version "
    "WHERE entry <= $1 ORDER BY id, entry, line");

int
item_levels_set(struct ops *ops, int64_t known, int64_t **out)
{
	const struct item *const *item;
	int64_t id = NONE, min = NONE, max = NONE, last = 0, *entry;
	struct db_query q;
	size_t n;
	int err = items_all(ops, &item, &n);

	if (err != 0)
		return err;
	*out = entry = balance_numbers(ops, item, n);
	for (size_t i = 0; i < n; i++) {
		entry[item[i]->id] = NONE;
		last = item[i]->id > last ? item[i]->id : last;
	}
	err = db_query(ops, &q, sql_item_levels,
	    V(known == NONE ? INT64_MAX : known));
	while (err == 0 && (err = db_next(&q)) == 1) {
		err = 0;
		if (db_int(&q, 0) != id)
			min = max = NONE;
		id = db_int(&q, 0);
		if (db_int(&q, 2) != min || db_int(&q, 3) != max) {
			min = db_int(&q, 2);
			max = db_int(&q, 3);
			if (id <= last)
				entry[id] = db_int(&q, 1);
		}
	}
	db_done(&q);
	return err;
}
