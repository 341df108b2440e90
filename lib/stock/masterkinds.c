/* What the words of masters mean, and how their rows are read. */
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

static int
fill_lot(struct ops *ops, const struct db_query *q, const char *key, void *at)
{
	struct lot *l = at;

	if (l->id == 0) {
		l->id = db_int(q, 0);
		l->lot = cache_key_second(key);
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
	u->unit = cache_key_second(key);
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
