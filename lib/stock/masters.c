/* Items, places, parties and lots: the masters that moves name. */
#include "base/str.h"
#include "conf/conf.h"
#include "stock/cache.h"
#include "stock/units.h"

/* ---- items ---- */

int
item_find(struct ops *ops, const char *sku, const struct item **out)
{
	struct db_value key = V(sku);
	void *found;
	int err = cache_find(ops, ITEM, &key, &found);

	*out = found;
	return err;
}

int
item_by_sku(struct ops *ops, const char *sku, const struct item **out)
{
	void *found;
	int err = cache_find_known(ops, ITEM, sku, &found);

	*out = found;
	return err;
}

static int
is_there(struct ops *ops, enum master m, int64_t id, const void *found)
{
	if (found != NULL)
		return 0;
	return fail(ops, OPS_DATA, "%s %lld is not in the book",
	    master_kinds[m].name, (long long)id);
}

int
item_by_id(struct ops *ops, int64_t id, const struct item **out)
{
	void *found;
	int err = cache_by_id(ops, ITEM, id, &found);

	*out = found;
	return err != 0 ? err : is_there(ops, ITEM, id, found);
}

/* Gives *out and *n the masters of a cache, in an array of their type. */
#define ALL_OF(ops, m, type, out, n)                                    \
	do {                                                            \
		struct cache *c_ = cache_of((ops), (m));                \
									\
		if (c_->all == NULL) {                                  \
			const struct map_pair **p_ =                    \
			    cache_in_order((ops), c_);                  \
			const type **v_ = ARENA_ARRAY((ops)->keep,      \
			    const type *, c_->n);                       \
									\
			for (size_t i_ = 0; i_ < c_->n; i_++)           \
				v_[i_] = p_[i_]->value;                 \
			c_->all = v_;                                   \
		}                                                       \
		*(out) = c_->all;                                       \
		*(n) = c_->n;                                           \
	} while (0)

int
items_all(struct ops *ops, const struct item *const **out, size_t *n)
{
	int err = cache_load(ops, ITEM);

	if (err == 0)
		ALL_OF(ops, ITEM, struct item, out, n);
	return err;
}

int
item_post(struct ops *ops, struct entry *e, const struct item *i)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(i->sku), V(i->name),
		V(i->unit), V(i->category), V(i->min), V(i->max), V(i->cost),
		V(i->price), V(i->costing), V(i->tracking), V(i->shelf_life),
		V(i->lead_time), V(i->weight), V(i->status) };
	void *posted;

	return cache_post(ops, e, ITEM, cols, &posted);
}

void
item_forget(struct ops *ops, const struct db_value *key)
{
	cache_forget(ops, ITEM, key);
}

/* ---- places ---- */

int
location_find(struct ops *ops, const char *code, const struct location **out)
{
	struct db_value key = V(code);
	void *found;
	int err = cache_find(ops, LOCATION, &key, &found);

	*out = found;
	return err;
}

int
location_by_code(struct ops *ops, const char *code,
    const struct location **out)
{
	void *found;
	int err = cache_find_known(ops, LOCATION, code, &found);

	*out = found;
	return err;
}

int
location_by_id(struct ops *ops, int64_t id, const struct location **out)
{
	void *found;
	int err = cache_by_id(ops, LOCATION, id, &found);

	*out = found;
	return err != 0 ? err : is_there(ops, LOCATION, id, found);
}

int
locations_all(struct ops *ops, const struct location *const **out, size_t *n)
{
	int err = cache_load(ops, LOCATION);

	if (err == 0)
		ALL_OF(ops, LOCATION, struct location, out, n);
	return err;
}

int
location_post(struct ops *ops, struct entry *e, const struct location *l)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(l->code), V(l->name),
		V(place_words[l->kind]), V(l->parent) };
	void *posted;

	return cache_post(ops, e, LOCATION, cols, &posted);
}

void
location_forget(struct ops *ops, const struct db_value *key)
{
	cache_forget(ops, LOCATION, key);
}

/* ---- parties ---- */

int
party_find(struct ops *ops, const char *code, const struct party **out)
{
	struct db_value key = V(code);
	void *found;
	int err = cache_find(ops, PARTY, &key, &found);

	*out = found;
	return err;
}

int
party_by_code(struct ops *ops, const char *code, const struct party **out)
{
	void *found;
	int err = cache_find_known(ops, PARTY, code, &found);

	*out = found;
	return err;
}

int
party_by_id(struct ops *ops, int64_t id, const struct party **out)
{
	void *found;
	int err = cache_by_id(ops, PARTY, id, &found);

	*out = found;
	return err;
}

int
parties_all(struct ops *ops, const struct party *const **out, size_t *n)
{
	int err = cache_load(ops, PARTY);

	if (err == 0)
		ALL_OF(ops, PARTY, struct party, out, n);
	return err;
}

int
party_post(struct ops *ops, struct entry *e, const struct party *p)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(p->code), V(p->name),
		V(p->kind), V(p->contact) };
	void *posted;

	return cache_post(ops, e, PARTY, cols, &posted);
}

enum { PARTY_REGISTER, PARTY_STRICT };

int
party_named(struct ops *ops, const char *code, const struct party **out)
{
	int err = 0;

	*out = NULL;
	if (code != NULL)
		err = party_find(ops, code, out);
	if (err != 0 || code == NULL || *out != NULL ||
	    conf_choice(ops->conf, "stock.party") != PARTY_STRICT)
		return err;
	return fail(ops, OPS_DATA,
	    "party: '%s' is not a known party (stock.party is strict)", code);
}

int
party_register(struct ops *ops, struct entry *e, const char *code,
    const char *kind, const struct party **out)
{
	int err = party_named(ops, code, out);

	if (err != 0 || code == NULL || *out != NULL)
		return err;
	err = party_post(ops, e, &(struct party){ .code = code, .kind = kind });
	return err != 0 ? err : party_find(ops, code, out);
}

void
party_forget(struct ops *ops, const struct db_value *key)
{
	cache_forget(ops, PARTY, key);
}

/* ---- lots ---- */

int
lot_order(const struct lot *a, const struct lot *b)
{
	if (a == b)
		return 0;
	return text_order(a == NULL ? NULL : a->lot, b == NULL ? NULL : b->lot);
}

int
lot_find(struct ops *ops, const struct item *item, const char *lot,
    const struct lot **out)
{
	struct db_value key[2] = { V(item->sku), V(lot) };
	void *found;
	int err = cache_find(ops, LOT, key, &found);

	*out = found;
	return err;
}

int
lot_by_id(struct ops *ops, int64_t id, const struct lot **out)
{
	void *found;
	int err = cache_by_id(ops, LOT, id, &found);

	*out = found;
	return err;
}

int
lots_all(struct ops *ops, const struct lot *const **out, size_t *n)
{
	int err = cache_load(ops, LOT);

	if (err == 0)
		ALL_OF(ops, LOT, struct lot, out, n);
	return err;
}

int
lot_post(struct ops *ops, struct entry *e, const struct lot *l)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(l->item->sku), V(l->lot),
		V(l->expires), V(l->made) };
	void *posted;

	return cache_post(ops, e, LOT, cols, &posted);
}

int
lot_add(struct ops *ops, struct entry *e, const struct lot *lot,
    const struct lot **out)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(lot->item->sku),
		V(lot->lot), V(lot->expires), V(lot->made) };
	const char *key = cache_key(ops, LOT, cols);
	struct lot *l;
	int64_t id;
	int err = record_post(ops, e, &ledger_lot, cols, &id);

	if (err != 0)
		return err;
	l = cache_put(ops, LOT, key, id, &key); /* no need to read it back */
	*l = *lot;
	l->id = id;
	l->lot = cache_key_second(key);
	*out = l;
	return 0;
}

int
units_all(struct ops *ops, const struct unit *const **out, size_t *n)
{
	int err = cache_load(ops, UNIT);

	if (err == 0)
		ALL_OF(ops, UNIT, struct unit, out, n);
	return err;
}

void
lot_forget(struct ops *ops, const struct db_value *key)
{
	cache_forget(ops, LOT, key);
}
