/* Items, places, parties and lots: the masters that moves name. */
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "stock/masters.h"

const char *const place_words[] = { "site", "internal", "quarantine",
	"transit", "production", "scrap", "adjustment", "vendor", "customer",
	NULL };

/* The masters met so far, by code and by id. */
struct stock {
	int64_t known;
	struct map items, locations, parties, lots;
	VEC(const struct item *) item_ids;
	VEC(const struct location *) location_ids;
	VEC(const struct lot *) lot_ids;
	VEC(const struct party *) party_ids;
	const struct location **places; /* locations_all() gave it */
	size_t n_places;
	int all_items, all_locations, all_lots, all_parties;
	int item_misses, lot_misses;
};

static struct stock *
stock(struct ops *ops)
{
	struct stock *s = ops->stock;

	if (s == NULL) {
		s = ops->stock = ARENA_NEW(ops->keep, struct stock);
		s->known = NONE;
		s->items.mem = s->locations.mem = s->parties.mem =
		    s->lots.mem = ops->keep;
	}
	return s;
}

void
stock_known(struct ops *ops, int64_t known)
{
	stock(ops)->known = known;
}

int
place_is_stock(enum place kind)
{
	return kind <= PLACE_TRANSIT;
}

/* Puts p at place `id` of an array that grows. */
#define SET_ID(ops, vec, id, p)                                     \
	do {                                                        \
		while ((vec)->n <= (size_t)(id))                    \
			*VEC_ADD((ops)->keep, (vec)) = NULL;        \
		(vec)->v[id] = (p);                                 \
	} while (0)

static const char *
keep(struct ops *ops, const struct db_query *q, int column)
{
	return arena_strdup(ops->keep, db_text(q, column));
}

/* Rows of record_query(): id, entry, line, then the columns. */
static const struct item *
take_item(struct ops *ops, const struct db_query *q)
{
	struct stock *s = stock(ops);
	void **place = map_put(&s->items, db_text(q, 3));
	struct item *i = *place;

	if (i == NULL)
		i = *place = ARENA_NEW(ops->keep, struct item);
	i->id = db_int(q, 0);
	i->sku = map_key(place); /* beside the item in memory */
	i->name = keep(ops, q, 4);
	i->unit = keep(ops, q, 5);
	i->category = keep(ops, q, 6);
	i->min = db_int(q, 7);
	i->max = db_int(q, 8);
	i->cost = db_int(q, 9);
	i->price = db_int(q, 10);
	SET_ID(ops, &s->item_ids, i->id, i);
	return i;
}

static const struct location *
take_location(struct ops *ops, const struct db_query *q)
{
	struct stock *s = stock(ops);
	void **place = map_put(&s->locations, db_text(q, 3));
	struct location *l = *place;

	if (l == NULL)
		l = *place = ARENA_NEW(ops->keep, struct location);
	l->id = db_int(q, 0);
	l->code = map_key(place);
	l->name = keep(ops, q, 4);
	l->parent = keep(ops, q, 6);
	l->kind = place_kind(db_text(q, 5), l->parent);
	SET_ID(ops, &s->location_ids, l->id, l);
	return l;
}

static const struct party *
take_party(struct ops *ops, const struct db_query *q)
{
	struct stock *s = stock(ops);
	void **place = map_put(&s->parties, db_text(q, 3));
	struct party *p = *place;

	if (p == NULL)
		p = *place = ARENA_NEW(ops->keep, struct party);
	p->id = db_int(q, 0);
	p->code = map_key(place);
	p->name = keep(ops, q, 4);
	p->kind = keep(ops, q, 5);
	p->contact = keep(ops, q, 6);
	SET_ID(ops, &s->party_ids, p->id, p);
	return p;
}

/* "<sku>\n<lot>" in ops->mem: a code holds no control character. */
static char *
lot_key(struct ops *ops, const char *sku, const char *lot)
{
	size_t n = strlen(sku), m = strlen(lot);
	char *key = arena_alloc(ops->mem, n + m + 2);

	memcpy(key, sku, n);
	key[n] = '\n';
	memcpy(key + n + 1, lot, m);
	return key;
}

static int
take_lot(struct ops *ops, const struct db_query *q, const struct lot **out)
{
	struct stock *s = stock(ops);
	void **place = map_put(&s->lots,
	    lot_key(ops, db_text(q, 3), db_text(q, 4)));
	struct lot *l = *place;
	int err = 0;

	if (l == NULL) {
		l = *place = ARENA_NEW(ops->keep, struct lot);
		l->id = db_int(q, 0);
		l->lot = keep(ops, q, 4);
		err = item_find(ops, db_text(q, 3), &l->item);
		SET_ID(ops, &s->lot_ids, l->id, l);
	}
	*out = l;
	return err;
}

/* Begins and steps a query for one record. */
static int
ask(struct ops *ops, const struct ledger *l, const struct db_value *key,
    struct db_query *q)
{
	int err = record_query(ops, l, stock(ops)->known, key, q);

	return err != 0 ? err : db_next(q);
}

SQL(sql_items, "SELECT MAX(id) FROM item");
SQL(sql_lots, "SELECT MAX(id) FROM lot");

/*
 * Whoever misses one after the other is better served by reading them all,
 * where that fits memory.
 */
enum { MISSES = 64, WORTH_LOADING = 200000 };

static int
load_instead(struct ops *ops, int *misses, const char *sql, int *load)
{
	int64_t n = NONE;
	int err = 0;

	*load = 0;
	if (++*misses != MISSES)
		return 0;
	err = db_get_values(ops, &n, sql, NULL, 0);
	*load = err == 0 && n <= WORTH_LOADING; /* NONE is none */
	return err;
}

int
item_find(struct ops *ops, const char *sku, const struct item **out)
{
	struct stock *s = stock(ops);
	const struct item *const *all;
	struct db_value key = V(sku);
	struct db_query q;
	size_t n;
	int got, load;

	*out = map_get(&s->items, sku);
	if (*out != NULL || s->all_items)
		return 0;
	got = load_instead(ops, &s->item_misses, sql_items, &load);
	if (got == 0 && load) {
		got = items_all(ops, &all, &n);
		*out = map_get(&s->items, sku);
		return got;
	}
	got = got != 0 ? got : ask(ops, &ledger_item, &key, &q);
	if (got == 1)
		*out = take_item(ops, &q);
	db_done(&q);
	return got < 0 ? got : 0;
}

int
items_all(struct ops *ops, const struct item *const **out, size_t *n)
{
	struct stock *s = stock(ops);
	const struct item **v;
	struct db_query q;
	int err = record_query(ops, &ledger_item, s->known, NULL, &q);
	VEC(const struct item *) found = { NULL, 0, 0 };

	while (err == 0 && (err = db_next(&q)) == 1) {
		*VEC_ADD(ops->keep, &found) = take_item(ops, &q);
		err = 0;
	}
	s->all_items = err == 0;
	v = found.v;
	*out = v;
	*n = found.n;
	return err;
}

static int
link_places(struct ops *ops)
{
	struct stock *s = stock(ops);

	for (size_t i = 0; i < s->locations.n; i++) {
		struct location *l = s->locations.pair[i].value;

		l->up = l->parent == NULL ? NULL
					  : map_get(&s->locations, l->parent);
	}
	for (size_t i = 0; i < s->locations.n; i++) {
		struct location *l = s->locations.pair[i].value;
		const struct location *top = l;

		for (size_t d = 0; top->up != NULL && d < s->locations.n; d++)
			top = top->up;
		l->site = top;
	}
	return 0;
}

/* There are few places: they are always read all at once. */
int
locations_all(struct ops *ops, const struct location *const **out, size_t *n)
{
	struct stock *s = stock(ops);
	struct db_query q;
	int err = 0;

	if (!s->all_locations) {
		err = record_query(ops, &ledger_location, s->known, NULL, &q);
		while (err == 0 && (err = db_next(&q)) == 1) {
			take_location(ops, &q);
			err = 0;
		}
		s->all_locations = err == 0;
		link_places(ops);
	}
	if (s->n_places != s->locations.n) {
		s->n_places = s->locations.n;
		s->places = ARENA_ARRAY(ops->keep, const struct location *,
		    s->n_places);
		for (size_t i = 0; i < s->n_places; i++)
			s->places[i] = s->locations.pair[i].value;
	}
	*out = s->places;
	*n = s->n_places;
	return err;
}

static int
load_places(struct ops *ops)
{
	const struct location *const *v;
	size_t n;

	return stock(ops)->all_locations ? 0 : locations_all(ops, &v, &n);
}

int
location_find(struct ops *ops, const char *code, const struct location **out)
{
	int err = load_places(ops);

	*out = map_get(&stock(ops)->locations, code);
	return err;
}

int
party_find(struct ops *ops, const char *code, const struct party **out)
{
	struct db_value key = V(code);
	struct db_query q;
	int got;

	*out = map_get(&stock(ops)->parties, code);
	if (*out != NULL || stock(ops)->all_parties)
		return 0;
	got = ask(ops, &ledger_party, &key, &q);
	if (got == 1)
		*out = take_party(ops, &q);
	db_done(&q);
	return got < 0 ? got : 0;
}

int
parties_all(struct ops *ops, const struct party *const **out, size_t *n)
{
	struct stock *s = stock(ops);
	VEC(const struct party *) found = { NULL, 0, 0 };
	const struct party **v;
	struct db_query q;
	int err = record_query(ops, &ledger_party, s->known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1) {
		*VEC_ADD(ops->keep, &found) = take_party(ops, &q);
		err = 0;
	}
	s->all_parties = err == 0;
	v = found.v;
	*out = v;
	*n = found.n;
	return err;
}

static int
load_lots(struct ops *ops)
{
	struct stock *s = stock(ops);
	const struct lot *lot;
	struct db_query q;
	int err = record_query(ops, &ledger_lot, s->known, NULL, &q);

	while (err == 0 && (err = db_next(&q)) == 1)
		err = take_lot(ops, &q, &lot);
	s->all_lots = err == 0;
	return err;
}

int
lot_find(struct ops *ops, const struct item *item, const char *lot,
    const struct lot **out)
{
	struct stock *s = stock(ops);
	struct db_value key[2] = { V(item->sku), V(lot) };
	struct db_query q;
	int got, load, err = 0;

	*out = map_get(&s->lots, lot_key(ops, item->sku, lot));
	if (*out != NULL || s->all_lots)
		return 0;
	got = load_instead(ops, &s->lot_misses, sql_lots, &load);
	if (got == 0 && load) {
		got = load_lots(ops);
		*out = map_get(&s->lots, lot_key(ops, item->sku, lot));
		return got;
	}
	got = got != 0 ? got : ask(ops, &ledger_lot, key, &q);
	if (got == 1)
		err = take_lot(ops, &q, out);
	db_done(&q);
	return got < 0 ? got : err;
}

static void
forget(struct map *all, const char *key)
{
	if (map_get(all, key) != NULL)
		*map_put(all, key) = NULL;
}

void
item_forget(struct ops *ops, const struct db_value *key)
{
	forget(&stock(ops)->items, key[0].p);
	stock(ops)->all_items = 0;
}

void
party_forget(struct ops *ops, const struct db_value *key)
{
	forget(&stock(ops)->parties, key[0].p);
	stock(ops)->all_parties = 0;
}

void
lot_forget(struct ops *ops, const struct db_value *key)
{
	forget(&stock(ops)->lots, lot_key(ops, key[0].p, key[1].p));
	stock(ops)->all_lots = 0;
}

/* Places are linked to each other: they are read again all at once. */
void
location_forget(struct ops *ops, const struct db_value *key)
{
	struct stock *s = stock(ops);

	(void)key;
	if (!s->all_locations)
		return;
	s->locations = (struct map){ .mem = ops->keep };
	s->all_locations = 0;
	s->n_places = 0;
}

static const char *
pair_key(size_t i, const void *data)
{
	return ((const struct map *)data)->pair[i].key;
}

static int
not_known(struct ops *ops, const char *what, const char *code,
    const struct map *all)
{
	const char *near = text_nearest(code, all->n, pair_key, all);

	if (near != NULL)
		return fail(ops, OPS_DATA, "'%s' is not a known %s (did you "
		    "mean '%s'?)", code, what, near);
	return fail(ops, OPS_DATA, "'%s' is not a known %s", code, what);
}

int
item_by_sku(struct ops *ops, const char *sku, const struct item **out)
{
	const struct item *const *v;
	size_t n;
	int err = item_find(ops, sku, out);

	if (err != 0 || *out != NULL)
		return err;
	err = stock(ops)->all_items ? 0 : items_all(ops, &v, &n);
	return err != 0 ? err : not_known(ops, "item", sku,
	    &stock(ops)->items);
}

int
location_by_code(struct ops *ops, const char *code,
    const struct location **out)
{
	int err = location_find(ops, code, out);

	if (err != 0 || *out != NULL)
		return err;
	return not_known(ops, "location", code, &stock(ops)->locations);
}

int
party_by_code(struct ops *ops, const char *code, const struct party **out)
{
	const struct party *const *v;
	size_t n;
	int err = party_find(ops, code, out);

	if (err != 0 || *out != NULL)
		return err;
	err = stock(ops)->all_parties ? 0 : parties_all(ops, &v, &n);
	return err != 0 ? err : not_known(ops, "party", code,
	    &stock(ops)->parties);
}

int
item_by_id(struct ops *ops, int64_t id, const struct item **out)
{
	struct stock *s = stock(ops);
	const struct item *const *v;
	size_t n;
	int err = 0;

	if (s->item_ids.n <= (size_t)id || s->item_ids.v[id] == NULL)
		err = items_all(ops, &v, &n);
	if (err == 0 &&
	    (s->item_ids.n <= (size_t)id || s->item_ids.v[id] == NULL))
		return fail(ops, OPS_DATA, "item %lld is not in the book",
		    (long long)id);
	*out = err == 0 ? s->item_ids.v[id] : NULL;
	return err;
}

int
location_by_id(struct ops *ops, int64_t id, const struct location **out)
{
	struct stock *s = stock(ops);
	int err = load_places(ops);

	if (err == 0 && (s->location_ids.n <= (size_t)id ||
		s->location_ids.v[id] == NULL))
		return fail(ops, OPS_DATA, "location %lld is not in the book",
		    (long long)id);
	*out = err == 0 ? s->location_ids.v[id] : NULL;
	return err;
}

int
lot_by_id(struct ops *ops, int64_t id, const struct lot **out)
{
	struct stock *s = stock(ops);
	int err = 0;

	*out = NULL;
	if (id == 0)
		return 0;
	if (!s->all_lots &&
	    (s->lot_ids.n <= (size_t)id || s->lot_ids.v[id] == NULL))
		err = load_lots(ops);
	if (err == 0 && s->lot_ids.n > (size_t)id)
		*out = s->lot_ids.v[id];
	return err;
}

int
party_by_id(struct ops *ops, int64_t id, const struct party **out)
{
	struct stock *s = stock(ops);
	const struct party *const *v;
	size_t n;
	int err = 0;

	*out = NULL;
	if (id == 0)
		return 0;
	if (!s->all_parties &&
	    (s->party_ids.n <= (size_t)id || s->party_ids.v[id] == NULL))
		err = parties_all(ops, &v, &n);
	if (err == 0 && s->party_ids.n > (size_t)id)
		*out = s->party_ids.v[id];
	return err;
}

/* Reads one record again, after it was posted. */
static int
refresh(struct ops *ops, const struct ledger *l, const struct db_value *key,
    struct db_query *q)
{
	int got = ask(ops, l, key, q);

	if (got == 0)
		BUG("%s '%s' is not there after it was posted", l->name,
		    (const char *)key[0].p);
	return got == 1 ? 0 : got;
}

int
item_post(struct ops *ops, struct entry *e, const struct item *i)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(i->sku), V(i->name),
		V(i->unit), V(i->category), V(i->min), V(i->max), V(i->cost),
		V(i->price) };
	struct db_query q;
	int err = record_post(ops, e, &ledger_item, cols, NULL);

	if (err == 0)
		err = refresh(ops, &ledger_item, cols, &q);
	if (err != 0)
		return err;
	take_item(ops, &q);
	db_done(&q);
	return 0;
}

int
location_post(struct ops *ops, struct entry *e, const struct location *l)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(l->code), V(l->name),
		V(place_words[l->kind]), V(l->parent) };
	struct db_query q;
	int err = record_post(ops, e, &ledger_location, cols, NULL);

	if (err == 0)
		err = refresh(ops, &ledger_location, cols, &q);
	if (err != 0)
		return err;
	take_location(ops, &q);
	db_done(&q);
	return link_places(ops);
}

int
party_post(struct ops *ops, struct entry *e, const struct party *p)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(p->code), V(p->name),
		V(p->kind), V(p->contact) };
	struct db_query q;
	int err = record_post(ops, e, &ledger_party, cols, NULL);

	if (err == 0)
		err = refresh(ops, &ledger_party, cols, &q);
	if (err != 0)
		return err;
	take_party(ops, &q);
	db_done(&q);
	return 0;
}

int
lot_post(struct ops *ops, struct entry *e, const struct item *item,
    const char *lot, const struct lot **out)
{
	struct db_value cols[LEDGER_COLUMNS] = { V(item->sku), V(lot) };
	struct stock *s = stock(ops);
	struct lot *l;
	int64_t id;
	int err = record_post(ops, e, &ledger_lot, cols, &id);

	if (err != 0)
		return err;
	l = ARENA_NEW(ops->keep, struct lot);
	l->id = id;
	l->item = item;
	l->lot = arena_strdup(ops->keep, lot);
	*map_put(&s->lots, lot_key(ops, item->sku, lot)) = l;
	SET_ID(ops, &s->lot_ids, id, l);
	*out = l;
	return 0;
}
