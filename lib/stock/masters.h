/* Items, places, parties and lots: the masters that moves name. */
#ifndef STOCK_MASTERS_H
#define STOCK_MASTERS_H

#include "ledger/record.h"
#include "stock/ledgers.h"

/* Missing numbers are NONE, missing texts NULL; all live in ops->keep. */
struct item {
	int64_t id; /* what each move asks stands first, near together */
	const char *sku, *unit;
	const char *tracking, *status, *costing; /* as said; or ask below */
	int64_t shelf_life, lead_time; /* days */
	const char *name, *category;
	int64_t min, max;    /* millionths of the unit */
	int64_t cost, price; /* millionths of a currency unit for one */
	int64_t weight;	     /* kg of one, millionths */
};

/* How an item is valued: as it says, else as stock.costing says. */
enum costing { COSTING_FIFO, COSTING_AVERAGE, COSTING_STANDARD };
extern const char *const costing_words[]; /* ends with NULL */
enum costing item_costing(struct ops *, const struct item *);

/* What tells pieces of an item apart; a serial is a lot of one. */
enum tracking { TRACKING_NONE, TRACKING_LOT, TRACKING_SERIAL };
extern const char *const tracking_words[];
enum tracking item_tracking(const struct item *);

/*
 * Phase-out: sold as long as there is some, not bought any more; blocked:
 * nothing comes in, what is there may leave our places.
 */
enum status { STATUS_ACTIVE, STATUS_PHASE_OUT, STATUS_BLOCKED };
extern const char *const status_words[];
enum status item_status(const struct item *);

enum place {
	PLACE_SITE,
	PLACE_INTERNAL,
	PLACE_QUARANTINE,
	PLACE_TRANSIT,
	PLACE_PRODUCTION,
	PLACE_SCRAP,
	PLACE_ADJUSTMENT,
	PLACE_VENDOR,
	PLACE_CUSTOMER
};
extern const char *const place_words[]; /* ends with NULL */

struct location {
	int64_t id;
	const char *code, *name, *parent;
	enum place kind;
	const struct location *up; /* NULL at a root */
	const struct location *site; /* the root; NULL where it is no site */
	size_t below; /* how many stand in it, one level down */
};

/*
 * The kind that a word names; without one a place is internal, or a site
 * where it has no parent.
 */
enum place place_kind(const char *word, const char *parent);

/*
 * A note for a place that is made a site because neither its kind nor its
 * parent is said, where its code (NORTH/A/03) is below another's (NORTH/A).
 */
int location_note_site(struct ops *, const char *code);

/* Is what lies there ours?  (The others are the far ends of moves.) */
int place_is_stock(enum place);

/* Is the place one of n places, or below one? */
int place_within(const struct location *, const struct location *const *place,
    size_t n);

/*
 * The place so deep in the tree (a site is 1) that stands for this one: the
 * place itself where it is not as deep, where depth is NONE, or NULL.
 */
const struct location *place_at_depth(const struct location *, int64_t depth);

struct party {
	int64_t id;
	const char *code, *name, *kind, *contact;
};

struct lot {
	int64_t id;
	const struct item *item;
	const char *lot;
	int64_t expires; /* the last day on which it is good, NONE */
	int64_t made;	 /* day, NONE */
};

/*
 * By code; OPS_DATA "'A-77' is not a known item (did you mean 'A-7'?)", or,
 * from the find functions, NULL where there is none.
 */
int item_by_sku(struct ops *, const char *sku, const struct item **);
int item_find(struct ops *, const char *sku, const struct item **);
int location_by_code(struct ops *, const char *code, const struct location **);
int location_find(struct ops *, const char *code, const struct location **);
int site_by_code(struct ops *, const char *code, const struct location **);
int party_by_code(struct ops *, const char *code, const struct party **);
int party_find(struct ops *, const char *code, const struct party **);
int lot_find(struct ops *, const struct item *, const char *lot,
    const struct lot **);

/*
 * The party that a line names (code NULL: none), NULL where it is new: OPS_DATA
 * where stock.party is strict.  party_register() posts it then, of that kind.
 */
int party_named(struct ops *, const char *code, const struct party **);
int party_register(struct ops *, struct entry *, const char *code,
    const char *kind, const struct party **);

/* By their codes, as strcmp(); NULL is last. */
int lot_order(const struct lot *, const struct lot *);

/* By row id; the id is known to exist, or 0: no lot, no party. */
int item_by_id(struct ops *, int64_t id, const struct item **);
int location_by_id(struct ops *, int64_t id, const struct location **);
int lot_by_id(struct ops *, int64_t id, const struct lot **);
int party_by_id(struct ops *, int64_t id, const struct party **);

/* All of them: arrays of pointers in the order of their codes. */
int items_all(struct ops *, const struct item *const **, size_t *n);
int locations_all(struct ops *, const struct location *const **, size_t *n);
int lots_all(struct ops *, const struct lot *const **, size_t *n);
int parties_all(struct ops *, const struct party *const **, size_t *n);

/* All places, each behind the one it is in, else in the order of codes. */
int locations_tree(struct ops *, const struct location *const **, size_t *n);

/* The numbers of all places in that order, by their ids; made once. */
int locations_ranks(struct ops *, const uint32_t **);

/*
 * The far end of moves of a kind: the place whose code is the kind's word in
 * capitals (VENDOR), else the only one of that kind.  OPS_DATA where there
 * is none, or more than one.
 */
int location_end(struct ops *, enum place, const struct location **);

/*
 * The places and items that options name: locations and sites in one array
 * (a site has to be one), items once each in the order of sku.  Errors begin
 * with the option's name.
 */
int places_named(struct ops *, const char *const *location, size_t locations,
    const char *const *site, size_t sites, const struct location ***,
    size_t *n);
int items_named(struct ops *, const char *const *sku, size_t skus,
    const struct item ***, size_t *n);

/*
 * Items by code and by category, in the order of sku; n 0 is all of them,
 * or, where *none is set, not one.
 */
int items_chosen(struct ops *, const char *const *sku, size_t skus,
    const char *const *category, size_t categories,
    const struct item *const **, size_t *n, int *none);

/* 0 where goods are kept there, else OPS_DATA: it is a far end of moves. */
int location_check_stock(struct ops *, const struct location *);

/* Posts a version of a master; the caches follow. */
int item_post(struct ops *, struct entry *, const struct item *);
int location_post(struct ops *, struct entry *, const struct location *);
int party_post(struct ops *, struct entry *, const struct party *);
int lot_post(struct ops *, struct entry *, const struct lot *);

/* The same of a lot that the book does not have, and gives it. */
int lot_add(struct ops *, struct entry *, const struct lot *,
    const struct lot **);

/* Forget what is remembered of a key: the ledgers' tables name these. */
void item_forget(struct ops *, const struct db_value *key);
void location_forget(struct ops *, const struct db_value *key);
void party_forget(struct ops *, const struct db_value *key);
void lot_forget(struct ops *, const struct db_value *key);

/* What a new book has: the far ends of moves, and the site MAIN. */
int locations_of_new_book(struct ops *, struct entry *);

#endif
