/* Counts: what a place holds is said, and the difference is what moves. */
#include <string.h>

#include "base/decimal.h"
#include "base/map.h"
#include "stock/count.h"

struct count {
	struct map named;  /* item, place, lot */
	struct map places; /* location id -> the location */
};

struct name {
	int64_t item, location, lot;
};

struct count *
count_new(struct ops *ops)
{
	struct count *c = ARENA_NEW(ops->keep, struct count);

	c->named.mem = c->places.mem = ops->keep;
	return c;
}

/* Names it once; a lot that is not known has no name of its own yet. */
static int
name_once(struct ops *ops, struct count *c, const struct item *item,
    const struct location *place, const char *lot, struct name *name)
{
	const struct lot *known = NULL;
	void **at;
	int err = lot == NULL ? 0 : lot_find(ops, item, lot, &known);

	if (err != 0)
		return err;
	*name =
	    (struct name){ item->id, place->id, known == NULL ? 0 : known->id };
	if (lot != NULL && known == NULL)
		return 0;
	at = map_putn(&c->named, (const char *)name, sizeof *name);
	if (*at != NULL)
		return fail(ops, OPS_DATA,
		    "counted: '%s'%s%s at %s is counted or adjusted twice",
		    item->sku, lot == NULL ? "" : " lot ",
		    lot == NULL ? "" : lot, place->code);
	*at = c;
	return 0;
}

int
count_adjusted(struct ops *ops, struct count *c, const struct item *item,
    const struct location *place, const char *lot)
{
	const struct lot *known = NULL;
	int err = lot == NULL ? 0 : lot_find(ops, item, lot, &known);
	struct name name = { item->id, place->id,
		known == NULL ? 0 : known->id };

	if (err == 0)
		*map_putn(&c->named, (const char *)&name, sizeof name) = c;
	return err;
}

SQL(sql_held,
    "SELECT CAST(SUM(qty) AS BIGINT) FROM ("
    "SELECT qty FROM on_hand "
    "WHERE item = $1 AND location = $2 AND lot = $3 UNION ALL "
    "SELECT qty FROM move "
    "WHERE item = $1 AND at > $4 AND src = $2 AND lot = $3 UNION ALL "
    "SELECT -qty FROM move "
    "WHERE item = $1 AND at > $4 AND dst = $2 AND lot = $3) x");

int
count_held(struct ops *ops, const struct item *item,
    const struct location *place, const struct lot *lot, int64_t at,
    int64_t *held)
{
	int err;

	*held = NONE;
	err = db_get(ops, held, sql_held, V(item->id), V(place->id),
	    V(lot == NULL ? INT64_C(0) : lot->id), V(at));
	if (*held == NONE)
		*held = 0;
	return err;
}

int
count_difference(struct ops *ops, struct count *c, const struct item *item,
    const struct location *place, const char *lot, int64_t at, int64_t counted,
    int64_t *difference)
{
	const struct lot *known = NULL;
	struct name name;
	int64_t held = 0;
	int err = name_once(ops, c, item, place, lot, &name);

	if (err != 0)
		return err;
	*map_putn(&c->places, (const char *)&place->id, sizeof place->id) =
	    (void *)(uintptr_t)place;
	if (lot != NULL)
		err = lot_find(ops, item, lot, &known);
	if (err == 0 && (lot == NULL || known != NULL))
		err = count_held(ops, item, place, known, at, &held);
	if (err == 0 && sub_i64(counted, held, difference) != 0)
		return fail(ops, OPS_DATA,
		    "counted: the difference is too large");
	return err;
}

SQL(sql_there,
    "SELECT item, lot, qty FROM on_hand "
    "WHERE location = $1 AND qty <> 0 ORDER BY item, lot");

/* What one place holds that was not named. */
static int
missing_at(struct ops *ops, const struct count *c, const struct location *place,
    int64_t *n)
{
	char qty[DECIMAL_MAX];
	struct db_query q;
	int err = db_query(ops, &q, sql_there, V(place->id));

	while (err == 0 && (err = db_next(&q)) == 1) {
		struct name name = { db_int(&q, 0), place->id, db_int(&q, 1) };
		const struct item *item;
		const struct lot *lot;

		err = 0;
		if (map_getn(&c->named, (const char *)&name, sizeof name) !=
			NULL ||
		    (*n)++ >= PROBLEMS_SHOWN)
			continue;
		err = item_by_id(ops, name.item, &item);
		if (err == 0)
			err = lot_by_id(ops, name.lot, &lot);
		if (err != 0)
			break;
		decimal_print(qty, db_int(&q, 2), QTY_SCALE, 0);
		note(ops, "'%s'%s%s at %s is not counted: the book has %s",
		    item->sku, lot == NULL ? "" : " lot ",
		    lot == NULL ? "" : lot->lot, place->code, qty);
	}
	db_done(&q);
	return err;
}

int
count_missing(struct ops *ops, const struct count *c)
{
	int64_t n = 0;
	int err = 0;

	for (size_t i = 0; err == 0 && i < c->places.n; i++)
		err = missing_at(ops, c, c->places.pair[i].value, &n);
	if (err == 0 && n > PROBLEMS_SHOWN)
		note(ops, "... and %lld more", (long long)(n - PROBLEMS_SHOWN));
	return err;
}
