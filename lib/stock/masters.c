/* Items, places, parties and lots: the masters that moves name. */
#include <string.h>

#include "conf/conf.h"
#include "stock/cache.h"
#include "stock/units.h"

const char *const place_words[] = { "site", "internal", "quarantine",
	"transit", "production", "scrap", "adjustment", "vendor", "customer",
	NULL };

const char *const costing_words[] = { "fifo", "average", "standard", NULL };
const char *const tracking_words[] = { "none", "lot", "serial", NULL };
const char *const status_words[] = { "active", "phase-out", "blocked", NULL };

/* Which of the words; the first where it is missing. */
static int
word_number(const char *const *words, const char *word)
{
	for (int i = 0; word != NULL && words[i] != NULL; i++)
		if (words[i] == word || strcmp(words[i], word) == 0)
			return i;
	return 0;
}

/* The word itself, and not one of 20,000 copies; NULL where it is missing. */
static const char *
word(const char *const *words, const char *text)
{
	return text == NULL ? NULL : words[word_number(words, text)];
}

enum costing
item_costing(struct ops *ops, const struct item *i)
{
	return i->costing != NULL
	    ? (enum costing)word_number(costing_words, i->costing)
	    : (enum costing)conf_choice(ops->conf, "stock.costing");
}

enum tracking
item_tracking(const struct item *i)
{
	return (enum tracking)word_number(tracking_words, i->tracking);
}

enum status
item_status(const struct item *i)
{
	return (enum status)word_number(status_words, i->status);
}

int
place_is_stock(enum place kind)
{
	return kind <= PLACE_TRANSIT;
}

/* ---- from rows of record_query(): id, entry, line, then the columns ---- */

static const char *
keep(struct ops *ops, const struct db_query *q, int column)
{
	return arena_strdup(ops->keep, db_text(q, column));
}

static int
fill_item(struct ops *ops, const struct db_query *q, const char *sku, void *at)
{
	struct item *i = at;

	if (i->id == 0) {
		i->id = db_int(q, 0);
		i->sku = sku;
	}
	i->name = keep(ops, q, 4);
	i->unit = cache_word(ops, db_text(q, 5));
	i->category = cache_word(ops, db_text(q, 6));
	i->min = db_int(q, 7);
	i->max = db_int(q, 8);
	i->cost = db_int(q, 9);
	i->price = db_int(q, 10);
	i->costing = word(costing_words, db_text(q, 11));
	i->tracking = word(tracking_words, db_text(q, 12));
	i->shelf_life = db_int(q, 13);
	i->lead_time = db_int(q, 14);
	i->weight = db_int(q, 15);
	i->status = word(status_words, db_text(q, 16));
	return 0;
}

static int
fill_location(struct ops *ops, const struct db_query *q, const char *code,
    void *at)
{
	struct location *l = at;

	if (l->id == 0) {
		l->id = db_int(q, 0);
		l->code = code;
	}
	l->name = keep(ops, q, 4);
	l->parent = keep(ops, q, 6);
	l->kind = place_kind(db_text(q, 5), l->parent);
	return 0;
}

static int
fill_party(struct ops *ops, const struct db_query *q, const char *code,
    void *at)
{
	struct party *p = at;

	if (p->id == 0) {
		p->id = db_int(q, 0);
		p->code = code;
	}
	p->name = keep(ops, q, 4);
	p->kind = keep(ops, q, 5);
	p->contact = keep(ops, q, 6);
	return 0;
}

/* The second code of a key. */
static const char *
behind(const char *key)
{
	return strchr(key, '\n') + 1;
}

static int
fill_lot(struct ops *ops, const struct db_query *q, const char *key, void *at)
{
	struct lot *l = at;

	if (l->id == 0) {
		l->id = db_int(q, 0);
		l->lot = behind(key);
	}
	l->expires = db_int(q, 5);
	l->made = db_int(q, 6);
	return l->item != NULL ? 0 : item_find(ops, db_text(q, 3), &l->item);
}

static int
fill_unit(struct ops *ops, const struct db_query *q, const char *key, void *at)
{
	const char *sku = db_text(q, 3);
	struct unit *u = at;

	u->id = db_int(q, 0);
	u->unit = behind(key);
	u->qty = (struct ratio){ db_int(q, 5), db_int(q, 6) };
	u->of = keep(ops, q, 7);
	return strcmp(sku, unit_of_all) == 0 ? 0
					     : item_find(ops, sku, &u->item);
}

static const struct location *
site_of(const struct map *all, const struct location *l)
{
	for (size_t d = 0; l->up != NULL && d < all->n; d++)
		l = l->up;
	return l->kind == PLACE_SITE ? l : NULL;
}

static void
link_all(const struct map *all)
{
	struct location *l, *up;

	for (size_t i = 0; i < all->n; i++)
		if ((l = all->pair[i].value) != NULL)
			l->below = 0;
	for (size_t i = 0; i < all->n; i++) {
		if ((l = all->pair[i].value) == NULL)
			continue;
		up = l->parent == NULL ? NULL : map_get(all, l->parent);
		if (up != NULL)
			up->below++;
		l->up = up;
	}
	for (size_t i = 0; i < all->n; i++)
		if ((l = all->pair[i].value) != NULL)
			l->site = site_of(all, l);
}

/* What stands in a place that has moved has moved, too. */
static void
link_places(struct ops *ops, void *one)
{
	const struct map *all = &cache_of(ops, LOCATION)->codes;
	struct location *l = one, *up, *before;
	const struct location *site;

	if (l == NULL) {
		link_all(all);
		return;
	}
	up = l->parent == NULL ? NULL : map_get(all, l->parent);
	before = l->up == NULL ? NULL : map_get(all, l->up->code);
	site = l->site;
	if (before != NULL)
		before->below--;
	if (up != NULL)
		up->below++;
	l->up = up;
	l->site = site_of(all, l);
	if (l->below > 0 && (up != before || l->site != site))
		link_all(all);
}

SQL(sql_last_item, "SELECT MAX(id) FROM item");
SQL(sql_last_party, "SELECT MAX(id) FROM party");
SQL(sql_last_lot, "SELECT MAX(id) FROM lot");
SQL(sql_last_unit, "SELECT MAX(id) FROM unit");

const struct master_kind master_kinds[MASTERS] = {
	[ITEM] = { &ledger_item, "item", sizeof(struct item), fill_item,
	    .sql_last = sql_last_item },
	[LOCATION] = { &ledger_location, "location", sizeof(struct location),
	    fill_location, link_places },
	[PARTY] = { &ledger_party, "party", sizeof(struct party), fill_party,
	    .sql_last = sql_last_party },
	[LOT] = { &ledger_lot, "lot", sizeof(struct lot), fill_lot,
	    .two_codes = 1, .sql_last = sql_last_lot },
	[UNIT] = { &ledger_unit, "unit", sizeof(struct unit), fill_unit,
	    .two_codes = 1, .sql_last = sql_last_unit },
};

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

void
party_forget(struct ops *ops, const struct db_value *key)
{
	cache_forget(ops, PARTY, key);
}

/* ---- lots ---- */

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
	l->lot = behind(key);
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
